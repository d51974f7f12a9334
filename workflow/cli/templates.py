"""The commands for those who write templates: find what is wrong, list the fields, see an example."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workflow import danish
from workflow.cli.options import desk_options, office_of, pdf_option
from workflow.cli.speech import DanishGroup
from workflow.cli.telling import say, table, tell_laid

if TYPE_CHECKING:
    from workflow.domain.documents import Kind
    from workflow.secretariat.templating import Checked, Commented


@click.group(cls=DanishGroup)
def skabelon() -> None:
    """Hjælp til dem, der skriver skabeloner: tjek, felter og eksempler."""


@skabelon.command()
@click.option("--kommenter", "comment", is_flag=True, help="Skriv manglerne som kommentarer i en kopi af hver skabelon.")
@desk_options
@click.pass_context
def tjek(ctx: click.Context, comment: bool, mappe: Path | None, today: date | None) -> int:
    """Find alt, der er galt i skabelonerne, med sted og råd.

    Med --kommenter lægges en kopi med kommentarer i udbakkens mappe skabeloner; selve skabelonen røres ikke. Kopier fra et
    tidligere tjek fjernes.
    """
    from workflow.secretariat.templating import check_templates, commented

    office = office_of(ctx, mappe, today)
    checked = check_templates(office)
    copies = commented(office, checked) if comment else None
    status = _tell_checked(checked)
    if copies:
        _tell_copies(copies)
    return status


def _tell_copies(copies: "Commented") -> None:
    """Print where the copies lie, and what became of older ones."""
    for path in copies.laid:
        click.echo(path)
    for path in copies.withdrawn:
        say(f"{path} er fjernet, fordi den ikke passer til skabelonen længere.", err=True)
    for path in copies.left:
        say(f"{path} er åben eller rettet i hånden og bliver liggende. Den passer ikke til skabelonen længere.", err=True)


def _tell_checked(checked: "tuple[Checked, ...]") -> int:
    """Print the findings by file and place, and how many there are.

    Returns:
        The exit status: 1 if any of them is an error.
    """
    from workflow.domain.findings import errors

    findings = [finding for one in checked for finding in one.findings]
    for finding in findings:
        say(finding.printed())
    wrong = len(errors(findings))
    warnings = danish.counted(len(findings) - wrong, "advarsel", "advarsler")
    templates = danish.counted(len(checked), "skabelon", "skabeloner")
    say(f"{templates}: {wrong} fejl, {warnings}." if findings else f"{templates}: alt er i orden.")
    return 1 if wrong else 0


@skabelon.command()
@click.argument("kind", metavar="[DOKUMENT]", required=False)
@pdf_option
@desk_options
@click.pass_context
def felter(ctx: click.Context, kind: str | None, pdf: bool, mappe: Path | None, today: date | None) -> int:
    """Vis alle pladsholdere med type og betydning, og læg dem i et Word-dokument.

    DOKUMENT er dagsorden, referat eller kommissorium; uden det vises alle tre.
    """
    from workflow.secretariat.templating import kinds_named, write_fields

    office, kinds = office_of(ctx, mappe, today), kinds_named(kind)
    issued = tuple(write_fields(office, one) for one in kinds)
    for one in kinds:
        _tell_fields(one)
    return tell_laid(office, issued, pdf=pdf)


def _tell_fields(kind: "Kind") -> None:
    """Print the placeholders of a kind of document."""
    from workflow.domain.describing import chapters

    say(f"{danish.capital(kind.name)} ({kind.name}.docx)")
    for chapter in chapters(kind.record):
        say("\n" + danish.join(chapter.paths) + ":" * bool(chapter.paths))
        for loop in chapter.loops:
            say(f"{loop} … {{%p endfor %}}")
        rows = [(field.written, field.kind, field.meaning) for field in chapter.fields]
        for line in table(("Skriv", "Type", "Betydning"), rows):
            say(f"  {line}")
    say("")


@skabelon.command()
@click.argument("template", metavar="DOKUMENT")
@pdf_option
@desk_options
@click.pass_context
def vis(ctx: click.Context, template: str, pdf: bool, mappe: Path | None, today: date | None) -> int:
    """Skriv et eksempel på et dokument, hvor alle felter er udfyldt.

    DOKUMENT er dagsorden, referat eller kommissorium; en skabelon for en region eller et organ skrives med sin mappe, for
    eksempel nordjylland-vest/dagsorden.
    """
    from workflow.secretariat.templating import write_example

    office = office_of(ctx, mappe, today)
    return tell_laid(office, (write_example(office, template),), pdf=pdf)
