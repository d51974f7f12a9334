"""What was dropped, and what became of it."""

import errno
import os
import re
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.domain import factories
from tests.secretariat.reception_desk import AFTER_THE_MEETING, Desk, ReaderHere, desk, outcomes, proposal_yaml
from tests.support.parcels import pdf
from workflow.archive import durable, originals
from workflow.archive.entries import DocumentKind, Due, State
from workflow.archive.filing import waiting_in
from workflow.archive.journal import Journal
from workflow.archive.lock import only_one
from workflow.archive.settling import BEING_WRITTEN, FOLDER, Waiting
from workflow.domain.agendas import Publication
from workflow.domain.receipts import Outcome
from workflow.domain.register import Register
from workflow.errors import InboxError, JournalError, NoMeetingError, RegisterError, TemplateError, UsageError
from workflow.intake.submissions import Submission
from workflow.secretariat.parsing import ParserDiedError
from workflow.secretariat.receiving import Received, receive

NBSP = "\N{NO-BREAK SPACE}"
MEETING = factories.MEETING_DAY
AGENDA = Due(DocumentKind.AGENDA, "nordjylland-nord", MEETING)
LATER = date(2026, 12, 15)


@pytest.fixture
def office(tmp_path: Path) -> Desk:
    """A secretariat with Klynge Nord's meetings of November and December."""
    return desk(tmp_path, meetings=(MEETING, LATER))


def take(office: Desk, *files: Path, day: date = date(2026, 11, 5)) -> tuple[Received, ...]:
    """Run klynge modtag on a day."""
    with office.open(day) as reception:
        return receive(reception, files)


def told(one: Received) -> str:
    """The state that the receipt explains."""
    assert one.arrival
    assert one.arrival.receipt
    return f"{one.arrival.receipt.state}. {one.arrival.receipt.state_text}"


def test_a_sound_proposal_is_answered_kept_and_put_on_the_agenda(office: Desk) -> None:
    """forslag.yaml: a sound proposal for the meeting in November."""
    office.drop("forslag.yaml", proposal_yaml())
    (received,) = take(office)
    assert received.paths == (
        office.workspace.receipts / "0001 – forslag.yaml – MODTAGET.html",
        office.root / "outbox/nordjylland/nordjylland-nord/2026-11-24/dagsorden.docx",
    )
    assert (received.sentence, received.rejected, received.failed) == (
        f"Nr.{NBSP}1 forslag.yaml: Modtaget og klar.",
        False,
        (),
    )
    assert received.arrival
    assert received.arrival.stored.sha256 in {path.name for path in office.workspace.local.rglob("lager/*/*")}
    assert (office.issued, office.left(), office.archived()) == ([AGENDA], [], [proposal_yaml().encode()])
    assert '<h2 id="status">Modtaget og klar</h2>' in received.paths[0].read_text()


def test_an_empty_inbox_is_no_work(office: Desk) -> None:
    """Only the read-me file lies there."""
    office.drop("LÆS MIG.txt", "Læg forslag her.")
    assert take(office) == ()
    assert office.left() == ["LÆS MIG.txt"]


def test_everything_is_answered_once_and_nothing_is_lost(office: Desk) -> None:
    """A proposal, a wrong one, a PDF, an empty file, a program, a Word file cut off, and a name that is no UTF-8."""
    dropped = {
        "1.yaml": proposal_yaml().encode(),
        "2.yaml": proposal_yaml(title="Andet", recommendation="klyngen siger ja").encode(),
        "3.pdf": b"%PDF-1.7\n%%EOF\n",
        "4.docx": b"",
        "5.exe": b"MZ\x90",
        "6.docx": b"PK\x03\x04halv",
        os.fsdecode(b"7 m\xf8de.txt"): b"hej",
    }
    for name, content in dropped.items():
        office.drop(name, content)
    received = take(office)
    assert outcomes(received) == [
        Outcome.ACCEPTED,
        Outcome.REJECTED,
        Outcome.KEPT,
        *[Outcome.UNREADABLE] * 4,
    ]
    assert office.receipts() == [
        "0001 – 1.yaml – MODTAGET.html",
        "0002 – 2.yaml – AFVIST.html",
        "0003 – 3.pdf – GEMT.html",
        "0004 – 4.docx – ULÆSELIG.html",
        "0005 – 5.exe – ULÆSELIG.html",
        "0006 – 6.docx – ULÆSELIG.html",
        "0007 – 7 m_de.txt – ULÆSELIG.html",
    ]
    assert [one.rejected for one in received] == [False, True, False, True, True, True, True]
    assert (office.left(), office.archived()) == ([], sorted(dropped.values()))


