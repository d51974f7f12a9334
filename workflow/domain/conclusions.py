"""What the words of a conclusion do: approve, leave the matter open, or decide otherwise; and how to say them briefly."""

import re
from enum import Enum

from workflow.formats import markdown_tokens

MOST_WORDS = 8
NEARBY = 400

# The words that tell what was done, each under the name of what it does. What ``decides`` decides may be to postpone or to
# refuse; ``can`` approves only behind a word such as "kunne" or "enige om", ``follows`` only behind "indstillingen".
_TELLING = re.compile(
    r"\b(?:(?P<approves>godkend(?:t|te|tes|es|er)|tiltr(?:ådt|ådte|ådtes|æder|ædes)|bevilge(?:t|de|r|s|des)|"
    r"tilslutte(?:t|de|r|s|des)|tilslutning|imødekomme(?:t|s)|(?:enighed|enige|konsensus) om (?:indstilling|forslag)\w*)|"
    r"(?P<decides>beslutte(?:t|de|r|s|des)|vedt(?:aget|ages|ager|og|oges)|anbefale(?:t|de|r|s|des))|"
    r"(?P<can>godkende|tiltræde|vedtage|tilslutte|anbefale)|(?P<follows>følges|fulgt)(?! op\b| tæt\b| nøje\b)|"
    r"(?P<refuses>afvis(?:t|te|tes|es|er)|forkaste(?:t|de|r|s|des)|nedstemt|afslå(?:et|s))|"
    r"(?P<postpones>uds(?:at|atte|attes|ætte[rs]?|kudt|kyde[rs]?)|udgå(?:r|et)|udgik|genoptages|tages op igen|"
    r"hjemvis(?:t|es)|sende?[ts] tilbage|trukket|trækkes|tage[ts] af dagsordenen|"
    r"ikke (?:behandlet|taget stilling)|(?:ikke truffet|ingen|uden) beslutning)|"
    r"(?P<notes>tage[ts] til (?:efterretning|orientering)|(?:tager|tog) (?:\w+ ){1,3}til (?:efterretning|orientering))|"
    r"(?P<discusses>drøfte(?:t|s|des|de|r)|ikke beslutningsdygtigt?)|"
    r"(?P<dissents>(?:ikke|ingen|uden) (?:\w+ ){0,2}(?:konsensus|enighed|enige?)|(?:konsensus|enighed) (?:kunne|blev) ikke))\b"
)
_ABBREVIATED = re.compile(r"\b(jf|pkt|nr|kl|bl\.a|f\.eks|ca|stk|evt|mio|inkl|vedr|mhp|\d+)\.(?=\s+[a-zæøå\d])")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
# Where a part of a sentence begins; what follows ", at" belongs to the words before it.
_PART = re.compile(r",\s+(?!at\b)|:\s+|\s+[–-]\s+|\s+men\s+")
_SUBORDINATE = re.compile(
    r"\b(?:indtil|når|hvis|såfremt|medmindre|før(?:end)?|inden(?! for)|forudsat|da|fordi|eftersom|mens|efter at|hvorvidt|for at|"
    r"med henblik på|mhp)\b|^,\s+(?:som|der|om|hvordan|så .*\bkan)\b|\bdrøft\w* om\b"
)
_ELSEWHEN = re.compile(
    r"\b(?:skal|bør|vil|må)(?:\s+\w+){0,5}\s*$|\b(?:først|senere|tidligere|allerede)(?:\s+\w+)?\s*$|"
    r"\b(?:foresl(?:år|og|ås)|indstille(?:r|s|de)|ønske(?:r|de)|(?:for)?vente[rs]|anmode(?:r|de)|opfordre(?:r|de))\b"
)
_NEXT_TIME = re.compile(r"\s+(?:først\s+)?(?:på|ved)\s+(?:\w+\s+)?(?:næste|kommende|senere)\b")
_ADJECTIVE = re.compile(r"\b(?:den|det)\s*$")
_SUBJECT = re.compile(r"\s+(?:klyngen|udvalget|rådet|mødet|man|vi|alle|parterne)\b")
_DENIAL = re.compile(
    r"\b(?:ikke(?! blot| kun| alene)|ingen(?! bemærkning| indvending| kommentar)|hverken|uden at)"
    r"(?:,?\s+(?!men\b|og\b)\w+){0,5}\s*$"
)
_DENIED_BEHIND = re.compile(r"\s+(?:\w+\s+)?ikke\b(?! mindst| blot| kun| alene)")
_UNABLE = re.compile(r"\b(?:kan|kunne|hverken|uden at|endnu|enighed|enige?|konsensus)\b")
_NOT_YET = re.compile(r"\s+(?:ikke\s+)?endnu\b")
_BEHIND = {
    "can": re.compile(r"\b(?:kan|kunne|valgte|enige?|enighed|konsensus|beslutte\w+|vedtog)\b"),
    "follows": re.compile(r"\b(?:indstilling|anbefaling|forslag|oplæg)"),
}
_DECIDED = re.compile(
    r"(?:\s+(?!om\b|med\b|idet\b)\w+){0,3}?,?\s+(?:(?P<not>ikke)\s+at|at\s+(?:\w+\s+){0,4}?"
    r"(?:(?P<postpones>uds(?:ætte|kyde)s?|udgår?|genoptages?|tages? \w*\s?af dagsordenen|tages? \w*\s?op igen)|"
    r"(?P<discusses>drøftes?)|(?P<refuses>ikke|afvises?|forkastes?)))\b"
)
_FULL_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])|\n+")


