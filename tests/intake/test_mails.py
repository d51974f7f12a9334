"""Mails as all kinds of programs write them: the letter, the files, and never a crash."""

import base64
import email
import email.policy
import io
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.intake.samples import FORM
from tests.support.parcels import FORM_YAML, PIXEL, mail, packed, pdf
from workflow.domain.findings import Severity
from workflow.errors import ReadingError
from workflow.intake import mails
from workflow.intake.bundles import flattened
from workflow.intake.mails import open_mail
from workflow.intake.parcels import Inner, Parcel, leaf
from workflow.intake.submissions import Submission, extract, read_submission
from workflow.intake.webtext import web_text

HEAD = "From: Sundhed <sundhed@kommune.example>\nSubject: Punkt\nDate: Wed, 04 Nov 2026 09:15:00 +0100\nMIME-Version: 1.0\n"


def names(parcel: Parcel) -> list[str]:
    """The files that a mail has, logos left out."""
    return [one.name for one in parcel.files if not one.inline]


def zipped_stored(content: bytes) -> bytes:
    """A zip of one file that is not compressed."""
    return packed_stored("skadet.pdf", content)


def packed_stored(name: str, content: bytes) -> bytes:
    """The same, with the file's name."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr(name, content)
    return written.getvalue()


def problems(parcel: Parcel) -> list[str]:
    """What is said of a mail."""
    return [one.problem for one in parcel.findings]


def letter(raw: bytes | str) -> tuple[str, str, str, str]:
    """Sender, subject, date and words of a mail."""
    found = open_mail(raw.encode("utf-8", "surrogateescape") if isinstance(raw, str) else raw).letter
    assert found
    return found.sender, found.subject, found.date, found.text


def read(folder: Path, raw: bytes, name: str = "mail.eml") -> Submission:
    """What a mail in a folder amounts to."""
    (folder / "dropped").write_bytes(raw)
    return read_submission(folder / "dropped", name)


def test_a_mail_says_who_wrote_what_and_when() -> None:
    """A plain mail with an attachment."""
    parcel = open_mail(mail({"Kriterier på Læsø.pdf": pdf()}))
    assert parcel.letter
    assert parcel.letter.address == "sundhed@kommune.example"
    assert letter(mail({})) == (
        "Sundhed og Omsorg (sundhed@kommune.example)",
        "Punkt til dagsordenen",
        "2026-11-04T09:15:00+01:00",
        "Hej\n\nHer er vores forslag.",
    )
    assert names(parcel) == ["Kriterier på Læsø.pdf"]
    assert parcel.files[0].read() == pdf()


@pytest.mark.parametrize(
    ("head", "words", "expected"),
    [
        ("From: a@b.example\nSubject: =?utf-8?q?M=C3=B8de?= =?iso-8859-1?q?_i_=C5rhus?=", "", ("a@b.example", "Møde i Århus")),
        ("From: =?x-ukendt?q?J=F8rn?= <j@b.example>\nSubject: A\n B\n C", "", ("Jørn (j@b.example)", "A B C")),
        ("From: \udcc3\udcb8@b.example\nSubject: bl\udce5b\udce6r", "", ("ø@b.example", "blåbær")),
        ("From: intet\nSubject: =?utf-8?b?AAA?=", "", ("intet", "")),
        ("From: \nSubject: " + "x" * 5000, "", ("", "x" * 1991)),
        ("Message-ID: <[x]>\nFrom: <<a@b.example>>\nSubject: Svar\nDate: i går", "", ("<<a@b.example>>", "Svar")),
        ("From: a@b.example\nSubject: u\nDate: Wed, 99 Nov 2026 99:99:99 +9900", "", ("a@b.example", "u")),
    ],
)
def test_headers_are_read_however_they_are_written(head: str, words: str, expected: tuple[str, str]) -> None:
    """Encoded words, unknown character sets, raw bytes, lines folded, ids that make libraries stumble, dates that are none."""
    sender, subject, date, _ = letter(f"{head}\n\n{words}")
    assert (sender, subject[:1991], date) == (*expected, "")


@pytest.mark.parametrize(
    ("kind", "body", "text"),
    [
        ('text/plain; charset="utf-8"\nContent-Transfer-Encoding: 8bit', "Blåbær".encode(), "Blåbær"),
        ('text/plain; charset="windows-1252"', "Blåbær".encode("cp1252"), "Blåbær"),
        ('text/plain; charset="findes-ikke"', "Blåbær".encode(), "Blåbær"),
        ("text/plain", "Blåbær".encode("cp1252"), "Blåbær"),
        ("text/plain; charset*=utf-8''x%80", b"Hej", "Hej"),
        ("text/plain; charset=utf-8\nContent-Transfer-Encoding: base64", b"SGVq=====", "Hej"),
        ("text/plain\nContent-Transfer-Encoding: x-uuencode", b"begin 666 x\n#2&5J\n`\nend\n", "Hej"),
        (
            "text/html",
            b"<html><head><title>T</title></head><body><p>Hej<br>med</p><ul><li>et</li></ul></body>",
            "Hej\nmed\n\n- et",
        ),
        ("text/html", b"<table><tr><td>1</td><th>2</th></tr></table><style>x</style>", "1 2"),
        ("", b"", ""),
    ],
)
def test_words_are_read_in_any_character_set_and_from_html(kind: str, body: bytes, text: str) -> None:
    """What charset a mail claims, and what it really is written in."""
    said = f"Content-Type: {kind}\n" if kind else ""
    assert letter(f"{HEAD}{said}\n".encode() + body)[3] == text


def test_plain_words_are_preferred_to_the_same_in_html() -> None:
    """A mail with both."""
    message = EmailMessage()
    message["From"] = "a@b.example"
    message.set_content("Almindelig tekst")
    message.add_alternative("<p>Tekst i HTML</p>", subtype="html")
    assert letter(message.as_bytes())[3] == "Almindelig tekst"


def test_logos_in_the_text_are_no_files() -> None:
    """A picture shown by the HTML, image001.png, a small one without a disposition, and one sent as a file."""
    message = EmailMessage()
    message["From"] = "a@b.example"
    message.set_content('<p>Hej <img src="cid:logo1"></p>', subtype="html")
    for cid, name, disposition in (
        ("<logo1>", "kort over Vendsyssel.png", "inline"),
        ("<x>", "image001.png", "attachment"),
        ("", "lille.png", "inline"),
        ("", "foto.png", "attachment"),
    ):
        message.add_attachment(PIXEL, maintype="image", subtype="png", filename=name, disposition=disposition, cid=cid or None)
    parcel = open_mail(message.as_bytes())
    assert names(parcel) == ["foto.png"]
    assert len(parcel.files) == 4


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ('attachment; filename="..\\\\..\\\\Windows\\\\Kriterier.pdf"', "Kriterier.pdf"),
        ("attachment; filename*=utf-8''%C3%98konomi.pdf", "Økonomi.pdf"),
        ('attachment; filename*0="lang"; filename*1="t navn.pdf"', "langt navn.pdf"),
        ('attachment; filename="=?utf-8?q?=C3=98konomi=2Epdf?="', "Økonomi.pdf"),
        ("attachment; filename*=x-ukendt''%D8.pdf", "Ø.pdf"),
        ("attachment", "unavngivet 1.pdf"),
        ('attachment; filename=".."', "unavngivet"),
    ],
)
def test_the_name_of_a_file_leads_nowhere_and_is_decoded(header: str, name: str) -> None:
    """RFC 2231, RFC 2047, folders, and no name at all."""
    raw = f"{HEAD}Content-Type: application/pdf\nContent-Disposition: {header}\n\n%PDF-1.7\n%%EOF\n"
    assert names(open_mail(raw.encode())) == [name]


@pytest.mark.parametrize(
    ("kind", "problem"),
    [
        ("multipart/encrypted; boundary=x", "Mailen er krypteret"),
        ("application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", "Mailen er krypteret"),
        ("application/ms-tnef; name=winmail.dat", "Mailen rummer winmail.dat"),
        ("text/calendar; method=REQUEST", "Mailen rummer en mødeindkaldelse"),
        ("message/external-body; access-type=URL", "En del af mailen ligger et andet sted"),
        ("multipart/mixed; boundary=x", "Mailen mangler sin slutning"),
    ],
)
def test_what_cannot_be_read_in_a_mail_is_said(kind: str, problem: str) -> None:
    """Encrypted, Outlook's own packing, an invitation, a part kept elsewhere, a mail cut off."""
    raw = f"{HEAD}Content-Type: {kind}\n\n--x\nContent-Type: text/plain\n\nHej\n"
    assert [one[: len(problem)] for one in problems(open_mail(raw.encode()))][:1] == [problem]


