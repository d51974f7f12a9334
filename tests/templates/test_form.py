"""The form dagsordensforslag.docx: every field of a proposal has its numbered row, and its choices are understood."""

from pathlib import Path

import pytest
from lxml import etree
from pydantic import TypeAdapter
from pydantic.fields import FieldInfo

from tests.templates.reading import Document, W, text
from workflow.archive.loading import load_register
from workflow.domain.blank_forms import form_for_all
from workflow.domain.proposals import FORM_NAME, FORM_VERSION, Proposal
from workflow.rendering.forming import formed
from workflow.rendering.package import is_untouched

ROOT = Path(__file__).parents[2]
FORM = ROOT / "templates" / "docx" / "dagsordensforslag.docx"
FREE = {12, 13, 14, 15, 16, 17, 18, 20}
TABLES = {
    "Mødet og afsenderen": range(1, 6),
    "Punktet": range(6, 12),
    "Sagen og bilag": range(12, 19),
    "Særligt for sagen": range(19, 28),
}


def fields() -> dict[int, FieldInfo]:
    """The proposal's fields by their number on the form."""
    found = {}
    for field in Proposal.model_fields.values():
        extra = field.json_schema_extra
        if isinstance(extra, dict) and isinstance(number := extra.get("felt"), int):
            found[number] = field
    return found


def rows() -> dict[int, list[etree._Element]]:
    """The cells of each numbered row."""
    found = {}
    for row in Document(FORM).body.iter(f"{W}tr"):
        cells = list(row.iter(f"{W}tc"))
        number, stop, _ = text(next(cells[0].iter(f"{W}p"))).partition(".⇥")
        if stop:
            found[int(number)] = cells
    return found


def value(element: etree._Element | None, name: str = "val") -> str:
    """An attribute of Word's namespace, or an empty string where the element is missing."""
    return str(element.get(f"{W}{name}")) if element is not None else ""


def choices(number: int) -> list[str]:
    """What a row lets one choose."""
    return [value(item, "displayText") for item in rows()[number][1].iter(f"{W}listItem")]


def test_every_field_of_the_proposal_has_a_row_with_its_number_and_title() -> None:
    """The rows in order, over four tables."""
    labels = {number: text(next(cells[0].iter(f"{W}p"))) for number, cells in rows().items()}
    assert labels == {number: f"{number}.⇥{field.title}" for number, field in sorted(fields().items())}
    captions = [value(table.find(f"{W}tblPr/{W}tblCaption")) for table in Document(FORM).body.iter(f"{W}tbl")]
    assert captions == list(TABLES)
    assert [number for numbers in TABLES.values() for number in numbers] == list(labels)


def test_a_short_answer_has_one_locked_control_and_a_long_one_a_free_cell() -> None:
    """Tag and name of each control are those of the field; its prompt is muted and begins with Vælg or Skriv."""
    named = fields()
    for number, cells in rows().items():
        controls = list(cells[1].iter(f"{W}sdt"))
        if number in FREE:
            assert (controls, text(next(cells[1].iter(f"{W}p")))) == ([], ""), number
            continue
        [control] = controls
        properties = control.find(f"{W}sdtPr")
        assert properties is not None
        assert value(properties.find(f"{W}tag")) == named[number].alias
        assert value(properties.find(f"{W}alias")) == named[number].title
        assert value(properties.find(f"{W}lock")) == "sdtLocked"
        assert properties.find(f"{W}showingPlcHdr") is not None
        assert value(control.find(f"{W}sdtContent/{W}r/{W}rPr/{W}rStyle")) == "PlaceholderText"
        assert "".join(map(str, control.itertext())).startswith(("Vælg ", "Skriv "))
        parent = control.getparent()
        assert parent is not None
        assert parent.tag == f"{W}p"


@pytest.mark.parametrize("number", [7, 8, 22, 23, 24])
def test_each_choice_is_an_answer_that_the_proposal_understands(number: int) -> None:
    """Item type, openness and the questions answered with ja or nej."""
    field = fields()[number]
    adapter = TypeAdapter(Proposal.__annotations__[next(name for name, one in Proposal.model_fields.items() if one is field)])
    answers = [adapter.validate_python(choice) for choice in choices(number)]
    assert len(set(answers)) == len(answers) >= 2


def test_the_bodies_to_choose_from_are_those_of_the_register() -> None:
    """Every cluster, cooperation committee and health council; the patient committees are asked, and decide nothing."""
    register = load_register(ROOT / "register").register
    assert register is not None
    chosen = {register.resolve(choice).body.id for choice in choices(1)}
    kinds = {"sundhedsklynge", "samarbejdsudvalg", "sundhedsråd"}
    assert chosen == {entry.body.id for entry in register.bodies if entry.body.kind in kinds}


def test_the_form_is_what_the_schema_and_the_register_make_it() -> None:
    """Form and schema cannot drift; remedy: ``make form``. It carries our stamp, so a fresh one may take its place."""
    register = load_register(ROOT / "register").register
    assert register is not None
    shipped = FORM.read_bytes()
    assert formed(shipped, form_for_all(register)) == shipped
    assert is_untouched(shipped)


def test_the_form_says_three_times_which_form_it_is() -> None:
    """A line to read, custom properties, and the subject; any one is enough."""
    document = Document(FORM)
    assert f"Date: Skema: {FORM_NAME} · version {FORM_VERSION}" in document.lines()
    said = {str(one.get("name")): "".join(map(str, one.itertext())) for one in document.part("docProps/custom.xml")}
    assert (said["Skema"], said["Skemaversion"]) == (FORM_NAME, FORM_VERSION)
    assert document.properties() == {
        "title": "Dagsordensforslag til sundhedsklynge",
        "subject": f"Skema {FORM_NAME} version {FORM_VERSION}",
        "creator": "Klyngesekretariatet",
        "language": "da-DK",
    }


def test_the_head_of_each_table_repeats_and_long_answers_may_run_over_pages() -> None:
    """Two pages at least, and a case presentation may be long."""
    for table in Document(FORM).body.iter(f"{W}tbl"):
        assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
    split = {
        number
        for number, cells in rows().items()
        if (row := cells[0].getparent()) is not None and row.find(f"{W}trPr/{W}cantSplit") is None
    }
    assert split == FREE
