"""Judgements on dates: a year or a weekday that does not fit, a deadline that passed long ago, a body that will be gone."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from workflow import danish
from workflow.domain.bodies import Body
from workflow.domain.findings import Finding, warning
from workflow.domain.mentions import DateMention, days_in, in_year, months_in
from workflow.domain.proposals import ItemType
from workflow.domain.rules.drafts import Draft, Passage

LONG_AGO, FAR_AHEAD = timedelta(days=180), 20
JUST_PASSED = timedelta(days=120)
"""How long before the proposal came a deadline without a year can have been and still be this year's."""
_ABOVE = 2000
_READ = (
    "titel", "resumé", "indstilling", "sagsfremstilling", "økonomi", "patientinddragelse", "kommunikation", "tidsplan",
)  # fmt: skip
_AT_MEETING = re.compile(r"\b(?:mødet|møde|dagsorden(?:en)?)\b[^.;\d]{0,30}$", re.IGNORECASE)
_BACKWARDS = re.compile(r"(?<![\w./-])(20\d\d)\s?[-–]\s?(20\d\d)(?![\w/-])(?!\.\d)")
_FROM_THEN_ON = re.compile(
    r"\b(?:med virkning fra|fra og med|træder i kraft|begynder|starter|igangsættes|iværksættes)\s+(?:i\s+|pr\.\s+)?(?:den\s+)?$",
    re.IGNORECASE,
)
_SPENT_IN = re.compile(r"\b(?:afsætte[rs]?|bevilge[rs]?|prioritere[rs]?)\b[^;\n]{0,80}?\bi (?P<year>20\d\d)\b", re.IGNORECASE)
_PLAN_FOR = re.compile(
    r"\b(?:budget(?:tet)?|mødeplan(?:en)?|årshjul(?:et)?|handle?plan(?:en)?|arbejdsplan(?:en)?|årsplan(?:en)?|mødekalender(?:en)?|mødedatoer(?:ne)?"
    r"|aktivitetsplan(?:en)?)\s+(?:for\s+|i\s+)?(?P<year>20\d\d)\b(?!\s?[-–/])",
    re.IGNORECASE,
)
_LOOKS_BACK = re.compile(
    r"regnskab|status|evaluer|opfølg|følge op|afrapport|redegørelse|resultat|forbrug|rapport|erfaring|tidligere|\bvar\b|\bblev"
    r"|\bhar\b|\bhavde\b|\bskulle\b(?! (?:der|nogen|I|du)\b)|\b(?:svarede|sendte|indsendte|meldte)s?\b"
    r"|\b(?:\w{2,}ede|traf|tog|holdt|fik)\s+(?:\w+\s+)?senest\b"
    r"|\ber\s+\w+et\b|udløb|sidste år|referat|efterretning|uforbrugte|overfør",
    re.IGNORECASE,
)
_DEADLINE = re.compile(r"\b\w*(?:frist(?:en)?|deadline(?:n)?)\b[^.;!?\n\d]{0,30}$|\b(?:senest|inden)\s*$", re.IGNORECASE)
_OTHER_YEAR = re.compile(r"\b20\d\d\b|\bhver(?:t)?\b|\bårlig|\bnæste år|\bkommende år|\bfremover", re.IGNORECASE)
_HAPPENED = re.compile(r"\s*(?:\w{2,}ede|traf|tog|holdt|fik|trådte)\b", re.IGNORECASE)
_IS_ASKED = re.compile(
    r"frist|deadline|\bskal\b|\bbedes\b|\bsend|indsend|\bmeld|tilmeld|afgiv|aflever|\bsvar|foreligge|fremlæg|evaluere|implementere|færdig"
    r"|følges op|vender tilbage|etableres|igangsættes|gennemføres|kommentere|bemærkninger",
    re.IGNORECASE,
)


def judge_years(draft: Draft) -> Iterator[Finding]:
    """Dates and years that do not fit: each passage is asked one question after another."""
    questions: tuple[Callable[[Passage, Draft], Iterator[Finding]], ...] = (
        _weekdays, _other_years_meeting, _far_ahead, _backwards, _begun_long_ago, _spent_long_ago, _plans,
    )  # fmt: skip
    for passage in draft.among(*_READ):
        for ask in questions:
            yield from ask(passage, draft)
    yield from _schedule(draft)


def _weekdays(passage: Passage, draft: Draft) -> Iterator[Finding]:
    """A date with its weekday: they belong together in one year only, so a mismatch gives last year's date away."""
    for one in passage.dates:
        if one.weekday is None or one.weekday == one.day.weekday():
            continue
        problem = (
            f"Den {danish.long_date(one.day)} er en {danish.WEEKDAYS[one.day.weekday()]}, men der står {_quote(passage, one)}."
        )
        yield warning(passage.field, problem, _right_weekday(one, draft))


