"""Stories about YAML, JSON and Markdown read strictly: every scalar as text, every fault at once, each with its line."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from workflow.formats import (
    DEEPEST,
    LARGEST_TEXT,
    LONGEST_NUMBER,
    MOST_FAULTS,
    MOST_VALUES,
    Fault,
    Reading,
    Section,
    decode,
    escape_markdown,
    footnote_labels,
    joined_lines,
    markdown_sections,
    markdown_tokens,
    read_json,
    slug,
    unescape_markdown,
)
from workflow.formats.commonmark import reader
from workflow.formats.yaml_reader import read_yaml

TOO_LARGE = Fault(None, "Filen er for stor til at være et skema.", "Del den, eller send teksten som Word-fil.")


def problems(reading: Reading) -> list[tuple[int | None, str]]:
    """What is wrong with a file, with its lines."""
    return [(fault.line, fault.problem) for fault in reading.faults]


# --- characters ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_is_read_whatever_unicode_form_it_was_saved_in(encoding: str) -> None:
    """Windows' Notepad saves all three; a loose ring above a becomes å."""
    assert decode("titel: A\u030aben lægevagt".encode(encoding)) == ("titel: Åben lægevagt", ())


def test_a_file_from_an_old_editor_is_read_and_the_sender_is_told() -> None:
    """Saved as Windows-1252."""
    text, faults = decode("titel: Åben lægevagt".encode("cp1252"))
    assert text == "titel: Åben lægevagt"
    problem = "Filens tegnsæt er ikke UTF-8; det er læst som Windows-1252."
    assert faults == (Fault(None, problem, "Gem filen som UTF-8.", grave=False),)


# --- YAML ---------------------------------------------------------------------------------------------------------


def test_every_yaml_scalar_is_the_text_that_stands_there() -> None:
    """No Norway problem, no octal codes, no dates that turn into numbers."""
    reading = read_yaml(
        b"kode: 0860\nja: no\ndato: 2026-11-24\ntal: 1_000\nintet: ~\nnul: null\nord: 'null'\ntomt:\nliste: [1, on]\n"
    )
    assert reading.value == {
        "kode": "0860",
        "ja": "no",
        "dato": "2026-11-24",
        "tal": "1_000",
        "intet": "",
        "nul": "",
        "ord": "null",
        "tomt": "",
        "liste": ["1", "on"],
    }
    assert reading.faults == ()


def test_every_value_has_its_line() -> None:
    """So that a finding can point at it; a path that is not there points at what encloses it."""
    reading = read_yaml("titel: A\nbilag:\n  - titel: B\n    åben: ja\n".encode())
    assert [reading.line(path) for path in ((), ("titel",), ("bilag", 0, "åben"), ("bilag", 0, "ukendt"), ("bilag", 7))] == [
        1,
        1,
        4,
        3,
        2,
    ]
    assert Reading(None).line(("titel",)) is None


def test_an_empty_yaml_file_says_nothing_and_is_no_fault() -> None:
    """What is missing is for the schema to say."""
    assert read_yaml(b"# kun en kommentar\n") == Reading(None, {}, ())


def test_repeated_keys_anchors_and_tags_are_all_reported_with_their_lines() -> None:
    """The first value stands."""
    text = "titel: A\ntitel: B\nfrist: &a 1\nigen: *a\nfarlig: !!python/name:os.system x\n"
    reading = read_yaml(text.encode())
    assert reading.value == {"titel": "A", "frist": "1", "igen": "", "farlig": "x"}
    assert problems(reading) == [
        (2, "Nøglen ”titel” står to gange."),
        (3, "Filen bruger ankre (& eller *), som ikke kan læses her."),
        (4, "Filen bruger ankre (& eller *), som ikke kan læses her."),
        (5, "Filen bruger et mærke (tag:yaml.org,2002:python/name:os.system), som ikke kan læses her."),
    ]


def test_a_list_as_a_key_is_a_fault_and_no_crash() -> None:
    """YAML allows it; a form does not."""
    assert problems(read_yaml(b"? [a, b]\n: c\n")) == [(1, "En nøgle er ikke en tekst.")]


