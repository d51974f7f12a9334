"""The form that goes back with comments, and the reply that opens unsent."""

import contextlib
import email
import email.policy
import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.domain import factories
from tests.intake.filling import fill_form, read_parts
from tests.intake.samples import FORM, edited, said
from tests.secretariat.reception_desk import Desk, desk
from tests.support.ooxml import validator_errors
from tests.support.parcels import mail, pdf
from workflow.archive import durable
from workflow.archive.entries import Arrival, State, Stored
from workflow.domain.findings import errors, note
from workflow.domain.receipts import Outcome, Receipt, ReceiptRow
from workflow.intake.fields import FIELDS
from workflow.intake.submissions import read_submission
from workflow.secretariat.fates import Fate, reply_name, returned_name
from workflow.secretariat.judging import Verdict, judge
from workflow.secretariat.receipting import compose_receipt
from workflow.secretariat.receiving import receive
from workflow.secretariat.replying import replies, reply_draft, returned_form

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PLACES = {one.name: one.place for one in FIELDS}
SOUND: Mapping[str, Any] = {
    "organer": ["Klynge Nord"],
    "mødedato": "2026-11-24",
    "forslagsstiller": "Hjørring Kommune",
    "kontaktperson": "Konsulent, Hjørring Kommune",
    "kontaktoplysninger": "Konsulent, sundhed@kommune.example.",
    "titel": "Fælles uddannelse i hjemmebehandling",
    "sagstype": "drøftelse",
    "offentlighed": "åbent",
    "tidsforbrug": "20",
    "resumé": "Kommunerne foreslår en fælles uddannelse.",
    "indstilling": ["at klyngen drøfter uddannelsen"],
    "sagsfremstilling": "Sygeplejersker i **alle** kommuner lærer det samme.",
    "økonomi": "Ingen.",
    "patientinddragelse": "Patienterne er spurgt på et møde.",
    "sundhedsaftale": "Sammenhæng",
    "opgave": "prioriterede-midler",
}
WRONG: tuple[tuple[str, Mapping[str, Any]], ...] = (
    ("organer", {"organer": []}),
    ("organer", {"organer": ["Klynge Nirgends"]}),
    ("mødedato", {"mødedato": "2025-11-24"}),
    ("mødedato", {"mødedato": "2026-11-25"}),
    ("forslagsstiller", {"forslagsstiller": ""}),
    ("forslagsstiller", {"forslagsstiller": "Odense Kommune"}),
    ("kontaktperson", {"kontaktperson": ""}),
    ("titel", {"titel": ""}),
    ("titel", {"titel": "x" * 101}),
    ("sagstype", {"sagstype": ""}),
    ("offentlighed", {"offentlighed": ""}),
    ("lukket_begrundelse", {"offentlighed": "lukket"}),
    ("tidsforbrug", {"tidsforbrug": "en times tid"}),
    ("tidsforbrug", {"tidsforbrug": "0"}),
    ("resumé", {"resumé": ""}),
    ("indstilling", {"sagstype": "beslutning", "indstilling": []}),
    ("sagsfremstilling", {"sagsfremstilling": ""}),
    ("beløb", {"beløb": ["Løn: mange penge"]}),
    ("beløb_i_alt", {"beløb": ["Løn: 100", "Kørsel: 200"], "beløb_i_alt": "301"}),
    ("beløb_i_alt", {"beløb_i_alt": "en hel del"}),
    ("opgave", {"opgave": "noget helt andet"}),
)


@pytest.fixture
def office(tmp_path: Path) -> Desk:
    """A secretariat with a meeting of Klynge Nord in November."""
    return desk(tmp_path)


def arrival(name: str = "forslag.docx") -> Arrival:
    """The seventeenth file, of 40 kB."""
    return Arrival(17, "id", name, Stored("ab" * 32, 40_000, 0), factories.DROPPED.isoformat(), State.STORED)


def filled(tmp_path: Path, answers: Mapping[str, Any]) -> Path:
    """The shipped form with these answers."""
    file = tmp_path / "forslag.docx"
    fill_form(FORM, answers, file)
    return file


def judged(office: Desk, file: Path) -> Verdict:
    """What is thought of a file."""
    with office.open() as reception:
        return judge(read_submission(file, file.name), office.register, reception.journal, factories.DROPPED)