def _right_weekday(one: DateMention, draft: Draft) -> str:
    """The remedy: another year where it is nearer at hand than the date, else the date's own weekday."""
    meeting = draft.first_meeting
    others = (in_year(one.day, meeting.year + step) for step in (-1, 0, 1))
    meant = [day for day in others if day.weekday() == one.weekday and abs(day - meeting) < abs(one.day - meeting)]
    if meant:
        return f"Mente du den {danish.long_date(min(meant, key=lambda day: abs(day - meeting)))}?"
    if draft.received <= one.day < in_year(meeting, meeting.year + 1):
        return f"Ret ugedagen til {danish.WEEKDAYS[one.day.weekday()]}."
    return "Ret ugedagen eller datoen."


def _other_years_meeting(passage: Passage, draft: Draft) -> Iterator[Finding]:
    """The meeting's day and month with the year before or after it."""
    held = {meeting.date for entry in draft.entries for meeting in entry.meetings}
    for one in passage.dates:
        meetings = [day for day in draft.meetings if abs(day.year - one.day.year) == 1 and in_year(one.day, day.year) == day]
        fits = one.weekday is None or one.weekday == one.day.weekday()
        if meetings and fits and one.day not in held and _AT_MEETING.search(passage.before(one.start)):
            problem = f"Mødet er den {danish.long_date(meetings[0])}, men der står {_quote(passage, one)}."
            yield warning(passage.field, problem, "Ret årstallet.")


def _far_ahead(passage: Passage, draft: Draft) -> Iterator[Finding]:
    """A full date many years ahead is a slip of the finger: 2062 for 2026."""
    for one in passage.dates:
        if one.day.year - draft.first_meeting.year >= FAR_AHEAD:
            yield warning(passage.field, f"Årstallet ligger langt ude i fremtiden: {_quote(passage, one)}.", "Ret årstallet.")


def _backwards(passage: Passage, _draft: Draft) -> Iterator[Finding]:
    """A period that ends before it begins."""
    for match in _BACKWARDS.finditer(passage.text):
        if int(match[2]) < int(match[1]):
            yield warning(
                passage.field, f"Perioden slutter, før den begynder: {passage.quote(*match.span())}.", "Ret årstallene."
            )


def _begun_long_ago(passage: Passage, draft: Draft) -> Iterator[Finding]:
    """A recommendation that something begins on a day more than half a year before the meeting."""
    if not passage.field.startswith("indstilling"):
        return
    for one in passage.dates:
        begins = _FROM_THEN_ON.search(passage.before(one.start))
        if begins and draft.first_meeting - one.day > LONG_AGO:
            problem = f"Indstillingen gælder en dag, der ligger længe før mødet: {_quote(passage, one)}."
            yield warning(passage.field, problem, _next_time(one.day, draft.first_meeting, _last_day(draft), "Ret datoen."))


def _spent_long_ago(passage: Passage, draft: Draft) -> Iterator[Finding]:
    """A recommendation to set money aside in a year that was over before the meeting's year."""
    if not passage.field.startswith("indstilling") or _LOOKS_BACK.search(passage.text):
        return
    for match in _SPENT_IN.finditer(passage.text):
        if int(match["year"]) < draft.first_meeting.year:
            problem = f"Indstillingen afsætter midler i et år, der er gået: {passage.quote(*match.span('year'))}."
            yield warning(passage.field, problem, "Ret årstallet.")


def _plans(passage: Passage, draft: Draft) -> Iterator[Finding]:
    """A plan or budget for a year that was over before the meeting's year, in the title or a recommendation."""
    if passage.field.partition("[")[0] not in {"titel", "indstilling"} or _LOOKS_BACK.search(passage.text):
        return
    for match in _PLAN_FOR.finditer(passage.text):
        if int(match["year"]) < draft.first_meeting.year and draft.proposal.type is not ItemType.INFORMATION:
            problem = f"Her står et år, der er gået, når mødet holdes: {passage.quote(*match.span())}."
            yield warning(passage.field, problem, "Ret årstallet, hvis det er det kommende år, der menes.")


