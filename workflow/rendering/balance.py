"""A template's codes as they open and close: what is unclosed, misplaced or swallows text; and a source that Jinja can read."""

from dataclasses import dataclass, field, replace

from jinja2 import TemplateSyntaxError, nodes

from workflow.domain.findings import error
from workflow.rendering.complaints import Complaint, runtime_complaint, syntax_complaint, unsafe_complaint
from workflow.rendering.places import Code, PartRead, Spot
from workflow.rendering.sandbox import PlaceholderError, compiled, environment
from workflow.rendering.standing import ROOMS, Located, apart, misplaced, swallowing

_OPENERS = ("if", "for", "with", "macro", "call", "filter", "raw", "autoescape", "set")
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
        work.found += [*swallowing(code), *misplaced(code)]
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
        if code.keyword not in ROOMS:
            return code
        hint = f"Skriv {{%{code.keyword} uden mellemrum efter procenttegnet."
        self.tell(code.spot, f"koden ”{code.written}” har et mellemrum for meget", hint)
        return replace(code, text=code.text.replace(code.keyword, "", 1), prefix=code.keyword)

    def _between(self, code: Code) -> None:
        """An else or elif belongs to the if or for that was opened last."""
        if not self.opened or self.opened[-1].keyword not in {"if", "for"}:
            self._stray(code)
            return
        self.found += apart(self.opened[-1], code)
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
        self.found += apart(self.opened.pop(), code)
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
            tree = environment().parse(pattern.format(code.text))
            wrong = unsafe_complaint("attr") if _reaches_behind(tree) else _fails_always(tree, code)
            if wrong is None:
                return code.text
            problem, hint = wrong
        self.tell(code.spot, problem, hint)
        return _stand_in(code)


def _reaches_behind(tree: nodes.Template) -> bool:
    """Whether a code asks for an attribute by a name that is made up as it runs."""
    return any(node.name == "attr" for node in tree.find_all(nodes.Filter))


def _fails_always(tree: nodes.Template, code: Code) -> Complaint | None:
    """What is wrong with a code that names no field, and so can be tried: {{ 1/0 }}."""
    if any(name.ctx == "load" for name in tree.find_all(nodes.Name)):
        return None
    try:
        environment().from_string(tree).render()
    except Exception as reason:  # noqa: BLE001 - a template's own code may raise anything
        return runtime_complaint(reason, code.text, ())
    return None


def _stand_in(code: Code) -> str:
    """A harmless code in place of one that cannot be read, so that the rest is read all the same."""
    if code.keyword == "for":
        names = code.text.partition(" in ")[0].partition("for")[2].strip()
        whole = all(name.strip().isidentifier() for name in names.split(","))
        return f"{{% for {names if whole else '_'} in [] %}}"
    return _STAND_INS.get(code.keyword, "") if _opens(code) or code.keyword == "elif" else ""
