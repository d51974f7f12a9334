"""What somebody sent, unjudged: any file becomes a submission that says what it is, what it says, and what was not read."""

import logging
import stat
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic import Field

from workflow import danish
from workflow.domain.cpr import blotted_name
from workflow.domain.enclosures import Enclosure
from workflow.domain.findings import Finding, error
from workflow.domain.records import Record
from workflow.domain.sheets import SheetRow
from workflow.errors import ReadingError
from workflow.intake.answers import Answers
from workflow.intake.bounds import excesses, fewer
from workflow.intake.bundles import MAY_BE_ENCLOSED, OPENERS, SHEETS, Bundle, bundle, enclosure, extracted
from workflow.intake.fields import FIELDS
from workflow.intake.forms import INSERTED, read_form
from workflow.intake.guards import COPY_ANEW, EMBEDDED_FILES, open_package
from workflow.intake.parcels import Letter, shown_name
from workflow.intake.pdfs import pdf_findings
from workflow.intake.refusals import LARGEST_FILE, refusal, too_large
from workflow.intake.sheets import SheetAnswers, read_sheets
from workflow.intake.sniffing import Kind, sniff
from workflow.intake.structured import read_structured

logger = logging.getLogger("klynge.intake")
_HEAD = 1_000_000


class Medium(StrEnum):
    """In what somebody wrote."""

    WORD = "word"
    YAML = "yaml"
    JSON = "json"
    OTHER = "andet"


_MEDIA = {Kind.DOCX: Medium.WORD, Kind.YAML: Medium.YAML, Kind.JSON: Medium.JSON}


class Submission(Record):
    """What one file says, before anybody has judged it."""

    file: str = Field(alias="fil", title="Fil", default="", description="Afsenderens filnavn, som det må vises.")
    kind: str = Field(alias="art", title="Art", default="", description="Hvad filen er.", examples=["PDF-fil"])
    schema_name: str = Field(
        alias="skema", title="Skema", default="", description="dagsordensforslag, referat eller tomt, når filen er intet skema."
    )
    medium: Medium = Field(alias="medie", title="Medie", default=Medium.OTHER)
    version: str = Field(alias="version", title="Skemaets version", default="")
    answers: dict[str, Any] = Field(alias="svar", title="Svar", default_factory=dict)
    unread: tuple[str, ...] = Field(alias="ikke_læst", title="Ikke læst", default=())
    findings: tuple[Finding, ...] = Field(alias="mangler", title="Mangler", default=())
    places: dict[str, str] = Field(
        alias="steder", title="Steder", default_factory=dict, description="Felternes etiketter: Felt 13, Indstilling."
    )
    lines: dict[str, int] = Field(alias="linjer", title="Linjer", default_factory=dict)
    sheet: str = Field(alias="ark", title="Ark", default="", description="Hvilket ark det er: forslag, medlemmer, mødeplan.")
    rows: tuple[SheetRow, ...] = Field(alias="rækker", title="Rækker", default=())
    paragraphs: dict[str, int] = Field(alias="afsnit", title="Afsnit", default_factory=dict)
    form: str = Field(
        alias="skemafil", title="Skemafil", default="", description="Skemaets fil i en mail, en zip eller en mappe."
    )
    form_sha256: str = Field(
        alias="skemakontrolsum", title="Skemaets kontrolsum", default="", description="SHA-256 af skemaets fil i en pakke."
    )
    answers_to: str = Field(
        alias="svar_på",
        title="Svar på",
        default="",
        description="Kvitteringen på den mail, som kladden er læst ud af, eller på det skema, der kom retur.",
    )
    enclosures: tuple[Enclosure, ...] = Field(alias="vedlagt", title="Vedlagt", default=())
    letter: tuple[tuple[str, str], ...] = Field(
        alias="brev", title="Brev", default=(), description="Mailens afsender, emne og dato, som de står på kvitteringen."
    )
    address: str = Field(alias="afsenderadresse", title="Afsenderens adresse", default="")
    is_draft: bool = Field(
        alias="kladde", title="Kladde", default=False, description="Om svarene kun er læst ud af en mail uden skema."
    )


def read_submission(path: Path, name: str) -> Submission:
    """What the file says. Never raises for a file: what is wrong with it stands in the findings, which name the file.

    Args:
        path: where its bytes are.
        name: the sender's file name.
    """
    shown = shown_name(name)
    told = blotted_name(shown)
    try:
        submission = _bounded(_read(path, shown))
    except OSError as reason:
        logger.warning("cannot read %s: %s", ascii(told), reason)
        submission = _unread("Filen kan ikke åbnes.", COPY_ANEW)
    except ReadingError as reason:
        submission = _unread(reason.problem, reason.hint)
    except Exception:
        logger.exception("reading %s failed", ascii(told))
        submission = _unread("Filen kan ikke læses.", "Kopiér svarene over i et nyt skema, eller skriv til sekretariatet.")
    located = tuple(one.located(told) for one in submission.findings)
    return submission.model_copy(update={"file": told, "findings": located})


def _bounded(submission: Submission) -> Submission:
    """The submission, or what it is and why it is sent back when it says more than anybody could read."""
    rows = {str(row.number): row.answers for row in submission.rows}
    found = excesses(submission.answers | rows, submission.unread)
    findings = fewer((*found, *submission.findings))
    if not found:
        return submission.model_copy(update={"findings": findings})
    return Submission(kind=submission.kind, schema_name=submission.schema_name, places=submission.places, findings=findings)


def _unread(problem: str, hint: str) -> Submission:
    """The submission that a file makes which could not be read."""
    return Submission(kind=Kind.UNKNOWN.value, findings=(error("", problem, hint),))


