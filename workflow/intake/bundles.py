"""What a mail, a zip or a folder amounts to: its one form, the files that come with it, and what must be said of the rest."""

import contextlib
import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from workflow import formats
from workflow.domain.cpr import blotted, find_cpr_numbers
from workflow.domain.enclosures import Enclosure
from workflow.domain.findings import Finding, error, errors, note, warning
from workflow.errors import ReadingError
from workflow.intake.answers import PROPOSAL, Answers
from workflow.intake.covering import covering
from workflow.intake.extents import pages_of
from workflow.intake.mails import CUT_SHORT, open_mail
from workflow.intake.outlook import open_outlook
from workflow.intake.parcels import LARGEST_INNER, LARGEST_PARCEL, Inner, Letter, Parcel
from workflow.intake.pdfs import pdf_findings
from workflow.intake.refusals import no_form
from workflow.intake.sheets import SheetAnswers, read_sheets
from workflow.intake.sniffing import Kind, sniff
from workflow.intake.tidings import (
    NOT_TAKEN,
    as_attachment,
    beside_a_sheet,
    blank_form,
    left_out,
    misnamed,
    not_taken,
    nothing_in,
    of_file,
    only_a_draft,
    perhaps_forms,
    pictures_left,
    private_number,
    several_forms,
    several_sheets,
    words_left,
)
from workflow.intake.zips import open_zip

OPENERS: dict[Kind, Callable[[bytes], Parcel]] = {Kind.EML: open_mail, Kind.MSG: open_outlook, Kind.ZIP: open_zip}
_FORMS = frozenset({Kind.DOCX, Kind.YAML, Kind.JSON})
MAY_BE_ENCLOSED = frozenset(Kind) - frozenset({*NOT_TAKEN, Kind.CALENDAR, *OPENERS, Kind.YAML, Kind.JSON})
_NOTHING_TO_DO = "Du behøver ikke gøre noget."
_ALONE = "Læg den i indbakken for sig."
SHEETS, LARGEST_SHEET = frozenset({Kind.XLSX, Kind.CSV}), 2_000_000
_LITTER = re.compile(r"~\$.*|\.~lock\..*|\._.*|\.DS_Store|Thumbs\.db|desktop\.ini|.*\.tmp", re.IGNORECASE)

Read = Callable[[Kind, bytes], Answers]
"""What reads the answers in a file of a kind that may be a form."""


class _Form(NamedTuple):
    """A form in a parcel: its name, what file it is, its checksum, and the answers in it."""

    name: str
    kind: Kind
    sha256: str
    answers: Answers


@dataclass(frozen=True)
class Bundle:
    """What an arrival of several files amounts to.

    ``form`` is the name of the one that holds the answers, ``kind`` what that file is, ``sha256`` its checksum; ``sheet`` is what
    one of our sheets says that came without a form, and ``unread`` what a mail says beside either.
    """

    answers: Answers = field(default_factory=Answers)
    form: str = ""
    kind: Kind = Kind.UNKNOWN
    sha256: str = ""
    letter: Letter | None = None
    enclosures: tuple[Enclosure, ...] = ()
    findings: tuple[Finding, ...] = ()
    unread: tuple[str, ...] = ()
    sheet: SheetAnswers | None = None


@dataclass
class _Sorting:
    """The files as they are looked at, one after the other, so that their bytes are never all in memory at once."""

    read: Read
    forms: list[_Form] = field(default_factory=list)
    sheets: list[tuple[Enclosure, SheetAnswers]] = field(default_factory=list)
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
        if not raw and one.name.startswith("."):  # such as .keep, by which a program keeps a folder
            return
        self.whole += len(raw)
        if self.whole > LARGEST_PARCEL or len(raw) > LARGEST_INNER:
            raise ReadingError("Filerne fylder for meget, når de pakkes ud.", "Læg dem i indbakken hver for sig.")
        kind = sniff(raw, one.name)
        answers = self._answers(kind, raw) if not one.inline else Answers()
        if answers.schema_name:
            self.forms.append(_Form(one.name, kind, hashlib.sha256(raw).hexdigest(), answers))
        elif wrong := [found for found in errors(answers.findings) if found != no_form()] if kind is Kind.DOCX else []:
            self.findings += [left_out(one.name, found.problem, found.hint) for found in wrong]
        elif sheet := _as_sheet(kind, raw):
            self.sheets.append((enclosure(one.name, kind, raw), sheet))
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
        elif kind in NOT_TAKEN:
            self.findings.append(not_taken(one.name, kind))
        else:
            self.findings += misnamed(one.name, kind)
            self.findings += (of_file(one.name, found) for found in pdf_findings(raw)) if kind is Kind.PDF else ()
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
    if sorting.forms:
        return _with_form(kind, _with_attached(bundled, [file for file, _ in sorting.sheets]), sorting.forms)
    if sorting.sheets:
        return _with_sheet(kind, bundled, sorting.sheets)
    if CUT_SHORT in parcel.findings:
        return replace(bundled, findings=(error("", CUT_SHORT.problem, CUT_SHORT.hint),))
    if errors(parcel.findings):
        return bundled
    found = (*found, *perhaps_forms(bundled.enclosures), *pictures_left(bundled.enclosures))
    if parcel.letter:
        return _draft(replace(bundled, findings=found), parcel.letter)
    return replace(bundled, findings=(*found, *nothing_in(kind, bundled.enclosures)))


