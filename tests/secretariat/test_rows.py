"""A sheet of proposals on its way: each row taken once, whatever ends the program in between."""

import errno
import os
import sys
from pathlib import Path

import pytest

from tests.secretariat.reception_desk import Desk, desk
from tests.soak.stories import killed
from workflow.archive import durable
from workflow.archive.entries import State
from workflow.domain.receipts import Outcome
from workflow.secretariat.receiving import receive

ROW = {
    "organer": "Klynge Nord",
    "mødedato": "2026-11-24",
    "forslagsstiller": "Hjørring Kommune",
    "kontaktperson": "Konsulent",
    "titel": "Fælles uddannelse",
    "sagstype": "drøftelse",
    "offentlighed": "åbent",
    "tidsforbrug": "20",
    "resumé": "Et forslag.",
    "indstilling": "at klyngen drøfter det",
    "sagsfremstilling": "Sagen.",
}


@pytest.fixture
def office(tmp_path: Path) -> Desk:
    """A secretariat with a meeting of Klynge Nord in November."""
    return desk(tmp_path)


def sheet(*titles: str, **answers: str) -> str:
    """A table of proposals with these titles."""
    rows = [ROW | answers | {"titel": title} for title in titles]
    return "\n".join([";".join(ROW), *(";".join(row.values()) for row in rows), "slut"])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot fork")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_program_that_is_killed_anywhere_takes_each_row_once(tmp_path: Path) -> None:
    """After every third step of the way; the next run goes on where it ended."""
    count, was_killed = 1, True
    while was_killed:
        count += 3
        office = desk(tmp_path / str(count))
        office.drop("ark.csv", sheet("Et", "To"))
        was_killed = killed(office, count)
        with office.open() as reception:
            receive(reception)
            arrivals = reception.journal.arrivals()
            assert [one.name for one in arrivals] == ["ark.csv", "ark række 2.json", "ark række 3.json"]
            assert {(one.outcome, one.state) for one in arrivals} == {(Outcome.ACCEPTED, State.DONE)}
            assert [one.proposal.title for one in reception.journal.accepted("nordjylland-nord")] == ["Et", "To"]
        assert (office.left(), len(office.archived()), len(office.receipts())) == ([], 3, 3)
        assert not list(office.workspace.inbox.rglob(f"{durable.TEMPORARY}*"))
    assert count > 60, "the steps are not announced any more"


def test_two_rows_with_the_same_title_are_not_two_versions_of_one_case(office: Desk) -> None:
    """The second is sent back, and neither becomes the other's successor."""
    office.drop("ark.csv", sheet("Et", "et"))
    with office.open() as reception:
        first, second = receive(reception)
    assert first.arrival
    assert first.arrival.receipt
    assert [one.problem for one in first.arrival.receipt.findings if one.severity.value == "fejl"] == [
        "Rækken har samme titel og klynge som række 2."
    ]
    assert second.arrival
    assert second.arrival.name == "ark række 2.json"


ALIKE = "Rækken ville træde i stedet for række 2: De ligner to udgaver af det samme forslag."


@pytest.mark.parametrize(
    ("second", "found"),
    [
        ({}, [("Celle E3, Titel", ALIKE)]),
        ({"titel": "Fælles indkøb"}, []),
        ({"forslagsstiller": "Læsø Kommune"}, []),
        ({"organer": "nordjylland-ssu", "mødedato": ""}, []),
        ({"tidsforbrug": "0"}, [("Celle H3, Tidsforbrug", "Tallet 0 er for lille.")]),
    ],
)
def test_no_row_of_a_sheet_takes_another_row_off_the_agenda(
    office: Desk, second: dict[str, str], found: list[tuple[str, str]]
) -> None:
    """Both bear one case number; the one that would become a version of the other is told so at its cell."""
    first = ROW | {"sagsnummer": "19/118", "forslagsstiller": "Region Nordjylland"}
    rows = [first, first | {"titel": "Fælles uddannelse for alle"} | second]
    office.drop("ark.csv", "\n".join([";".join(first), *(";".join(row.values()) for row in rows), "slut"]))
    with office.open() as reception:
        whole, *taken = receive(reception)
    assert whole.arrival
    assert whole.arrival.receipt
    wrong = [one for one in whole.arrival.receipt.findings if one.severity.value == "fejl"]
    assert [(one.label, one.problem) for one in wrong] == found
    assert len(taken) == 2 - len(found)


def test_a_sheet_with_very_much_to_say_of_it_says_the_gravest_first(office: Desk) -> None:
    """A hundred rows, each with a warning of its own, and one with an error at the end."""
    text = sheet(*(f"Sag {number}" for number in range(110)), "x" * 101, sagsfremstilling="Den # tages op på mødet 24.11.2025.")
    office.drop("ark.csv", "\n".join(line.replace("#", f"sag {number}") for number, line in enumerate(text.splitlines())))
    with office.open() as reception:
        first = receive(reception)[0]
    assert first.arrival
    assert first.arrival.receipt
    found = first.arrival.receipt.findings
    assert (len(found), found[0].severity.value, found[0].label) == (100, "fejl", "Celle E112, Titel")
    assert first.arrival.outcome is Outcome.REJECTED


def test_what_is_true_of_many_rows_is_said_once_with_their_cells(office: Desk) -> None:
    """Nobody reads the same sentence fifteen times; after a dozen cells the rest are counted."""
    titles = [f"Sag {number}" for number in range(15)]
    office.drop("ark.csv", sheet(*titles, sagsfremstilling="Skriv til en@gmail.com om 400.000 kr."))
    with office.open() as reception:
        first = receive(reception)[0]
    assert first.arrival
    assert first.arrival.receipt
    found = first.arrival.receipt.findings
    assert len({(one.problem, one.hint) for one in found}) == len(found)
    labels = {one.field: one.label for one in found}
    assert labels["økonomi"] == "Rækkerne 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 og 3 til, Økonomi"
    assert labels["sagsfremstilling"] == "Cellerne K2, K3, K4, K5, K6, K7, K8, K9, K10, K11, K12, K13 og 3 til, Sagsfremstilling"


def test_the_same_sheet_again_brings_nothing_new(office: Desk) -> None:
    """Its bytes were accepted before."""
    office.drop("ark.csv", sheet("Et"))
    with office.open() as reception:
        receive(reception)
        office.drop("kopi.csv", sheet("Et"))
        (again,) = receive(reception)
    assert again.arrival
    assert again.arrival.outcome is Outcome.DUPLICATE


def test_a_sheet_that_cannot_be_archived_at_once_hands_its_rows_over_once(office: Desk) -> None:
    """The disk refuses the last move; its rows are taken all the same, and the next run has only the sheet to finish."""
    moves: list[str] = []

    def refuse(moment: str, step: str) -> None:
        if moment == "before" and step.startswith("rename") and step.endswith("~ark.csv"):
            moves.append(step)
            if len(moves) == 2:  # the first one claimed it
                raise OSError(errno.EACCES, os.strerror(errno.EACCES))

    office.drop("ark.csv", sheet("Et", "To"))
    with office.open() as reception, durable.witnessed(refuse):
        assert receive(reception)[0].failed
    with office.open() as reception:
        receive(reception)
        assert [one.name for one in reception.journal.arrivals()] == ["ark.csv", "ark række 2.json", "ark række 3.json"]
    assert (len(moves), office.left(), len(office.archived())) == (2, [], 3)
