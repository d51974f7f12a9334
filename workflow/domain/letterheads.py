"""The masthead of agendas, minutes and charters: who sends the document, and which parties stand behind it."""

from datetime import date

from workflow import danish
from workflow.domain.bodies import Body, Region
from workflow.domain.printed import Letterhead
from workflow.domain.register import BodyFile, Register

MOST_NAMED = 12


def letterhead(
    entry: BodyFile, register: Register, on: date, running_right: str, edition: str, *, warns: bool = False
) -> Letterhead:
    """The masthead and the running headers of a document of the body (documents.md 6).

    Args:
        entry: the body.
        register: where its region stands.
        on: the day on which the parties are asked for.
        running_right: what stands to the right in the header of later pages: "Dagsorden, 16. juni 2026".
        edition: what stands to the left in the footer: "Offentlig udgave".
        warns: whether the edition is printed as a warning, because it holds closed items.
    """
    body = entry.body
    return Letterhead(
        sender=body.name,
        level=body.level,
        parties=party_lines(body, register.region(body.region), on),
        running=name_and_level(body),
        running_right=running_right,
        edition=edition,
        edition_warns=warns,
    )


def name_and_level(body: Body) -> str:
    """The body as it is named in a subtitle or a running header: "Klynge Nord, politisk niveau".

    The level's last words, unless the name says them already.
    """
    level = body.level.rsplit(", ", 1)[-1]
    if danish.folded(level) in danish.folded(body.name):
        return body.name
    return f"{body.name}, {level[:1].lower()}{level[1:]}"


def party_lines(body: Body, region: Region, on: date) -> tuple[str, ...]:
    """The parties in one or two lines: region and general practice; the municipalities."""
    sectors = {sector.id for sector in body.sectors}
    above = [region.name, *([region.general_practice.name] if "almen-praksis" in sectors else [])]
    below = municipalities_line(body, on)
    return tuple(line for line in (danish.join(above), below) if line)


def municipalities_line(body: Body, on: date) -> str:
    """The municipalities of the body in Danish alphabetical order: "Kommunerne Haderslev, Tønder og Aabenraa".

    Where they are too many for a masthead, their number.
    """
    names = danish.alphabetical(one.name for one in body.municipalities_on(on))
    if len(names) == 1:
        return names[0] if names[0].endswith("kommune") else f"{names[0]} Kommune"
    if len(names) > MOST_NAMED:
        return f"{danish.count_word(len(names))} kommuner".capitalize()
    return f"Kommunerne {danish.join(names)}" if names else ""
