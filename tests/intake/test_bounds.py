"""More than anybody could read is sent back before anybody works with it."""

from pathlib import Path

import pytest

from tests.intake.samples import filled, read
from workflow.domain.findings import error
from workflow.intake.bounds import MOST_FINDINGS, MOST_MARKS, MOST_WRITTEN, excesses, fewer


def test_an_honest_form_is_of_a_human_size(tmp_path: Path) -> None:
    """The filled form, with a case presentation of twenty pages and a table of a hundred rows."""
    submission = read(filled(tmp_path))
    pages = "Sygeplejersker i alle kommuner lærer det samme. " * 1_200
    table = "| Post | Kroner |\n| --- | ---: |\n" + "| Løn | 1.000 |\n" * 100
    assert excesses({**submission.answers, "sagsfremstilling": f"{pages}\n\n{table}"}, submission.unread) == ()


@pytest.mark.parametrize(
    ("answers", "unread"),
    [
        ({"titel": "x" * (MOST_WRITTEN + 1)}, ()),
        ({"x" * (MOST_WRITTEN + 1): "titel"}, ()),
        ({"titel": "kort"}, ("x" * MOST_WRITTEN,)),
        ({"bilag": [{"titel": ""}] * 2_000}, ()),
        ({f"titel{number}": "x" for number in range(4_000)}, ()),
    ],
)
def test_what_is_longer_than_several_books_is_sent_back(answers: dict[str, object], unread: tuple[str, ...]) -> None:
    """One long answer, one long key, text that belongs to no field, more entries than anybody counts."""
    (found,) = excesses(answers, unread)
    assert found.problem == "Filen rummer langt mere, end et skema kan rumme."
    assert found.hint == "Kort teksten ned, og læg det lange ved som bilag."


@pytest.mark.parametrize("text", ["[" * (MOST_MARKS + 1), "|" + "a|" * 900 + "\n|" + "-|" * 900 + "\n" + "|a\n" * 900])
def test_a_text_that_markdown_readers_would_choke_on_is_sent_back_with_its_field(text: str) -> None:
    """Thousands of brackets; a table that is filled up to a million cells."""
    (found,) = excesses({"titel": "Møde", "bilag": [{"titel": text}]}, ())
    assert found.problem.startswith("Teksten i bilag er for indviklet")


def test_a_hundred_findings_are_told_and_the_rest_are_counted() -> None:
    """Nobody reads the thousandth."""
    findings = tuple(error(str(number), "Forkert.") for number in range(1_500))
    told = fewer(findings)
    assert told[:MOST_FINDINGS] == findings[:MOST_FINDINGS]
    assert [one.problem for one in told[MOST_FINDINGS:]] == ["Der er 1.400 mangler mere, som ikke er nævnt."]
    assert fewer(findings[:MOST_FINDINGS]) == findings[:MOST_FINDINGS]
