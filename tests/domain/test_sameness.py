"""Whether two things that came in are the same."""

from datetime import date
from typing import Any

import pytest

from tests.domain import factories
from workflow.domain.proposals import Placed, Proposal
from workflow.domain.register import BodyFile, Register
from workflow.domain.sameness import earlier_version, fingerprint, normalised

TODAY = date(2026, 11, 10)


def _earlier(new: Proposal, *accepted: Placed, today: date = TODAY, register: Register | None = None) -> int | None:
    """The number of the proposal that the new one corrects."""
    entry = factories.body_file(factories.nord(), factories.meeting())
    found = earlier_version(new, entry, register or factories.register(), accepted, today)
    return found.number if found else None


def test_the_same_answers_have_one_fingerprint_whatever_they_came_in() -> None:
    """The end mark and the name of the schema are wrapping; a full stop more is another answer."""
    one = factories.proposal()
    assert fingerprint(one) == fingerprint(factories.proposal(end="ja"))
    assert fingerprint(one) != fingerprint(factories.proposal(summary=f"{one.summary}."))


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({"proposer": "hjørring"}, True),
        ({"task": "Prioriterede midler."}, True),
        ({"bodies": ("nordjylland-nord",)}, True),
        ({"proposer": "Læsø"}, False),
        ({"task": "maal"}, False),
        ({"task": "Noget andet"}, False),
        ({"proposer": "Aalborg Kommune"}, False),
    ],
)
def test_bodies_proposer_and_task_are_the_same_however_they_are_spelled(changes: dict[str, Any], same: bool) -> None:
    """By id, name or variant; what nobody knows stays as it was written."""
    entry = factories.body_file(factories.nord(), factories.meeting())

    def known(proposal: Proposal) -> str:
        """The checksum of its answers under the register's names."""
        return fingerprint(normalised(proposal, (entry,), factories.register(entry), TODAY))

    first = factories.proposal(bodies=("Klynge Nord",), proposer="Hjørring Kommune", task="prioriterede-midler")
    second = first.model_copy(update=changes)
    assert fingerprint(first) != fingerprint(second)
    assert (known(first) == known(second)) is same


@pytest.mark.parametrize(
    ("changes", "number"),
    [
        ({"summary": "Rettet."}, 17),
        ({"title": "FÆLLES  indgang til akutte pladser"}, 17),
        ({"proposer": "Hjørring"}, 17),
        ({"title": "Fælles indgang til alle akutte pladser"}, 17),
        ({"title": "Fælles indgange til akute pladser"}, 17),
        ({"title": "Indgang til akutte pladser"}, 17),
        ({"proposer": "Læsø Kommune", "title": "Fælles indgang til alle akutte pladser"}, None),
        ({"proposer": "Læsø Kommune"}, None),
        ({"title": "Fælles udgang til akutte pladser"}, None),
        ({"title": "Pladser"}, None),
        ({"title": "Fælles akutte indgang til pladser"}, None),
        ({"title": "Fælles indgang til akutte pladser 2"}, None),
        ({"title": "Fælles indgang til alle akutte pladser", "case_number": ""}, None),
        ({"title": "Fælles indgang til alle akutte pladser", "case_number": "19/118"}, None),
        ({"title": "Noget helt andet"}, None),
        ({"proposer": "Læsø Kommune", "case_number": ""}, None),
    ],
)
def test_a_proposal_is_known_by_proposer_and_title_or_by_case_number(changes: dict[str, str], number: int | None) -> None:
    """The accepted proposal is nr. 17 of Hjørring Kommune."""
    assert _earlier(factories.proposal(**changes), factories.placed(17)) == number


@pytest.mark.parametrize("number", ["29.15.00", "29.15", "29 15 00", "KLE-nr. 29.15.00", "29.15.00-G01", "kle 29.15.00 A00"])
def test_the_subject_of_a_case_is_no_case_number(number: str) -> None:
    """Every case about hospitals has it; only a running number after it says which case it is."""
    first = factories.placed(17, case_number=number)
    longer = "Fælles indgang til alle akutte pladser"
    assert _earlier(factories.proposal(case_number=number, title=longer), first) is None
    assert _earlier(factories.proposal(case_number=number), first) == 17
    running = f"{number}-4-26"
    assert _earlier(factories.proposal(case_number=running, title=longer), factories.placed(17, case_number=running)) == 17


def test_two_reports_about_two_places_are_two_proposals() -> None:
    """One municipality brings both under one case number; the names of the places look alike."""
    for one, other in (("Vestjylland", "Østjylland"), ("Thisted", "Morsø"), ("fase 1", "fase 2"), ("læge A", "læge B")):
        first = factories.placed(17, title=f"Status på hjemmebehandling i {one}")
        assert _earlier(factories.proposal(title=f"Status på hjemmebehandling i {other}"), first) is None


def test_a_proposal_whose_meeting_was_held_is_history() -> None:
    """The same title comes again the week after the meeting."""
    assert _earlier(factories.proposal(), factories.placed(17), today=factories.MEETING_DAY) == 17
    assert _earlier(factories.proposal(), factories.placed(17), today=date(2026, 11, 25)) is None


def test_a_proposal_that_waits_for_a_meeting_can_still_be_corrected() -> None:
    """Nothing is planned after the only meeting, which the proposal did not reach."""
    waiting = factories.placed(18, asked_for=date(2026, 12, 24))
    entry: BodyFile = factories.body_file(factories.nord(), factories.meeting())
    assert earlier_version(factories.proposal(), entry, factories.register(), [waiting], date(2027, 1, 5)) == waiting
