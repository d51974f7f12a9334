"""What Jinja complains of, as one Danish clause and a remedy that name the code and the placeholder."""

import re
from collections.abc import Iterable
from types import TracebackType

from jinja2 import TemplateAssertionError, TemplateSyntaxError

from workflow import danish
from workflow.rendering.sandbox import PlaceholderError, environment
from workflow.rendering.tags import TAG

Complaint = tuple[str, str]
"""A clause without full stop, and a remedy as a sentence."""

_UNKNOWN = re.compile(r"No (filter|test) named '(.+?)'")
_UNKNOWN_TAG = re.compile(r"Encountered unknown tag '(.+?)'")
_UNCLOSED = re.compile(r"innermost block that needs to be closed is '(.+?)'")
_CLOSERS = ("endif", "endfor", "endset", "endwith", "else", "elif")


def syntax_complaint(reason: TemplateSyntaxError, source: str) -> Complaint:
    """What is wrong with the way a template is written.

    Args:
        reason: Jinja's complaint.
        source: what Jinja read, one paragraph a line.
    """
    message = reason.message or ""
    if isinstance(reason, TemplateAssertionError) and (match := _UNKNOWN.search(message)):
        known = environment().filters if match[1] == "filter" else environment().tests
        return f"filteret ”{match[2]}” findes ikke", danish.did_you_mean(match[2], known) or "Ret navnet efter lodret streg."
    if match := _UNKNOWN_TAG.search(message):
        return _unknown_tag(match[1], bool(_UNCLOSED.search(message)))
    if match := _UNCLOSED.search(message):
        return f"koden ”{match[1]}” bliver ikke lukket", f"Skriv end{match[1]} i en kode, hvor det skal slutte."
    shown = " ".join(codes_near(source, reason.lineno, ""))
    return f"koden {f'”{shown}”' if shown else ''} er ikke skrevet rigtigt".replace("  ", " "), (
        "Et navn er ét ord med understreg i stedet for mellemrum, og en kode begynder med {{ eller {% og slutter med }} eller %}."
    )


def _unknown_tag(name: str, inside: bool) -> Complaint:
    """A code that Jinja does not know, or that closes what is not open."""
    if name in _CLOSERS:
        where = "lukker noget andet end det, der sidst blev åbnet" if inside else "lukker noget, der ikke er åbnet"
        return f"koden ”{name}” {where}", "Hver if og for skal have sin egen endif og endfor, i samme rækkefølge."
    if name in {"p", "tr", "tc", "r"}:
        return f"koden, der begynder med ”{name}”, kan ikke læses", f"Skriv {{%{name} uden mellemrum efter procenttegnet."
    return f"koden ”{name}” kendes ikke", danish.did_you_mean(name, ("if", "for", "set", *_CLOSERS)) or "Slet koden."


def runtime_complaint(reason: Exception, source: str, offered: Iterable[str]) -> Complaint:
    """What went wrong while a template was filled.

    Args:
        reason: what was raised in it.
        source: what Jinja read, one paragraph a line.
        offered: the names that the data offer at the top.
    """
    line = failing_line(reason.__traceback__)
    if isinstance(reason, PlaceholderError) and not reason.unsafe:
        path = spelled(codes_near(source, line, reason.name), reason.name)
        hint = danish.did_you_mean(reason.name, reason.known or offered)
        return f"pladsholderen ”{path}” findes ikke", hint or "Se hvilke pladsholdere dokumentet har, og ret navnet."
    if isinstance(reason, PlaceholderError):
        return unsafe_complaint(reason.name)
    codes = " ".join(codes_near(source, line, ""))
    where = f" i koden ”{codes}”" if codes else ""
    if isinstance(reason, TypeError) and "”" in str(reason):
        return f"pladsholderen{where} er en gruppe af felter og ingen tekst", f"Skriv et af felterne: {reason}."
    return f"en værdi{where} kan ikke bruges sådan", "Se efter, om filteret passer til feltet."


def unsafe_complaint(name: str) -> Complaint:
    """A name or code that no template may use."""
    return f"”{name}” må ikke bruges i en skabelon", "Brug kun dokumentets egne pladsholdere, filtre, if og for."


def failing_line(trace: TracebackType | None) -> int:
    """The line of the template in which something was raised, or 0; Jinja leaves it in the traceback."""
    line = 0
    while trace is not None:
        if "__jinja_exception__" in trace.tb_frame.f_globals:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def codes_near(source: str, line: int, name: str) -> list[str]:
    """The codes on a line of the source, those that hold a name if any does; at most two."""
    lines = source.split("\n")
    codes = [" ".join(code.split()) for code in TAG.findall(lines[line - 1])] if 0 < line <= len(lines) else []
    return ([code for code in codes if name and name in code] or codes)[:2]


def spelled(codes: Iterable[str], name: str) -> str:
    """The whole placeholder that ends with this name: "punkt.titel"."""
    for code in codes:
        if match := re.search(rf"[\w.\[\]'\"]*(?<!\w){re.escape(name)}(?!\w)(?:['\"]\])?", code):
            return match[0]
    return name
