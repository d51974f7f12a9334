"""From the form to the agenda and back to plain words: whatever somebody wrote in a free cell, no word of it is lost."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.intake.filling import packed, read_parts
from tests.intake.habits import practised
from tests.intake.samples import filled, opened
from tests.intake.test_corpus import CASES
from tests.templates.reading import Document
from workflow.domain.documents import DOCUMENTS
from workflow.intake.forms import read_form
from workflow.intake.rows import matched_rows, rows_of
from workflow.intake.texts import marked
from workflow.intake.walking import walk
from workflow.rendering.compiler import compile_template

AGENDA = Path(__file__).parents[2] / "templates" / "docx" / "dagsorden.docx"
CELLS = ("resumé", "sagsfremstilling", "økonomi")
TOLD = [name for name, case in CASES.items() if not case.keys() & {"through", "refused"} and "no_tables" not in case["habits"]]


def words(text: str) -> Counter[str]:
    """The words of a text, without signs."""
    return Counter(re.findall(r"\w+", text))


@pytest.mark.parametrize("name", TOLD)
def test_every_word_of_a_free_cell_stands_in_the_agenda(name: str, tmp_path: Path) -> None:
    """Every form of the corpus that is read."""
    package = opened(packed(practised(read_parts(filled(tmp_path)), CASES[name].get("habits") or {})))
    answers, rows = read_form(package).values, rows_of(walk(package).blocks)
    written: Counter[str] = Counter()
    for place, field in matched_rows(rows, trust_numbers=True).items():
        if field.name in CELLS:
            notes = " ".join(span.note for span in marked(rows[place].blocks))
            written += words(f"{rows[place].text} {notes}")
    example = DOCUMENTS["dagsorden"].example().spoken()
    item = {**example["punkter"][0], **{cell: answers.get(cell, "") for cell in CELLS}, "lukket": False}
    target = tmp_path / "dagsorden.docx"
    target.write_bytes(compile_template(AGENDA).render({**example, "punkter": (item,)}))
    notes_part = read_parts(target).get("word/footnotes.xml", b"").decode()
    printed = words(" ".join(Document(target).lines()) + " " + re.sub(r"<[^>]+>", " ", notes_part))
    assert written
    assert not written - printed
