"""The duty behind ark: fresh sheets for many proposals, a member list and a year's plan, from the schema and the register."""

from functools import partial
from pathlib import Path

from workflow.archive import durable
from workflow.archive.names import numbered
from workflow.domain.blank_sheets import blank_sheet
from workflow.domain.sheets import SheetKind
from workflow.rendering.worksheets import worksheet_file
from workflow.secretariat.batches import Job, Plan
from workflow.secretariat.issuing import Issued
from workflow.secretariat.laying import Laid
from workflow.secretariat.office import Office
from workflow.secretariat.printing import EVERYBODY

KIND, FOLDER = "ark", "ark"


def blank_sheets(office: Office) -> Plan:
    """One sheet of each kind.

    Raises:
        RegisterError: the register has errors that stop everything.
    """
    return Plan(office, tuple(Job(EVERYBODY, KIND, partial(issue_sheet, office, kind), skippable=False) for kind in SheetKind))


def issue_sheet(office: Office, kind: SheetKind) -> Issued:
    """Write a sheet, never over one that lies there: somebody may be filling it.

    Raises:
        OSError: the disk refuses.
    """
    sheet = blank_sheet(kind, office.register, office.today.today())
    path, laid = _lay(office.workspace.outbox / FOLDER / f"{sheet.name}.xlsx", worksheet_file(sheet))
    return Issued(path, KIND, EVERYBODY, laid)


def _lay(target: Path, content: bytes) -> tuple[Path, Laid]:
    """Lay a file at its path, or beside it where another lies there."""
    for place in numbered(target):
        if not place.exists():
            durable.write_new(place, content)
            return place, Laid.NEW if place == target else Laid.BESIDE
        if place.read_bytes() == content:
            return place, Laid.UNCHANGED
    raise AssertionError  # numbered never ends
