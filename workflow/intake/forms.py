"""Reads a filled form in Word: the answer of each field that its rows are; what belongs to no field is unread."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from workflow import danish
from workflow.domain.findings import Finding, error, note, warning
from workflow.domain.proposals import FORM_VERSION
from workflow.intake.answers import PROPOSAL, Answers
from workflow.intake.drawings import PREVIEW
from workflow.intake.fields import FormField
from workflow.intake.furniture import asks, is_furniture, is_prompt
from workflow.intake.guards import START_AFRESH, Package
from workflow.intake.identity import form_version, is_line
from workflow.intake.losses import simplified, unlinked
from workflow.intake.margins import OUTSIDE, Margin, secrecy_doubt, typed_in_margins
from workflow.intake.refusals import no_form
from workflow.intake.rows import BY_NAME, Row, begins_field, is_label_of, matched_rows, rows_of, written_out
from workflow.intake.runs import CROPPED, EMBEDDED, FORMULA, HIDDEN, PICTURE, SYMBOL, TRACKED
from workflow.intake.texts import Block, Cell, Paragraph, Span, Table, marked
from workflow.intake.walking import Document, walk

_ENOUGH_ROWS = 8
_TWO_FORMS = 3
_MOST_NAMED = 8
_LONGEST_LABEL = 60
INSERTED = "Feltet rummer et indsat dokument, som ikke er læst."
_SAID_OF = {
    PICTURE: ("Feltet rummer et billede, som ikke er læst.", "Læg billedet ved som bilag."),
    CROPPED: (
        "Et billede i feltet er beskåret i Word; dagsordenen viser hele billedet.",
        "Skal resten ikke med, så vælg Komprimer billeder og Slet beskårne områder i Word, og send skemaet igen.",
    ),
    SYMBOL: ("Feltet rummer tegn fra en symbolskrifttype, som ikke kan læses.", "Skriv dem med almindelige bogstaver."),
    EMBEDDED: (INSERTED, "Gem det som fil, og læg den ved som bilag, eller kopiér teksten ind i feltet."),
}

_OPENNESS = BY_NAME["offentlighed"]
_REWRITTEN = ("En formel er skrevet om til almindelig tekst.", "Se efter, at den stadig siger det samme.")
_SIMPLER_TABLE = (
    "En tabel med flettede celler, flere afsnit i en celle eller en tabel i sig er gjort enklere; alle ord er med.",
    "Se efter i kvitteringen, at den stadig kan forstås; ellers del den op, eller læg den ved som bilag.",
)


def read_form(package: Package) -> Answers:
    """The answers in a filled form; never drops a word: what belongs to no field is said to be unread.

    Raises:
        ReadingError: a part that the text needs is no well-formed XML.
    """
    document = walk(package)
    outside = [block for block in document.blocks if isinstance(block, Paragraph)]
    rows = rows_of(document.blocks)
    version = form_version(package, (one.text for one in outside))
    if len(lines := written_out(document.blocks)) >= _ENOUGH_ROWS:
        before = list(takewhile(lambda one: not begins_field(one), document.blocks))
        outside, rows = [one for one in before if isinstance(one, Paragraph)], [*rows_of(before), *lines]
    matched = matched_rows(rows, trust_numbers=version in {FORM_VERSION, ""})
    if not version and len({one.name for one in matched.values()}) < _ENOUGH_ROWS:
        return Answers(findings=(no_form(),))
    filled = _Filled()
    filled.take_rows(rows, matched)
    filled.take_outside(outside)
    filled.take_margins(document.margins)
    filled.unread += (Counter(document.aside) - filled.placed).elements()
    filled.take_marks(marked(document.blocks))
    filled.loose |= document.loose
    findings = (*_of_version(version), *filled.findings, *_of_document(document, filled))
    answered = bool(filled.values.keys() - {"organer"}) or len(filled.values.get("organer", ())) > 1
    if not answered:  # a body's own form names that body before anybody has written in it
        findings = (*findings, error("", "Skemaet er ikke udfyldt.", "Skriv svarene i højre kolonne, gem, og send skemaet igen."))
    values = {"skema": PROPOSAL, **filled.values} if answered else {}
    return Answers(
        PROPOSAL,
        values,
        findings,
        tuple(filled.unread),
        version=version,
        paragraphs=filled.paragraphs,
        receipt=document.receipt,
    )


@dataclass
class _Filled:
    """The answers as they are gathered, and everything that was not taken as one."""

    values: dict[str, Any] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    tracked: list[FormField] = field(default_factory=list)
    twice: list[FormField] = field(default_factory=list)
    loose: set[str] = field(default_factory=set)
    paragraphs: dict[str, int] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    placed: Counter[str] = field(default_factory=Counter)
    beside: list[tuple[str, str]] = field(default_factory=list)

    def take_rows(self, rows: Sequence[Row], matched: Mapping[int, FormField]) -> None:
        """Take every row: as the answer to its field, as more of the answer before it, or as unread."""
        gathered: dict[str, tuple[FormField, list[Row]]] = {}
        last: FormField | None = None
        for place, row in enumerate(rows):
            found = matched.get(place)
            more = last if found is None and row.goes_on else None
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

    def _take(self, one: FormField, parts: Sequence[Row]) -> None:
        """Take the rows of one field as its answer."""
        self.paragraphs[one.name] = parts[0].paragraph
        controls = [control for row in parts for control in row.controls]
        blocks = [block for row in parts for block in row.blocks]
        answer = one.answer(blocks, controls)
        if answer:
            self.values[one.name] = answer
        self.unread += [text for row in parts for text in _left_over(row, one)]
        aside = [text for row in parts for text in row.aside]
        self.unread += [f"{one.place}: {text}" for text in aside]
        self.placed.update(aside)
        seen = frozenset().union(*(row.seen for row in parts))
        marks = [] if one.rich else [span.mark for span in marked(blocks) if not span.note]
        self.told.update(marks)
        shown = [mark for mark in marks if PREVIEW not in mark]
        seen |= {PICTURE} if shown else set()
        seen -= {CROPPED} if shown else set()
        said = [sentences for kind, sentences in _SAID_OF.items() if kind in seen]
        self.findings += [warning(one.name, *sentences).located(label=one.place) for sentences in said]
        if one.rich and any(_is_intricate(block) for block in blocks):
            self.findings.append(note(one.name, *_SIMPLER_TABLE).located(label=one.place))
        if FORMULA in seen:
            self.findings.append(note(one.name, *_REWRITTEN).located(label=one.place))
        self.findings += [*simplified(one, blocks), *unlinked(one, blocks)]
        if TRACKED in seen:
            self.tracked.append(one)

    def _take_again(self, one: FormField, row: Row, first: Row) -> None:
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

    def _leave(self, row: Row) -> None:
        """A row that is no field: the form's own, or unread."""
        self.loose |= row.seen
        texts = [row.label, *(one.text for one in row.beside), *row.text.split("\n")]
        if not all(not text or is_furniture(text) or is_line(text) or is_prompt(text) for text in texts):
            self.unread.append(": ".join(filter(None, (row.label, row.text))))

    def take_outside(self, paragraphs: Iterable[Paragraph]) -> None:
        """Take paragraphs outside the tables: answers where a control says which, else the form's own or unread."""
        for one in paragraphs:
            named = next((BY_NAME[tag] for control in one.controls if (tag := danish.folded(control.tag)) in BY_NAME), None)
            answer = named.answer([one], one.controls) if named else ""
            if named and answer and named.name not in self.values:
                self.values[named.name] = answer
                self.paragraphs[named.name] = one.number
            elif one.text and not (is_furniture(one.text, one.style) or is_line(one.text) or is_prompt(one.text)):
                self.unread.append(one.text)
                self.beside.append((OUTSIDE, one.text))

    def take_margins(self, margins: Sequence[Margin]) -> None:
        """Leave unread what somebody typed into page headers and footers, and ask where it doubts that the item is open."""
        typed = typed_in_margins(margins)
        self.unread += [f"{where}: {text}" for where, text in typed]
        if not danish.folded(str(self.values.get(_OPENNESS.name, ""))).startswith("lukket"):
            self.findings += secrecy_doubt([*typed, *self.beside], _OPENNESS.place)

    def take_marks(self, marks: Iterable[Span]) -> None:
        """Say which footnotes are unread, and that pictures are, where no answer shows them."""
        texts = [text for text in self.values.values() if isinstance(text, str)]
        for span in marks:
            if span.mark in self.told or any(span.mark in text for text in texts):
                continue
            self.told.add(span.mark)
            if span.note:
                self.unread.append(f"Fodnote: {span.note}")
            else:
                self.loose.add(PICTURE)


