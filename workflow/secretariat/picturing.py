"""The pictures in forms that came in, wherever a judgement or a document shows them: taken from the stored originals."""

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from workflow.archive.journal import Journal
from workflow.archive.originals import Originals
from workflow.domain.naming import PROPOSAL_KEY
from workflow.domain.records import Record
from workflow.errors import ReadingError
from workflow.intake.bundles import OPENERS, flattened
from workflow.intake.pictures import pictures_named, pictures_of
from workflow.intake.sniffing import sniff
from workflow.rendering.illustrated import Illustrated, Pictures


def pictures_in(original: Path, answers: Mapping[str, Any]) -> Pictures:
    """The pictures that came in a file and for which its answers ask; none from a file that is gone.

    Args:
        original: where its bytes are.
        answers: what it says.
    """
    wanted = pictures_named(_texts(answers))
    found: dict[str, bytes] = {}
    for raw in _files(original.read_bytes()) if wanted and original.is_file() else ():
        found |= pictures_of(raw, wanted)
    return found


def _files(raw: bytes) -> Iterator[bytes]:
    """A file, or where it is a mail or a zip, those within it that can be read."""
    opener = OPENERS.get(sniff(raw, ""))
    if opener is None:
        yield raw
        return
    with contextlib.suppress(ReadingError):
        yield from (one.read() for one in flattened(opener(raw)).files)


def illustrated(document: Record, journal: Journal, originals: Originals) -> dict[str, Any]:
    """A document as a template receives it, each text of a proposal with the pictures that came with the proposal.

    Args:
        document: an agenda or minutes.
        journal: where it stands which file brought each proposal.
        originals: where the files lie.
    """
    spoken = document.spoken()
    for item in _items(spoken):
        arrival = journal.bringing(int(item["nøgle"].removeprefix(PROPOSAL_KEY))) if pictures_named(_texts(item)) else None
        if arrival:
            pictures = pictures_in(originals.path(arrival.stored.sha256), item)
            item.update({name: Illustrated(text, pictures) for name, text in item.items() if _asks(text, pictures)})
    return spoken


def _asks(text: Any, pictures: Pictures) -> bool:
    """Whether something is a text that asks for one of the pictures."""
    return isinstance(text, str) and not pictures_named((text,)).isdisjoint(pictures)


def _items(value: Any) -> Iterator[dict[str, Any]]:
    """Every item of a proposal in a template's data."""
    if isinstance(value, dict):
        if str(value.get("nøgle", "")).startswith(PROPOSAL_KEY):
            yield value
        yield from _items(tuple(value.values()))
    elif isinstance(value, (list, tuple)):
        for entry in value:
            yield from _items(entry)


def _texts(values: Mapping[str, Any]) -> Iterable[str]:
    """The texts among values."""
    return (text for text in values.values() if isinstance(text, str))
