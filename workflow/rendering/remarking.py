"""What a rich text says that a document cannot show, or shows otherwise: findings for its sender, and nothing is dropped."""

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from functools import partial

from workflow import danish
from workflow.domain.findings import Finding, error, note, warning
from workflow.rendering.blocks import DEEPEST_HEADING
from workflow.rendering.illustrated import Pictures
from workflow.rendering.richtext import DEEPEST_LIST, Reader
from workflow.rendering.trees import walk

MOST_COLUMNS = 8
"""With more columns, those of a table are narrower than a word."""
MOST_NAMED, MOST_TOLD = 3, 10
"""How many notes and codes are named in one sentence, and of how many pictures each has a sentence."""
_HTML = (
    "a abbr b big blockquote br center code del div dl dt dd em font h1 h2 h3 h4 h5 h6 hr i iframe img ins kbd li mark ol p pre "
    "s script small span strike strong style sub sup table tbody td th thead tr tt u ul"
)
_ELEMENT = re.compile(rf"(?<!\\)</?(?:{_HTML.replace(' ', '|')})(?:\s[^<>]*|/)?>", re.IGNORECASE)
_COMMENT = re.compile(r"(?<!\\)<!--.{0,30}", re.DOTALL)
_REFERENCE = re.compile(r"(?<!\\)\[\^([^\[\]\s]+)\](?!:)")
_TICKS = re.compile(r"(?<!\\)`+")
_DESCRIBE = "Skriv i de firkantede klammer, hvad billedet viser; i Word: højreklik på det, og vælg Vis alternativ tekst."
_DESCRIBE_IN_WORD = "Højreklik på billedet i Word, vælg Vis alternativ tekst, og skriv, hvad billedet viser."


def remarks(
    text: str, field: str = "", top: int = DEEPEST_HEADING, pictures: Pictures | None = None, *, in_word: bool = False
) -> tuple[Finding, ...]:
    """What the sender of a rich text should know before a document is made of it.

    What would be printed against the sender's will is an error; what is printed as bare text, a warning; what only looks
    otherwise, a note.

    Args:
        text: the Markdown text.
        field: the field's Danish name.
        top: the level that the text's highest heading gets.
        pictures: those that came with the text.
        in_word: whether its sender wrote it in Word, and so knows nothing of Markdown.
    """
    reader = Reader(text, pictures or {})
    judged = (_codes, _notes, partial(_pictures, in_word=in_word), _tables, _links, _looks)
    return (*(found for judge in judged for found in judge(reader, field)), *_headings(reader, field, top))


def _raw(reader: Reader) -> str:
    """What the text's author wrote, without code."""
    return "\n".join(_without_code(node.token.content) for node in walk(reader.tree) if node.type == "inline")


def _without_code(text: str) -> str:
    """A text without the stretches between equally many backticks."""
    ticks = list(_TICKS.finditer(text))
    closing: dict[int, deque[int]] = defaultdict(deque)
    for one in ticks:
        closing[len(one[0])].append(one.start())
    pieces, end = list[str](), 0
    for one in ticks:
        waiting = closing[len(one[0])]
        while waiting and waiting[0] <= one.start():
            waiting.popleft()
        if one.start() >= end and waiting:
            pieces.append(text[end : one.start()])
            end = waiting[0] + len(one[0])
    return "".join([*pieces, text[end:]])


def _codes(reader: Reader, field: str) -> Iterator[Finding]:
    """HTML, which is printed as it stands."""
    raw = _raw(reader)
    if hidden := _COMMENT.search(raw):
        problem = f"En skjult bemærkning i teksten ville blive trykt: ”{_short(hidden[0])}”."
        yield error(field, problem, "Slet bemærkningen, og send teksten igen.")
    if found := [_short(match[0]) for match in _ELEMENT.finditer(raw)]:
        problem = f"HTML-koder i teksten bliver trykt, som de står: {_some(found)}."
        yield warning(field, problem, "Skriv **fed** og *kursiv* med stjerner, og tabeller med lodrette streger.")