def test_a_rejected_proposal_says_where_what_and_until_when(office: Desk) -> None:
    """A discussion whose recommendation has no "at", and whose body is misspelt."""
    office.drop("forslag.yaml", proposal_yaml(recommendation="klyngen drøfter").replace("Klynge Nord", "Klynge Nrd"))
    (received,) = take(office)
    assert received.arrival
    receipt = received.arrival.receipt
    assert receipt
    assert [(one.label, one.line) for one in receipt.findings] == [
        ("Felt 1, Sundhedsklynge (linje 2)", 2),
        ("Felt 13, Indstilling (linje 13)", 13),
    ]
    assert (receipt.state, receipt.sender) == ("To ting skal rettes", "Klyngesekretariatet")
    assert office.issued == []


def test_missing_answers_are_counted_and_the_deadline_is_named(office: Desk) -> None:
    """Two fields of the form are missing."""
    text = "".join(line for line in proposal_yaml().splitlines(keepends=True) if not line.startswith(("resumé", "kontakt")))
    office.drop("forslag.yaml", text)
    (received,) = take(office)
    assert told(received) == (
        "Mangler to oplysninger. Forslaget er modtaget, men kan ikke komme på dagsordenen endnu. "
        f"Læg et rettet skema i indbakken senest tirsdag den 10.{NBSP}november{NBSP}2026 kl.{NBSP}12.00."
    )
    assert received.arrival
    assert received.arrival.receipt
    assert ("6. Titel", ("Fælles uddannelse i hjemmebehandling",)) in [
        (one.label, one.answer) for one in received.arrival.receipt.understood
    ]


@pytest.mark.parametrize("meeting", ["den femte i næste uge", "2026-12-24"])
def test_a_wrong_form_that_asks_for_no_known_meeting_is_told_no_deadline(office: Desk, meeting: str) -> None:
    """The date cannot be read, or the body does not meet that day; and the contact is missing."""
    office.drop("forslag.yaml", proposal_yaml(meeting=meeting).replace("kontaktperson: Konsulent, Hjørring Kommune\n", ""))
    (received,) = take(office)
    assert told(received).endswith(
        "Forslaget er modtaget, men kan ikke komme på dagsordenen endnu. Ret det, og læg det i indbakken igen."
    )


def test_a_file_beyond_all_measure_is_answered_without_being_read(office: Desk) -> None:
    """A hole of a file, larger than anything honest; nobody copies it."""
    with office.drop("film.mov", b"").open("wb") as hole:
        os.truncate(hole.fileno(), originals.LARGEST + 1)
    (received,) = take(office)
    assert outcomes((received,)) == [Outcome.UNREADABLE]
    assert received.arrival
    assert received.arrival.receipt
    assert received.arrival.receipt.findings[0].problem == "Filen er for stor; vi tager højst imod 250 MB."
    assert (office.left(), [len(path) for path in office.archived()]) == ([], [originals.LARGEST + 1])


def test_a_file_that_grows_under_our_hands_is_taken_when_it_is_done(office: Desk) -> None:
    """A slow program writes on while we copy: once it is waited for, for ever it is left for the next run."""
    file = office.drop("forslag.yaml", proposal_yaml())
    rounds: list[str] = []

    def grow(moment: str, step: str) -> None:
        if moment == "before" and re.fullmatch("create [0-9a-f]{22}", step):
            rounds.append(step)
            for claimed in office.workspace.inbox.glob("_igang/*/*"):
                with claimed.open("a") as more:
                    more.write("# mere\n")

    with durable.witnessed(grow):
        (received,) = take(office)
    assert (len(rounds), received.failed, file.exists()) == (
        3,
        ("forslag.yaml kunne ikke gemmes (den er ved at blive skrevet). Den ligger i indbakkens _igang og prøves igen.",),
        False,
    )
    assert outcomes(take(office)) == [Outcome.ACCEPTED]


def test_the_same_bytes_are_a_duplicate_of_their_number(office: Desk) -> None:
    """The same file twice, under another name."""
    office.drop("forslag.yaml", proposal_yaml())
    take(office)
    office.drop("forslag (1).yaml", proposal_yaml())
    (received,) = take(office)
    assert received.sentence == f"Nr.{NBSP}2 forslag (1).yaml: dublet af nr.{NBSP}1."
    assert "Dublet af nr.\N{NO-BREAK SPACE}1 (kvittering 2026-0001)" in told(received)
    assert received.paths == (office.workspace.receipts / "0002 – forslag (1).yaml – DUBLET.html",)
    assert received.arrival
    assert received.arrival.receipt
    assert received.arrival.receipt.title == "Fælles uddannelse i hjemmebehandling"
    assert office.issued == [AGENDA]


