"""Totals that are not the sum of what they stand at: in Markdown tables, in lists of amounts, in a sentence."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from workflow import danish
from workflow.domain.mentions import UNITS, AmountMention, amounts_in, read_mention

_TOTAL = re.compile(
    r"i ?alt\b.*"
    r"|(?:total(?:t|en|sum)?|sum(?:men)?|samlet|samlede)(?:\s+(?:beløb|udgift(?:er)?|omkostning(?:er)?|bevilling|budget|sum"
    r"|pris|økonomi|ramme|finansiering|bidrag|behov|kr\.?|i alt|20\d\d|\([^)]*\)))*",
    re.IGNORECASE,
)
_ENDS_WITH_TOTAL = re.compile(r"\bi ?alt$", re.IGNORECASE)
# A line that is part of another, or a difference: what stands below is not the sum of what stands above.
_PART = re.compile(
    r"^(?:heraf|deraf|inkl|inklusive|herunder|af dette|fratrukket|minus|ekskl|moms)\b|resultat|saldo|netto|balance|difference"
    r"|afvigelse|\brest",
    re.IGNORECASE,
)
_NO_SUM = re.compile(
    r"%|pct|procent|andel|gennemsnit|gns|\bpr\b|\bpris|takst|sats|snit|indeks|forskel|ændring|\bår\b", re.IGNORECASE
)
_OF_MONEY = re.compile(r"\bkr\b|kroner|beløb|udgift|budget|bevilling|\bmio\b|\bmia\b|omkostning|\bløn", re.IGNORECASE)
# Columns that are multiplied, compared or told by the way, rather than added up.
_NO_PART = re.compile(
    r"antal|stk|timer|enhed|årsværk|uger|måned|dage|budget|regnskab|forbrug|afvigelse|tidligere|nuværende|nr\b|konto",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b20\d\d\b")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?!(?:I ?alt|Tilsammen|Sammenlagt)\b)(?=[A-ZÆØÅ])|(?<=[!?])\s+")
_IN_A_SENTENCE = re.compile(r"[,;:.(–-]\s*(?:i ?alt|tilsammen|sammenlagt)\s+(?:er det\s+|bliver det\s+)?$", re.IGNORECASE)
# What makes the figures of a sentence something else than posts and their sum.
_NOT_ADDED = re.compile(
    r"%|pct|procent|heraf|hvoraf|deraf|herunder|inkl|ekskl|minus|fratruk|rest|\bca\b|cirka|omkring"
    r"|mindst|højst|op til|mellem|mod\b|\bfra\b|\bpr\b|årlig|\bår(?:et)?\b|månedlig|kvartal|hver|begge|alle|samtlige|gange"
    r"|\b[àá]\b|medfinans|\bud af\b|\bend\b|i stedet|foruden|ud over|udover|allerede|tidligere|\b(?:"
    + "|".join(danish.SMALL_NUMBERS[2:])
    + r")\b|\d\s?[-–]\s?\d",
    re.IGNORECASE,
)
_MARK = re.compile(r"^\s*(?:[-*+•–]|\d{1,2}[.)])\s+")
_BEFORE_AMOUNT = (":", "\t", " \N{EN DASH} ", " - ", "  ")
_LONGEST_AMOUNT, _MOST_POSTS = 40, 20
_RULE = re.compile(r"\|?[\s:|-]+\|?")
_DASHES = frozenset({"", "-", "–", "—", "0"})


@dataclass(frozen=True)
class WrongTotal:
    """A total that does not add up: its label and column, what is said, and what the posts give."""

    label: str
    column: str
    said: str
    counted: str


@dataclass(frozen=True)
class _Post:
    """A line of a calculation: its label and its amount as it is written and as it was read; None for an empty cell."""

    label: str
    written: str
    amount: AmountMention | None

    @property
    def is_total(self) -> bool:
        """Whether it says that it is the sum of what stands above it."""
        return _is_total(self.label)


def _is_total(label: str) -> bool:
    """Whether a label says that its amount is the sum of others."""
    return bool(_TOTAL.fullmatch(label.rstrip(": ")) or _ENDS_WITH_TOTAL.search(label.rstrip(": ")))


def wrong_totals(text: str, *, in_finances: bool) -> Iterator[WrongTotal]:
    """The totals in a Markdown text that none of the usual ways of adding up gives.

    A column counts as money where its heading, a cell or the field says so. What cannot be read for certain (an entry that is
    no amount, units mixed with none, "heraf" lines) is left alone.

    Args:
        text: Markdown, as it was written.
        in_finances: whether every amount is money anyway, because of the field that it stands in.
    """
    for block in re.split(r"\n[ \t]*\n(?!\s*(?:[-*+•–]|\d{1,2}[.)])\s)", text):
        lines = [_bare(line) for line in block.splitlines() if line.strip()]
        if sum(line.startswith("|") or " | " in line for line in lines) > 2:  # noqa: PLR2004 - head, rule and a row
            yield from _in_table([line for line in lines if "|" in line], in_finances=in_finances)
        else:
            yield from _in_list(lines)
            yield from _in_sentences(lines)


def _bare(line: str) -> str:
    """A line without emphasis, escapes and hard breaks."""
    return re.sub(r"\\(?=[^\w\s])|\*\*|__|(?<!\w)[*_]|[*_](?!\w)", "", line.replace(danish.NBSP, " ")).strip()


def _in_table(lines: Sequence[str], *, in_finances: bool) -> Iterator[WrongTotal]:
    """The wrong totals of a table, column by column."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if not _RULE.fullmatch(line)]
    heads, body = (rows[0], rows[1:]) if rows else ([], [])
    found: list[WrongTotal] = []
    for column, head in enumerate(heads[1:], 1):
        posts = [_Post(row[0], row[column], read_mention(row[column][:_LONGEST_AMOUNT])) for row in body if len(row) > column]
        of_money = in_finances or _OF_MONEY.search(head) or any(post.amount and post.amount.named for post in posts)
        if of_money and not _NO_SUM.search(head):
            found += _judge(posts, head)
    told = {(one.label, one.column) for one in found}
    found += [one for one in _in_rows(heads, body, in_finances=in_finances) if (one.label, one.column) not in told]
    yield from found


