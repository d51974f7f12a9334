"""What a sender is told whose file is no form: what it is, and what to do instead."""

from workflow import danish
from workflow.domain.findings import Finding, error, warning
from workflow.intake.guards import COPY_ANEW, RESAVE
from workflow.intake.sniffing import Kind

LARGEST_FILE = 50_000_000
_TO_WHICH = "Læg filen i indbakken sammen med skemaet, og skriv filens navn i felt 18, Bilag."
_AS_PAPER = "Er filen et bilag, så skriv dens navn i skemaets felt 18, Bilag"
_AS_SHEET = (
    f"{_AS_PAPER}; er den et af vores ark, så åbn den i Excel eller LibreOffice, vælg Gem som og Excel-projektmappe (*.xlsx), "
    "og læg den nye fil i indbakken."
)
RESAVE_TEXT = "Åbn filen i Word eller LibreOffice, vælg Gem som og Word-dokument (*.docx), og læg den nye fil i indbakken."
_USE_THE_FORM = "Skriv forslaget i skemaet Dagsordensforslag.docx, og læg det i indbakken."
_ATTACHMENTS = {
    Kind.PDF: "En PDF-fil alene er ikke et forslag: Hvilket forslag hører den til?",
    Kind.PICTURE: "Et billede alene er ikke et forslag: Hvilket forslag hører det til?",
    Kind.PPTX: "En PowerPoint-fil er ikke et forslag: Hvilket forslag hører den til?",
    Kind.PPT: "En PowerPoint-fil er ikke et forslag: Hvilket forslag hører den til?",
    Kind.XLSX: "Et regneark er ikke et forslag: Hvilket forslag hører det til?",
    Kind.XLS: "Et regneark i det gamle Excel-format (.xls) kan ikke læses her: Hvilket forslag hører det til?",
    Kind.CSV: "En tabel er ikke et forslag: Hvilket forslag hører den til?",
    Kind.ODS: "Et OpenDocument-regneark (.ods) kan ikke læses her: Hvilket forslag hører det til?",
    Kind.OPEN_DOCUMENT: "En præsentation eller en tegning er ikke et forslag: Hvilket forslag hører filen til?",
    Kind.MEDIA: "En lyd- eller videofil er ikke et forslag: Hvilket forslag hører den til?",
}
_REMEDIES = {
    Kind.XLS: _AS_SHEET,
    Kind.ODS: _AS_SHEET,
    Kind.PDF: f"{_AS_PAPER}; er den selve forslaget, så læg Word-filen (.docx), som den er lavet af, i indbakken.",
    Kind.PICTURE: f"{_AS_PAPER}; er den selve forslaget, så skriv det i skemaet dagsordensforslag.docx.",
}
_REFUSED = {
    Kind.EMPTY: ("Filen er tom.", "Gem den igen, og kopiér den på ny."),
    Kind.ZEROS: ("Filen rummer kun nuller; den er ikke kopieret færdig.", COPY_ANEW),
    Kind.BROKEN_ZIP: ("Filen er beskadiget eller ikke kopieret helt færdig.", COPY_ANEW),
    Kind.DOCM: ("Word-filen indeholder makroer, og dem åbner vi ikke.", RESAVE),
    Kind.MACROS: (
        "Filen indeholder makroer, og dem åbner vi ikke.",
        "Åbn den, vælg Gem som og en filtype uden makroer (*.docx, *.xlsx eller *.pptx), og læg den nye fil i indbakken.",
    ),
    Kind.STRICT: ("Word-filen er gemt i formatet Strict Open XML, som ikke kan læses her.", RESAVE),
    Kind.DOC: ("Filen er i det gamle Word-format (.doc), som ikke kan læses her.", RESAVE),
    Kind.OLE: ("Filen er i et gammelt Office-format, som ikke kan læses her.", RESAVE),
    Kind.ENCRYPTED: ("Filen er beskyttet med adgangskode.", "Fjern adgangskoden i Word, og send filen igen."),
    Kind.ODT: ("Filen er en OpenDocument-tekst (.odt), ikke en Word-fil.", RESAVE_TEXT),
    Kind.RTF: ("Filen er en RTF-fil, ikke en Word-fil.", RESAVE_TEXT),
    Kind.HTML: ("Filen er en webside, ikke en Word-fil.", _USE_THE_FORM),
    Kind.PAGES: (
        "Filen er fra programmet Pages og kan ikke læses her.",
        "Vælg Eksportér til Word i Pages, og læg Word-filen i indbakken.",
    ),
    Kind.NUMBERS: (
        "Filen er fra programmet Numbers og kan ikke læses her.",
        "Vælg Eksportér til Excel i Numbers, og læg Excel-filen i indbakken.",
    ),
    Kind.KEYNOTE: (
        "Filen er fra programmet Keynote og kan ikke læses her.",
        "Vælg Eksportér til PDF i Keynote, og læg PDF-filen i indbakken sammen med skemaet.",
    ),
    Kind.ARCHIVE: ("Pakkede filer kan ikke læses.", "Pak filen ud, og læg filerne i indbakken hver for sig."),
    Kind.TNEF: (
        "Filen er winmail.dat, som er Outlooks egen pakke, og den åbner vi ikke.",
        "Bed afsenderen sende mailen som HTML eller ren tekst.",
    ),
    Kind.CALENDAR: ("En kalender- eller kontaktfil kan ikke læses her.", _USE_THE_FORM),
    Kind.PROGRAM: ("Filen er et program, og det åbner vi ikke.", "Slet den, hvis du ikke ved, hvor den kommer fra."),
    Kind.SHORTCUT: (
        "Du har lagt en genvej i indbakken, ikke selve filen.",
        "Find filen, som genvejen peger på, og læg den i indbakken.",
    ),
    Kind.XML: ("Filen er en XML-fil, som ikke kan læses her.", RESAVE),
    Kind.TEXT: ("Filen er ren tekst uden skemaets felter.", _USE_THE_FORM),
    Kind.UNKNOWN: ("Vi kan ikke se, hvad det er for en fil.", _USE_THE_FORM),
}


def refusal(kind: Kind) -> Finding:
    """Why a file of this kind is no proposal and no record.

    Returns:
        A warning for what may be somebody's attachment and is kept; an error for everything else.
    """
    if kind in _ATTACHMENTS:
        return warning("", _ATTACHMENTS[kind], _REMEDIES.get(kind, _TO_WHICH))
    return error("", *_REFUSED[kind])


def too_large(size: int) -> Finding:
    """That a file is larger than we open.

    Args:
        size: its bytes.
    """
    megabytes = danish.thousands(size // 1_000_000)
    problem = f"Filen fylder {megabytes} MB; et skema må højst fylde {LARGEST_FILE // 1_000_000} MB."
    return error("", problem, "Tag store billeder ud af skemaet, og læg dem ved som bilag.")


def no_form() -> Finding:
    """That a Word file is not the form."""
    return error(
        "",
        "Word-filen er ikke skemaet til dagsordensforslag.",
        f"{_USE_THE_FORM} Er filen et bilag, så skriv dens navn i skemaets felt 18, og læg begge i indbakken.",
    )
