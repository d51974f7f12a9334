"""The grammar of WordprocessingML as we write it: namespaces, elements, and text that keeps its spaces."""

from functools import lru_cache

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
WP14 = "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_PREFIX = {"w": W}
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
PARAGRAPH_ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers", "pBdr",
    "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN",
    "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc",
    "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
)  # fmt: skip
"""The only order in which the children of a paragraph's properties are valid (ISO/IEC 29500-1, CT_PPr)."""

AFTER_FOOTNOTES = (
    "endnotePr", "compat", "docVars", "rsids", "attachedSchema", "themeFontLang", "clrSchemeMapping",
    "doNotIncludeSubdocsInStats", "doNotAutoCompressPictures", "forceUpgrade", "captions", "readModeInkLockDown",
    "smartTagType", "shapeDefaults", "doNotEmbedSmartTags", "decimalSymbol", "listSeparator",
)  # fmt: skip
"""What may only stand after the footnotes' settings (ISO/IEC 29500-1, CT_Settings); the math properties are foreign to it."""


@lru_cache(maxsize=512)
def w(name: str) -> str:
    """The qualified name of an element or attribute in Word's main namespace."""
    return f"{{{W}}}{name}"


_RANK = {w(name): place for place, name in enumerate(PARAGRAPH_ORDER)}


def element(name: str, /, *children: etree._Element | None, **attributes: str | int) -> etree._Element:
    """An element of Word's main namespace.

    Args:
        name: its local name.
        children: what it holds, in order; None is left out.
        attributes: its attributes in the same namespace.
    """
    made = etree.Element(w(name), {w(key): str(value) for key, value in attributes.items()}, _PREFIX)
    for child in children:
        if child is not None:
            made.append(child)
    return made


def text(words: str) -> etree._Element:
    """A text that keeps its spaces; line breaks and tabs in it are made into elements when the part is mended."""
    made = etree.Element(w("t"), {XML_SPACE: "preserve"}, _PREFIX)
    made.text = words
    return made


def parse(xml: bytes | str) -> etree._Element:
    """The root of an XML part, read strictly.

    Raises:
        etree.XMLSyntaxError: the part is no well-formed XML.
    """
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))


def written(root: etree._Element) -> bytes:
    """A part as bytes, with the declaration that Word writes."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def put(properties: etree._Element, child: etree._Element) -> None:
    """Put a child where it belongs among a paragraph's properties, in place of one of the same name.

    Args:
        properties: a ``w:pPr``.
        child: one of its possible children.
    """
    for old in properties.findall(child.tag):
        properties.remove(old)
    later = [place for place, other in enumerate(properties) if _RANK.get(str(other.tag), 0) > _RANK[str(child.tag)]]
    properties.insert(later[0] if later else len(properties), child)


def order(properties: etree._Element) -> None:
    """Bring the children of a paragraph's properties into the one order that is valid.

    Args:
        properties: a ``w:pPr``.
    """
    ranks = [_RANK.get(str(child.tag), 0) for child in properties]
    if ranks != sorted(ranks):
        properties[:] = sorted(properties, key=lambda child: _RANK.get(str(child.tag), 0))


def keep_next(paragraph: etree._Element) -> None:
    """Keep a paragraph, which has properties, on the page of the one that follows."""
    for properties in paragraph.findall(w("pPr")):
        put(properties, element("keepNext"))


def put_setting(settings: etree._Element, setting: str, *children: etree._Element, **attributes: str) -> None:
    """Put one of ``updateFields``, ``footnotePr`` where it belongs among a document's settings; one that is there is told anew.

    Args:
        settings: the root of the settings.
        setting: its local name.
        children: what it holds.
        attributes: its attributes.
    """
    standing = settings.find(w(setting))
    if standing is not None:
        for name, value in attributes.items():
            standing.set(w(name), value)
    else:
        later = AFTER_FOOTNOTES if setting == "footnotePr" else (*AFTER_FOOTNOTES, "hdrShapeDefaults", "footnotePr")
        after = {w(name) for name in later}
        following = (one for one in settings if one.tag in after or not str(one.tag).startswith(w("")))
        place = next((settings.index(one) for one in following), len(settings))
        settings.insert(place, element(setting, *children, **attributes))


def shown_text(root: etree._Element) -> str:
    """All text that stands below an element, without deleted text and field codes."""
    return "".join(part.text or "" for part in root.iter(w("t")))
