"""What is said of the files of a mail, a zip or a folder: left out, misnamed, not read, or no form among them."""

from collections.abc import Iterable, Iterator
from pathlib import PurePath

from workflow import danish
from workflow.domain.enclosures import Enclosure
from workflow.domain.findings import Finding, error, note, warning
from workflow.intake.mails import SMALL_PICTURE
from workflow.intake.refusals import RESAVE_TEXT
from workflow.intake.sniffing import Kind

_CALLED = {Kind.EML: "Mailen", Kind.MSG: "Mailen", Kind.ZIP: "Zip-filen"}
_EXPECTED = {
    ".pdf": {Kind.PDF},
    ".docx": {Kind.DOCX, Kind.STRICT},
    ".doc": {Kind.DOC},
    ".xlsx": {Kind.XLSX},
    ".xls": {Kind.XLS},
    ".pptx": {Kind.PPTX},
    ".ppt": {Kind.PPT},
    ".odt": {Kind.ODT},
    ".rtf": {Kind.RTF},
    **{suffix: {Kind.PICTURE} for suffix in (".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".bmp", ".webp", ".heic", ".svg")},
}
NOT_TAKEN = {
    Kind.EMPTY: "er tom",
    Kind.ZEROS: "rummer kun nuller og er ikke kopieret færdig",
    Kind.BROKEN_ZIP: "er beskadiget eller ikke kopieret helt færdig",
    Kind.DOCM: "indeholder makroer",
    Kind.MACROS: "indeholder makroer",
    Kind.HTML: "er en webside",
    Kind.ARCHIVE: "er en pakket fil, som vi ikke åbner",
    Kind.PROGRAM: "er et program",
    Kind.TNEF: "er Outlooks egen pakke, som vi ikke åbner",
    Kind.SHORTCUT: "er en genvej og ikke selve filen",
    Kind.XML: "er en XML-fil",
    Kind.UNKNOWN: "er af en type, vi ikke kender",
}
_BY_ITS_NAME = "læg den i indbakken under det navn, som skemaet bruger."
_ITSELF = f"Gem den som PDF, og {_BY_ITS_NAME}"
_ANEW = f"Gem eller kopiér den igen, og {_BY_ITS_NAME}"
_REMEDIES = {
    **dict.fromkeys((Kind.EMPTY, Kind.ZEROS, Kind.BROKEN_ZIP), _ANEW),
    Kind.ARCHIVE: "Pak den ud, og læg filerne i indbakken hver for sig.",
    Kind.PROGRAM: "Slet den, hvis du ikke ved, hvor den kommer fra.",
    Kind.TNEF: "Bed afsenderen sende mailen som HTML eller ren tekst.",
    Kind.SHORTCUT: f"Find den fil, som genvejen peger på, og {_BY_ITS_NAME}",
}
_TEXTS = frozenset({Kind.DOC.value, Kind.ODT.value, Kind.RTF.value, Kind.PAGES.value})


def left_out(name: str, problem: str, hint: str) -> Finding:
    """That a file could not be taken along."""
    return warning("", f"”{name}” er ikke taget med: {problem}", hint)


def not_taken(name: str, kind: Kind) -> Finding:
    """That a file is of a kind that is no attachment, and what helps."""
    return warning("", f"”{name}” {NOT_TAKEN[kind]} og er ikke taget med som bilag.", _REMEDIES.get(kind, _ITSELF))


def private_number(field: str) -> Finding:
    """That a mail which becomes a draft holds a CPR number; the draft does not repeat it."""
    problem = "Der står et CPR-nummer, eller noget der ligner, i mailen. Det er streget ud i kladden."
    return error(field, problem, "Omtal borgeren uden navn og nummer.")


def of_file(name: str, found: Finding) -> Finding:
    """What was found in one file of several, with its name."""
    return found.model_copy(update={"problem": f"”{name}”: {found.problem}"})


def misnamed(name: str, kind: Kind) -> Iterator[Finding]:
    """That a file is not what its name says."""
    suffix = PurePath(name.casefold()).suffix
    if suffix in _EXPECTED and kind not in _EXPECTED[suffix]:
        problem = f"”{name}” er ikke det, navnet siger: Det er en {kind.value}."
        yield warning("", problem, "Gem den igen i det rigtige program, hvis den ikke kan åbnes.")


def words_left(name: str) -> Finding:
    """That the words of a mail within the mail were not read."""
    hint = "Læg den i indbakken for sig, hvis teksten er et forslag."
    return note("", f"Teksten i mailen ”{name}” er ikke læst; er der filer i den, er de taget med.", hint)


def several_forms(kind: Kind, names: list[str]) -> Finding:
    """That more than one form came."""
    hint = "Læg hvert skema i indbakken for sig; har det bilag, så læg dem i en zip-fil sammen med skemaet."
    return error("", f"{_CALLED[kind]} rummer flere udfyldte skemaer: {danish.quoted(names)}.", hint)


def blank_form(name: str) -> Finding:
    """That an empty form came with a filled one."""
    return note("", f"”{name}” er et tomt skema og er ikke taget med.", "Du behøver ikke gøre noget.")


def several_sheets(kind: Kind, names: list[str]) -> Finding:
    """That more than one of our sheets came."""
    return error("", f"{_CALLED[kind]} rummer flere af vores ark: {danish.quoted(names)}.", "Læg hvert ark i indbakken for sig.")


def beside_a_sheet(name: str) -> Finding:
    """That a file came with a sheet of many cases, so that nobody knows to which of them it belongs."""
    problem = f"”{name}” kom sammen med et ark og er ikke sat på nogen af arkets sager."
    return warning("", problem, "Læg den i indbakken for sig under det navn, som står i arkets kolonne Bilag.")


def as_attachment(name: str) -> Finding:
    """That one of our sheets came with a form."""
    problem = f"”{name}” er et af vores ark, men kom sammen med et skema og er kun taget med som bilag."
    return warning("", problem, "Læg det i indbakken for sig, hvis rækkerne i det skal læses.")


def nothing_in(kind: Kind, enclosures: tuple[Enclosure, ...]) -> tuple[Finding, ...]:
    """That a zip or folder came without a form; its files are kept all the same."""
    if not enclosures:
        hint = "Læg skemaet og dets bilag i den, og send den igen."
        return (error("", f"{_CALLED[kind]} rummer ingen filer, vi kan bruge.", hint),)
    problem = f"{_CALLED[kind]} rummer intet udfyldt skema: Hvilket forslag hører filerne til?"
    return (warning("", problem, "Læg skemaet i den sammen med bilagene, eller skriv filernes navne i skemaets felt 18, Bilag."),)


def only_a_draft() -> Finding:
    """That a mail came without a form."""
    problem = "Mailen har intet udfyldt skema med, så den er kun læst som en kladde til et forslag."
    return error("", problem, "Udfyld resten i kladden ved siden af kvitteringen, og læg den i indbakken.")


def perhaps_forms(enclosures: Iterable[Enclosure]) -> Iterator[Finding]:
    """That a text which came without any form may be the form itself, kept in a way that we do not read."""
    if names := [f"”{one.name}”" for one in enclosures if one.kind in _TEXTS]:
        it = "det" if len(names) == 1 else "et af dem"
        problem = (
            f"{danish.capital(danish.join(names))} er taget med som bilag; er {it} skemaet, kan det ikke læses i det format."
        )
        yield note("", problem, RESAVE_TEXT)


def pictures_left(enclosures: Iterable[Enclosure]) -> Iterator[Finding]:
    """That the words of a mail show pictures which the draft of it does not; logos are small."""
    if names := [f"”{one.name}”" for one in enclosures if one.inline and one.size >= SMALL_PICTURE]:
        many = len(names) > 1
        problem = f"{'Billederne' if many else 'Billedet'} {danish.join(names)} i mailens tekst er ikke taget med."
        hint = f"Hører {'de' if many else 'det'} til sagen, så læg {'dem' if many else 'det'} i indbakken som bilag."
        yield note("", problem, hint)
