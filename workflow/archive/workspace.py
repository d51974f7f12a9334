"""Every path we know: the folders of one workspace, and how a new one is made."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from pathlib import Path

import workflow
from workflow.archive import durable
from workflow.archive.marker import put_mark
from workflow.archive.names import READ_ME
from workflow.archive.settings import SETTINGS_FILE, Settings, read_settings
from workflow.errors import SettingsError, UsageError, WorkspaceNotFoundError

FORM_FILE = "Dagsordensforslag.docx"
STATUS_PAGE = "STATUS.html"
_SHIPPED = ("register", "templates", "schemas")
_FORM_SOURCE = Path("templates", "docx", "dagsordensforslag.docx")
_LEFTOVERS = ("~$", ".~lock.", ".DS_Store", "Thumbs.db", "desktop.ini", "__pycache__")


@dataclass(frozen=True)
class Workspace:
    """One workspace: the folder in which klynge.toml lies, and everything seen from there.

    Attributes:
        root: the folder, absolute.
        settings: what klynge.toml says.
    """

    root: Path
    settings: Settings = field(default_factory=Settings)

    @property
    def register(self) -> Path:
        """What the secretariat knows, as YAML and Markdown."""
        return self.root / "register"

    @property
    def templates(self) -> Path:
        """The Word templates."""
        return self.root / "templates" / "docx"

    @property
    def schemas(self) -> Path:
        """The JSON Schemas of whatever may be dropped or edited."""
        return self.root / "schemas"

    @property
    def inbox(self) -> Path:
        """Where staff and partners drop."""
        return self.root / self.settings.folders.inbox

    @property
    def outbox(self) -> Path:
        """Where documents and receipts are laid."""
        return self.root / self.settings.folders.outbox

    @property
    def receipts(self) -> Path:
        """Where receipts are laid."""
        return self.outbox / "kvitteringer"

    @property
    def status_page(self) -> Path:
        """The page beside the receipts that says how things stand."""
        return self.receipts / STATUS_PAGE

    @property
    def log(self) -> Path:
        """The log of the watch."""
        return self.local / "log" / "vagt.log"

    @property
    def local(self) -> Path:
        """The journal and the originals, on a disk of this machine."""
        return self.root / self.settings.folders.local

    @property
    def cache(self) -> Path:
        """What can be made again and is kept to save time; it may be deleted at any moment."""
        return self.local / "cache"

    def document_folder(self, region: str, body: str, day: date | None = None) -> Path:
        """Where a body's charter lies, or the documents of its meeting on the day."""
        folder = self.outbox / region / body
        return folder / day.isoformat() if day else folder

    def template(self, kind: str, region: str, body: str) -> Path:
        """The Word template of a kind ("dagsorden") for a body: its own, else its region's, else the one for all."""
        name = f"{kind}.docx"
        folder = self.templates
        places = (folder.joinpath(*place, name) for place in ((region, body), (body,), (region,)))
        return next((place for place in places if place.is_file()), folder / name)


def find_workspace(named: Path | None = None) -> Workspace:
    """The workspace that was named, or the nearest one upward from where the command was started.

    Raises:
        WorkspaceNotFoundError: no klynge.toml lies there.
        SettingsError: klynge.toml is wrong, or places one folder within another.
    """
    start = (named or Path()).absolute()
    places = (start,) if named else (start, *start.parents)
    root = next((place for place in places if (place / SETTINGS_FILE).is_file()), None)
    if root is None:
        raise WorkspaceNotFoundError(str(named or start))
    workspace = Workspace(root, read_settings(root / SETTINGS_FILE))
    _refuse_nested(workspace)
    return workspace


def _refuse_nested(workspace: Workspace) -> None:
    """See that no folder lies within another, where one duty would take the other's files for its own.

    Raises:
        SettingsError: names the two folders and the remedy.
    """
    folders = {
        "indbakken": workspace.inbox,
        "udbakken": workspace.outbox,
        "data": workspace.local,
        "registeret": workspace.register,
        "skabelonerne": workspace.templates.parent,
        "skemaerne": workspace.schemas,
    }
    root, resolved = workspace.root.resolve(), {name: place.resolve() for name, place in folders.items()}
    for (name, one), (other_name, other) in combinations(resolved.items(), 2):
        if one == other or one in other.parents or other in one.parents:
            sentence = f"{SETTINGS_FILE} lægger {name} og {other_name} i hinanden ({one} og {other}). Giv dem hver sin mappe."
            raise SettingsError(sentence)
    for name, place in resolved.items():
        if place == root or place in root.parents:
            raise SettingsError(
                f"{SETTINGS_FILE} lægger {name} i {folders[name]}, som rummer hele arbejdsmappen. Giv den sin egen mappe."
            )


