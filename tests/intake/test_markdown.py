"""Text from Word as Markdown, and back to the words: whatever people type arrives as they typed it."""

from collections.abc import Iterable
from itertools import chain

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it.token import Token

from workflow import formats
from workflow.intake.looks import ListMark
from workflow.intake.markdown import to_markdown
from workflow.intake.texts import Block, Cell, Paragraph, Span, Table, cleaned

BULLET, NUMBER = ListMark("1", "1", 0, ordered=False, indent=340), ListMark("2", "2", 0, ordered=True, indent=340)
INNER, DEEP = ListMark("1", "1", 1, ordered=False, indent=680), ListMark("3", "3", 1, ordered=True, start=3, indent=680)
TYPED = st.text(
    st.one_of(
        st.sampled_from("*_`[]()<>#+-=~|\\!&;:.^\"'{}/ \n\t5a1"),
        st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]),
    ),
    max_size=40,
)
WORDS = st.text(st.sampled_from("abcæøå 15.,"), min_size=1, max_size=12)
LINKS = st.sampled_from(["", "", "https://a.dk/b_(c)?d=e&f"])


def spans_of(words: st.SearchStrategy[str]) -> st.SearchStrategy[list[Span]]:
    """Some spans with these words, in any look."""
    looks = st.tuples(words, st.booleans(), st.booleans(), LINKS)
    return st.lists(looks.map(lambda said: Span(*said)), min_size=1, max_size=5)


SPANS = spans_of(TYPED)


def paragraph(text: str, mark: ListMark | None = None) -> Paragraph:
    """A paragraph of one look."""
    return Paragraph((Span(text),), mark=mark)


def read_back(markdown: str) -> str:
    """The words that Markdown says, without any white space."""
    return "".join("".join(_words(formats.markdown_tokens(markdown))).split())


def _words(tokens: Iterable[Token]) -> Iterable[str]:
    """The words of tokens and of those within them."""
    for token in tokens:
        if token.children:
            yield from _words(token.children)
        elif token.type != "inline":
            yield token.content


def as_typed(texts: Iterable[str]) -> str:
    """What somebody typed, without any white space."""
    return "".join("".join(cleaned(text) for text in texts).split())


@pytest.mark.parametrize(
    "text",
    [
        "5. maj", "2*3*4", r"\\server\mappe", "R&D", "&amp;", "a_b_c.pdf", "_vigtigt_", "# 1", "- og så", "+ 3", "> 2", "1) a",
        "a\n===", "a\n---", "a | b\n:-:", "<b>", "`kode`", "[1]: x", "[^1]", "![x](y)", "~~x~~", "***", "a\n5. b", "x\\", "|",
    ],
)  # fmt: skip
def test_what_looks_like_markdown_arrives_as_it_was_typed(text: str) -> None:
    """One paragraph in Word, one paragraph in the agenda, with the same signs."""
    tokens = formats.markdown_tokens(to_markdown([paragraph(text)]))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert "".join("\n" if one.type == "softbreak" else one.content for one in tokens[1].children or []) == text


@pytest.mark.parametrize("text", ["#", "C# og F#", "# 1", "5. maj", "- nej", "---", ":-:", "===", "+ 3", "2*3*4", "a | b", "|"])
def test_headings_and_cells_arrive_as_they_were_typed(text: str) -> None:
    """A heading in Word, and the head and the only cell of a table, with the same signs."""
    cells = Table(((Cell((paragraph(text),)),), (Cell((paragraph(text),)),)))
    tokens = formats.markdown_tokens(to_markdown([Paragraph((Span(text),), heading=3), cells]))
    assert [token.type for token in tokens if token.type in {"heading_open", "table_open", "td_open"}] == [
        "heading_open", "table_open", "td_open",
    ]  # fmt: skip
    said = ["".join(one.content for one in token.children or []) for token in tokens if token.type == "inline"]
    assert said == [text, text, text]


@pytest.mark.parametrize("text", ["R&D", "a_b_c.pdf", "2 < 3", "kl. 15.00", "Hvad nu? (ja)", "side 3-4", "e-mail: a@b.dk"])
def test_plain_words_are_not_burdened_with_escapes(text: str) -> None:
    """What Markdown reads rightly as it stands is kept as somebody would have typed it in YAML."""
    assert to_markdown([paragraph(text)]) == text


