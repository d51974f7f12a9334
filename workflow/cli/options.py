"""The options that every command has, and the office that they open."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from workflow.cli.speech import DayType

if TYPE_CHECKING:
    from workflow.secretariat.office import Office

CommandT = TypeVar("CommandT", bound=Callable[..., Any])
DAY = DayType()


pdf_option = click.option("--pdf", is_flag=True, help="Læg også en PDF ved siden af hvert Word-dokument; kræver LibreOffice.")


def desk_options(command: CommandT) -> CommandT:
    """Give a command the two options that every command has."""
    command = click.option(
        "--mappe",
        type=click.Path(path_type=Path),
        metavar="MAPPE",
        help="Arbejdsmappen; ellers KLYNGE_MAPPE, ellers den nærmeste opad.",
    )(command)
    return click.option("--i-dag", "today", type=DAY, metavar="DATO", help="Regn, som om det er denne dag; ellers KLYNGE_I_DAG.")(
        command
    )


def office_of(ctx: click.Context, mappe: Path | None, today: date | None) -> "Office":
    """The office that the command works in: its workspace and its today, given before or after the command's name."""
    from workflow.secretariat.office import open_office

    outer = ctx.find_root().params
    return open_office(mappe or outer.get("mappe"), today or outer.get("today"), os.environ)
