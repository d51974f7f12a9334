"""Real watches at work in real workspaces, many files of all kinds to drop, and the count of what became of them."""

import hashlib
import io
import itertools
import json
import os
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.secretariat.reception_desk import proposal_yaml
from tests.support.desk import DAY, EXAMPLES
from workflow.archive import durable
from workflow.archive.entries import State
from workflow.archive.journal import Journal
from workflow.archive.originals import Originals
from workflow.archive.workspace import Workspace, create_workspace, find_workspace

PATIENCE = 60.0
ODD_NAMES = (b"m\xf8de", "møde 🙂".encode(), ("å" * 110).encode(), b"NUL", b"ny\nlinje", b" -rf", b"a'b\"c;d")


@dataclass(frozen=True)
class Drop:
    """A file to drop: its name and its bytes."""

    name: str
    content: bytes

    @property
    def key(self) -> tuple[str, str]:
        """What it is counted by: its name and its checksum."""
        return self.name, hashlib.sha256(self.content).hexdigest()


def all_kinds(count: int) -> Iterator[Drop]:
    """So many files, each kind in its turn: forms, YAML, JSON, papers, faulty ones, hostile ones, the same again, odd names."""
    makers = (_yaml, _form, _json, _paper, _faulty_yaml, _faulty_form, _bomb, _old_word, _noise, _swollen, _macros)
    for number in range(count):
        make, twin = makers[number % len(makers)], number - len(makers)
        suffix, content = make(twin if number % 13 == 0 and twin > 0 else number)
        stem = os.fsdecode(ODD_NAMES[number % len(ODD_NAMES)]) if number % 5 == 0 else "fil"
        yield Drop(f"{stem} {number:04}{suffix}", content)


def papers(count: int) -> Iterator[Drop]:
    """So many small papers, each another."""
    return (Drop(f"bilag {number:04}.pdf", _paper(number)[1]) for number in range(count))


def _yaml(number: int) -> tuple[str, bytes]:
    return ".yaml", proposal_yaml(title=f"Forslag {number}").encode()


def _json(number: int) -> tuple[str, bytes]:
    found = json.loads((EXAMPLES / "forslag" / "03 udskrivning midt.json").read_bytes())
    return ".json", json.dumps({**found, "titel": f"Andet forslag {number}"}, ensure_ascii=False).encode()


def _form(number: int) -> tuple[str, bytes]:
    return ".docx", _zip_again((EXAMPLES / "forslag" / "01 hjemmebehandling nord.docx").read_bytes(), number)


def _faulty_form(number: int) -> tuple[str, bytes]:
    return ".docx", _zip_again((EXAMPLES / "forslag" / "24 mangler indstilling.docx").read_bytes(), number)


def _paper(number: int) -> tuple[str, bytes]:
    return ".pdf", b"%%PDF-1.7\n%% bilag %d\n%%%%EOF\n" % number


def _faulty_yaml(number: int) -> tuple[str, bytes]:
    return ".yaml", proposal_yaml(title=f"Forslag {number}").replace("Klynge Nord", "Klynge Nor").encode()


def _bomb(number: int) -> tuple[str, bytes]:
    layers = "".join(f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in itertools.pairwise("abcdefgh"))
    return ".yaml", f"# {number}\nskema: dagsordensforslag\na: &a [x]\n{layers}slut: ja\n".encode()


def _old_word(number: int) -> tuple[str, bytes]:
    return ".doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"%04d" % number + bytes(2000)


def _noise(number: int) -> tuple[str, bytes]:
    return ".bin", hashlib.sha512(b"%d" % number).digest() * 40


def _swollen(number: int) -> tuple[str, bytes]:
    return ".docx", _packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": bytes(30_000_000)}, number)


