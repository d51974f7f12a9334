"""What all duties that write one document share: what was issued, what forbids it, and the template that is filled."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from workflow import danish
from workflow.domain.bodies import Body
from workflow.domain.findings import Finding, errors
from workflow.errors import KlyngeError
from workflow.rendering.compiler import Template, compile_template
from workflow.secretariat.laying import Laid
from workflow.secretariat.office import Office


class NoRecordError(KlyngeError):
    """No minutes record has been accepted for the body's meeting.

    Args:
        body: the body's name.
        day: the meeting's date, or None when no meeting was named.
    """

    def __init__(self, body: str, day: date | None) -> None:
        when = f" for mødet den {danish.long_date(day)}" if day else ""
        super().__init__(
            f"Der er ikke modtaget noget referatark, som kan bruges, for {body}{when}. "
            "Skriv kladden med 'klynge referat ORGAN --kladde', og læg den i indbakken."
        )


class NoCharterTextError(KlyngeError):
    """The body's frame has no charter text.

    Args:
        body: the body's name.
        file: where the text belongs.
    """

    def __init__(self, body: str, file: str) -> None:
        super().__init__(f"{body} har ingen tekst til kommissoriet. Skriv den i {file}.")


class NotAllowedError(KlyngeError):
    """The rules forbid the document; the sentence lists the errors.

    Args:
        what: the document, as the start of a sentence.
        findings: the errors found.
    """

    def __init__(self, what: str, findings: tuple[Finding, ...]) -> None:
        super().__init__(f"{what} kan ikke skrives:\n" + "\n".join(finding.printed() for finding in findings))


@dataclass(frozen=True)
class Issued:
    """A document that lies where staff look: its path, its kind, its body, what became of it, and what is worth knowing."""

    path: Path
    kind: str
    body: str
    laid: Laid
    remarks: tuple[str, ...] = ()


def see_allowed(what: str, findings: tuple[Finding, ...]) -> None:
    """See that nothing forbids a document.

    Raises:
        NotAllowedError: at least one finding is an error.
    """
    if wrong := errors(findings):
        raise NotAllowedError(what, wrong)


def template_of(office: Office, kind: str, body: Body) -> Template:
    """The Word template of this kind for the body, compiled once as long as its file stays the same.

    Raises:
        TemplateError: it is missing, or cannot be used.
    """
    path = office.workspace.template(kind, body.region, body.id)
    stat = path.stat() if path.exists() else None
    return _compiled(path, office.workspace.cache, stat.st_mtime_ns if stat else 0, stat.st_size if stat else 0)


@lru_cache(maxsize=32)
def _compiled(path: Path, cache: Path, changed: int, size: int) -> Template:
    """The compiled template."""
    return compile_template(path, path.name, cache=cache)
