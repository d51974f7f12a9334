"""Stories about field 18 as people fill it in Word: lines, links, and tables of their own."""

from typing import Any

import pytest

from tests.intake.samples import answers_of, row, said


def bilag(answer: str, **parts: Any) -> Any:
    """The answer to field 18 of a form with this in its cell."""
    return answers_of(row(18, "Bilag", answer), **parts).get("bilag")


def table(*rows: tuple[str, ...]) -> str:
    """A table within the cell, as XML."""
    lines = ("".join(f"<w:tc>{''.join(map(said, text.split('|')))}</w:tc>" for text in cells) for cells in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl><w:p/>"


def test_every_line_is_an_entry() -> None:
    """Two paragraphs, the second with a line break in it."""
    broken = '<w:p><w:r><w:t>Plan.pdf</w:t><w:br/><w:t xml:space="preserve"> Tal.xlsx (lukket)</w:t></w:r></w:p>'
    assert bilag(said("Kriterier.pdf") + said(" ") + broken) == ["Kriterier.pdf", "Plan.pdf", "Tal.xlsx (lukket)"]


def test_a_line_says_where_it_links_to() -> None:
    """A word that is a link, an address that links to itself, a link to a mail address; each on its own line."""

    def link(key: str, text: str) -> str:
        """A paragraph with a link and a word behind it."""
        words = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
        return f'<w:p><w:hyperlink r:id="{key}">{words}</w:hyperlink><w:r><w:t xml:space="preserve"> (lukket)</w:t></w:r></w:p>'

    links = {"k1": "https://region.example/n?a=1", "k2": "https://region.example/b", "k3": "mailto:a@region.example"}
    answer = link("k1", "Notat") + link("k2", "https://region.example/b") + link("k3", "Plan") + table(("1", "Kort|Nord"))
    assert bilag(answer, links=links) == [
        "Notat (lukket) <https://region.example/n?a=1>",
        "https://region.example/b (lukket)",
        "Plan (lukket)",
        "Bilag 1: Kort Nord",
    ]


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        (
            (("Nr.", "Titel", "Åben/lukket"), ("1", "Kriterier.pdf", "Åben"), ("2", "Løn.xlsx", "Lukket"), ("3", "Tal.pdf", "")),
            ["Bilag 1: Kriterier.pdf (åben)", "Bilag 2: Løn.xlsx (lukket)", "Bilag 3: Tal.pdf"],
        ),
        ((("Kriterier.pdf", "Lukket"), ("Plan.pdf", ""), ("", "")), ["Kriterier.pdf (lukket)", "Plan.pdf"]),
        ((("Bilag 1", "Kriterier.pdf"), ("2.", "Plan.pdf")), ["Bilag 1: Kriterier.pdf", "Bilag 2: Plan.pdf"]),
        (
            (("Bilag", "Lukket"), ("Løn.xlsx", "x"), ("Plan.pdf", "nej"), ("Tal.pdf", "")),
            ["Løn.xlsx (lukket)", "Plan.pdf (åben)", "Tal.pdf"],
        ),
        (
            (("Bilag", "Må offentliggøres"), ("Løn.xlsx", "nej"), ("Plan.pdf", "Ja"), ("Tal.pdf", "")),
            ["Løn.xlsx (lukket)", "Plan.pdf (åben)", "Tal.pdf (lukket)"],
        ),
        ((("Bilag", "Åben", "Lukket"), ("Løn.xlsx", "", "x"), ("Plan.pdf", "x", "")), ["Løn.xlsx (lukket)", "Plan.pdf (åben)"]),
        (
            (("Titel", "Filnavn", "Sider"), ("Plan for natten", "plan.pdf", "4"), ("Titel", "Filnavn", "Sider")),
            ["Plan for natten – plan.pdf"],
        ),
        ((("Nr", "Titel", "Offentlighed"), ("A", "Tal.pdf", "Delvist lukket")), ["A – Tal.pdf – Delvist lukket"]),
        ((("Bilag",), ("Kriterier.pdf|Plan.pdf (lukket)",), ("Tal.pdf",)), ["Kriterier.pdf", "Plan.pdf (lukket)", "Tal.pdf"]),
        ((("Kriterier.pdf",), ("Kriterier.pdf",)), ["Kriterier.pdf", "Kriterier.pdf"]),
    ],
)
def test_a_table_is_read_row_by_row(rows: tuple[tuple[str, ...], ...], lines: list[str]) -> None:
    """Its head is no attachment; the columns with numbers and with what is closed are read as what they say."""
    assert bilag(table(*rows)) == lines
