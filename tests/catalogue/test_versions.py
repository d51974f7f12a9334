"""The same again, the same in other bytes, and the same corrected: each is named in the receipt, and nothing is lost."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from tests.catalogue.inbox import PAPER, Desk, desk, form, outcomes, proposal_yaml, receipt, take, watch
from tests.domain import factories
from workflow.archive import durable
from workflow.domain.agendas import Publication
from workflow.domain.receipts import Outcome
from workflow.secretariat.receiving import receive


@pytest.fixture
def office(tmp_path: Path) -> Desk:
    """A secretariat for Klynge Nord."""
    return desk(tmp_path)


def saved_anew(raw: bytes) -> bytes:
    """The same Word file as another program packs it: other order, other packing, other bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as new:
        for name in reversed(old.namelist()):
            new.writestr(name, old.read(name))
    return buffer.getvalue()


def test_the_same_bytes_under_another_name_name_their_number(office: Desk) -> None:
    """Dropped on Monday and on Tuesday."""
    office.drop("forslag.docx", form(office.root))
    office.drop("forslag - kopi.docx", form(office.root))
    first, second = take(office)
    assert (outcomes((first, second)), len(office.archived())) == ([Outcome.ACCEPTED, Outcome.DUPLICATE], 2)
    assert "Dublet af nr.\N{NO-BREAK SPACE}1" in receipt(second).state_text
    assert "Filen er præcis den samme." in receipt(second).state_text
    assert len(office.issued) == 1


def test_the_same_bytes_dropped_while_the_first_are_in_hand_are_a_duplicate(office: Desk) -> None:
    """A second copy lands in the inbox just before the decision on the first is entered."""
    office.drop("a.yaml", proposal_yaml())

    def drop_again(moment: str, step: str) -> None:
        if moment == "before" and step.startswith("rename") and "a.yaml" in step:
            office.drop("b.yaml", proposal_yaml())

    with durable.witnessed(drop_again):
        received = take(office)
    received += take(office)
    assert outcomes(received) == [Outcome.ACCEPTED, Outcome.DUPLICATE]
    assert len(office.issued) == 1


def test_a_form_that_word_saved_anew_has_the_same_answers(office: Desk) -> None:
    """Opened and saved without a change: other bytes."""
    whole = form(office.root)
    office.drop("forslag.docx", whole)
    office.drop("forslag igen.docx", saved_anew(whole))
    first, second = take(office)
    assert outcomes((first, second)) == [Outcome.ACCEPTED, Outcome.DUPLICATE]
    assert "Svarene er de samme, selv om filen er en anden." in receipt(second).state_text


def test_a_corrected_form_is_version_two_and_both_are_kept(office: Desk) -> None:
    """One field was changed."""
    office.drop("forslag.docx", form(office.root))
    office.drop("forslag rettet.docx", form(office.root, resumé="Klyngen tager stilling til et nyt akutteam."))
    received = take(office)
    assert [receipt(one).state for one in received] == ["Modtaget og klar", "Ny version modtaget"]
    assert "Det er en ny version af nr.\N{NO-BREAK SPACE}1" in receipt(received[1]).state_text
    assert len(office.archived()) == 2


def test_a_correction_after_the_agenda_was_sent_says_so(office: Desk) -> None:
    """A person decides what becomes of it."""
    office.drop("a.yaml", proposal_yaml())
    take(office)
    with office.open() as reception:
        reception.journal.publish("nordjylland-nord", factories.MEETING_DAY, Publication(sent=factories.MEETING_DAY, numbers=()))
    office.drop("b.yaml", proposal_yaml(summary="Rettet."))
    (received,) = take(office)
    assert receipt(received).next_steps[0].startswith("Dagsordenen for mødet er allerede udsendt;")


@pytest.mark.parametrize(
    "name", ["forslag-SEKR-PC12.yaml", "forslag (1).yaml", "forslag (conflicted copy 2026-11-05).yaml", "forslag - Kopi.yaml"]
)
def test_what_a_cloud_program_doubles_is_known_by_its_content(office: Desk, name: str) -> None:
    """The name says conflict; the bytes say the same, or a new version."""
    office.drop("forslag.yaml", proposal_yaml())
    office.drop(name, proposal_yaml())
    take(office)
    office.drop(name, proposal_yaml(summary="Den anden af de to."))
    (received,) = take(office)
    assert receipt(received).state == "Ny version modtaget"
    assert sorted(one.split(" – ")[-1] for one in office.receipts()) == ["DUBLET.html", "MODTAGET.html", "MODTAGET.html"]


def test_a_rejected_form_that_was_corrected_is_received(office: Desk) -> None:
    """First without "at", then rightly; then the wrong one once more."""
    wrong, right = proposal_yaml(recommendation="klyngen drøfter"), proposal_yaml()
    for text in (wrong, right, wrong):
        office.drop("forslag.yaml", text)
        take(office)
    assert [name.split(" – ")[-1] for name in office.receipts()] == ["AFVIST.html", "MODTAGET.html", "DUBLET.html"]


def test_everything_dropped_twice_is_answered_twice(office: Desk) -> None:
    """A paper and a form, each twice, taken by a watch."""
    with watch(office) as watched:
        for name in ("a.pdf", "b.pdf"):
            office.drop(name, PAPER)
        for name in ("c.yaml", "d.yaml"):
            office.drop(name, proposal_yaml())
        watched.until(lambda: len(watched.told) == 4)
    assert sorted(watched.states()) == ["Gemt", "Modtaget før", "Modtaget før", "Modtaget og klar"]


def test_two_runs_at_once_share_the_work(office: Desk) -> None:
    """A run that finds the other's files taken leaves them, and nobody doubles anything."""
    for number in range(6):
        office.drop(f"{number}.yaml", proposal_yaml(title=f"Titel nummer {number}"))
    with office.open() as reception:
        snatched = iter(office.workspace.inbox.glob("*.yaml"))

        def snatch(_seconds: float) -> None:
            next(snatched).unlink()

        received = receive(replace(reception, pause=snatch))
    assert outcomes(received) == [Outcome.ACCEPTED] * 5
