"""Danish as staff read and write it: dates, clock times, numbers, lists, near names, working days."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta
from difflib import get_close_matches
from functools import lru_cache

MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
SMALL_NUMBERS = ("nul", "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv")
NBSP = "\N{NO-BREAK SPACE}"
BREAK = "\N{ZERO WIDTH SPACE}"
EN_DASH = "\N{EN DASH}"
FIRST_YEAR, LAST_YEAR = 1900, 2199
LONGEST_NAME = 200
"""Characters of a text that is remembered folded."""

_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMERIC_DATE = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4}|\d{2})")
_WORDED_DATE = re.compile(r"(\d{1,2})\.?\s*([a-zæøå]+)\.?\s*(\d{4})")
_LEADING_WORDS = re.compile(r"^(?:" + "|".join(WEEKDAYS) + r")?\s*(?:d\.|den)?\s*", re.IGNORECASE)
_CLOCK = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(?:[.:](\d{2}))?")
_LONG_COMPOUND = re.compile(r"(\w{12,})(udvalg|råd|sekretariat)")
_AMOUNT = re.compile(r"-?(?:\d{1,3}(?:[. ]\d{3})+|\d+)(?:,(\d{1,2}|-))?")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_INVISIBLE = re.compile("[\u00ad\u200b\ufeff\u202a-\u202e\u2066-\u2069]")
_AT_REST = re.compile("[\x00-\u00ac\u00ae-\u02ff\u2010-\u2027]*")
"""Letters with their accents, dashes and quotation marks: what nothing has to be done about."""
_MOST_ACCENTS, _JOINER = 30, "\N{COMBINING GRAPHEME JOINER}"
_FAR = re.compile(f"[^\x00-\u02ff]{{{_MOST_ACCENTS + 1},}}")
_PLURAL_ENDINGS = {
    "mand": "mænd", "mester": "mestre", "medlem": "medlemmer", "direktør": "direktører", "chef": "chefer",
    "leder": "ledere", "læge": "læger", "konsulent": "konsulenter", "repræsentant": "repræsentanter",
}  # fmt: skip
_ABBREVIATED = re.compile(
    r"(?:\b(?:kr|mio|mia|pct|stk|nr|kl|ca|osv|mv|jf|pkt|tlf|ekskl|inkl)|\.(?:v|m|eks|a|l|t)|\.)\.$", re.IGNORECASE
)
_PLURAL_ADJECTIVE = re.compile(r"(iv|lig|al)t?$")
_YES, _NO = frozenset({"ja", "j", "x", "☒", "☑"}), frozenset({"nej", "n", "☐"})


def nfc(text: str) -> str:
    """The text in Unicode Normalization Form C, without soft hyphens, zero-width marks and marks that turn its direction."""
    if text.isascii() or _AT_REST.fullmatch(text):
        return text
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", _FAR.sub(_stream_safe, text)))


def _stream_safe(far: re.Match[str]) -> str:
    """The signs with a joiner after every thirty accents on one letter, since the time to sort them grows with their square.

    Unicode Standard Annex 15, section 13, "Stream-Safe Text Format"; no written language comes near it.
    """
    kept, accents = list[str](), 0
    for sign in far[0]:
        accents = accents + 1 if unicodedata.combining(sign) else 0
        if accents > _MOST_ACCENTS:
            kept.append(_JOINER)
            accents = 1
        kept.append(sign)
    return "".join(kept)


def printable(text: str) -> str:
    """The text as ``nfc`` gives it, and without control characters, which no Word file can hold."""
    return _NOT_IN_XML.sub("", nfc(text))


def folded(text: str) -> str:
    """The text as two careful people would compare it: NFC, case folded, white space as single spaces, å for aa."""
    return _folded(text) if len(text) <= LONGEST_NAME else _folded.__wrapped__(text)


@lru_cache(maxsize=2048)
def _folded(text: str) -> str:
    """The folded text; the names of one register are compared many times over."""
    return " ".join(nfc(text).casefold().replace("aa", "å").split())


def nearest(word: str, known: Iterable[str], count: int = 1) -> list[str]:
    """The known words that look most like the given one.

    Args:
        word: what was written.
        known: what could have been meant.
        count: how many to give at most.

    Returns:
        The best matches, best first; empty when nothing is near.
    """
    by_fold = {folded(name): name for name in known}
    return [by_fold[match] for match in get_close_matches(folded(word), by_fold, n=count, cutoff=0.6)]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The sentence "Mente du …?" with the nearest known word, or an empty string when nothing is near."""
    near = nearest(word, known)
    return f"Mente du ”{near[0]}”?" if near else ""


