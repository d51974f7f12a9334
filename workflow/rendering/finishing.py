"""The parts of a document that must be read as a tree: rich texts put in place, and what loops leave behind mended."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from lxml import etree

from workflow.errors import TemplateError
from workflow.rendering.drawn import DRAWN_MARK, lost_links
from workflow.rendering.footnotes import repeat_notes
from workflow.rendering.identities import drawings_elsewhere
from workflow.rendering.illustrated import Pictures
from workflow.rendering.mending import mend
from workflow.rendering.package import Package, relationship_type
from workflow.rendering.parts import LOST, Part
from workflow.rendering.placing import place_rich_texts
from workflow.rendering.restarting import Numbered, begin_anew
from workflow.rendering.styles import Styles
from workflow.rendering.typesetting import Typesetter
from workflow.rendering.wordml import parse, w, written

_NOWHERE = ("en værdi har et link, som dokumentet ikke kender", "Skriv teksten med linket i Markdown i stedet.")


_NONE: Mapping[str, Pictures] = MappingProxyType({})


def finish(
    package: Package,
    said: Mapping[Part, bytes],
    lists: Numbered,
    width: int,
    name: str,
    *,
    styles: Styles,
    albums: Mapping[str, Pictures] = _NONE,
) -> None:
    """Lay parts in a document's package, with all that their rich texts bring along.

    Args:
        package: the document's package, which is changed.
        said: the rendered parts.
        lists: the template's numbered lists.
        width: the text column's width in twips.
        name: what messages call the template.
        styles: the template's styles.
        albums: the pictures of rich texts, under what the texts' marks call them.

    Raises:
        TemplateError: the codes do not nest, a rich text stands where it cannot, or a text would be lost.
    """
    for owner, xml in said.items():
        if DRAWN_MARK.encode() in xml and lost_links(xml.decode(), package.relationship_ids(owner.name)):
            raise TemplateError(name, owner.place, *_NOWHERE)
    roots = {part.name: part.tree(xml, name) for part, xml in said.items()}
    places = {part.name: part.place for part in said}
    notes = package.related(package.document, relationship_type("footnotes"))
    if notes and notes not in roots:
        roots[notes] = parse(package.parts[notes])
    repeat_notes(package, roots)
    typesetter = Typesetter(package, roots[notes] if notes else None, styles)
    before = weight(roots.values())
    for part, root in roots.items():
        begin_anew(root, typesetter.lists, lists)
        if wrong := place_rich_texts(root, part, typesetter, width, albums):
            raise TemplateError(name, places[part], *wrong)
    whole = [*roots.values(), *([] if notes else [typesetter.notes])]
    drawings = drawings_elsewhere(package.parts, roots)
    for root in whole:
        mend(root, drawings)
    if weight(whole) < before + typesetter.weight:
        raise TemplateError(name, "", *LOST)
    for part, root in roots.items():
        package.parts[part] = written(root)
    typesetter.finish()


def weight(roots: Iterable[etree._Element]) -> int:
    """How many signs, spaces not counted, stand in the texts of these parts; rich texts to come are not counted."""
    return sum(len("".join((text.text or "").split())) for root in roots for text in root.iter(w("t")) if not len(text))
