"""What goes back to the sender: the form with its comments and the reply that opens unsent, laid beside the receipt."""

import email
import email.policy
from email.message import EmailMessage

import pytest
from docx import Document

from tests.intake.filling import fill_form
from tests.intake.samples import FORM
from tests.intake.test_parcels import LETTER, attached
from tests.rendering.words import words
from tests.support.compound import compound
from tests.support.desk import EXAMPLES, Desk
from tests.support.ooxml import validator_errors
from tests.support.parcels import mail as mailed
from tests.support.parcels import packed, pdf
from workflow.intake.submissions import read_submission

PROPOSALS = EXAMPLES / "forslag"
FAULTY = PROPOSALS / "24 mangler indstilling.docx"
MENDED = {
    "indstilling": ["at klyngen fordeler puljen mellem kommunerne"],
    "lukket_begrundelse": "Forvaltningslovens § 27, stk. 1",
    "økonomi": "600.000 kr. i 2026 fra klyngens pulje.",
}


def beside(desk: Desk) -> list[str]:
    """Everything that lies among the receipts, but for the status page."""
    return sorted(path.name for path in (desk.root / "outbox/kvitteringer").glob("0*"))


def opened(desk: Desk, name: str) -> EmailMessage:
    """A reply, as a mail program opens it."""
    raw = (desk.root / "outbox/kvitteringer" / name).read_bytes()
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(mail, EmailMessage)
    assert mail.defects == []
    return mail


def said(mail: EmailMessage) -> str:
    """The words of a reply."""
    body = mail.get_body()
    assert body
    return str(body.get_content()).replace("\r\n", "\n").replace("\N{NO-BREAK SPACE}", " ")


def test_a_rejected_form_comes_back_and_corrected_there_it_is_accepted(desk: Desk) -> None:
    """The sender writes in the very file that came back and drops it under the name that it has."""
    desk.drop(FAULTY)
    assert desk.run("modtag").status == 1
    form, receipt, reply = (
        "0001 – 24 mangler indstilling – RET OG SEND IGEN.docx",
        "0001 – 24 mangler indstilling.docx – AFVIST.html",
        "0001 – 24 mangler indstilling.docx – SVAR.eml",
    )
    assert beside(desk) == [form, receipt, reply]
    page = (desk.root / "outbox/kvitteringer" / receipt).read_text("utf-8")
    assert f"Åbn filen ”{form}”, der ligger ved siden af denne kvittering." in page
    back = desk.root / "outbox/kvitteringer" / form
    told = [one.text for one in Document(str(back)).comments]
    assert any("Punktet er til beslutning, men der er ingen indstilling." in one for one in told)
    fill_form(back, MENDED, desk.root / "inbox" / form)
    again = desk.run("modtag")
    assert (again.status, again.err) == (0, f"Nr. 2 {form}: Modtaget og klar.\n")
    assert read_submission(FAULTY, "x").answers["titel"] in "\n".join(words(again.paths[1]))
    assert beside(desk)[3:] == [
        "0002 – 24 mangler indstilling.docx – MODTAGET.html",
        "0002 – 24 mangler indstilling.docx – SVAR.eml",
    ]


@pytest.mark.parametrize(
    ("name", "dropped"),
    [
        ("sag.eml", mailed({"Kriterier.pdf": pdf(4), FAULTY.name: FAULTY.read_bytes()})),
        ("sag.eml", mailed({"det hele.zip": packed({f"Sag/{FAULTY.name}": FAULTY.read_bytes()})})),
        ("sag.zip", packed({f"Sag/{FAULTY.name}": FAULTY.read_bytes(), "Sag/Kriterier.pdf": pdf(4)})),
        ("sag.msg", compound({**LETTER, **attached(0, FAULTY.name, FAULTY.read_bytes())})),
    ],
    ids=["a mail", "a zip in a mail", "a zip", "a mail from Outlook"],
)
def test_a_rejected_form_in_a_mail_or_a_zip_comes_back_as_if_it_had_come_alone(desk: Desk, name: str, dropped: bytes) -> None:
    """The same comments in it, attached to the reply, and corrected there it is accepted."""
    desk.drop(FAULTY)
    desk.run("modtag")
    (desk.root / "inbox" / name).write_bytes(dropped)
    assert desk.run("modtag").status == 1
    folder = desk.root / "outbox/kvitteringer"
    alone, back = sorted(folder.glob("*RET OG SEND IGEN.docx"))
    assert back.name == "0002 – sag – RET OG SEND IGEN.docx"
    assert [one.text for one in Document(str(back)).comments] == [one.text for one in Document(str(alone)).comments]
    assert validator_errors(back) == []
    (attached_form,) = opened(desk, f"0002 – {name} – SVAR.eml").iter_attachments()
    assert (attached_form.get_filename(), attached_form.get_content()) == (back.name, back.read_bytes())
    page = (folder / f"0002 – {name} – AFVIST.html").read_text("utf-8")
    assert f"Åbn filen ”{back.name}”, der ligger ved siden af denne kvittering." in page
    fill_form(back, MENDED, desk.root / "inbox" / back.name)
    assert desk.run("modtag").err == f"Nr. 3 {back.name}: Modtaget og klar.\n"


