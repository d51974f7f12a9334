"""Word documents as PDF: LibreOffice is asked once for all of them, then once more, alone, for each that it did not give.

LibreOffice runs without windows, in a temporary folder with a profile of its own: it meets neither the user's settings nor an
open LibreOffice. It runs no macros and fetches nothing.
"""

import contextlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import psutil

from workflow import danish
from workflow.errors import KlyngeError

PROGRAMS = ("soffice", "libreoffice", "soffice.exe")
FIXED_PLACES = ("/Applications/LibreOffice.app/Contents/MacOS/soffice", "/usr/lib/libreoffice/program/soffice")
FILTER = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'
PULSE = 0.1
LAST_BREATH = 1.0
_END_OF_FILE = b"%%EOF"
_WINDOWS = Path("LibreOffice", "program", "soffice.exe")
_WINDOWS_FOLDERS = (
    ("PROGRAMFILES", _WINDOWS),
    ("PROGRAMW6432", _WINDOWS),
    ("PROGRAMFILES(X86)", _WINDOWS),
    ("LOCALAPPDATA", "Programs" / _WINDOWS),
)
_SAFE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


class NoLibreOfficeError(KlyngeError):
    """LibreOffice is not on this machine, or not where klynge.toml says.

    Args:
        named: what klynge.toml says, or "".
    """

    def __init__(self, named: str = "") -> None:
        where = f"Programmet {named}, som klynge.toml peger på, kan ikke startes" if named else "LibreOffice er ikke installeret"
        remedy = "Ret program under [pdf] i klynge.toml" if named else "Hent det gratis på https://da.libreoffice.org"
        super().__init__(f"{where}, så der er ikke lavet PDF. {remedy}, og kør kommandoen igen. Word-dokumenterne er skrevet.")


class ConversionError(KlyngeError):
    """LibreOffice made no PDF of a document, neither with the others nor alone.

    Args:
        hung: after how many seconds it was ended, or 0 when it ended by itself.
    """

    def __init__(self, hung: int = 0) -> None:
        spent = danish.counted(hung, "sekund", "sekunder")
        problem = f"LibreOffice blev ikke færdig på {spent}" if hung else "LibreOffice kan ikke lave PDF af dokumentet"
        super().__init__(f"{problem}, heller ikke alene. Åbn dokumentet i Word, og gem det som PDF derfra.")


def find_office(environ: Mapping[str, str], named: str = "", places: Sequence[str] = FIXED_PLACES) -> str:
    """The program that starts LibreOffice.

    Args:
        environ: the environment, for PATH and for where Windows keeps programs.
        named: the only program to look for, where klynge.toml names one.
        places: where else to look.

    Raises:
        NoLibreOfficeError: it is in none of the usual places.
    """
    folders = [Path(folder) for folder in environ.get("PATH", "").split(os.pathsep) if Path(folder).is_absolute()]
    known = [str(Path(environ[variable]) / rest) for variable, rest in _WINDOWS_FOLDERS if environ.get(variable)]
    for name in [named] if named else [*PROGRAMS, *known, *places]:
        # Never where the command was given, which is where ``which`` would look first on Windows.
        for folder in [Path()] if Path(name).is_absolute() else folders:
            if found := shutil.which(str(folder / name)):
                return found
    raise NoLibreOfficeError(named)


def _uncounted(_laid: int) -> None:
    """Count nothing."""


def export(
    documents: Sequence[bytes], program: str, patience: int, count: Callable[[int], object] = _uncounted
) -> Iterator[bytes | ConversionError]:
    """The tagged PDF of each document as LibreOffice writes it, in their order; what it did not give is an error.

    Args:
        documents: .docx files.
        program: what starts LibreOffice.
        patience: how many seconds it may take over a document before it is ended.
        count: is told, while they are made, how many there are.

    Raises:
        NoLibreOfficeError: the program cannot be started.
    """
    together, _ = _converted(documents, program, patience, count)
    for document, pdf in zip(documents, together, strict=True):
        if pdf:
            yield pdf
            continue
        (alone,), hung = _converted([document], program, patience, _uncounted)
        yield alone or ConversionError(patience if hung else 0)


def _converted(
    documents: Sequence[bytes], program: str, patience: int, count: Callable[[int], object]
) -> tuple[list[bytes], bool]:
    """One call of LibreOffice.

    Returns:
        A PDF for each document, empty where it gave none, and whether it had to be ended.
    """
    with tempfile.TemporaryDirectory(prefix="klynge-pdf-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        profile, made = folder / "profile", folder / "made"
        made.mkdir()
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_SAFE, "utf-8")
        names = [f"{number}.docx" for number in range(len(documents))]
        for word, document in zip(names, documents, strict=True):
            (folder / word).write_bytes(document)
        options = [f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck"]
        with _running([program, *options, "--convert-to", FILTER, "--outdir", str(made), *names], folder) as child:
            hung = _hangs(child, made, patience, count)
        return [_whole(made / word.replace(".docx", ".pdf")) for word in names], hung


def _whole(pdf: Path) -> bytes:
    """A PDF's bytes; empty where there is none, or only the beginning of one."""
    content = pdf.read_bytes() if pdf.exists() else b""
    return content if content.rstrip().endswith(_END_OF_FILE) else b""


@contextlib.contextmanager
def _running(command: Sequence[str], folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """LibreOffice at work in a folder; at the end of the block nothing of it runs any more.

    Raises:
        NoLibreOfficeError: it cannot be started.
    """
    nothing = subprocess.DEVNULL
    try:
        child = subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing, cwd=folder)  # noqa: S603 - LibreOffice
    except OSError as reason:
        raise NoLibreOfficeError(command[0]) from reason
    try:
        yield child
    finally:
        _end(child)


def _hangs(child: "subprocess.Popen[bytes]", made: Path, patience: int, count: Callable[[int], object]) -> bool:
    """Wait for a child that lays its files in a folder; whether it laid no further one for so many seconds, without ending."""
    laid, since = 0, time.monotonic()
    while time.monotonic() - since < patience:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(PULSE)
            return False
        if len(list(made.iterdir())) > laid:
            laid, since = len(list(made.iterdir())), time.monotonic()
            count(laid)
    return True


def _end(child: "subprocess.Popen[bytes]") -> None:
    """End a child and all that it has started; one that has ended is left in peace."""
    if child.poll() is not None:
        return
    family = [*psutil.Process(child.pid).children(recursive=True), psutil.Process(child.pid)]
    for one in family:
        with contextlib.suppress(psutil.NoSuchProcess):
            one.kill()
    child.wait()
    psutil.wait_procs(family, timeout=LAST_BREATH)