def receipt_of(office: Desk, file: Path) -> Receipt:
    """Its receipt."""
    verdict = judged(office, file)
    outcome = Outcome.ACCEPTED if verdict.accepted else Outcome.REJECTED
    return compose_receipt(arrival(), verdict, Fate(outcome, 17))


def comments(docx: Path) -> Iterator[tuple[str, str]]:
    """The comments of a file: the label of the form's row in which each stands, and its words."""
    parts = read_parts(docx)
    body, said = etree.fromstring(parts["word/document.xml"]), etree.fromstring(parts["word/comments.xml"])
    words = {one.get(f"{W}id"): " ".join(str(text) for text in one.itertext()) for one in said}
    for mark in body.iter(f"{W}commentRangeStart"):
        row = next(mark.iterancestors(f"{W}tr"), None)
        label = "" if row is None else "".join(text.text or "" for text in next(row.iter(f"{W}tc")).iter(f"{W}t"))
        yield label, words[mark.get(f"{W}id")]


def test_every_field_that_can_be_wrong_has_a_way_to_be() -> None:
    """The others take any text, or nothing."""
    free = {
        "kontaktoplysninger", "sagsnummer", "økonomi", "patientinddragelse", "sundhedsaftale", "bilag", "oplægsholder",
        "nedsætter_arbejdsgruppe", "inviterer_patientudvalget", "særskilt_drøftelse", "kommunikation", "tidsplan",
    }  # fmt: skip
    assert {name for name, _ in WRONG} | free == PLACES.keys()


@pytest.mark.parametrize(("field", "fault"), WRONG, ids=[f"{name}-{number}" for number, (name, _) in enumerate(WRONG)])
def test_a_wrong_answer_bears_the_comment_and_corrected_there_it_is_accepted(
    office: Desk, tmp_path: Path, field: str, fault: Mapping[str, Any]
) -> None:
    """The form comes back valid, with a comment in the very cell; what the sender then writes there is read."""
    receipt = receipt_of(office, filled(tmp_path, {**SOUND, **fault}))
    wrong = [one for one in receipt.findings if one.field.partition("[")[0] == field]
    assert wrong, receipt.findings
    goes_back = receipt.model_copy(update={"goes_back": True})  # a mere warning does not send it back
    form = returned_form(goes_back, (tmp_path / "forslag.docx").read_bytes(), factories.DROPPED)
    assert form
    assert receipt.goes_back == bool(errors(receipt.findings))
    back = tmp_path / "retur.docx"
    back.write_bytes(form)
    assert validator_errors(back) == []
    number = PLACES[field].partition(",")[0].removeprefix("Felt ")
    assert any(label.startswith(f"{number}.") and wrong[0].problem in said for label, said in comments(back))
    assert read_submission(back, "x").answers == read_submission(tmp_path / "forslag.docx", "x").answers
    assert read_submission(back, "x").unread == ()


def test_the_corrected_form_is_accepted_though_the_comments_still_stand_in_it(office: Desk, tmp_path: Path) -> None:
    """Whoever mends an answer need not take the comments out."""
    receipt = receipt_of(office, filled(tmp_path, {**SOUND, "titel": ""}))
    form = returned_form(receipt, (tmp_path / "forslag.docx").read_bytes(), factories.DROPPED)
    assert form
    back, mended = tmp_path / "retur.docx", tmp_path / "rettet.docx"
    back.write_bytes(form)
    fill_form(back, {"titel": "Fælles uddannelse"}, mended)
    verdict = judged(office, mended)
    assert verdict.accepted
    assert verdict.proposal
    assert (verdict.proposal.title, verdict.submission.unread) == ("Fælles uddannelse", ())


def test_a_form_that_goes_back_twice_bears_only_the_last_comments(office: Desk, tmp_path: Path) -> None:
    """Ours of the first time are taken out; the sender's own would stay."""
    file = filled(tmp_path, {**SOUND, "titel": ""})
    receipt = receipt_of(office, file)
    form = returned_form(receipt, file.read_bytes(), factories.DROPPED)
    assert form
    file.write_bytes(form)
    again = returned_form(receipt, form, factories.DROPPED)
    assert again
    first, second = list(comments(file)), (file.write_bytes(again), list(comments(file)))[1]
    assert first == second
    assert validator_errors(file) == []


