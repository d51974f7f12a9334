"""The fields of the Word form, drawn from the schema, and how what stands in a cell becomes an answer to each."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from workflow import danish
from workflow.domain.proposals import Proposal
from workflow.domain.recommendations import sentences
from workflow.domain.records import form_number
from workflow.domain.richtexts import is_rich
from workflow.intake.answers import several_bodies
from workflow.intake.furniture import is_prompt
from workflow.intake.listing import listed
from workflow.intake.markdown import to_markdown
from workflow.intake.texts import Block, Control, Paragraph, lines_of, plain_text

_TICK = re.compile(r"([☐☒☑✓✗])\s*(\w*)")
_TICKED = frozenset("☒☑✓✗")


@dataclass(frozen=True)
class FormField:
    """One field of the form: its key in the schema, its number and label on the form, and whether it is rich text."""

    name: str
    number: int
    label: str
    rich: bool

    @property
    def place(self) -> str:
        """How the field is found on the form: "Felt 13, Indstilling"."""
        return f"Felt {self.number}, {self.label}"

    def answer(self, blocks: Sequence[Block], controls: Sequence[Control]) -> Any:
        """What the cell answers, as the schema reads it; empty when it says nothing.

        Args:
            blocks: the paragraphs and tables in the cell.
            controls: the content controls that they came from.
        """
        said = [block for block in blocks if not (isinstance(block, Paragraph) and is_prompt(block.text))]
        if self.rich:
            return to_markdown(said)
        if self.name in _SHAPES:
            return _SHAPES[self.name](said)
        text = plain_text(said)
        return _ticked(text) or _dated(text, controls) or _chosen(text, controls) or text


def _recommendations(blocks: Iterable[Block]) -> list[str]:
    """One recommendation a paragraph; lines within one that begin with "at" are each their own."""
    texts = (block.text if isinstance(block, Paragraph) else plain_text([block]) for block in blocks)
    return [sentence for text in texts for sentence in sentences(text)]


def _lines(blocks: Iterable[Block]) -> list[str]:
    """One entry a line."""
    return [line.strip() for line in lines_of(blocks) if line.strip()]


def _bodies(blocks: Iterable[Block]) -> list[str]:
    """One body a line, or with semicolons between."""
    return several_bodies(plain_text(blocks))


_SHAPES = {"indstilling": _recommendations, "bilag": listed, "beløb": _lines, "organer": _bodies}


def _ticked(text: str) -> str:
    """The answer of boxes to tick: the word at the ticked one, ja or nej for a box alone; empty for anything else."""
    boxes = _TICK.findall(text)
    if not boxes or _TICK.sub("", text).strip():
        return ""
    if len(boxes) == 1 and not boxes[0][1]:
        return danish.yes_no(boxes[0][0] in _TICKED)
    return " ".join(word for box, word in boxes if box in _TICKED)


def _dated(text: str, controls: Sequence[Control]) -> str:
    """The date that a date control holds, as long as the cell says nothing else."""
    return next((one.day for one in controls if one.day and one.text == text), "")


def _chosen(text: str, controls: Sequence[Control]) -> str:
    """What the choice that a list shows stands for, as long as the cell says nothing else; a bare number stands for nothing."""
    return next((one.value for one in controls if one.text == text and one.value and not one.value.isdecimal()), "")


def _form_fields() -> tuple[FormField, ...]:
    """The numbered fields of the schema, in the order of their numbers."""
    found = []
    for name, field in Proposal.model_fields.items():
        if number := form_number(field):
            found.append(FormField(field.alias or name, number, field.title or name, is_rich(field)))
    return tuple(sorted(found, key=lambda one: one.number))


FIELDS = _form_fields()