def _macros(number: int) -> tuple[str, bytes]:
    form = _form(number)[1]
    with zipfile.ZipFile(io.BytesIO(form)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return ".docx", _packed({**parts, "word/vbaProject.bin": b"makro"}, number)


def _packed(parts: dict[str, bytes], number: int) -> bytes:
    """A zip file with a comment of its own."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.comment = b"%d" % number
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _zip_again(content: bytes, number: int) -> bytes:
    """The same parts in other bytes."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return _packed({name: package.read(name) for name in package.namelist()}, number)


def workspace(root: Path, inbox: Path | None = None, *, stillness: int = 0) -> Workspace:
    """A fresh workspace with everything that is shipped; its inbox may be one that others take from as well."""
    root.mkdir(parents=True)
    folders = f'[klynge]\nindbakke = "{inbox}"\n' if inbox else ""
    (root / "klynge.toml").write_text(f"{folders}[vagt]\nstilhed = {stillness}\ninterval = 1\n", "utf-8")
    create_workspace(root)
    return find_workspace(root)


def start(place: Workspace) -> subprocess.Popen[bytes]:
    """Start ``klynge vagt``."""
    environ = {**os.environ, "KLYNGE_MAPPE": str(place.root), "KLYNGE_I_DAG": DAY, "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "workflow.cli", "vagt"]
    return subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@contextmanager
def watched(*places: Workspace) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Watches that are at work for the length of a block."""
    for place in places:
        place.status_page.unlink(missing_ok=True)  # that of an earlier watch
    watches = [start(place) for place in places]
    try:
        until(lambda: all(_is_at_work(place) for place in places))
        yield watches
    finally:
        for watch in watches:
            watch.kill()
            watch.wait()


def _is_at_work(place: Workspace) -> bool:
    """Whether a watch has looked at the inbox for the first time."""
    return place.status_page.exists()


def until(happened: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Look until something has happened, as long as something may still come of it."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)


def until_answered(places: Iterable[Workspace], count: int) -> None:
    """Look until there are so many receipts; it may last as long as there are ever more of them."""
    last, moved = -1, time.monotonic()
    while (now := sum(len(receipts(place)) for place in places)) < count:
        if now > last:
            last, moved = now, time.monotonic()
        assert time.monotonic() < moved + PATIENCE, f"{now} of {count} are answered"
        time.sleep(0.1)


def receipts(place: Workspace) -> list[str]:
    """The names of all receipts."""
    return sorted(path.name for path in place.receipts.glob("[0-9]*.html"))


def see_that_all_are_answered_once(drops: Iterable[Drop], *places: Workspace) -> None:
    """Each file has one decision, one receipt and its bytes in the store and the archive; nothing is left over."""
    wanted = Counter(drop.key for drop in drops)
    taken: Counter[tuple[str, str]] = Counter()
    for place in places:
        with Journal.open(place) as journal:
            arrivals = journal.arrivals()
        taken.update((one.name, one.stored.sha256) for one in arrivals)
        assert {one.state for one in arrivals} <= {State.DONE}
        assert sorted(one.receipt_name for one in arrivals) == receipts(place)
        assert all(Originals(place.local).holds(one.stored.sha256) for one in arrivals)
        assert list((place.local / "tmp").iterdir()) == []
        assert [path for path in place.outbox.rglob("*") if path.name.startswith(durable.TEMPORARY)] == []
    assert taken == wanted
    _see_the_inbox(places[0].inbox, wanted)


def _see_the_inbox(inbox: Path, wanted: Counter[tuple[str, str]]) -> None:
    """The originals lie in the archive, and nothing else is left."""
    archived = Counter(hashlib.sha256(path.read_bytes()).hexdigest() for path in inbox.glob("_arkiv/*/*"))
    assert archived == Counter(checksum for _name, checksum in wanted.elements())
    left = [path for path in inbox.rglob("*") if path.is_file() and not {"_arkiv", "_vagt"} & {*path.parts}]
    assert {path.name for path in left} <= {"LÆS MIG.txt", ".indbakke-id"}
