"""Reads a filled form in Word: finds the field of each row by tag, label and number; what belongs to no field is unread."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workflow import danish
from workflow.domain.findings import Finding, error, warning
from workflow.domain.proposals import FORM_VERSION
from workflow.intake.answers import PROPOSAL, Answers
from workflow.intake.fields import FIELDS, FormField
from workflow.intake.furniture import asks, is_furniture, is_prompt
from workflow.intake.guards import START_AFRESH, Package
from workflow.intake.identity import form_version, is_line
from workflow.intake.refusals import no_form
from workflow.intake.runs import EMBEDDED, HIDDEN, PICTURE, SYMBOL, TRACKED
from workflow.intake.texts import Block, Cell, Control, Paragraph, Table, plain_text
from workflow.intake.walking import Document, walk

_LABEL = re.compile(r"\s*(\d{1,2})?\s*[.)]?\s*(.*)", re.DOTALL)
_BY_NAME = {danish.folded(one.name): one for one in FIELDS}
_BY_LABEL = {danish.folded(one.label): one for one in FIELDS}
_BY_NUMBER = {str(one.number): one for one in FIELDS}
_ENOUGH_ROWS = 8
_TWO_FORMS = 3
_UNREAD_KINDS = {
    PICTURE: ("Feltet rummer et billede, som ikke er læst.", "Læg billedet ved som bilag."),
    SYMBOL: ("Feltet rummer tegn fra en symbolskrifttype, som ikke kan læses.", "Skriv dem med almindelige bogstaver."),
    EMBEDDED: ("Feltet rummer et indsat dokument, som ikke er læst.", "Kopiér teksten ind i feltet."),
}


@dataclass(frozen=True)
class _Row:
    """One row of the form as it stands: its left cell's label and help, and what stands to the right of it."""

    label: str
    beside: tuple[Paragraph, ...]
    blocks: tuple[Block, ...]
    controls: tuple[Control, ...]
    seen: frozenset[str]

    @property
    def text(self) -> str:
        """The words of the answer."""
        return plain_text(self.blocks)

    @property
    def number(self) -> str:
        """The number in front of the label."""
        match = _LABEL.fullmatch(self.label)
        return (match[1] or "") if match else ""

    @property
    def name(self) -> str:
        """The label without its number, folded."""
        match = _LABEL.fullmatch(self.label)
        return danish.folded(match[2]).rstrip(":") if match else ""


def read_form(package: Package) -> Answers:
    """The answers in a filled form; never drops a word: what belongs to no field is said to be unread.

    Raises:
        ReadingError: a part that the text needs is no well-formed XML.
    """
    document = walk(package)
    outside = [block for block in document.blocks if isinstance(block, Paragraph)]
    rows = list(_rows(document.blocks))
    version = form_version(package, (one.text for one in outside))
    matched = _matched(rows, trust_numbers=version in {FORM_VERSION, ""})
    if not version and len({one.name for one in matched.values()}) < _ENOUGH_ROWS:
        return Answers(findings=(no_form(),))
    filled = _Filled()
    filled.take_rows(rows, matched)
    filled.take_outside(outside)
    filled.unread += document.aside
    filled.loose |= document.loose
    findings = (*_of_version(version), *filled.findings, *_of_document(document, filled))
    if not filled.values:
        findings = (*findings, error("", "Skemaet er ikke udfyldt.", "Skriv svarene i højre kolonne, gem, og send skemaet igen."))
    values = {"skema": PROPOSAL, **filled.values} if filled.values else {}
    return Answers(PROPOSAL, values, findings, tuple(filled.unread), version=version)


def _rows(blocks: Iterable[Block]) -> Iterator[_Row]:
    """The rows of every table of the form, also of one that stands in the only cell of a row."""
    for table in blocks:
        for cells in table.rows if isinstance(table, Table) else ():
            inner = [block for block in cells[0].blocks if isinstance(block, Table)] if len(cells) == 1 else []
            if inner:
                yield from _rows(inner)
            elif cells:
                yield _row(cells)


def _row(cells: Sequence[Cell]) -> _Row:
    """One row; where label and answer share the only cell, the answer is what follows the label."""
    left, *right = cells
    said = [block for block in left.blocks if isinstance(block, Paragraph) and block.text]
    label, *rest = said or [Paragraph()]
    alone = not right
    return _Row(
        label=label.text,
        beside=() if alone else tuple(rest),
        blocks=tuple(rest) if alone else tuple(block for cell in right for block in cell.blocks),
        controls=tuple(control for cell in cells for control in cell.controls),
        seen=frozenset().union(*(cell.seen for cell in cells)),
    )


def _matched(rows: Sequence[_Row], *, trust_numbers: bool) -> dict[int, FormField]:
    """The field of each row, by its place among the rows: first those that are certain, then the likely ones."""
    tags = Counter(danish.folded(control.tag) for row in rows for control in row.controls)
    found = {place: one for place, row in enumerate(rows) if (one := _certain(row, tags))}
    taken = {one.name for one in found.values()}
    for place, row in enumerate(rows):
        likely = None if place in found else _likely(row, trust_numbers=trust_numbers)
        if likely and likely.name not in taken:
            found[place] = likely
            taken.add(likely.name)
    return found


def _certain(row: _Row, tags: Mapping[str, int]) -> FormField | None:
    """The field that a row is by a tag that stands only once, by its label, or by the name of a control in it."""
    for control in row.controls:
        if tags[danish.folded(control.tag)] == 1 and danish.folded(control.tag) in _BY_NAME:
            return _BY_NAME[danish.folded(control.tag)]
    if row.name in _BY_LABEL:
        return _BY_LABEL[row.name]
    names = (_BY_LABEL.get(danish.folded(control.alias)) for control in row.controls)
    return next((one for one in names if one), None)


