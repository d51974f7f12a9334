"""The check of what is kept: every kind of harm is told with its remedy, and nothing is written."""

import sqlite3
from pathlib import Path

import pytest

from tests.secretariat.reception_desk import Desk, desk, proposal_yaml
from workflow.archive.journal import Journal
from workflow.archive.originals import Originals
from workflow.domain.findings import Severity
from workflow.secretariat.receiving import receive
from workflow.secretariat.storage import judge_storage
from workflow.secretariat.today import Today


@pytest.fixture
def office(tmp_path: Path) -> Desk:
    """A secretariat that has answered two files."""
    office = desk(tmp_path)
    office.drop("a.yaml", proposal_yaml())
    office.drop("b.pdf", b"%PDF-1.7\n%%EOF\n")
    with office.open() as reception:
        receive(reception)
    return office


def _found(office: Desk) -> list[tuple[Severity, str]]:
    """How grave each finding is, and its sentence with the remedy."""
    with Journal.open(office.workspace) as journal:
        found = tuple(judge_storage(office.workspace, journal, Today().now()))
    return [(one.severity, f"{one.problem} {one.hint}".strip().replace("\N{NO-BREAK SPACE}", " ")) for one in found]


def _original(office: Desk, number: int) -> Path:
    """Where the store keeps an original, writable."""
    with Journal.open(office.workspace) as journal:
        place = Originals(office.workspace.local).path(journal.arrival(number).stored.sha256)
    place.chmod(0o600)
    return place


def _archived(office: Desk, name: str) -> Path:
    """Where the archive keeps a file."""
    return next(office.workspace.inbox.glob(f"_arkiv/*/*{name}"))


def test_what_is_kept_well_is_not_mentioned_and_not_touched(office: Desk) -> None:
    """Nothing is the matter; a secretariat that has just begun has nothing to lose either."""
    before = {
        path: path.stat().st_mtime_ns for path in office.root.rglob("*") if "journal.db" not in path.name and path.is_file()
    }
    assert _found(office) == []
    assert {path: path.stat().st_mtime_ns for path in before} == before
    new = desk(office.root / "ny")
    with new.open():
        assert _found(new) == []


def test_bit_rot_in_the_store_is_found_and_the_archive_helps(office: Desk) -> None:
    """One bit of the first original has flipped, and the second is gone."""
    first, second = _original(office, 1), _original(office, 2)
    content = bytearray(first.read_bytes())
    content[7] ^= 1
    first.write_bytes(content)
    second.unlink()
    store = office.workspace.local / "lager"
    assert _found(office) == [
        (
            Severity.ERROR,
            f"Originalen til nr. 1 (a.yaml) er beskadiget i {store}. Kør 'klynge genopbyg'. Så hentes den fra indbakkens _arkiv.",
        ),
        (
            Severity.ERROR,
            f"Originalen til nr. 2 (b.pdf) mangler i {store}. Kør 'klynge genopbyg'. Så hentes den fra indbakkens _arkiv.",
        ),
    ]


def test_an_original_that_is_nowhere_needs_the_copy_of_the_secretariat(office: Desk) -> None:
    """Deleted in the store and in the archive."""
    _original(office, 2).unlink()
    _archived(office, "b.pdf").unlink()
    ((severity, sentence),) = _found(office)
    assert severity is Severity.ERROR
    assert sentence.endswith("Den mangler også i indbakkens _arkiv. Hent begge mapper fra sikkerhedskopien.")


def test_a_file_that_somebody_took_from_the_archive_is_worth_a_warning(office: Desk) -> None:
    """The store still has it."""
    _archived(office, "b.pdf").rename(office.root / "b.pdf")
    place = _original(office, 2)
    assert _found(office) == [
        (
            Severity.WARNING,
            f"Originalen til nr. 2 (b.pdf) mangler i indbakkens _arkiv. Den er gemt i {place}; intet er gået tabt.",
        )
    ]


def test_a_journal_with_a_broken_index_is_found(office: Desk) -> None:
    """The quick look at the start does not see it."""
    pages = sqlite3.connect(office.workspace.local / "journal.db")
    pages.execute("PRAGMA writable_schema = ON")
    pages.execute("UPDATE sqlite_schema SET sql = replace(sql, '(sha256)', '(shown)') WHERE name = 'arrivals_by_content'")
    pages.commit()
    pages.close()
    ((severity, sentence),) = _found(office)
    assert severity is Severity.ERROR
    assert sentence.startswith("Journalen er beskadiget; SQLite siger: ")
    assert sentence.endswith("Kør 'klynge genopbyg'. Den beskadigede bliver lagt til side.")


def test_a_journal_that_is_older_than_the_receipts_is_found(office: Desk) -> None:
    """A copy from before the second file was put back."""
    pages = sqlite3.connect(office.workspace.local / "journal.db")
    pages.execute("DELETE FROM arrivals WHERE number = 2")
    pages.commit()
    pages.close()
    ((severity, sentence),) = _found(office)
    assert severity is Severity.ERROR
    assert sentence.startswith("Journalen er ældre end kvitteringerne: den mangler nr. 2, ")


def test_an_inbox_that_is_away_or_another_one_is_told_once(office: Desk) -> None:
    """The share is away: nobody says that every original has left the archive."""
    office.workspace.inbox.rename(office.root / "drev")
    ((severity, sentence),) = _found(office)
    assert (severity, sentence) == (
        Severity.ERROR,
        "Indbakken kan ikke læses (filen eller mappen findes ikke). Se, om netværksdrevet er forbundet.",
    )
    (office.root / "drev").rename(office.workspace.inbox)
    (office.workspace.inbox / ".indbakke-id").unlink()
    assert [sentence.partition(",")[0] for _, sentence in _found(office)] == [
        f"Mærket .indbakke-id mangler i {office.workspace.inbox}"
    ]