def test_a_second_document_in_one_file_is_a_fault() -> None:
    """Two proposals belong in two files."""
    reading = read_yaml(b"titel: A\n---\ntitel: B\n")
    assert reading.value == {"titel": "A"}
    assert problems(reading) == [(None, "Filen rummer flere dokumenter (adskilt af ---).")]


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("titel: A\n\tbilag: B\n", 2, "Linjen er rykket ind med tabulator."),
        (
            "titel: Møde: om lægevagt\n",
            1,
            "Der står to koloner på linjen, så det er uklart, hvad der er feltets navn.",
        ),
        ("titel: 'uden slutning\n", 2, "Herfra er filen ikke gyldig YAML."),
        ("[" * 30, 1, "Filen har for mange niveauer af indrykning."),
        ("titel: a\x07b\n", None, "Herfra er filen ikke gyldig YAML."),
    ],
)
def test_broken_yaml_is_explained_with_its_line(text: str, line: int | None, problem: str) -> None:
    """In Danish, never in PyYAML's English."""
    reading = read_yaml(text.encode())
    assert reading.value is None
    assert problems(reading) == [(line, problem)]


def test_yaml_as_deep_as_a_form_needs_is_read() -> None:
    """The limit is far above any schema of ours."""
    assert read_yaml(("[" * DEEPEST + "]" * DEEPEST).encode()).faults == ()


def test_a_huge_text_file_is_refused_before_it_is_parsed() -> None:
    """YAML and JSON alike."""
    huge = b"a" * (LARGEST_TEXT + 1)
    assert read_yaml(huge) == read_json(huge) == Reading(None, {}, (TOO_LARGE,))


def test_yaml_with_more_values_than_any_form_is_not_read_to_its_end() -> None:
    """A flood of keys, and a flood of faults of which the first fifty are told."""
    many = read_yaml(b"".join(b"%d:\n" % number for number in range(MOST_VALUES)))
    assert [problem.split(";")[0] for _, problem in problems(many)] == [
        "Filen rummer langt flere oplysninger eller fejl end et skema"
    ]
    faulty = read_yaml(b"a:\n" + b"- !x y\n" * 1_000)
    assert (faulty.value, len(faulty.faults)) == (None, MOST_FAULTS + 2)


# --- JSON ---------------------------------------------------------------------------------------------------------


def test_every_json_scalar_is_the_text_that_stands_there() -> None:
    """Numbers keep their figures; truth values are ja and nej; null is nothing."""
    reading = read_json(b'{"a": 0.10, "b": 1e3, "c": true, "d": false, "e": null, "f": [1, {"g": "x"}], "h": NaN}')
    assert reading.value == {"a": "0.10", "b": "1e3", "c": "ja", "d": "nej", "e": "", "f": ["1", {"g": "x"}], "h": "NaN"}
    assert reading.faults == ()


def test_the_outermost_json_keys_have_their_lines() -> None:
    """A list has none but its own."""
    reading = read_json('{\n "titel": "A",\n "økonomi" : "Ingen."\n}'.encode())
    assert dict(reading.lines) == {(): 1, ("titel",): 2, ("økonomi",): 3}
    assert dict(read_json(b"[1]").lines) == {(): 1}


def test_a_json_key_written_with_escapes_has_the_line_of_the_whole() -> None:
    """Where its letters cannot be found in the text."""
    assert read_json(b'{\n"\\u00f8konomi": "x"}').line(("økonomi",)) == 1


def test_a_repeated_json_key_is_a_fault() -> None:
    """The first value stands."""
    reading = read_json(b'{"titel": "A", "titel": "B"}')
    assert reading.value == {"titel": "A"}
    assert problems(reading) == [(None, "Nøglen ”titel” står to gange.")]


def test_broken_json_is_explained_with_its_line() -> None:
    """A comma is missing."""
    assert problems(read_json(b'{"a": 1\n"b": 2}')) == [(2, "Herfra er filen ikke gyldig JSON.")]


def test_json_in_thousands_of_levels_is_a_fault_and_no_crash() -> None:
    """Somebody tries to break the reader."""
    assert problems(read_json(b"[" * 200_000)) == [(None, "Filen har for mange niveauer.")]


def test_json_is_read_as_deep_as_yaml_and_no_deeper() -> None:
    """Lists within lists."""
    assert read_json(b"[" * DEEPEST + b"]" * DEEPEST).faults == ()
    deeper = DEEPEST + 2
    assert problems(read_json(b"[" * deeper + b"]" * deeper)) == [(None, "Filen har for mange niveauer.")]


