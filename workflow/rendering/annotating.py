"""Findings written as Word comments into a copy: of a template for its author, of a filled form for its sender."""

from collections.abc import Iterable, Sequence
from datetime import date

from lxml import etree

from workflow.domain.findings import COMMENTER, Finding
from workflow.rendering.inspection import Remark
from workflow.rendering.package import Package, stamp, wordml_type
from workflow.rendering.wordml import element, parse, text, w, written

INITIALS = "k"
_COMMENTS = wordml_type("comments")
_REFERENCE = w("commentReference")
_MARKS = (w("commentRangeStart"), w("commentRangeEnd"), _REFERENCE)


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
    here = [one.spot.paragraph if one.spot.part == package.document else None for one in remarks]
    _comment_on(package, [(place or 0, one.finding) for place, one in zip(here, remarks, strict=True)], day, INITIALS)
    stamp(package)
    return package.written()


def returned(docx: bytes, findings: Iterable[Finding], day: date, receipt: str) -> bytes:
    """A sender's form with a comment at each answer that something was found in; nothing else in it is changed.

    Comments that klynge wrote in it at an earlier return are taken out. A finding about the whole file stands at the first
    paragraph.

    Args:
        docx: the filled form, as it came.
        findings: what was found, each with the paragraph where its answer begins.
        day: the comments' date.
        receipt: the receipt's number, which the comments bear as their author's initials: so the form is known again when
            it comes back under another name.

    Raises:
        ReadingError: the bytes are no Word document.
        etree.XMLSyntaxError: a part is broken.
    """
    package = Package.read(docx)
    _comment_on(package, [(one.paragraph or 0, one) for one in findings], day, receipt)
    return package.written()


def _comment_on(package: Package, findings: Sequence[tuple[int, Finding]], day: date, initials: str) -> None:
    """Write comments, each at the paragraph with the number that stands with it, in place of those of ours from before.

    Raises:
        etree.XMLSyntaxError: a part is broken.
    """
    body = parse(package.parts[package.document])
    paragraphs = list(body.iter(w("p")))
    name = next(iter(package.of_type(_COMMENTS)), "")
    comments = parse(package.parts[name]) if name else element("comments")
    _take_out_ours(body, comments)
    first = max((int(str(one.get(w("id")))) for one in comments), default=-1) + 1
    for number, (place, finding) in enumerate(findings, first):
        comments.append(_comment(number, finding, day, initials))
        _anchor(_bearer(paragraphs[place]), number)
    package.parts[package.document] = written(body)
    name = name or package.add_beside("comments", _COMMENTS)
    package.parts[name] = written(comments)


def _take_out_ours(body: etree._Element, comments: etree._Element) -> None:
    """Take the comments that klynge signed out of a document, with their marks."""
    ours = [one for one in comments if one.get(w("author")) == COMMENTER]
    numbers = {one.get(w("id")) for one in ours}
    for mark in [one for one in body.iter(*_MARKS) if one.get(w("id")) in numbers]:
        run = mark.getparent() if mark.tag == _REFERENCE else None
        alone = run is not None and all(one is mark or one.tag == w("rPr") for one in run)
        _remove(run if run is not None and alone else mark)
    for one in ours:
        _remove(one)


def _remove(taken: etree._Element) -> None:
    """Take an element out of what holds it."""
    holder = taken.getparent()
    if holder is not None:  # pragma: no branch - the marks stand within the body
        holder.remove(taken)


def _comment(number: int, finding: Finding, day: date, initials: str) -> etree._Element:
    """One comment: the severity and the problem, then the remedy."""
    sentences = [f"{finding.severity.capitalize()}: {finding.problem}", finding.hint]
    made = element("comment", id=number, author=COMMENTER, date=f"{day.isoformat()}T00:00:00Z", initials=initials)
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