def join(words: Sequence[str], last: str = "og") -> str:
    """The words as a Danish list: "a", "a og b", "a, b og c"."""
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def quoted(names: Iterable[object], last: str = "og") -> str:
    """The names in quotation marks as a Danish list: "”a”, ”b” og ”c”"."""
    return join([f"”{name}”" for name in names], last)


def alphabetical(words: Iterable[str]) -> list[str]:
    """The words in Danish alphabetical order: æ, ø, å last, and aa as å."""
    order = str.maketrans({"æ": "{", "ø": "|", "å": "}"})  # the three characters that follow z in ASCII
    return sorted(words, key=lambda word: folded(word).translate(order))


def capital(text: str) -> str:
    """The text with its first letter as a capital and the rest untouched."""
    return text[:1].upper() + text[1:]


def unstopped(sentence: str) -> str:
    """The sentence as it is quoted within another: without its full stop, unless that is its last word's ("kr.", "m.v.")."""
    return sentence if _ABBREVIATED.search(sentence) else sentence.removesuffix(".")


def plural_title(title: str) -> str:
    """The plural of a role title: "formand for udvalget" → "formænd for udvalget", "praktiserende læge" → "praktiserende læger".

    Empty when its noun is none that we know.
    """
    first, blank, rest = title.partition(" ")
    for ending, plural in _PLURAL_ENDINGS.items():
        if first.endswith(ending):
            return first.removesuffix(ending) + plural + blank + rest
    adjective = _PLURAL_ADJECTIVE.sub(r"\1e", first)
    noun = plural_title(rest) if _is_plural_adjective(adjective) else ""
    return f"{adjective} {noun}" if noun else ""


def definite_plural(title: str) -> str:
    """The definite form of a plural: "borgmestre" → "borgmestrene", "rådmænd" → "rådmændene".

    One that begins with an adjective stays as it is.
    """
    first, blank, rest = title.partition(" ")
    if not first or _is_plural_adjective(first):
        return title
    return first + ("ne" if first.endswith(("e", "er")) else "ene") + blank + rest


def _is_plural_adjective(word: str) -> bool:
    """Whether a word before a noun in the plural is an adjective: "administrative", "praktiserende"."""
    return word.endswith(("ive", "lige", "ale", "ende"))


def breakable(name: str) -> str:
    """The name with a place to break in a long compound, for narrow columns: "Sundhedssamarbejds|udvalget"."""
    return _LONG_COMPOUND.sub(rf"\1{BREAK}\2", name)


def count_word(number: int) -> str:
    """A count in running text: words up to twelve, figures above."""
    return SMALL_NUMBERS[number] if 0 <= number < len(SMALL_NUMBERS) else thousands(number)


def counted(number: int, singular: str, plural: str) -> str:
    """A count with its noun: "1 fil", "17 filer"."""
    return f"{thousands(number)} {singular if number == 1 else plural}"


def thousands(number: int) -> str:
    """A whole number with full stops between thousands: "3.550.000"."""
    return f"{number:,}".replace(",", ".")


def long_date(day: date) -> str:
    """The date in words, with non-breaking spaces: "16. juni 2026"."""
    return f"{day.day}.{NBSP}{MONTHS[day.month - 1]}{NBSP}{day.year}"


def weekday_date(day: date) -> str:
    """The date with its weekday: "tirsdag den 16. juni 2026"."""
    return f"{WEEKDAYS[day.weekday()]} den {long_date(day)}"


