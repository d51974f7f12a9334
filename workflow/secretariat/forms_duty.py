"""The duty behind formular: fresh proposal forms, one for all and one for each body, made from the schema and the register."""

from functools import partial

from workflow.archive.names import safe
from workflow.archive.workspace import FORM_FILE, shipped_root
from workflow.domain.blank_forms import BlankForm, form_for_all, form_of, receiving
from workflow.domain.register import BodyFile
from workflow.rendering.forming import formed
from workflow.secretariat.batches import Job, Plan
from workflow.secretariat.issuing import Issued
from workflow.secretariat.laying import lay
from workflow.secretariat.office import Office
from workflow.secretariat.printing import EVERYBODY

KIND = "formular"
_TEMPLATE = "dagsordensforslag"


def blank_forms(office: Office, asked: tuple[str, ...]) -> Plan:
    """The forms of the bodies asked for; with none, the form for all and that of every body that is not gone.

    Raises:
        RegisterError: the register has errors that stop everything.
        UsageError: nothing, or more than one body, is called so.
    """
    register, today = office.register, office.today.today()
    entries = [register.resolve(name) for name in asked] or receiving(register, today)
    own = {entry.body.id: Job(entry.body.id, KIND, partial(issue_form, office, entry), skippable=False) for entry in entries}
    shared = Job(EVERYBODY, KIND, partial(issue_form_for_all, office), skippable=False)
    return Plan(office, (*(() if asked else (shared,)), *own.values()))


def issue_form(office: Office, entry: BodyFile) -> Issued:
    """Write the body's own form.

    Raises:
        ReadingError: the form that lends its look is no Word file.
        OSError: the disk refuses.
    """
    body, workspace = entry.body, office.workspace
    form = form_of(entry, office.register, office.today.today())
    content = _written(office, form, body.region, body.id)
    path, laid = lay(workspace.document_folder(body.region, body.id) / safe(f"Dagsordensforslag {body.name}.docx"), content)
    return Issued(path, KIND, body.id, laid)


def issue_form_for_all(office: Office) -> Issued:
    """Write the form for any body, where partners are told to find it.

    Raises:
        ReadingError: the form that lends its look is no Word file.
        OSError: the disk refuses.
    """
    content = _written(office, form_for_all(office.register, office.today.today()), "", "")
    path, laid = lay(office.workspace.root / FORM_FILE, content)
    return Issued(path, KIND, EVERYBODY, laid)


def _written(office: Office, form: BlankForm, region: str, body: str) -> bytes:
    """The form in the look of the workspace's own, else in the one that we ship."""
    own = office.workspace.template(_TEMPLATE, region, body)
    look = own if own.is_file() else shipped_root() / "templates" / "docx" / f"{_TEMPLATE}.docx"
    return formed(look.read_bytes(), form)
