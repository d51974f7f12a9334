"""The reply to a sender as a draft: a mail that opens unsent, with the sender's own form attached where it must be corrected."""

import logging
import re
from collections.abc import Iterator
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from textwrap import shorten

from workflow import danish
from workflow.archive.entries import Arrival
from workflow.domain.findings import Finding, Severity, errors
from workflow.domain.receipts import Outcome, Receipt
from workflow.domain.records import ASSUMED
from workflow.rendering.annotating import returned
from workflow.secretariat.fates import draft_name, register_name, reply_name, returned_name
from workflow.secretariat.parsing import Parser, ParserDiedError

logger = logging.getLogger("klynge.replying")
_WORD = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")
_MOST_UNREAD, _LONGEST_UNREAD = 10, 300
_FACTS = ("Modtaget", "Møde", "Frist")
_RETURNED = "Jeres eget skema er vedhæftet med en kommentar ved hvert svar, der skal ses på. Ret svarene i det"
_FILES_KEPT = " Bilagene har vi allerede; de følger med, når filen beholder sit navn eller en af vores kommentarer."
_ASKED = "Udfyld skemaet Dagsordensforslag.docx, og send det til os sammen med bilagene."
_LAY, _LAID = re.compile(r"\b([Ll])æg ([^.:;]+?) i indbakken"), re.compile(r"\blagt ([^.:;]+?) i indbakken")


def replies(arrival: Arrival, receipt: Receipt, original: Path) -> Iterator[tuple[str, bytes]]:
    """The files that lie beside a receipt, each with its name: the form that goes back, and the reply. The same every time.

    Args:
        arrival: the file.
        receipt: what its sender is told.
        original: where the file lies as it came; opened only where a form goes back.

    Raises:
        OSError: the original cannot be read.
    """
    if receipt.register_text:
        yield register_name(arrival), f"{receipt.register_text}\n".encode()
    if receipt.draft:
        yield draft_name(arrival), receipt.draft.encode()
    if not receipt.is_answered:
        return
    day = datetime.fromisoformat(arrival.received)
    form = returned_form(receipt, _form_in(arrival, receipt, original), day) if receipt.goes_back else None
    attached = (returned_name(arrival), form) if form else None
    if attached:
        yield attached
    yield reply_name(arrival), reply_draft(receipt, attached)


def _form_in(arrival: Arrival, receipt: Receipt, original: Path) -> bytes:
    """The form's own bytes: the file itself, or what a child of its own unpacks from the mail or zip; none where it cannot.

    The standing child is not asked, for it may be reading the next file already.
    """
    if not receipt.form_sha256:
        return original.read_bytes()
    try:
        with Parser() as parser:
            return parser.extract(original, arrival.called, receipt.form_sha256)
    except ParserDiedError:
        logger.warning("cannot unpack the form of receipt %s", receipt.number)
        return b""


def returned_form(receipt: Receipt, original: bytes, day: datetime) -> bytes | None:
    """The sender's form with a comment at every answer that something was found in; None where no form goes back.

    Args:
        receipt: says what was found, and whether the file is a form that is sent back.
        original: the form, as it came.
        day: when it was received; the comments' date.
    """
    if not receipt.goes_back:
        return None
    found = [one for one in receipt.findings if one.severity is not Severity.NOTE]
    try:
        return returned(original, found, day.date(), receipt.number)
    except Exception:  # whatever somebody put into the file: its sender must be answered all the same
        logger.exception("cannot comment on the form of receipt %s", receipt.number)
        return None


