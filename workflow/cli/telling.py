"""How the desk says what happened: paths on stdout, one a line; everything else on stderr."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from workflow import danish

if TYPE_CHECKING:
    from workflow.archive.settling import Waiting
    from workflow.domain.findings import Finding
    from workflow.secretariat.batches import Batch, Job, Plan
    from workflow.secretariat.issuing import Issued
    from workflow.secretariat.office import Office
    from workflow.secretariat.previewing import Foreseen
    from workflow.secretariat.rebuilding import Rebuilt
    from workflow.secretariat.receiving import Received


def say(text: object, *, err: bool = False) -> None:
    """Print a text with ordinary blanks, so that it can be searched and copied."""
    click.echo(str(text).replace(danish.NBSP, " "), err=err)


def tell_batch(plan: "Plan", *, pdf: bool) -> int:
    """Carry out a plan, with a progress bar on a terminal, and end with a summary table.

    Args:
        plan: the documents.
        pdf: whether each of them gets a PDF beside it.

    Returns:
        The exit status: 1 if any document failed.
    """
    batch = plan.carry_out(_progress)
    if pdf:
        batch += pdfs_of(plan.office, batch.issued)
    for issued in batch.issued:
        click.echo(issued.path)
    say(_summary(batch), err=True)
    return 1 if batch.failed else 0


def _progress(jobs: Sequence["Job"]) -> Iterator["Job"]:
    """The jobs, with a bar on a terminal and nothing in a pipe."""
    if not sys.stderr.isatty() or len(jobs) < 2:  # noqa: PLR2004 - one document needs no bar
        yield from jobs
        return
    with click.progressbar(
        jobs, label="Skriver", file=sys.stderr, item_show_func=lambda job: f"{job.kind} {job.body}" if job else ""
    ) as bar:
        yield from bar


def pdfs_of(office: "Office", issued: "tuple[Issued, ...]") -> "Batch":
    """Lay a PDF beside each Word document, with a progress bar on a terminal.

    Args:
        office: where the work is done.
        issued: the documents.
    """
    from workflow.secretariat.batches import printed

    if not sys.stderr.isatty():
        return printed(office, issued, lambda *_: None)
    with click.progressbar(length=len(issued), label="Laver PDF", file=sys.stderr) as bar:

        def count(made: int, of: int) -> None:
            bar.length = of
            bar.update(made - bar.pos)

        return printed(office, issued, count)


def tell_laid(office: "Office", issued: "tuple[Issued, ...]", *, pdf: bool) -> int:
    """Print where documents lie, and lay a PDF beside each of them if that is asked for.

    Returns:
        The exit status: 1 if a PDF could not be made.
    """
    for one in issued:
        click.echo(one.path)
    return tell_pdfs(office, issued) if pdf else 0


def tell_pdfs(office: "Office", issued: "tuple[Issued, ...]") -> int:
    """Lay a PDF beside each document, and print where they lie and what could not be made.

    Returns:
        The exit status: 1 if a PDF could not be made.
    """
    from workflow.secretariat.printing import EVERYBODY

    made = pdfs_of(office, issued)
    for one in made.issued:
        click.echo(one.path)
    for failed in made.failed:
        whose = "" if failed.body == EVERYBODY else f"{failed.body}: "
        say(f"Fejl: {whose}{failed.sentence}", err=True)
    return 1 if made.failed else 0


def _summary(batch: "Batch") -> str:
    """The table of what was written, what was left out, and what failed."""
    rows = [(issued.body, issued.kind, str(issued.laid)) for issued in batch.issued]
    rows += [(gone.body, gone.kind, "sprunget over: " + gone.sentence.partition(". ")[0]) for gone in batch.skipped]
    rows += [(failed.body, failed.kind, f"FEJL: {failed.sentence}") for failed in batch.failed]
    lines = list(table(("Organ", "Dokument", "Resultat"), rows)) if rows else []
    written = danish.counted(len(batch.issued), "dokument", "dokumenter")
    count = f"{written}, {len(batch.skipped)} sprunget over, {len(batch.failed)} fejl."
    remarks = (f"{issued.body}: {remark}" for issued in batch.issued for remark in issued.remarks)
    return "\n".join([*lines, *remarks, count])


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """A plain table, columns as wide as their widest word, the last one free."""
    rows = list(rows)
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head) - 1)]
    for row in [head, *rows]:
        yield "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]])


def tell_findings(findings: Sequence["Finding"], *, notes: bool) -> int:
    """Print a report of findings on stdout: errors first, each sentence once with all the files it is true of.

    Args:
        findings: what was found.
        notes: whether to print what is only worth knowing as well.

    Returns:
        The exit status: 1 if any of them is an error.
    """
    from workflow.domain.findings import Severity

    counts = Counter(finding.severity for finding in findings)
    for severity in Severity:
        if severity is not Severity.NOTE or notes:
            for lines in _gathered(one for one in findings if one.severity is severity):
                say(lines)
    hidden = "" if notes or not counts[Severity.NOTE] else " Se oplysningerne med 'klynge tjek --oplysninger'."
    warnings = danish.counted(counts[Severity.WARNING], "advarsel", "advarsler")
    told = f"{counts[Severity.ERROR]} fejl, {warnings}, {danish.counted(counts[Severity.NOTE], 'oplysning', 'oplysninger')}."
    say(told + hidden if findings else "Alt er i orden.")
    return 1 if counts[Severity.ERROR] else 0


def _gathered(findings: Iterable["Finding"]) -> Iterator[str]:
    """Each finding once, followed by the places where it was found."""
    places: dict[str, list[str]] = {}
    for finding in findings:
        sentence = finding.model_copy(update={"file": "", "line": None}).printed()
        places.setdefault(sentence, []).append(":".join(str(part) for part in (finding.file, finding.line) if part))
    for sentence, found in places.items():
        yield "\n".join([sentence, *(f"    {place}" for place in dict.fromkeys(found) if place)])


def tell_received(received: Sequence["Received"], waiting: Sequence["Waiting"]) -> int:
    """Print what became of each file: receipts and documents on stdout, the verdicts and what still waits on stderr.

    Returns:
        The exit status: 1 if any file was rejected or any document failed.
    """
    for one in received:
        tell_one(one)
    for still in waiting:
        say(f"{still.name} venter. {still.reason}", err=True)
    if not received and not waiting:
        say("Indbakken er tom.", err=True)
    return 1 if any(one.rejected or one.failed for one in received) else 0


def tell_foreseen(foreseen: Sequence["Foreseen"]) -> int:
    """Print what would become of each file as a table, then what was found in each; all of it on stdout.

    Returns:
        The exit status: 1 if something must be mended first.
    """
    if not foreseen:
        say("Indbakken er tom.", err=True)
        return 0
    say("\n".join(table(("Fil", "Bliver", "Møde", "Sag"), ((one.file, one.becomes, one.meeting, one.title) for one in foreseen))))
    for one in foreseen:
        if one.findings:
            say(f"\n{one.file}")
        for finding in one.findings:
            say(f"  {finding.model_copy(update={'file': '', 'line': None}).printed()}")
    say("Intet er taget eller skrevet.", err=True)
    return 1 if any(one.is_stopped for one in foreseen) else 0


def tell_one(one: "Received") -> None:
    """Say what became of one file."""
    for path in one.paths:
        click.echo(path)
    say(one.sentence, err=True)
    for sentence in one.failed:
        say(f"  {sentence}", err=True)


def tell_rebuilt(rebuilt: "Rebuilt") -> int:
    """Say what was made again in the journal, and what somebody must look at.

    Returns:
        The exit status: 1 if somebody must look at anything.
    """
    for path in rebuilt.aside:
        click.echo(path)
    restored = danish.counted(len(rebuilt.restored), "fil", "filer")
    say(
        f"Journalen kender nu {restored} igen ud fra kvitteringerne." if rebuilt.restored else "Journalen manglede ingen filer.",
        err=True,
    )
    if rebuilt.unanswered:
        found = danish.counted(rebuilt.unanswered, "fil", "filer")
        say(f"{found} i indbakkens _arkiv havde ingen kvittering. 'klynge modtag' skriver den.", err=True)
    if rebuilt.fetched:
        say(
            f"{danish.counted(len(rebuilt.fetched), 'original', 'originaler')} er hentet tilbage fra indbakkens _arkiv.", err=True
        )
    if rebuilt.sent:
        say(f"{danish.counted(rebuilt.sent, 'dagsorden', 'dagsordener')} står igen som udsendt.", err=True)
    if rebuilt.aside:
        say("Den gamle journal er lagt til side og kan slettes, når alt er set efter.", err=True)
    for doubt in rebuilt.doubts:
        say(doubt, err=True)
    return 1 if rebuilt.doubts else 0
