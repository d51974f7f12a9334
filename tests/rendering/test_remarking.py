"""A sender is told what Markdown says that a document cannot show; nothing of it is dropped."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rendering.paper import house, p
from tests.rendering.words import words
from workflow.rendering.compiler import compile_template
from workflow.rendering.remarking import remarks

FIELD = compile_template(house(p("{{p x|rigtekst }}")))
PIECES = (
    "{}", "**{}** ", "*{}*", "`{}`", "\n\n", "\n", "\n- {}", "\n  1. {}", "\n> {}", "\n# {}\n", "[{}](https://a.dk)",
    "\n\n| {} | {} |\n|---|---|\n| {} | {} | {} |\n", "[{}](ftp://{}.dk)", "![{}]({}.png)", "<b>{}</b>", "<!-- {} -->", "[^{}]",
    "\n\n[^{}]: {}\n", "[^1]", "\n[^1]: {}\n", "\n\n[{}]: {}\n", "[a]", "\n[a]: https://a.dk\n", "\n```\n{}\n[^1]: {}\n```\n",
    "\n    {}\n", "\n***\n", "\n===\n", "|", "\\", "&{};", "<https://{}.dk>",
)  # fmt: skip
"""What a text may be made of, each {} a word of its own."""


def told(text: str, top: int = 4) -> list[str]:
    """What the sender is told of a text."""
    return [finding.printed() for finding in remarks(text, "sagsfremstilling", top)]


def printed(text: str) -> list[str]:
    """The paragraphs that a text makes."""
    return words(FIELD.render({"x": text}))[2:-2]


def test_a_text_that_word_shows_as_it_was_meant_needs_no_remark() -> None:
    """One of everything, and what only looks like a code: a comparison, an address, escaped codes, codes in code."""
    text = (
        "## Titel\n\n**fed** *kursiv*\n<https://a.dk> [a](mailto:b@b.dk 'Skriv')\n"
        "3 < 4 > 2 \\<b> `<b> [^9] <!-- -->` ``<i>` <u>`` ` <x>[^1]\n\n"
        "- a\n  - b\n\n1. c\n\n| d | e |\n|---|---|\n| f |\n\n> g\n\n```\n<b>\n```\n\n[^1]: note\n\n[h]\n\n[h]: https://h.dk"
    )
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "said", "severity", "problem", "hint"),
    [
        (
            "Før <b>fed</b> <b> <br/> <TD x='1'> efter",
            ["Før <b>fed</b> <b> <br/> <TD x='1'> efter"],
            "advarsel",
            "HTML-koder i teksten bliver trykt, som de står: <b>, </b>, <br/> og en til.",
            "Skriv **fed** og *kursiv* med stjerner, og tabeller med lodrette streger.",
        ),
        (
            "Åbent\n\n<!-- internt: vi ved ikke, om kommunen er med på den, så sig ikke noget\n\nlinje -->",
            ["Åbent", "<!-- internt: vi ved ikke, om kommunen er med på den, så sig ikke noget", "linje -->"],
            "fejl",
            "En skjult bemærkning i teksten ville blive trykt: ”<!-- internt: vi ved ikke, om komm”.",
            "Slet bemærkningen, og send teksten igen.",
        ),
        (
            "Tekst[^2] og [^2]",
            ["Tekst[^2] og [^2]"],
            "advarsel",
            "Teksten henviser til [^2], som der ikke er skrevet nogen fodnote til.",
            "Skriv noten på en linje for sig selv: [^2]: …",
        ),
        (
            "Tekst\n\n[^2]: Noten",
            ["Tekst", "[^2]: Noten"],
            "advarsel",
            "Intet i teksten henviser til [^2], eller det er skrevet to gange; det trykkes som almindelig tekst.",
            "Sæt henvisningen ind, hvor den hører til, eller slet linjen.",
        ),
        (
            "`[^1]` er kode\n\n[^1]: Noten[^2]\n\n[^2]: Noten i noten",
            ["[^1] er kode", "[^1]: Noten", " Noten i noten"],
            "advarsel",
            "Intet i teksten henviser til [^1], eller det er skrevet to gange; det trykkes som almindelig tekst.",
            "Sæt henvisningen ind, hvor den hører til, eller slet linjen.",
        ),
        (
            "Tekst[^A] [A][]\n\n[^A]: Den ene\n[^A]: Den anden\n\n[a]: https://a.dk",
            ["Tekst A", "[^A]: Den anden", " Den ene"],
            "advarsel",
            "Intet i teksten henviser til [^A], eller det er skrevet to gange; det trykkes som almindelig tekst.",
            "Sæt henvisningen ind, hvor den hører til, eller slet linjen.",
        ),
        (
            "| a | b |\n|---|---|\n| 1 | 2 | 3 | | *4* |\n\n> c | d\n> --|--\n> \\|e | f | g",
            ["a", "b", "1", "2 | 3 | *4*", "c", "d", "|e", "f | g"],
            "advarsel",
            "En række i en tabel har flere felter end tabellens øverste række; de står samlet i rækkens sidste felt.",
            "Giv alle rækker lige mange felter. En lodret streg i teksten skrives \\|.",
        ),
        (
            f"{'|a' * 9}|\n{'|-' * 9}|",
            ["a"] * 9,
            "advarsel",
            "En tabel har 9 kolonner og bliver svær at læse på en side.",
            "Brug højst otte kolonner, eller vedlæg tabellen som bilag.",
        ),
        (
            "Tekst[^1]\n\n[^1]: En[^2]\n[^2]: To[^1]",
            ["Tekst", " En (To[^1])"],
            "advarsel",
            "En fodnote henviser til [^1], som allerede står i den; det trykkes som almindelig tekst.",
            "Skriv noterne, så de ikke henviser til hinanden i ring.",
        ),
        (
            "```\n[^1]: kode\n[b]: kode\n```\n\nTekst [^1]",
            ["[^1]: kode\n[b]: kode", "Tekst [^1]"],
            "advarsel",
            "Teksten henviser til [^1], som der ikke er skrevet nogen fodnote til.",
            "Skriv noten på en linje for sig selv: [^1]: …",
        ),
        (
            "[a](ftp://a.dk 'Tip') [b](javascript:alert) [c](\\\\server\\fil)",
            ["a (ftp://a.dk, Tip) b (javascript:alert) c (%5Cserver%5Cfil)"],
            "oplysning",
            "Et link kan ikke åbnes og er skrevet som tekst: ftp://a.dk, javascript:alert og %5Cserver%5Cfil.",
            "Brug https:// eller mailto:.",
        ),
        (
            "- a\n  - b\n    - c",
            ["a", "b", "c"],
            "oplysning",
            "En liste har mere end to niveauer; de dybere står på andet niveau.",
            "Brug højst to niveauer.",
        ),
        (
            "```html eller\n<b>\n```\n\n~~~\nb\n~~~",
            ["<b>", "b"],
            "oplysning",
            "Ordet efter de streger, der begynder en kode, bliver ikke trykt: ”html eller”.",
            "Skriv det på en linje for sig selv, hvis det skal læses.",
        ),
        (
            "a\n\n***\n\nb",
            ["a", "b"],
            "oplysning",
            "En vandret streg i teksten bliver ikke trykt.",
            "Brug en overskrift til at dele teksten.",
        ),
        (
            "# a\n\n## b",
            ["a", "b"],
            "oplysning",
            "Overskrifterne står på to niveauer; de dybeste bliver slået sammen.",
            "Brug højst ét niveau.",
        ),
    ],
)  # fmt: skip
def test_what_markdown_cannot_say_is_printed_and_told(text: str, said: list[str], severity: str, problem: str, hint: str) -> None:
    """One text for each: every word of it is in the document, and its sender is told of it once."""
    assert printed(text) == said
    assert told(text) == [f"{severity}: sagsfremstilling: {problem} {hint}"]


def test_a_text_full_of_faults_is_told_of_in_a_few_sentences() -> None:
    """Five notes that are missing, and twelve and eleven pictures, none of which is described."""
    text = "".join(f"[^{number}] " for number in range(5)) + "".join(f"![]({number}.png) " for number in range(12))
    found = told(text)
    assert found[0].startswith("advarsel: sagsfremstilling: Teksten henviser til [^0], [^1], [^2] og to til, som")
    assert found[-2].endswith("To billeder mere kan ikke vises. Vedlæg alle billeder som bilag.")
    assert "ikke kan se det: 0.png, 1.png, 2.png og ni til." in found[-1]
    assert len(found) == 13
    assert any("Et billede mere kan ikke vises." in one for one in told("".join(f"![]({number}.png) " for number in range(11))))


def test_notes_that_only_refer_to_each_other_are_printed() -> None:
    """Two notes in a ring, and nothing in the text that leads to either."""
    text = "Tekst\n\n[^1]: En[^2]\n[^2]: To[^1]"
    assert printed(text) == ["Tekst", "[^1]: En[^2]", "[^2]: To[^1]"]
    assert [one.split(" (")[0].split(": ")[2][:38] for one in told(text)] == [
        "Teksten henviser til [^2] og [^1], som",
        "Intet i teksten henviser til [^1] og [",
    ]


def test_a_section_of_a_charter_has_more_levels_of_headings() -> None:
    """Headings where the highest is of the third level, and of the second."""
    text = "# a\n\n## b\n\n### c"
    assert told("# a\n\n## b", 3) == []
    assert told(text, 3)[0].endswith(
        "Overskrifterne står på tre niveauer; de dybeste bliver slået sammen. Brug højst to niveauer."
    )
    assert told(text, 2) == []


def test_notes_inside_notes_are_told_once_however_many_there_are() -> None:
    """A chain of two hundred notes; thirty notes of which each names the next one twice."""
    chain = "a[^1]\n\n" + "".join(f"[^{number}]: note {number}[^{number + 1}]\n" for number in range(1, 200)) + "[^200]: sidst"
    assert printed(chain)[1].startswith(" note 1 (note 2 (note 3 (note 4 (note 5[^6]))))\n[^6]: note 6")
    assert printed(chain)[1].count("note ") == 199
    assert told(chain) == []
    doubled = (
        "a[^1]\n\n" + "".join(f"[^{number}]: n[^{number + 1}] m[^{number + 1}]\n" for number in range(1, 30)) + "[^30]: sidst"
    )
    assert printed(doubled)[1].count("sidst") == 1


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_no_word_of_any_markdown_is_lost(pieces: list[str]) -> None:
    """Markdown put together at random: every word in it stands in the document, but the file names of described pictures."""
    parted = "".join(pieces).split("{}")
    count = len(parted) - 1
    text = "".join(f"{part}ord{number}x" for number, part in enumerate(parted[:-1])) + parted[-1]
    said = " ".join(words(FIELD.render({"x": text})))
    lost = [f"ord{number}x" for number in range(count) if f"ord{number}x" not in said and f"ord{number}x.png" not in text]
    assert lost == []
