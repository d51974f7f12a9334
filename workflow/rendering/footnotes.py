"""The footnotes of a rendered document: those of the data are added to the template's, as real notes."""

import copy
from collections.abc import Sequence

from lxml import etree

from workflow.rendering.package import Package, relationship_type, wordml_type
from workflow.rendering.styles import Stylesheet
from workflow.rendering.wordml import element, parse, put_setting, text, w, written


class Footnotes:
    """The notes of one package.

    Args:
        package: the package; ``finish`` lays the notes in it.
        styles: its styles.
        root: the template's notes, rendered; None when it has none.
    """

    def __init__(self, package: Package, styles: Stylesheet, root: etree._Element | None) -> None:
        self._package, self._styles = package, styles
        self.root = root if root is not None else element("footnotes", *_separators())
        self._name = package.related(package.document, relationship_type("footnotes")) or ""
        self._added = 0

    @property
    def part(self) -> str:
        """The name of the part, which is laid in the package when there is none."""
        if not self._name:
            self._name = self._package.add_beside("footnotes", wordml_type("footnotes"))
            self._declare()
        return self._name

    def add(self, runs: Sequence[etree._Element]) -> etree._Element:
        """Add a note.

        Args:
            runs: its text.

        Returns:
            The run that refers to it.
        """
        taken = [int(str(note.get(w("id")))) for note in self.root.iter(w("footnote"))]
        new = max(taken, default=0) + 1
        mark = self._styles.id("footnote reference")
        own = element("r", element("rPr", element("rStyle", val=mark)), element("footnoteRef"))
        style = element("pPr", element("pStyle", val=self._styles.id("footnote text")))
        self.root.append(element("footnote", element("p", style, own, element("r", text(" ")), *runs), id=new))
        self._added += 1
        return element("r", element("rPr", element("rStyle", val=mark)), element("footnoteReference", id=new))

    def finish(self) -> None:
        """Lay the notes in the package, if any was added."""
        if self._added:
            self._package.parts[self.part] = written(self.root)

    def _declare(self) -> None:
        """Name the two separators in the settings, as Word does."""
        name = self._package.related(self._package.document, relationship_type("settings"))
        if not name:
            return
        settings = parse(self._package.parts[name])
        put_setting(settings, "footnotePr", element("footnote", id=-1), element("footnote", id=0))
        self._package.parts[name] = written(settings)


def repeat_notes(package: Package, roots: dict[str, etree._Element]) -> None:
    """Give each further reference to one of the template's notes, which a loop has repeated, a note of its own.

    Args:
        package: the document's package.
        roots: the parts of it that are trees, to which those of the notes are added.
    """
    body = roots.get(package.document)
    for kind in ("footnote", "endnote"):
        references = list(body.iter(w(f"{kind}Reference"))) if body is not None else []
        name = package.related(package.document, relationship_type(f"{kind}s"))
        if name and len({one.get(w("id")) for one in references}) < len(references):
            _repeat(references, roots.setdefault(name, parse(package.parts[name])))


def _repeat(references: Sequence[etree._Element], notes: etree._Element) -> None:
    """Copy the notes to which several of these refer."""
    by_number = {str(note.get(w("id"))): note for note in notes}
    new = max((int(number) for number in by_number), default=0)
    seen: set[str] = set()
    for reference in references:
        number = str(reference.get(w("id")))
        if number in seen and number in by_number:
            new += 1
            notes.append(copy.deepcopy(by_number[number]))
            for one in (notes[-1], reference):
                one.set(w("id"), str(new))
        seen.add(number)


def _separators() -> list[etree._Element]:
    """The lines that Word draws above notes, without which it refuses them."""
    kinds = (("separator", -1), ("continuationSeparator", 0))
    return [element("footnote", element("p", element("r", element(kind))), type=kind, id=number) for kind, number in kinds]
