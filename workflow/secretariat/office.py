"""The office that every duty works in: one workspace, one today, its register and its journal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from workflow import danish
from workflow.archive.loading import REGION_FILE, Loaded, load_register
from workflow.archive.workspace import Workspace, find_workspace
from workflow.domain.findings import Finding, errors
from workflow.domain.register import BodyFile, Register
from workflow.domain.rules.registers import judge_bodies
from workflow.errors import RegisterError, UsageError
from workflow.secretariat.today import Today

if TYPE_CHECKING:
    from workflow.archive.journal import Journal


@dataclass(frozen=True)
class Office:
    """Where the work is done.

    Attributes:
        workspace: the folders and settings.
        today: the clock, or the day that stands for it.
        opened: the journal, where it is open already.
    """

    workspace: Workspace
    today: Today
    opened: "Journal | None" = None

    @cached_property
    def loaded(self) -> Loaded:
        """The register as it was read, once, with all that is wrong with it today."""
        return load_register(self.workspace.register, self.today.today(), self.workspace.cache)

    @cached_property
    def register(self) -> Register:
        """The register, read once.

        What is wrong with one body alone stops only that body's documents (``trouble``); anything else stops everything.

        Raises:
            RegisterError: it has errors; all of them are named.
        """
        if self.loaded.register is not None:
            return self.loaded.register
        wrong = errors(self.loaded.findings)
        register = load_register(self.workspace.register, cache=self.workspace.cache).register
        if register is None or any(Path(finding.file).name == REGION_FILE for finding in wrong):
            raise RegisterError(finding.printed() for finding in wrong)
        return register

    def is_sound(self, on: date) -> bool:
        """Whether the register was judged as of the day, its charters included, and nothing stops a document."""
        return self.loaded.register is not None and on == self.loaded.on

    def trouble(self, entry: BodyFile) -> tuple[Finding, ...]:
        """The errors in a body's own rules, seats and members today: no document is written from them."""
        return tuple(finding for finding in self._judged if finding.file == entry.file)

    @cached_property
    def _judged(self) -> tuple[Finding, ...]:
        """The errors of all bodies, each with its body's file."""
        if self.is_sound(self.today.today()):
            return ()
        return errors(judge_bodies(self.register, self.today.today()))

    @cached_property
    def journal(self) -> "Journal":
        """The book of decisions, opened once.

        Raises:
            JournalError: it is damaged, locked, or lies on a network share.
        """
        from workflow.archive.journal import Journal  # noqa: PLC0415 - charters are written without it

        return self.opened or Journal.open(self.workspace)

    def renewed(self) -> "Office":
        """The same office with its register to be read anew; the journal stays open."""
        return Office(self.workspace, self.today, self.journal)


def open_office(folder: Path | None, today: date | None, environ: Mapping[str, str]) -> Office:
    """The office for a command.

    Args:
        folder: the workspace named on the command line; else KLYNGE_MAPPE, else the nearest upward with klynge.toml.
        today: the day named on the command line; else KLYNGE_I_DAG, else the clock.
        environ: the environment variables.

    Raises:
        UsageError: no workspace is there, or KLYNGE_I_DAG is no date.
        SettingsError: klynge.toml is wrong.
    """
    named = folder or (Path(environ["KLYNGE_MAPPE"]) if environ.get("KLYNGE_MAPPE") else None)
    return Office(find_workspace(named), Today(today or _day_from(environ.get("KLYNGE_I_DAG", ""))))


def _day_from(text: str) -> date | None:
    """The day in KLYNGE_I_DAG, if any.

    Raises:
        UsageError: it is no date.
    """
    if not text.strip():
        return None
    try:
        return danish.read_date(text)
    except ValueError:
        raise UsageError(f"KLYNGE_I_DAG er ”{text}”, og det er ikke en dato. Skriv den som 2026-11-26.") from None
