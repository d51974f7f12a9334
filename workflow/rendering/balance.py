"""A template's codes as they open and close: what is unclosed, misplaced or swallows text; and a source that Jinja can read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from jinja2 import TemplateSyntaxError, nodes
from lxml import etree

from workflow.domain.findings import Finding, error, warning
from workflow.rendering.complaints import syntax_complaint, unsafe_complaint
from workflow.rendering.places import CODE, Code, PartRead, Spot
from workflow.rendering.sandbox import PlaceholderError, compiled, environment
from workflow.rendering.wordml import W, shown_text, w

_OPENERS = ("if", "for", "with", "macro", "call", "filter", "raw", "autoescape", "set")
_ROOMS = {"p": "afsnittet", "tr": "rækken", "tc": "cellen"}
_ALONE = {"else": "{{% if 1 %}}{}{{% endif %}}", "elif": "{{% if 1 %}}{}{{% endif %}}", "macro": "{}{{% endmacro %}}"}
_STAND_INS = {
    "if": "{% if 1 %}",
    "elif": "{% elif 1 %}",
    "with": "{% with %}",
    "macro": "{% macro m() %}",
    "call": "{% call range() %}",
    "filter": "{% filter upper %}",
    "autoescape": "{% autoescape true %}",
    "set": "{% set x %}",
}
_PICTURES = tuple(f"{{{W}}}{name}" for name in ("drawing", "pict", "object"))

Located = tuple[Spot, Finding]


@dataclass(frozen=True)
class Balanced:
    """A part's codes made sound: what was wrong, and the source with one code a line."""

    found: tuple[Located, ...]
    source: str


def balance(part: PartRead) -> Balanced:
    """Look at how a part's codes open, close and stand; whatever is wrong is told, and left out of the source."""
    work = _Balance()
    for words, spot in part.loose:
        hint = "En kode begynder med {{ eller {% og slutter med }} eller %}, i ét og samme afsnit."
        work.tell(spot, f"”{words}” er ikke en hel kode", hint)
    for code in part.codes:
        work.take(code)
        work.found += _swallowing(code)
    work.finish()
    return Balanced(tuple(work.found), "\n".join(work.lines))


def _opens(code: Code) -> bool:
    """Whether a code must be closed by another."""
    return code.keyword in _OPENERS and not (code.keyword == "set" and "=" in code.text)


@dataclass
class _Balance:
    """Goes through the codes of a part with the open ones in hand."""

    found: list[Located] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    opened: list[Code] = field(default_factory=list)

    def tell(self, spot: Spot, problem: str, hint: str) -> None:
        """Note an error at a place."""
        self.found.append((spot, error("", f"I {spot.place}: {problem}.", hint)))

    def take(self, code: Code) -> None:
        """Put a code on the source's next line, mended where it must be."""
        code = self._without_space(code)
        if self.opened and self.opened[-1].keyword == "raw" and code.keyword != "endraw":
            self.lines.append("")
        elif code.keyword in {"else", "elif"}:
            self._between(code)
        elif code.keyword.startswith("end"):
            self._close(code)
        else:
            sound = self._sound(code)
            if _opens(code):
                self.opened.append(code)
            self.lines.append(sound)

    def _without_space(self, code: Code) -> Code:
        """A code as it was meant where a space stands before its prefix."""
        if code.keyword not in _ROOMS:
            return code
        hint = f"Skriv {{%{code.keyword} uden mellemrum efter procenttegnet."
        self.tell(code.spot, f"koden ”{code.written}” har et mellemrum for meget", hint)
        return replace(code, text=code.text.replace(code.keyword, "", 1), prefix=code.keyword)

    def _between(self, code: Code) -> None:
        """An else or elif belongs to the if or for that was opened last."""
        if not self.opened or self.opened[-1].keyword not in {"if", "for"}:
            self._stray(code)
            return
        self.found += _apart(self.opened[-1], code)
        self.lines.append(self._sound(code))

    def _close(self, code: Code) -> None:
        """A code that ends what was opened last, or something further out."""
        wanted = code.keyword.removeprefix("end")
        if wanted not in [one.keyword for one in self.opened]:
            self._stray(code)
            return
        mended = ""
        while self.opened[-1].keyword != wanted:
            mended += self._unclosed(self.opened.pop())
        self.found += _apart(self.opened.pop(), code)
        self.lines.append(mended + code.text)

    def _stray(self, code: Code) -> None:
        """A code that belongs to nothing open."""
        problem = f"koden ”{code.written}” hører ikke til nogen if eller for, der er åben"
        self.tell(code.spot, problem, "Hver if og for skal have sin egen endif og endfor, i samme rækkefølge.")
        self.lines.append("")

    def _unclosed(self, code: Code) -> str:
        """A code that nothing ends, with what would end it."""
        mark = "{%" + code.prefix
        self.tell(
            code.spot,
            f"koden ”{code.written}” bliver ikke lukket",
            f"Skriv {mark} end{code.keyword} %}}, hvor det skal slutte.",
        )
        return f"{{% end{code.keyword} %}}"

    def finish(self) -> None:
        """Close at the end what is still open."""
        while self.opened:
            self.lines.append(self._unclosed(self.opened.pop()))

    def _sound(self, code: Code) -> str:
        """A code that can be read by itself, or what stands in for it when it cannot."""
        pattern = _ALONE.get(code.keyword, "{}{{% end" + code.keyword + " %}}" if _opens(code) else "{}")
        try:
            compiled(pattern.format(code.text))
        except TemplateSyntaxError as reason:
            problem, hint = syntax_complaint(reason, code.text)
        except PlaceholderError as reason:
            problem, hint = unsafe_complaint(reason.name)
        else:
            filters = environment().parse(pattern.format(code.text)).find_all(nodes.Filter)
            if all(node.name != "attr" for node in filters):
                return code.text
            problem, hint = unsafe_complaint("attr")
        self.tell(code.spot, problem, hint)
        return _stand_in(code)


def _stand_in(code: Code) -> str:
    """A harmless code in place of one that cannot be read, so that the rest is read all the same."""
    if code.keyword == "for":
        names = code.text.partition(" in ")[0].partition("for")[2].strip()
        whole = all(name.strip().isidentifier() for name in names.split(","))
        return f"{{% for {names if whole else '_'} in [] %}}"
    return _STAND_INS.get(code.keyword, "") if _opens(code) or code.keyword == "elif" else ""


def _apart(first: Code, last: Code) -> Iterator[Located]:
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


def _swallowing(code: Code) -> Iterator[Located]:
    """What a code that stands for a whole paragraph, row or cell would take with it."""
    if code.prefix not in _ROOMS:
        return
    whole = _whole(code)
    if whole is None:
        problem, hint = f"koden ”{code.written}” står ikke i en tabel", "Skriv {%p i stedet for {%tr eller {%tc."
    else:
        words = " ".join(CODE.sub(_shown_code, shown_text(whole).replace("\n", " ")).replace(code.written, "", 1).split())
        picture = next(whole.iter(*_PICTURES), None)
        if not words and picture is None:
            return
        beside = f"”{words[:40]}”" if words else "et billede"
        problem = f"koden ”{code.written}” tager hele {_ROOMS[code.prefix]} med sig, også {beside}"
        hint = "Sæt koden for sig selv."
    yield code.spot, error("", f"I {code.spot.place}: {problem}.", hint)


def _shown_code(match: re.Match[str]) -> str:
    """A code as ``Code.written`` has it; a comment is nothing."""
    words = " ".join(match[0].split())
    return "" if words.startswith("{#") and not words.startswith(("{#p ", "{#tr ", "{#tc ")) else words