class Ruling(Enum):
    """What a conclusion does with a matter."""

    APPROVES = "approves"
    LEAVES_OPEN = "leaves open"
    OTHER = "other"


# What counts when a conclusion does several things: the first of these that it does.
_WEIGHTS = {
    "approves": Ruling.APPROVES,
    "refuses": Ruling.OTHER,
    "postpones": Ruling.LEAVES_OPEN,
    "notes": Ruling.OTHER,
    "discusses": Ruling.LEAVES_OPEN,
    "dissents": Ruling.LEAVES_OPEN,
}


def ruling(conclusion: str) -> Ruling:
    """What the conclusion does, read from its words.

    An approval counts wherever it stands: "Drøftet og godkendt.", "Godkendt, idet punkt 3 udsættes."; unless it is denied,
    a condition, or one of another time: "Udsat, indtil budgettet er godkendt." leaves open. "Ikke godkendt." is neither,
    like "Afvist.": a decision all the same. "Kunne ikke godkendes." decides nothing.

    Args:
        conclusion: Markdown.
    """
    words = _ABBREVIATED.sub(r"\1", plain(conclusion).casefold())
    sentences = _SENTENCE.split(words)
    done = {_effect(sentence, match) for sentence in sentences for match in _TELLING.finditer(sentence)}
    return next((said for effect, said in _WEIGHTS.items() if effect in done), Ruling.OTHER)


def _effect(sentence: str, match: re.Match[str]) -> str:
    """What one telling word does in its sentence, by the names of ``_WEIGHTS``; empty where it does nothing."""
    kind, ahead, behind = (
        str(match.lastgroup),
        _part_before(sentence, match.start()),
        sentence[match.end() : match.end() + NEARBY],
    )
    if kind == "dissents":
        return kind
    if _is_condition(ahead, behind):
        return ""
    denied = bool(_DENIAL.search(ahead) or _DENIED_BEHIND.match(behind))
    if "idet" in ahead.split() and (denied or kind in {"refuses", "postpones"}):
        return ""
    if kind in {"refuses", "postpones"}:
        return "" if denied else kind
    return kind if kind in {"notes", "discusses"} else _approval(match, ahead, behind, denied=denied)


def _approval(match: re.Match[str], ahead: str, behind: str, *, denied: bool) -> str:
    """What a word of approval does: approve, refuse where it is denied, fail where that could not be; or nothing."""
    kind = str(match.lastgroup)
    if kind in _BEHIND and not _BEHIND[kind].search(ahead):
        return ""
    if denied:
        return "dissents" if _UNABLE.search(ahead) or _NOT_YET.match(behind) else "refuses"
    decided = _DECIDED.match(behind) if kind == "decides" else None
    if decided:
        return str(decided.lastgroup).replace("not", "refuses")
    return "" if _is_elsewhen(match[0], ahead, behind) else "approves"


def _part_before(sentence: str, end: int) -> str:
    """The part of the sentence in which a word stands, as far as the word, with the comma that begins it.

    No more than what stands nearby, so that a text without full stops takes no longer than any other.
    """
    first = max(0, end - NEARBY)
    begins = [first, *(mark.start() for mark in _PART.finditer(sentence, first, end))]
    return sentence[begins[-1] : end]


def _is_condition(ahead: str, behind: str) -> bool:
    """Whether a word stands in a clause that says when, whether or why, not what was done.

    One that begins the sentence ends at a comma: "Da der var enighed blev den godkendt." says what was done.
    """
    found = _SUBORDINATE.search(ahead)
    return found is not None and (found.start() > 0 or ahead.startswith(",") or "," in behind)


def _is_elsewhen(word: str, ahead: str, behind: str) -> bool:
    """Whether an approval is one of another day, or only names what was approved: "den godkendte ramme"."""
    if word.endswith("te") and _ADJECTIVE.search(ahead) and not _SUBJECT.match(behind):
        return True
    return bool(_ELSEWHEN.search(ahead) or (word.endswith("es") and _NEXT_TIME.match(behind)))


def admits_dissent(conclusion: str) -> bool:
    """Whether the conclusion says that there was no consensus."""
    return any(match["dissents"] for match in _TELLING.finditer(plain(conclusion).casefold()))


def plain(text: str) -> str:
    """The words of a Markdown text without its marks; each paragraph, heading and list entry on its own line."""
    blocks = (token.children or () for token in markdown_tokens(text) if token.type == "inline")
    return "\n".join("".join(" " if part.type.endswith("break") else part.content for part in block) for block in blocks)


def brief(conclusion: str) -> str:
    """The first sentence of a Markdown text in at most eight words: for the overview of the decisions."""
    sentences = (part.strip() for part in _FULL_SENTENCE.split(plain(conclusion)))
    return shortened(next((sentence for sentence in sentences if sentence), ""))


def shortened(words: str) -> str:
    """Plain words without their full stop and cut after the eighth."""
    kept = words.rstrip(" .").split(" ")
    return " ".join(kept) if len(kept) <= MOST_WORDS else f"{' '.join(kept[:MOST_WORDS]).rstrip(',;:')} …"
