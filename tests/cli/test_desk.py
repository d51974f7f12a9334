"""Stories at the desk: the real command, its exit status, and what stands where."""

import os
import shutil
import subprocess
import sys
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document

from tests.rendering.words import words
from tests.support.desk import DAY, EXAMPLES, Desk, new_desk
from workflow.cli import PLUGINS, NoPlugins

PROPOSALS, RECORDS = EXAMPLES / "forslag", EXAMPLES / "referater"
NORD = "02 lægedækning nord.yaml"


def test_a_new_workspace_has_all_that_staff_need(tmp_path: Path) -> None:
    """``klynge nyt Klynger`` on a machine that has never seen klynge."""
    said = Desk(tmp_path).run("nyt", str(tmp_path / "Klynger"))
    assert said.status == 0
    made = {path.name for path in (tmp_path / "Klynger").iterdir()}
    assert made == {"register", "templates", "schemas", "inbox", "outbox", "data", "klynge.toml", "Dagsordensforslag.docx"}
    assert "er klar" in said.err


def test_an_old_workspace_gets_what_is_missing_and_nothing_else_is_touched(desk: Desk) -> None:
    """A template was deleted by mistake, and the register has been edited."""
    (desk.root / "templates/docx/referat.docx").unlink()
    organ = desk.root / "register/nordjylland/nordjylland-vest/organ.yaml"
    organ.write_text(organ.read_text("utf-8") + "# rettet\n", "utf-8")
    said = desk.run("nyt", str(desk.root))
    assert said.paths == [desk.root / "templates/docx/referat.docx"]
    assert organ.read_text("utf-8").endswith("# rettet\n")
    assert desk.run("nyt", str(desk.root)).out == []