def test_only_a_word_form_that_must_be_corrected_goes_back(office: Desk, tmp_path: Path) -> None:
    """Not one that was accepted, not YAML, and not one that cannot be written in."""
    file = filled(tmp_path, SOUND)
    sound = receipt_of(office, file)
    assert returned_form(sound, file.read_bytes(), factories.DROPPED) is None
    yaml = tmp_path / "forslag.yaml"
    yaml.write_text("skema: dagsordensforslag\norganer: Klynge Nord\n")
    assert not receipt_of(office, yaml).goes_back
    assert returned_form(sound.model_copy(update={"goes_back": True}), b"no form", factories.DROPPED) is None


def test_a_form_that_cannot_be_unpacked_any_more_is_answered_without_it(tmp_path: Path) -> None:
    """The mail's bytes are others than those that were read; its sender hears what is wrong all the same."""
    original = tmp_path / "original"
    original.write_bytes(mail({"bilag.pdf": pdf()}))
    receipt = Receipt(
        number="2026-0017", outcome=Outcome.REJECTED, sender="s", state="Afvist", goes_back=True, is_answered=True
    ).model_copy(update={"form_sha256": "0" * 64})
    laid = dict(replies(arrival("sag.eml"), receipt, original))
    assert list(laid) == ["0017 – sag.eml – SVAR.eml"]
    assert b"RET OG SEND IGEN" not in laid["0017 – sag.eml – SVAR.eml"]


def test_the_reply_opens_unsent_says_what_is_wrong_and_carries_the_form(office: Desk, tmp_path: Path) -> None:
    """Its lines are the ones a secretary would write."""
    receipt = receipt_of(office, filled(tmp_path, {**SOUND, "indstilling": [], "sagstype": "beslutning"}))
    raw = reply_draft(receipt, ("retur æ.docx", b"the form"))
    assert raw == reply_draft(receipt, ("retur æ.docx", b"the form"))
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(mail, EmailMessage)
    assert (mail["X-Unsent"], mail["To"]) == ("1", "sundhed@kommune.example")
    assert mail["Subject"] == "Kvittering 2026-0017: Fælles uddannelse i hjemmebehandling"
    body = mail.get_body()
    assert body
    text = body.get_content().replace("\r\n", "\n")
    assert "\nDet skal rettes:\n1. Felt 13, Indstilling: " in text
    assert "Jeres eget skema er vedhæftet" in text
    assert receipt.state_strong
    assert f"send det til os igen senest {receipt.state_strong}." in text
    (form,) = mail.iter_attachments()
    assert (form.get_filename(), form.get_content()) == ("retur æ.docx", b"the form")


def test_the_reply_to_what_was_accepted_says_what_happens_now(office: Desk, tmp_path: Path) -> None:
    """With meeting and deadline, and nothing attached; an unknown sender is left for the secretary to fill in."""
    receipt = receipt_of(office, filled(tmp_path, {**SOUND, "kontaktoplysninger": ""}))
    mail = email.message_from_bytes(reply_draft(receipt, None), policy=email.policy.default)
    assert isinstance(mail, EmailMessage)
    text = mail.get_content()
    assert mail["To"] is None
    assert not mail.is_multipart()
    assert "Møde: Tirsdag den 24. november 2026" in text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Skal noget rettes, så send en rettet fil med samme titel til os." in text
    assert "rettes:" not in text


def reply_text(receipt: Receipt) -> str:
    """The words of the reply, its lines as they are read."""
    mail = email.message_from_bytes(reply_draft(receipt, None), policy=email.policy.default)
    assert isinstance(mail, EmailMessage)
    text = mail.get_content()
    assert isinstance(text, str)
    return text.replace("\r\n", "\n")


def test_what_was_not_read_is_named_in_the_reply_with_what_to_do(office: Desk, tmp_path: Path) -> None:
    """Two lines below the tables; the proposal goes on, but nobody calls it complete."""
    whole = receipt_of(office, filled(tmp_path, SOUND))
    assert (whole.state, "er fuldstændigt og går videre" in reply_text(whole)) == ("Modtaget og klar", True)
    assert "ikke læst" not in reply_text(whole)
    greeting = said("Med venlig hilsen") + said("Konsulenten")
    file = edited(filled(tmp_path, SOUND), lambda xml: xml.replace("<w:sectPr>", f"{greeting}<w:sectPr>"))
    receipt = receipt_of(office, file)
    assert receipt.state == "Modtaget, men noget er ikke læst"
    assert "fuldstændigt" not in reply_text(receipt)
    assert "fastlægger dagsordenen. Noget i filen er ikke læst.\n" in reply_text(receipt)
    assert (
        "\nDette har vi ikke læst:\n1. Med venlig hilsen\n2. Konsulenten\n"
        "Flyt teksten ind i et felt, og send skemaet til os igen, hvis den skal med.\n"
    ) in reply_text(receipt)