def test_the_files_that_came_with_a_rejected_form_follow_it_when_it_is_corrected(desk: Desk) -> None:
    """A mail with the form and bilag 1.pdf; corrected in part, then under another name; nobody sends the PDF again."""
    folder, files = desk.root / "outbox/kvitteringer", {"bilag 1.pdf": pdf(4), FAULTY.name: FAULTY.read_bytes()}
    (desk.root / "inbox" / "sag.eml").write_bytes(mailed(files))
    desk.run("modtag")
    kept = "Bilagene har vi allerede; de følger med, når filen beholder sit navn eller en af vores kommentarer."
    assert kept in said(opened(desk, "0001 – sag.eml – SVAR.eml"))
    page = (folder / "0001 – sag.eml – AFVIST.html").read_text("utf-8")
    assert "Lad filen beholde sit navn eller en af vores kommentarer, så følger de bilag med, der allerede er kommet." in page
    first, second = "0001 – sag – RET OG SEND IGEN.docx", "0002 – sag – RET OG SEND IGEN.docx"
    fill_form(folder / first, {**MENDED, "indstilling": []}, desk.root / "inbox" / first)
    assert desk.run("modtag").status == 1
    assert kept in said(opened(desk, "0002 – sag.docx – SVAR.eml"))
    fill_form(folder / second, MENDED, desk.root / "inbox" / "nu rettet.docx")
    assert desk.run("modtag").status == 0
    (one,) = (desk.root / "outbox").glob("nordjylland/*/*/Bilag*/*/*bilag 1.pdf")
    assert one.read_bytes() == pdf(4)


def test_the_reply_to_a_rejected_form_says_what_is_missing_until_when_and_carries_the_form(desk: Desk) -> None:
    """Word for word what a secretary would send; the partner has no inbox of ours, so nothing is said of one."""
    desk.drop(FAULTY)
    desk.run("modtag")
    mail = opened(desk, "0001 – 24 mangler indstilling.docx – SVAR.eml")
    assert (mail["X-Unsent"], mail["Subject"]) == ("1", "Kvittering 2026-0001: Fælles puljemidler til sårpleje")
    text = said(mail)
    assert text.startswith(
        "Hej\n\nTak for ”Fælles puljemidler til sårpleje”, som I har sendt os. Det har fået kvitteringsnummer 2026-0001.\n\n"
        "Forslaget er modtaget, men kan ikke komme på dagsordenen endnu.\n\nDet skal rettes:\n1. Felt 9, "
    )
    assert "Ret svarene i det, og send det til os igen senest onsdag den 11. november 2026 kl. 12.00.\n" in text
    assert text.endswith("\nFrist: Onsdag den 11. november 2026 kl. 12.00\n\nVenlig hilsen\nKlyngesekretariatet\n")
    assert "indbakken" not in text
    (form,) = mail.iter_attachments()
    name = "0001 – 24 mangler indstilling – RET OG SEND IGEN.docx"
    assert form.get_filename() == name
    assert form.get_content() == (desk.root / "outbox/kvitteringer" / name).read_bytes()