def clock(moment: time) -> str:
    """The clock time with a full stop: "15.00"."""
    return f"{moment.hour:02}.{moment.minute:02}"


def span(start: time, end: time) -> str:
    """Two clock times as a span with an en dash: "15.00–17.00"."""
    return f"{clock(start)}{EN_DASH}{clock(end)}"


def read_date(text: str) -> date:
    """A date as a Dane may write it: "2026-06-16", "16. juni 2026", "16-06-2026", "16/6-26", "tirsdag den 16. juni 2026".

    Raises:
        ValueError: the text is no date, or names a day that does not exist or lies outside 1900–2199.
    """
    plain = _LEADING_WORDS.sub("", nfc(text).replace(NBSP, " ").strip().casefold())
    if match := _ISO_DATE.fullmatch(plain):
        year, month, day = (int(part) for part in match.groups())
    elif match := _NUMERIC_DATE.fullmatch(plain):
        day, month, year = (int(part) for part in match.groups())
    elif match := _WORDED_DATE.fullmatch(plain):
        day, month, year = int(match[1]), _month(match[2]), int(match[3])
    else:
        raise ValueError(text)
    year += 2000 if year < 100 else 0  # noqa: PLR2004 - two figures mean this century
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(text)
    return date(year, month, day)


def _month(word: str) -> int:
    """The number of a month from its Danish name or its first three letters.

    Raises:
        ValueError: no month is called so.
    """
    for number, name in enumerate(MONTHS, 1):
        if word == name or (len(word) >= 3 and name.startswith(word)):  # noqa: PLR2004 - "jan", "feb", "sept"
            return number
    raise ValueError(word)


def read_clock(text: str) -> time:
    """A clock time as a Dane may write it: "15.00", "15:00", "kl. 15", "9.30".

    Raises:
        ValueError: the text is no clock time.
    """
    match = _CLOCK.fullmatch(text.replace(NBSP, " ").strip().casefold())
    if not match:
        raise ValueError(text)
    return time(int(match[1]), int(match[2] or 0))


def read_amount(text: str) -> int:
    """An amount in whole kroner: "350.000", "350 000 kr.", "1.200,00".

    Raises:
        ValueError: the text is no amount, or has øre that are not 0.
    """
    plain = re.sub(r"\s*(kroner|kr\.?|dkk)\s*", "", text.replace(NBSP, " ").strip().casefold())
    plain = plain.removesuffix(",-")
    match = _AMOUNT.fullmatch(plain)
    if not match or (match[1] or "0").strip("0-"):
        raise ValueError(text)
    return int(re.sub(r"[. ]", "", plain.split(",")[0]))


def read_yes_no(text: str) -> bool:
    """Ja or nej, a ticked or an empty box.

    Raises:
        ValueError: the text is neither.
    """
    word = folded(text).rstrip(".")
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise ValueError(text)


def yes_no(value: bool) -> str:
    """Ja or nej, as the register and the files that come in write a truth value."""
    return "ja" if value else "nej"


@lru_cache(maxsize=64)
def _public_holidays(year: int) -> frozenset[date]:
    """The Danish public holidays of a year (store bededag is none since 2024)."""
    import holidays  # noqa: PLC0415 - a large library: what asks for no working day need not wait for it

    return frozenset(holidays.country_holidays("DK", years=year))


def is_working_day(day: date) -> bool:
    """Whether the day is a Danish working day (hverdag): Monday to Friday and no public holiday.

    Grundlovsdag, juleaften and nytårsaften are no working days in public offices.
    """
    closed = {(6, 5), (12, 24), (12, 31)}
    return day.weekday() < 5 and (day.month, day.day) not in closed and day not in _public_holidays(day.year)  # noqa: PLR2004


def working_days_before(day: date, count: int) -> date:
    """The day that lies so many Danish working days before the given one; a negative count lies after it."""
    step = timedelta(days=-1 if count >= 0 else 1)
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day)
    return day
