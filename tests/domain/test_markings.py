"""Stories about the lines that people write for their attachments: what is closed, what is only a number, what is none."""

import pytest

from workflow.domain.markings import address_in, marked_entries, read_marks, says_closed
from workflow.domain.proposals import Attachment, Openness, Proposal


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Løn1.docx - lukket", "Løn1.docx"),
        ("Løn2.docx (fortroligt)", "Løn2.docx"),
        ("LUKKET: Løn3.docx", "Løn3.docx"),
        ("Løn4.docx, lukket", "Løn4.docx"),
        ("Løn5.docx (lukket bilag)", "Løn5.docx"),
        ("(lukket) Løn6.docx", "Løn6.docx"),
        ("Løn7.docx (lukket).", "Løn7.docx"),
        ("Løn8.docx [lukket]", "Løn8.docx"),
        ("Lukket bilag: Løn9.docx", "Løn9.docx"),
        ("Løn10.docx (må ikke offentliggøres)", "Løn10.docx"),
        ("Løn11.docx\t(Lukket)", "Løn11.docx"),
        ("Løn12.docx – lukket punkt", "Løn12.docx"),
        ("Løn13.docx (lukket punkt, jf. forvaltningsloven § 27)", "Løn13.docx"),
        ("Løn14.docx (ikke offentligt", "Løn14.docx"),
        ("Løn, lukket (lukket)", "Løn"),
        ("Løn – (bilaget er fortroligt)", "Løn"),
        ("Lukket bilag 2 - Løn.docx", "Løn.docx"),
        ("Liste (lukket).pdf", "Liste.pdf"),
        ("Referat (fortroligt).pdf", "Referat.pdf"),
        ("Løn15.pdf (ma\N{COMBINING RING ABOVE} ikke offentliggøres)", "Løn15.pdf"),
        ("Notat LUKKET.pdf", "Notat LUKKET.pdf"),
        ("Notat_lukket2.pdf", "Notat_lukket2.pdf"),
        ("Fortrolig oversigt.pdf", "Fortrolig oversigt.pdf"),
        ("Ikke-offentligt notat.pdf", "Ikke-offentligt notat.pdf"),
        ("Notat, der er lukket", "Notat, der er lukket"),
        ("Pladser (de lukkede afdelinger)", "Pladser (de lukkede afdelinger)"),
        ("Pladser (lukkede afdelinger)", "Pladser (lukkede afdelinger)"),
        ("Løn (åbent punkt, men bilaget er lukket)", "Løn"),
        ("Løn (åben) (lukket)", "Løn"),
        ("(lukket)", "(lukket)"),
    ],
)
def test_a_line_that_says_closed_anywhere_is_closed(line: str, title: str) -> None:
    """What clearly is a mark goes, a word that may belong to the name stays; both mean closed, also when read once more."""
    marked = read_marks(line)
    assert (marked.title, marked.closed, marked.released) == (title, True, False)
    assert read_marks(marked.title).title == title


@pytest.mark.parametrize(
    ("line", "title", "released"),
    [
        ("Løn (åben)", "Løn", True),
        ("Plan.pdf (åbent)", "Plan.pdf", True),
        ("Plan (åben).pdf", "Plan.pdf", True),
        ("Plan.pdf – åbent bilag", "Plan.pdf", True),
        ("Åbent: Plan.pdf", "Plan.pdf", True),
        ("Plan.pdf (kan godt offentliggøres)", "Plan.pdf", True),
        ("Lukkede afdelinger.pdf (må offentliggøres)", "Lukkede afdelinger.pdf", True),
        ("Åbningstider.pdf", "Åbningstider.pdf", False),
        ("Lukketid og afsluttede sager.pdf", "Lukketid og afsluttede sager.pdf", False),
        ("Oplukket.pdf", "Oplukket.pdf", False),
        ("", "", False),
    ],
)
def test_a_line_that_does_not_is_open_and_may_say_so(line: str, title: str, released: bool) -> None:
    """That it is open is a mark too; words that only look like one are none."""
    marked = read_marks(line)
    assert (marked.title, marked.closed, marked.released) == (title, False, released)