@settings(max_examples=400, deadline=None)
@given(st.lists(SPANS, min_size=1, max_size=4))
@example([[Span("a", bold=True), Span("b", italic=True)]])
@example([[Span("(a)", bold=True), Span("b")]])
@example([[Span("-"), Span(" x", bold=True)]])
def test_paragraphs_lose_no_word_and_gain_none(paragraphs: list[list[Span]]) -> None:
    """Whatever was typed, in whatever looks: the words read back are the words in Word."""
    blocks = [Paragraph(tuple(spans)) for spans in paragraphs]
    assert read_back(to_markdown(blocks)) == as_typed(span.text for spans in paragraphs for span in spans)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(TYPED, st.sampled_from([BULLET, NUMBER, INNER, DEEP, None])), min_size=1, max_size=6))
@example([("a", BULLET), ("b", DEEP), ("c", BULLET), ("d", NUMBER), ("e", BULLET)])
@example([("a", None), ("b", NUMBER), ("c", None), ("d", NUMBER)])
def test_lists_lose_no_word_and_gain_none(entries: list[tuple[str, ListMark | None]]) -> None:
    """Lists beside and within one another read back as the same number of entries, with the same words."""
    blocks = [paragraph(text, mark) for text, mark in entries]
    markdown = to_markdown(blocks)
    assert read_back(markdown) == as_typed(text for text, _ in entries)
    read = sum(token.type == "list_item_open" for token in formats.markdown_tokens(markdown))
    assert read == sum(bool(as_typed([text])) for text, mark in entries if mark)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(SPANS, min_size=2, max_size=2), min_size=1, max_size=3))
def test_tables_lose_no_word_and_gain_none(rows: list[list[list[Span]]]) -> None:
    """A table from Word is a table in Markdown, cell by cell."""
    table = Table(tuple(tuple(Cell((Paragraph(tuple(spans)),)) for spans in cells) for cells in rows))
    typed = [span.text for cells in rows for spans in cells for span in spans]
    markdown = to_markdown([table])
    assert read_back(markdown) == as_typed(typed)
    if as_typed(typed):
        assert formats.markdown_tokens(markdown)[0].type == "table_open"


@settings(max_examples=200, deadline=None)
@given(spans_of(WORDS))
def test_bold_italic_and_links_are_read_back_as_they_were(spans: list[Span]) -> None:
    """Words in looks: each letter has the look that it had in Word."""
    apart = [one for span in spans for one in (span, Span(" "))]
    assert _looks(formats.markdown_tokens(to_markdown([Paragraph(tuple(apart))]))) == [
        (letter, span.bold, span.italic, bool(span.link)) for span in spans for letter in span.text if letter.strip()
    ]


def _looks(tokens: Iterable[Token]) -> list[tuple[str, bool, bool, bool]]:
    """Every letter that Markdown reads, with its look."""
    found, on = [], dict.fromkeys(("strong", "em", "link"), False)
    for token in chain.from_iterable(one.children or [] for one in tokens):
        name = token.type.partition("_")[0]
        if name in on:
            on[name] = token.nesting > 0
        found += [(letter, on["strong"], on["em"], on["link"]) for letter in token.content if letter.strip()]
    return found


@pytest.mark.parametrize(
    ("blocks", "markdown"),
    [
        ([Paragraph((Span("Vi "), Span("skal", bold=True), Span(" nu", italic=True)))], "Vi **skal** *nu*"),
        ([Paragraph((Span("a", bold=True, italic=True),))], "***a***"),
        ([Paragraph((Span("a", bold=True), Span("b", italic=True)))], "**a***b*"),
        ([Paragraph((Span("(a)", bold=True), Span("b")))], "(a)b"),
        ([Paragraph((Span("x", italic=True), Span("y")))], "*x*y"),
        ([Paragraph((Span("her", link="https://a.dk/b"),))], "[her](https://a.dk/b)"),
        ([Paragraph((Span("her", link="https://a.dk/(b)"),))], "[her](<https://a.dk/(b)>)"),
        ([Paragraph((Span("her", link="file://server/x"),))], "her"),
        ([Paragraph((Span("Sag #", bold=True),), heading=2)], "## Sag \\#"),
        ([Paragraph((Span("a\nb"),), heading=1)], "# a b"),
        ([paragraph("a\n\nb")], "a\n\nb"),
        ([paragraph(" a \n b ")], "a\nb"),
        ([paragraph("a\tb")], "a b"),
        ([paragraph(""), paragraph("a"), paragraph(" ")], "a"),
        ([paragraph("a", BULLET), paragraph("b\nc", BULLET)], "- a\n- b\n  c"),
        ([paragraph("a", NUMBER), paragraph("b", NUMBER), paragraph("c"), paragraph("d", NUMBER)], "1. a\n2. b\n\nc\n\n3. d"),
        ([paragraph("a", BULLET), paragraph("b", INNER), paragraph("c", BULLET)], "- a\n  - b\n- c"),
        ([paragraph("a", BULLET), paragraph("b", DEEP)], "- a\n\n  3. b"),
        ([paragraph("a", BULLET), paragraph("b", NUMBER)], "- a\n\n1. b"),
    ],
)
def test_paragraphs_and_lists_are_written_as_people_write_markdown(blocks: list[Block], markdown: str) -> None:
    """The Markdown is what somebody would type in YAML for the same text."""
    assert to_markdown(blocks) == markdown


