"""Findings written as Word comments into a copy of a template, each where its author will look for it."""

from collections.abc import Sequence
from datetime import date

from lxml import etree

from workflow.rendering.inspection import Remark
from workflow.rendering.package import Package, stamp, wordml_type
from workflow.rendering.wordml import element, parse, text, w, written

AUTHOR, INITIALS = "klynge", "k"
_COMMENTS = wordml_type("comments")


def annotated(docx: bytes, remarks: Sequence[Remark], day: date) -> bytes:
    """A copy of a template with a comment for every remark.

    A remark about a place that can bear no comment (a header, a footer, a property, the whole file) stands at the first
    paragraph, and names its place.

    Args:
        docx: the template.
        remarks: what was found in it.
        day: the comments' date.

    Raises:
        ReadingError: the bytes are no Word document.
        etree.XMLSyntaxError: a part is broken.
    """
    package = Package.read(docx)
    body = parse(package.parts[package.document])
    paragraphs = list(body.iter(w("p")))
    name = next(iter(package.of_type(_COMMENTS)), "")
    comments = parse(package.parts[name]) if name else element("comments")
    first = max((int(str(one.get(w("id")))) for one in comments), default=-1) + 1
    for number, remark in enumerate(remarks, first):
        here = remark.spot.part == package.document and remark.spot.paragraph is not None
        comments.append(_comment(number, remark, day))
        _anchor(_bearer(paragraphs[remark.spot.paragraph or 0 if here else 0]), number)
    package.parts[package.document] = written(body)
    name = name or package.add_beside("comments", _COMMENTS)
    package.parts[name] = written(comments)
    stamp(package)
    return package.written()


def _comment(number: int, remark: Remark, day: date) -> etree._Element:
    """One comment: the severity and the problem, then the remedy."""
    finding = remark.finding
    sentences = [f"{finding.severity.capitalize()}: {finding.problem}", finding.hint]
    made = element("comment", id=number, author=AUTHOR, date=f"{day.isoformat()}T00:00:00Z", initials=INITIALS)
    made.extend(element("p", element("r", text(sentence))) for sentence in sentences if sentence)
    return made


def _bearer(paragraph: etree._Element) -> etree._Element:
    """The paragraph that can bear a comment: Word allows none in a text box, so there the one that holds the box."""
    return [paragraph, *paragraph.iterancestors(w("p"))][-1]


def _anchor(paragraph: etree._Element, number: int) -> None:
    """Put a comment's marks around a paragraph's content."""
    properties = paragraph.find(w("pPr"))
    paragraph.insert(0 if properties is None else 1, element("commentRangeStart", id=number))
    paragraph.append(element("commentRangeEnd", id=number))
    paragraph.append(element("r", element("commentReference", id=number)))