def shipped_root() -> Path:
    """The folder that holds the shipped register, templates and schemas: in an installed package, else in the checkout.

    Raises:
        SettingsError: neither is there, so the installation is broken.
    """
    package = Path(workflow.__file__).parent
    for place in (package / "shipped", package.parent):
        if all((place / name).is_dir() for name in _SHIPPED):
            return place
    raise SettingsError("Installationen mangler register, skabeloner eller skemaer. Installér klynge igen med 'pip install'.")


def create_workspace(target: Path, source: Path | None = None) -> tuple[Path, ...]:
    """Make a workspace, or add to an old one what is missing; nothing that lies there is touched.

    Args:
        target: the folder to make it in; need not exist.
        source: where register, templates and schemas come from; None for the shipped ones.

    Returns:
        The files and folders that were added.

    Raises:
        UsageError: a file lies where the folder belongs.
        SettingsError: an old klynge.toml is wrong.
    """
    target = target.absolute()
    if target.exists() and not target.is_dir():
        raise UsageError(f"{target} er en fil. Skriv navnet på en mappe, for eksempel 'klynge nyt sekretariat'.")
    source = source or shipped_root()
    added = [path for path, content in _wanted_files(source) if _add(target / path, content)]
    workspace = find_workspace(target)
    folders = [folder for folder in (workspace.inbox, workspace.receipts, workspace.local) if not folder.is_dir()]
    for folder in folders:
        durable.make_folder(folder)
    read_me = workspace.inbox / READ_ME
    told = [read_me] if _add(read_me, _READ_ME_TEXT.encode("utf-8-sig")) else []
    mark = put_mark(workspace)
    return (*(target / path for path in added), *folders, *told, *([mark] if mark else ()))


def _wanted_files(source: Path) -> Iterator[tuple[Path, bytes]]:
    """Every file that belongs in a workspace, by its path from there."""
    yield Path(SETTINGS_FILE), _SETTINGS_TEXT.encode()
    for name in _SHIPPED:
        for file in sorted((source / name).rglob("*")):
            if file.is_file() and not any(part.startswith(_LEFTOVERS) for part in file.parts):
                yield file.relative_to(source), file.read_bytes()
    if (source / _FORM_SOURCE).is_file():
        yield Path(FORM_FILE), (source / _FORM_SOURCE).read_bytes()


def _add(path: Path, content: bytes) -> bool:
    """Put a file where nothing lies.

    Returns:
        Whether it was put there.
    """
    if path.exists():
        return False
    durable.write_new(path, content)
    return True


_SETTINGS_TEXT = """\
# Indstillinger for klynge. En linje, der begynder med #, bruges ikke; fjern tegnet for at bruge den.

[klynge]
# Journalen og de gemte originaler skal ligge på maskinens egen disk. Ligger arbejdsmappen på et netværksdrev,
# så skriv en mappe på denne maskine her:
# data = "C:/klynge-data"
# indbakke = "inbox"
# udbakke = "outbox"

[pdf]
# PDF laves af LibreOffice. Finder klynge det ikke selv, så skriv programmet her:
# program = "C:/Program Files/LibreOffice/program/soffice.exe"
# Sekunder, det må bruge på et dokument, før det bliver stoppet og får et forsøg til:
# sekunder = 60

[vagt]
# Skriv ja, når indbakken ligger på et netværksdrev: så ser vagten selv efter i stedet for at vente på besked.
polling = "nej"
# Sekunder mellem to kig i indbakken, sekunder, en fil skal ligge uændret, før den tages, og sekunder, en fil,
# der mangler sin slutning, får til at blive hel (600, når polling er ja):
# interval = 30
# stilhed = 2
# halve = 20
"""

_READ_ME_TEXT = """\
Læg dagsordensforslag, udfyldte Excel-ark og udfyldte referatark i denne mappe.

Skemaet Dagsordensforslag.docx ligger i mappen ovenover. Udfyld det i Word, gem det, og læg det her.
Forslag kan også lægges som YAML eller JSON; mappen schemas beskriver felterne.
Har forslaget bilag, så læg hele mailen her, eller læg skemaet og bilagene samlet i en mappe eller en zip-fil.

Du får en kvittering for hver fil i udbakkens mappe kvitteringer. Den siger, hvad vi har læst,
og hvad der eventuelt skal rettes. Er noget galt, så ret filen, og læg den her igen.

Filen STATUS.html samme sted siger, hvad der ligger her i mappen og hvorfor.

Mapperne _igang, _arkiv og _vagt og filen .indbakke-id er klynges egne: flyt og slet dem ikke.
Originalerne bliver gemt i _arkiv og ændres ikke.
"""