def test_the_same_answers_in_other_bytes_are_a_duplicate(office: Desk) -> None:
    """The form was saved anew, and the body is called by its id."""
    office.drop("forslag.yaml", proposal_yaml())
    office.drop("igen.yaml", "# gemt igen\n" + proposal_yaml().replace("Klynge Nord", "nordjylland-nord"))
    first, second = take(office)
    assert outcomes((first, second)) == [Outcome.ACCEPTED, Outcome.DUPLICATE]
    assert "Svarene er de samme, selv om filen er en anden." in told(second)


def test_answers_that_are_spelled_otherwise_are_a_duplicate(office: Desk) -> None:
    """The proposer without "Kommune", and the task by its short title."""
    office.drop("forslag.yaml", proposal_yaml())
    office.drop("partner.yaml", proposal_yaml(proposer="Hjørring"))
    office.drop("titel.yaml", proposal_yaml().replace("opgave: prioriterede-midler", "opgave: Prioriterede midler"))
    first, *others = take(office)
    assert outcomes((first, *others)) == [Outcome.ACCEPTED, Outcome.DUPLICATE, Outcome.DUPLICATE]
    assert office.issued == [AGENDA]


def test_a_duplicate_of_an_old_version_is_told_which_one_is_in_force(office: Desk) -> None:
    """Three versions of one proposal, then the first bytes again, and the second answers in other bytes."""
    for number in (1, 2, 3):
        office.drop(f"{number}.yaml", proposal_yaml(summary=f"Udgave {number}."))
    take(office)
    office.drop("4.yaml", proposal_yaml(summary="Udgave 1."))
    office.drop("5.yaml", "# gemt igen\n" + proposal_yaml(summary="Udgave 2."))
    again = take(office)
    assert outcomes(again) == [Outcome.DUPLICATE, Outcome.DUPLICATE]
    for one in again:
        assert f"Siden er der kommet en ny version, nr.{NBSP}3, og det er den, der gælder." in told(one)


def test_a_rejected_file_that_comes_again_repeats_what_is_wrong(office: Desk) -> None:
    """The wrong proposal and the PDF of yesterday."""
    wrong = proposal_yaml(recommendation="klyngen drøfter")
    office.drop("forslag.yaml", wrong)
    office.drop("notat.pdf", b"%PDF-1.7\n%%EOF\n")
    take(office)
    office.drop("forslag.yaml", wrong)
    office.drop("notat.pdf", b"%PDF-1.7\n%%EOF\n")
    again = take(office)
    assert outcomes(again) == [Outcome.DUPLICATE, Outcome.DUPLICATE]
    assert [one.rejected for one in again] == [True, False]
    assert "Den blev afvist dengang, og det samme skal stadig rettes." in told(again[0])
    assert again[0].arrival
    assert again[0].arrival.receipt
    assert [one.field for one in again[0].arrival.receipt.findings] == ["indstilling[1]"]


def test_a_rejected_file_is_judged_anew_when_the_register_was_mended(office: Desk) -> None:
    """The meeting was not in the register yesterday."""
    office.drop("forslag.yaml", proposal_yaml(meeting="2026-12-01"))
    assert outcomes(take(office)) == [Outcome.REJECTED]
    mended = desk(office.root, meetings=(date(2026, 12, 1),))
    mended.drop("forslag.yaml", proposal_yaml(meeting="2026-12-01"))
    assert outcomes(take(mended)) == [Outcome.ACCEPTED]


def test_a_corrected_form_is_a_new_version_under_the_first_number(office: Desk) -> None:
    """The proposal is corrected after the deadline, and moved to December."""
    office.drop("forslag.yaml", proposal_yaml())
    take(office)
    office.drop("forslag rettet.yaml", proposal_yaml(meeting="2026-12-15", summary="Rettet."))
    (received,) = take(office, day=date(2026, 11, 20))
    assert told(received).startswith(f"Ny version modtaget. Det er en ny version af nr.{NBSP}1")
    assert office.issued == [AGENDA, AGENDA, Due(DocumentKind.AGENDA, "nordjylland-nord", LATER)]
    with office.open() as reception:
        (placed,) = reception.journal.accepted("nordjylland-nord")
    assert (placed.number, placed.version, placed.proposal.summary, placed.received) == (1, 2, "Rettet.", "2026-11-05T09:00:00")
    office.drop("forslag.yaml", proposal_yaml())
    (old,) = take(office)
    assert f"en ny version, nr.{NBSP}2, og det er den, der gælder." in told(old)