def _is_intricate(block: Block) -> bool:
    """Whether a block is a table with cells that run over others, say more than one paragraph, or have a table in them."""
    cells = [cell for row in block.rows for cell in row] if isinstance(block, Table) else []
    return any(cell.columns > 1 or cell.continued or _says_much(cell) for cell in cells)


def _says_much(cell: Cell) -> bool:
    """Whether more than one paragraph stands in a cell, an entry of a list, or a table."""
    said = [one for one in cell.blocks if isinstance(one, Table) or one.text]
    return len(said) > 1 or any(isinstance(one, Table) or one.mark for one in said)


def _left_over(row: Row, one: FormField) -> Iterator[str]:
    """What stands in the row of a field and is no answer: text below the label, and text that a control shows as its prompt.

    Where the answer is missing, it may have been typed in the place of the label or of the help.
    """
    if (not row.text or len(row.label) > _LONGEST_LABEL) and not is_label_of(row, one):
        yield row.label
    for beside in row.beside:
        if not is_furniture(beside.text, beside.style if row.text else ""):
            yield beside.text
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
        named = danish.join([str(one.number) for one in filled.tracked])
        many = f"{danish.count_word(len(filled.tracked))} felter" if len(filled.tracked) > _MOST_NAMED else f"felt {named}"
        where = f" i {many}" if filled.tracked else ""
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
