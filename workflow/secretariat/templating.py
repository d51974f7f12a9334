"""The duties for those who write templates: check them, comment on them, list their fields, show an example."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from workflow import danish
from workflow.archive import durable
from workflow.archive.workspace import Workspace, shipped_root
from workflow.domain.documents import DOCUMENTS, Kind
from workflow.domain.findings import Finding, error, warning
from workflow.errors import ReadingError, UsageError
from workflow.rendering.annotating import annotated
from workflow.rendering.compiler import compile_template
from workflow.rendering.inspection import Expected, Remark, remarks
from workflow.rendering.package import is_untouched
from workflow.rendering.places import Spot
from workflow.secretariat.fieldbook import field_book
from workflow.secretariat.issuing import Issued
from workflow.secretariat.laying import lay
from workflow.secretariat.office import Office

FOLDER = "skabeloner"
_COMMENTED = " (kommenteret)"
_LEFTOVERS = ("~$", ".~lock.")


@dataclass(frozen=True)
class Checked:
    """A template, and what was found in it in the order of the template."""

    path: Path
    file: str
    remarks: tuple[Remark, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings, each with the template's path from the workspace."""
        return tuple(remark.finding.located(file=self.file) for remark in self.remarks)


def check_templates(office: Office) -> tuple[Checked, ...]:
    """Every template of the workspace, shared and overriding, sorted by path, and what is wrong with each."""
    checked = [_check(office, path, kind) for kind in DOCUMENTS.values() for path in _templates(office.workspace, kind)]
    return tuple(sorted(checked, key=lambda one: one.file))


def _templates(workspace: Workspace, kind: Kind) -> Iterator[Path]:
    """The templates of a kind, the shared one even where it is missing."""
    shared = workspace.templates / f"{kind.name}.docx"
    yield shared
    yield from (path for path in workspace.templates.rglob(shared.name) if path != shared and path.is_file())


def _check(office: Office, path: Path, kind: Kind) -> Checked:
    """What is wrong with one template."""
    file = path.relative_to(office.workspace.root).as_posix()
    if not path.exists():
        problem, hint = f"Skabelonen {path.name} mangler.", "Kør 'klynge nyt' på mappen; det lægger den tilbage."
        return Checked(path, file, (Remark(Spot(), error(kind.name, problem, hint)),))
    expected = Expected(kind.record, kind.shown, kind.example().spoken())
    return Checked(path, file, (*_unused(office, path), *remarks(path, expected)))


def _unused(office: Office, path: Path) -> Iterator[Remark]:
    """A template in a folder that no region and no body is called by is never used."""
    folders, register = path.parent.relative_to(office.workspace.templates).parts, office.loaded.register
    if not folders or register is None:
        return
    bodies = [entry.body for entry in register.bodies]
    ways = {(body.region,) for body in bodies} | {(body.id,) for body in bodies} | {(body.region, body.id) for body in bodies}
    if folders not in ways:
        known = {name for way in ways for name in way}
        hint = danish.did_you_mean(folders[-1], known) or "Flyt den til en mappe, der hedder som regionen eller organet."
        problem = f"Skabelonen bliver ikke brugt: ingen region og intet organ hedder ”{'/'.join(folders)}”."
        yield Remark(Spot(), warning("", problem, hint))


@dataclass(frozen=True)
class Commented:
    """What became of the copies with comments.

    Attributes:
        laid: those that were written now.
        withdrawn: older ones of ours that were taken away, because they say what is no longer so.
        left: older ones that a person has edited or has open; they stay.
    """

    laid: tuple[Path, ...]
    withdrawn: tuple[Path, ...]
    left: tuple[Path, ...]


def commented(office: Office, checked: tuple[Checked, ...]) -> Commented:
    """Lay a copy with comments for every template in which something was found, and take away those of an earlier check.

    A file that is no Word file is passed over.

    Raises:
        OSError: the disk refuses.
    """
    laid = tuple(_copies(office, checked))
    older = sorted(set(_folder(office).rglob(f"*{_COMMENTED}*.docx")) - set(laid))
    withdrawn = tuple(path for path in older if not path.name.startswith(_LEFTOVERS) and _withdraw(path))
    left = (path for path in older if path.exists() and not path.name.startswith(_LEFTOVERS))
    return Commented(laid, withdrawn, tuple(left))


def _copies(office: Office, checked: tuple[Checked, ...]) -> Iterator[Path]:
    """Lay the copies."""
    for one in checked:
        if not one.remarks or not one.path.exists():
            continue
        try:
            copy = annotated(one.path.read_bytes(), one.remarks, office.today.today())
        except (ReadingError, etree.XMLSyntaxError):
            continue
        beside = one.path.relative_to(office.workspace.templates)
        yield lay(_folder(office) / beside.with_stem(f"{beside.stem}{_COMMENTED}"), copy)[0]


def _withdraw(copy: Path) -> bool:
    """Take away an older copy, unless a person has edited it or has it open; whether it is gone."""
    if not is_untouched(copy.read_bytes()):
        return False
    try:
        durable.remove(copy)
    except PermissionError:
        return False
    return True


def kinds_named(name: str | None) -> tuple[Kind, ...]:
    """The kind of document with this name; all of them when none is named.

    Raises:
        UsageError: no kind is called so.
    """
    if name is None:
        return tuple(DOCUMENTS.values())
    found = DOCUMENTS.get(danish.nfc(name).casefold().removesuffix(".docx"))
    if found is None:
        hint = danish.did_you_mean(name, DOCUMENTS) or f"Skriv {danish.join(list(DOCUMENTS), 'eller')}."
        raise UsageError(f"Ingen dokumentart hedder ”{name}”. {hint}")
    return (found,)


def write_fields(office: Office, kind: Kind) -> Issued:
    """Write the placeholders of a kind of document as a Word document, in the design that we ship.

    Raises:
        OSError: the disk refuses.
    """
    template = compile_template(shipped_root() / "templates" / "docx" / "kommissorium.docx")
    book = template.render(field_book(kind, office.today.today()).spoken())
    path, laid = lay(_folder(office) / f"Felter i {kind.name}.docx", book)
    return Issued(path, "felter", kind.name, laid)


def write_example(office: Office, template: str) -> Issued:
    """Write an example of a document with every field filled.

    Args:
        office: where the work is done.
        template: a kind of document, with the folder of a region or body where it has a template of its own.

    Raises:
        UsageError: no kind or template is called so.
        TemplateError: the template cannot be used.
        OSError: the disk refuses.
    """
    folder, _, name = template.replace("\\", "/").rpartition("/")
    (kind,) = kinds_named(name)
    path = office.workspace.templates / folder / f"{kind.name}.docx"
    if folder and (".." in Path(folder).parts or Path(folder).is_absolute() or not path.is_file()):
        raise UsageError(f"Der er ingen skabelon i {path}. Skriv kun {kind.name} for den fælles.")
    example = compile_template(path).render(kind.example().spoken())
    path, laid = lay(_folder(office) / folder / f"Eksempel på {kind.name}.docx", example)
    return Issued(path, "eksempel", kind.name, laid)


def _folder(office: Office) -> Path:
    """Where everything about templates is laid."""
    return office.workspace.outbox / FOLDER