def _notes(reader: Reader, field: str) -> Iterator[Finding]:
    """Footnotes without a text, and texts without a footnote."""
    known = {str(node.token.meta.get("label", "")) for node in walk(reader.tree) if node.type == "footnote_ref"}
    asked = [f"[^{match[1]}]" for match in _REFERENCE.finditer(_raw(reader)) if match[1] not in known]
    if asked:
        problem = f"Teksten henviser til {_some(asked)}, som der ikke er skrevet nogen fodnote til."
        yield warning(field, problem, f"Skriv noten på en linje for sig selv: {asked[0]}: …")
    if reader.rings:
        problem = f"En fodnote henviser til {_some(reader.rings)}, som allerede står i den; det trykkes som almindelig tekst."
        yield warning(field, problem, "Skriv noterne, så de ikke henviser til hinanden i ring.")
    if reader.orphans:
        named = _some(f"[{label}]" for label in reader.orphans)
        problem = f"Intet i teksten henviser til {named}, eller det er skrevet to gange; det trykkes som almindelig tekst."
        yield warning(field, problem, "Sæt henvisningen ind, hvor den hører til, eller slet linjen.")


def _some(names: Iterable[str]) -> str:
    """The first few of these as a list, each once, and how many more there are."""
    each = list(dict.fromkeys(names))
    more = len(each) - MOST_NAMED
    return danish.join([*each[:MOST_NAMED], *([f"{danish.count_word(more)} til"] if more > 0 else [])])


def _pictures(reader: Reader, field: str, *, in_word: bool) -> Iterator[Finding]:
    """Pictures that cannot be shown, and those that nobody describes."""
    each = list(dict.fromkeys(reader.unshown))
    for unshown in each[:MOST_TOLD]:
        yield warning(field, f"{unshown.problem} Der står kun en beskrivelse i stedet.", unshown.hint)
    if len(each) > MOST_TOLD:
        more = len(each) - MOST_TOLD
        counted = "Et billede" if more == 1 else f"{danish.capital(danish.count_word(more))} billeder"
        yield warning(field, f"{counted} mere kan ikke vises.", "Vedlæg alle billeder som bilag.")
    if reader.nameless:
        called = list(filter(None, reader.nameless))
        problem = f"Et billede har ingen beskrivelse for dem, der ikke kan se det{f': {_some(called)}' if called else ''}."
        yield warning(field, problem, _DESCRIBE_IN_WORD if in_word else _DESCRIBE)


def _tables(reader: Reader, field: str) -> Iterator[Finding]:
    """Tables that are too wide, and rows with more cells than their table has."""
    if reader.widest > MOST_COLUMNS:
        problem = f"En tabel har {reader.widest} kolonner og bliver svær at læse på en side."
        yield warning(field, problem, f"Brug højst {danish.count_word(MOST_COLUMNS)} kolonner, eller vedlæg tabellen som bilag.")
    if reader.overfull:
        problem = "En række i en tabel har flere felter end tabellens øverste række; de står samlet i rækkens sidste felt."
        yield warning(field, problem, "Giv alle rækker lige mange felter. En lodret streg i teksten skrives \\|.")


def _links(reader: Reader, field: str) -> Iterator[Finding]:
    """Addresses that no reader can follow."""
    if reader.refused:
        problem = f"Et link kan ikke åbnes og er skrevet som tekst: {_some(reader.refused)}."
        yield note(field, problem, "Brug https:// eller mailto:.")


def _looks(reader: Reader, field: str) -> Iterator[Finding]:
    """What keeps its words, but not its look."""
    if reader.deepest > DEEPEST_LIST:
        problem = "En liste har mere end to niveauer; de dybere står på andet niveau."
        yield note(field, problem, "Brug højst to niveauer.")
    if reader.rules:
        yield note(field, "En vandret streg i teksten bliver ikke trykt.", "Brug en overskrift til at dele teksten.")
    named = [_short(node.token.info) for node in walk(reader.tree) if node.type == "fence" and node.token.info.strip()]
    if named:
        problem = f"Ordet efter de streger, der begynder en kode, bliver ikke trykt: {_some(f'”{word}”' for word in named)}."
        yield note(field, problem, "Skriv det på en linje for sig selv, hvis det skal læses.")


def _headings(reader: Reader, field: str, top: int) -> Iterator[Finding]:
    """Headings on more levels than the document has for them."""
    levels = {int(node.token.tag[1:]) for node in walk(reader.tree) if node.type == "heading"}
    most = max(DEEPEST_HEADING - top, 0) + 1
    if len(levels) > most:
        problem = f"Overskrifterne står på {danish.count_word(len(levels))} niveauer; de dybeste bliver slået sammen."
        yield note(field, problem, f"Brug højst {'ét niveau' if most == 1 else f'{danish.count_word(most)} niveauer'}.")


def _short(code: str) -> str:
    """A code for a quotation, on one line."""
    said = " ".join(code.split())
    return said if len(said) <= 40 else f"{said[:40]} …"  # noqa: PLR2004 - enough to know it by