def _schedule(draft: Draft) -> Iterator[Finding]:
    """A schedule tells what comes: it does not end more than half a year before the meeting."""
    for passage in draft.among("tidsplan"):
        told = (*passage.dates, *months_in(passage.text))
        days = [one.day for one in told if not _DEADLINE.search(passage.before(one.start))]
        if days and draft.first_meeting - max(days) > LONG_AGO:
            problem = f"Alle datoer i tidsplanen ligger længe før mødet den {danish.long_date(draft.first_meeting)}."
            yield warning(passage.field, problem, "Ret årstallene, eller skriv, hvad der skal ske efter mødet.")


def judge_deadlines(draft: Draft) -> Iterator[Finding]:
    """A deadline that had passed when the proposal came: most often last year's, copied with the text."""
    for passage in draft.among(*_READ):
        is_asked = passage.field.startswith("indstilling")
        for one in (*passage.dates, *_just_passed(passage, draft)):
            sentence = passage.sentence(one.start, one.end)
            named = _DEADLINE.search(passage.before(one.start))
            if one.day >= draft.received or not named or _LOOKS_BACK.search(sentence):
                continue
            if is_asked or _IS_ASKED.search(sentence):
                quoted = passage.quote(one.start - len(named.group()), one.end)
                problem = f"Fristen var overskredet, allerede da forslaget kom: {quoted}."
                yield warning(passage.field, problem, _next_deadline(one.day, draft))


def _just_passed(passage: Passage, draft: Draft) -> Iterator[DateMention]:
    """The days without a year that passed shortly before the proposal came, in the year of the meeting.

    What else stands there may speak of another year: a year in the sentence, a later one above it, "hvert år".
    """
    for one in days_in(passage.text, draft.first_meeting):
        if one.day.year != draft.first_meeting.year or draft.received - one.day > JUST_PASSED:
            continue
        years = [int(year) for year in re.findall(r"\b20\d\d\b", passage.text[max(one.start - _ABOVE, 0) : one.start])]
        speaks_of_another = (years and years[-1] > one.day.year) or _OTHER_YEAR.search(passage.sentence(one.start, one.end))
        if not speaks_of_another and not _HAPPENED.match(passage.text, one.end):
            yield one


def _next_deadline(day: date, draft: Draft) -> str:
    """The remedy: the same day when it comes next, if that is before the meeting; else that it must be another one."""
    latest = min(draft.first_meeting, _last_day(draft))
    return _next_time(day, draft.received, latest, "Skriv en frist, der stadig kan nås.")


def _last_day(draft: Draft) -> date:
    """The last day on which all the bodies are there."""
    return min((entry.body.valid_to for entry in draft.entries if entry.body.valid_to), default=date.max)


def judge_dissolved(draft: Draft) -> Iterator[Finding]:
    """A meeting of the body that the text names on a day when the body is gone (its last day stands in the register)."""
    for entry in draft.entries:
        body, last = entry.body, entry.body.valid_to
        if last is None:
            continue
        for passage in draft.among("indstilling", "sagsfremstilling", "kommunikation", "tidsplan"):
            for one in (*passage.dates, *months_in(passage.text)):
                if one.day > last and _is_its_meeting(passage, one, body):
                    problem = (
                        f"{body.name} findes kun til og med den {danish.long_date(last)}, men der står {_quote(passage, one)}."
                    )
                    yield warning(passage.field, problem, _successors(body, draft))
                    break


def _is_its_meeting(passage: Passage, one: DateMention, body: Body) -> bool:
    """Whether the sentence speaks of a meeting of the body and of nobody who follows it."""
    sentence = passage.sentence(one.start, one.end)
    names = "|".join(re.escape(name) for name in (body.name, body.definite, *body.variants))
    meets = re.search(rf"\b(?:{names})s?\b", sentence, re.IGNORECASE) and re.search(
        r"\bmøde(?:t|r|rne|s)?\b", sentence, re.IGNORECASE
    )
    return bool(meets) and not re.search(r"\bsundhedsråd|\bafløse|\befterfølge|\bnedl[aæ]g|\bophør", sentence, re.IGNORECASE)


def _successors(body: Body, draft: Draft) -> str:
    """The remedy: who follows the body."""
    names = [entry.body.name for entry in draft.known if entry.body.id in body.successor]
    return f"Skriv {danish.join(names)} i stedet, eller ret datoen." if names else "Ret datoen, eller skriv, hvem der tager over."


def _next_time(day: date, on: date, latest: date, otherwise: str) -> str:
    """The remedy: the same day when it comes next, if that is not too late."""
    year = on.year if in_year(day, on.year) >= on else on.year + 1
    meant = in_year(day, year)
    return f"Mente du den {danish.long_date(meant)}?" if meant <= latest else otherwise


def _quote(passage: Passage, one: DateMention) -> str:
    """A date with the words around it."""
    return passage.quote(one.start, one.end)
