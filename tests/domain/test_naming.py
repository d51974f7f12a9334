"""Stories about names: what partners and staff call parties, tasks and items, and whom or what the register knows by it."""

import pytest

from tests.domain.factories import MEETING_DAY, STANDING_ITEMS, nord, placed, register
from workflow.domain.naming import is_named, means, parties_named, party_name, proposal_key, standing_key, task_named

PARTIES = register().parties(nord(), MEETING_DAY)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("hjørring kommune", "Hjørring Kommune"),
        ("Hjørring", "Hjørring Kommune"),
        ("PLO", "PLO-Nordjylland"),
        ("SSU", "Sundhedssamarbejdsudvalget"),
        ("Frederikshavn Kommune og Region Nordjylland", "Frederikshavn Kommune og Region Nordjylland"),
        ("Hjørring og Læsø kommuner", "Hjørring Kommune og Læsø Kommune"),
        ("Hjørring, Læsø samt PLO", "Hjørring Kommune, Læsø Kommune og PLO-Nordjylland"),
        ("Hjørring/Hjørring Kommune", "Hjørring Kommune"),
        ("Aalborg Kommune", "Aalborg Kommune"),
        ("Hjørring og Aalborg", "Hjørring og Aalborg"),
    ],
)
def test_a_proposer_is_printed_by_its_own_name(written: str, printed: str) -> None:
    """What names somebody unknown stays as it was written."""
    assert party_name(written, PARTIES) == printed


def test_the_names_that_nobody_goes_by_are_given_back() -> None:
    """One of several; or the whole line, when none of it is known."""
    found, unknown = parties_named("Hjørring og Aalborg", PARTIES)
    assert ([party.name for party in found], unknown) == (["Hjørring Kommune"], ("Aalborg",))
    assert parties_named("Børne- og ungeudvalget", PARTIES) == ((), ("Børne- og ungeudvalget",))


def test_a_task_is_known_by_its_id_or_its_short_title() -> None:
    """And by nothing else."""
    body = nord()
    assert task_named("maal", body) == task_named("EGNE MÅL.", body) == body.tasks[1]
    assert task_named("noget andet", body) is None
    assert task_named("", body) is None


@pytest.mark.parametrize("reference", ["17", "nr. 17", "Nr 17", "2026-0017", "forslag 17", "kvittering 2026-0017", "forslag:17"])
def test_an_item_is_known_by_its_receipt_number_in_every_form(reference: str) -> None:
    """As it stands on the receipt, or as people say it."""
    assert means(reference, "forslag:17", "Fælles indgang")


@pytest.mark.parametrize("reference", ["7", "117", "punkt 17", "2017", "fælles", ""])
def test_an_item_is_not_known_by_something_like_its_number(reference: str) -> None:
    """A number on the agenda is another number."""
    assert not means(reference, "forslag:17", "Fælles indgang")


def test_an_item_is_known_by_its_title_and_a_standing_one_by_its_id() -> None:
    """Case and blanks do not count; a standing item has no receipt number."""
    assert means("fælles  INDGANG", "forslag:17", "Fælles indgang")
    assert means("eventuelt", "fast:eventuelt", "Eventuelt og næste møde")
    assert not means("17", "fast:eventuelt", "Eventuelt")
    assert is_named(["4", "17"], "forslag:17", "Fælles indgang")
    assert not is_named([], "forslag:17", "Fælles indgang")


def test_keys_bind_an_item_through_meeting_agenda_and_record() -> None:
    """One for proposals, one for standing items."""
    assert (proposal_key(placed(17)), standing_key(STANDING_ITEMS[1])) == ("forslag:17", "fast:eventuelt")