def test_json_with_more_values_or_faults_than_any_form_is_not_handed_on() -> None:
    """A flood of entries; one key a thousand times."""
    flood = read_json(b"[" + b"1," * MOST_VALUES + b"1]")
    assert (flood.value, flood.faults[0].problem.split(";")[0]) == (
        None,
        "Filen rummer langt flere oplysninger eller fejl end et skema",
    )
    assert len(read_json(b"{" + b'"a": 1,' * 1_000 + b'"a": 1}').faults) == MOST_FAULTS


def test_the_lines_of_thousands_of_keys_are_found_in_one_go() -> None:
    """The last of them stands on the last line; a text that looks like a key is none of the outermost."""
    text = "{\n" + ",\n".join(f'"n{number}": "x \\"n1\\": y"' for number in range(5_000)) + "}"
    assert read_json(text.encode()).line(("n4999",)) == 5_001


def test_a_number_of_a_thousand_figures_is_cut() -> None:
    """No honest number is so long."""
    assert read_json(b"9" * 1000).value == "9" * LONGEST_NUMBER


def test_half_a_letter_in_json_never_reaches_a_file() -> None:
    """A lone surrogate cannot be written; a question mark stands for it."""
    assert read_json(b'"a\\ud800b"').value == "a?b"


_JSON = st.recursive(
    st.text() | st.integers() | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def _is_plain(value: Any) -> bool:
    """Whether a value is made of dicts, lists and texts only."""
    if isinstance(value, dict):
        return all(isinstance(key, str) and _is_plain(entry) for key, entry in value.items())
    if isinstance(value, list):
        return all(_is_plain(entry) for entry in value)
    return isinstance(value, str)


@given(_JSON)
def test_whatever_json_says_becomes_dicts_lists_and_texts(value: Any) -> None:
    """Any value at all."""
    assert _is_plain(read_json(json.dumps(value).encode()).value)


@given(st.binary(max_size=200))
def test_no_bytes_whatever_make_a_reader_raise(raw: bytes) -> None:
    """Each ends with a value, a fault, or both."""
    for reading in (read_yaml(raw), read_json(raw)):
        assert _is_plain(reading.value) or reading.value is None


# --- Markdown -----------------------------------------------------------------------------------------------------


CHARTER = """Indledning.

## Grundlag {#grundlag}

Efter loven.[^1]

### Mere

Tekst.

```
## ikke en overskrift
```

## Opgaver og kompetencer

Ni opgaver.[^to]

[^1]: En note
  over to linjer.

[^to]: En anden.
"""


def test_a_charter_text_is_cut_at_its_headings_and_keeps_its_footnotes() -> None:
    """Ids from braces or from the words; a heading inside code is none; each note goes where it is referred to."""
    before, sections = markdown_sections(CHARTER)
    assert before == "Indledning."
    assert sections == [
        Section(
            "grundlag",
            "Grundlag",
            "Efter loven.[^1]\n\n### Mere\n\nTekst.\n\n```\n## ikke en overskrift\n```\n\n[^1]: En note\n  over to linjer.",
            3,
            5,
        ),
        Section("opgaver-og-kompetencer", "Opgaver og kompetencer", "Ni opgaver.[^to]\n\n[^to]: En anden.", 15, 17),
    ]
    assert footnote_labels(CHARTER) == ("1", "to")


def test_lines_below_a_footnote_keep_their_numbers() -> None:
    """A definition above the first words of a section is taken out, and the words are still found in the file."""
    _, sections = markdown_sections("## Møder\n[^1]: En note\n  over to linjer.\n\nTo møder.[^1]\n")
    assert sections == [Section("møder", "Møder", "To møder.[^1]\n\n[^1]: En note\n  over to linjer.", 1, 5)]


def test_a_text_without_headings_is_all_before_the_first() -> None:
    """And has no sections."""
    assert markdown_sections("Kun en linje.") == ("Kun en linje.", [])


def test_an_id_is_made_of_the_words_of_a_heading() -> None:
    """Danish letters stay."""
    assert slug("Møder, værter & afbud (§ 3)") == "møder-værter-afbud-3"


SIGNS = st.sampled_from("aø1.-+=:|~!#$%&;*_`^[]()<>{}@/\\\"'©👍")
PIECES = SIGNS | st.sampled_from(
    [" ", "  ", "\n", "\n\n", "\t", "\u00a0", "\x0b", "\0", "&amp;", "[^1]", "\n[^1]: ", "^[", "![", "| a |\n|---|\n"]
)


@given(st.lists(PIECES | st.text(max_size=4), max_size=30).map("".join))
def test_words_without_signs_are_read_as_the_library_reads_them(text: str) -> None:
    """Any text, signs or none: the reader that spares itself plain words, beside the library's own."""
    plain = MarkdownIt("commonmark", {"html": False}).enable("table").use(footnote_plugin)
    plain.validateLink = lambda url: True  # type: ignore[method-assign]
    assert reader().parse(text) == plain.parse(text)


def test_tables_and_footnotes_are_read_and_raw_html_is_text() -> None:
    """What partners and staff may use."""
    types = {token.type for token in markdown_tokens("| a |\n|---|\n| b[^1] |\n\n[^1]: c\n")}
    assert {"table_open", "footnote_block_open"} <= types
    assert "html_block" not in {token.type for token in markdown_tokens("<script>x</script>\n")}


def _said(tokens: list[Token]) -> str:
    """The text that a reader sees of a single paragraph, line breaks kept."""
    assert [token.type for token in tokens] in (["paragraph_open", "inline", "paragraph_close"], [])
    children = tokens[1].children or [] if tokens else []
    assert {child.type for child in children} <= {"text", "text_special", "softbreak"}
    return "".join("\n" if child.type == "softbreak" else child.content for child in children)


@pytest.mark.parametrize(
    "text",
    [
        "5. maj",
        "2*3*4",
        r"\\server\bilag",
        "# 1 i køen",
        "- ikke en liste",
        "1) heller ikke",
        "> ikke et citat",
        "Titel\n=====",
        "Titel\n---",
        "[x](y) og ![z](w)",
        "a_b_c, `kode` og <b>fed</b>",
        "&amp; &#65; & co.",
        "[^1]: ingen note",
        "| a | b |\n| - | - |",
        "http://eksempel.dk/a_b?x=1&y=2",
        "~~~",
        "+ 4 %",
        "_____",
        "*",
    ],
)
def test_text_from_word_arrives_as_written(text: str) -> None:
    """What looks like Markdown in Word is only text."""
    assert _said(markdown_tokens(escape_markdown(text))) == text


_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), min_size=1)
_MARKS = st.text("#*_-+=>~`.)(![]|\\&;:<'\"0123456789ab \t", min_size=1)
_LINES = st.lists((_WORDS | _MARKS).map(lambda line: " ".join(line.split())).filter(bool), min_size=1, max_size=4)


