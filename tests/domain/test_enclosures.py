"""Which file is which attachment, and what the sender is told of those that are none, or that have not come."""

import pytest

from workflow.domain.enclosures import (
    Bilag,
    Brought,
    Enclosure,
    bilag_of,
    fitting,
    in_force,
    judge_enclosed,
    lacking,
    says_something,
    shown_stem,
    stem,
)
from workflow.domain.findings import Severity
from workflow.domain.proposals import Attachment, Openness
from workflow.domain.sameness import with_files


def file(name: str, *, pages: int = 0, arrival: int = 0, inline: bool = False, sha256: str = "") -> Enclosure:
    """A file that came along."""
    return Enclosure(name=name, sha256=sha256 or name, pages=pages, arrival=arrival, inline=inline)


def named(*titles: str) -> tuple[Attachment, ...]:
    """The attachments on a form."""
    return tuple(Attachment(title=title) for title in titles)


def matched(found: tuple[Bilag, ...]) -> list[tuple[str, str]]:
    """Each attachment with the name of its file."""
    return [(one.title, one.enclosure.name if one.enclosure else "") for one in found]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Kriterier.pdf", "Kriterier.pdf"),
        ("Kriterier.pdf", "KRITERIER.PDF"),
        ("Økonomi", "O\N{COMBINING DIAERESIS}konomi.xlsx".replace("O\N{COMBINING DIAERESIS}", "Ø")),
        ("Udgifter på Læsø.pdf", "Udgifter pa\N{COMBINING RING ABOVE} Læsø.pdf"),
        ("Bilag 1: Fælles kriterier", "faelles kriterier.pdf".replace("ae", "æ")),
        ("Bilag nr. 2 - Tidsplan", "bilag_2_-_tidsplan.docx"),
        ("Fælles kriterier", "Bilag 3 Fælles_kriterier.pdf"),
        ("Fælles kriterier for akutteam", "Fælles kriterie for akutteam.pdf"),
        ("Bilag 1", "bilag 1.pdf"),
    ],
)
def test_a_file_is_found_by_its_name_however_it_is_written(title: str, name: str) -> None:
    """Exactly, whatever its case or composition, by its stem, and by the name that is nearest."""
    assert matched(bilag_of(named(title), [file(name)])) == [(title, name)]


def test_the_better_match_is_taken_before_the_nearest() -> None:
    """Two names that are alike, in another order than on the form."""
    found = bilag_of(named("Kriterier 2025", "Kriterier 2026"), [file("Kriterier 2026.pdf"), file("kriterier 2025.pdf")])
    assert matched(found) == [("Kriterier 2025", "kriterier 2025.pdf"), ("Kriterier 2026", "Kriterier 2026.pdf")]


def test_files_that_the_form_does_not_name_come_last_and_may_say_that_they_are_closed() -> None:
    """One named and missing, two not named, and a logo from the mail's text."""
    found = bilag_of(
        named("Kriterier"), [file("Tal_for_2026.xlsx"), file("Notat (fortroligt).pdf"), file("logo.png", inline=True)]
    )
    assert [(one.title, one.closed, one.named, one.enclosure is not None) for one in found] == [
        ("Kriterier", False, True, False),
        ("Tal for 2026", False, False, True),
        ("Notat (fortroligt)", True, False, True),
    ]


def test_a_picture_in_the_text_is_an_attachment_only_by_its_whole_name() -> None:
    """The form names kort.png; the mail shows it in its text, and a logo beside it."""
    files = [file("logo.png", inline=True), file("kort.png", inline=True)]
    assert matched(bilag_of(named("kort.png", "logo"), files)) == [("kort.png", "kort.png"), ("logo", "")]


def test_all_attachments_of_a_closed_case_are_closed() -> None:
    """One is closed by itself, the other by its case."""
    titles = (Attachment(title="A"), Attachment(title="B", openness=Openness.CLOSED))
    assert [one.closed for one in bilag_of(titles, [])] == [False, True]
    assert [one.closed for one in bilag_of(titles, [file("C.pdf")], closed=True)] == [True, True, True]


def test_an_attachment_tells_its_pages_where_they_are_known() -> None:
    """Four pages, one page, none known, no file."""
    files = [file("A.pdf", pages=4), file("B.pdf", pages=1), file("C.pdf")]
    assert [one.extent for one in bilag_of(named("A", "B", "C", "D"), files)] == ["4 sider", "1 side", "", ""]


def test_a_name_that_says_nothing_is_no_name() -> None:
    """What scanners and people in a hurry write."""
    assert [
        name for name in ("Bilag 1.pdf", "scan0003.pdf", "2.pdf", "img_0012.jpg", "Kriterier.pdf") if says_something(name)
    ] == ["Kriterier.pdf"]
    assert (stem("Bilag 1"), shown_stem(".pdf")) == ("bilag 1", ".pdf")