def _read(path: Path, name: str) -> Submission:
    """What the file says.

    Raises:
        OSError: it cannot be opened.
        ReadingError: a part of a Word file is no well-formed XML.
    """
    kind, findings, raw = _opened(path, name)
    if kind in OPENERS and raw:
        return _bundled(kind, bundle(kind, raw, _answers))
    if kind in SHEETS and raw and (sheets := read_sheets(kind, raw)):
        return _of_sheets(kind, sheets)
    if findings:
        return Submission(kind=kind.value, findings=findings, enclosures=_itself(kind, name, raw))
    submission = _submission(kind, _answers(kind, raw))
    return submission if submission.schema_name else submission.model_copy(update={"enclosures": _itself(kind, name, raw)})


def _of_sheets(kind: Kind, sheets: SheetAnswers) -> Submission:
    """The submission that one of our sheets makes, with the cases in its rows."""
    return Submission(
        kind=kind.value,
        schema_name=sheets.kind.value,
        sheet=sheets.kind.value,
        rows=sheets.rows,
        findings=sheets.findings,
        unread=sheets.unread,
    )


def _itself(kind: Kind, name: str, raw: bytes) -> tuple[Enclosure, ...]:
    """A file that is no form as what it may be: an enclosure to somebody's case."""
    return (enclosure(name, kind, raw),) if raw and kind in MAY_BE_ENCLOSED else ()


def _bundled(kind: Kind, bundled: Bundle) -> Submission:
    """The submission that a mail, a zip or a folder makes."""
    letter = bundled.letter
    read = Submission(schema_name=bundled.answers.schema_name, answers=dict(bundled.answers.values))
    if bundled.form:
        read = _submission(bundled.kind, bundled.answers)
    elif bundled.sheet:
        read = _of_sheets(kind, bundled.sheet)
    return read.model_copy(
        update={
            "kind": kind.value,
            "findings": (*bundled.findings, *read.findings),
            "unread": (*read.unread, *bundled.unread),
            "form": bundled.form,
            "form_sha256": bundled.sha256,
            "enclosures": bundled.enclosures,
            "letter": _told(letter) if letter else (),
            "address": letter.address if letter else "",
            "is_draft": bool(letter and bundled.answers.values and not bundled.form),
        }
    )


def _told(letter: Letter) -> tuple[tuple[str, str], ...]:
    """Who wrote a mail, about what and when, as the receipt says it."""
    sent = datetime.fromisoformat(letter.date) if letter.date else None
    when = f"{danish.weekday_date(sent.date())} kl.{danish.NBSP}{danish.clock(sent.time())}" if sent else ""
    rows = (("Mail fra", letter.sender), ("Emne", letter.subject), ("Sendt", danish.capital(when)))
    return tuple((label, said) for label, said in rows if said)


def extract(path: Path, name: str, sha256: str) -> bytes:
    """The bytes of a file within a mail, a zip or a folder, as they were when it was read.

    Args:
        path: where the arrival's bytes are.
        name: the sender's file name.
        sha256: the checksum of the wanted file.

    Raises:
        ReadingError: it is not in there.
        OSError: the arrival cannot be opened.
    """
    raw = path.read_bytes()
    return extracted(sniff(raw, shown_name(name)), raw, sha256)


def _opened(path: Path, name: str) -> tuple[Kind, tuple[Finding, ...], bytes]:
    """What the file is, why it is not read further, and its bytes.

    Raises:
        OSError: it cannot be read.
    """
    found = path.lstat()
    if not stat.S_ISREG(found.st_mode):
        return Kind.SHORTCUT, (refusal(Kind.SHORTCUT),), b""
    with path.open("rb") as file:
        raw = file.read(LARGEST_FILE if found.st_size <= LARGEST_FILE else _HEAD)
    kind = sniff(raw, name)
    if found.st_size > LARGEST_FILE and kind not in _KEPT_AT_ANY_SIZE:
        return kind, (too_large(found.st_size),), b""
    if found.st_size > LARGEST_FILE:
        return kind, (refusal(kind),), b""
    told = pdf_findings(raw) if kind is Kind.PDF else ()
    return kind, () if kind in _MEDIA or kind in OPENERS else (refusal(kind), *told), raw


_KEPT_AT_ANY_SIZE = frozenset({Kind.PDF, Kind.PICTURE, Kind.MEDIA, Kind.PROGRAM})


def _answers(kind: Kind, raw: bytes) -> Answers:
    """The answers in a file of a kind that we read.

    Raises:
        ReadingError: a part of a Word file is no well-formed XML.
    """
    if kind is not Kind.DOCX:
        return read_structured(raw, is_json=kind is Kind.JSON)
    package, found = open_package(raw)
    if package is None:
        return Answers(findings=found)
    answers = read_form(package)
    if any(one.problem == INSERTED for one in answers.findings):  # with the field that it stands in
        found = tuple(one for one in found if one != EMBEDDED_FILES)
    return replace(answers, findings=(*found, *answers.findings))


_PLACES = {one.name: one.place for one in FIELDS}
"""How the fields are found on the Word form."""


def _submission(kind: Kind, answers: Answers) -> Submission:
    """The submission that the answers make."""
    places = _PLACES if kind is Kind.DOCX and answers.schema_name else {}
    return Submission(
        kind=kind.value,
        schema_name=answers.schema_name,
        medium=_MEDIA[kind],
        version=answers.version,
        answers=dict(answers.values),
        unread=answers.unread,
        findings=tuple(one.located(label=places.get(one.field, "")) for one in answers.findings),
        places=dict(places),
        lines=dict(answers.lines),
        paragraphs=dict(answers.paragraphs),
        answers_to=answers.receipt,
    )