def test_the_same_case_number_and_nearly_the_same_title_are_the_same_proposal(office: Desk) -> None:
    """The title was polished, and the receipt says what it was; another title under that number is another case."""
    office.drop("a.yaml", proposal_yaml(case_number="29.00.00-P35-1-26"))
    office.drop("b.yaml", proposal_yaml(title="Fælles uddannelse i hjemmebehandlingen", case_number="29.00.00-P35-1-26"))
    office.drop("c.yaml", proposal_yaml(title="Noget helt andet", case_number="29.00.00-P35-1-26"))
    first, second, third = take(office)
    assert [told(one).split(".")[0] for one in (first, second, third)] == [
        "Modtaget og klar",
        "Ny version modtaget",
        "Modtaget og klar",
    ]
    assert f"Det, der bliver erstattet, hed ”Fælles uddannelse i hjemmebehandling” (nr.{NBSP}1)." in told(second)


def test_what_another_party_brings_under_the_same_number_is_another_proposal(office: Desk) -> None:
    """Two municipalities report on the same subject; neither of them takes the other off the agenda."""
    office.drop("a.yaml", proposal_yaml(case_number="19/118"))
    office.drop("b.yaml", proposal_yaml(case_number="19/118", proposer="Læsø Kommune"))
    assert [told(one).split(".")[0] for one in take(office)] == ["Modtaget og klar", "Modtaget og klar"]
    with office.open() as reception:
        assert [one.proposal.proposer for one in reception.journal.accepted("nordjylland-nord")] == [
            "Hjørring Kommune",
            "Læsø Kommune",
        ]


def test_a_proposal_with_the_title_of_one_that_was_held_is_a_new_one(office: Desk) -> None:
    """The same municipality brings its status to every meeting."""
    office.drop("november.yaml", proposal_yaml(title="Status fra kommunerne"))
    take(office)
    office.drop("december.yaml", proposal_yaml(title="Status fra kommunerne", meeting="2026-12-15"))
    (received,) = take(office, day=date(2026, 11, 26))
    assert told(received).startswith("Modtaget og klar")


def test_a_late_proposal_is_placed_and_its_receipt_says_so(office: Desk) -> None:
    """The deadline was ten working days before the meeting."""
    office.drop("forslag.yaml", proposal_yaml())
    (received,) = take(office, day=date(2026, 11, 20))
    assert told(received).startswith("Modtaget efter fristen.")
    assert office.issued == [AGENDA]


def test_a_proposal_after_the_agenda_was_sent_is_told_so(office: Desk) -> None:
    """The numbers stand; the proposal comes as a later item."""
    with office.open() as reception:
        reception.journal.publish("nordjylland-nord", MEETING, Publication(sent=date(2026, 11, 4), numbers=()))
    office.drop("forslag.yaml", proposal_yaml())
    (received,) = take(office)
    assert received.arrival
    assert received.arrival.receipt
    assert received.arrival.receipt.next_steps[0].startswith("Dagsordenen for mødet er allerede udsendt;")


def test_a_proposal_without_a_meeting_waits(tmp_path: Path) -> None:
    """The body has planned nothing."""
    office = desk(tmp_path, meetings=())
    office.drop("forslag.yaml", proposal_yaml(meeting=""))
    (received,) = take(office)
    assert "Det venter, til det næste møde er planlagt." in told(received)
    assert received.arrival
    assert received.arrival.receipt
    assert ("Møde", "Klynge Nord: ikke planlagt endnu") in received.arrival.receipt.details
    assert office.issued == []


def test_a_proposal_to_two_bodies_stands_in_both(tmp_path: Path) -> None:
    """Klynge Nord and the cooperation committee meet on different days."""
    office = desk(tmp_path)
    committee = factories.body_file(factories.ssu(factories.nordjylland()), factories.meeting(LATER))
    office.register = factories.register(factories.body_file(factories.nord(), factories.meeting()), committee)
    text = proposal_yaml(meeting="", proposer="Region Nordjylland")
    office.drop("forslag.yaml", text.replace("organer: Klynge Nord", "organer: [Klynge Nord, nordjylland-ssu]"))
    (received,) = take(office)
    assert outcomes((received,)) == [Outcome.ACCEPTED]
    assert office.issued == [AGENDA, Due(DocumentKind.AGENDA, "nordjylland-ssu", LATER)]
    assert received.arrival
    assert received.arrival.receipt
    assert [value for name, value in received.arrival.receipt.details if name == "Møde"] == [
        f"Klynge Nord: tirsdag den 24.{NBSP}november{NBSP}2026 kl.{NBSP}15.00",
        f"Sundhedssamarbejdsudvalget: tirsdag den 15.{NBSP}december{NBSP}2026 kl.{NBSP}15.00",
    ]