@given(_LINES)
def test_escaped_text_reads_back_exactly(lines: list[str]) -> None:
    """Any lines of any characters, as long as no line is blank or begins or ends with blanks."""
    text = "\n".join(lines)
    assert _said(markdown_tokens(escape_markdown(text))) == text


@given(_WORDS | _MARKS)
def test_what_was_escaped_can_be_told_as_it_was(text: str) -> None:
    """Any text, for a receipt in which nobody reads Markdown."""
    assert unescape_markdown(escape_markdown(text)) == text


def test_a_text_that_was_wrapped_in_an_editor_is_joined_paragraph_by_paragraph() -> None:
    """A charter text with a wrapped paragraph, a wrapped list entry and footnote, a table, a quotation and a hard break."""
    wrapped = """Første linje
anden linje.[^1]

- et led,
  der fortsætter
- et andet

| A | B |
|---|---|
| 1 | 2 |

> citat
> videre

brudt\\
linje

[^1]: En note,
    der fortsætter.
"""
    joined = """Første linje anden linje.[^1]

- et led, der fortsætter
- et andet

| A | B |
|---|---|
| 1 | 2 |

> citat
> videre

brudt\\
linje

[^1]: En note, der fortsætter.
"""
    assert joined_lines(wrapped) == joined


@pytest.mark.parametrize(
    ("wrapped", "joined"),
    [
        ("En linje\nbrudt her  \nog her.", "En linje brudt her  \nog her."),
        ("[^1]: En note,\n    der fortsætter.\n\nEn tekst[^1]\nbagefter.\n\n- et\n- to", None),
        ("En note, som ingen nævner.\n\n[^1]: Den\n    her.", "En note, som ingen nævner.\n\n[^1]: Den her."),
    ],
)
def test_paragraphs_are_joined_wherever_a_line_ends_by_itself_and_a_note_stands(wrapped: str, joined: str | None) -> None:
    """A line broken on purpose after one that was not; a note before the text that refers to it; a note left over."""
    assert joined_lines(wrapped) == (joined or "[^1]: En note, der fortsætter.\n\nEn tekst[^1] bagefter.\n\n- et\n- to")