def test_a_workspace_made_where_one_stands_is_told_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``klynge nyt .``, twice."""
    monkeypatch.chdir(tmp_path)
    assert Desk(tmp_path).run("nyt", ".").err.startswith(f"{tmp_path.resolve()} er klar: ")
    assert Desk(tmp_path).run("nyt", ".").err == f"{tmp_path.resolve()} mangler intet; intet er rørt.\n"


def test_a_proposal_becomes_a_receipt_and_an_agenda(desk: Desk) -> None:
    """One YAML file in the inbox; stdout has the paths, stderr the verdict."""
    desk.drop(PROPOSALS / NORD)
    said = desk.run("modtag")
    assert (said.status, said.err) == (0, "Nr. 1 02 lægedækning nord.yaml: Modtaget og klar.\n")
    receipt, agenda = said.paths
    assert receipt == desk.root / "outbox/kvitteringer/0001 – 02 lægedækning nord.yaml – MODTAGET.html"
    assert agenda == desk.root / "outbox/nordjylland/nordjylland-nord/2026-11-24/Dagsorden Klynge Nord 2026-11-24.docx"
    assert "Adgang til egen læge uden for de større byer" in words(agenda)
    assert sorted(path.name for path in (desk.root / "inbox").iterdir() if path.is_file()) == [".indbakke-id", "LÆS MIG.txt"]


def test_named_files_are_copied_and_stay_where_they_are(desk: Desk) -> None:
    """``klynge modtag FIL`` with a file from elsewhere."""
    said = desk.run("modtag", str(PROPOSALS / NORD))
    assert said.status == 0
    assert (PROPOSALS / NORD).exists()


def test_a_wrong_file_is_rejected_with_exit_status_one_and_its_receipt_says_why(desk: Desk) -> None:
    """The sums do not add up."""
    desk.drop(PROPOSALS / "22 beløb der ikke stemmer.json")
    said = desk.run("modtag")
    assert said.status == 1
    (receipt,) = said.paths
    assert receipt.name.endswith("– AFVIST.html")
    assert "200.000" in receipt.read_text("utf-8")
    assert "300.000" in receipt.read_text("utf-8")


def test_everything_wrong_is_said_at_once_although_some_answers_cannot_be_read(desk: Desk) -> None:
    """The item type and the duration cannot be read, and the proposer is no party of the cluster."""
    receipt = desk.run("modtag", str(PROPOSALS / "20 forkert kommune.yaml")).paths[0].read_text("utf-8")
    for said in ("Felt 7, Sagstype", "Felt 10, Tidsforbrug", "Felt 3, Forslagsstiller"):
        assert said in receipt


def test_a_line_break_in_a_plain_field_is_kept_and_nothing_in_it_is_read_as_markdown(desk: Desk) -> None:
    """Two lines on patients; stars, numbers and backslashes arrive as they were typed."""
    text = (PROPOSALS / NORD).read_text("utf-8")
    old = "patientinddragelse: Patientinddragelsesudvalget har sendt en udtalelse, som er lagt ved som bilag."
    assert old in text
    desk.write("inbox/forslag.yaml", text.replace(old, "patientinddragelse: |\n  5. maj: *hørt*\n  6. maj: 2*3*4 og \\\\server"))
    agenda = desk.run("modtag").paths[1]
    assert "5. maj: *hørt*\n6. maj: 2*3*4 og \\\\server" in words(agenda)


def test_a_control_character_from_a_partner_s_system_never_stops_an_agenda(desk: Desk) -> None:
    """JSON may hold what no Word file can; the words around it arrive."""
    text = (PROPOSALS / "03 udskrivning midt.json").read_text("utf-8")
    desk.write("inbox/forslag.json", text.replace("Status på færre dage", "Status\\u0007 på\\u000b færre\\ud800 dage"))
    said = desk.run("modtag")
    assert said.status == 0, said.err
    assert any("Status på færre dage i seng" in line.replace("?", "") for line in words(said.paths[1]))


def test_an_empty_inbox_is_said_to_be_empty(desk: Desk) -> None:
    """Nothing lies there but the read-me file."""
    said = desk.run("modtag")
    assert (said.status, said.out, said.err) == (0, [], "Indbakken er tom.\n")


def test_the_charters_of_all_valid_bodies_are_written_and_unchanged_ones_are_left_alone(desk: Desk) -> None:
    """``--alle`` twice."""
    first = desk.run("kommissorium", "--alle")
    assert first.status == 0
    before = {path: path.stat().st_mtime_ns for path in first.paths}
    assert len([path for path in before if "Klynge" in path.name or "klynge" in path.name]) == 8
    again = desk.run("kommissorium", "--alle")
    assert {path: path.stat().st_mtime_ns for path in again.paths} == before
    assert "uændret" in again.err


def test_a_charter_is_judged_as_of_the_day_that_it_is_written_for(desk: Desk) -> None:
    """The rule on meetings ends in November; on that day the charter can be written, in December its text asks in vain."""
    frame = desk.root / "register/nordjylland/rammer/klynge.yaml"
    frame.write_text(frame.read_text("utf-8").replace("møder:\n", "møder:\n  gyldig_til: 2026-11-30\n", 1), "utf-8")
    assert desk.run("kommissorium", "vest").status == 0
    said = desk.run("kommissorium", "vest", "--dato", "2026-12-10")
    assert (said.status, said.out) == (1, [])
    assert "Teksten nævner {antal_møder}, men registeret siger intet om det for Klynge Vest." in said.err


def test_what_is_kept_to_save_time_may_be_spoilt_or_deleted_at_any_time(desk: Desk) -> None:
    """A charter is written while the cache is made, taken from it, spoilt, and gone: the same each time."""
    cache = desk.root / "data/cache"
    assert "ny" in desk.run("kommissorium", "vest").err
    kept = {path: path.read_bytes() for path in cache.iterdir()}
    assert len(kept) == 2
    for spoilt in (bytes.upper, lambda raw: raw[:-1], lambda _: b""):
        for path, raw in kept.items():
            path.write_bytes(spoilt(raw))
        assert "uændret" in desk.run("kommissorium", "vest").err
        assert {path: path.read_bytes() for path in cache.iterdir()} == kept
    shutil.rmtree(cache)
    cache.write_text("i vejen")
    assert "uændret" in desk.run("kommissorium", "vest").err


def test_a_charter_waits_only_for_what_it_needs(desk: Desk) -> None:
    """The second command loads no docxtpl, no YAML, no SQLite, nothing about minutes and proposals, and no library of sockets."""
    never = {"importlib.metadata", "email", "socket", "ctypes", "logging.handlers"}
    wanted = {"docxtpl", "docx", "yaml", "sqlite3", "workflow.domain.minutes", "workflow.domain.proposals"}
    code = "import atexit, sys; atexit.register(lambda: print(*sys.modules)); from workflow.cli import main; main()"
    environ = {**os.environ, "KLYNGE_MAPPE": str(desk.root), "KLYNGE_I_DAG": DAY, "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", code, "kommissorium", "vest"]
    runs = [subprocess.run(command, env=environ, capture_output=True, text=True, encoding="utf-8", check=True) for _ in range(2)]
    first, second = (set(run.stdout.split()) for run in runs)
    assert (first & wanted, second & (wanted | never)) == ({"docxtpl", "docx", "yaml"}, set())


def test_a_pydantic_that_asks_for_more_than_its_plugins_gets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Our stand-in says that there are none; anything else it fetches from pydantic's own module and gives way to it."""
    stand_in = NoPlugins(PLUGINS)
    monkeypatch.setitem(sys.modules, PLUGINS, stand_in)
    assert stand_in.get_plugins() == ()
    with pytest.raises(AttributeError):
        _ = stand_in.__path__
    assert sys.modules[PLUGINS] is stand_in
    assert stand_in.PYDANTIC_ENTRY_POINT_GROUP == "pydantic"
    assert sys.modules[PLUGINS] is not stand_in


