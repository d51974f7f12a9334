"""How the desk speaks: click's help and its complaints in Danish."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from workflow import danish


class DanishHelp(click.Command):
    """A command whose help page has Danish headings."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Brug: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, and for a group its commands."""
        records = [record for param in self.get_params(ctx) if (record := param.get_help_record(ctx)) is not None]
        if records:
            with formatter.section("Valg"):
                formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option --help, explained in Danish."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Vis denne hjælp."
        return option

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The pieces of the usage line."""
        return [
            piece.replace("[OPTIONS]", "[VALG]").replace("COMMAND [ARGS]...", "KOMMANDO …")
            for piece in super().collect_usage_pieces(ctx)
        ]


class DanishGroup(DanishHelp, click.Group):
    """A group of commands that suggests the nearest one."""

    command_class = DanishHelp

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options and the commands."""
        super().format_options(ctx, formatter)
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, command.get_short_help_str(limit=90)) for name, command in commands if command is not None]
        with formatter.section("Kommandoer"):
            formatter.write_dl(rows)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which staff meet them."""
        return list(self.commands)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant.

        Raises:
            click.UsageError: no command is called so; names the nearest.
        """
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            hint = danish.did_you_mean(args[0], self.commands) or "Se kommandoerne med 'klynge --help'."
            raise click.UsageError(f"Ingen kommando hedder ”{args[0]}”. {hint}", ctx)
        return super().resolve_command(ctx, args)


def complaint(reason: click.ClickException) -> str:
    """What click found wrong with the call, in a Danish sentence.

    Args:
        reason: click's exception; those that we raised ourselves are Danish already.
    """
    if isinstance(reason, click.NoSuchOption):
        near = danish.did_you_mean(reason.option_name, reason.possibilities or ())
        return f"Der er intet valg, der hedder {reason.option_name}. {near}".strip()
    if isinstance(reason, click.MissingParameter):
        return f"Der mangler {_names([reason.param.human_readable_name] if reason.param else [])}."
    if isinstance(reason, click.BadOptionUsage):
        return f"Valget {reason.option_name} mangler en værdi."
    if isinstance(reason, click.UsageError) and reason.message.startswith("Got unexpected extra argument"):
        return f"Der er for mange ord: {reason.message.partition('(')[2].rstrip(')')}."
    return reason.message


def _names(words: Sequence[str]) -> str:
    """The names of what is missing, or a word for it."""
    return danish.join([word.upper() for word in words]) or "et ord"


class DayType(click.ParamType[date]):
    """A date on the command line, as a Dane writes it."""

    name = "dato"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The date.

        Raises:
            click.BadParameter: the text is no date.
        """
        if not isinstance(value, str):
            return value
        try:
            return danish.read_date(value)
        except ValueError:
            raise click.BadParameter(
                f"”{value}” er ikke en dato. Skriv den som 2026-11-26 eller 26. november 2026.", ctx, param
            ) from None
