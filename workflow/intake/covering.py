"""The words of a mail that a form came with: what its sender wrote there, without old mails, signature and mere politeness."""

import re
from collections.abc import Sequence

from workflow import danish
from workflow.domain.findings import Finding, note, warning
from workflow.intake.parcels import Letter

COVER, LONGEST_COVER = "Mailens tekst: ", 10_000
_FORWARDED = re.compile(r"\s*(?:vs|fw|fwd)\s*:", re.IGNORECASE)
_OLD_MAIL = re.compile(
    r"-{2,} ?(?:oprindelig (?:meddelelse|besked)|original message) ?-{2,}|(?:den|on) .{5,200} (?:skrev|wrote)\b.{0,200}:",
    re.IGNORECASE,
)
_OLD_HEAD = re.compile(
    r"^[*_ ]*(?:fra|from)[*_ ]*:.+\n(?:.*\n){0,2}?[*_ ]*(?:sendt|sent|dato|date|til|to)[*_ ]*:.+", re.IGNORECASE | re.MULTILINE
)
_RULE = re.compile(r"[_-]{5,}")
_CLOSING = re.compile(
    r"(?i:(?:med )?(?:de )?(?:venlig(?:st)?e?|bedste|mange|kærlig) (?:hilsen|hilsner)|hilsen|m\.?v\.?h\.?|v\.?h\.?)"
    r"(?:,? [A-ZÆØÅ][\w.-]*){0,4}"
)
_SENTENCE = re.compile(r"(?:\S+\s+){3,}\S*[.!?:]")
_DISCLAIMER = re.compile(r"(?is)(?=.*\bmail)(?=.*(?:fejl|slet|modtager|recipient))(?=.*(?:fortrolig|confidential)).*")
_GRAVE = re.compile(
    r"\b(?:lukke[dt]\w*|lukkes|fortrolig\w*|træk|trække[rs]?|trukket|tilbagetr[æu]k\w*|tilbagekald\w*|udsky\w*|udsæt\w*"
    r"|aflys\w*|offentliggør\w*)\b",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"(?:Hej|Kære|Goddag|God (?:dag|morgen|aften|eftermiddag))"
    r"(?: (?:alle|jer|dig|sammen|igen|i|og|sekretariat\w*|klyngesekretariat\w*|[A-ZÆØÅ][\w-]+)){0,5}[,.!: ]*"
)
_POLITE = re.compile(
    r"\W*(?:(?:hermed|her|er|jeg|vi|fremsende[rs]|sende[rs]|indsender|vedhæfte[rt]|vedlagt|vedlægger|vedlægges|vores|mit|et|det|den|de"
    r"|udfyldte?|skema|skemaet|forslag|forslaget|forslagene|dagsordensforslag|punkt|punktet|bilag|bilaget|bilagene|ark|arket|som|til"
    r"|og|med|på|i|for|mødet|møde|dagsorden|dagsordenen|klyngen|tak|mange|forhånd|jeres|hjælp|god|dag|weekend|venlige?|hilsen"
    r"|hilsner|mvh|vh)\b\W*)*",
    re.IGNORECASE,
)
_TOLD = "Teksten i mailen er ikke læst som en del af forslaget. Den står nederst i kvitteringen."
_IN_THE_FORM = "Det, der hører til forslaget, skal stå i skemaet."


def covering(letter: Letter) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """What a mail says itself beside the form in it: its words, to be printed as not read, and what is said of them.

    Args:
        letter: what the mail says.
    """
    words = own_words(letter)
    if not words:
        return (), ()
    grave = list(dict.fromkeys(found[0].casefold() for found in _GRAVE.finditer(words)))
    shown = words if len(words) <= LONGEST_COVER else f"{words[:LONGEST_COVER]} … Resten står i selve mailen."
    return (f"{COVER}{shown}",), (_of_grave(grave) if grave else note("", _TOLD, _IN_THE_FORM),)


def asks_for_nothing(unread: str) -> bool:
    """Whether something unread is the words of a mail that ask for nothing that a form must say.

    Args:
        unread: what stands in a file and belongs to no field.
    """
    return unread.startswith(COVER) and not _GRAVE.search(unread)


def _of_grave(found: Sequence[str]) -> Finding:
    """That a mail may ask for something that nobody does unless a person reads it."""
    problem = f"Mailen siger selv {danish.quoted(found)}, men teksten i en mail er ikke læst som en del af forslaget."
    return warning("", problem, f"{_IN_THE_FORM} Teksten står nederst i kvitteringen, så sekretariatet ser den.")


def own_words(letter: Letter) -> str:
    """What the sender of a mail wrote there and then; all of it in doubt, and "" for what is only polite.

    Args:
        letter: what the mail says.
    """
    text = letter.text if _FORWARDED.match(letter.subject) else _without_old_mails(letter.text)
    lines = [line for line in _without_signature(text).splitlines() if not _RULE.fullmatch(line)]
    return "" if all(_is_polite(line) for line in lines) else "\n".join(lines).strip()


def _without_old_mails(text: str) -> str:
    """A text without the mails that it answers."""
    head = _OLD_HEAD.search(text)
    lines = list[str]()
    for line in text[: head.start() if head else None].splitlines():
        if _OLD_MAIL.fullmatch(line.strip()):
            break
        if not line.startswith(">"):
            lines.append(line)
    return "\n".join(lines)


def _without_signature(text: str) -> str:
    """A text without the name and the address under it; they stay where something may be said under them."""
    lines = text.splitlines()
    for place, line in enumerate(lines):
        if line == "--" or _CLOSING.fullmatch(line.strip(" ,.!")):
            return "\n".join(lines[:place]) if _is_signature("\n".join(lines[place + 1 :])) else text
    return text


def _is_signature(text: str) -> bool:
    """Whether a text says nothing but who wrote it and the usual words about mails that went astray."""
    said = "\n\n".join(one for one in re.split(r"\n\s*\n", text) if not _DISCLAIMER.fullmatch(one))
    return not _GRAVE.search(said) and not any(_SENTENCE.fullmatch(line.strip()) for line in said.splitlines())


def _is_polite(line: str) -> bool:
    """Whether a line only greets, thanks, or says that here is the form."""
    return bool(_GREETING.fullmatch(line.strip())) or bool(_POLITE.fullmatch(line))
