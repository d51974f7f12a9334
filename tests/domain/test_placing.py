"""Stories about where a proposal is placed: the meeting it asks for, the next one, or where a meeting file moves it."""

from datetime import date, datetime

import pytest

from tests.domain.factories import (
    COPENHAGEN,
    DROPPED,
    MEETING_DAY,
    body_file,
    deadlines,
    meeting,
    nord,
    placed,
    proposal,
    register,
    vendsyssel,
)
from workflow.danish import NBSP
from workflow.domain.findings import error, warning
from workflow.domain.meetings import Postponed
from workflow.domain.placing import Placement, items_for, meeting_of, place

LATER_DAY = date(2026, 12, 15)
NORD = body_file(nord(), meeting(), meeting(LATER_DAY))
DEADLINE = date(2026, 11, 10)


def at(text: str) -> datetime:
    """A moment in Danish local time."""
    return datetime.fromisoformat(text).replace(tzinfo=COPENHAGEN)


def test_a_proposal_that_asks_for_no_meeting_is_placed_at_the_next_one() -> None:
    """It came long before the deadline."""
    assert place(proposal(), NORD, DROPPED) == Placement(body="nordjylland-nord", meeting=MEETING_DAY, deadline=DEADLINE)


def test_a_proposal_is_placed_at_the_meeting_it_asks_for() -> None:
    """Not at the next one."""
    found = place(proposal(meeting=LATER_DAY), NORD, DROPPED)
    assert (found.meeting, found.late, found.deadline, found.findings) == (LATER_DAY, False, date(2026, 12, 1), ())


def test_a_late_proposal_is_placed_and_marked_late() -> None:
    """Two minutes past the deadline; the deadline is assumed, and the sender is told."""
    found = place(proposal(), NORD, at("2026-11-10T12:02"))
    assert found == Placement(
        body="nordjylland-nord",
        meeting=MEETING_DAY,
        late=True,
        deadline=DEADLINE,
        findings=(
            warning(
                "mødedato",
                f"Forslaget er modtaget efter fristen for mødet i Klynge Nord den 24.{NBSP}november{NBSP}2026; "
                f"den var tirsdag den 10.{NBSP}november{NBSP}2026 kl.{NBSP}12.00.",
                "Det er sat på dagsordenen med en bemærkning om, at det kom efter fristen. "
                "Fristen er forudsat; bekræft den i forretningsordenen.",
            ),
        ),
    )


def test_a_deadline_that_a_source_states_is_not_called_assumed() -> None:
    """And one without a clock time is printed without one."""
    stated = deadlines(assumed="")
    whole_day = stated.model_copy(update={"proposals": stated.proposals.model_copy(update={"at": None})})
    (found,) = place(proposal(), body_file(nord(deadlines=(whole_day,)), meeting()), at("2026-11-11T08:00")).findings
    assert found.problem.endswith(f"den var tirsdag den 10.{NBSP}november{NBSP}2026.")
    assert found.hint == "Det er sat på dagsordenen med en bemærkning om, at det kom efter fristen."


def test_a_body_without_deadlines_has_no_late_proposals() -> None:
    """Nobody has said when they are due."""
    found = place(proposal(), body_file(nord(deadlines=()), meeting()), at("2026-11-24T14:59"))
    assert found == Placement(body="nordjylland-nord", meeting=MEETING_DAY)


def test_on_the_meetings_own_day_a_proposal_goes_to_it_until_it_is_over() -> None:
    """Late, but possible; after 17.00 it goes to the next one."""
    assert place(proposal(), NORD, at("2026-11-24T16:59")).meeting == MEETING_DAY
    assert place(proposal(), NORD, at("2026-11-24T17:00")).meeting == LATER_DAY


def test_without_planned_meetings_a_proposal_waits() -> None:
    """Accepted all the same."""
    found = place(proposal(), body_file(nord()), DROPPED)
    assert found == Placement(
        body="nordjylland-nord",
        findings=(
            warning(
                "mødedato",
                "Klynge Nord har ikke planlagt flere møder.",
                "Forslaget venter og kommer på det første møde, der bliver planlagt.",
            ),
        ),
    )


def test_a_day_without_a_meeting_is_an_error_that_names_the_real_days() -> None:
    """One day off."""
    found = place(proposal(meeting=date(2026, 11, 25)), NORD, DROPPED)
    assert found == Placement(
        body="nordjylland-nord",
        findings=(
            error(
                "mødedato",
                f"Klynge Nord har intet møde den 25.{NBSP}november{NBSP}2026.",
                f"Mente du den 24.{NBSP}november{NBSP}2026? De næste møder er den 24.{NBSP}november{NBSP}2026 "
                f"og den 15.{NBSP}december{NBSP}2026.",
            ),
        ),
    )


def test_where_one_meeting_is_planned_only_that_is_named() -> None:
    """No list of one."""
    (found,) = place(proposal(meeting=date(2026, 12, 1)), body_file(nord(), meeting()), DROPPED).findings
    assert found.hint == f"Mente du den 24.{NBSP}november{NBSP}2026? Det er det eneste møde, der er planlagt."


def test_a_day_is_asked_for_of_a_body_that_has_planned_nothing() -> None:
    """The remedy is to leave the day empty."""
    (found,) = place(proposal(meeting=date(2026, 12, 1)), body_file(nord()), DROPPED).findings
    assert found == error(
        "mødedato",
        f"Klynge Nord har intet møde den 1.{NBSP}december{NBSP}2026.",
        "Der er ikke planlagt flere møder. Lad datoen stå tom; så kommer forslaget på det første, der bliver planlagt.",
    )


