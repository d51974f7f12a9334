"""Which files follow a form that answers a receipt."""

from pathlib import Path

import pytest

from tests.secretariat.reception_desk import Desk, desk, proposal_yaml
from tests.support.parcels import mail, packed, pdf
from workflow.intake.submissions import read_submission
from workflow.secretariat.following import came_with
from workflow.secretariat.receiving import receive


@pytest.fixture
def office(tmp_path: Path) -> Desk:
    """A secretariat that got a mail without a form, with two files, and an accepted form with one."""
    office = desk(tmp_path)
    sound = {"forslag.yaml": proposal_yaml().encode(), "bilag 1.pdf": pdf(3)}
    for name, content in (("mail.eml", mail({"bilag 1.pdf": pdf(1), "Tal.pdf": pdf(2)})), ("sag.zip", packed(sound))):
        office.drop(name, content)
        with office.open() as reception:
            receive(reception)
    return office


def follows(office: Desk, name: str, content: bytes) -> list[tuple[str, int, int]]:
    """The files that come with a dropped file: name, pages, and the arrival that they came in, 0 for its own."""
    (office.root / "dropped").write_bytes(content)
    with office.open() as reception:
        found = came_with(read_submission(office.root / "dropped", name), reception.journal)
    return [(one.name, one.pages, one.arrival) for one in found]


def answering(receipt: str) -> bytes:
    """A draft with the line of a receipt."""
    return f"kvittering: {receipt}\n{proposal_yaml()}".encode()


ITS_FILES = [("bilag 1.pdf", 1, 1), ("Tal.pdf", 2, 1)]


@pytest.mark.parametrize(
    ("name", "content", "files"),
    [
        ("0001 – mail – UDFYLD.yaml", proposal_yaml().encode(), ITS_FILES),
        ("0001 – mail – UDFYLD - rettet.yaml", proposal_yaml().encode(), ITS_FILES),
        ("0001 – mail – RET OG SEND IGEN (2).docx", b"", ITS_FILES),
        ("x.yaml", answering("2026-0001"), ITS_FILES),
        ("x.yaml", answering("2025-0001"), []),
        ("x.yaml", answering("2026-0002"), []),
        ("x.yaml", answering("2026-0900"), []),
        ("x.yaml", answering("nummer 1"), []),
        ("x.yaml", answering("2026-" + "9" * 30), []),
        ("0001 – andet – UDFYLD.yaml", proposal_yaml().encode(), []),
        ("0002 – sag – UDFYLD.yaml", proposal_yaml().encode(), []),
        ("0001 – mail.yaml", proposal_yaml().encode(), []),
    ],
)
def test_the_files_of_what_was_sent_back_follow_what_answers_it(
    office: Desk, name: str, content: bytes, files: list[tuple[str, int, int]]
) -> None:
    """By the name that we gave it or by its line; not by a number of another year, machine or case, or of none at all."""
    assert follows(office, name, content) == files


def test_a_file_that_comes_anew_takes_the_place_of_the_one_with_its_name(office: Desk) -> None:
    """A better Bilag 1.pdf in a zip with the completed draft, and the same Tal.pdf under another name."""
    content = packed({"x.yaml": answering("2026-0001"), "Bilag 1.pdf": pdf(5), "Nye tal.pdf": pdf(2)})
    assert follows(office, "sag.zip", content) == [("Bilag 1.pdf", 5, 0), ("Nye tal.pdf", 2, 0)]


def test_a_form_that_was_sent_back_is_known_within_a_mail_too(office: Desk) -> None:
    """The sender answers our reply with the file attached."""
    content = mail({"0001 – mail – UDFYLD.yaml": proposal_yaml().encode()}, subject="SV: kvittering")
    assert follows(office, "sv.eml", content) == ITS_FILES