def test_a_proposal_to_two_bodies_replaces_what_each_of_them_got_before(tmp_path: Path) -> None:
    """It was sent to each by itself, with a file each, and then to both at once."""
    office = desk(tmp_path)
    committee = factories.body_file(factories.ssu(factories.nordjylland()), factories.meeting(LATER))
    office.register = factories.register(factories.body_file(factories.nord(), factories.meeting()), committee)
    text = proposal_yaml(meeting="", proposer="Region Nordjylland")
    office.drop("nord.yaml", text)
    office.drop("udvalg.yaml", text.replace("organer: Klynge Nord", "organer: nordjylland-ssu"))
    assert outcomes(take(office)) == [Outcome.ACCEPTED, Outcome.ACCEPTED]
    office.drop("begge.yaml", text.replace("organer: Klynge Nord", "organer: [Klynge Nord, nordjylland-ssu]"))
    (both,) = take(office)
    assert f"ny version af nr.{NBSP}1 og træder i stedet for den forrige og for nr.{NBSP}2" in told(both)
    assert office.issued[-2:] == [AGENDA, Due(DocumentKind.AGENDA, "nordjylland-ssu", LATER)]
    with Journal.open(office.workspace) as journal:
        for body in ("nordjylland-nord", "nordjylland-ssu"):
            assert [(one.number, one.version) for one in journal.accepted(body)] == [(1, 2)]
        assert [journal.superseded_by(number) for number in (1, 2, 3)] == [3, 3, None]


def _record(conclusion: str = "Drøftet.", number: str = "2") -> str:
    """The filled record of the November meeting, with the one proposal between the standing items."""
    present = "\n".join(f"  - {{medlem: '{one.title}', status: til stede}}" for one in factories.nord_members()[:10])
    return f"""\
skema: referat
organ: nord
mødedato: 2026-11-24
fremmøde:
{present}
punkter:
  - nr: 1
    titel: Godkendelse af dagsorden
    nøgle: fast:godkendelse-af-dagsorden
    konklusion: Godkendt.
    konsensus: ja
  - nr: {number}
    titel: Fælles uddannelse i hjemmebehandling
    nøgle: forslag:1
    konklusion: {conclusion}
    opfølgning:
      - {{handling: Skrive plan, ansvarlig: Sekretariatet, frist: 2026-12-08}}
  - nr: 3
    titel: Eventuelt
    nøgle: fast:eventuelt
    konklusion: Intet.
slut: ja
"""


def test_a_minutes_record_is_judged_by_the_agenda_and_becomes_minutes(office: Desk) -> None:
    """The record of the meeting, then a corrected one, then the first again."""
    office.drop("forslag.yaml", proposal_yaml())
    take(office)
    for conclusion, state in (("Drøftet.", "Referatark modtaget"), ("Drøftet og rost.", "Referatark modtaget")):
        office.drop("referat.yaml", _record(conclusion))
        (received,) = take(office, day=AFTER_THE_MEETING)
        assert told(received).startswith(f"{state}. Referatarket er i orden"), received.arrival
    assert "Det er version 2" in told(received)
    assert office.issued[1:] == [Due(DocumentKind.MINUTES, "nordjylland-nord", MEETING)] * 2
    assert received.arrival
    assert received.arrival.receipt
    assert received.arrival.receipt.title == f"Referat af mødet i Klynge Nord den 24.{NBSP}november{NBSP}2026"
    assert received.arrival.receipt.understood[0].answer == ("10 af 10 til stede",)
    assert received.arrival.receipt.understood[2].answer == ("Drøftet og rost.",)
    with office.open() as reception:
        record = reception.journal.record("nordjylland-nord", MEETING)
    assert record
    assert (record.body, record.conclusions[1].conclusion) == ("nordjylland-nord", "Drøftet og rost.")
    office.drop("referat.yaml", _record())
    assert outcomes(take(office, day=AFTER_THE_MEETING)) == [Outcome.DUPLICATE]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("forslag:1", "forslag:9"), "står ikke på dagsordenen"),
        (("organ: nord", "organ: nrd"), "Intet organ hedder ”nrd”"),
        (("2026-11-24\nfrem", "2026-11-25\nfrem"), f"Klynge Nord har intet møde den 25.{NBSP}november{NBSP}2026."),
        (("    konsensus: ja\n", ""), "konsensus"),
        (("status: til stede}", "status: der}"), "Fremmøde 1, status (linje 5)"),
    ],
)
def test_a_minutes_record_that_does_not_fit_goes_back(office: Desk, change: tuple[str, str], said: str) -> None:
    """Another key, another body, another day, and a decision without a word on consensus."""
    office.drop("forslag.yaml", proposal_yaml())
    take(office)
    office.drop("referat.yaml", _record().replace(*change))
    (received,) = take(office, day=AFTER_THE_MEETING)
    assert outcomes((received,)) == [Outcome.REJECTED]
    assert received.arrival
    assert received.arrival.receipt
    assert said in " ".join(f"{one.field} {one.label} {one.problem}" for one in received.arrival.receipt.findings)
    assert "men referatet kan ikke skrives endnu" in told(received)


