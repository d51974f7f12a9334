"""A template's part made into what Jinja reads: docxtpl's own preprocessing, one paragraph a line."""

import re

from lxml import etree

from workflow.errors import TemplateError
from workflow.rendering.mending import tidy
from workflow.rendering.tags import TAG, prepare, unescape
from workflow.rendering.wordml import parse

_SHIELD = {ord("%"): "\ufdd0", ord("}"): "\ufdd1"}
"""What stands for signs inside a code by which docxtpl would take it to be over; no text has these two."""
_BARE = {ord(shield): chr(sign) for sign, shield in _SHIELD.items()}
DAMAGED = ("filen er beskadiget", "Åbn og gem den i Word.")


def source_of(xml: bytes, place: str, name: str) -> str:
    """What Jinja reads of a part.

    Args:
        xml: the part.
        place: what staff call it.
        name: what messages call the template.

    Raises:
        TemplateError: the part is broken, or a code in it would swallow text.
    """
    from docxtpl import DocxTemplate  # noqa: PLC0415 - it costs a tenth of a second, and a cached template needs it not

    try:
        root = parse(xml)
    except etree.XMLSyntaxError as reason:
        raise TemplateError(name, place, *DAMAGED) from reason
    tidy(root)
    if swallowed := prepare(root):
        raise TemplateError(name, place, "; ".join(swallowed), "Sæt koden for sig selv.")
    shielded = TAG.sub(
        lambda code: code[0][:2] + code[0][2:-2].translate(_SHIELD) + code[0][-2:], etree.tostring(root, encoding="unicode")
    )
    patched = DocxTemplate("").patch_xml(shielded).translate(_BARE)
    return re.sub(r"(<w:p[ >])", r"\n\1", unescape(patched))