@pytest.mark.parametrize(
    ("line", "title", "number"),
    [
        ("Bilag 1: Kriterier", "Kriterier", "1"),
        ("Bilag 2 – Løn.xlsx", "Løn.xlsx", "2"),
        ("bilag_2_-_tidsplan.docx", "tidsplan.docx", "2"),
        ("Bilag nr. 3. tidsplan", "tidsplan", "3"),
        ("Bilag 1.2 Tidsplan", "Tidsplan", "1.2"),
        ("Bilag 4 (lukket): Løn", "Løn", "4"),
        ("3. Notat", "Notat", "3"),
        ("3) notat", "notat", "3"),
        ("3: 2026-budget", "2026-budget", "3"),
        ("7 – notat", "notat", "7"),
        ("• Kort over området, bilag 4", "Kort over området, bilag 4", ""),
        ("- 2. Kort", "Kort", "2"),
        ("Bilag 1: 3. Notat", "Notat", "1"),
        ("Bilag 1", "Bilag 1", ""),
        ("Bilag 1.pdf", "Bilag 1.pdf", ""),
        ("Bilag 1 til aftalen", "Bilag 1 til aftalen", ""),
        ("Bilag 1-3.pdf", "Bilag 1-3.pdf", ""),
        ("3. marts 2026.pdf", "3. marts 2026.pdf", ""),
        ("3. Marts", "3. Marts", ""),
        ("1. kvartal.pdf", "1. kvartal.pdf", ""),
        ("1.PDF", "1.PDF", ""),
        ("2026: Budget", "2026: Budget", ""),
        ("24 timer", "24 timer", ""),
    ],
)
def test_the_number_that_somebody_typed_is_no_part_of_the_title(line: str, title: str, number: str) -> None:
    """The agenda numbers attachments itself; dates and file names keep theirs."""
    marked = read_marks(line)
    assert (marked.title, marked.number) == (title, number)
    assert read_marks(title).title == title


def test_a_link_is_taken_off_the_title_where_it_was_put_by_word() -> None:
    """A SharePoint link behind words, and one that is the title itself."""
    one = read_marks("Notat (lukket) <https://region.example/a?b=1>")
    assert (one.title, one.closed, one.link) == ("Notat", True, "https://region.example/a?b=1")
    assert read_marks("https://region.example/lukket").title == "https://region.example/lukket"
    assert read_marks("<https://region.example>").title == "<https://region.example>"
    assert (address_in("Se https://region.example/a."), address_in("Notat")) == ("https://region.example/a.", "")


@pytest.mark.parametrize(
    "said",
    [
        "Ingen",
        "ingen.",
        "Intet",
        "Nej",
        "-",
        "–",
        "Ingen bilag",
        "Nej, ingen bilag.",
        "Der er ingen lukkede bilag",
        ["Ingen", "-"],
    ],
)
def test_no_attachments_are_none(said: object) -> None:
    """What people write where they have nothing to list."""
    assert attachments(said) == []


def attachments(said: object) -> list[tuple[str, bool]]:
    """The attachments of a proposal with this in field 18: title, and whether it is closed."""
    needed = {"organer": "x", "forslagsstiller": "x", "kontaktperson": "x", "titel": "x", "sagstype": "orientering"}
    texts = {"offentlighed": "åbent", "tidsforbrug": "5", "resumé": "x", "sagsfremstilling": "x"}
    found = Proposal.read({**needed, **texts, "bilag": said}).attachments
    assert Proposal.read({**needed, **texts, "bilag": [one.written() for one in found]}).attachments == found
    return [(one.title, one.openness is Openness.CLOSED) for one in found]


@pytest.mark.parametrize(
    ("lines", "closed"),
    [
        ("Åbne bilag:\nA.pdf\nLukkede bilag:\nB.pdf\nC.pdf\nÅbne:\nD.pdf", "BC"),
        ("A.pdf\nB.pdf\n(lukket)\nC.pdf\nD.pdf", "B"),
        ("A.pdf\nB.pdf\nlukket\nC.pdf\nD.pdf", "BCD"),
        ("(fortroligt)\nA.pdf\nB.pdf\nC.pdf\nD.pdf", "ABCD"),
        ("A.pdf\n(åbent)\nB.pdf\nC.pdf\nD.pdf", ""),
    ],
)
def test_a_mark_on_a_line_of_its_own_belongs_to_what_is_around_it(lines: str, closed: str) -> None:
    """A heading closes what follows, a bracket what stands before it, and a bare word both."""
    assert attachments(lines) == [(f"{one}.pdf", one in closed) for one in "ABCD"]
    entries = marked_entries([{"titel": "A.pdf", "x": 1}, "(lukket)"])
    assert entries == ({"titel": "A.pdf", "x": 1, "offentlighed": "lukket"},)


def test_a_mapping_is_read_as_a_line_is() -> None:
    """Its title may have a mark, and closed wins; who says "frigivet" is heard, unless the title has a mark all the same."""
    assert attachments([{"titel": "A (lukket)", "offentlighed": "åbent"}]) == [("A", True)]
    assert attachments([{"titel": "Lukkede afdelinger", "frigivet": "ja"}]) == [("Lukkede afdelinger", False)]
    assert attachments([{"titel": "A (lukket)", "frigivet": "ja"}]) == [("A", True)]
    told = Attachment(title="Bilag 2: A (åben)")
    assert told.written() == {"titel": "A", "offentlighed": "åbent", "frigivet": "ja", "nummer": "2"}
    assert Attachment(title="A").written() == {"titel": "A", "offentlighed": "åbent"}


@pytest.mark.parametrize(
    ("name", "closed"),
    [("Notat fortroligt.pdf", True), ("notat_LUKKET_2.pdf", True), ("Lukketid.pdf", False), ("Fortrolighedserklæring.pdf", True)],
)
def test_a_file_may_say_by_its_name_that_it_is_closed(name: str, closed: bool) -> None:
    """Better one too many than one too few."""
    assert says_closed(name) is closed