def test_named_files_are_copied_and_stay_where_they_are(office: Desk, tmp_path: Path) -> None:
    """The command names two files, one of them in the inbox already; a third waits there and is left."""
    elsewhere = tmp_path / "elsewhere.yaml"
    elsewhere.write_text(proposal_yaml())
    within = office.drop("within.yaml", proposal_yaml(title="Et andet"))
    office.drop("left.yaml", proposal_yaml(title="Et tredje"))
    received = take(office, elsewhere, within)
    assert [one.arrival.name for one in received if one.arrival] == ["elsewhere.yaml", "within.yaml"]
    assert (elsewhere.exists(), office.left()) == (True, ["left.yaml"])


def test_a_named_file_that_is_none_is_wrong_usage(office: Desk, tmp_path: Path) -> None:
    """A misspelt name and a folder; nothing is taken."""
    for name, said in (("væk.yaml", "findes ikke"), ("", "er ikke en fil")):
        with pytest.raises(UsageError, match=said):
            take(office, tmp_path / name)


def test_a_broken_register_stops_before_anything_is_taken(office: Desk) -> None:
    """A proposal waits, and the register has an error."""
    office.drop("forslag.yaml", proposal_yaml())

    def broken() -> Register:
        raise RegisterError(["organ.yaml:3: fejl"])

    with office.open() as reception, pytest.raises(RegisterError):
        receive(replace(reception, load=broken))
    assert office.left() == ["forslag.yaml"]


def test_while_the_watch_runs_the_named_file_is_laid_in_the_inbox_for_it(office: Desk, tmp_path: Path) -> None:
    """The watch holds the inbox."""
    elsewhere = tmp_path / "elsewhere.yaml"
    elsewhere.write_text(proposal_yaml())
    office.workspace.inbox.mkdir()
    with only_one(office.workspace), pytest.raises(JournalError, match="Programmet klynge arbejder allerede"):
        take(office, elsewhere)
    assert office.left() == ["elsewhere.yaml"]


def test_a_file_that_is_still_copied_is_waited_for(office: Desk) -> None:
    """Explorer copies the second half while we wait."""
    file = office.drop("forslag.yaml", proposal_yaml()[:100])
    waits = []

    def pause(_seconds: float) -> None:
        waits.append(file.stat().st_size)
        if len(waits) == 1:
            file.write_text(proposal_yaml())

    with office.open() as reception:
        received = receive(replace(reception, pause=pause))
    assert (outcomes(received), len(waits)) == ([Outcome.ACCEPTED], 2)


def test_a_file_that_never_lies_still_is_left_in_the_end(office: Desk) -> None:
    """A program writes into the file for ever; another file lies still."""
    file = office.drop("log.txt", "")
    office.drop("forslag.yaml", proposal_yaml())

    def grow(_seconds: float) -> None:
        with file.open("a") as more:
            more.write("x")

    with office.open() as reception:
        received = receive(replace(reception, pause=grow))
    assert (outcomes(received), office.left()) == ([Outcome.ACCEPTED], ["log.txt"])


def test_a_file_that_a_program_has_open_for_writing_is_left(office: Desk) -> None:
    """The copy pauses longer than we wait."""
    with office.drop("forslag.yaml", proposal_yaml()[:100]).open("a") as writer:
        assert take(office) == ()
        writer.write(proposal_yaml()[100:])
    assert outcomes(take(office)) == [Outcome.ACCEPTED]


def test_empty_folders_and_links_stay_and_are_named(office: Desk) -> None:
    """A folder without a file, and a link to a secret."""
    office.drop("forslag.yaml", proposal_yaml())
    (office.workspace.inbox / "sag" / "bilag").mkdir(parents=True)
    (office.workspace.inbox / "hemmeligt.yaml").symlink_to("/etc/passwd")
    assert outcomes(take(office)) == [Outcome.ACCEPTED]
    assert Waiting("sag", FOLDER) in waiting_in(office.workspace)
    assert (office.workspace.inbox / "hemmeligt.yaml").is_symlink()


def test_a_folder_is_one_case_and_is_kept_as_it_came(office: Desk) -> None:
    """A folder with the form and an attachment in a folder of its own; then a folder with the same files again."""
    for _ in range(2):
        (office.workspace.inbox / "Vores sag" / "bilag").mkdir(parents=True)
        (office.workspace.inbox / "Vores sag" / "forslag.yaml").write_text(proposal_yaml())
        (office.workspace.inbox / "Vores sag" / "bilag" / "Kriterier.pdf").write_bytes(pdf(4))
        take(office)
    assert office.receipts() == ["0001 – Vores sag.zip – MODTAGET.html", "0002 – Vores sag.zip – DUBLET.html"]
    kept = sorted(path.read_bytes() for path in office.workspace.inbox.glob("_arkiv/mapper/*/bilag/Kriterier.pdf"))
    assert kept == [pdf(4), pdf(4)]
    assert office.left() == []