def _likely(row: _Row, *, trust_numbers: bool) -> FormField | None:
    """The field that a row is by its number or by a label that was edited; older forms have other numbers."""
    if trust_numbers and row.number in _BY_NUMBER:
        return _BY_NUMBER[row.number]
    near = danish.nearest(row.name, _BY_LABEL) if row.name else []
    return _BY_LABEL[near[0]] if near else None


@dataclass
class _Filled:
    """The answers as they are gathered, and everything that was not taken as one."""

    values: dict[str, Any] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    tracked: list[FormField] = field(default_factory=list)
    twice: list[FormField] = field(default_factory=list)
    loose: set[str] = field(default_factory=set)

    def take_rows(self, rows: Sequence[_Row], matched: Mapping[int, FormField]) -> None:
        """Take every row: as the answer to its field, as more of the answer before it, or as unread."""
        gathered: dict[str, tuple[FormField, list[_Row]]] = {}
        last: FormField | None = None
        for place, row in enumerate(rows):
            found = matched.get(place)
            more = last if found is None and not row.label and row.text else None
            if found and found.name in gathered:
                self._take_again(found, row, gathered[found.name][1][0])
            elif into := found or more:
                gathered.setdefault(into.name, (into, []))[1].append(row)
            else:
                self._leave(row)
            last = found or more or last
        for one, parts in gathered.values():
            self._take(one, parts)
        self._say_twice()

    def _take(self, one: FormField, parts: Sequence[_Row]) -> None:
        """Take the rows of one field as its answer."""
        controls = [control for row in parts for control in row.controls]
        answer = one.answer([block for row in parts for block in row.blocks], controls)
        if answer:
            self.values[one.name] = answer
        self.unread += [text for row in parts for text in _left_over(row)]
        seen = frozenset().union(*(row.seen for row in parts))
        said = [sentences for kind, sentences in _UNREAD_KINDS.items() if kind in seen]
        self.findings += [warning(one.name, *sentences).located(label=one.place) for sentences in said]
        if TRACKED in seen:
            self.tracked.append(one)

    def _take_again(self, one: FormField, row: _Row, first: _Row) -> None:
        """A field that stands twice: its second answer is unread, unless it says the same or nothing."""
        if row.text and not is_prompt(row.text) and danish.folded(row.text) != danish.folded(first.text):
            self.twice.append(one)
            self.unread.append(f"{row.label}: {row.text}")

    def _say_twice(self) -> None:
        """Say which fields have two answers; with several of them the file holds two proposals."""
        if len(self.twice) >= _TWO_FORMS:
            self.findings.append(error("", "Filen rummer to udfyldte skemaer.", "Læg hvert forslag i sin egen fil."))
            return
        for one in self.twice:
            found = warning(one.name, "Feltet står to gange med hvert sit svar; det første er læst.", "Slet det ene svar.")
            self.findings.append(found.located(label=one.place))

    def _leave(self, row: _Row) -> None:
        """A row that is no field: the form's own, or unread."""
        self.loose |= row.seen
        texts = [row.label, *(one.text for one in row.beside), *row.text.split("\n")]
        if not all(not text or is_furniture(text) or is_prompt(text) for text in texts):
            self.unread.append(": ".join(filter(None, (row.label, row.text))))

    def take_outside(self, paragraphs: Iterable[Paragraph]) -> None:
        """Take paragraphs outside the tables: answers where a control says which, else the form's own or unread."""
        for one in paragraphs:
            named = next((_BY_NAME[tag] for control in one.controls if (tag := danish.folded(control.tag)) in _BY_NAME), None)
            answer = named.answer([one], one.controls) if named else ""
            if named and answer and named.name not in self.values:
                self.values[named.name] = answer
            elif one.text and not (is_furniture(one.text, one.style) or is_line(one.text) or is_prompt(one.text)):
                self.unread.append(one.text)


def _left_over(row: _Row) -> Iterator[str]:
    """What stands in a row and is no answer: text below the label, and text that a control shows as its prompt."""
    for one in row.beside:
        if not is_furniture(one.text, one.style):
            yield one.text
    for control in row.controls:
        if control.prompt and control.text and not asks(control.text):
            yield control.text


def _of_version(version: str) -> Iterator[Finding]:
    """What to say of the form's version."""
    if not version:
        yield warning("", "Skemaets mærke (navn og version) mangler; filen er læst efter felternes navne.", START_AFRESH)
    elif version != FORM_VERSION:
        problem = f"Skemaet er version {version}; det nyeste er version {FORM_VERSION}. Skemaet er læst efter felternes navne."
        yield warning("", problem, "Se efter i kvitteringen, at alt er med, og brug det nye skema næste gang.")


def _of_document(document: Document, filled: _Filled) -> Iterator[Finding]:
    """What to say of the document as a whole."""
    if TRACKED in document.seen:
        where = f" i felt {danish.join([str(one.number) for one in filled.tracked])}" if filled.tracked else ""
        problem = f"Der er registrerede ændringer{where}; teksten er læst, som om de var accepteret."
        yield warning(
            "", problem, "Se efter, at den er læst rigtigt; ellers acceptér eller afvis ændringerne, og send skemaet igen."
        )
    if HIDDEN in document.seen:
        yield warning("", "Skemaet rummer skjult tekst, som ikke er læst.", "Gør teksten synlig, hvis den skal med.")
    if filled.loose & {PICTURE, EMBEDDED}:
        yield warning(
            "", "Uden for felterne står et billede eller et indsat dokument, som ikke er læst.", "Læg det ved som bilag."
        )
