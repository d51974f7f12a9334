"""Where a template's codes stand: apart from their other half, outside the cell they are for, beside what they would swallow."""

import re
from collections.abc import Iterator

from lxml import etree

from workflow.domain.findings import Finding, error, warning
from workflow.rendering.places import CODE, Code, Spot
from workflow.rendering.wordml import W, shown_text, w

Located = tuple[Spot, Finding]
"""A finding and its place."""
ROOMS = {"p": "afsnittet", "tr": "rækken", "tc": "cellen"}
"""What a code with a prefix stands for."""
_PICTURES = tuple(f"{{{W}}}{name}" for name in ("drawing", "pict", "object"))
_OF_A_CELL = re.compile(r"^\{%-?\s*(cellbg|colspan|hm|vm)\b")


def apart(first: Code, last: Code) -> Iterator[Located]:
    """What is wrong with where two codes of one pair stand."""
    if first.prefix != last.prefix:
        problem = f"koderne ”{first.written}” og ”{last.written}” hører sammen, men begynder ikke ens"
        hint = "Skriv {%p, {%tr eller {% i begge."
    elif _room(first) is not _room(last):
        problem = f"koderne ”{first.written}” og ”{last.written}” hører sammen, men står ikke i samme {_together(first)}"
        hint = "Sæt dem i samme del af skabelonen."
    elif first.prefix in {"", "r"} and first.block is not last.block:
        told = warning(
            "",
            f"I {last.spot.place}: koderne ”{first.written}” og ”{last.written}” deler afsnittene imellem sig.",
            "Skriv {%p … %} i begge, alene i hvert sit afsnit.",
        )
        yield last.spot, told
        return
    elif first.prefix in {"tr", "tc"} and _whole(first) is _whole(last):
        problem = f"koderne ”{first.written}” og ”{last.written}” står i samme {'række' if first.prefix == 'tr' else 'celle'}"
        hint = "Sæt dem i hver sin, med det, der skal gentages, imellem."
    else:
        return
    yield last.spot, error("", f"I {last.spot.place}: {problem}.", hint)


def _together(code: Code) -> str:
    """What the codes of a pair must share."""
    return {"tr": "tabel", "tc": "række"}.get(code.prefix, "celle eller tekst")


def _whole(code: Code) -> etree._Element | None:
    """The paragraph, row or cell that a code stands for."""
    return code.block if code.prefix == "p" else next(code.block.iterancestors(w(code.prefix)), None)


def _room(code: Code) -> etree._Element | None:
    """The element that both codes of a pair must stand in."""
    whole = _whole(code) if code.prefix in {"tr", "tc"} else code.block
    return whole.getparent() if whole is not None else None


def swallowing(code: Code) -> Iterator[Located]:
    """What a code that stands for a whole paragraph, row or cell would take with it."""
    if code.prefix not in ROOMS:
        return
    whole, is_remark = _whole(code), code.written.startswith("{#")
    if whole is None and is_remark:
        return
    if whole is None:
        problem, hint = f"koden ”{code.written}” står ikke i en tabel", "Skriv {%p i stedet for {%tr eller {%tc."
    else:
        words = " ".join(CODE.sub(_shown_code, shown_text(whole).replace("\n", " ")).replace(code.written, "", 1).split())
        picture = next(whole.iter(*_PICTURES), None)
        if not words and picture is None:
            return
        beside = f"”{words[:40]}”" if words else "et billede"
        problem = f"koden ”{code.written}” tager hele {ROOMS[code.prefix]} med sig, også {beside}"
        hint = "Sæt koden for sig selv."
    told = warning if is_remark else error  # who takes a row out of use takes what stands in it
    yield code.spot, told("", f"I {code.spot.place}: {problem}.", hint)


def _shown_code(match: re.Match[str]) -> str:
    """A code as ``Code.written`` has it; a comment is nothing."""
    words = " ".join(match[0].split())
    return "" if words.startswith("{#") and not words.startswith(("{#p ", "{#tr ", "{#tc ")) else words


def misplaced(code: Code) -> Iterator[Located]:
    """What cannot stand where it does: a cell's colour outside cells, a text as runs."""
    if _OF_A_CELL.match(code.written) and next(code.block.iterancestors(w("tc")), None) is None:
        problem, hint = f"koden ”{code.written}” står ikke i en tabelcelle", "Sæt den i den celle, som den gælder."
    elif code.prefix == "r" and code.written.startswith("{{"):
        problem = f"koden ”{code.written}” sætter teksten uden for afsnittet, hvor den går tabt"
        hint = f"Skriv {code.written.replace('{{r ', '{{ ', 1)}."
    else:
        return
    yield code.spot, error("", f"I {code.spot.place}: {problem}.", hint)
