"""A proposal as a secretary reads it before judging its words: its passages, whom it is for, and when they meet."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from workflow import danish
from workflow.domain.concerns import Concern
from workflow.domain.conclusions import plain
from workflow.domain.cpr import blotted
from workflow.domain.mentions import DateMention, dates_in
from workflow.domain.proposals import Proposal
from workflow.domain.recommendations import bare
from workflow.domain.register import BodyFile
from workflow.domain.richtexts import is_rich

_NO_WORDS = frozenset({"schema_name", "type", "openness", "end"})
_SHORT, _WORDS_AROUND, _NEARBY, _SENTENCE = 80, 4, 120, 400
_SENTENCE_END = re.compile(r"[!?\n]|\.(?=\s+[A-ZÆØÅ”»])|\.$")


@dataclass(frozen=True)
class Passage:
    """One text of the proposal.

    Attributes:
        field: its path, ``sagsfremstilling`` or ``indstilling[2]``.
        title: what the form calls its field.
        written: as it was written, with its Markdown and all.
        words: without the marks of Markdown.
        received: the day around which a year of two figures is read; None where no date is asked for.
    """

    field: str
    title: str
    written: str
    words: str
    received: date | None = None

    @cached_property
    def text(self) -> str:
        """The words with the figures of CPR numbers blotted out, place for place: whatever is quoted is quoted from here."""
        return blotted(self.words)

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        """Every full date in the text."""
        return tuple(dates_in(self.text, self.received))

    def before(self, start: int) -> str:
        """What stands right before a place."""
        return self.text[max(start - _NEARBY, 0) : start]

    def quote(self, start: int, end: int) -> str:
        """A few words of the line around a place, with dots where more stands; without the full stop that ends the sentence."""
        first, last = self.text.rfind("\n", 0, start) + 1, self.text.find("\n", end)
        before, after = self.text[first:start], self.text[end : last if last >= 0 else len(self.text)]
        if len(before) + len(after) > _SHORT:
            before, after = _last_words(before[-_NEARBY:]), _first_words(after[:_NEARBY])
        return f"”{danish.unstopped(' '.join(f'{before}{self.text[start:end]}{after}'.split()))}”"

    def sentence(self, start: int, end: int) -> str:
        """The sentence that a place stands in, as far as it is not endless."""
        before = _SENTENCE_END.split(self.text[max(start - _SENTENCE, 0) : start])[-1]
        after = _SENTENCE_END.split(self.text[end : end + _SENTENCE])[0]
        return f"{before}{self.text[start:end]}{after}"


def _last_words(before: str) -> str:
    """The last few words of what stands before a place."""
    words = before.split(" ")
    return before if len(words) <= _WORDS_AROUND + 1 else f"… {' '.join(words[-_WORDS_AROUND - 1 :])}"


def _first_words(after: str) -> str:
    """The first few words of what stands after a place."""
    words = after.split(" ")
    return after if len(words) <= _WORDS_AROUND + 1 else f"{' '.join(words[: _WORDS_AROUND + 1])} …"


@dataclass(frozen=True)
class Draft:
    """A proposal with the bodies that it is for.

    Attributes:
        proposal: of the right shape.
        entries: the bodies, as far as they are known.
        meetings: the day of each one's meeting in the same order; where there is none, the day asked for or that of receipt.
        received: the day on which it was received.
        known: every body of the register.
    """

    proposal: Proposal
    entries: tuple[BodyFile, ...]
    meetings: tuple[date, ...]
    received: date
    known: tuple[BodyFile, ...] = ()

    @property
    def first_meeting(self) -> date:
        """The earliest of the meetings that it is for."""
        return min(self.meetings, default=self.proposal.meeting or self.received)

    def concerns(self, concern: Concern) -> bool:
        """Whether it is to be pointed out: unless every body that the proposal is for has turned it off."""
        return not self.entries or any(concern not in entry.body.left_unsaid for entry in self.entries)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every text of the proposal in the form's order; recommendations without list marks and lead-ins."""
        return tuple(_passages(self.proposal, self.received))

    def among(self, *fields: str) -> tuple[Passage, ...]:
        """The passages of these fields, by their Danish names."""
        return tuple(one for one in self.passages if one.field.partition("[")[0] in fields)


def _passages(proposal: Proposal, received: date) -> Iterator[Passage]:
    """Every text that a person wrote, field by field."""
    for name, field in Proposal.model_fields.items():
        if name in _NO_WORDS:
            continue
        alias, title = field.alias or name, field.title or ""
        for place, written in _texts(name, alias, getattr(proposal, name)):
            yield Passage(place, title, written, plain(written) if is_rich(field) else written, received)


def _texts(name: str, alias: str, value: object) -> Iterator[tuple[str, str]]:
    """The texts of one field with their paths: of a list each entry's, of posts and attachments each name."""
    if name == "recommendations" and isinstance(value, tuple):
        value = bare(value)
    if isinstance(value, str) and value:
        yield alias, value
    elif isinstance(value, tuple):
        for count, entry in enumerate(value, 1):
            yield f"{alias}[{count}]", entry if isinstance(entry, str) else getattr(entry, "text", "") or entry.title
