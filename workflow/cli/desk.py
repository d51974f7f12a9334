"""Every command: what it is called, what it takes, and which duty it calls."""

import os
import sys
from datetime import date
from pathlib import Path

import click

from workflow import __version__
from workflow.cli.options import DAY, CommandT
from workflow.cli.options import desk_options as _desk
from workflow.cli.options import office_of as _office
from workflow.cli.options import pdf_option as _pdf
from workflow.cli.speech import DanishGroup, complaint
from workflow.cli.templates import skabelon
from workflow.errors import KlyngeError, UsageError


def run() -> None:
    """Run the command line and end the process with its exit status: 0 good, 1 failed or rejected, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status = _called()
    except KlyngeError as reason:
        click.echo(f"Fejl: {reason}", err=True)
        status = reason.exit_status
    except BrokenPipeError:
        os._exit(1)
    except OSError as reason:
        click.echo(f"Fejl: {_refused(reason)}", err=True)
        status = 1
    except Exception:  # noqa: BLE001 - the last guard: staff get a sentence, the log gets the traceback
        click.echo(_unexpected(), err=True)
        status = 1
    sys.exit(status)


def _called() -> int:
    """Call the command that was asked for, and answer a wrong call.

    Returns:
        The exit status.
    """
    try:
        status = klynge.main(standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Afbrudt.", err=True)
        return 1
    except click.exceptions.NoArgsIsHelpError as reason:
        click.echo(reason.message, err=True)
        return 2
    except click.ClickException as reason:
        click.echo(f"Forkert brug: {complaint(reason)}", err=True)
        return 2
    return status if isinstance(status, int) else 0


def _refused(reason: OSError) -> str:
    """What the system refused, and where."""
    from workflow.archive.refusals import why

    where = f"{reason.filename}: " if reason.filename else ""
    return f"{where}{why(reason)}. Intet er gået tabt; prøv igen, når det er rettet."


def _unexpected() -> str:
    """The sentence for what nobody foresaw, after its traceback went to the log."""
    from workflow.secretariat.logbook import write_traceback

    where = write_traceback()
    return (
        "Uventet fejl: klynge kunne ikke gøre arbejdet færdigt. Ingen filer er gået tabt. "
        f"Send filen {where} til den, der står for klynge."
    )


@click.group(cls=DanishGroup, context_settings={"help_option_names": ["--help", "-h"]})
@click.version_option(__version__, prog_name="klynge", message="klynge %(version)s", help="Vis versionen.")
@_desk
def klynge(mappe: Path | None, today: date | None) -> None:
    """Dokumentværksted for sundhedsklyngernes sekretariater.

    Læg dagsordensforslag i indbakken, og få kvitteringer, dagsordener, referater og kommissorier i Word.
    """


@klynge.command()
@click.argument("mappe", metavar="MAPPE", type=click.Path(path_type=Path))
def nyt(mappe: Path) -> None:
    """Lav en arbejdsmappe med register, skabeloner, skema og indbakke.

    I en mappe, der findes, tilføjes det, der mangler; intet andet røres.
    """
    from workflow.archive.workspace import create_workspace

    added = create_workspace(mappe)
    folder = mappe if mappe.name.strip(".") else mappe.resolve()
    click.echo(
        f"{folder} er klar: {len(added)} filer og mapper er tilføjet." if added else f"{folder} mangler intet; intet er rørt.",
        err=True,
    )
    for path in added:
        click.echo(path)


@klynge.command()
@click.argument("files", metavar="[FIL …]", nargs=-1, type=click.Path(path_type=Path))
@click.option("--prøv", "is_trial", is_flag=True, help="Vis kun, hvad der ville ske; intet bliver taget eller skrevet.")
@_pdf
@_desk
@click.pass_context
def modtag(ctx: click.Context, files: tuple[Path, ...], is_trial: bool, pdf: bool, mappe: Path | None, today: date | None) -> int:
    """Tag imod det, der ligger i indbakken, eller de nævnte filer, og stop.

    De nævnte filer kopieres; de bliver liggende, hvor de er.
    """
    if is_trial:
        from workflow.cli.telling import tell_foreseen
        from workflow.secretariat.previewing import preview

        return tell_foreseen(preview(_office(ctx, mappe, today), files))
    from workflow.archive.filing import waiting_in
    from workflow.cli.telling import tell_pdfs, tell_received
    from workflow.secretariat.intake_duty import documents_of, take_in

    office = _office(ctx, mappe, today)
    received = take_in(office, files)
    status = tell_received(received, waiting_in(office.workspace))
    return max(status, tell_pdfs(office, documents_of(received))) if pdf else status


@klynge.command()
@_desk
@click.pass_context
def vagt(ctx: click.Context, mappe: Path | None, today: date | None) -> int:
    """Hold øje med indbakken, indtil du stopper med Ctrl-C.

    Vagten skriver STATUS.html ved siden af kvitteringerne og en log i mappen data.
    """
    from workflow.cli.telling import tell_one
    from workflow.secretariat.intake_duty import keep_watch

    office = _office(ctx, mappe, today)
    click.echo(f"Vagten ser efter nye filer i {office.workspace.inbox}. Stop med Ctrl-C.", err=True)
    keep_watch(office, tell_one, lambda sentence: click.echo(sentence, err=True))
    click.echo("Vagten er stoppet.", err=True)
    return 0


def _document(command: CommandT) -> CommandT:
    """Give a document command its shared arguments and options."""
    command = click.option(
        "--dato", "day", type=DAY, metavar="DATO", help="Mødets dato; for kommissorier den dag, de skal gælde."
    )(command)
    command = click.option("--alle", "everybody", is_flag=True, help="Alle organer, der er gyldige på dagen.")(command)
    return _desk(_pdf(click.argument("bodies", metavar="[ORGAN …]", nargs=-1)(command)))


def _chosen(bodies: tuple[str, ...], everybody: bool) -> tuple[str, ...] | None:
    """The bodies asked for; None for all.

    Raises:
        UsageError: neither a body nor --alle was given, or both.
    """
    if bool(bodies) == everybody:
        raise UsageError("Skriv enten et eller flere organer, for eksempel nordjylland-vest, eller --alle.")
    return None if everybody else bodies


@klynge.command()
@_document
@click.pass_context
def kommissorium(
    ctx: click.Context,
    bodies: tuple[str, ...],
    everybody: bool,
    day: date | None,
    pdf: bool,
    mappe: Path | None,
    today: date | None,
) -> int:
    """Skriv kommissorier i Word."""
    from workflow.cli.telling import tell_batch
    from workflow.secretariat.charters import charters

    return tell_batch(charters(_office(ctx, mappe, today), _chosen(bodies, everybody), day), pdf=pdf)


@klynge.command()
@_document
@click.option("--udsend", "send", is_flag=True, help="Markér dagsordenen som udsendt: fra nu af står numrene fast.")
@click.pass_context
def dagsorden(
    ctx: click.Context,
    bodies: tuple[str, ...],
    everybody: bool,
    day: date | None,
    send: bool,
    pdf: bool,
    mappe: Path | None,
    today: date | None,
) -> int:
    """Skriv dagsordener i Word."""
    from workflow.cli.telling import tell_batch
    from workflow.secretariat.papers import agendas

    return tell_batch(agendas(_office(ctx, mappe, today), _chosen(bodies, everybody), day, send=send), pdf=pdf)


@klynge.command()
@_document
@click.option("--kladde", "draft", is_flag=True, help="Skriv den referatkladde, der skal udfyldes og lægges i indbakken.")
@click.pass_context
def referat(
    ctx: click.Context,
    bodies: tuple[str, ...],
    everybody: bool,
    day: date | None,
    draft: bool,
    pdf: bool,
    mappe: Path | None,
    today: date | None,
) -> int:
    """Skriv referater i Word, eller den kladde, der skal udfyldes."""
    from workflow.cli.telling import tell_batch
    from workflow.secretariat.papers import draft_records, minutes

    if draft and pdf:
        raise UsageError("Kladden er en tekstfil og har ingen PDF. Skriv enten --kladde eller --pdf.")
    duty = draft_records if draft else minutes
    return tell_batch(duty(_office(ctx, mappe, today), _chosen(bodies, everybody), day), pdf=pdf)


@klynge.command()
@_pdf
@_desk
@click.pass_context
def alt(ctx: click.Context, pdf: bool, mappe: Path | None, today: date | None) -> int:
    """Skriv alle dokumenter for alle organer."""
    from workflow.cli.telling import tell_batch
    from workflow.secretariat.everything import everything

    return tell_batch(everything(_office(ctx, mappe, today)), pdf=pdf)


@klynge.command()
@click.option(
    "--oplysninger", "notes", is_flag=True, help="Vis også det, der kun er værd at vide: hvad der er forudsat eller usikkert."
)
@_desk
@click.pass_context
def tjek(ctx: click.Context, notes: bool, mappe: Path | None, today: date | None) -> int:
    """Find alt, der er galt i register, skabeloner og ventende forslag; rør ingen af dem."""
    from workflow.cli.telling import tell_findings
    from workflow.secretariat.checking import check

    return tell_findings(check(_office(ctx, mappe, today)), notes=notes)


@klynge.command()
@_desk
@click.pass_context
def genopbyg(ctx: click.Context, mappe: Path | None, today: date | None) -> int:
    """Lav journalen igen, når den er gået tabt, beskadiget eller for gammel.

    Den bliver lavet ud fra originaler, arkiv og kvitteringer. Intet overskrives, og ingen får en ny kvittering for det samme.
    """
    from workflow.cli.telling import tell_rebuilt
    from workflow.secretariat.intake_duty import make_again

    return tell_rebuilt(make_again(_office(ctx, mappe, today)))


@klynge.command()
@_desk
@click.pass_context
def status(ctx: click.Context, mappe: Path | None, today: date | None) -> None:
    """Vis, hvad der er kommet ind, hvad der venter, og de næste møder og frister."""
    from workflow.cli.telling import say
    from workflow.secretariat.reporting import report

    say(report(_office(ctx, mappe, today)))


@klynge.command()
@_desk
@click.pass_context
def skemaer(ctx: click.Context, mappe: Path | None, today: date | None) -> None:
    """Skriv schemas/ ud fra modellerne, så editorer kan hjælpe og tjekke."""
    from workflow.secretariat.schemas_duty import write_schemas

    for path in write_schemas(_office(ctx, mappe, today)):
        click.echo(path)


@klynge.command()
@click.argument("bodies", metavar="[ORGAN …]", nargs=-1)
@_pdf
@_desk
@click.pass_context
def formular(ctx: click.Context, bodies: tuple[str, ...], pdf: bool, mappe: Path | None, today: date | None) -> int:
    """Skriv friske skemaer til dagsordensforslag, med organets valg, møder og frister.

    Uden ORGAN: fællesskemaet og et skema til hvert organ. Et skema, du har rettet i, bliver ikke overskrevet.
    """
    from workflow.cli.telling import tell_batch
    from workflow.secretariat.forms_duty import blank_forms

    return tell_batch(blank_forms(_office(ctx, mappe, today), bodies), pdf=pdf)


@klynge.command()
@_desk
@click.pass_context
def ark(ctx: click.Context, mappe: Path | None, today: date | None) -> int:
    """Skriv friske Excel-ark til mange forslag, en medlemsliste og et års mødeplan.

    Arkene ligger i udbakken under ark. Et ark, der ligger der i forvejen, bliver ikke overskrevet.
    """
    from workflow.cli.telling import tell_batch
    from workflow.secretariat.sheets_duty import blank_sheets

    return tell_batch(blank_sheets(_office(ctx, mappe, today)), pdf=False)


klynge.add_command(skabelon)
