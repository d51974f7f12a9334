"""Any file at all becomes a submission: it says what it is, and what its sender can do."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.intake.filling import packed, read_parts, write_parts
from tests.intake.samples import FORM, filled, read, said, word_parts
from workflow.domain.findings import Severity
from workflow.intake import submissions
from workflow.intake.bundles import OPENERS
from workflow.intake.guards import open_package
from workflow.intake.parcels import shown_name
from workflow.intake.refusals import LARGEST_FILE, refusal
from workflow.intake.sniffing import Kind
from workflow.intake.submissions import Medium, Submission, read_submission

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64)
READ = {Kind.DOCX, Kind.YAML, Kind.JSON, *OPENERS}


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in READ])
def test_every_kind_that_is_no_form_has_an_answer_with_a_remedy(kind: Kind) -> None:
    """Whole Danish sentences, whatever somebody laid in the inbox."""
    finding = refusal(kind)
    assert finding.problem.endswith((".", "?"))
    assert finding.hint.endswith(".")


@pytest.mark.parametrize(
    ("kind", "remedy"),
    [
        (Kind.DOC, "vælg Gem som og Word-dokument (*.docx), og læg den nye fil i indbakken."),
        (Kind.ODT, "i Word eller LibreOffice, vælg Gem som og Word-dokument (*.docx), og læg den nye fil i indbakken."),
        (Kind.RTF, "i Word eller LibreOffice, vælg Gem som og Word-dokument (*.docx), og læg den nye fil i indbakken."),
        (Kind.PAGES, "Vælg Eksportér til Word i Pages, og læg Word-filen i indbakken."),
        (Kind.PDF, "er den selve forslaget, så læg Word-filen (.docx), som den er lavet af, i indbakken."),
        (Kind.XLS, "i Excel eller LibreOffice, vælg Gem som og Excel-projektmappe (*.xlsx), og læg den nye fil i indbakken."),
        (Kind.ODS, "i Excel eller LibreOffice, vælg Gem som og Excel-projektmappe (*.xlsx), og læg den nye fil i indbakken."),
        (Kind.MACROS, "en filtype uden makroer (*.docx, *.xlsx eller *.pptx), og læg den nye fil i indbakken."),
        (Kind.NUMBERS, "Vælg Eksportér til Excel i Numbers, og læg Excel-filen i indbakken."),
    ],
)
def test_a_form_or_a_sheet_in_another_format_is_told_how_to_be_saved_right(kind: Kind, remedy: str) -> None:
    """In one sentence, with the words of the program's own menu."""
    hint = refusal(kind).hint
    assert hint.endswith(remedy)
    assert hint.count(". ") == 0


@pytest.mark.parametrize(
    ("raw", "kind", "problem"),
    [
        (b"%PDF-1.7\n%%EOF", Kind.PDF, "En PDF-fil alene er ikke et forslag: Hvilket forslag hører den til?"),
        (b"\xff\xd8\xff", Kind.PICTURE, "Et billede alene er ikke et forslag: Hvilket forslag hører det til?"),
    ],
)
def test_what_may_be_an_attachment_is_kept_with_a_question(tmp_path: Path, raw: bytes, kind: Kind, problem: str) -> None:
    """A PDF or a picture alone, also when it is called a Word file: a warning, no error."""
    path = tmp_path / "bilag.docx"
    path.write_bytes(raw)
    submission = read(path)
    assert (submission.file, submission.kind, submission.medium) == ("bilag.docx", kind.value, Medium.OTHER)
    assert [(one.file, one.severity, one.problem) for one in submission.findings] == [("bilag.docx", Severity.WARNING, problem)]


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"", "Filen er tom."),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "Filen er beskyttet med adgangskode."),
        (OLE + "WordDocument".encode("utf-16-le"), "Filen er i det gamle Word-format (.doc), som ikke kan læses her."),
        (b"MZ", "Filen er et program, og det åbner vi ikke."),
        (b"\x01\0\x02", "Vi kan ikke se, hvad det er for en fil."),
    ],
)
def test_what_can_be_nothing_of_ours_is_sent_back(tmp_path: Path, raw: bytes, problem: str) -> None:
    """Empty, locked, old, dangerous, unknown: an error that says which."""
    path = tmp_path / "forslag.docx"
    path.write_bytes(raw)
    assert [(one.severity, one.problem) for one in read(path).findings] == [(Severity.ERROR, problem)]


def test_a_word_file_with_macros_is_answered_precisely(tmp_path: Path) -> None:
    """forslag.docx with a macro project in it, and what else is wrong with the package."""
    path = filled(tmp_path)
    write_parts({**read_parts(path), "word/vbaProject.bin": b"x"}, path)
    submission = read(path)
    assert (submission.kind, submission.answers) == ("Word-fil", {})
    assert [finding.problem for finding in submission.findings] == ["Filen indeholder makroer, og dem åbner vi ikke."]