def test_a_mail_with_an_encrypted_text_is_said_to_be_so() -> None:
    """PGP written into the words."""
    parcel = open_mail(f"{HEAD}\n-----BEGIN PGP MESSAGE-----\nabc\n-----END PGP MESSAGE-----\n".encode())
    assert [one.severity for one in parcel.findings] == [Severity.ERROR]


def test_a_signature_is_no_file() -> None:
    """multipart/signed with smime.p7s."""
    raw = (
        f"{HEAD}Content-Type: multipart/signed; boundary=x\n\n--x\nContent-Type: text/plain\n\nHej\n"
        "--x\nContent-Type: application/pkcs7-signature; name=smime.p7s\n\nabc\n--x--\n"
    )
    parcel = open_mail(raw.encode())
    assert (names(parcel), problems(parcel), letter(raw)[3]) == ([], [], "Hej")


def test_a_mail_within_a_mail_is_a_file_of_its_own() -> None:
    """Forwarded as an attachment, with a subject and without one."""
    outer = EmailMessage()
    outer["From"] = "a@b.example"
    outer.set_content("Se her")
    inner = EmailMessage()
    inner["Subject"] = "Det gamle"
    inner.set_content("Før")
    outer.add_attachment(inner)
    parcel = open_mail(outer.as_bytes())
    assert names(parcel) == ["Det gamle.eml"]
    assert b"Subject: Det gamle" in parcel.files[0].read()