def test_a_folder_that_a_killed_run_had_taken_is_packed_by_the_next(office: Desk) -> None:
    """It was moved out of reach, and the zip was not made yet."""
    taken = office.workspace.inbox / "_igang" / "mapper" / "0123 Vores sag"
    taken.mkdir(parents=True)
    (taken / "forslag.yaml").write_text(proposal_yaml())
    assert outcomes(take(office)) == [Outcome.ACCEPTED]
    assert office.receipts() == ["0001 – Vores sag.zip – MODTAGET.html"]
    assert [path.name for path in office.workspace.inbox.glob("_arkiv/mapper/*")] == ["0123 Vores sag"]


def test_a_folder_waits_while_a_file_in_it_is_being_written(office: Desk) -> None:
    """A program on this machine has it open."""
    if sys.platform != "linux":
        pytest.skip("only Linux tells")
    (office.workspace.inbox / "sag").mkdir(parents=True)
    with (office.workspace.inbox / "sag" / "forslag.yaml").open("w") as writer:
        writer.write(proposal_yaml())
        writer.flush()
        assert take(office) == ()
        assert waiting_in(office.workspace) == (Waiting("sag", BEING_WRITTEN),)
    assert outcomes(take(office)) == [Outcome.ACCEPTED]


def test_what_is_written_after_the_claim_is_an_arrival_of_its_own(office: Desk) -> None:
    """The sender's program kept the file open and wrote on while we read."""
    office.drop("forslag.yaml", proposal_yaml())

    class SlowSender(ReaderHere):
        def read(self, path: Path, name: str) -> Submission:
            for claimed in office.workspace.inbox.glob("_igang/*/*"):
                if proposal_yaml().encode() == claimed.read_bytes():
                    claimed.write_text(proposal_yaml(summary="Rettet i sidste øjeblik."))
            return super().read(path, name)

    with office.open() as reception:
        reader = SlowSender()
        received = receive(replace(reception, reader=lambda: _within(reader)))
    assert [told(one).split(".")[0] for one in received] == ["Modtaget og klar", "Ny version modtaget"]
    assert (office.left(), len(office.archived())) == ([], 1)


class _within:  # noqa: N801 - reads like contextlib.nullcontext
    """A block that holds a reader."""

    def __init__(self, reader: ReaderHere) -> None:
        self._reader = reader

    def __enter__(self) -> ReaderHere:
        return self._reader

    def __exit__(self, *_reason: object) -> None:
        """Nothing to end."""


class Deadly(ReaderHere):
    """A reader that does not survive one file."""

    def __init__(self) -> None:
        self.tried: list[str] = []

    def read(self, path: Path, name: str) -> Submission:
        """Die of the deadly file."""
        self.tried.append(name)
        if name.startswith("deadly"):
            raise ParserDiedError(name)
        return super().read(path, name)


def test_a_file_that_kills_its_parser_is_given_up_after_three_times(office: Desk) -> None:
    """It is answered and kept, and the same bytes are never tried again."""
    office.drop("deadly.docx", b"boom")
    office.drop("forslag.yaml", proposal_yaml())
    reader = Deadly()
    with office.open() as reception:
        received = receive(replace(reception, reader=lambda: _within(reader)))
    assert (outcomes(received), reader.tried) == ([Outcome.UNREADABLE, Outcome.ACCEPTED], ["deadly.docx"] * 3 + ["forslag.yaml"])
    office.drop("deadly igen.docx", b"boom")
    with office.open() as reception:
        again = receive(replace(reception, reader=lambda: _within(reader)))
    assert (outcomes(again), len(reader.tried), again[0].rejected) == ([Outcome.DUPLICATE], 4, True)


def test_a_document_that_cannot_be_written_never_undoes_the_decision(office: Desk) -> None:
    """The template is broken today, still broken tomorrow, and mended the day after."""
    office.refuses = TemplateError("dagsorden.docx", "", "den er tom")
    office.drop("forslag.yaml", proposal_yaml())
    (received,) = take(office)
    assert (outcomes((received,)), len(received.failed)) == ([Outcome.ACCEPTED], 1)
    assert received.failed[0].startswith("Dagsorden for nordjylland-nord den 2026-11-24 er ikke skrevet; det prøves igen.")
    (late,) = take(office)
    assert (late.failed, late.paths) == (received.failed, ())
    office.refuses = None
    (late,) = take(office)
    assert (late.failed, [path.name for path in late.paths]) == ((), ["dagsorden.docx"])
    assert take(office) == ()


def test_a_document_whose_meeting_is_gone_is_not_wanted_any_more(office: Desk) -> None:
    """The meeting file was renamed to another day."""
    office.refuses = NoMeetingError("Klynge Nord", "den dag", "Læg en mødefil.")
    office.drop("forslag.yaml", proposal_yaml())
    (received,) = take(office)
    assert (received.failed, take(office)) == ((), ())


