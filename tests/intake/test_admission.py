"""First shape: a submission becomes a proposal or a record, or everything that is wrong with it, each at its place."""

from datetime import date
from pathlib import Path

from tests.intake.samples import filled, read
from workflow.domain.minutes import Attendance
from workflow.intake.admission import Admission, admit
from workflow.intake.submissions import Medium, Submission


def dropped(folder: Path, text: str, name: str = "forslag.yaml") -> Admission:
    """What becomes of a file with this text."""
    path = folder / name
    path.write_text(text, "utf-8")
    return admit(read(path))


def test_everything_wrong_in_a_yaml_file_is_said_at_once_with_its_line(tmp_path: Path) -> None:
    """A misspelt key, a word that is no choice, a number in letters, a date that does not exist, and no end."""
    admission = dropped(
        tmp_path,
        "skema: dagsordensforslag\norganer: vest\nmødedato: 2026-02-30\nforslagsstiller: Morsø Kommune\n"
        "kontaktperson: Chef\ntittel: Akutteam\nsagstype: beslutte\noffentlighed: åbent\ntidsforbrug: femten\n"
        "resumé: Kort\nsagsfremstilling: Langt\nbeløb:\n  - post: Løn\n    beløb: mange\n",
    )
    assert admission.proposal is None
    assert [(one.line, one.field, one.problem) for one in admission.findings] == [
        (None, "slut", "Filen slutter ikke med slut: ja, så vi kan ikke se, om den er hel."),
        (3, "mødedato", "”2026-02-30” er ikke en dato, der findes."),
        (None, "titel", "Feltet ”titel” mangler."),
        (7, "sagstype", "”beslutte” er ikke en af mulighederne."),
        (9, "tidsforbrug", "”femten” er ikke et helt tal."),
        (14, "beløb[1].beløb", "”mange” er ikke et beløb i hele kroner."),
        (6, "tittel", "Feltet ”tittel” kendes ikke."),
    ]
    assert admission.findings[-1].printed() == "forslag.yaml:6: fejl: tittel: Feltet ”tittel” kendes ikke. Mente du ”titel”?"
    assert all(finding.hint for finding in admission.findings)


def test_a_finding_in_a_list_is_placed_at_the_nearest_line(tmp_path: Path) -> None:
    """JSON knows the lines of its outermost keys; an entry within is found from there."""
    admission = dropped(tmp_path, '{\n"skema": "dagsordensforslag",\n"bilag": [{"titel": ["a"]}]\n}', "forslag.json")
    (finding,) = [one for one in admission.findings if one.field.startswith("bilag")]
    assert (finding.field, finding.line) == ("bilag[1].titel", 3)


def test_a_form_is_answered_with_the_labels_of_its_fields(tmp_path: Path) -> None:
    """forslag.docx with three faults: no line numbers, but field numbers."""
    admission = admit(read(filled(tmp_path, mødedato="", tidsforbrug="0", titel="x" * 101, beløb=["Løn"])))
    assert [(finding.label, finding.line, finding.problem) for finding in admission.findings] == [
        ("Felt 6, Titel", None, "Teksten er på 101 tegn; der er plads til 100."),
        ("Felt 10, Tidsforbrug", None, "Tallet 0 er for lille."),
        ("Felt 20, Beløb", None, "Linjen ”Løn” slutter ikke med et beløb i kroner."),
    ]


def test_a_minutes_record_is_let_in_as_one(tmp_path: Path) -> None:
    """referat.yaml, the least that a record may be."""
    admission = dropped(
        tmp_path,
        "skema: referat\norgan: nordjylland-vest\nmødedato: 30. november 2026\nstart: '15.00'\nfremmøde:\n"
        "  - medlem: Borgmester, Morsø Kommune\n    status: Til stede\n    suppleant:\npunkter:\n"
        "  - nr: 1\n    titel: Akutteam\n    konklusion: |\n      Godkendt.\n      Enstemmigt.\n    konsensus: ja\nslut: ja\n",
        "referat.yaml",
    )
    assert admission.findings == ()
    assert admission.proposal is None
    assert admission.record is not None
    assert (admission.record.meeting, admission.record.attendance[0].status) == (date(2026, 11, 30), Attendance.PRESENT)
    assert admission.record.conclusions[0].conclusion == "Godkendt.\nEnstemmigt."


def test_what_was_not_read_as_a_schema_is_not_judged_as_one() -> None:
    """A file of another kind: only what reading found."""
    submission = Submission(file="bilag.pdf", kind="PDF-fil")
    assert admit(submission) == Admission()
    assert admit(Submission(schema_name="dagsordensforslag")) == Admission()


def test_faults_of_reading_and_of_shape_come_together(tmp_path: Path) -> None:
    """A key twice and fields missing, in one answer."""
    admission = dropped(tmp_path, "skema: referat\norgan: vest\norgan: midt\nslut: ja\n", "referat.yaml")
    assert [finding.problem for finding in admission.findings] == [
        "Nøglen ”organ” står to gange.",
        "Feltet ”mødedato” mangler.",
        "Feltet ”fremmøde” mangler.",
        "Feltet ”punkter” mangler.",
    ]


def test_what_can_be_read_is_handed_on_although_other_answers_cannot() -> None:
    """Two answers cannot be read; the rest makes a proposal that the rules may judge, so that everything is said at once."""
    raw = {
        "organer": ["nordjylland-vest"],
        "forslagsstiller": "Sønderborg Kommune",
        "titel": "Fælles telefon",
        "sagstype": "beslutte",
        "tidsforbrug": "femten",
    }
    found = admit(Submission(schema_name="dagsordensforslag", medium=Medium.YAML, answers=raw))
    assert found.proposal is None
    assert set(found.doubtful) >= {"sagstype", "tidsforbrug", "offentlighed"}
    assert found.guess is not None
    assert (found.guess.proposer, found.guess.title, found.guess.type) == ("Sønderborg Kommune", "Fælles telefon", "orientering")


def test_nothing_is_guessed_where_nobody_can_say_for_whom_it_is() -> None:
    """No body is named."""
    assert (
        admit(Submission(schema_name="dagsordensforslag", medium=Medium.YAML, answers={"titel": "Fælles telefon"})).guess is None
    )