def test_a_mail_deeper_than_any_honest_one_is_answered(tmp_path: Path) -> None:
    """Parts within parts, and mails within mails, hundreds of them."""
    parts = HEAD + "".join(f"Content-Type: multipart/mixed; boundary=b{depth}\n\n--b{depth}\n" for depth in range(60))
    with pytest.raises(ReadingError, match="for mange lag"):
        open_mail(parts.encode())
    deep = HEAD + "Content-Type: message/rfc822\n\n" * 1200
    assert "Mailen er skrevet sådan" in read(tmp_path, deep.encode()).findings[0].problem


def test_a_mail_larger_than_we_open_is_said_to_be_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its remedy is to lay the files in the inbox themselves."""
    monkeypatch.setattr(mails, "LARGEST_MAIL", 1_000_000)
    with pytest.raises(ReadingError, match=r"Mailen fylder 2 MB; vi åbner mails på højst 1 MB\."):
        open_mail(mail({"stor.pdf": bytes(1_500_000)}))


def test_only_so_many_files_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """More files than anybody sends."""
    monkeypatch.setattr(mails, "MOST_FILES", 2)
    parcel = open_mail(mail({f"{number}.pdf": pdf() for number in range(3)}))
    assert names(parcel) == ["0.pdf", "1.pdf"]
    assert problems(parcel) == ["Mailen rummer 3 filer; kun de første 2 er set."]


@given(st.binary(max_size=600), st.sampled_from([b"Content-Type: ", b"Content-Disposition: ", b"From: ", b"Date: ", b""]))
def test_no_bytes_make_it_crash(noise: bytes, place: bytes) -> None:
    """Whatever stands in a header or in the words."""
    try:
        parcel = open_mail(HEAD.encode() + place + noise + b"\n\nHej\n" + noise)
    except ReadingError:
        return
    for one in parcel.files:
        one.read()


@given(st.text())
def test_no_page_makes_the_words_crash(page: str) -> None:
    """HTML of any kind."""
    web_text(f"<p>{page}<![{page}")


@pytest.mark.parametrize(
    ("name", "shown"), [("a/b.pdf", "b.pdf"), ("", "unavngivet"), ("..", "unavngivet"), ("a\nb", "a?b"), ("\ud800x", "?x")]
)
def test_a_name_is_only_its_last_part(name: str, shown: str) -> None:
    """Folders, nothing, dots, and characters that command a screen."""
    assert leaf(name) == shown


def test_a_mail_with_a_form_is_its_form_and_its_files(tmp_path: Path) -> None:
    """The form, a PDF, a calendar, a program called PDF, an empty file and litter."""
    files = {
        "forslag.yaml": FORM_YAML,
        "Kriterier.pdf": pdf(3),
        "møde.ics": b"BEGIN:VCALENDAR\nEND:VCALENDAR\n",
        "faktura.pdf": b"MZ\x90\0",
        "tom.pdf": b"",
        "Thumbs.db": b"abc",
        "navn.pdf": PIXEL,
    }
    found = read(tmp_path, mail(files))
    assert (found.kind, found.form, found.schema_name, found.is_draft) == (
        "e-mail (.eml)",
        "forslag.yaml",
        "dagsordensforslag",
        False,
    )
    assert [(one.name, one.kind, one.pages) for one in found.enclosures] == [
        ("Kriterier.pdf", "PDF-fil", 3),
        ("navn.pdf", "billedfil", 0),
    ]
    assert [one.problem for one in found.findings] == [
        "”møde.ics” er en kalender- eller kontaktfil og er ikke taget med.",
        "”faktura.pdf” er et program og er ikke taget med som bilag.",
        "”tom.pdf” er tom og er ikke taget med som bilag.",
        "”navn.pdf” er ikke det, navnet siger: Det er en billedfil.",
    ]
    assert found.letter[0] == ("Mail fra", "Sundhed og Omsorg (sundhed@kommune.example)")


def test_a_draft_does_not_repeat_a_cpr_number(tmp_path: Path) -> None:
    """It stands in the subject and between the lines; the sender is asked to write without it."""
    found = read(tmp_path, mail({}, subject="Borger 070761-4285", text="Borgeren med cpr-nr. 070761 4285 klager.\n"))
    assert (found.answers["titel"], found.answers["sagsfremstilling"]) == (
        "Borger ••••••-••••",
        "Borgeren med cpr-nr. •••••• •••• klager.",
    )
    assert [(one.severity, one.field) for one in found.findings[1:]] == [
        (Severity.ERROR, "titel"),
        (Severity.ERROR, "sagsfremstilling"),
    ]
    assert len(read(tmp_path, mail({}, subject="070761-1234", text="Ring til 98 12 34 56.\n")).findings) == 1


def test_who_wants_the_answer_elsewhere_gets_it_there(tmp_path: Path) -> None:
    """A secretary sends from her own address and wants it in the shared one; one that is no address is passed over."""
    for said, address in (
        ("Direktion <direktion@rebild.example>", "direktion@rebild.example"),
        ("nej", "sundhed@kommune.example"),
    ):
        found = read(tmp_path, f"Reply-To: {said}\n".encode() + mail({}))
        assert (found.address, found.answers["kontaktoplysninger"]) == (address, address)
        assert found.letter[0] == ("Mail fra", "Sundhed og Omsorg (sundhed@kommune.example)")


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_name_in_raw_letters_is_read(tmp_path: Path, encoding: str) -> None:
    """Some scanners encode nothing in a header."""
    raw = mail({"Notat.pdf": pdf()}).replace(b"Notat.pdf", "Mødet på Læsø.pdf".encode(encoding))
    assert [one.name for one in read(tmp_path, raw).enclosures] == ["Mødet på Læsø.pdf"]


def test_a_file_that_is_no_attachment_is_told_what_helps(tmp_path: Path) -> None:
    """A program, nothing at all, a shortcut, a packed file; what keeps a folder is nobody's business."""
    files = {
        "forslag.yaml": FORM_YAML,
        "faktura.pdf": b"MZ\x90\0",
        "tom.pdf": b"",
        "Notat.url": b"[InternetShortcut]\r\nURL=file:///C:/Notat.docx\r\n",
        "sag.7z": b"7z\xbc\xaf\x27\x1c\0\x04",
        "side.html": b"<!DOCTYPE html><html><body>x</body></html>",
        ".keep": b"",
    }
    assert [one.hint.partition(",")[0] for one in read(tmp_path, packed(files), "sag.zip").findings] == [
        "Slet den",
        "Gem eller kopiér den igen",
        "Find den fil",
        "Pak den ud",
        "Gem den som PDF",
    ]