def reply_draft(receipt: Receipt, attached: tuple[str, bytes] | None) -> bytes:
    """The mail to the sender as an .eml file; Outlook and Thunderbird open it as one that is not sent yet.

    Args:
        receipt: what the sender is told.
        attached: the returned form's name and bytes.
    """
    mail = EmailMessage(policy=SMTP)
    mail["X-Unsent"] = "1"
    mail["Subject"] = " ".join(f"Kvittering {receipt.number}: {receipt.title or receipt.file or 'jeres fil'}".split())
    if receipt.reply_to:
        mail["To"] = receipt.reply_to
    lines = _lines(receipt, returns=attached is not None)
    mail.set_content("\n".join(map(_mailed, lines)) + "\n", cte="quoted-printable")
    if attached:
        name, content = attached
        mail.add_attachment(content, maintype=_WORD[0], subtype=_WORD[1], filename=name)
        mail.set_boundary(f"klynge-{receipt.number}")
    return bytes(mail)


def _lines(receipt: Receipt, *, returns: bool) -> Iterator[str]:
    """The lines of the mail."""
    title = receipt.title or receipt.file
    sent = f"”{title}”, som I har sendt os" if title else "det, I har sendt os"
    yield from ("Hej", "", f"Tak for {sent}. Det har fået kvitteringsnummer {receipt.number}.", "")
    yield from (f"{receipt.state_text.partition('. ')[0].rstrip('.')}." if returns else receipt.state_text, "")
    if wrong := _wrong(receipt):
        yield from _listed("Det skal rettes:", wrong)
    if doubtful := tuple(one for one in receipt.findings if _is_worth_a_word(one)):
        yield from _listed("Det bør I se på:" if wrong else "Vi har lagt mærke til dette:", doubtful)
    if receipt.unread:
        yield from _unread(receipt)
    if returns:
        until = f" senest {receipt.state_strong}" if receipt.state_strong else ""
        kept = any(not one.inline for one in receipt.enclosures)
        yield from (f"{_RETURNED}, og send det til os igen{until}.{_FILES_KEPT if kept else ''}", "")
    facts = [f"{label}: {said}" for label, said in receipt.details if label in _FACTS]
    yield from (*facts, "") if facts else ()
    if receipt.outcome is Outcome.ACCEPTED:
        yield from (*receipt.next_steps, "")
    yield from ("Venlig hilsen", danish.capital(receipt.contact))


def _unread(receipt: Receipt) -> Iterator[str]:
    """What stood in the file and was not read, and what to do about it."""
    yield "Dette har vi ikke læst:"
    for number, text in enumerate(receipt.unread[:_MOST_UNREAD], 1):
        yield f"{number}. {shorten(text, _LONGEST_UNREAD, placeholder=' …')}"
    if (more := len(receipt.unread) - _MOST_UNREAD) > 0:
        yield f"Og {danish.counted(more, 'sted', 'steder')} mere, som står i kvitteringen."
    yield from (receipt.unread_hint, "")


def _wrong(receipt: Receipt) -> tuple[Finding, ...]:
    """What must be mended; whoever wrote a mail without a form is asked for the form, and that asks for what was left out."""
    wrong = errors(receipt.findings)
    if not receipt.draft:
        return wrong
    answered = {f"Felt {one.label.replace('. ', ', ', 1)}" for one in receipt.understood}
    return tuple(
        one if one.field else one.model_copy(update={"hint": _ASKED}) for one in wrong if not one.field or one.label in answered
    )


def _is_worth_a_word(finding: Finding) -> bool:
    """Whether the sender hears of it although nothing must be mended: doubts, and which attachments came and which did not."""
    return finding.severity is Severity.WARNING or (finding.severity is Severity.NOTE and finding.field == "bilag")


def _mailed(line: str) -> str:
    """A line as it is said in a mail: whoever reads it has no inbox of ours to lay a file in, and no rules to confirm."""
    sent = _LAY.sub(lambda said: f"{'S' if said[1] == 'L' else 's'}end {said[2]} til os", _LAID.sub(r"sendt \1", line))
    return sent.replace(f" ({ASSUMED})", "")


def _listed(head: str, findings: tuple[Finding, ...]) -> Iterator[str]:
    """Findings under a head, one numbered line each."""
    yield head
    for number, one in enumerate(findings, 1):
        name = f"{one.label or one.field}: " if one.label or one.field else ""
        yield f"{number}. {name}{one.problem} {one.hint}".rstrip()
    yield ""
