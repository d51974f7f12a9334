"""Zips, mails from Outlook, and files within them: what is taken, what is refused, and what comes out again."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from tests.intake.filling import packed as word_packed
from tests.intake.filling import read_parts
from tests.intake.samples import FORM
from tests.support.compound import compound
from tests.support.parcels import FORM_YAML, PIXEL, mail, packed, pdf
from workflow.errors import ReadingError
from workflow.intake import bundles, mails, outlook, zips
from workflow.intake.bundles import extracted, flattened
from workflow.intake.compound import Compound
from workflow.intake.extents import pages_of
from workflow.intake.outlook import open_outlook
from workflow.intake.sniffing import Kind
from workflow.intake.submissions import Submission, extract, read_submission
from workflow.intake.zips import open_zip

EPOCH_2026 = 134_073_360_000_000_000


def read(folder: Path, raw: bytes, name: str) -> Submission:
    """What a dropped file amounts to."""
    (folder / "dropped").write_bytes(raw)
    return read_submission(folder / "dropped", name)


def problems(found: Submission) -> list[str]:
    """What is said of it."""
    return [one.problem for one in found.findings]


def wide(text: str) -> bytes:
    """A text as Outlook keeps it."""
    return text.encode("utf-16-le")


def attached(number: int, name: str, content: bytes, **more: bytes) -> dict[str, bytes]:
    """A file in a mail from Outlook."""
    folder = f"__attach_version1.0_#{number:08X}/"
    return {f"{folder}__substg1.0_3707001F": wide(name), f"{folder}__substg1.0_37010102": content} | {
        f"{folder}{key}": value for key, value in more.items()
    }


def properties(start: int, *rows: tuple[int, int, bytes]) -> bytes:
    """A stream of properties of a fixed size."""
    return bytes(start) + b"".join(struct.pack("<HHI", kind, number, 0) + value.ljust(8, b"\0") for number, kind, value in rows)


LETTER = {
    "__substg1.0_0037001F": wide("Punkt til mødet"),
    "__substg1.0_1000001F": wide("Hej\r\n\r\nHer er forslaget."),
    "__substg1.0_0C1A001F": wide("Sundhed"),
    "__substg1.0_5D01001F": wide("sundhed@kommune.example"),
    "__properties_version1.0": properties(32, (0x0039, 0x40, struct.pack("<Q", EPOCH_2026))),
}


def test_a_zip_with_a_form_is_its_form_and_its_files(tmp_path: Path) -> None:
    """Folders, what a Mac leaves behind, and a Danish name written by Windows."""
    files = {
        "Sag/": b"",
        "Sag/forslag.yaml": FORM_YAML,
        "Sag/bilag/Kriterier.pdf": pdf(2),
        "__MACOSX/Sag/._Kriterier.pdf": b"x",
        "..\\..\\Tal.csv": b"a;b\n1;2\n",
    }
    found = read(tmp_path, packed(files), "sag.zip")
    assert (found.kind, found.form, [one.name for one in found.enclosures]) == (
        "zip-fil",
        "forslag.yaml",
        ["Kriterier.pdf", "Tal.csv"],
    )
    assert problems(found) == []


@pytest.mark.parametrize(
    ("name", "raw"), [("Økonomi.pdf", "Økonomi.pdf".encode("cp850")), ("Økonomi.pdf", "Økonomi.pdf".encode())]
)
def test_names_without_the_mark_for_utf8_are_read_all_the_same(name: str, raw: bytes) -> None:
    """As Windows and as older Macs write them."""
    package = packed({"X" * len(raw): b"a"}).replace(b"X" * len(raw), raw)
    assert [one.name for one in open_zip(package).files] == [name]
    assert [one.name for one in open_zip(packed({name: b"a"})).files] == [name]


def locked(raw: bytes) -> bytes:
    """The zip with its only file said to be encrypted."""
    place = raw.rindex(b"PK\x01\x02") + 8
    return raw[:place] + b"\x01\x00" + raw[place + 2 :]


def overlapping(raw: bytes) -> bytes:
    """A zip whose second file begins where the first one does."""
    place = raw.rindex(b"PK\x01\x02") + 42
    return raw[:place] + bytes(4) + raw[place + 4 :]


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (packed({"a.pdf": pdf()})[:60], "Zip-filen er beskadiget eller ikke kopieret helt færdig."),
        (packed({f"{number}": b"" for number in range(201)}), "Zip-filen rummer 201 filer; vi åbner højst 200."),
        (locked(packed({"a.pdf": pdf()})), "Zip-filen er beskyttet med adgangskode."),
        (overlapping(packed({"a": b"a", "b": b"b"})), "Zip-filens dele ligger oven i hinanden"),
    ],
)
def test_a_zip_that_no_honest_program_makes_is_refused(raw: bytes, problem: str) -> None:
    """Cut off, with too many files, locked, and with files in the same place."""
    with pytest.raises(ReadingError, match=problem):
        open_zip(raw)


def test_a_zip_that_swells_is_refused_by_what_it_says_and_by_what_comes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Larger than we open: in all, one file of it, and in bytes that really come."""
    raw = packed({"forslag.yaml": FORM_YAML, "a.pdf": bytes(5_000), "b.pdf": bytes(5_000)})
    monkeypatch.setattr(zips, "LARGEST_PARCEL", 9_000)
    assert problems(read(tmp_path, raw, "a.zip")) == ["Zip-filen fylder for meget, når den pakkes ud."]
    monkeypatch.setattr(zips, "LARGEST_PARCEL", 20_000)
    monkeypatch.setattr(zips, "LARGEST_INNER", 4_000)
    assert problems(read(tmp_path, raw, "a.zip"))[0] == "”a.pdf” er ikke taget med: Den er for stor til at blive pakket ud."
    monkeypatch.setattr(zips, "LARGEST_INNER", 40_000)
    monkeypatch.setattr(bundles, "LARGEST_PARCEL", 9_000)
    assert problems(read(tmp_path, raw, "a.zip")) == ["Filerne fylder for meget, når de pakkes ud."]


