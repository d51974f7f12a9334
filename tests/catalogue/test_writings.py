"""YAML, JSON and tables as people and their programs really write them."""

from pathlib import Path

import pytest

from tests.catalogue.inbox import Desk, desk, outcomes, problems, proposal_yaml, receipt, take
from workflow.domain.receipts import Outcome

GUESSED = "Filens tegnsæt er ikke UTF-8; det er læst som Windows-1252."


@pytest.fixture
def office(tmp_path: Path) -> Desk:
    """A secretariat for Klynge Nord."""
    return desk(tmp_path)


def test_what_looks_like_something_else_is_the_text_that_stands_there(office: Desk) -> None:
    """A summary of nothing but words and numbers that other readers of YAML would change."""
    text = "no 0101011234 1.10 12:30 1_000 ~ = 2026-11-05"
    office.drop("forslag.yaml", proposal_yaml(summary=text))
    (received,) = take(office)
    assert ("Resumé", (text,)) in [(one.label.split(". ")[-1], one.answer) for one in receipt(received).understood]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_four_character_sets_are_read_and_a_guess_is_told(office: Desk, encoding: str) -> None:
    """Notepad, old and new."""
    office.drop("forslag.yaml", proposal_yaml(title="Ærø, Åbenrå og Ørsted").encode(encoding))
    (received,) = take(office)
    assert (receipt(received).title, outcomes((received,))) == ("Ærø, Åbenrå og Ørsted", [Outcome.ACCEPTED])
    assert problems(received) == ([GUESSED] if encoding == "cp1252" else [])


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("titel: ", "\ttitel: ", "Linjen er rykket ind med tabulator."),
        ("titel: ", "\N{NO-BREAK SPACE}titel: ", "Feltet ”titel”"),
        ("titel: Fælles", "titel: Vigtigt: Fælles", "Der står to koloner på linjen"),
        ("titel: Fælles", "titel: ”Fælles”", ""),
        ("indstilling:", "instilling:", "instilling"),
    ],
)
def test_small_slips_of_the_hand_are_told_with_the_line_or_do_no_harm(office: Desk, was: str, becomes: str, said: str) -> None:
    """A tabulator, a blank that does not break, a second colon, curly quotes, a misspelt field: never a value lost in silence."""
    office.drop("forslag.yaml", proposal_yaml().replace(was, becomes))
    (received,) = take(office)
    if received.rejected:
        assert any(said in problem for problem in problems(received))
    else:
        assert "uddannelse i hjemmebehandling" in receipt(received).title


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("post;beløb\nuddannelse;1.234,50\n".encode(), "tal.csv"),
        (b"post,amount\ncourse,1234.50\n", "tal.csv"),
        ("post;beløb\nkørsel;1.234,50\n".encode("cp1252"), "tal.csv"),
        ("post\tbeløb\nkørsel\t1.234,50\n".encode("utf-16"), "tal.csv"),
        (b"=cmd|' /C calc'!A0;x\n@SUM(1);y\n", "tal.csv"),
    ],
)
def test_a_table_of_any_dialect_is_kept_and_asked_about(office: Desk, raw: bytes, name: str) -> None:
    """Semicolons or commas, Danish numbers or English ones, old character sets, formulas."""
    office.drop(name, raw)
    (received,) = take(office)
    assert outcomes((received,)) == [Outcome.KEPT]
    assert problems(received)[0] == "En tabel er ikke et forslag: Hvilket forslag hører den til?"


def test_several_proposals_in_one_file_are_sent_back_with_the_remedy(office: Desk) -> None:
    """Two documents in one YAML file."""
    office.drop("forslag.yaml", proposal_yaml() + "---\n" + proposal_yaml(title="Et andet"))
    (received,) = take(office)
    assert receipt(received).findings[0].hint == "Læg hvert forslag i sin egen fil."
    assert received.rejected