def test_a_document_that_a_person_edited_is_never_overwritten(desk: Desk) -> None:
    """The agenda was corrected in Word; then another proposal comes."""
    (agenda,) = desk.run("dagsorden", "nord").paths
    document = Document(str(agenda))
    document.paragraphs[1].add_run(" (rettet)")
    document.save(str(agenda))
    edited = agenda.read_bytes()
    unchanged = desk.run("dagsorden", "nord")
    assert (unchanged.paths, agenda.read_bytes()) == ([agenda], edited)
    desk.drop(PROPOSALS / NORD)
    said = desk.run("modtag")
    beside = agenda.with_stem(f"{agenda.stem} (ny udgave)")
    assert said.paths[-1] == beside
    assert agenda.read_bytes() == edited
    assert "Adgang til egen læge uden for de større byer" in words(beside)
    assert "lagt ved siden af" in desk.run("dagsorden", "nord").err


def test_numbers_stand_once_the_agenda_is_sent(desk: Desk) -> None:
    """Sent with one proposal; a later one comes after, and the first is withdrawn but keeps its number."""
    desk.drop(PROPOSALS / NORD)
    desk.run("modtag")
    assert desk.run("dagsorden", "nord", "--udsend", day="2026-11-16").status == 0
    desk.drop(PROPOSALS / "01 hjemmebehandling nord.docx")
    late = desk.run("modtag", day="2026-11-18")
    meeting = desk.root / "register/nordjylland/nordjylland-nord/moeder/2026-11-24.yaml"
    meeting.write_text(meeting.read_text("utf-8") + "trukket: nr. 1\n", "utf-8")
    (agenda,) = desk.run("dagsorden", "nord", day="2026-11-18").paths
    text = words(agenda)
    assert "7\tHjemmebehandling i hele Klynge Nord: fordeling af prioriterede midler" in text
    assert "3\tAdgang til egen læge uden for de større byer" in text
    assert any("Udgået" in line for line in text)
    assert "efter fristen" in late.paths[0].read_text("utf-8")


