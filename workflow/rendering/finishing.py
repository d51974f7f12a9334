"""The parts of a document that must be read as a tree: rich texts put in place, and what loops leave behind mended."""

from collections.abc import Iterable, Mapping

from lxml import etree

from workflow.errors import TemplateError
from workflow.rendering.mending import mend
from workflow.rendering.package import Package, relationship_type
from workflow.rendering.parts import Part
from workflow.rendering.placing import place_rich_texts
from workflow.rendering.restarting import Numbered, begin_anew
from workflow.rendering.typesetting import Typesetter
from workflow.rendering.wordml import parse, w, written

_LOST = ("et ord af teksten ville gå tabt", "Meld det til dem, der passer klynge; dokumentet er ikke skrevet.")


def finish(package: Package, said: Mapping[Part, str], lists: Numbered, width: int, name: str) -> None:
    """Lay parts in a document's package, with all that their rich texts bring along.

    Args:
        package: the document's package, which is changed.
        said: the rendered parts.
        lists: the template's numbered lists.
        width: the text column's width in twips.
        name: what messages call the template.

    Raises:
        TemplateError: the codes do not nest, a rich text stands where it cannot, or a text would be lost.
    """
    roots = {part.name: part.tree(xml, name) for part, xml in said.items()}
    places = {part.name: part.place for part in said}
    notes = package.related(package.document, relationship_type("footnotes"))
    if notes and notes not in roots:
        roots[notes] = parse(package.parts[notes])
    typesetter = Typesetter(package, roots[notes] if notes else None)
    before = weight(roots.values())
    for part, root in roots.items():
        begin_anew(root, typesetter.lists, lists)
        if wrong := place_rich_texts(root, part, typesetter, width):
            raise TemplateError(name, places[part], *wrong)
    whole = [*roots.values(), *([] if notes else [typesetter.notes])]
    for root in whole:
        mend(root)
    if weight(whole) < before + typesetter.weight:
        raise TemplateError(name, "", *_LOST)
    for part, root in roots.items():
        package.parts[part] = written(root)
    typesetter.finish()


def weight(roots: Iterable[etree._Element]) -> int:
    """How many signs, spaces not counted, stand in the texts of these parts; rich texts to come are not counted."""
    return sum(len("".join((text.text or "").split())) for root in roots for text in root.iter(w("t")) if not len(text))
