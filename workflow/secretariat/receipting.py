"""The receipt composed: what became of a file, what was read and found, what it was measured against, and what happens now."""

import re
from collections.abc import Iterable
from datetime import datetime

from workflow import danish, formats
from workflow.archive.entries import Arrival
from workflow.domain.bodies import Body
from workflow.domain.findings import Finding, errors
from workflow.domain.meetings import last_moment
from workflow.domain.proposals import FORM_VERSION
from workflow.domain.receipts import Outcome, ReadField, Receipt
from workflow.intake.answers import MINUTES
from workflow.intake.covering import asks_for_nothing
from workflow.intake.submissions import Submission
from workflow.secretariat.fates import Fate, receipt_number, said_number
from workflow.secretariat.judging import Verdict
from workflow.secretariat.measuring import KEPT_DETAILS, details, goes_back, next_steps
from workflow.secretariat.prefilling import draft_of
from workflow.secretariat.retelling import retell_answers, retell_proposal, retell_record
from workflow.secretariat.sheeting import is_sheet, sheet_state, sheet_text, things_to_mend

LATE = "Modtaget efter fristen"
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


def compose_receipt(arrival: Arrival, verdict: Verdict, fate: Fate) -> Receipt:
    """The receipt for a file.

    Args:
        arrival: the file.
        verdict: what was thought of it.
        fate: what becomes of it.
    """
    bodies = [entry.body for entry in verdict.entries]
    text, strong = (sheet_text(verdict), "") if is_sheet(verdict, fate) else _state_text(verdict, fate)
    return Receipt(
        number=receipt_number(arrival),
        outcome=fate.outcome,
        sender=danish.join([body.name for body in bodies]) or "Klyngesekretariatet",
        sender_level=f"{bodies[0].level} · {bodies[0].secretariat.name}" if bodies else "",
        title=_title(verdict),
        state=sheet_state(verdict) if is_sheet(verdict, fate) else _state(verdict, fate),
        state_text=text,
        state_strong=strong,
        details=tuple(details(arrival, verdict, fate)),
        findings=verdict.findings,
        understood=_understood(verdict),
        unread=verdict.submission.unread,
        next_steps=tuple(next_steps(arrival, verdict, fate)),
        contact=_contact(bodies),
        checksum=arrival.stored.sha256,
        form_version=_form_version(verdict),
        arrival=arrival.id,
        received=arrival.received,
        file=arrival.shown,
        goes_back=goes_back(verdict, fate),
        form_sha256=verdict.submission.form_sha256,
        is_answered=_is_answered(verdict, fate),
        rows=verdict.rows if fate.outcome is not Outcome.DUPLICATE else (),
        register_text=verdict.register_text if fate.outcome is not Outcome.DUPLICATE else "",
        case=verdict.case.number if verdict.case else None,
        enclosures=verdict.enclosed,
        draft=draft_of(verdict.submission, receipt_number(arrival)) if verdict.submission.is_draft else "",
        reply_to=_reply_to(verdict),
    )


def repeat_receipt(arrival: Arrival, fate: Fate) -> Receipt:
    """The receipt for a duplicate that did not have to be read: what the first one said, with what is new about this one.

    Args:
        arrival: the file.
        fate: names the original, which must have its receipt.
    """
    verdict = Verdict(Submission())
    told = compose_receipt(arrival, verdict, fate)
    first = fate.original.receipt if fate.original else None
    if first is None:
        return told
    kept = tuple(pair for pair in first.details if pair[0] in KEPT_DETAILS)
    return told.model_copy(
        update={
            "sender": first.sender,
            "sender_level": first.sender_level,
            "title": first.title,
            "details": (*told.details, *kept),
            "findings": first.findings,
            "understood": first.understood,
            "unread": first.unread,
            "contact": first.contact,
            "form_version": first.form_version,
            "is_answered": told.is_answered and first.is_answered,
            "reply_to": first.reply_to,
        }
    )


def _state(verdict: Verdict, fate: Fate) -> str:
    """The state in a few words."""
    if fate.outcome is Outcome.REJECTED:
        return _missing_words(verdict)
    if fate.outcome is Outcome.ACCEPTED and verdict.record:
        return "Referatark modtaget"
    if fate.outcome is Outcome.ACCEPTED:
        return _accepted_words(verdict, fate)
    if verdict.case:
        return "Gemt som bilag"
    return {Outcome.UNREADABLE: "Kan ikke læses", Outcome.DUPLICATE: "Modtaget før"}.get(fate.outcome, "Gemt")