def test_warnings_about_the_package_come_with_the_answers(tmp_path: Path) -> None:
    """A form with an embedded spreadsheet is read."""
    path = filled(tmp_path)
    write_parts({**read_parts(path), "word/embeddings/ark.xlsx": b"x"}, path)
    submission = read(path)
    assert submission.answers["titel"]
    assert [finding.severity for finding in submission.findings] == [Severity.WARNING]


def test_a_form_that_says_more_than_anybody_could_read_is_sent_back_with_what_else_is_wrong(tmp_path: Path) -> None:
    """A case presentation of thousands of brackets, in a form with an embedded sheet."""
    path = filled(tmp_path, sagsfremstilling="\\[" * 7_000)
    write_parts({**read_parts(path), "word/embeddings/ark.xlsx": b"x"}, path)
    submission = read(path)
    assert (submission.schema_name, submission.answers, submission.unread) == ("dagsordensforslag", {}, ())
    assert [finding.severity for finding in submission.findings] == [Severity.ERROR, Severity.WARNING]
    assert submission.findings[0].problem.startswith("Teksten i sagsfremstilling er for indviklet")


def test_a_damaged_part_is_a_finding(tmp_path: Path) -> None:
    """The styles are no XML: the package passes, the reading does not."""
    path = filled(tmp_path)
    write_parts({**read_parts(path), "word/styles.xml": b"<w:styles"}, path)
    assert open_package(path.read_bytes())[0] is not None
    assert [finding.problem for finding in read(path).findings] == [
        "Filens indhold er beskadiget eller opbygget sådan, at det ikke kan læses."
    ]


def test_a_file_that_is_gone_or_is_no_file_is_a_finding(tmp_path: Path) -> None:
    """Removed before it was read; a folder; a link to somewhere else."""
    assert [finding.problem for finding in read(tmp_path / "væk.docx").findings] == ["Filen kan ikke åbnes."]
    assert [finding.problem for finding in read(tmp_path).findings] == ["Du har lagt en genvej i indbakken, ikke selve filen."]
    link = tmp_path / "link.docx"
    link.symlink_to(FORM)
    assert read(link).kind == "genvej"


def test_a_fault_of_ours_is_answered_like_a_fault_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader breaks: the sender gets a sentence, the log gets the rest."""

    def broken(_raw: bytes, _name: str) -> Kind:
        raise RecursionError

    monkeypatch.setattr(submissions, "sniff", broken)
    path = tmp_path / "forslag.docx"
    path.write_bytes(b"x")
    assert [finding.problem for finding in read(path).findings] == ["Filen kan ikke læses."]


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    """60 MB of a Word file are sent back; a PDF of that size is kept like any other."""
    form, attachment = tmp_path / "forslag.docx", tmp_path / "bilag.pdf"
    for path, head in ((form, packed(word_parts(said("Hej")))), (attachment, b"%PDF-1.7\n")):
        path.write_bytes(head)
        os.truncate(path, LARGEST_FILE + 10_000_000)
    assert [finding.problem for finding in read(form).findings] == ["Filen fylder 60 MB; et skema må højst fylde 50 MB."]
    assert read(attachment).kind == "PDF-fil"
    assert [finding.severity for finding in read(attachment).findings] == [Severity.WARNING]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("forslag.docx", "forslag.docx"),
        ("a\u030arsmøde.docx", "årsmøde.docx"),
        ("for\nslag\x1b[31m.docx", "for?slag?[31m.docx"),
        ("exe\u202excod.docx", "exe?xcod.docx"),
        (os.fsdecode(b"f\xf8rste.docx"), "f?rste.docx"),
    ],
)
def test_a_name_is_shown_without_anything_that_commands_a_screen(name: str, shown: str) -> None:
    """Line breaks, escape sequences, reversed writing, bytes that are no text."""
    assert shown_name(name) == shown


def test_a_submission_survives_the_way_through_json(tmp_path: Path) -> None:
    """What the child writes is what the secretariat reads."""
    submission = read(filled(tmp_path))
    assert Submission.read(submission.written()) == submission


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.docx", "b.yaml", "c.json", "d"]))
def test_no_bytes_whatever_raise(tmp_path_factory: pytest.TempPathFactory, raw: bytes, name: str) -> None:
    """Noise under any name."""
    path = tmp_path_factory.mktemp("støj") / "fil"
    path.write_bytes(raw)
    assert read_submission(path, name).findings


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_form_with_any_byte_changed_never_raises(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Bit rot anywhere in the XML of the form."""
    parts = read_parts(FORM)
    name = data.draw(st.sampled_from(sorted(parts)))
    raw = bytearray(parts[name])
    raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.mktemp("råd") / "forslag.docx"
    write_parts({**parts, name: bytes(raw)}, path)
    assert read(path).findings