def test_a_reply_names_the_first_ten_texts_that_were_not_read_and_counts_the_others(office: Desk, tmp_path: Path) -> None:
    """Eleven lines, the first of them very long; of a sheet other things are asked."""
    receipt = receipt_of(office, filled(tmp_path, SOUND))
    many = receipt.model_copy(update={"unread": ("ord " * 100, *(f"linje {number}" for number in range(2, 12)))})
    text = reply_text(many)
    assert "ord …\n2. linje 2\n" in text
    assert "10. linje 10\nOg 1 sted mere, som står i kvitteringen.\n" in text.replace("\N{NO-BREAK SPACE}", " ")
    sheet = many.model_copy(update={"rows": (ReceiptRow(number=2),)})
    assert "Flyt det til en kolonne, som arket kender, og send arket til os igen, hvis det skal med.\n" in reply_text(sheet)


def test_a_file_without_title_or_findings_is_answered_too(office: Desk, tmp_path: Path) -> None:
    """A mere file is named; what is only worth knowing is not in the mail."""
    receipt = Receipt(
        number="2026-0017",
        outcome=Outcome.KEPT,
        sender="s",
        state="Gemt",
        file="x.pdf",
        findings=(note("", "Fint."),),
    )
    mail = email.message_from_bytes(reply_draft(receipt, None), policy=email.policy.default)
    assert mail["Subject"] == "Kvittering 2026-0017: x.pdf"
    assert "Fint" not in mail.get_payload()


def test_whatever_stands_in_a_title_the_reply_can_be_written() -> None:
    """A line break in a subject would be another header."""
    receipt = Receipt(
        number="2026-0017", outcome=Outcome.REJECTED, sender="s", state="Afvist", title="En\nBcc: x@y.example\u0007"
    )
    mail = email.message_from_bytes(reply_draft(receipt, None), policy=email.policy.default)
    assert (mail["Bcc"], mail["Subject"][:30]) == (None, "Kvittering 2026-0017: En Bcc: ")


class _KilledError(BaseException):
    """The end of the program."""


def _ending_after(count: int) -> Callable[[str, str], None]:
    """A witness that ends the program after so many steps among the receipts."""
    steps = itertools.count(1)

    def witness(moment: str, step: str) -> None:
        if moment == "after" and "0001 – " in step and next(steps) == count:
            raise _KilledError

    return witness


def test_a_program_that_is_killed_between_form_reply_and_receipt_lays_each_of_them_once(tmp_path: Path) -> None:
    """It is killed after every step of them, one run after the other, and each time the next run goes on."""
    form = filled(tmp_path, {**SOUND, "titel": ""}).read_bytes()
    laid: list[dict[str, bytes]] = []
    for count in range(1, 12):
        office = desk(tmp_path / str(count))
        office.drop("forslag.docx", form)
        with office.open() as reception:
            with contextlib.suppress(_KilledError), durable.witnessed(_ending_after(count)):
                receive(reception)
            receive(reception)
        assert office.left() == []
        laid.append({path.name: path.read_bytes() for path in office.workspace.receipts.glob("0*") if path.suffix != ".html"})
        assert [path.name for path in office.workspace.receipts.glob("*.html")] == ["0001 – forslag.docx – AFVIST.html"]
    assert laid == [laid[0]] * len(laid)
    assert sorted(laid[0]) == ["0001 – forslag – RET OG SEND IGEN.docx", "0001 – forslag.docx – SVAR.eml"]


def test_both_files_stand_beside_the_receipt_under_its_number() -> None:
    """Whatever the sender's file is called."""
    assert returned_name(arrival()) == "0017 – forslag – RET OG SEND IGEN.docx"
    assert returned_name(replace(arrival(), name="forslag")) == "0017 – forslag – RET OG SEND IGEN.docx"
    again = replace(arrival("0016 – forslag – RET OG SEND IGEN (2).docx"), number=17)
    assert returned_name(again) == "0017 – forslag – RET OG SEND IGEN.docx"
    assert reply_name(arrival()) == "0017 – forslag.docx – SVAR.eml"