def _accepted_words(verdict: Verdict, fate: Fate) -> str:
    """What became of an accepted proposal."""
    if fate.version > 1:
        return "Ny version modtaget"
    if any(place.late for place in verdict.placements):
        return LATE
    return "Modtaget og klar" if _is_whole(verdict) else "Modtaget, men noget er ikke læst"


def _is_whole(verdict: Verdict) -> bool:
    """Whether everything that matters was read; what a mail says beside its form is told, and seldom is any part of it."""
    return all(map(asks_for_nothing, verdict.submission.unread))


def _missing_words(verdict: Verdict) -> str:
    """How much must be mended: answers that are missing, or things that are wrong."""
    wrong = errors(verdict.findings)
    answers = verdict.submission.answers
    count = len(wrong)
    if count and all(
        (finding.field in answers and not answers[finding.field]) or _is_left_out(finding, verdict) for finding in wrong
    ):
        return f"Mangler {danish.count_word(count) if count > 1 else 'én'} {'oplysning' if count == 1 else 'oplysninger'}"
    return things_to_mend(count)


def _is_left_out(finding: Finding, verdict: Verdict) -> bool:
    """Whether the finding is about a field of the form that was left out."""
    return bool(finding.label) and finding.field.isidentifier() and finding.field not in verdict.submission.answers


def _state_text(verdict: Verdict, fate: Fate) -> tuple[str, str]:
    """The state explained, and the part of it that is printed in bold."""
    if fate.outcome is Outcome.REJECTED:
        return _rejected_text(verdict)
    if fate.outcome is Outcome.DUPLICATE:
        return _duplicate_text(fate), ""
    if fate.outcome is Outcome.UNREADABLE:
        return "Vi kan ikke læse filen som et dagsordensforslag eller et referatark. Den er gemt, som den kom.", ""
    if fate.outcome is Outcome.KEPT:
        return _kept_text(verdict), ""
    if verdict.record:
        day = danish.weekday_date(verdict.record.meeting)
        again = f" Det er version {fate.version} og træder i stedet for den forrige." if fate.version > 1 else ""
        return f"Referatarket er i orden, og referatet af mødet {day} bliver skrevet ud fra det.{again}", day
    unread = "" if _is_whole(verdict) else " Noget i filen er ikke læst."
    return f"{_accepted_text(verdict, fate)}{unread}", ""


def _kept_text(verdict: Verdict) -> str:
    """What the sender of a file that is no form is told."""
    if verdict.case is None:
        return "Filen er gemt, som den kom, men vi kan ikke se, hvilket forslag den hører til."
    return f"Filen er bilag til {said_number(verdict.case.number)}, ”{verdict.case.proposal.title}”, og følger dagsordenen."


def _accepted_text(verdict: Verdict, fate: Fate) -> str:
    """What an accepted proposal's sender is told."""
    if fate.version > 1:
        merged = danish.join([said_number(one.number) for one in verdict.earlier if one.number != fate.number])
        return (
            f"Det er en ny version af {said_number(fate.number)} og træder i stedet for den forrige"
            f"{f' og for {merged}' if merged else ''}.{_former_titles(verdict)} Forslaget beholder sit nummer."
        )
    if all(place.meeting is None for place in verdict.placements):
        return "Forslaget er i orden. Det venter, til det næste møde er planlagt."
    if any(place.late for place in verdict.placements):
        return "Forslaget er i orden, men kom efter fristen. Det er sat på dagsordenen med en bemærkning om det."
    whole = "er fuldstændigt og " if _is_whole(verdict) else ""
    return f"Forslaget {whole}går videre til formandskabet, som fastlægger dagsordenen."


def _former_titles(verdict: Verdict) -> str:
    """What a new version replaces, where that was called something else."""
    own = danish.folded(verdict.proposal.title) if verdict.proposal else ""
    former = [
        f"”{one.proposal.title}” ({said_number(one.number)})"
        for one in verdict.earlier
        if danish.folded(one.proposal.title) != own
    ]
    return f" Det, der bliver erstattet, hed {danish.join(former)}." if former else ""


