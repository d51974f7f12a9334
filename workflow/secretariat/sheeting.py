"""What the receipt of a sheet says: how many of its rows go on by themselves, what must be mended, and what happens now."""

from collections.abc import Iterator

from workflow import danish
from workflow.archive.entries import Arrival
from workflow.domain.findings import errors
from workflow.domain.receipts import Outcome
from workflow.domain.sheets import SheetKind
from workflow.secretariat.fates import Fate, register_name
from workflow.secretariat.judging import Verdict

TO_MEND = "Skal rettes"
_STATES = {
    SheetKind.PROPOSALS: "Ark med forslag modtaget",
    SheetKind.MEMBERS: "Medlemsliste modtaget",
    SheetKind.MEETINGS: "Mødeplan modtaget",
}


def is_sheet(verdict: Verdict, fate: Fate) -> bool:
    """Whether a receipt is about a sheet of many cases that was judged row by row."""
    return bool(verdict.submission.sheet) and fate.outcome in {Outcome.ACCEPTED, Outcome.REJECTED}


def sheet_state(verdict: Verdict) -> str:
    """The state of a sheet in a few words."""
    wrong = len(errors(verdict.findings))
    if wrong:
        return things_to_mend(wrong)
    return _STATES[SheetKind(verdict.submission.sheet)]


def things_to_mend(count: int) -> str:
    """How many things must be mended, as a state."""
    return f"{danish.capital(danish.count_word(count)) if count > 1 else 'Én'} ting skal rettes"


def sheet_text(verdict: Verdict) -> str:
    """The state of a sheet explained."""
    wrong = errors(verdict.findings)
    if verdict.submission.sheet == SheetKind.PROPOSALS and not verdict.rows:
        return "Arket er modtaget, men ingen af dets rækker er læst som forslag endnu. Ret det, og læg det i indbakken igen."
    if verdict.submission.sheet == SheetKind.PROPOSALS:
        if all(row.told == TO_MEND for row in verdict.rows):
            return "Ingen af rækkerne i arket er taget imod endnu. Ret dem, og læg arket i indbakken igen."
        taken = sum(bool(row.file) for row in verdict.rows)
        told = "Ingen af rækkerne i arket er nye forslag."
        if taken:
            more = f"{danish.capital(danish.count_word(taken))} rækker i arket er taget imod som forslag hver for sig."
            told = "Én række i arket er taget imod som et forslag." if taken == 1 else more
        again = " Ret resten i arket, og læg det i indbakken igen. Det, der er taget imod, kommer ikke med to gange."
        return told + again if wrong else told
    if wrong:
        return "Arket er modtaget, men kan ikke bruges endnu. Ret det, og læg det i indbakken igen."
    return "Arket er i orden. Registeret er ikke ændret: dets tekst ligger klar til den, der fører det."


def sheet_steps(arrival: Arrival, verdict: Verdict) -> Iterator[str]:
    """What happens now with a sheet, step by step."""
    if errors(verdict.findings):
        what = "de celler" if verdict.rows else "det"
        yield f"Ret {what}, der er nævnt, gem arket, og læg det i indbakken igen."
    if any(row.file for row in verdict.rows):
        yield "Hver række, der er taget imod, får sin egen kvittering og kommer på dagsordenen som ethvert andet forslag."
    if verdict.register_text:
        yield f"Åbn filen ”{register_name(arrival)}” ved siden af denne kvittering, og kopiér teksten ind i registeret."
        yield "Kør derefter 'klynge tjek'; det finder alt, der ikke passer sammen."