def test_minutes_come_back_through_the_inbox(desk: Desk) -> None:
    """The draft is written, filled, dropped; first wrongly, then right."""
    desk.run(
        "modtag", *(str(path) for path in sorted(PROPOSALS.glob("0*"))), str(PROPOSALS / "10 sundhedsaftale syddanmark.yaml")
    )
    (draft,) = desk.run("referat", "soenderjylland", "--kladde", day="2026-12-04").paths
    unfilled = desk.run("modtag", str(draft), day="2026-12-04")
    assert unfilled.status == 1
    assert "status" in unfilled.paths[0].read_text("utf-8").casefold()
    wrong = desk.run("modtag", str(RECORDS / "20 uden beslutningsdygtighed.yaml"), day="2026-12-10")
    assert wrong.status == 1
    assert "almen praksis" in wrong.paths[0].read_text("utf-8")
    right = desk.run("modtag", str(RECORDS / "07 referat sønderjylland.yaml"), day="2026-12-10")
    assert right.status == 0
    assert right.paths[1].name == "Referat Sundhedsklynge Sønderjylland 2026-12-03.docx"
    assert "Viceborgmester, Tønder Kommune (suppleant for Borgmester, Tønder Kommune)" in words(right.paths[1])


def test_a_draft_record_that_someone_has_begun_to_fill_is_left_alone(desk: Desk) -> None:
    """A new proposal changes the agenda; the new draft is laid beside."""
    (draft,) = desk.run("referat", "nord", "--kladde").paths
    filled = draft.read_text("utf-8").replace("status:  ", "status: afbud #", 1)
    draft.write_text(filled, "utf-8")
    assert desk.run("referat", "nord", "--kladde").paths == [draft]
    desk.drop(PROPOSALS / NORD)
    desk.run("modtag")
    (beside,) = desk.run("referat", "nord", "--kladde").paths
    assert beside.stem.endswith("(ny udgave)")
    assert draft.read_text("utf-8") == filled


def test_everything_for_all_goes_on_past_a_failure(desk: Desk) -> None:
    """One cluster has a template of its own, and it is broken."""
    own = desk.root / "templates/docx/nordjylland-vest/kommissorium.docx"
    own.parent.mkdir()
    own.write_bytes(b"ingen Word-fil")
    said = desk.run("alt")
    assert said.status == 1
    assert "FEJL: Skabelonen kommissorium.docx kan ikke bruges" in said.err
    written = [path.name for path in said.paths]
    assert len([name for name in written if name.startswith("Kommissorium") and "lynge" in name]) == 7
    assert len([name for name in written if name.startswith("Dagsorden")]) == 9
    assert "Dagsorden Sundhedsråd Vendsyssel 2027-01-19.docx" in written


def test_a_template_for_one_body_is_used_instead_of_the_shared_one(desk: Desk) -> None:
    """Klynge Vest has its own heading."""
    own = desk.root / "templates/docx/nordjylland-vest/kommissorium.docx"
    own.parent.mkdir()
    document = Document(str(desk.root / "templates/docx/kommissorium.docx"))
    document.paragraphs[0].runs[0].text = "Vores kommissorium"
    document.save(str(own))
    vest, nord = desk.run("kommissorium", "vest", "nord").paths
    assert "Vores kommissorium" in words(vest)
    assert "Vores kommissorium" not in words(nord)


def test_a_template_that_asks_for_the_unknown_stops_with_template_place_and_name(desk: Desk) -> None:
    """A placeholder is misspelt in the text."""
    path = desk.root / "templates/docx/kommissorium.docx"
    document = Document(str(path))
    document.paragraphs[0].runs[0].text = "{{ undertitlen }}"
    document.save(str(path))
    said = desk.run("kommissorium", "vest")
    assert said.status == 1
    assert "kommissorium.docx" in said.err
    assert "undertitlen" in said.err
    assert "Traceback" not in said.err
    check = desk.run("tjek")
    assert check.status == 1
    assert any("undertitlen" in line and "undertitel" in line for line in check.out)