def test_an_accepted_proposal_is_answered_to_its_contact_and_says_what_happens_now(desk: Desk) -> None:
    """The address stands on the form."""
    desk.drop(PROPOSALS / "01 hjemmebehandling nord.docx")
    desk.run("modtag")
    mail = opened(desk, "0001 – 01 hjemmebehandling nord.docx – SVAR.eml")
    assert (mail["To"], mail.is_multipart()) == ("sundhed@kommune.example", False)
    text = said(mail)
    assert "Dagsordenen for mødet udsendes tirsdag den 17. november 2026.\n" in text
    assert "Skal noget rettes, så send en rettet fil med samme titel til os." in text


def test_a_file_that_cannot_be_read_is_answered_but_a_paper_and_a_duplicate_are_not(desk: Desk) -> None:
    """A shortcut, an attachment alone, and an accepted proposal that comes once more under another name."""
    desk.write("inbox/1 genvej.url", "[InternetShortcut]\nURL=https://kommune.example\n")
    desk.run("modtag")
    desk.write("inbox/2 bilag.pdf", "%PDF-1.7\n%%EOF\n")
    desk.drop(PROPOSALS / "02 lægedækning nord.yaml", "3 forslag.yaml")
    desk.run("modtag")
    desk.drop(PROPOSALS / "02 lægedækning nord.yaml", "4 igen.yaml")
    desk.run("modtag")
    assert [name for name in beside(desk) if name.endswith(".eml")] == [
        "0001 – 1 genvej.url – SVAR.eml",
        "0003 – 3 forslag.yaml – SVAR.eml",
    ]
    text = said(opened(desk, "0001 – 1 genvej.url – SVAR.eml"))
    assert text.startswith("Hej\n\nTak for ”1 genvej.url”, som I har sendt os.")
    assert "1. Du har sendt en genvej, ikke selve filen. Find filen, som genvejen peger på, og send den til os.\n" in text


def test_a_rejected_file_that_comes_again_unchanged_is_answered_again(desk: Desk) -> None:
    """Whoever sends the same once more has not understood the first reply, and hears once more what is wrong."""
    wrong = (PROPOSALS / "20 forkert kommune.yaml").read_text("utf-8")
    desk.write("inbox/a.yaml", wrong)
    desk.run("modtag")
    desk.write("inbox/b.yaml", wrong)
    desk.run("modtag")
    text = said(opened(desk, "0002 – b.yaml – SVAR.eml"))
    assert "Den blev afvist dengang, og det samme skal stadig rettes." in text
    assert "Det skal rettes:\n1. Felt 7, Sagstype" in text


def test_the_secretariat_writes_no_mail_to_itself_about_minutes(desk: Desk) -> None:
    """A minutes record is the secretariat's own, sound or not."""
    desk.write("inbox/referat.yaml", "skema: referat\norgan: nordjylland-nord\nmødedato: 2026-11-24\n")
    desk.run("modtag")
    assert [name.rpartition(".")[2] for name in beside(desk)] == ["html"]


def test_the_reply_names_the_attachments_that_have_not_come(desk: Desk) -> None:
    """The form came alone; only its sender can send what it names, so the mail says so in words that fit a mail."""
    answers = {**read_submission(FAULTY, "x").answers, **MENDED, "bilag": ["Kriterier.pdf"]}
    fill_form(FORM, answers, desk.root / "inbox/forslag.docx")
    desk.run("modtag")
    text = said(opened(desk, "0001 – forslag.docx – SVAR.eml"))
    told = "Bilaget ”Kriterier.pdf” er ikke kommet endnu. Send filen til os under det navn, den har i feltet Bilag"
    assert f"Felt 18, Bilag: {told}; så kommer den på dagsordenen.\n" in text


def test_the_reply_to_a_mail_without_a_form_asks_for_the_form_and_for_nothing_that_the_form_asks_for(desk: Desk) -> None:
    """The draft beside the receipt is the secretary's; what is wrong with the words of the mail itself is told all the same."""
    desk.write("inbox/mail.eml", f"From: a@kommune.example\r\nSubject: {'Kørsel ' * 20}\r\n\r\nVi venter.\r\n")
    desk.run("modtag")
    text = said(opened(desk, "0001 – mail.eml – SVAR.eml"))
    form, title, *others = [line for line in text.splitlines() if line[:3] in {f"{number}. " for number in range(1, 10)}]
    assert form.endswith(" Udfyld skemaet Dagsordensforslag.docx, og send det til os sammen med bilagene.")
    assert title.startswith("2. Felt 6, Titel: Teksten er på ")
    assert others == []
