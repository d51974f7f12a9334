"""What is wrong with a template, all at once: held against the document that fills it, and against what may be sent out."""

from collections.abc import Iterator, Mapping
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
from workflow.rendering.places import Code, PartRead, Spot, read_parts
from workflow.rendering.sandbox import environment
from workflow.rendering.soundness import unsound
from workflow.rendering.standing import Located
from workflow.rendering.wordml import shown_text, w

_RICH = "rigtekst"
"""The filter of rich texts."""


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
        found |= {("", refusal.problem): _told(refusal, source)} if refusal else {}
    ordered = sorted(found.values(), key=lambda one: one[0].rank)
    return tuple(Remark(spot, finding.located(file=called)) for spot, finding in ordered)


def _refusal(source: Path | bytes, name: str, filled: Mapping[str, Any] | None) -> TemplateError | None:
    """Why the engine itself refuses a template, or to fill it; None when it does not."""
    try:
        template = compile_template(source, name)
        if filled is not None:
            template.render(filled)
    except TemplateError as reason:
        return reason
    return None


def _told(refusal: TemplateError, source: Path | bytes) -> Located:
    """The engine's refusal as a finding: at the first code that it names, else about the whole file."""
    for part in _parts(_package(source)):
        for code in part.codes:
            if part.place == refusal.place and _is_meant(code, refusal.problem):
                return code.spot, error("", f"I {code.spot.place}: {refusal.problem}.", refusal.hint)
    return Spot(), error("", str(refusal).removesuffix(f" {refusal.hint}"), refusal.hint)


def _is_meant(code: Code, problem: str) -> bool:
    """Whether a problem is told of this code; of a rich text it is told without naming which one."""
    shares = _RICH in problem and _RICH in code.text and " ".join(shown_text(code.block).split()) != code.written
    return shares or code.text in problem or code.written in problem


def _package(source: Path | bytes) -> Package | None:
    """The template's package; None where it cannot be read, because the engine says why."""
    try:
        return Package.read(source.read_bytes() if isinstance(source, Path) else source)
    except (ReadingError, OSError):
        return None


def _parts(package: Package | None) -> tuple[PartRead, ...]:
    """A package's parts with their codes; none where one of them cannot be read."""
    try:
        return tuple(read_parts(package)) if package else ()
    except etree.XMLSyntaxError:
        return ()


def _read_through(source: Path | bytes, expected: Expected) -> Iterator[Located]:
    """Everything that reading finds; nothing of a file that cannot be read, because the engine says why."""
    package = _package(source)
    parts = _parts(package)
    if package is None or not parts:
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
            names = danish.quoted(choice, "eller")
            problem = f"Skabelonen viser ikke {names}, som dokumentet skal have."
            yield Spot(), error(choice[0], problem, "Sæt pladsholderen ind; se den med 'klynge skabelon felter'.")
