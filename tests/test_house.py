"""What must stay true of the house itself, each said by a check that names the remedy."""

import ast
import os
import re
import shlex
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from workflow.cli.desk import klynge

ROOT = Path(__file__).parent.parent
MODULES = sorted(ROOT.glob("workflow/**/*.py"))
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
LONGEST_FUNCTION, LONGEST_MODULE = 40, 400


def _functions(module: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a module."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function's body, its docstring not counted."""
    body = function.body[1:] if ast.get_docstring(function) and len(function.body) > 1 else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1


def test_no_function_is_longer_than_a_page() -> None:
    """A function is a sentence: split what is named here."""
    found = [(module.relative_to(ROOT), function) for module in MODULES for function in _functions(module)]
    long = [f"{module}:{function.lineno} {function.name}" for module, function in found if _length(function) > LONGEST_FUNCTION]
    assert long == []


def test_no_module_has_grown_into_two() -> None:
    """A module has one duty: split what is named here."""
    long = [str(module.relative_to(ROOT)) for module in MODULES if len(module.read_text("utf-8").splitlines()) > LONGEST_MODULE]
    assert long == []


def _commands() -> list[tuple[str, str]]:
    """Every line in a code block of the documentation that calls klynge, with its page."""
    fenced = [
        (page.name, block)
        for page in PAGES
        for block in re.findall(r"^```\n(.*?)^```", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    ]
    return [(page, line) for page, block in fenced for line in block.splitlines() if line.startswith("klynge ")]


@pytest.mark.parametrize(("page", "line"), _commands())
def test_every_command_in_the_documentation_is_one_that_the_desk_knows(page: str, line: str) -> None:
    """A reader who copies a line from README.md or docs/ is never told that it does not exist."""
    name, *words = shlex.split(line)[1:]
    command = klynge.commands[name]
    with click.Context(command, info_name=name, resilient_parsing=False) as context:
        assert command.parse_args(context, list(words)) == [], page


def test_the_documentation_names_make_targets_that_exist() -> None:
    """``make demo`` and its like, wherever a page names them."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    text = "\n".join(page.read_text("utf-8") for page in [*PAGES, ROOT / "CONTRIBUTING.md"])
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE))
    assert named - targets == set()


def test_links_between_our_pages_lead_somewhere() -> None:
    """Every relative link and picture in README.md and docs/ exists."""
    for page in [*PAGES, ROOT / "CONTRIBUTING.md"]:
        for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_room_that_the_floor_plan_names_exists() -> None:
    """Each path in CONTRIBUTING.md that is no pattern."""
    named = re.findall(r"`((?:workflow|templates|docs)/[^`<*…]+)`", (ROOT / "CONTRIBUTING.md").read_text("utf-8"))
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_the_floors_are_kept() -> None:
    """``lint-imports`` holds the contracts in pyproject.toml."""
    program = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as lint; lint()"]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


THE_DISK = "workflow/archive/effects.py"
CHANGES_THE_DISK = frozenset(
    {
        f"os.{name}"
        for name in ("open", "write", "writev", "pwrite", "fsync", "fdatasync", "sync", "truncate", "ftruncate", "link")
    }
    | {f"os.{name}" for name in ("rename", "renames", "replace", "unlink", "remove", "removedirs", "rmdir", "mkdir", "makedirs")}
    | {
        f"os.{name}"
        for name in ("symlink", "mkfifo", "chmod", "fchmod", "utime", "posix_fallocate", "sendfile", "copy_file_range")
    }
    | {"write_bytes", "write_text", "touch", "unlink", "rmdir", "mkdir", "rename", "chmod", "symlink_to", "hardlink_to"}
    | {f"shutil.{name}" for name in ("copy", "copy2", "copyfile", "copytree", "move", "rmtree", "copystat", "make_archive")}
    | {f"tempfile.{name}" for name in ("mkstemp", "mkdtemp", "NamedTemporaryFile", "TemporaryFile", "TemporaryDirectory")}
)
ON_THEIR_OWN = {
    # copies into a folder outside the workspace that goes away again
    "workflow/secretariat/previewing.py": {
        "shutil.copy2",
        "shutil.copyfile",
        "shutil.copytree",
        "tempfile.TemporaryDirectory",
        "mkdir",
        "unlink",
    },
    "workflow/archive/durable.py": {"os.open", "shutil.copystat"},  # it reads; times of a copy
    "workflow/archive/folders.py": {"open"},  # a part of a zip in memory
    "workflow/keeping.py": {"os.open", "mkdir", "tempfile.mkstemp", "replace", "unlink"},  # a cache: may be lost at any time
    "workflow/rendering/pdf.py": {"tempfile.TemporaryDirectory", "mkdir", "write_text", "write_bytes"},  # LibreOffice's scratch
    "workflow/secretariat/logbook.py": {"tempfile.mkstemp"},  # a traceback, which must be written when nothing else can be
}


def _changes(module: Path) -> Iterator[str]:
    """Every call in a module that may change the disk."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module in {"os", "shutil", "tempfile"}:
            yield from (name for alias in node.names if (name := f"{node.module}.{alias.name}") in CHANGES_THE_DISK)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
            called = ast.unparse(node.func)
            known = called if called.startswith(("os.", "shutil.", "tempfile.")) else called.rpartition(".")[2]
            modes = [one.value for one in (*node.args, *(key.value for key in node.keywords)) if isinstance(one, ast.Constant)]
            writes = called.rpartition(".")[2] == "open" and any(
                re.fullmatch(r"[rbt]*[wax+][wax+bt]*", str(one)) for one in modes
            )
            replaces = called.endswith(".replace") and len(node.args) == 1 and not node.keywords
            if not called.startswith("effects.") and (known in CHANGES_THE_DISK or writes or replaces):
                yield known


def test_only_one_room_changes_the_disk() -> None:
    """Whatever klynge keeps goes through workflow/archive/durable.py, so that a test can fail, end or record each step of it."""
    found = {str(module.relative_to(ROOT)): set(_changes(module)) for module in MODULES}
    assert {"os.open", "os.write", "os.fsync", "os.rename", "unlink", "mkdir", "chmod"} <= found.pop(THE_DISK)
    excused = {name: changes - ON_THEIR_OWN.get(name, set()) for name, changes in found.items()}
    assert {name: changes for name, changes in excused.items() if changes} == {}


def test_lock_files_hold_names_versions_and_hashes_only() -> None:
    """No address of any registry stands in requirements.lock or in the tests' package-lock.json."""
    for lock in (
        ROOT / "requirements.lock",
        *ROOT.glob("tests/support/package-lock.json"),
        *ROOT.glob("benchmarks/peers/package-lock.json"),
    ):
        assert "://" not in lock.read_text("utf-8")


@pytest.mark.parametrize("template", sorted((ROOT / "templates").rglob("*.docx")), ids=lambda path: path.name)
def test_a_shipped_word_file_has_no_traces_of_a_person_or_a_program(template: Path) -> None:
    """No tracked changes, no comments, and the secretariat as its only author."""
    with zipfile.ZipFile(template) as package:
        body = package.read("word/document.xml").decode("utf-8")
        core = package.read("docProps/core.xml").decode("utf-8")
        names = package.namelist()
    assert not re.search(r"<w:(ins|del|moveFrom|moveTo)\b", body)
    assert "word/comments.xml" not in names
    assert "python-docx" not in core
    assert len(names) == len(set(names))


def test_the_reference_of_fields_is_fresh() -> None:
    """docs/felter.md is made from the models; remedy: ``make reference``."""
    program = [sys.executable, "-c", "import reference; print(reference.page(), end='')"]
    environ = {**os.environ, "PYTHONUTF8": "1"}
    made = subprocess.run(program, cwd=ROOT / "docs", env=environ, capture_output=True, text=True, encoding="utf-8", check=True)
    assert (ROOT / "docs" / "felter.md").read_text("utf-8") == made.stdout