def test_a_file_that_comes_alone_is_never_guessed_at() -> None:
    """Only a stem that says something and is the same."""
    loose = (file("Kriterier.pdf"), file("Kriteriet.pdf"), file("Bilag 1.pdf"))
    assert [one.name for one in fitting(named("Kriterier", "Bilag 1"), loose)] == ["Kriterier.pdf"]


def test_the_newest_version_decides_and_older_files_stay_where_they_are_named() -> None:
    """Version 1 brought three files, version 2 a new one of them and dropped another; then one came alone, twice."""
    brought = (
        Brought(9, True, (file("Tal.xlsx", arrival=9),)),
        Brought(8, True, (file("Tal.xlsx", arrival=8),)),
        Brought(5, False, (file("Kriterier.pdf", arrival=5),)),
        Brought(1, False, (file("kriterier.pdf", arrival=1), file("Tidsplan.pdf", arrival=1), file("Løst.pdf", arrival=1))),
    )
    kept = in_force(named("Kriterier", "Tidsplan", "Tal"), brought)
    assert [(one.name, one.arrival) for one in kept] == [("Kriterier.pdf", 5), ("Tidsplan.pdf", 1), ("Tal.xlsx", 9)]


def test_a_version_without_files_keeps_those_of_the_version_before() -> None:
    """A corrected form comes alone."""
    kept = in_force(named("A"), (Brought(2, False, ()), Brought(1, False, (file("A.pdf"), file("B.pdf")))))
    assert [one.name for one in kept] == ["A.pdf", "B.pdf"]


def test_a_file_that_came_alone_before_the_version_gives_way_to_the_one_in_it() -> None:
    """A.pdf came alone as number 3; the mail with number 4 has it too."""
    brought = (Brought(4, False, (file("A.pdf", arrival=4),)), Brought(3, True, (file("A.pdf", arrival=3),)))
    assert [one.arrival for one in in_force(named("A"), brought)] == [4]


def test_what_is_lacking_is_what_no_file_fits() -> None:
    """Two named, one come."""
    assert lacking(named("A", "B"), [file("b.pdf")]) == named("A")


@pytest.mark.parametrize(
    ("titles", "files", "alone", "said"),
    [
        (("A",), ("A.pdf",), False, []),
        (("A",), (), True, [(Severity.NOTE, "Bilaget ”A” er ikke kommet endnu.")]),
        (("A",), (), False, [(Severity.WARNING, "Bilaget ”A” er nævnt, men ikke kommet med.")]),
        (("Æble", "Bånd"), (), False, [(Severity.WARNING, "Bilagene ”Æble” og ”Bånd” er nævnt, men ikke kommet med.")]),
        (
            (),
            ("Ø.pdf",),
            False,
            [(Severity.NOTE, "Filen ”Ø.pdf” er sendt med, men ikke nævnt under Bilag. Den er taget med sidst på listen.")],
        ),
        (
            (),
            ("1a.pdf", "2b.pdf", "3c.pdf", "4d.pdf"),
            False,
            [
                (
                    Severity.NOTE,
                    (
                        "Filerne ”1a.pdf”, ”2b.pdf”, ”3c.pdf” m.fl. er sendt med, men ikke nævnt under Bilag. "
                        "De er taget med sidst på listen."
                    ),
                )
            ],
        ),
    ],
)
def test_the_sender_is_told_of_what_is_missing_and_of_what_is_not_named(
    titles: tuple[str, ...], files: tuple[str, ...], alone: bool, said: list[tuple[Severity, str]]
) -> None:
    """A form alone may get its files later; a mail should have had them."""
    found = judge_enclosed(named(*titles), [file(name) for name in files], alone=alone)
    assert [(one.severity, one.problem) for one in found] == said


def test_the_same_answers_with_another_file_are_not_the_same() -> None:
    """Logos do not count, and without files the checksum is that of the answers."""
    logo = file("logo.png", inline=True)
    assert with_files("a", [logo]) == "a"
    assert len({with_files("a", files) for files in ([file("A", sha256="1")], [file("A", sha256="2")], [])}) == 3
    assert with_files("a", [file("A"), file("B")]) == with_files("a", [file("B"), file("A"), logo])


@pytest.mark.parametrize(
    ("titles", "hint"),
    [
        (("A",), "Læg filen i indbakken under det navn, den har i feltet Bilag; så kommer den på dagsordenen."),
        (("A", "B"), "Læg filerne i indbakken under de navne, de har i feltet Bilag; så kommer de på dagsordenen."),
    ],
)
def test_the_remedy_for_what_is_missing_agrees_with_how_many_there_are(titles: tuple[str, ...], hint: str) -> None:
    """One attachment, and two."""
    assert [one.hint for one in judge_enclosed(named(*titles), [], alone=True)] == [hint]