def _rejected_text(verdict: Verdict) -> tuple[str, str]:
    """What the sender of a rejected file is told, with the deadline for a corrected one in bold."""
    again = "Ret det, og læg det i indbakken igen."
    if verdict.submission.schema_name == "referat":
        return f"Referatarket er modtaget, men referatet kan ikke skrives endnu. {again}", ""
    if verdict.submission.schema_name != "dagsordensforslag":
        return "Filen er modtaget, men den kan ikke bruges, som den er. Ret den, og læg den i indbakken igen.", ""
    if verdict.submission.is_draft:
        return "Mailen har intet skema med. Den er læst som en kladde til et forslag, der skal skrives færdig.", ""
    told = "Forslaget er modtaget, men kan ikke komme på dagsordenen endnu."
    for place, entry in zip(verdict.placements, verdict.entries, strict=False):
        deadlines = entry.body.deadlines_on(place.meeting) if place.meeting else None
        if place.meeting and deadlines and not place.late:
            last = last_moment(deadlines.proposals, place.meeting)
            return f"{told} Læg et rettet skema i indbakken senest {last}.", last
    return f"{told} {again}", ""


def _duplicate_text(fate: Fate) -> str:
    """Of what a file is a duplicate, and what that means."""
    original = fate.original
    if original is None:
        return ""
    when = danish.weekday_date(datetime.fromisoformat(original.received).date())
    same = "Filen er præcis den samme." if fate.same_bytes else "Svarene er de samme, selv om filen er en anden."
    told = f"Dublet af {said_number(original.number)} (kvittering {receipt_number(original)}), som vi modtog {when}. {same}"
    if fate.newer:
        return f"{told} Siden er der kommet en ny version, {said_number(fate.newer)}, og det er den, der gælder."
    if fate.repeats_rejection:
        return f"{told} Den blev afvist dengang, og det samme skal stadig rettes."
    return f"{told} Intet er ændret, og intet kommer på dagsordenen to gange."


def _title(verdict: Verdict) -> str:
    """The title of the case, or of the minutes."""
    if verdict.proposal:
        return verdict.proposal.title
    if verdict.record:
        names = [entry.body.name for entry in verdict.entries] or [verdict.record.body]
        return f"Referat af mødet i {danish.join(names)} den {danish.long_date(verdict.record.meeting)}"
    title = verdict.submission.answers.get("titel", "")
    return title if isinstance(title, str) else ""


def _understood(verdict: Verdict) -> tuple[ReadField, ...]:
    """What was read, as it was understood."""
    if verdict.proposal:
        return retell_proposal(verdict.proposal, {task.id: task.title for entry in verdict.entries for task in entry.body.tasks})
    if verdict.record:
        return retell_record(verdict.record)
    answers = verdict.submission.answers
    if verdict.submission.is_draft and "sagsfremstilling" in answers:
        answers = answers | {"sagsfremstilling": formats.unescape_markdown(answers["sagsfremstilling"])}
    return retell_answers(answers)


def _form_version(verdict: Verdict) -> str:
    """The version of the form, for proposals."""
    if verdict.submission.schema_name != "dagsordensforslag":
        return ""
    return verdict.submission.version or FORM_VERSION


def _is_answered(verdict: Verdict, fate: Fate) -> bool:
    """Whether the sender gets a reply: to what was accepted or must be mended; minutes are the secretariat's own."""
    if verdict.submission.schema_name == MINUTES:
        return False
    return fate.repeats_rejection or fate.outcome in {Outcome.ACCEPTED, Outcome.REJECTED, Outcome.UNREADABLE}


def _reply_to(verdict: Verdict) -> str:
    """The mail address that stands among the contact details; empty when none does."""
    said = verdict.submission.answers.get("kontaktoplysninger", "") or verdict.submission.address
    found = _ADDRESS.search(said) if isinstance(said, str) else None
    return found[0].rstrip(".") if found else ""


def _contact(bodies: Iterable[Body]) -> str:
    """To whom questions are to be sent."""
    body = next(iter(bodies), None)
    if body is None:
        return "klyngesekretariatet"
    name = body.secretariat.name
    name = name[:1].lower() + name[1:] if name.split(" ")[0].casefold().endswith("sekretariatet") else name
    return f"{name} ({body.secretariat.email})" if body.secretariat.email else name