def test_a_pdf_among_others_is_looked_at_like_one_that_comes_alone(tmp_path: Path) -> None:
    """One is cut in the middle, and nobody could open it at the meeting."""
    whole = pdf(3)
    (told,) = read(tmp_path, mail({"forslag.yaml": FORM_YAML, "Notat.pdf": whole[: len(whole) // 2], "Hel.pdf": whole})).findings
    assert told.problem == "”Notat.pdf”: PDF-filen mangler sin slutning, så måske er den ikke kopieret helt færdig."


def test_a_mail_without_a_form_is_a_draft(tmp_path: Path) -> None:
    """Subject and words become title and case; marks of Markdown in them are no marks."""
    found = read(tmp_path, mail({}, subject="SV: VS: Fælles team", text="Vi vil *gerne*.\n"))
    assert found.is_draft
    assert {key: found.answers[key] for key in ("titel", "sagsfremstilling", "kontaktoplysninger")} == {
        "titel": "Fælles team",
        "sagsfremstilling": "Vi vil \\*gerne\\*.",
        "kontaktoplysninger": "sundhed@kommune.example",
    }


def test_a_mail_with_the_form_in_a_format_that_we_do_not_read_says_how_to_save_it(tmp_path: Path) -> None:
    """The form as a text of LibreOffice; then a second one in RTF."""
    odt = packed_stored("mimetype", b"application/vnd.oasis.opendocument.text")
    found = read(tmp_path, mail({"forslag.odt": odt, "Kriterier.pdf": pdf()}))
    told, _ = found.findings
    assert (told.severity, told.problem) == (
        Severity.NOTE,
        "”forslag.odt” er taget med som bilag; er det skemaet, kan det ikke læses i det format.",
    )
    assert "Gem som og Word-dokument (*.docx)" in told.hint
    assert [one.name for one in found.enclosures] == ["forslag.odt", "Kriterier.pdf"]
    two = read(tmp_path, packed({"a.odt": odt, "b.rtf": rb"{\rtf1 x}"}), "sag.zip").findings
    assert two[0].problem == "”a.odt” og ”b.rtf” er taget med som bilag; er et af dem skemaet, kan det ikke læses i det format."
    assert len(read(tmp_path, mail({"a.odt": odt, "forslag.yaml": FORM_YAML})).findings) == 0


@pytest.mark.parametrize(
    ("pictures", "problem", "hint"),
    [
        (("kurve",), "Billedet ”kurve.png” i mailens tekst er ikke taget med.", "Hører det til sagen, så læg det"),
        (("a", "b"), "Billederne ”a.png” og ”b.png” i mailens tekst er ikke taget med.", "Hører de til sagen, så læg dem"),
    ],
)
def test_large_pictures_in_the_words_of_a_mail_are_told_of_and_logos_are_not(
    tmp_path: Path, pictures: tuple[str, ...], problem: str, hint: str
) -> None:
    """A curve that was pasted between the lines is not in the draft."""
    message = EmailMessage()
    message["From"] = "a@b.example"
    message.set_content("Se kurven.")
    message.add_alternative("".join(f"<img src='cid:{name}'>" for name in (*pictures, "logo")), subtype="html")
    for name, raw in (*((name, PIXEL + bytes(20_000)) for name in pictures), ("logo", PIXEL)):
        message.add_attachment(raw, maintype="image", subtype="png", filename=f"{name}.png", cid=f"<{name}>")
    told, _ = read(tmp_path, message.as_bytes()).findings
    assert (told.severity, told.problem, told.hint) == (Severity.NOTE, problem, f"{hint} i indbakken som bilag.")


def test_a_mail_that_is_locked_or_cut_short_is_no_draft(tmp_path: Path) -> None:
    """Encrypted, and without its last boundary; with a form in it, the latter is read with a warning."""
    locked = f"{HEAD}Content-Type: application/pkcs7-mime; name=smime.p7m\n\nabc\n".encode()
    whole = mail({"forslag.yaml": FORM_YAML, "a.pdf": pdf()})
    for raw, start in ((locked, "Mailen er krypteret"), (mail({"a.pdf": pdf()})[:-20], "Mailen mangler sin slutning")):
        found = read(tmp_path, raw)
        assert [(one.severity, one.problem[: len(start)]) for one in found.findings] == [(Severity.ERROR, start)]
        assert (found.is_draft, found.answers) == (False, {})
    cut = read(tmp_path, whole[:-20])
    assert (cut.form, cut.findings[0].severity) == ("forslag.yaml", Severity.WARNING)


def test_several_forms_are_answered_by_name(tmp_path: Path) -> None:
    """Two forms in one mail."""
    found = read(tmp_path, mail({"a.yaml": FORM_YAML, "b.yaml": FORM_YAML + b"# anden\n"}))
    assert found.findings[-1].problem == "Mailen rummer flere udfyldte skemaer: ”a.yaml” og ”b.yaml”."
    assert (found.schema_name, found.answers) == ("dagsordensforslag", {})


def test_a_form_that_came_twice_is_one_and_an_empty_one_is_left_out(tmp_path: Path) -> None:
    """The filled form and a copy of it with the same bytes, and ours as it was fetched; then only empty ones."""
    empty = b"skema: dagsordensforslag\nslut: ja\n"
    blank = FORM.read_bytes()
    found = read(tmp_path, mail({"tomt.docx": blank, "F.yaml": FORM_YAML, "F (1).yaml": FORM_YAML, "tomt (1).docx": blank}))
    assert (found.form, found.answers["titel"], found.enclosures) == ("F.yaml", "Fælles uddannelse", ())
    assert [(one.severity, one.problem) for one in found.findings] == [
        (Severity.NOTE, "”tomt.docx” er et tomt skema og er ikke taget med.")
    ]
    only = read(tmp_path, mail({"tomt.docx": blank, "andet.yaml": empty}, text="Vi vil drøfte vagten.\n"))
    assert (only.form, only.unread) == ("tomt.docx", ("Mailens tekst: Vi vil drøfte vagten.",))
    assert "”andet.yaml” er et tomt skema og er ikke taget med." in [one.problem for one in only.findings]


PLAN = "Organ;Dato;Starttidspunkt;Sluttidspunkt;Mødested\nKlynge Nord;2026-11-24;15.00;17.00;Hjørring\nslut\n".encode()


def test_a_sheet_in_a_mail_or_a_zip_is_read_as_if_it_had_come_alone(tmp_path: Path) -> None:
    """With a paper that belongs to none of its rows, and a mail that says something itself."""
    found = read(tmp_path, mail({"plan.csv": PLAN, "Notat.pdf": pdf()}, text="Vi aflyser i maj.\n"))
    assert (found.kind, found.schema_name, found.sheet) == ("e-mail (.eml)", "mødeplan", "mødeplan")
    assert [one.answers["sted"] for one in found.rows] == ["Hjørring"]
    assert (found.address, found.unread) == ("sundhed@kommune.example", ("Mailens tekst: Vi aflyser i maj.",))
    assert (found.is_draft, found.enclosures) == (False, ())
    assert [one.problem for one in found.findings] == [
        "Mailen siger selv ”aflyser”, men teksten i en mail er ikke læst som en del af forslaget.",
        "”Notat.pdf” kom sammen med et ark og er ikke sat på nogen af arkets sager.",
    ]
    assert [one.number for one in read(tmp_path, packed({"plan.csv": PLAN}), "ark.zip").rows] == [2]


def test_several_sheets_are_named_and_none_is_read(tmp_path: Path) -> None:
    """Two plans in one mail; it is no draft of a proposal."""
    found = read(tmp_path, mail({"a.csv": PLAN, "b.csv": PLAN}))
    assert [one.problem for one in found.findings] == ["Mailen rummer flere af vores ark: ”a.csv” og ”b.csv”."]
    assert (found.sheet, found.schema_name, found.is_draft) == ("", "mødeplan", False)


def test_a_sheet_beside_a_form_is_its_attachment_and_is_named(tmp_path: Path) -> None:
    """The plan is what the proposal is about; a table that is damaged, and one beyond all measure, are attachments as well."""
    files = {"forslag.yaml": FORM_YAML, "plan.csv": PLAN, "skadet.csv": b'a;b\n"c', "stor.csv": PLAN + b";" * 2_000_001}
    found = read(tmp_path, mail(files))
    assert (found.form, sorted(one.name for one in found.enclosures)) == ("forslag.yaml", ["plan.csv", "skadet.csv", "stor.csv"])
    assert [one.problem for one in found.findings] == [
        "”plan.csv” er et af vores ark, men kom sammen med et skema og er kun taget med som bilag."
    ]


def test_files_are_taken_one_level_down_and_no_deeper(tmp_path: Path) -> None:
    """A zip and a mail in the mail, with another zip in the zip, and a broken one."""
    deeper = packed({"dybt.pdf": pdf()})
    files = {
        "bilag.zip": packed({"Kriterier.pdf": pdf(2), "mere.zip": deeper}),
        "gammel.eml": mail({"Notat.pdf": pdf(1, "N")}, text="Før"),
        "halv.zip": deeper[:40],
        "skadet.zip": zipped_stored(b"%PDF-1.7 her").replace(b"%PDF-1.7 her", b"%PDF-1.7 der"),
    }
    found = read(tmp_path, mail(files))
    assert [one.name for one in found.enclosures] == ["Kriterier.pdf", "Notat.pdf"]
    assert [one.problem for one in found.findings] == [
        "”mere.zip” er pakket i flere lag og er ikke åbnet.",
        "Teksten i mailen ”gammel.eml” er ikke læst; er der filer i den, er de taget med.",
        "”halv.zip” er beskadiget eller ikke kopieret helt færdig og er ikke taget med som bilag.",
        "”skadet.pdf” er ikke taget med: Den er beskadiget.",
        "Mailen har intet udfyldt skema med, så den er kun læst som en kladde til et forslag.",
    ]
    damaged_first = {"skadet.zip": files["skadet.zip"], "gammel.eml": files["gammel.eml"]}
    (notat,) = read(tmp_path, mail(damaged_first)).enclosures
    assert extract(tmp_path / "dropped", "mail.eml", notat.sha256) == pdf(1, "N")


def forwarded(inner: bytes, text: str = "", files: Mapping[str, bytes] = MappingProxyType({})) -> bytes:
    """A mail with another one attached, as mail programs forward one."""
    outer = email.message_from_bytes(mail(files, subject="VS: sag", text=text), policy=email.policy.default)
    within = email.message_from_bytes(inner, policy=email.policy.default)
    assert isinstance(outer, EmailMessage)
    assert isinstance(within, EmailMessage)
    outer.add_attachment(within)
    outer.set_boundary(f"ydre-{len(inner)}")
    return outer.as_bytes()


def test_a_mail_forwarded_as_an_attachment_without_a_word_is_the_mail_that_is_read(tmp_path: Path) -> None:
    """The secretary adds nothing; who wrote the proposal, and what, stands in the mail within."""
    inner = mail({"Kriterier.pdf": pdf(2)}, subject="Fælles team", text="Vi vil gerne.").replace(b"sundhed@", b"omsorg@")
    found = read(tmp_path, forwarded(inner, "\n"))
    assert (found.is_draft, found.address, found.answers["titel"], found.answers["sagsfremstilling"]) == (
        True,
        "omsorg@kommune.example",
        "Fælles team",
        "Vi vil gerne.",
    )
    assert [one.name for one in found.enclosures] == ["Kriterier.pdf"]
    assert found.findings[0].problem == "Mailen har ingen tekst selv; det er mailen i den, ”Fælles team.eml”, der er læst."


@pytest.mark.parametrize(("text", "files"), [("Hermed.", {}), ("", {"forslag.yaml": FORM_YAML})])
def test_a_mail_that_says_something_or_brings_something_itself_is_the_one_that_is_read(
    tmp_path: Path, text: str, files: dict[str, bytes]
) -> None:
    """A word of the secretary's own, and the form beside an older mail; the words within are told of, its files taken."""
    inner = mail({"Kriterier.pdf": pdf(2)}, subject="Før", text="Vi vil gerne.").replace(b"sundhed@", b"omsorg@")
    found = read(tmp_path, forwarded(inner, text, files))
    assert (found.address, [one.name for one in found.enclosures]) == ("sundhed@kommune.example", ["Kriterier.pdf"])
    (told,) = [one for one in found.findings if "Før" in one.problem]
    assert told.problem == "Teksten i mailen ”Før.eml” er ikke læst; er der filer i den, er de taget med."
    assert told.hint == "Læg den i indbakken for sig, hvis teksten er et forslag."


def test_a_mail_within_a_mail_that_is_encoded_like_a_file_gives_its_files(tmp_path: Path) -> None:
    """As gateways write it against the rules; and one that only says it is encoded."""
    inner = mail({"Kriterier.pdf": pdf(2)}, subject="Før", text="Vi vil gerne.")
    head = f"{HEAD}Content-Type: multipart/mixed; boundary=ydre\n\n--ydre\nContent-Type: message/rfc822\n"
    for content in (base64.encodebytes(inner), inner):
        raw = f"{head}Content-Transfer-Encoding: base64\n\n".encode() + content + b"\n--ydre--\n"
        assert [one.name for one in read(tmp_path, raw).enclosures] == ["Kriterier.pdf"]


def test_a_mail_in_a_mail_in_a_mail_is_told_of(tmp_path: Path) -> None:
    """Its PDF is not dropped without a word."""
    found = read(tmp_path, forwarded(forwarded(mail({"dybt.pdf": pdf()}, subject="Inderst"), "To"), "Et"))
    assert found.enclosures == ()
    assert found.findings[0].problem == "”Inderst.eml” er pakket i flere lag og er ikke åbnet."


def test_a_part_that_cannot_be_read_is_said_to_be_so() -> None:
    """A file whose reading fails."""

    def fails() -> bytes:
        raise ReadingError("Den er beskadiget.", "Send den igen.")

    found = flattened(Parcel((Inner("x.pdf", fails),)))
    assert [one.problem for one in found.findings] == ["”x.pdf” er ikke taget med: Den er beskadiget."]
