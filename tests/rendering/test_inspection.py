"""What a template asks for, held against what a document offers."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import Field

from tests.rendering.paper import SHIPPED, core, header, house, p, row, table
from workflow.domain.agendas import Agenda
from workflow.domain.charters import Charter
from workflow.domain.minutes import Minutes
from workflow.domain.records import Day, Record, RichText
from workflow.rendering.inspection import inspect_template


class Guest(Record):
    """A guest in the letter below."""

    name: str = Field(alias="navn")
    arrives: Day | None = Field(alias="ankommer", default=None)


class Letter(Record):
    """A document with a field of every kind."""

    title: str = Field(alias="titel")
    sent: date = Field(alias="sendt")
    text: RichText = Field(alias="tekst")
    host: Guest = Field(alias="vært")
    guests: tuple[Guest, ...] = Field(alias="gæster")
    lines: list[str] = Field(alias="linjer")
    pairs: tuple[tuple[str, int], ...] = Field(alias="par")
    either: str | int = Field(alias="enten", default="")
    loose: dict[str, str] = Field(alias="løst", default_factory=dict)
    unnamed: Any = None


def wrong(*texts: str) -> list[tuple[str, str]]:
    """The placeholders that are wrong in a body with these paragraphs, each with its remedy."""
    found = inspect_template(house("".join(p(text) for text in texts)), Letter)
    assert all(finding.file == "uden navn" for finding in found)
    return [(finding.problem, finding.hint) for finding in found if "”titel”" not in finding.problem]


@pytest.mark.parametrize(("name", "document"), [("dagsorden", Agenda), ("referat", Minutes), ("kommissorium", Charter)])
def test_the_shipped_templates_ask_only_for_what_we_offer(name: str, document: type[Record]) -> None:
    """Every template that we ship for a document."""
    assert inspect_template(SHIPPED.with_name(f"{name}.docx"), document) == ()


def test_a_template_that_asks_for_what_is_there_has_no_findings() -> None:
    """Loops, conditions, names of its own, filters, tests and methods, all in order."""
    assert (
        wrong(
            "{{ titel|upper }} {{ titel.upper() }} {{ sendt|dato }} {{ sendt.year }} {{ tekst[0] }} {{ løst.hvad.som.helst }}",
            "{%p for gæst in gæster|sort(attribute='navn') if gæst.navn %}",
            "{{ loop.index }} {{ gæst.navn }} {{ gæst['ankommer']|dato }} {{ (gæst|default(vært)).navn }}",
            "{%p else %}",
            "{{ vært.navn or 'Ingen' }}",
            "{%p endfor %}",
            "{% set første = gæster|first %}{{ første.navn }} {{ gæster[0].navn }} {{ gæster[1:]|length }}",
            "{{ linjer|join(', ') }}",
            "{% set a, b = par[0] %}{{ a }}{{ b }} {% for x, y in par %}{{ x }}{{ y }}{% endfor %} {{ par|map('first')|list }}",
            "{% with ven = vært %}{{ ven.navn }}{% endwith %} {{ enten.hvad }} {{ unnamed.x }}",
            "{% macro hils(hvem, hilsen='hej') %}{{ hilsen }} {{ hvem.navn }} {{ caller() }}{% endmacro %}{{ hils(vært) }}",
            "{% call hils(vært) %}x{% endcall %}{% set blok %}y{% endset %}{{ blok }}{{ range(3)|list }}",
            "{% if ukendt is defined %}{{ andet|default('') }}{% endif %} {{ 'a' if vært is mapping else 'b' }}",
            "{% filter upper %}x{% endfilter %} {{ {'a': 1}.a }} {{ vært[titel] }}",
        )
        == []
    )


def test_an_unknown_placeholder_is_found_wherever_it_hides() -> None:
    """Misspelt names in a loop, a condition, a filter's argument, a name of its own, square brackets, an else."""
    found = wrong(
        "{%p for gæst in gæster %}",
        "{{ gæst.nvn }}{% if gæst.ankomer and x1 %}{% endif %}",
        "{%p else %}",
        "{{ gæst.navn }}{{ loop.index }}",
        "{%p endfor %}",
        "{% set v = vært %}{{ v.navm }} {{ vært['navnn'] }} {{ titel|default(tittel) }} {{ linjer[x2] }}",
        "{% with w = værtt %}{{ w }}{% endwith %} {{ gæster.navn }} {{ titel.navn }} {{ vært }} {{ 'a' + x3 }}",
    )
    assert found == [
        ("Pladsholderen ”gæst.nvn” i brødteksten findes ikke.", "Mente du ”navn”?"),
        ("Pladsholderen ”gæst.ankomer” i brødteksten findes ikke.", "Mente du ”ankommer”?"),
        ("Pladsholderen ”x1” i brødteksten findes ikke.", "Ret navnet, eller slet pladsholderen."),
        ("Pladsholderen ”gæst” i brødteksten findes ikke.", "Mente du ”gæster”?"),
        ("Pladsholderen ”loop” i brødteksten findes ikke.", "Ret navnet, eller slet pladsholderen."),
        ("Pladsholderen ”v.navm” i brødteksten findes ikke.", "Mente du ”navn”?"),
        ("Pladsholderen ”vært.navnn” i brødteksten findes ikke.", "Mente du ”navn”?"),
        ("Pladsholderen ”tittel” i brødteksten findes ikke.", "Mente du ”titel”?"),
        ("Pladsholderen ”x2” i brødteksten findes ikke.", "Ret navnet, eller slet pladsholderen."),
        ("Pladsholderen ”værtt” i brødteksten findes ikke.", "Mente du ”vært”?"),
        ("Pladsholderen ”gæster.navn” i brødteksten spørger en liste om et felt.", "Gå gennem listen med {%p for … in … %}."),
        ("Pladsholderen ”titel.navn” i brødteksten findes ikke.", "”titel” er en tekst uden felter."),
        (
            "Pladsholderen ”vært” i brødteksten er en gruppe af felter og ingen tekst.",
            "Skriv et af felterne: ”navn” eller ”ankommer”.",
        ),
        ("Pladsholderen ”x3” i brødteksten findes ikke.", "Ret navnet, eller slet pladsholderen."),
    ]


def test_every_part_is_looked_at_and_each_fault_told_once(tmp_path: Path) -> None:
    """One misspelt name twice in a table, once in the header and once in the title."""
    changes: dict[str, str | None] = {"word/header_first.xml": header("{{ tittel }}"), "docProps/core.xml": core("{{ tittel }}")}
    path = tmp_path / "brev.docx"
    path.write_bytes(house(table(row(p("{{ tittel }}"), p("{{ tittel }}"))) + p("x"), changes))
    found = inspect_template(path, Letter)
    assert [finding.printed() for finding in found if finding.field == "tittel"] == [
        f"brev.docx: fejl: tittel: Pladsholderen ”tittel” i {place} findes ikke. Mente du ”titel”?"
        for place in ("brødteksten", "sidehovedet", "dokumentegenskaberne")
    ]


def test_a_template_that_cannot_be_compiled_has_one_finding() -> None:
    """A loop that is not closed."""
    (found,) = inspect_template(house(p("{%p for x in gæster %}")), Letter, "brev.docx")
    assert found.printed() == (
        "brev.docx: fejl: Skabelonen brev.docx kan ikke bruges i brødteksten: koden ”for” bliver ikke lukket. "
        "Skriv endfor i en kode, hvor det skal slutte."
    )