@pytest.mark.parametrize("trouble", [OSError(errno.ENOSPC, "full"), ZeroDivisionError()])
def test_whatever_goes_wrong_with_a_document_is_told_and_tried_again(office: Desk, trouble: Exception) -> None:
    """The disk is full; a fault of ours."""
    office.refuses = trouble
    office.drop("forslag.yaml", proposal_yaml())
    (received,) = take(office)
    assert ("disken er fuld" in received.failed[0]) == isinstance(trouble, OSError)
    office.refuses = None
    assert len(take(office)[0].paths) == 1


def _refusing(name: str, number: int) -> Callable[[str, str], None]:
    """A witness that breaks every step whose name begins so."""

    def witness(moment: str, step: str) -> None:
        if moment == "before" and re.match(name, step):
            raise OSError(number, os.strerror(number))

    return witness


@pytest.mark.parametrize(
    ("step", "said"),
    [("write 0001", "Kvitteringen kunne ikke skrives"), ("mkdir _arkiv", "Originalen i _arkiv kunne ikke skrives")],
)
def test_a_receipt_or_an_archive_that_cannot_be_written_follows_next_time(office: Desk, step: str, said: str) -> None:
    """The outbox or the archive is full; the decision stands and is not made again."""
    office.drop("forslag.yaml", proposal_yaml())
    with durable.witnessed(_refusing(step, errno.ENOSPC)):
        (received,) = take(office)
    assert received.failed[0].startswith(f"{said} (disken er fuld)")
    with office.open() as reception:
        assert [one.state for one in reception.journal.unfinished()] == [State.DECIDED]
    (again,) = take(office)
    assert (again.failed, office.receipts(), office.left()) == ((), ["0001 – forslag.yaml – MODTAGET.html"], [])


def test_a_store_that_is_full_keeps_the_file_and_tries_again(office: Desk) -> None:
    """The local disk is full while two files are taken."""
    office.drop("a.yaml", proposal_yaml())
    office.drop("b.yaml", proposal_yaml(title="Et andet"))
    with durable.witnessed(_refusing("create [0-9a-f]{22}$", errno.ENOSPC)):
        received = take(office)
    assert [one.failed[0].partition(" (")[0] for one in received] == ["a.yaml kunne ikke gemmes", "b.yaml kunne ikke gemmes"]
    assert not any(one.rejected for one in received)
    assert outcomes(take(office)) == [Outcome.ACCEPTED, Outcome.ACCEPTED]


def test_an_inbox_that_cannot_be_read_is_told_in_danish(office: Desk) -> None:
    """The share is gone."""
    with office.open() as reception:
        office.workspace.inbox.rmdir()
        with pytest.raises(InboxError, match="filen eller mappen findes ikke"):
            receive(reception)


def test_a_receipt_of_a_lost_journal_is_not_overwritten(office: Desk) -> None:
    """The journal was deleted, and the numbers begin again."""
    office.workspace.receipts.mkdir(parents=True)
    old = office.workspace.receipts / "0001 – forslag.yaml – MODTAGET.html"
    old.write_text("en gammel kvittering")
    office.drop("forslag.yaml", proposal_yaml())
    (received,) = take(office)
    assert received.paths[0].name == "0001 – forslag.yaml – MODTAGET (2).html"
    assert old.read_text() == "en gammel kvittering"


def test_an_archived_original_that_somebody_took_is_no_trouble(office: Desk) -> None:
    """Somebody empties _igang while the file is judged."""
    office.drop("forslag.yaml", proposal_yaml())

    class Thief(ReaderHere):
        def read(self, path: Path, name: str) -> Submission:
            for claimed in office.workspace.inbox.glob("_igang/*/*"):
                claimed.unlink()
            return super().read(path, name)

    with office.open() as reception:
        received = receive(replace(reception, reader=lambda: _within(Thief())))
    assert outcomes(received) == [Outcome.ACCEPTED]
    assert office.archived() == []


def test_a_backlog_is_worked_off_oldest_first(office: Desk) -> None:
    """Three versions of one proposal lie in the inbox, named so that the alphabet would mislead."""
    for age, name in ((3, "c.yaml"), (1, "b.yaml"), (2, "a.yaml")):
        file = office.drop(name, proposal_yaml(summary=f"Version for {age} timer siden."))
        os.utime(file, (time.time() - age * 3600,) * 2)
    received = take(office)
    assert [one.arrival.name for one in received if one.arrival] == ["c.yaml", "a.yaml", "b.yaml"]
    with office.open() as reception:
        assert reception.journal.accepted("nordjylland-nord")[0].version == 3
