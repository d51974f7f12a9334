"""The fields of a kind of document as a document that template authors keep open: made from the models, set in our design."""

import re
from collections.abc import Iterator
from datetime import date

from workflow import danish
from workflow.domain.charters import Charter, CharterSection
from workflow.domain.describing import Chapter, chapters
from workflow.domain.documents import Kind
from workflow.domain.printed import Letterhead

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|!~])")
_READING = """Skriv en pladsholder i skabelonen, præcis som den står her, og klynge sætter teksten ind.

- En liste gennemgås mellem to koder: den, der begynder med for, og `{%p endfor %}`. Hver står alene i sit afsnit.
- I en tabel skrives `{%tr` i stedet for `{%p`, og koderne står i hver sin række.
- Det, der kun skal med nogle gange, står mellem `{%p if … %}` og `{%p endif %}`, hver alene i sit afsnit.
- En rig tekst har sit afsnit for sig selv og bliver til flere: lister, tabeller, links og fodnoter.
"""


def field_book(kind: Kind, day: date) -> Charter:
    """Every placeholder of a kind of document, as a record that our charter template prints.

    Args:
        kind: the kind of document.
        day: the day on which it is printed.
    """
    title = f"Felter i {kind.name}"
    parts = [("Sådan bruges felterne", _READING), *(_section(chapter) for chapter in chapters(kind.record))]
    return Charter(
        kind=title,
        body="klynge",
        region="klynge",
        as_of=day,
        letterhead=Letterhead(
            sender="Skabeloner",
            level="Til dem, der skriver skabeloner",
            parties=(f"Pladsholdere i {kind.name}.docx",),
            running="Skabeloner",
            running_right=title,
            edition=f"Skrevet ud den {danish.long_date(day)}",
        ),
        subtitle=f"Alle pladsholdere i {kind.name}.docx",
        applies=f"Skrevet ud den {danish.long_date(day)}",
        details=(),
        sections=tuple(
            CharterSection(number=str(number), heading=heading, text=text) for number, (heading, text) in enumerate(parts, 1)
        ),
        final_line="Skrevet af klynge ud fra modellerne.",
        core_title=title,
        core_subject="Skabeloner",
    )


def _section(chapter: Chapter) -> tuple[str, str]:
    """The heading and the text of one chapter."""
    heading = f"Felter under {danish.join(chapter.paths)}" if chapter.paths else "Hele dokumentets felter"
    return heading, "\n".join(_lines(chapter))


def _lines(chapter: Chapter) -> Iterator[str]:
    """The text of one chapter as Markdown: how to reach the fields, and the fields as a table."""
    for loop in chapter.loops:
        yield f"Skriv {_escaped(loop)} … {_escaped('{%p endfor %}')} omkring.\n"
    yield from ("| Skriv | Type | Betydning |", "|--------|----|--------|")
    for field in chapter.fields:
        yield f"| {_escaped(field.written)} | {_escaped(field.kind)} | {_escaped(field.meaning)} |"


def _escaped(words: str) -> str:
    """A text that Markdown prints as it is."""
    return _MARKUP.sub(r"\\\1", words)