def test_a_pointer_and_a_damaged_file_in_a_zip_are_told(tmp_path: Path) -> None:
    """A symbolic link, and a file whose checksum is wrong."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        link = zipfile.ZipInfo("genvej.pdf")
        link.external_attr = 0o120777 << 16
        package.writestr(link, "/etc/passwd")
        package.writestr("skadet.pdf", b"%PDF-1.7 her")
    found = read(tmp_path, written.getvalue().replace(b"%PDF-1.7 her", b"%PDF-1.7 der"), "a.zip")
    assert problems(found) == [
        "”genvej.pdf” er en genvej og ikke en fil.",
        "”skadet.pdf” er ikke taget med: Den er beskadiget.",
        "Zip-filen rummer ingen filer, vi kan bruge.",
    ]


def test_a_zip_without_a_form_keeps_its_files(tmp_path: Path) -> None:
    """Two PDFs, of which one stands twice."""
    found = read(tmp_path, packed({"a.pdf": pdf(), "b/a.pdf": pdf(), "c.pdf": pdf(2)}), "bilag.zip")
    assert problems(found) == ["Zip-filen rummer intet udfyldt skema: Hvilket forslag hører filerne til?"]
    assert [one.name for one in found.enclosures] == ["a.pdf", "c.pdf"]


def test_a_word_file_that_is_no_form_is_an_attachment_unless_it_is_unsafe(tmp_path: Path) -> None:
    """A plain Word file, one with macros hidden in it, and one that is damaged within."""
    parts = read_parts(FORM)
    document = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'
    plain = {**parts, "word/document.xml": document, "docProps/core.xml": b"<a/>", "docProps/custom.xml": b"<a/>"}
    files = {
        "notat.docx": word_packed({**plain, "docProps/app.xml": b"<Properties><Pages>7</Pages></Properties>"}),
        "makro.docx": word_packed({**plain, "word/vbaProject.bin": b"x"}),
        "skadet.docx": word_packed({**plain, "word/document.xml": b"<w:document"}),
    }
    found = read(tmp_path, packed(files), "a.zip")
    assert [(one.name, one.pages) for one in found.enclosures] == [("notat.docx", 7)]
    assert [one.partition(":")[0] for one in problems(found)[:2]] == [
        "”makro.docx” er ikke taget med",
        "”skadet.docx” er ikke taget med",
    ]


def test_pages_are_counted_where_that_is_cheap() -> None:
    """A PDF, a PDF that is none, Office files that say nothing, and other files."""
    empty, bad = packed({"docProps/app.xml": b"<Properties/>"}), packed({"a": b""})
    assert [pages_of(Kind.PDF, raw) for raw in (pdf(3), b"%PDF-1.7 halv", b"%PDF-1.7 skadet %%EOF")] == [3, 0, 0]
    assert [pages_of(Kind.PPTX, raw) for raw in (empty, bad)] == [0, 0]
    assert pages_of(Kind.PICTURE, PIXEL) == 0


def test_a_mail_from_outlook_is_read_like_any_other(tmp_path: Path) -> None:
    """A form, a large PDF, a hidden logo, one shown by the HTML, and a small one called so."""
    large = pdf(2) + b"\n%" + b"x" * 9_000 + b"\n%%EOF"
    streams = LETTER | {"__substg1.0_10130102": b'<p>Hej <img src="cid:vist"></p>'}
    streams |= attached(0, "forslag.yaml", FORM_YAML) | attached(1, "Kriterier.pdf", large)
    streams |= attached(2, "skjult.png", PIXEL, **{"__properties_version1.0": properties(8, (0x7FFE, 0x0B, b"\1"))})
    streams |= attached(3, "vist.png", PIXEL, **{"__substg1.0_3712001F": wide("<vist>")})
    streams |= attached(4, "image001.png", PIXEL)
    found = read(tmp_path, compound(streams), "mail.msg")
    assert (found.kind, found.form, found.address) == ("Outlook-mail (.msg)", "forslag.yaml", "sundhed@kommune.example")
    assert dict(found.letter)["Mail fra"] == "Sundhed (sundhed@kommune.example)"
    assert dict(found.letter)["Sendt"].startswith("Tirsdag den 11.")
    assert [one.name for one in found.enclosures if not one.inline] == ["Kriterier.pdf"]
    assert extract(tmp_path / "dropped", "mail.msg", found.enclosures[0].sha256) == large


@pytest.mark.parametrize(
    ("changed", "date"),
    [
        (
            {"__properties_version1.0": b"", "__substg1.0_007D001E": b"X: y\r\nDate: Wed, 04 Nov 2026 09:15:00 +0100\r\n"},
            "2026-11-04",
        ),
        ({"__properties_version1.0": properties(32, (0x39, 0x40, b"\xff" * 8))}, ""),
        ({"__properties_version1.0": properties(32, (0x39, 0x40, bytes(8)))}, ""),
        ({"__properties_version1.0": properties(32, (0x0E06, 0x40, struct.pack("<Q", EPOCH_2026)))}, "2025-11-"),
    ],
)
def test_the_date_of_a_mail_from_outlook_is_found_wherever_it_stands(changed: dict[str, bytes], date: str) -> None:
    """In its headers, nowhere that makes sense, and when it was delivered."""
    letter = open_outlook(compound(LETTER | changed)).letter
    assert letter
    assert letter.date.startswith(date)
    assert bool(letter.date) == bool(date)


def test_a_mail_from_outlook_is_answered_where_it_asks_for_it() -> None:
    """Its headers name a shared address; or nothing that is one."""
    for said, address in (
        ("Direktion <direktion@rebild.example>", "direktion@rebild.example"),
        ("nej", "sundhed@kommune.example"),
    ):
        letter = open_outlook(compound(LETTER | {"__substg1.0_007D001E": f"X: y\r\nReply-To: {said}\r\n".encode()})).letter
        assert letter
        assert letter.address == address


def test_a_mail_from_outlook_may_lack_almost_everything() -> None:
    """A name and no address, an address and no name, HTML only, and a signed mail."""
    bare = {
        "__substg1.0_0C1A001E": b"S\xf8ren",
        "__substg1.0_1013001E": b"<p>Hej</p>",
        "__substg1.0_001A001F": wide("IPM.Note.SMIME"),
    }
    parcel = open_outlook(compound(bare))
    assert parcel.letter
    assert (parcel.letter.sender, parcel.letter.text) == ("Søren", "Hej")
    assert [one.problem for one in parcel.findings] == [
        "Mailen er krypteret eller pakket med digital signatur, så dens indhold ikke kan læses."
    ]
    only = open_outlook(compound({"__substg1.0_0C1F001F": wide("a@b.example")})).letter
    assert only
    assert only.sender == "a@b.example"


def test_a_mail_within_a_mail_from_outlook_gives_its_files_one_level_down() -> None:
    """Forwarded as an attachment, and again within that."""
    first = "__attach_version1.0_#00000000/"
    second = f"{first}__substg1.0_3701000D/{first}"
    streams = LETTER | {
        f"{first}__substg1.0_3701000D/__substg1.0_0037001F": wide("Før"),
        f"{second}__substg1.0_37010102": pdf(),
        f"{second}__substg1.0_3704001F": wide("KRITER~1.PDF"),
        f"{first}__substg1.0_3701000D/__attach_version1.0_#00000001/__substg1.0_3001001F": wide("Dybt"),
        f"{first}__substg1.0_3701000D/__attach_version1.0_#00000001/__substg1.0_3701000D/__substg1.0_0037001F": wide("Dybt"),
    }
    parcel = flattened(open_outlook(compound(streams)))
    assert [one.name for one in parcel.files] == ["KRITER~1.PDF"]
    assert [one.problem for one in parcel.findings] == ["”Dybt” er pakket i flere lag og er ikke åbnet."]


def test_a_mail_from_outlook_forwarded_without_a_word_is_the_mail_that_is_read(tmp_path: Path) -> None:
    """The mail within has its own words, sender and date, a picture in its text and a PDF."""
    first = "__attach_version1.0_#00000000/"
    within = f"{first}__substg1.0_3701000D/"
    letter = LETTER | {"__substg1.0_10130102": b'<p>Hej <img src="cid:vist"></p>'}
    letter["__properties_version1.0"] = letter["__properties_version1.0"][8:]
    letter |= attached(0, "vist.png", PIXEL, **{"__substg1.0_3712001F": wide("<vist>")}) | attached(1, "Kriterier.pdf", pdf(2))
    streams = {"__substg1.0_0037001F": wide("VS: Punkt"), f"{first}__substg1.0_3001001F": wide("Punkt til mødet")}
    found = read(tmp_path, compound(streams | {f"{within}{key}": raw for key, raw in letter.items()}), "vs.msg")
    assert (found.is_draft, found.address, found.answers["sagsfremstilling"][:3]) == (True, "sundhed@kommune.example", "Hej")
    assert dict(found.letter)["Sendt"].startswith("Tirsdag den 11.")
    assert [(one.name, one.inline) for one in found.enclosures] == [("vist.png", True), ("Kriterier.pdf", False)]
    assert extract(tmp_path / "dropped", "vs.msg", found.enclosures[1].sha256) == pdf(2)


def test_what_lies_in_a_mail_from_outlook_only_as_a_picture_of_itself_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sheet set in as an object, and a link to a file that lies elsewhere; then more files than we look at."""
    folder = "__attach_version1.0_#0000000"
    streams = LETTER | {
        f"{folder}0/__substg1.0_3001001F": wide("Regneark"),
        f"{folder}0/__substg1.0_3701000D/CONTENTS": b"x",
        f"{folder}1/__substg1.0_3707001F": wide("Budget.xlsx"),
        f"{folder}1/__substg1.0_370D001F": wide("https://www.example.dk/budget"),
    }
    found = read(tmp_path, compound(streams), "mail.msg")
    assert [one.problem for one in found.findings[:2]] == [
        "”Regneark” er ikke taget med: Den er sat ind som et objekt eller et link.",
        "”Budget.xlsx” er ikke taget med: Den er sat ind som et objekt eller et link.",
    ]
    assert found.findings[0].hint == "Åbn den i mailen, gem den, og læg den i indbakken."
    monkeypatch.setattr(mails, "MOST_FILES", 1)
    monkeypatch.setattr(outlook, "MOST_FILES", 1)
    assert problems(read(tmp_path, compound(streams), "mail.msg"))[0] == "Mailen rummer 2 filer; kun de første 1 er set."


