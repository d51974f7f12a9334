"""A sender hears in the receipt what of the Markdown in a proposal or a minutes record no document shows as it was meant."""

from datetime import date
from pathlib import Path

import pytest

from tests.domain import factories
from tests.secretariat.reception_desk import AFTER_THE_MEETING, Desk, desk, proposal_yaml
from workflow.domain.receipts import Outcome, Receipt
from workflow.secretariat.receiving import receive

TEXT = "Sygeplejersker i **alle** kommuner lærer det samme."


@pytest.fixture
def office(tmp_path: Path) -> Desk:
    """A secretariat with Klynge Nord's meeting of November."""
    return desk(tmp_path)


def receipt_of(office: Desk, name: str, content: str, day: date = date(2026, 11, 5)) -> Receipt:
    """What the receipt on a file says."""
    with office.open(day) as reception:
        (one,) = receive(reception, (office.drop(name, content),))
    assert one.arrival
    assert one.arrival.receipt
    return one.arrival.receipt


def told(receipt: Receipt) -> list[tuple[str, str, str]]:
    """Severity, field and problem of each finding."""
    return [(str(one.severity), one.label, one.problem) for one in receipt.findings]


def test_what_a_document_shows_otherwise_is_told_and_stops_nothing(office: Desk) -> None:
    """forslag.yaml: a picture, HTML and a rule in one field, a note without a text in another."""
    content = proposal_yaml(summary="Kort[^1]").replace(TEXT, f"![Kurve](kurve.png) <u>{TEXT}</u>\n\n  ***\n\n  Slut.")
    receipt = receipt_of(office, "forslag.yaml", content)
    assert receipt.outcome is Outcome.ACCEPTED
    assert told(receipt) == [
        ("advarsel", "Felt 12, Resumé (linje 11)", "Teksten henviser til [^1], som der ikke er skrevet nogen fodnote til."),
        (
            "advarsel",
            "Felt 14, Sagsfremstilling (linje 14)",
            "HTML-koder i teksten bliver trykt, som de står: <u> og </u>.",
        ),
        (
            "advarsel",
            "Felt 14, Sagsfremstilling (linje 14)",
            "Billedet ”kurve.png” er ikke fulgt med. Der står kun en beskrivelse i stedet.",
        ),
        ("oplysning", "Felt 14, Sagsfremstilling (linje 14)", "En vandret streg i teksten bliver ikke trykt."),
    ]
    assert all(one.hint for one in receipt.findings)


def test_a_hidden_remark_goes_back_to_its_sender(office: Desk) -> None:
    """forslag.yaml: a comment that its author believes nobody will see."""
    receipt = receipt_of(office, "forslag.yaml", proposal_yaml().replace(TEXT, f"{TEXT} <!-- sig det ikke til nogen -->"))
    assert receipt.outcome is Outcome.REJECTED
    assert told(receipt) == [
        (
            "fejl",
            "Felt 14, Sagsfremstilling (linje 14)",
            "En skjult bemærkning i teksten ville blive trykt: ”<!-- sig det ikke til nogen -->”.",
        )
    ]


def test_it_is_told_too_when_something_else_sends_the_proposal_back(office: Desk) -> None:
    """forslag.yaml: a rich text that shows a picture, and a field whose value is none."""
    content = proposal_yaml(meeting="engang").replace(TEXT, "![Kurve](https://example.dk/kurve.png)")
    receipt = receipt_of(office, "forslag.yaml", content)
    assert receipt.outcome is Outcome.REJECTED
    said = "Billedet på https://example.dk/kurve.png bliver ikke hentet. Der står kun en beskrivelse i stedet."
    assert said in [problem for _, _, problem in told(receipt)]


def test_a_conclusion_in_a_minutes_record_is_read_in_the_same_way(office: Desk) -> None:
    """referat.yaml: a table whose row has a field too many."""
    present = "".join(f"  - {{medlem: '{one.title}', status: til stede}}\n" for one in factories.nord_members()[:10])
    items = (
        ("godkendelse-af-dagsorden", "Godkendelse af dagsorden", "Godkendt."),
        ("eventuelt", "Eventuelt", "|\n      | a |\n      |---|\n      | 1 | 2 |"),
    )
    record = f"skema: referat\norgan: nord\nmødedato: 2026-11-24\nfremmøde:\n{present}punkter:\n"
    for number, (key, title, conclusion) in enumerate(items, 1):
        record += f"  - nr: {number}\n    titel: {title}\n    nøgle: fast:{key}\n    konsensus: ja\n"
        record += f"    konklusion: {conclusion}\n"
    receipt = receipt_of(office, "referat.yaml", f"{record}slut: ja\n", AFTER_THE_MEETING)
    problem = "En række i en tabel har flere felter end tabellens øverste række; de står samlet i rækkens sidste felt."
    assert told(receipt)[0] == ("advarsel", "Punkt 2, konklusion (linje 25)", problem)
