"""Which file is which attachment, and what the sender is told of those that are none, or that have not come."""

from collections.abc import Mapping

import pytest

from workflow.domain.enclosures import (
    Bilag,
    Enclosure,
    Why,
    bilag_of,
    fitting,
    lacking,
)
from workflow.domain.proposals import Attachment, Openness
from workflow.domain.sameness import with_files
from workflow.domain.succession import Brought, in_force, left_behind


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
    (found,) = bilag_of(named(title), [file(name)])
    assert found.enclosure is not None


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


def test_the_same_answers_with_another_file_are_not_the_same() -> None:
    """Logos do not count, and without files the checksum is that of the answers."""
    logo = file("logo.png", inline=True)
    assert with_files("a", [logo]) == "a"
    assert len({with_files("a", files) for files in ([file("A", sha256="1")], [file("A", sha256="2")], [])}) == 3
    assert with_files("a", [file("A"), file("B")]) == with_files("a", [file("B"), file("A"), logo])


def whys(found: tuple[Bilag, ...]) -> list[tuple[str, Why | None]]:
    """Each attachment with why it must not be published."""
    return [(one.title, one.why) for one in found]


def test_a_named_file_is_closed_when_its_own_name_says_so() -> None:
    """The form does not mark it; and whoever marks another name as open does not open this one."""
    secret = file("Oversigt (fortrolig).pdf")
    assert whys(bilag_of(named("Oversigt.pdf"), [secret])) == [("Oversigt.pdf", Why.NAME)]
    assert whys(bilag_of(named("Oversigt (åben)"), [secret])) == [("Oversigt", Why.NAME)]
    assert whys(bilag_of(named("Lukkede pladser (åben)"), [file("Lukkede pladser.pdf")])) == [("Lukkede pladser", None)]


def test_of_two_alike_the_closed_file_goes_to_the_closed_name() -> None:
    """The same name twice, once closed, in another order than the files; then with only one file."""
    both = named("Referat", "Referat (lukket)")
    found = bilag_of(both, [file("Referat LUKKET.pdf"), file("Referat.pdf")])
    assert [(one.enclosure.name, one.closed) for one in found if one.enclosure] == [
        ("Referat.pdf", False),
        ("Referat LUKKET.pdf", True),
    ]
    assert matched(bilag_of(both, [file("Referat.pdf")])) == [("Referat", ""), ("Referat", "Referat.pdf")]


def test_files_that_nobody_named_are_closed_while_a_closed_one_is_missing() -> None:
    """It may be the one; as soon as that has come, they are open."""
    one = named("Borgerforløb (lukket)", "Plan")
    scan = (file("Scan_20261101.pdf"), file("Plan.pdf"))
    assert whys(bilag_of(one, scan)) == [("Borgerforløb", Why.MARK), ("Plan", None), ("Scan 20261101", Why.DOUBT)]
    assert whys(bilag_of(one, (*scan, file("borgerforløb.pdf"))))[2] == ("Scan 20261101", None)


def test_of_several_that_fit_the_one_is_taken_that_is_counted_and_closed_as_the_name_is() -> None:
    """Each time the first file that came is the worse one."""
    for title, worse, better in (
        ("Referat", "Referat LUKKET.pdf", "Referat.docx"),
        ("Referat", "2 Referat.pdf", "Referat.docx"),
        ("2. Referat", "Referat.docx", "2 Referat.pdf"),
    ):
        assert matched(bilag_of(named(title), [file(worse), file(better)]))[0][1] == better


@pytest.mark.parametrize(
    ("title", "name", "guessed"),
    [
        ("Bilag 3", "Bilag 3 - Budget.pdf", True),
        ("Bilag 3: Budget", "bilag 3.pdf", True),
        ("Fælles kriterier for akutteam", "Fælles kriterie for akutteam.pdf", True),
        ("Bilag 3", "bilag_3.pdf", False),
        ("3. Budget", "Bilag 3 budget.pdf", False),
        ("Budget for 2026 (tal.xlsx)", "TAL.xlsx", False),
        ("Kriterier – kriterier.docx", "Kriterier.docx", False),
    ],
)
def test_a_file_that_is_only_nearly_the_one_is_known_as_a_guess(title: str, name: str, guessed: bool) -> None:
    """By its number or its spelling; a whole name, also at the end of a title, is none."""
    (found,) = bilag_of(named(title), [file(name)])
    assert (found.enclosure is not None, found.guessed) == (True, guessed)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Budget 2026", "Budget 2025.pdf"),
        ("Bilag 1", "Bilag 4.pdf"),
        ("Bilag 1: Referat", "Bilag 2: Referat.pdf"),
        ("Referat fra Klynge Nord", "Referat fra Klynge Syd.pdf"),
        ("Referat fra 3. marts", "Referat fra 3. maj.pdf"),
        ("Nyt notat.pdf", "notat.pdf"),
    ],
)
def test_what_differs_in_a_figure_or_a_name_is_never_guessed(title: str, name: str) -> None:
    """Both are listed, and the sender is asked."""
    assert [one.enclosure is not None for one in bilag_of(named(title), [file(name)])] == [False, True]


