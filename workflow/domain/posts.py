"""The posts of a sum of money as people write them, a line each: "Fælles uddannelse: 350.000", heads and totals among them."""

import re
from collections.abc import Sequence

from pydantic_core import PydanticCustomError

from workflow import danish
from workflow.domain.mentions import read_mention

WITHOUT_AMOUNT, WRONG_TOTAL = "post_without_amount", "posts_with_wrong_total"
"""The types of the errors that are raised here, as ``shape`` knows them."""
_KRONER = r"(?:,(?:\d\d|-))?(?:\s*(?:kr\.?|kroner))?"
_LARGE = r"\d[\d.]*(?:,\d+)?\s*(?:t\.?\s?kr\.?|(?:mio\.?|mia\.?|million(?:er)?|milliard(?:er)?)(?:\s*(?:kr\.?|kroner))?)"
# After a colon the amount may have blanks; without one it may not, and no figure may stand before it: "Fase 1 250 000".
_POST = re.compile(
    rf"(.+?)\s*[:\t–-]\s*(\d[\d. ]*{_KRONER}|{_LARGE})|(.*\D)\s(\d[\d.]*{_KRONER})|(.*[^\d\s])\s+({_LARGE})", re.IGNORECASE
)
_HEAD = re.compile(
    r"(?:post(?:er)?|udgift(?:er)?|aktivitet(?:er)?|formål|tekst)?\W{0,9}"
    r"(?:(?:beløb|udgift|pris)?\W{0,9}(?:i\s+)?(?:hele\s+)?(?:kr|kroner)|beløb)\W{0,9}",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"(?:beløb )?i ?alt|total|sum|samlet(?: beløb)?", re.IGNORECASE)
_FIGURE = re.compile(r"(?:^|\s)(\d{1,3}(?:\.\d{3}){1,4}|(?!20\d\d\b)\d{4,12})\b")
_LONGEST_AMOUNT = 40
_BLANKS = re.compile(r"\s+")
_LABEL_END = re.compile(r"\s*(?:[:\t]|\s[–-]\s|\s\(?\d)")


def read_post(line: str) -> tuple[str, str] | None:
    """The text and the amount of a post; None where the line does not end with an amount in whole kroner.

    "350 t.kr." and "0,5 mio. kr." are read as the kroner that they are.
    """
    match = _POST.fullmatch(_plain(line))
    if not match:
        return None
    text, amount = next((text, amount) for text, amount in zip(match.groups()[::2], match.groups()[1::2], strict=True) if text)
    read = read_mention(amount[:_LONGEST_AMOUNT])
    if not read or not read.unit:
        return text, amount
    return (text, str(int(read.kroner))) if read.kroner == int(read.kroner) else None


def post_of(entry: object) -> object:
    """A post as a mapping, from its line; anything else as it is.

    Raises:
        PydanticCustomError: the line does not end with an amount; with an example of how it may be written.
    """
    if not isinstance(entry, str):
        return entry
    if post := read_post(entry):
        return {"post": post[0], "beløb": post[1]}
    raise PydanticCustomError(WITHOUT_AMOUNT, "a post without an amount", {"example": _example(entry)})


def without_heads(entries: Sequence[object]) -> tuple[object, ...]:
    """The posts without the head of a table ("Post Kr.") and without the line that says their sum.

    Raises:
        PydanticCustomError: the line says another sum than the posts have.
    """
    lines = [entry for entry in entries if not (isinstance(entry, str) and _HEAD.fullmatch(entry))]
    posts = tuple(entry for entry in lines if total_said(entry) is None)
    counted = _sum([read_post(entry) if isinstance(entry, str) else None for entry in posts])
    for line in lines:
        said = _sum([read_post(line)]) if isinstance(line, str) and total_said(line) else None
        if posts and None not in {said, counted} and said != counted:
            raise PydanticCustomError(WRONG_TOTAL, "posts with a wrong total", {"said": said, "counted": counted})
    return posts


def total_said(entry: object) -> str | None:
    """The amount of a line that says the sum of the others, "I alt: 400.000"; None where it is no such line."""
    post = read_post(entry) if isinstance(entry, str) else None
    return post[1] if post and _TOTAL.fullmatch(post[0].strip()) else None


def _sum(posts: Sequence[tuple[str, str] | None]) -> int | None:
    """What the posts come to, in kroner; None where one of them cannot be read, or not as whole kroner."""
    try:
        return sum(danish.read_amount(post[1]) for post in posts if post) if None not in posts else None
    except ValueError:
        return None


def _plain(line: str) -> str:
    """The line with a single tab or blank for each run of them, so that none is tried in more ways than one."""
    return _BLANKS.sub(lambda run: "\t" if "\t" in run[0] else " ", danish.nfc(line).strip())


def _example(written: str) -> str:
    """How the line may be written."""
    line = _plain(written)
    figure = _FIGURE.search(line)
    label = (line[: figure.start()] if figure else _LABEL_END.split(line)[0]).strip(" \t:–-")
    amount = danish.thousands(int(figure[1].replace(".", ""))) if figure else "350.000"
    return f"{label or 'Fælles uddannelse'}: {amount}"