def _with_form(kind: Kind, bundled: Bundle, forms: list[_Form]) -> Bundle:
    """What an arrival with a form amounts to: the answers in it, and what the mail says beside them."""
    by_checksum = dict[str, _Form]()
    for one in forms:
        by_checksum.setdefault(one.sha256, one)
    once = list(by_checksum.values())
    filled = [one for one in once if set(one.answers.values) - {"skema"}] or once[:1]
    blank = (blank_form(one.name) for one in once if one not in filled)
    bundled = _covered(replace(bundled, findings=(*bundled.findings, *blank)))
    if len(filled) > 1:
        several = several_forms(kind, [one.name for one in filled])
        return replace(bundled, answers=Answers(PROPOSAL), findings=(*bundled.findings, several))
    (form,) = filled
    return replace(bundled, answers=form.answers, form=form.name, kind=form.kind, sha256=form.sha256)


def _with_attached(bundled: Bundle, sheets: list[Enclosure]) -> Bundle:
    """The same with sheets of ours as attachments to the form that they came with."""
    said = (as_attachment(one.name) for one in sheets)
    return replace(bundled, enclosures=_each_once([*bundled.enclosures, *sheets]), findings=(*bundled.findings, *said))


def _with_sheet(kind: Kind, bundled: Bundle, sheets: list[tuple[Enclosure, SheetAnswers]]) -> Bundle:
    """What an arrival with a sheet of ours amounts to: its rows, each a case of its own, so that no other file belongs to it."""
    bundled = _covered(bundled)
    if len(sheets) > 1:
        several = several_sheets(kind, [file.name for file, _ in sheets])
        return replace(bundled, answers=Answers(sheets[0][1].kind.value), findings=(*bundled.findings, several))
    alone = tuple(beside_a_sheet(one.name) for one in bundled.enclosures if not one.inline)
    return replace(bundled, sheet=sheets[0][1], enclosures=(), findings=(*bundled.findings, *alone))


def _covered(bundled: Bundle) -> Bundle:
    """The same with what the mail says itself."""
    unread, said = covering(bundled.letter) if bundled.letter else ((), ())
    return replace(bundled, unread=unread, findings=(*bundled.findings, *said))


def _as_sheet(kind: Kind, raw: bytes) -> SheetAnswers | None:
    """What one of our sheets says; None for any other file, and for a table larger than a person fills ours."""
    if kind not in SHEETS or len(raw) > LARGEST_SHEET:
        return None
    try:
        return read_sheets(kind, raw)
    except ReadingError:
        return None


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


def _each_once(enclosures: Iterable[Enclosure]) -> tuple[Enclosure, ...]:
    """The enclosures without those that came twice with the same name and bytes."""
    return tuple({(one.name, one.sha256): one for one in enclosures}.values())


def _draft(bundled: Bundle, letter: Letter) -> Bundle:
    """What a mail makes by itself: a draft, for a secretary to complete, without the CPR numbers in it."""
    words = {
        "titel": re.sub(r"^(?:\s*(?:sv|vs|re|fw|fwd)\s*:)+\s*", "", letter.subject, flags=re.IGNORECASE),
        "sagsfremstilling": letter.text,
    }
    private = (private_number(name) for name, said in words.items() if any(find_cpr_numbers(said)))
    values = {
        "kontaktperson": letter.sender,
        "kontaktoplysninger": letter.address,
        "titel": blotted(words["titel"]),
        "sagsfremstilling": formats.escape_markdown(blotted(words["sagsfremstilling"])),
    }
    answers = Answers(PROPOSAL, {"skema": PROPOSAL, **{key: value for key, value in values.items() if value}})
    return replace(bundled, answers=answers, findings=(*bundled.findings, only_a_draft(), *private))
