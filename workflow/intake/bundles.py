"""What a mail, a zip or a folder amounts to: its one form, the files that come with it, and what must be said of the rest."""

import contextlib
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from workflow import formats
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
from workflow.intake.tidings import (
    left_out,
    misnamed,
    nothing_in,
    only_a_draft,
    perhaps_forms,
    pictures_left,
    several_forms,
    words_left,
)
from workflow.intake.zips import open_zip

OPENERS: dict[Kind, Callable[[bytes], Parcel]] = {Kind.EML: open_mail, Kind.MSG: open_outlook, Kind.ZIP: open_zip}
_FORMS = frozenset({Kind.DOCX, Kind.YAML, Kind.JSON})
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
_LITTER = re.compile(r"~\$.*|\.~lock\..*|\._.*|\.DS_Store|Thumbs\.db|desktop\.ini|.*\.tmp", re.IGNORECASE)

Read = Callable[[Kind, bytes], Answers]
"""What reads the answers in a file of a kind that may be a form."""


@dataclass(frozen=True)
class Bundle:
    """What an arrival of several files amounts to.

    ``form`` is the name of the one that holds the answers, ``kind`` what that file is, ``sha256`` its checksum.
    """

    answers: Answers = field(default_factory=Answers)
    form: str = ""
    kind: Kind = Kind.UNKNOWN
    sha256: str = ""
    letter: Letter | None = None
    enclosures: tuple[Enclosure, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass
class _Sorting:
    """The files as they are looked at, one after the other, so that their bytes are never all in memory at once."""

    read: Read
    forms: list[tuple[str, Kind, str, Answers]] = field(default_factory=list)
    enclosures: list[Enclosure] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    whole: int = 0

    def take(self, one: Inner) -> None:
        """Look at one file."""
        try:
            raw = one.read()
        except ReadingError as reason:
            self.findings.append(left_out(one.name, reason.problem, reason.hint))
            return
        self.whole += len(raw)
        if self.whole > LARGEST_PARCEL or len(raw) > LARGEST_INNER:
            raise ReadingError("Filerne fylder for meget, når de pakkes ud.", "Læg dem i indbakken hver for sig.")
        kind = sniff(raw, one.name)
        answers = self._answers(kind, raw) if not one.inline else Answers()
        if answers.schema_name:
            self.forms.append((one.name, kind, hashlib.sha256(raw).hexdigest(), answers))
        elif wrong := [found for found in errors(answers.findings) if found != no_form()] if kind is Kind.DOCX else []:
            self.findings += [left_out(one.name, found.problem, found.hint) for found in wrong]
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
            self.findings += misnamed(one.name, kind)
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
        name, form, sha256, answers = sorting.forms[0]
        return replace(bundled, answers=answers, form=name, kind=form, sha256=sha256)
    if sorting.forms:
        several = several_forms(kind, [name for name, *_ in sorting.forms])
        return replace(bundled, answers=Answers(PROPOSAL), findings=(*found, several))
    if CUT_SHORT in parcel.findings:
        return replace(bundled, findings=(error("", CUT_SHORT.problem, CUT_SHORT.hint),))
    if errors(parcel.findings):
        return bundled
    found = (*found, *perhaps_forms(bundled.enclosures), *pictures_left(bundled.enclosures))
    if parcel.letter:
        return replace(bundled, answers=_from_letter(parcel.letter), findings=(*found, only_a_draft()))
    return replace(bundled, findings=(*found, *nothing_in(kind, bundled.enclosures)))


def flattened(parcel: Parcel) -> Parcel:
    """The parcel with the files of the mails and zips within it, one level down, and without what systems leave behind."""
    opened = [(one.name, _within(one)) for one in parcel.files]
    files = tuple(file for _, inner in opened for file in inner.files if not _LITTER.fullmatch(file.name))
    found = tuple(finding for _, inner in opened for finding in inner.findings)
    letters = [(name, inner.letter) for name, inner in opened if inner.letter and inner.letter.text]
    alone = len([one for one in parcel.files if not one.inline]) == len(letters) == 1
    if alone and parcel.letter and not parcel.letter.text:  # forwarded as an attachment
        name, letter = letters[0]
        said = note("", f"Mailen har ingen tekst selv; det er mailen i den, ”{name}”, der er læst.", _NOTHING_TO_DO)
        return replace(parcel, letter=letter).with_more(files, (*found, said))
    return parcel.with_more(files, (*found, *(words_left(name) for name, _ in letters)))


def _within(one: Inner) -> Parcel:
    """A file of a parcel, or where it is a parcel itself, what is in that."""
    try:
        inner = _opened(one)
    except ReadingError as reason:
        return Parcel(findings=(left_out(one.name, reason.problem, reason.hint),))
    if inner is None:
        return Parcel((one,))
    deeper = [file for file in inner.files if _is_parcel(file)]
    said = tuple(warning("", f"”{file.name}” er pakket i flere lag og er ikke åbnet.", _ALONE) for file in deeper)
    return inner.with_more(tuple(file for file in inner.files if file not in deeper), said)


def _opened(one: Inner) -> Parcel | None:
    """What is in a file of a parcel; None for a file that is no parcel.

    Raises:
        ReadingError: it cannot be opened.
    """
    if one.within:
        return one.within()
    raw = one.read()
    opener = OPENERS.get(sniff(raw, one.name))
    return opener(raw) if opener else None


def _is_parcel(one: Inner) -> bool:
    """Whether a file holds others; one that cannot be read is told of when its turn comes."""
    try:
        return one.within is not None or sniff(one.read(), one.name) in OPENERS
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
        with contextlib.suppress(ReadingError):  # a file beside it that is damaged was told of when it came
            inner = one.read()
            if hashlib.sha256(inner).hexdigest() == sha256:
                return inner
    raise ReadingError("Bilaget findes ikke i den fil, det kom med.", "Læg bilaget i indbakken igen.")


def _each_once(enclosures: list[Enclosure]) -> tuple[Enclosure, ...]:
    """The enclosures without those that came twice with the same name and bytes."""
    return tuple({(one.name, one.sha256): one for one in enclosures}.values())


def _from_letter(letter: Letter) -> Answers:
    """The answers that a mail makes by itself: a draft, for a secretary to complete."""
    values = {
        "kontaktperson": letter.sender,
        "kontaktoplysninger": letter.address,
        "titel": re.sub(r"^(?:\s*(?:sv|vs|re|fw|fwd)\s*:)+\s*", "", letter.subject, flags=re.IGNORECASE),
        "sagsfremstilling": formats.escape_markdown(letter.text),
    }
    return Answers(PROPOSAL, {"skema": PROPOSAL, **{key: value for key, value in values.items() if value}})
