"""What is wrong with a template, all at once: held against the document that fills it, and against what may be sent out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import TemplateSyntaxError
from lxml import etree

from workflow import danish
from workflow.domain.findings import Finding, Severity, error
from workflow.domain.records import Record
from workflow.errors import ReadingError, TemplateError
from workflow.rendering.asking import Asked, asked
from workflow.rendering.balance import Balanced, balance
from workflow.rendering.compiler import compile_template
from workflow.rendering.complaints import syntax_complaint
from workflow.rendering.package import Package
from workflow.rendering.places import PartRead, Spot, read_parts
from workflow.rendering.sandbox import environment
from workflow.rendering.soundness import unsound
from workflow.rendering.standing import Located
from workflow.rendering.wordml import w

Shown = Iterable[tuple[str, ...]]


@dataclass(frozen=True)
class Remark:
    """A finding with its place in the template."""

    spot: Spot
    finding: Finding


@dataclass(frozen=True)
class Expected:
    """What a template is held against.

    Attributes:
        document: the record that fills it.
        shown: the fields that it must print, by their paths; of several in one entry one is enough.
        filled: data with which it is filled for a trial; None for no trial.
    """

    document: type[Record]
    shown: tuple[tuple[str, ...], ...] = ()
    filled: Mapping[str, Any] | None = None


def inspect_template(source: Path | bytes, document: type[Record], name: str = "") -> tuple[Finding, ...]:
    """What is wrong with a template that is filled with a kind of document, as findings in the order of the template.

    Args:
        source: the .docx file, or its bytes.
        document: the record that fills it.
        name: what findings call the template; the file's own name when it is left out.
    """
    return tuple(remark.finding for remark in remarks(source, Expected(document), name))


def remarks(source: Path | bytes, expected: Expected, name: str = "") -> tuple[Remark, ...]:
    """What is wrong with a template, each finding with its place.

    Args:
        source: the .docx file, or its bytes.
        expected: what it is held against.
        name: what findings call the template; the file's own name when it is left out.

    Returns:
        The findings in the order of the template, those about the whole file first.
    """
    called = name or (source.name if isinstance(source, Path) else "uden navn")
    refusal = _refusal(source, called, None)
    found: dict[tuple[str, str], Located] = {}
    for spot, finding in _read_through(source, expected):
        found.setdefault((spot.place, finding.problem), (spot, finding))
    if not any(finding.severity is Severity.ERROR for _, finding in found.values()):
        refusal = refusal or _refusal(source, called, expected.filled)
        found |= {("", refusal.problem): (Spot(), refusal)} if refusal else {}
    ordered = sorted(found.values(), key=lambda one: one[0].rank)
    return tuple(Remark(spot, finding.located(file=called)) for spot, finding in ordered)


def _refusal(source: Path | bytes, name: str, filled: Mapping[str, Any] | None) -> Finding | None:
    """Why the engine itself refuses a template, or to fill it; None when it does not."""
    try:
        template = compile_template(source, name)
        if filled is not None:
            template.render(filled)
    except TemplateError as reason:
        return error("", str(reason).removesuffix(f" {reason.hint}"), reason.hint)
    return None


def _read_through(source: Path | bytes, expected: Expected) -> Iterator[Located]:
    """Everything that reading finds; nothing of a file that cannot be read, because the engine says why."""
    try:
        package = Package.read(source.read_bytes() if isinstance(source, Path) else source)
        parts = tuple(read_parts(package))
    except (ReadingError, OSError, etree.XMLSyntaxError):
        return
    asking: list[Asked] = []
    for part in parts:
        balanced = balance(part)
        yield from balanced.found
        yield from _asking(part, balanced, expected.document, asking)
    if any(part.root.tag == w("document") for part in parts):
        yield from _lacking(frozenset().union(*(one.printed for one in asking)), expected)
    yield from unsound(package, parts)


def _asking(part: PartRead, balanced: Balanced, document: type[Record], into: list[Asked]) -> Iterator[Located]:
    """The placeholders of a part that do not fit; what it asks for goes into the list."""
    try:
        tree = environment().parse(balanced.source)
    except TemplateSyntaxError as reason:
        problem, hint = syntax_complaint(reason, balanced.source)
        spot = _spot(part, reason.lineno)
        yield spot, error("", f"I {spot.place}: {problem}.", hint)
        return
    found = asked(tree, document)
    into.append(found)
    for wrong in found.wrong:
        spot = _spot(part, wrong.line)
        yield spot, wrong.finding(spot.place)


def _spot(part: PartRead, line: int) -> Spot:
    """Where the code on a line of the source stands."""
    return part.codes[min(line, len(part.codes)) - 1].spot


def _lacking(printed: frozenset[str], expected: Expected) -> Iterator[Located]:
    """The fields that the document must show and the template never prints."""
    for choice in expected.shown:
        if not printed.intersection(choice):
            names = danish.join([f"”{name}”" for name in choice], "eller")
            problem = f"Skabelonen viser ikke {names}, som dokumentet skal have."
            yield Spot(), error(choice[0], problem, "Sæt pladsholderen ind; se den med 'klynge skabelon felter'.")