def test_a_dissolved_cluster_says_so_in_its_charter(desk: Desk) -> None:
    """Klynge Nord, as of February 2027."""
    (charter,) = desk.run("kommissorium", "nord", "--dato", "1. februar 2027").paths
    assert any("Ophørt den 31. december 2026" in line.replace("\N{NO-BREAK SPACE}", " ") for line in words(charter))
    assert any("Sundhedsråd Vendsyssel" in line for line in words(charter))


def test_the_check_of_what_is_shipped_finds_no_error(desk: Desk) -> None:
    """Warnings there are: the clusters end soon, and much is assumed."""
    said = desk.run("tjek")
    assert said.status == 0
    assert said.out[-1].startswith("0 fejl")


def test_the_check_reads_the_texts_of_charters_as_documents_will_show_them(desk: Desk) -> None:
    """A hidden remark and bold in HTML in a frame that four bodies share; each is told once."""
    frame = desk.root / "register/nordjylland/rammer/klynge.md"
    text = frame.read_text("utf-8") + "\n## Andet {#andet}\n\n<!-- hold det internt til mødet --> <b>Vigtigt</b>\n"
    frame.write_text(text, "utf-8")
    said = desk.run("tjek")
    place = f"    register/nordjylland/rammer/klynge.md:{text[: text.index('## Andet')].count(chr(10)) + 1}"
    told = [line for line, where in pairwise(said.out) if where == place]
    assert said.status == 1
    assert sorted(line.partition(". ")[0] for line in told) == [
        "advarsel: andet: HTML-koder i teksten bliver trykt, som de står: <b> og </b>",
        "fejl: andet: En skjult bemærkning i teksten ville blive trykt: ”<!-- hold det internt til mødet --”",
    ]


def test_a_broken_register_is_reported_whole_and_nothing_is_written(desk: Desk) -> None:
    """An unknown key in one file and a date that is none in another."""
    desk.write(
        "register/nordjylland/nordjylland-vest/moeder/2026-11-30.yaml", "dato: 2026-11-31\nstart: 15.00\nslut: 17.00\nsted: x\n"
    )
    organ = desk.root / "register/nordjylland/nordjylland-syd/organ.yaml"
    organ.write_text(organ.read_text("utf-8") + "formandskap: {}\n", "utf-8")
    said = desk.run("dagsorden", "--alle")
    assert (said.status, said.out) == (1, [])
    assert "2026-11-30.yaml:1" in said.err
    assert "formandskab" in said.err


def test_the_status_names_what_came_in_and_the_next_deadlines(desk: Desk) -> None:
    """After one proposal."""
    desk.drop(PROPOSALS / NORD)
    desk.run("modtag")
    said = desk.run("status")
    assert said.status == 0
    text = "\n".join(said.out).replace("\N{NO-BREAK SPACE}", " ")
    assert "Kommet ind: 1 fil (1 modtaget)" in text
    assert "nordjylland-nord: tirsdag den 24. november 2026 kl. 15.00, 1 forslag" in text
    assert "forslag senest tirsdag den 10. november 2026 kl. 12.00 (forudsat)" in text
    assert "    dagsorden udsendes tirsdag den 17. november 2026 (forudsat)" in text