def versions(*forms: tuple[str, ...], files: Mapping[int, tuple[Enclosure, ...]]) -> tuple[Brought, ...]:
    """The versions of a case, the latest first, with the files that came with each, by its number from 1."""
    came = [Brought(place, False, files.get(place, ()), named(*titles)) for place, titles in enumerate(forms, 1)]
    return tuple(reversed(came))


def laid(brought: tuple[Brought, ...]) -> list[tuple[str, Why | None]]:
    """How the attachments of the latest version are laid."""
    return whys(bilag_of(brought[0].named, in_force(brought[0].named, brought)))


LOEN = {1: (file("Løn.pdf", arrival=1), file("Plan.pdf", arrival=1))}


def test_what_was_closed_once_is_closed_until_a_form_says_that_it_is_open() -> None:
    """The mark forgotten in version 2; open in so many words in version 3; without a word in version 4."""
    first, forgotten, opened = ("Løn.pdf (lukket)", "Plan.pdf"), ("Løn.pdf", "Plan.pdf"), ("Løn (åben)", "Plan.pdf")
    assert laid(versions(first, forgotten, files=LOEN)) == [("Løn.pdf", Why.BEFORE), ("Plan.pdf", None)]
    assert laid(versions(first, forgotten, forgotten, files=LOEN))[0] == ("Løn.pdf", Why.BEFORE)
    assert laid(versions(first, forgotten, opened, files=LOEN))[0] == ("Løn", None)
    assert laid(versions(first, opened, forgotten, files=LOEN))[0] == ("Løn.pdf", None)


def test_a_closed_file_is_known_again_by_its_content_and_by_its_name() -> None:
    """The same file under another name, and another file under the same name; neither is marked, one is not even named."""
    again = {**LOEN, 2: (file("Oversigt.pdf", sha256="Løn.pdf"), file("Løn.docx"), file("Nyt.pdf"))}
    assert laid(versions(("Løn.pdf (lukket)",), ("Nyt",), files=again)) == [
        ("Nyt", None),
        ("Oversigt", Why.BEFORE),
        ("Løn", Why.BEFORE),
    ]
    late = {2: (file("Løn.pdf"),)}
    assert laid(versions(("Løn.pdf (lukket)",), ("Løn",), files=late)) == [("Løn", Why.BEFORE)]
    assert laid(versions(("Løn (lukket)",), ("Løn (åben)",), ("Løn",), files={3: (file("Løn.pdf"),)})) == [("Løn", None)]


def test_what_was_closed_in_doubt_stays_closed_when_the_name_is_taken_away() -> None:
    """A scan came with a closed name; version 2 names nothing."""
    scan = {1: (file("Scan.pdf", arrival=1),)}
    assert laid(versions(("Løn (lukket)",), (), files=scan)) == [("Scan", Why.BEFORE)]


def test_a_name_that_is_taken_away_takes_its_file_off_the_list() -> None:
    """Version 2 names only the plan; version 3 names the other one again, and it is closed as before."""
    both, one = ("Løn.pdf (lukket)", "Plan.pdf"), ("Plan.pdf",)
    brought = versions(both, one, files=LOEN)
    assert laid(brought) == [("Plan.pdf", None)]
    assert [file.name for file in left_behind(brought[1].named, brought)] == ["Løn.pdf"]
    assert laid(versions(both, one, ("Løn", "Plan"), files=LOEN)) == [("Løn", Why.BEFORE), ("Plan", None)]
    again = versions(both, one, files={**LOEN, 2: (file("Løn.pdf", arrival=2, sha256="ny"),)})
    assert laid(again) == [("Plan.pdf", None), ("Løn", Why.BEFORE)]
    assert left_behind(again[1].named, again) == ()


def test_files_that_came_alone_stay_with_the_version_that_names_them() -> None:
    """One came alone between two versions, and the second does not name it; one came after it."""
    brought = (
        Brought(4, True, (file("Kort.pdf", arrival=4),)),
        Brought(3, False, (), named("Kort")),
        Brought(2, True, (file("Løn.pdf", arrival=2),)),
        Brought(1, False, (), named("Løn (lukket)")),
    )
    assert [one.name for one in in_force(named("Kort"), brought)] == ["Kort.pdf"]
    assert [one.name for one in in_force(named("x"), brought[2:3])] == ["Løn.pdf"]


def test_a_file_counted_apart_is_no_newer_one_of_the_same_name() -> None:
    """Minutes 1 and 2 in two versions; the first is closed."""
    brought = versions(
        ("1. Referat (lukket)", "2. Referat"),
        ("1. Referat", "2. Referat"),
        files={1: (file("1. Referat.pdf", arrival=1),), 2: (file("2. Referat.pdf", arrival=2),)},
    )
    assert laid(brought) == [("Referat", Why.BEFORE), ("Referat", None)]
