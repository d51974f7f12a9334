"""Lists and tables that a charter text fetches from the register, in Markdown."""

from collections.abc import Iterable, Sequence
from datetime import date

from workflow import danish
from workflow.domain.bodies import Approval, Body, Seat, SeatRole, Task
from workflow.formats import escape_markdown

NOT_STATED = "Ikke oplyst"
NONE = "Ingen"
TWIPS_PER_DASH = 20
NEUTER_ENDINGS = ("medlem", "møde", "organ", "råd", "udvalg")


def bullet_list(lines: Iterable[str]) -> str:
    """A bullet list of lines that are Markdown already."""
    return "\n".join(f"- {line}" for line in lines)


def task_list(tasks: Sequence[Task]) -> str:
    """The tasks as one enumeration: commas, "og" before the last, a full stop at the end."""
    texts = [escape_markdown(task.text.rstrip(" .,;")) for task in tasks]
    ends = ["."] if len(texts) == 1 else [*([","] * (len(texts) - 2)), ", og", "."]
    return bullet_list(f"{text}{end}" for text, end in zip(texts, ends, strict=False))


def one_of(noun: str) -> str:
    """The number one before a noun, with an adjective or without: "ét kommunalt medlem", "én borgmester"."""
    return "ét" if any(word.endswith(NEUTER_ENDINGS) for word in noun.split(" ")[:2]) else "én"


def composition_table(body: Body) -> str:
    """Who sits in the body: one row for each sector, then observers and administration."""
    rows = [
        (sector.name, [seat for seat in body.seats if seat.role is SeatRole.MEMBER and seat.sector == sector.id])
        for sector in body.sectors
    ]
    others = (("Observatører", SeatRole.OBSERVER), ("Administration", SeatRole.ADMINISTRATION))
    rows += [(name, [seat for seat in body.seats if seat.role is role]) for name, role in others]
    cells = [(name, _members(seats, body), _appointed(seats)) for name, seats in rows if seats]
    return table(("Sektor", "Medlemmer", "Udpeges af"), (1480, 4384, 2300), cells)


def _members(seats: Iterable[Seat], body: Body) -> str:
    """Who sits on the seats, as a capitalised phrase each."""
    return "; ".join(danish.capital(seat_phrase(seat, body)) for seat in seats)


def _appointed(seats: Iterable[Seat]) -> str:
    """Who appoints to the seats, each once."""
    return "; ".join(dict.fromkeys(seat.appointed_by for seat in seats if seat.appointed_by)) or NOT_STATED


def seat_phrase(seat: Seat, body: Body) -> str:
    """A kind of seat in words: "mindst to regionsrådsmedlemmer, heriblandt regionsrådsformanden"."""
    count = seat.at_least if seat.exactly is None else seat.exactly
    bound = "mindst " if seat.exactly is None and seat.at_least is not None else ""
    noun = seat.singular if count == 1 else seat.plural
    number = "" if count is None else f"{one_of(noun) if count == 1 else danish.count_word(count)} "
    where = " fra hver kommune" if seat.per else ""
    including = f", heriblandt {seat.including}" if seat.including else ""
    local = one_of(seat.singular) if seat.local == 1 else danish.count_word(seat.local)
    nearby = f", mindst {local} fra {body.definite}s område" if seat.local else ""
    return f"{bound}{number}{noun}{where}{including}{nearby}{seat.assumed_suffix}"


def approvals_table(approvals: Sequence[Approval]) -> str:
    """Who approved the charter and when, by date; what no source states is printed as not stated."""
    ordered = sorted(approvals, key=lambda one: one.on or date.max)
    rows = [(one.body, danish.long_date(one.on) if one.on else NOT_STATED, one.remark or NONE) for one in ordered]
    return table(("Organ", "Dato", "Bemærkning"), (3600, 2100, 2464), rows or [(NOT_STATED, NOT_STATED, NONE)])


def table(head: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table of plain cells; the dashes under the head tell the relative widths.

    Args:
        head: the column heads.
        widths: the columns' widths in twips.
        rows: the cells.
    """
    dashes = ["-" * round(width / TWIPS_PER_DASH) for width in widths]
    lines = [head, dashes, *([escape_markdown(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