def test_the_status_says_when_an_agenda_was_sent_and_when_it_should_have_been(desk: Desk) -> None:
    """Nord's was due on the 17th; what came in stands in columns, however long the weekday's name."""
    desk.drop(PROPOSALS / NORD)
    desk.run("modtag", day="2026-11-05")
    desk.drop(PROPOSALS / "01 hjemmebehandling nord.docx")
    desk.run("modtag", day="2026-11-07")
    late = "\n".join(desk.run("status", day="2026-11-18").out)
    assert "    dagsorden skulle være udsendt tirsdag den 17. november 2026 (forudsat)" in late
    assert len({line.index("modtaget") for line in late.splitlines() if line.startswith("  nr. ")}) == 1
    desk.run("dagsorden", "nord", "--udsend", day="2026-11-18")
    assert "    dagsorden udsendt onsdag den 18. november 2026" in "\n".join(desk.run("status", day="2026-11-18").out)


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("dagsorden", "ves"), 2, "Mente du nordjylland-vest?"),
        (("dagsordn",), 2, "Mente du ”dagsorden”?"),
        (("dagsorden", "--ale"), 2, "Mente du ”--alle”?"),
        (("dagsorden",), 2, "--alle"),
        (("dagsorden", "vest", "--alle"), 2, "--alle"),
        (("dagsorden", "vest", "--dato", "31. november"), 2, "er ikke en dato"),
        (("dagsorden", "vest", "--dato"), 2, "mangler en værdi"),
        (("nyt",), 2, "Der mangler MAPPE"),
        (("status", "nu"), 2, "for mange ord"),
        (("modtag", "findes-ikke.docx"), 2, "findes ikke"),
        ((), 2, "Kommandoer:"),
        (("nyt", __file__), 2, "er en fil"),
        (("nyt", "/proc/klynge"), 1, "Fejl: "),
        (("dagsorden", "nord", "--dato", "2026-11-25"), 1, "Mente du den 24. november 2026?"),
        (("dagsorden", "nordjylland-ssu"), 1, "har intet møde"),
        (("referat", "vest"), 1, "--kladde"),
        (("--i-dag", "i morgen", "status"), 2, "er ikke en dato"),
    ],
)
def test_a_wrong_call_is_answered_in_danish_with_a_remedy(desk: Desk, words: tuple[str, ...], status: int, sentence: str) -> None:
    """Never a traceback, never English."""
    said = desk.run(*words)
    assert said.status == status
    assert sentence in said.err.replace("\N{NO-BREAK SPACE}", " ")
    assert "Traceback" not in said.err
    assert "Uventet" not in said.err


def test_a_folder_that_is_no_workspace_is_answered_with_the_remedy(tmp_path: Path) -> None:
    """KLYNGE_MAPPE points at an empty folder."""
    said = Desk(tmp_path).run("status")
    assert said.status == 2
    assert "klynge nyt" in said.err


def test_today_may_be_given_before_or_after_the_command_and_must_be_a_date(desk: Desk) -> None:
    """``--i-dag`` wins over KLYNGE_I_DAG."""
    before = desk.run("--i-dag", "2027-02-01", "status", day="2026-11-05")
    after = desk.run("status", "--i-dag", "1. februar 2027", day="2026-11-05")
    assert before.out[0] == after.out[0]
    assert "februar" in before.out[0]
    assert desk.run("status", day="snart").status == 2


def test_the_same_data_give_the_same_bytes_in_another_place_and_year(desk: Desk, tmp_path: Path) -> None:
    """Two workspaces, one agenda each, the clock ten years apart."""
    other = new_desk(tmp_path / "andet")
    (one,) = desk.run("kommissorium", "vest", "--dato", "2026-11-05").paths
    (two,) = other.run("kommissorium", "vest", "--dato", "2026-11-05", day="2036-11-05").paths
    assert one.read_bytes() == two.read_bytes()
    with zipfile.ZipFile(one) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_help_is_danish(desk: Desk) -> None:
    """Every heading and every command."""
    said = desk.run("--help")
    text = "\n".join(said.out)
    assert said.status == 0
    for word in ("Brug:", "Valg:", "Kommandoer:", "Vis denne hjælp", "kommissorium", "Tag imod"):
        assert word in text
    assert "Usage" not in text
    assert "Options" not in text
    assert "Show this" not in desk.run("dagsorden", "--help").out