def test_a_meeting_that_has_been_held_takes_no_more_proposals() -> None:
    """Last year's form, sent again."""
    found = place(proposal(meeting=MEETING_DAY), NORD, at("2026-11-25T09:00"))
    assert (found.meeting, found.findings) == (
        None,
        (
            error(
                "mødedato",
                f"Klynge Nord har allerede holdt mødet den 24.{NBSP}november{NBSP}2026.",
                f"Mente du den 15.{NBSP}december{NBSP}2026? Det er det eneste møde, der er planlagt.",
            ),
        ),
    )


def test_a_meeting_after_the_clusters_last_day_is_an_error_that_names_the_successor() -> None:
    """Clusters are dissolved on 1 January 2027, even if somebody has planned a meeting."""
    planned = body_file(nord(), meeting(date(2027, 1, 19)))
    problem = f"Klynge Nord findes kun til og med den 31.{NBSP}december{NBSP}2026."
    asked = place(proposal(meeting=date(2027, 1, 19)), planned, DROPPED, register())
    assert asked.findings == (error("mødedato", problem, "Klyngen afløses af Sundhedsråd Vendsyssel; send forslaget dertil."),)
    without_register = place(proposal(meeting=date(2027, 1, 19)), planned, DROPPED)
    assert without_register.findings[0].hint == ("Klyngen afløses af nordjylland-sundhedsraad-vendsyssel; send forslaget dertil.")
    too_late = place(proposal(), planned, at("2027-01-04T10:00"), register())
    assert too_late.findings == asked.findings


def test_a_body_without_a_successor_names_its_last_day_only() -> None:
    """Nobody takes over."""
    (found,) = place(proposal(meeting=date(2027, 1, 19)), body_file(nord(successor=())), DROPPED).findings
    assert found.hint == "Vælg et møde senest den dag."


def test_a_meeting_before_the_councils_first_day_is_an_error() -> None:
    """The health council takes over on 1 January 2027."""
    council = body_file(vendsyssel(), meeting(date(2027, 1, 19)))
    (found,) = place(proposal(meeting=date(2026, 12, 15)), council, DROPPED).findings
    assert found.problem == f"Sundhedsråd Vendsyssel findes først fra den 1.{NBSP}januar{NBSP}2027."
    assert place(proposal(), council, DROPPED).meeting == date(2027, 1, 19)


def test_the_items_of_a_meeting_are_the_proposals_that_belong_to_it_by_number() -> None:
    """Withdrawn ones are among them, because a sent agenda keeps their numbers."""
    here = meeting(withdrawn=("19",))
    entry = body_file(nord(), here, meeting(LATER_DAY))
    accepted = [placed(21, title="B"), placed(19, title="A"), placed(20, title="C", asked_for=LATER_DAY)]
    assert [one.number for one in items_for(entry, here, accepted)] == [19, 21]


def test_a_proposal_is_moved_to_another_meeting_by_that_meetings_file() -> None:
    """The latest meeting that claims it has it."""
    entry = body_file(nord(), meeting(), meeting(LATER_DAY, moved_here=("2026-0017",)))
    assert meeting_of(placed(17), entry) == LATER_DAY


@pytest.mark.parametrize(
    ("to", "lands"),
    [(LATER_DAY, LATER_DAY), (None, date(2026, 12, 1)), (date(2026, 11, 1), date(2026, 12, 1))],
)
def test_a_postponed_item_goes_to_the_day_named_else_to_the_next_meeting(to: date | None, lands: date) -> None:
    """A day that does not lie later is not followed."""
    first = meeting(postponed=(Postponed(item="Fælles indgang til akutte pladser", to=to),))
    entry = body_file(nord(), first, meeting(date(2026, 12, 1)), meeting(LATER_DAY))
    assert meeting_of(placed(17), entry) == lands


def test_an_item_can_be_postponed_twice_and_then_wait() -> None:
    """From November to December, and from there to whatever is planned next."""
    postponed = (Postponed(item="nr. 17"),)
    entry = body_file(nord(), meeting(postponed=postponed), meeting(LATER_DAY, postponed=postponed))
    assert meeting_of(placed(17), entry) is None
    one_more = body_file(nord(), *entry.meetings, meeting(date(2026, 12, 18)))
    assert meeting_of(placed(17), one_more) == date(2026, 12, 18)


def test_an_item_can_be_postponed_to_a_day_that_is_not_planned_yet() -> None:
    """It stands on no agenda until that meeting's file is there."""
    entry = body_file(nord(), meeting(postponed=(Postponed(item="17", to=date(2026, 12, 20)),)))
    assert meeting_of(placed(17), entry) == date(2026, 12, 20)
    assert items_for(entry, entry.meetings[0], [placed(17)]) == ()


def test_a_proposal_whose_meeting_is_moved_to_another_day_follows() -> None:
    """It asked for 24 November; the meeting is now on the 26th. One without any later meeting waits."""
    assert meeting_of(placed(17, asked_for=MEETING_DAY), body_file(nord(), meeting(date(2026, 11, 26)))) == date(2026, 11, 26)
    assert meeting_of(placed(17, asked_for=MEETING_DAY), body_file(nord())) is None