def _in_rows(heads: Sequence[str], body: Sequence[Sequence[str]], *, in_finances: bool) -> list[WrongTotal]:
    """The wrong totals of a table's rows, against the columns before one that is called a total; of posts rather than of sums.

    Only where another row adds up, or every part is a year's: else the columns may be something else than parts.
    """
    last = max((place for place, head in enumerate(heads) if place and _is_total(head)), default=0)
    rows = [_row(heads[1 : last + 1], row) for row in body]
    parts = [head for head in heads[1:last] if not _is_total(head)]
    of_money = in_finances or _OF_MONEY.search(" ".join((*heads, *(row[0] for row in body)))) or _is_named(rows)
    if not of_money or any(_NO_SUM.search(head) or _NO_PART.search(head) for head in parts):
        return []
    judged = [(row[0], posts, list(_judge(posts, row[0]))) for row, posts in zip(body, rows, strict=True)]
    adds_up = any(not wrong and len(posts) > 2 and _are_alike(posts) for _, posts, wrong in judged)  # noqa: PLR2004 - two and their sum
    if not adds_up and not all(_YEAR.search(head) for head in parts):
        return []
    told = [one for label, _, wrong in judged for one in wrong if not _is_total(label)]
    told = told or [one for _, _, wrong in judged for one in wrong]
    return [WrongTotal(one.column, one.label, one.said, one.counted) for one in told]


def _row(heads: Sequence[str], row: Sequence[str]) -> list[_Post]:
    """The amounts of a row after its label, each under its head."""
    cells = zip(heads, row[1:], strict=False)
    return [_Post(head, cell, read_mention(cell[:_LONGEST_AMOUNT])) for head, cell in cells]


def _is_named(rows: Iterable[Iterable[_Post]]) -> bool:
    """Whether kroner or a unit stand at any of the amounts."""
    return any(post.amount and post.amount.named for row in rows for post in row)


def _in_sentences(lines: Sequence[str]) -> Iterator[WrongTotal]:
    """The wrong totals of sentences that list amounts: "Løn 300.000 kr. og drift 200.000 kr., i alt 600.000 kr."."""
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if _MARK.match(line):
            paragraphs.append([])
        paragraphs[-1].append(_MARK.sub("", line))
    for paragraph in paragraphs:
        for sentence in _SENTENCE_END.split(" ".join(paragraph)):
            yield from _in_sentence(sentence)


