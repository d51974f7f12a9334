"""The corpus: filled forms as programs and habits leave them, each in a file of its own with what must be read of it.

A case is the whole sample of ``samples.PROPOSAL``, filled, after some ``habits`` (``habits.py``), and perhaps saved by
LibreOffice on the way (``through``: the formats, in turn). It says what is read otherwise than in the sample (``changed``),
the problem of every finding, and everything that is said to be unread; ``refused`` where no proposal may come of it.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.intake.filling import read_parts, write_parts
from tests.intake.habits import practised
from tests.intake.samples import filled
from tests.support.pdfua import convert
from workflow.intake.admission import admit
from workflow.intake.submissions import Submission, read_submission

CORPUS = Path(__file__).parent / "corpus"
CASES = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(CORPUS.glob("*.yaml"))}
KEYS = {"story", "habits", "through", "changed", "findings", "unread", "refused"}
_WORD = "docx:MS Word 2007 XML"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every case as a file; those that LibreOffice saves, all of one way in one call."""
    folder = tmp_path_factory.mktemp("corpus")
    parts = read_parts(filled(folder))
    found = dict[str, Path]()
    for name, case in CASES.items():
        found[name] = folder / f"{name}.docx"
        write_parts(practised(parts, case.get("habits") or {}), found[name])
    return found


@pytest.fixture(scope="module")
def saved(files: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The cases that LibreOffice saved, by name."""
    found = dict[str, Path]()
    for way in sorted({tuple(case["through"]) for case in CASES.values() if "through" in case}):
        names = [name for name, case in CASES.items() if tuple(case.get("through", ())) == way]
        paths = [files[name] for name in names]
        for ending in way:
            paths = convert(paths, _WORD if ending == "docx" else ending, tmp_path_factory.mktemp("saved"))
        found |= dict(zip(names, paths, strict=True))
    return found


@lru_cache(maxsize=1)
def _sample(folder: Path) -> Submission:
    """What is read of the untouched sample."""
    return read_submission(filled(folder), "forslag.docx")


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if "through" not in case])
def test_a_form_from_the_corpus_is_read_right_or_refused_right(
    name: str, files: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """See the file of the case."""
    judge(files[name], CASES[name], _sample(tmp_path_factory.getbasetemp()))


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if "through" in case])
def test_a_form_that_libreoffice_saved_is_read_right(
    name: str, saved: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """See the file of the case."""
    judge(saved[name], CASES[name], _sample(tmp_path_factory.getbasetemp()))


def judge(path: Path, case: dict[str, Any], sample: Submission) -> None:
    """Compare what is read of a file with what its case says, whole."""
    submission = read_submission(path, path.name)
    admission = admit(submission)
    assert [finding.problem for finding in admission.findings] == case.get("findings", [])
    assert list(submission.unread) == case.get("unread", [])
    if case.get("refused"):
        assert admission.proposal is None
        return
    changed = case.get("changed", {})
    wanted = {**sample.answers, **changed}
    read = {key: value for key, value in submission.answers.items() if key in changed or key not in sample.answers}
    assert read == {key: value for key, value in changed.items() if value is not None}
    expected = admit(sample.model_copy(update={"answers": {key: one for key, one in wanted.items() if one is not None}})).proposal
    assert admission.proposal == expected
    assert expected is not None


def test_the_corpus_is_large_and_every_case_tells_its_story() -> None:
    """At least sixty forms; a key that nobody reads would promise what no test holds."""
    assert len(CASES) >= 60
    for name, case in CASES.items():
        assert case["story"].endswith("."), name
        assert case.keys() <= KEYS, name
        assert case.keys() & {"habits", "through"}, name
