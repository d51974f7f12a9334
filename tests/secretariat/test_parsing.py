"""The standing child that reads what came in."""

import sys
from pathlib import Path

import pytest

from tests.secretariat.reception_desk import proposal_yaml
from tests.support.parcels import mail
from workflow.intake.submissions import Submission, read_submission
from workflow.secretariat import parsing
from workflow.secretariat.parsing import Parser, ParserDiedError, ParserMissingError

ECHO = """
import json, os, sys, time
for line in sys.stdin:
    path = json.loads(line)["path"]
    if path.endswith("deadly.yaml"):
        os.kill(os.getpid(), 9)
    if path.endswith("slow.yaml"):
        time.sleep(60)
    if path.endswith("mad.yaml"):
        print("{", flush=True)
        continue
    print(json.dumps({"fil": path[-4:]}), flush=True)
    print("complaint", file=sys.stderr, flush=True)
"""


def test_the_child_reads_as_we_would(tmp_path: Path) -> None:
    """A proposal in YAML, with a name and a folder full of signs."""
    file = tmp_path / "mappe æøå\n" / "forslag.yaml"
    file.parent.mkdir()
    file.write_text(proposal_yaml())
    with Parser() as parser:
        assert parser.read(file, "mit forslag æ.yaml") == read_submission(file, "mit forslag æ.yaml")
        parser.ready()
        assert parser.read(tmp_path / "væk.yaml", "væk.yaml") == read_submission(tmp_path / "væk.yaml", "væk.yaml")


@pytest.mark.parametrize("name", ["deadly.yaml", "slow.yaml", "mad.yaml"])
def test_a_child_that_dies_hangs_or_talks_nonsense_is_replaced(tmp_path: Path, name: str) -> None:
    """A file that kills its parser, one that takes for ever, one that is answered with half a line."""
    with Parser((sys.executable, "-c", ECHO), patience=5 if name != "slow.yaml" else 1) as parser:
        assert parser.read(tmp_path / "good.yaml", "good.yaml") == Submission(file="yaml")
        with pytest.raises(ParserDiedError, match=name):
            parser.read(tmp_path / name, name)
        assert parser.read(tmp_path / "good.yaml", "good.yaml") == Submission(file="yaml")


BUSY = """
import json, sys, time
for line in sys.stdin:
    path, begun = json.loads(line)["path"], time.process_time()
    while "endless" in path or ("starved" in path and time.process_time() < begun + 0.4):
        pass
    time.sleep(2.5 if "starved" in path else 0)
    print(json.dumps({"fil": path[-4:]}), flush=True)
"""


def test_a_child_that_works_is_waited_for_until_it_has_had_its_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine is busy: the child has worked, but not for as long as a file may take. One that works on and on is ended."""
    monkeypatch.setattr(parsing, "MOST_SECONDS", 0.6)
    with Parser((sys.executable, "-c", BUSY), patience=2) as parser:
        parser.ready()
        assert parser.read(tmp_path / "starved.yaml", "starved.yaml") == Submission(file="yaml")
        with pytest.raises(ParserDiedError):
            parser.read(tmp_path / "endless.yaml", "endless.yaml")


@pytest.mark.parametrize("command", [("no-such-program",), (sys.executable, "-c", "raise SystemExit(1)")])
def test_a_child_that_cannot_start_is_our_fault_and_no_files(tmp_path: Path, command: tuple[str, ...]) -> None:
    """The installation is broken."""
    with Parser(command, patience=5) as parser, pytest.raises(ParserMissingError, match="Installér klynge igen"):
        parser.read(tmp_path / "good.yaml", "good.yaml")


def test_a_parser_that_was_never_used_is_closed_without_trouble() -> None:
    """Nothing came in."""
    with Parser() as parser:
        parser.close()


def test_a_child_that_has_grown_is_replaced_before_the_next_file(tmp_path: Path) -> None:
    """It keeps 400 MB after the first file; the next one is read by another child."""
    greedy = (
        "import json, os, sys\nkept = []\n"
        "for line in sys.stdin:\n"
        "    path = json.loads(line)['path']\n"
        "    kept += [bytearray(os.urandom(1) * 400_000_000)] if path.endswith('fed.yaml') else []\n"
        "    print(json.dumps({'fil': str(os.getpid())}), flush=True)\n"
    )
    with Parser((sys.executable, "-c", greedy)) as parser:
        names = [parser.read(tmp_path / name, name).file for name in ("a.yaml", "b.yaml", "fed.yaml", "c.yaml")]
    assert names[0] == names[1] == names[2] != names[3]


def test_an_answer_without_end_is_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The child goes mad and writes on and on."""
    monkeypatch.setattr(parsing, "LONGEST_ANSWER", 1_000)
    endless = "'{\"fil\": \"' + 'x' * 100_000 + '\"}'"
    mad = f"import sys\nfor number, line in enumerate(sys.stdin):\n    print({endless} if number else '{{}}', flush=True)\n"
    with Parser((sys.executable, "-c", mad), patience=5) as parser, pytest.raises(ParserDiedError):
        parser.read(tmp_path / "a.yaml", "a.yaml")


def test_a_file_within_a_mail_is_fetched_piece_by_piece(tmp_path: Path) -> None:
    """Larger than one piece; asked for again; one that is not in there; and then the child reads on."""
    large = b"%PDF-1.7\n" + bytes(13_000_000) + b"\n%%EOF\n"
    file = tmp_path / "mail.eml"
    file.write_bytes(mail({"stor.pdf": large}))
    with Parser() as parser:
        (found,) = parser.read(file, "mail.eml").enclosures
        assert parser.extract(file, "mail.eml", found.sha256) == large
        with pytest.raises(ParserDiedError, match=r"mail\.eml"):
            parser.extract(file, "mail.eml", "0" * 64)
        assert parser.read(file, "mail.eml").enclosures == (found,)


def test_a_child_that_answers_with_something_else_is_not_believed(tmp_path: Path) -> None:
    """It answers with a list."""
    child = (sys.executable, "-c", ECHO.replace('{"fil": path[-4:]}', "[]"))
    with Parser(child, patience=5) as parser, pytest.raises(ParserDiedError, match=r"a\.eml"):
        parser.extract(tmp_path / "a.eml", "a.eml", "0")