def _in_sentence(sentence: str) -> Iterator[WrongTotal]:
    """The wrong total of a sentence in which nothing but the amounts, and years, is a figure."""
    matches = list(amounts_in(sentence))
    count = next(
        (
            count
            for count, one in enumerate(matches)
            if _IN_A_SENTENCE.search(sentence[max(one.start() - _LONGEST_AMOUNT, 0) : one.start()])
        ),
        0,
    )
    if not 2 <= count <= _MOST_POSTS or _NOT_ADDED.search(sentence):  # noqa: PLR2004 - a sum has two posts at least
        return
    rest = _YEAR.sub("", "".join(_between(sentence, matches)))
    amounts = [read for one in matches[: count + 1] if (read := read_mention(one.group()))]
    if re.search(r"\d", rest) or any(one.kroner < 0 for one in amounts) or max(map(_length, matches)) > _LONGEST_AMOUNT:
        return
    total = amounts[-1]
    if not any(_adds_up(amounts[first:-1], total) for first in range(count - 1)):
        counted = sum((one.kroner for one in amounts[:-1]), Decimal(0))
        yield WrongTotal("i alt", "", matches[count].group().strip(), _said(counted, total))


def _length(match: re.Match[str]) -> int:
    """How many characters were found."""
    return match.end() - match.start()


def _between(sentence: str, matches: Sequence[re.Match[str]]) -> Iterator[str]:
    """What stands before, between and behind the amounts."""
    ends = [0, *(one.end() for one in matches)]
    starts = [*(one.start() for one in matches), len(sentence)]
    return (sentence[end:start] for end, start in zip(ends, starts, strict=True))


def _in_list(lines: Sequence[str]) -> Iterator[WrongTotal]:
    """The wrong totals of runs of lines that each end with an amount: "- Løn: 180.000 kr."."""
    run: list[_Post] = []
    for line in lines:
        post = _post(_MARK.sub("", line))
        if post:
            run.append(post)
        else:
            yield from _judge_run(run)
            run = []
    yield from _judge_run(run)


def _post(line: str) -> _Post | None:
    """The post that a line is; None where it does not end with an amount of its own."""
    for mark in _BEFORE_AMOUNT:
        label, found, amount = line.rpartition(mark)
        read = read_mention(amount) if found and len(amount) <= _LONGEST_AMOUNT else None
        if read and any(sign.isalpha() for sign in label):
            return _Post(label.strip(), amount.strip(), read)
    return None


def _judge_run(run: Sequence[_Post]) -> Iterator[WrongTotal]:
    """A run of lines, if any of them is said to be kroner."""
    if any(post.amount and post.amount.named for post in run):
        yield from _judge(run, "")


def _judge(posts: Sequence[_Post], column: str) -> Iterator[WrongTotal]:
    """Every total against what stands above it: since the last total, altogether, or the totals so far."""
    if any(_PART.search(post.label) for post in posts) or not _are_alike(posts):
        return
    since: list[AmountMention] = []
    before: list[AmountMention] = []
    totals: list[AmountMention] = []
    for post in posts:
        if post.amount is None:
            continue
        if not post.is_total:
            since.append(post.amount)
            before.append(post.amount)
            continue
        # A total in the middle with nothing since the last one stands for posts that are not shown.
        ways = [way for way in (since, before, totals) if way] if since or post is posts[-1] else []
        if any(len(way) > 1 for way in ways) and not any(_adds_up(way, post.amount) for way in ways):
            counted = sum((one.kroner for one in ways[0]), Decimal(0))
            yield WrongTotal(post.label.rstrip(":"), column, post.written, _said(counted, post.amount))
        totals.append(post.amount)
        since = []


def _are_alike(posts: Sequence[_Post]) -> bool:
    """Whether every cell is an amount or empty, and a unit stands either at all of them or at none."""
    if any(post.amount is None and post.written not in _DASHES for post in posts):
        return False
    units = {post.amount.unit for post in posts if post.amount and (post.amount.kroner or post.amount.unit)}
    bare = any(post.amount and not post.amount.named and post.amount.kroner for post in posts)
    return units <= {""} or not bare


def _adds_up(parts: Sequence[AmountMention], total: AmountMention) -> bool:
    """Whether the parts are the total, rounding apart."""
    counted = sum((one.kroner for one in parts), Decimal(0))
    return abs(counted - total.kroner) <= sum((one.step for one in parts), total.step)


def _said(counted: Decimal, like: AmountMention) -> str:
    """A sum in the unit and with the words of the total that it is held against."""
    value = (counted / UNITS[like.unit]).normalize() if like.unit else counted
    whole, _, decimals = f"{value:f}".partition(".")
    sign, figures = ("-" if whole.startswith("-") else ""), danish.thousands(abs(int(whole)))
    name = {"": f"{danish.NBSP}kr." if like.named else "", "t": f"{danish.NBSP}t.kr."}.get(
        like.unit, f"{danish.NBSP}{like.unit}. kr."
    )
    return f"{sign}{figures}{',' + decimals if decimals else ''}{name}"
