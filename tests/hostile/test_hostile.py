"""Every hostile file is answered: by the real child one by one, and by the real command all at once."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
import yaml

from tests.hostile import others, texts, words, zips
from workflow.secretariat.parsing import Parser

FAMILIES: Mapping[str, Callable[[], bytes]] = {**zips.FAMILIES, **words.FAMILIES, **texts.FAMILIES, **others.FAMILIES}
ANSWERS: Mapping[str, list[str]] = yaml.safe_load((Path(__file__).parent / "answers.yaml").read_text(encoding="utf-8"))
MOST_SECONDS = 10.0
MOST_MEMORY = 500_000_000
OURS = {"LÆS MIG.txt", ".indbakke-id"}


@pytest.fixture(scope="module")
def parser() -> Iterator[Parser]:
    """One standing child for all of them, which is to survive them all."""
    with Parser(patience=MOST_SECONDS) as parser:
        yield parser


@pytest.mark.parametrize("name", FAMILIES)
def test_a_hostile_file_is_answered_with_what_is_wrong_and_what_to_do(parser: Parser, tmp_path: Path, name: str) -> None:
    """Bombs, lies, loops, depths and floods: none kills the child, none takes it longer than ten seconds."""
    file = tmp_path / "bytes"
    file.write_bytes(FAMILIES[name]())
    submission = parser.read(file, name)
    assert list(dict.fromkeys(finding.problem for finding in submission.findings)) == ANSWERS[name]
    assert all(finding.hint for finding in submission.findings)


def test_every_hostile_file_has_one_answer() -> None:
    """The list of answers and the families go together."""
    assert list(ANSWERS) == list(FAMILIES)


WEIGHED = """\
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=sys.stderr)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""Runs a command and tells the most memory it took: started by a small process, since a new one is said to have taken at least
as much as the one that started it."""


@pytest.mark.skipif(sys.platform == "win32", reason="only POSIX tells what a process took")
def test_all_of_them_at_once_are_received_and_bloat_nobody(tmp_path: Path) -> None:
    """Some two hundred hostile files in one inbox: each gets its receipt, its original is kept, and nothing is left."""
    klynge = (sys.executable, "-m", "workflow.cli")
    subprocess.run([*klynge, "nyt", str(tmp_path)], check=True, capture_output=True)
    for name, make in FAMILIES.items():
        (tmp_path / "inbox" / name).write_bytes(make())
    with (tmp_path / "told").open("w") as told:
        weighed = [sys.executable, "-c", WEIGHED, *klynge, "--mappe", str(tmp_path), "modtag"]
        most = int(subprocess.run(weighed, check=True, stdout=subprocess.PIPE, stderr=told).stdout.split()[-1])
    assert len(list((tmp_path / "outbox" / "kvitteringer").glob("[0-9]*.html"))) == len(FAMILIES)
    assert len(list((tmp_path / "inbox").glob("_arkiv/*/*"))) == len(FAMILIES)
    assert {path.name for path in (tmp_path / "inbox").iterdir() if path.is_file()} <= OURS
    assert most * (1 if sys.platform == "darwin" else 1_024) < MOST_MEMORY