def test_a_list_that_restarts_is_kept_apart_from_the_one_before() -> None:
    """Word's second list begins at 1 again, although nothing stands between the two."""
    again = ListMark("9", "2", 0, ordered=True, restarts=True, indent=340)
    blocks = [paragraph("a", NUMBER), paragraph("b", NUMBER), paragraph("c", again), paragraph("d", again)]
    assert to_markdown(blocks) == "1. a\n2. b\n\n1) c\n2) d"


def test_two_bullet_lists_of_different_kinds_are_kept_apart() -> None:
    """A list with dots after a list with dashes."""
    dots = ListMark("8", "8", 0, ordered=False, indent=340)
    blocks = [paragraph("a", BULLET), paragraph("b", dots), paragraph("c", BULLET)]
    assert to_markdown(blocks) == "- a\n\n* b\n\n- c"


def test_numbers_within_begin_anew_under_each_entry() -> None:
    """1, 1.1, 1.2, 2, 2.1: the inner list counts from its start again."""
    inner = ListMark("2", "2", 1, ordered=True, indent=680)
    blocks = [paragraph("a", NUMBER), paragraph("b", inner), paragraph("c", inner), paragraph("d", NUMBER), paragraph("e", inner)]
    assert to_markdown(blocks) == "1. a\n   1. b\n   2. c\n2. d\n   1. e"


def test_a_table_keeps_its_columns_whatever_was_merged() -> None:
    """The head row's bold is the table's look; merged cells are followed by empty ones; numbers stay to the right."""
    rows = (
        (Cell((Paragraph((Span("Post", bold=True),)),)), Cell((Paragraph((Span("Kr.", bold=True),)),)), Cell()),
        (Cell((paragraph("Løn | kørsel"),), columns=2), Cell((Paragraph((Span("1.000"),), right=True),))),
        (Cell((paragraph("x"),), continued=True), Cell((Table(((Cell((paragraph("inden i"),)),),)), paragraph("og"))),),
        (Cell((paragraph(" "),)),),
    )  # fmt: skip
    expected = "| Post | Kr. |  |\n| --- | --- | ---: |\n| Løn \\| kørsel |  | 1.000 |\n|  | inden i; og |  |"
    assert to_markdown([Table(rows)]) == expected


def test_paragraphs_and_entries_in_a_cell_are_told_apart() -> None:
    """Two sentences, two lines without an end, bullets, numbers that go on in the next cell, a table and a heading."""
    inner = Table(((Cell((paragraph("a"),)), Cell((paragraph("b"),))), (Cell((paragraph("c"),)),)))
    cells = (
        (paragraph("Først."), paragraph("Så"), paragraph(""), paragraph("til sidst")),
        (paragraph("løn", BULLET), paragraph("kørsel", BULLET), paragraph("i alt")),
        (paragraph("et", NUMBER), paragraph("to", NUMBER)),
        (paragraph("tre", NUMBER), inner),
        (Paragraph((Span("Overskrift"),), heading=3, mark=NUMBER), Paragraph((Span("", mark="![](a.png)"),)), paragraph("x")),
    )
    rows = tuple((Cell(one),) for one in cells)
    assert to_markdown([Table(rows)]).split("\n")[:1] == ["| Først. Så; til sidst |"]
    assert to_markdown([Table(rows)]).split("\n")[2:] == [
        "| • løn • kørsel; i alt |",
        "| 1. et 2. to |",
        "| 3. tre; a b; c |",
        "| Overskrift; ![](a.png) x |",
    ]
