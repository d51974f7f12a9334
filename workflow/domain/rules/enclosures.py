"""Judgements on attachments that the text names, though none of that number, or none at all, is listed."""

import re
from collections.abc import Iterator

from workflow import danish
from workflow.domain.findings import Finding, warning
from workflow.domain.rules.drafts import Draft, Passage

_LINK = re.compile(r"\[[^\[\]\n]{0,300}\]\([^()\n]{0,300}\)")
# Somebody else's attachment: "aftalens bilag 2", "bilag 1 til bekendtgørelsen", unless it belongs to the case itself.
_NUMBERED = re.compile(
    r"(?<!s )\bbilag(?:ene)?\s+(?:nr\.?\s*)?(?P<numbers>\d{1,2}(?:\s*(?:,|og|samt|[-–])\s*\d{1,2})*)(?![\w./-]*\d)"
    r"(?!\s+(?:til|i|af|fra)\s+(?!(?:sagen|punktet|dagsordenspunktet|forslaget|denne sag|dette punkt)\b))",
    re.IGNORECASE,
)
_ENCLOSED = re.compile(
    r"\b(?:er\s+)?(?:vedlagt|vedlagte|vedhæftet|vedhæftede|vedlægges|vedhæftes|lagt ved)\b"
    r"|\b(?:se|jf\.|jævnfør|fremgår af|i|som)\s+(?:vedlagte\s+)?(?:bilag|bilaget)\b(?!\s+(?:[A-Z]\b|\d|til|i|af|fra))",
    re.IGNORECASE,
)
_NOT_HERE = re.compile(
    r"\b(?:ikke|ingen|uden|var|blev|blive[rn]?|har været|tidligere|eftersendes|omdeles|udleveres|fremlægges|følger senere)\b",
    re.IGNORECASE,
)
_READ = (
    "resumé",
    "indstilling",
    "sagsfremstilling",
    "økonomi",
    "patientinddragelse",
    "sundhedsaftale",
    "kommunikation",
    "tidsplan",
)


def judge_enclosures(draft: Draft) -> Iterator[Finding]:
    """What the text says is enclosed must be listed; which files came along is seen when they are received."""
    listed = draft.proposal.attachments
    own_numbers = {
        int(number)
        for one in listed
        for number in re.findall(r"\bbilag\s*(\d{1,2})\b", f"bilag {one.number}; {one.title}", re.IGNORECASE)
    }
    for passage in (_without_links(one) for one in draft.among(*_READ)):
        missing = {
            number: match
            for match in reversed(list(_NUMBERED.finditer(passage.text)))
            for number in _numbers(match["numbers"])
            if number > len(listed) and number not in own_numbers
        }
        if missing:
            first = min(missing.values(), key=lambda match: match.start())
            numbers = danish.join([str(number) for number in sorted(missing)])
            there = f"kun {danish.counted(len(listed), 'bilag', 'bilag')}" if listed else "intet"
            problem = f"Teksten henviser til bilag {numbers}, men der står {there} under Bilag: {passage.quote(*first.span())}."
            yield warning(passage.field, problem, "Skriv det under Bilag, og send det med, eller ret henvisningen.")
        elif not listed:
            yield from _enclosed(passage)


def _enclosed(passage: Passage) -> Iterator[Finding]:
    """The first place that says that something is enclosed, where nothing is listed."""
    for match in _ENCLOSED.finditer(passage.text):
        if not _NOT_HERE.search(passage.sentence(*match.span())):
            problem = f"Teksten siger, at noget er vedlagt, men der står intet under Bilag: {passage.quote(*match.span())}."
            yield warning(passage.field, problem, "Skriv bilaget under Bilag, og send det med, eller ret sætningen.")
            return


def _numbers(words: str) -> Iterator[int]:
    """The numbers of "1, 2 og 4" or "1-3"."""
    for part in re.split(r"\s*(?:,|og|samt)\s*", words):
        first, _, last = part.replace(danish.EN_DASH, "-").partition("-")
        yield from range(int(first), int(last or first) + 1)


def _without_links(passage: Passage) -> Passage:
    """The passage without the words of its links: what is linked need not be enclosed."""
    linked = [re.sub(r"\]\(.*", "", link).lstrip("[") for link in _LINK.findall(passage.written)]
    words = passage.words
    for link in linked:
        words = words.replace(link, " " * len(link))
    return Passage(passage.field, passage.title, passage.written, words)
