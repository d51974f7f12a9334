"""Mails and zips laid in the inbox, through the real command: what was dropped, and what lies beside the agenda."""

import re
from pathlib import Path

import pytest

from tests.rendering.words import words
from tests.secretariat.reception_desk import proposal_yaml
from tests.support.desk import Desk, new_desk
from tests.support.parcels import mail, packed, pdf

MEETING = "outbox/nordjylland/nordjylland-nord/2026-11-24"
FORM = proposal_yaml() + ""
NAMED = FORM.replace("slut: ja", "bilag:\n  - Kriterier.pdf\n  - Bilag 2 - Økonomi\n  - Udtalelse (lukket)\nslut: ja")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A fresh workspace."""
    return new_desk(tmp_path)


def drop(desk: Desk, name: str, content: bytes | str) -> None:
    """Lay a file in the inbox."""
    (desk.root / "inbox" / name).write_bytes(content.encode() if isinstance(content, str) else content)


def bilag(desk: Desk) -> list[str]:
    """Every file beside the agenda that is no agenda."""
    folder = desk.root / MEETING
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and path.parent != folder)


def receipts(desk: Desk) -> list[str]:
    """The names of all receipts."""
    return sorted(path.name for path in (desk.root / "outbox/kvitteringer").glob("[0-9]*.html"))


def receipt(desk: Desk, number: int) -> str:
    """The words of a receipt."""
    (page,) = (desk.root / "outbox/kvitteringer").glob(f"{number:04} *.html")
    return " ".join(re.sub(r"<[^>]+>", " ", page.read_text("utf-8")).split())


def agenda(desk: Desk) -> str:
    """The words of the agenda."""
    (page,) = (desk.root / MEETING).glob("Dagsorden*.docx")
    return "\n".join(words(page))


def test_a_mail_with_a_form_and_three_pdfs_is_one_case_with_its_attachments(desk: Desk) -> None:
    """mail.eml: the form, two attachments that it names, one of them closed, and one that it does not name."""
    files = {"forslag.yaml": NAMED.encode(), "kriterier.PDF": pdf(4), "udtalelse.pdf": pdf(1, "U"), "Tal for 2026.pdf": pdf(2)}
    drop(desk, "mail.eml", mail(files))
    assert desk.run("modtag").status == 0
    assert receipts(desk) == ["0001 – mail.eml – MODTAGET.html"]
    (number,) = set(re.findall(r"Punkt (\d+) - Fælles", "\n".join(bilag(desk))))
    folder = f"Punkt {number} - Fælles uddannelse i hjemmebehandling"
    assert bilag(desk) == [
        f"Bilag (lukket)/{folder}/{number}.3 udtalelse.pdf",
        f"Bilag/{folder}/{number}.1 kriterier.PDF",
        f"Bilag/{folder}/{number}.4 Tal for 2026.pdf",
    ]
    assert (desk.root / MEETING / "Bilag" / folder / f"{number}.1 kriterier.PDF").read_bytes() == files["kriterier.PDF"]
    printed = agenda(desk)
    assert f"Bilag {number}.1: Kriterier.pdf (4 sider)" in printed
    assert f"Bilag {number}.2: Økonomi\n" in printed
    assert f"Bilag {number}.3: Udtalelse, lukket (1 side)" in printed
    assert f"Bilag {number}.4: Tal for 2026 (2 sider)" in printed
    told = receipt(desk, 1)
    assert "Sundhed og Omsorg (sundhed@kommune.example)" in told
    assert "Punkt til dagsordenen" in told
    assert "Bilaget ”Økonomi” er nævnt, men ikke kommet med." in told
    assert "Filen ”Tal for 2026.pdf” er sendt med, men ikke nævnt under Bilag." in told


def test_what_a_mail_says_beside_its_form_is_told_and_the_form_is_complete_all_the_same(desk: Desk) -> None:
    """An ordinary sentence: the receipt prints it, and the proposal goes on as complete; one that asks for more does not."""
    drop(desk, "mail.eml", mail({"forslag.yaml": NAMED.encode()}, text="Udvalget drøftede sagen i oktober."))
    assert desk.run("modtag").status == 0
    told = receipt(desk, 1)
    assert "Mailens tekst: Udvalget drøftede sagen i oktober." in told
    assert "Teksten i mailen er ikke læst som en del af forslaget." in told
    assert "Modtaget og klar" in told
    assert "Forslaget er fuldstændigt" in told
    other = re.sub("titel: .*", "titel: Ventetid på akutteamet", NAMED)
    drop(desk, "ny.eml", mail({"forslag.yaml": other.encode()}, text="Udvalget vil have punktet for lukkede døre."))
    assert desk.run("modtag").status == 0
    assert "Modtaget, men noget er ikke læst Forslaget går videre til formandskabet" in receipt(desk, 2)


def test_of_a_rejected_mail_the_form_is_corrected_and_comes_again_with_its_attachments(desk: Desk) -> None:
    """Nobody corrects a mail: the receipt names the form in it."""
    wrong = re.sub("titel: .*", f"titel: {'x' * 101}", NAMED)
    drop(desk, "mail.eml", mail({"forslag.yaml": wrong.encode(), "kriterier.PDF": pdf(4)}))
    drop(desk, "uden bilag.eml", mail({"forslag.yaml": wrong.replace("x", "y").encode()}))
    assert desk.run("modtag").status == 1
    assert "Ret skemaet ”forslag.yaml”, og læg det i indbakken igen sammen med bilagene." in receipt(desk, 1)
    assert "Ret skemaet ”forslag.yaml”, og læg det i indbakken igen." in receipt(desk, 2)


def test_a_pdf_that_comes_later_is_matched_to_the_case_that_names_it(desk: Desk) -> None:
    """forslag.yaml alone, then Økonomi.pdf alone; then a better Økonomi.pdf."""
    drop(desk, "forslag.yaml", NAMED)
    assert desk.run("modtag").status == 0
    assert "er ikke kommet endnu" in receipt(desk, 1)
    assert bilag(desk) == []
    drop(desk, "Økonomi.pdf", pdf(3))
    assert desk.run("modtag").status == 0
    assert "Filen er bilag til nr. 1, ”Fælles uddannelse i hjemmebehandling”" in receipt(desk, 2)
    (one,) = bilag(desk)
    assert one.endswith(".2 Økonomi.pdf")
    assert ".2: Økonomi (3 sider)" in agenda(desk)
    drop(desk, "Økonomi.pdf", pdf(5))
    assert desk.run("modtag").status == 0
    assert bilag(desk) == [one]
    assert (desk.root / MEETING / one).read_bytes() == pdf(5)
    assert ".2: Økonomi (5 sider)" in agenda(desk)


def test_a_pdf_that_came_first_is_found_when_its_form_comes(desk: Desk) -> None:
    """Kriterier.pdf alone, which nobody knows yet; then the form that names it."""
    drop(desk, "Kriterier.pdf", pdf(4))
    desk.run("modtag")
    drop(desk, "forslag.yaml", NAMED)
    desk.run("modtag")
    assert receipts(desk) == ["0001 – Kriterier.pdf – GEMT.html", "0002 – forslag.yaml – MODTAGET.html"]
    (one,) = bilag(desk)
    assert one.endswith(".1 Kriterier.pdf")


def test_a_folder_is_one_case_with_its_attachments(desk: Desk) -> None:
    """A folder with the form and its attachments, one of them in a folder below."""
    folder = desk.root / "inbox" / "Fælles uddannelse"
    (folder / "Bilag").mkdir(parents=True)
    (folder / "forslag.yaml").write_text(NAMED, "utf-8")
    (folder / "Bilag" / "Kriterier.pdf").write_bytes(pdf(4))
    assert desk.run("modtag").status == 0
    assert receipts(desk) == ["0001 – Fælles uddannelse.zip – MODTAGET.html"]
    (one,) = bilag(desk)
    assert one.endswith(".1 Kriterier.pdf")


def test_an_attachment_that_a_person_edited_is_never_overwritten(desk: Desk) -> None:
    """Somebody writes in Bilag/…/Kriterier.pdf, and the agenda is written again."""
    drop(desk, "sag.zip", packed({"forslag.yaml": NAMED.encode(), "Kriterier.pdf": pdf(4)}))
    desk.run("modtag")
    (one,) = bilag(desk)
    (desk.root / MEETING / one).write_bytes(b"%PDF-1.7 noter\n%%EOF\n")
    said = desk.run("dagsorden", "nordjylland-nord")
    assert "er rettet i hånden" in said.err
    assert (desk.root / MEETING / one).read_bytes() == b"%PDF-1.7 noter\n%%EOF\n"
    assert bilag(desk) == sorted([one, one.replace("Kriterier.pdf", "Kriterier (ny udgave).pdf")])


def test_a_closed_item_leaves_no_name_among_the_open_attachments(desk: Desk) -> None:
    """A zip with a closed case."""
    closed = NAMED.replace(
        "offentlighed: åbent", "offentlighed: lukket\nlukket_begrundelse: Personforhold, offentlighedslovens § 30"
    )
    drop(desk, "sag.zip", packed({"forslag.yaml": closed.encode(), "Kriterier.pdf": pdf(4)}))
    assert desk.run("modtag").status == 0
    (one,) = bilag(desk)
    assert re.fullmatch(r"Bilag \(lukket\)/Punkt \d+/\d+\.1 Kriterier\.pdf", one)


def completed(draft: str) -> str:
    """A draft that the secretary has completed."""
    answers = {
        "organer": "Klynge Nord",
        "mødedato": "2026-11-24",
        "forslagsstiller": "Hjørring Kommune",
        "sagstype": "orientering",
        "offentlighed": "åbent",
        "tidsforbrug": "10",
        "resumé": "Et akutteam.",
        "opgave": "prioriterede-midler",
    }
    for name, answer in answers.items():
        draft, count = re.subn(rf"^{name}:.*$", f"{name}: {answer}", draft, flags=re.MULTILINE)
        assert count == 1, name
    return draft


def test_a_mail_without_a_form_becomes_a_draft_that_can_be_completed(desk: Desk) -> None:
    """mail.eml: words and a PDF; the secretary completes the draft, and the PDF follows it."""
    drop(
        desk,
        "mail.eml",
        mail({"Kriterier.pdf": pdf(4)}, subject="SV: Fælles akutteam", text="Hej\n\nVi vil gerne drøfte *akutteamet*.\n"),
    )
    desk.run("modtag")
    assert receipts(desk) == ["0001 – mail.eml – AFVIST.html"]
    assert "Mailen har intet skema med." in receipt(desk, 1)
    draft = (desk.root / "outbox/kvitteringer/0001 – mail – UDFYLD.yaml").read_text("utf-8")
    assert 'titel: "Fælles akutteam"' in draft
    draft = completed(draft)
    drop(desk, "udfyldt.yaml", draft)
    said = desk.run("modtag")
    assert said.status == 0, receipt(desk, 2)
    (one,) = bilag(desk)
    assert one.endswith(".1 Kriterier.pdf")
    assert "Vi vil gerne drøfte *akutteamet*." in agenda(desk)


def test_the_receipt_of_a_draft_shows_the_mail_as_it_was_written(desk: Desk) -> None:
    """A date, a list and a star, which would be marks of Markdown; and a CPR number that stands nowhere afterwards."""
    text = "Mødet er den\n30. november.\n\n- første 2*3\n- borger 070761-4285\n"
    drop(desk, "mail.eml", mail({}, subject="Klage", text=text))
    desk.run("modtag")
    told = receipt(desk, 1)
    assert "30. november." in told
    assert "- første 2*3" in told
    assert "Der står et CPR-nummer, eller noget der ligner, i mailen." in told
    laid = [path for path in (desk.root / "outbox/kvitteringer").iterdir() if path.is_file()]
    assert any(path.name.endswith("UDFYLD.yaml") for path in laid)
    assert not [path.name for path in laid if "070761" in path.read_text("utf-8")]


@pytest.mark.parametrize(
    ("name", "taken_out"), [("0001 – mail – UDFYLD (2).yaml", "kvittering: 2026-0001\n"), ("færdig.yaml", "ingenting")]
)
def test_the_files_of_a_mail_follow_its_draft_whatever_they_are_called(desk: Desk, name: str, taken_out: str) -> None:
    """A mail with bilag 1.pdf and scan.pdf, the second with a title of its own in the draft; another has a bilag 1.pdf.

    Either the line with the receipt is taken out, or the file is renamed.
    """
    drop(desk, "mail.eml", mail({"bilag 1.pdf": pdf(4), "scan.pdf": pdf(1, "S")}, subject="Fælles akutteam"))
    desk.run("modtag")
    drop(desk, "anden.eml", mail({"bilag 1.pdf": pdf(3, "anden")}, subject="Noget helt andet"))
    desk.run("modtag")
    draft = (desk.root / "outbox/kvitteringer/0001 – mail – UDFYLD.yaml").read_text("utf-8")
    draft = completed(draft).replace('- "scan.pdf"', '- "Udtalelse fra lægerne"').replace(taken_out, "")
    drop(desk, name, draft)
    assert desk.run("modtag").status == 0
    found = bilag(desk)
    assert [re.sub(r".*/\d+", "", one) for one in found] == [".1 bilag 1.pdf", ".3 scan.pdf"]
    assert (desk.root / MEETING / found[0]).read_bytes() == pdf(4)
    assert "Filen ”scan.pdf” er sendt med, men ikke nævnt under Bilag." in receipt(desk, 3)


def test_when_an_item_is_renamed_its_folder_follows_and_what_others_laid_there_stays(desk: Desk) -> None:
    """A new version with another title; somebody has a note of their own in the old folder."""
    numbered = NAMED.replace("sagsnummer: ", "sagsnummer: 29-1")
    drop(desk, "mail.eml", mail({"forslag.yaml": numbered.encode(), "Kriterier.pdf": pdf(4)}))
    desk.run("modtag")
    (old,) = bilag(desk)
    (desk.root / MEETING / old).with_name("noter.txt").write_text("mine", "utf-8")
    drop(desk, "rettet.yaml", numbered.replace("Fælles uddannelse i", "Fælles uddannelse for alle i"))
    assert desk.run("modtag").status == 0
    assert [re.sub(r"\d+", "N", one) for one in bilag(desk)] == [
        "Bilag/Punkt N - Fælles uddannelse for alle i hjemmebehandling/N.N Kriterier.pdf",
        "Bilag/Punkt N - Fælles uddannelse i hjemmebehandling/noter.txt",
    ]


def test_an_attachment_whose_original_is_gone_is_told_and_the_agenda_is_written(desk: Desk) -> None:
    """The store lost a mail and a PDF, and somebody took the attachments away."""
    drop(desk, "mail.eml", mail({"forslag.yaml": NAMED.encode(), "Kriterier.pdf": pdf(4)}))
    drop(desk, "Udtalelse.pdf", pdf(1))
    desk.run("modtag")
    for one in bilag(desk):
        (desk.root / MEETING / one).unlink()
    for stored in (desk.root / "data" / "lager").rglob("*"):
        if stored.is_file():
            stored.unlink()
    said = desk.run("dagsorden", "nordjylland-nord")
    assert said.status == 0
    assert said.err.count("kunne ikke hentes frem; originalen ligger i indbakkens _arkiv.") == 2
    assert bilag(desk) == []


def test_attachments_stand_when_the_journal_is_made_again(desk: Desk) -> None:
    """A mail, and a PDF that came alone; then the journal is lost."""
    drop(desk, "mail.eml", mail({"forslag.yaml": NAMED.encode(), "Kriterier.pdf": pdf(4)}))
    desk.run("modtag")
    drop(desk, "Udtalelse.pdf", pdf(1))
    desk.run("modtag")
    before = bilag(desk)
    assert len(before) == 2
    for file in (desk.root / "data").glob("journal.db*"):
        file.unlink()
    assert desk.run("genopbyg").status == 0
    for one in before:
        (desk.root / MEETING / one).unlink()
    assert desk.run("dagsorden", "nordjylland-nord").status == 0
    assert bilag(desk) == before


def test_the_same_form_with_another_attachment_is_a_new_version(desk: Desk) -> None:
    """The same mail again is a duplicate; with a better PDF it is not."""
    for name, pages in (("a.eml", 4), ("b.eml", 4), ("c.eml", 5)):
        drop(desk, name, mail({"forslag.yaml": NAMED.encode(), "Kriterier.pdf": pdf(pages)}, subject=name))
        desk.run("modtag")
    assert receipts(desk) == ["0001 – a.eml – MODTAGET.html", "0002 – b.eml – DUBLET.html", "0003 – c.eml – MODTAGET.html"]
    assert "Ny version modtaget" in receipt(desk, 3)
    assert "Kriterier.pdf (5 sider)" in agenda(desk)


def test_an_attachment_that_a_new_version_does_not_name_is_neither_open_nor_listed(desk: Desk) -> None:
    """A zip with a closed attachment; the corrected form forgets the mark, and the next one the name."""
    files = {"forslag.yaml": NAMED.encode(), "Kriterier.pdf": pdf(4), "Udtalelse.pdf": pdf(1, "U"), "Økonomi.pdf": pdf(2)}
    drop(desk, "sag.zip", packed(files))
    desk.run("modtag")
    drop(desk, "uden mærke.yaml", NAMED.replace("Udtalelse (lukket)", "Udtalelse"))
    desk.run("modtag")
    assert "Bilaget ”Udtalelse” er stadig lukket, fordi det var det i en tidligere udgave." in receipt(desk, 2)
    assert [re.sub(r"/.*/\d+", "", one) for one in bilag(desk)] == [
        "Bilag (lukket).3 Udtalelse.pdf",
        "Bilag.1 Kriterier.pdf",
        "Bilag.2 Økonomi.pdf",
    ]
    drop(desk, "uden navn.yaml", NAMED.replace("  - Udtalelse (lukket)\n", ""))
    desk.run("modtag")
    assert "Filen ”Udtalelse.pdf” fra den forrige udgave er ikke nævnt i den nye" in receipt(desk, 3)
    assert [re.sub(r"/.*/\d+", "", one) for one in bilag(desk)] == ["Bilag.1 Kriterier.pdf", "Bilag.2 Økonomi.pdf"]
    assert "Udtalelse" not in agenda(desk)
    drop(desk, "med navn.yaml", NAMED.replace("Udtalelse (lukket)", "Udtalelse (åben)"))
    desk.run("modtag")
    assert [re.sub(r"/.*/\d+", "", one) for one in bilag(desk)][-1] == "Bilag.3 Udtalelse.pdf"


def test_the_draft_of_a_mail_marks_the_files_that_say_that_they_are_closed(desk: Desk) -> None:
    """mail.eml: words and two PDFs."""
    drop(desk, "mail.eml", mail({"Plan.pdf": pdf(4), "Notat fortroligt.pdf": pdf(1, "N")}, subject="Fælles akutteam"))
    desk.run("modtag")
    draft = (desk.root / "outbox/kvitteringer/0001 – mail – UDFYLD.yaml").read_text("utf-8")
    assert '- "Plan.pdf"\n  - "Notat fortroligt.pdf (lukket)"\n' in draft