def test_a_damaged_mail_from_outlook_is_refused_and_never_read_for_ever() -> None:
    """No compound file, another shape, cut off anywhere, and chains that bite their tail."""
    whole = compound(LETTER | attached(0, "a.pdf", bytes(20_000)))
    for raw in (b"", whole[:30], whole[:30] + b"\x0b\0" + whole[32:], b"\0" + whole[1:]):
        with pytest.raises(ReadingError):
            Compound(raw)
    for length in range(512, len(whole), 512):
        try:
            open_outlook(whole[:length])
        except ReadingError:
            continue
    assert Compound(whole).read("findes ikke") == b""


def test_no_changed_byte_in_a_mail_from_outlook_makes_it_crash() -> None:
    """Every number in the head, the tables and the directory, wrong in three ways."""
    whole = compound(LETTER | attached(0, "a.pdf", bytes(5_000)))
    for place in [*range(28, 96, 2), *range(len(whole) - 512, len(whole), 4), *range(512, len(whole) - 512, 60)]:
        for wrong in (b"\0\0\0\0", b"\1\0\0\0", b"\xfe\xff\xff\xff"):
            try:
                parcel = open_outlook(whole[:place] + wrong + whole[place + 4 :])
                for one in parcel.files:
                    one.read()
            except ReadingError:
                continue


def test_a_file_comes_out_again_as_it_went_in(tmp_path: Path) -> None:
    """From a mail, from the zip in it, and the file itself; what is not there is said."""
    kept, deeper = pdf(2, "A"), pdf(3, "B")
    raw = mail({"a.pdf": kept, "b.zip": packed({"c.pdf": deeper})})
    (tmp_path / "mail").write_bytes(raw)
    found = read(tmp_path, raw, "mail.eml")
    assert [extract(tmp_path / "mail", "mail.eml", one.sha256) for one in found.enclosures] == [kept, deeper]
    alone = read(tmp_path, kept, "a.pdf")
    assert extracted(Kind.PDF, kept, alone.enclosures[0].sha256) == kept
    with pytest.raises(ReadingError, match="findes ikke"):
        extracted(Kind.EML, raw, "0")
    with pytest.raises(ReadingError, match="findes ikke"):
        extracted(Kind.PDF, kept, "0")
