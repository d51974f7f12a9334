"""What a mail, a zip or a folder amounts to: its one form, the files that come with it, and what must be said of the rest."""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from workflow import danish, formats
from workflow.domain.enclosures import Enclosure
from workflow.domain.findings import Finding, error, errors, note, warning
from workflow.errors import ReadingError
from workflow.intake.answers import PROPOSAL, Answers
from workflow.intake.extents import pages_of
from workflow.intake.mails import CUT_SHORT, open_mail
from workflow.intake.outlook import open_outlook
from workflow.intake.parcels import LARGEST_INNER, LARGEST_PARCEL, Inner, Letter, Parcel
from workflow.intake.refusals import no_form
from workflow.intake.sniffing import Kind, sniff
from workflow.intake.zips import open_zip

OPENERS: dict[Kind, Callable[[bytes], Parcel]] = {Kind.EML: open_mail, Kind.MSG: open_outlook, Kind.ZIP: open_zip}
_FORMS = frozenset({Kind.DOCX, Kind.YAML, Kind.JSON})
_CALLED = {Kind.EML: "Mailen", Kind.MSG: "Mailen", Kind.ZIP: "Zip-filen"}
_REFUSED = {
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
MAY_BE_ENCLOSED = frozenset(Kind) - frozenset({*_REFUSED, Kind.CALENDAR, *OPENERS, Kind.YAML, Kind.JSON})
_NOTHING_TO_DO = "Du behøver ikke gøre noget."
_ALONE = "Læg den i indbakken for sig."
_ITSELF = "Gem den som PDF, og læg den i indbakken under det navn, som skemaet bruger."
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
_LITTER = re.compile(r"~\$.*|\.~lock\..*|\._.*|\.DS_Store|Thumbs\.db|desktop\.ini|.*\.tmp", re.IGNORECASE)

Read = Callable[[Kind, bytes], Answers]
"""What reads the answers in a file of a kind that may be a form."""


@dataclass(frozen=True)
class Bundle:
    """What an arrival of several files amounts to.

    ``form`` is the name of the one that holds the answers, ``kind`` what that file is.
    """

    answers: Answers = field(default_factory=Answers)
    form: str = ""
    kind: Kind = Kind.UNKNOWN
    letter: Letter | None = None
    enclosures: tuple[Enclosure, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass
class _Sorting:
    """The files as they are looked at, one after the other, so that their bytes are never all in memory at once."""

    read: Read
    forms: list[tuple[str, Kind, Answers]] = field(default_factory=list)
    enclosures: list[Enclosure] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    whole: int = 0

    def take(self, one: Inner) -> None:
        """Look at one file."""
        try:
            raw = one.read()
        except ReadingError as reason:
            self.findings.append(_left_out(one.name, reason.problem, reason.hint))
            return
        self.whole += len(raw)
        if self.whole > LARGEST_PARCEL or len(raw) > LARGEST_INNER:
            raise ReadingError("Filerne fylder for meget, når de pakkes ud.", "Læg dem i indbakken hver for sig.")
        kind = sniff(raw, one.name)
        answers = self._answers(kind, raw) if not one.inline else Answers()
        if answers.schema_name:
            self.forms.append((one.name, kind, answers))
        elif wrong := [found for found in errors(answers.findings) if found != no_form()] if kind is Kind.DOCX else []:
            self.findings += [_left_out(one.name, found.problem, found.hint) for found in wrong]
        else:
            self._enclose(one, kind, raw)

    def _answers(self, kind: Kind, raw: bytes) -> Answers:
        """The answers in a file, if it may be a form."""
        try:
            return self.read(kind, raw) if kind in _FORMS else Answers()
        except ReadingError as reason:
            return Answers(findings=(error("", reason.problem, reason.hint),))

    def _enclose(self, one: Inner, kind: Kind, raw: bytes) -> None:
        """Take a file that is no form as an enclosure, or say why not."""
        if kind is Kind.CALENDAR:
            self.findings.append(note("", f"”{one.name}” er en kalender- eller kontaktfil og er ikke taget med.", _NOTHING_TO_DO))
        elif kind in _REFUSED:
            self.findings.append(warning("", f"”{one.name}” {_REFUSED[kind]} og er ikke taget med som bilag.", _ITSELF))
        else:
            self.findings += _misnamed(one.name, kind)
            self.enclosures.append(enclosure(one.name, kind, raw, inline=one.inline))


def bundle(kind: Kind, raw: bytes, read: Read) -> Bundle:
    """What a mail, a zip or a folder holds: the answers of its one form, and its other files as enclosures.

    Args:
        kind: which of ``OPENERS`` it is.
        raw: all of its bytes.
        read: reads the answers in a file that may be a form.

    Raises:
        ReadingError: it cannot be opened at all.
    """
    parcel = flattened(OPENERS[kind](raw))
    sorting = _Sorting(read)
    for one in parcel.files:
        sorting.take(one)
    found = (*parcel.findings, *sorting.findings)
    bundled = Bundle(letter=parcel.letter, enclosures=_each_once(sorting.enclosures), findings=found)
    if len(sorting.forms) == 1:
        name, form, answers = sorting.forms[0]
        return replace(bundled, answers=answers, form=name, kind=form)
    if sorting.forms:
        several = _several(kind, [name for name, _, _ in sorting.forms])
        return replace(bundled, answers=Answers(PROPOSAL), findings=(*found, several))
    if CUT_SHORT in parcel.findings:
        return replace(bundled, findings=(error("", CUT_SHORT.problem, CUT_SHORT.hint),))
    if errors(parcel.findings):
        return bundled
    if parcel.letter:
        return replace(bundled, answers=_from_letter(parcel.letter), findings=(*found, _no_form()))
    return replace(bundled, findings=(*found, *_no_form_in(kind, bundled.enclosures)))


def flattened(parcel: Parcel) -> Parcel:
    """The parcel with the files of the mails and zips within it, one level down, and without what systems leave behind."""
    files: list[Inner] = []
    found: list[Finding] = []
    for one in parcel.files:
        within, said = _within(one)
        files += within
        found += said
    return parcel.with_more(tuple(one for one in files if not _LITTER.fullmatch(one.name)), tuple(found))


def _within(one: Inner) -> tuple[tuple[Inner, ...], tuple[Finding, ...]]:
    """A file of a parcel, or where it is a parcel itself, the files in that."""
    try:
        raw = one.read()
        opener = OPENERS.get(sniff(raw, one.name))
        inner = opener(raw) if opener else None
    except ReadingError as reason:
        return (), (_left_out(one.name, reason.problem, reason.hint),)
    if inner is None:
        return (one,), ()
    deeper = [file for file in inner.files if _is_parcel(file)]
    said = [warning("", f"”{file.name}” er pakket i flere lag og er ikke åbnet.", _ALONE) for file in deeper]
    if inner.letter and inner.letter.text:
        said.append(note("", f"Teksten i mailen ”{one.name}” er ikke læst; dens filer er taget med.", _NOTHING_TO_DO))
    return tuple(file for file in inner.files if file not in deeper), (*inner.findings, *said)


def _left_out(name: str, problem: str, hint: str) -> Finding:
    """That a file could not be taken along."""
    return warning("", f"”{name}” er ikke taget med: {problem}", hint)


def _is_parcel(one: Inner) -> bool:
    """Whether a file holds others; one that cannot be read is told of when its turn comes."""
    try:
        return sniff(one.read(), one.name) in OPENERS
    except ReadingError:
        return False


def enclosure(name: str, kind: Kind, raw: bytes, *, inline: bool = False) -> Enclosure:
    """A file as an enclosure, with its pages where its kind tells them cheaply."""
    sha256 = hashlib.sha256(raw).hexdigest()
    return Enclosure(name=name, kind=kind.value, size=len(raw), sha256=sha256, pages=pages_of(kind, raw), inline=inline)


def extracted(kind: Kind, raw: bytes, sha256: str) -> bytes:
    """The bytes of the file with this checksum within a parcel, or the parcel's own.

    Raises:
        ReadingError: it is not there.
    """
    if hashlib.sha256(raw).hexdigest() == sha256:
        return raw
    for one in flattened(OPENERS[kind](raw)).files if kind in OPENERS else ():
        inner = one.read()
        if hashlib.sha256(inner).hexdigest() == sha256:
            return inner
    raise ReadingError("Bilaget findes ikke i den fil, det kom med.", "Læg bilaget i indbakken igen.")


def _each_once(enclosures: list[Enclosure]) -> tuple[Enclosure, ...]:
    """The enclosures without those that came twice with the same name and bytes."""
    return tuple({(one.name, one.sha256): one for one in enclosures}.values())


def _misnamed(name: str, kind: Kind) -> Iterator[Finding]:
    """That a file is not what its name says."""
    suffix = PurePath(name.casefold()).suffix
    if suffix in _EXPECTED and kind not in _EXPECTED[suffix]:
        problem = f"”{name}” er ikke det, navnet siger: Det er en {kind.value}."
        yield warning("", problem, "Gem den igen i det rigtige program, hvis den ikke kan åbnes.")


def _several(kind: Kind, names: list[str]) -> Finding:
    """That more than one form came."""
    listed = danish.join([f"”{name}”" for name in names])
    hint = "Læg hvert skema i indbakken for sig; har det bilag, så læg dem i en zip-fil sammen med skemaet."
    return error("", f"{_CALLED[kind]} rummer flere udfyldte skemaer: {listed}.", hint)


def _no_form() -> Finding:
    """That a mail came without a form."""
    problem = "Mailen har intet udfyldt skema med, så den er kun læst som en kladde til et forslag."
    return error("", problem, "Udfyld resten i kladden ved siden af kvitteringen, og læg den i indbakken.")


def _no_form_in(kind: Kind, enclosures: tuple[Enclosure, ...]) -> tuple[Finding, ...]:
    """That a zip or folder came without a form; its files are kept all the same."""
    if not enclosures:
        hint = "Læg skemaet og dets bilag i den, og send den igen."
        return (error("", f"{_CALLED[kind]} rummer ingen filer, vi kan bruge.", hint),)
    problem = f"{_CALLED[kind]} rummer intet udfyldt skema: Hvilket forslag hører filerne til?"
    return (warning("", problem, "Læg skemaet i den sammen med bilagene, eller skriv filernes navne i skemaets felt 18, Bilag."),)


def _from_letter(letter: Letter) -> Answers:
    """The answers that a mail makes by itself: a draft, for a secretary to complete."""
    values = {
        "kontaktperson": letter.sender,
        "kontaktoplysninger": letter.address,
        "titel": re.sub(r"^(?:\s*(?:sv|vs|re|fw|fwd)\s*:)+\s*", "", letter.subject, flags=re.IGNORECASE),
        "sagsfremstilling": formats.escape_markdown(letter.text),
    }
    return Answers(PROPOSAL, {"skema": PROPOSAL, **{key: value for key, value in values.items() if value}})
