"""The duty behind kommissorium: the charters of the bodies asked for, each judged, written and laid where staff look."""

from datetime import date

from workflow.archive.names import safe
from workflow.domain.adapting import adapt_charter
from workflow.domain.register import BodyFile
from workflow.domain.rules.charters import judge_charter
from workflow.secretariat.batches import Plan, plan
from workflow.secretariat.issuing import Issued, NoCharterTextError, see_allowed, template_of
from workflow.secretariat.laying import lay
from workflow.secretariat.office import Office


def charters(office: Office, asked: tuple[str, ...] | None, day: date | None) -> Plan:
    """The charters of the bodies asked for (None: all that are valid on the day), as of the day (None: today)."""
    on = day or office.today.today()
    return plan(office, asked, on, "kommissorium", lambda entry: issue_charter(office, entry, on))


def issue_charter(office: Office, entry: BodyFile, on: date) -> Issued:
    """Write the body's charter as of the day.

    Raises:
        KlyngeError: the charter breaks a rule that stops it, or its template cannot be used.
        OSError: the disk refuses.
    """
    body = entry.body
    if entry.frame is None:
        raise NoCharterTextError(body.name, f"register/{body.region}/rammer/{body.frame or body.kind}.md")
    if not office.is_sound(on):
        see_allowed(f"Kommissoriet for {body.name}", (*office.trouble(entry), *judge_charter(entry, office.register, on)))
    charter = adapt_charter(entry, office.register, on)
    content = template_of(office, "kommissorium", body).render(charter.spoken())
    path, laid = lay(office.workspace.document_folder(body.region, body.id) / safe(f"Kommissorium {body.name}.docx"), content)
    return Issued(path, "kommissorium", body.id, laid)
