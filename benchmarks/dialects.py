"""How each engine writes a value, a loop and a condition: the same template in three dialects."""

from collections.abc import Callable, Sequence
from typing import Protocol

from benchmarks.wordml import Runs

Scope = tuple[str, ...]
Body = Callable[[Scope], str]
ONE = {"punkter": "punkt", "deltagere": "deltager", "indstilling": "forslag", "bilag": "fil"}


class Dialect(Protocol):
    """What the template's builder asks of a dialect; a scope is the names of the loops around."""

    def value(self, scope: Scope, field: str) -> str:
        """The tag that prints a field."""
        ...

    def rows(self, runs: Runs, scope: Scope, loop: str, fields: Sequence[str]) -> str:
        """Table rows that print these fields of each element."""
        ...

    def repeat(self, runs: Runs, scope: Scope, loop: str, body: Body) -> str:
        """Paragraphs that are repeated for each element."""
        ...

    def when(self, runs: Runs, scope: Scope, flag: str, body: Body) -> str:
        """Paragraphs that are printed when a flag is true."""
        ...


class Jinja:
    """docxtpl, rust-docxtpl and our own engine."""

    def value(self, scope: Scope, field: str) -> str:
        """``{{ punkt.titel }}``."""
        return f"{{{{ {self._path(scope, field)} }}}}"

    def rows(self, runs: Runs, scope: Scope, loop: str, fields: Sequence[str]) -> str:
        """A row for each tag, as docxtpl wants it."""
        head = runs.row([f"{{%tr for {ONE[loop]} in {self._path(scope, loop)} %}}", *[""] * (len(fields) - 1)])
        cells = [self.value((*scope, loop), field) for field in fields]
        return head + runs.row(cells) + runs.row(["{%tr endfor %}", *[""] * (len(fields) - 1)])

    def repeat(self, runs: Runs, scope: Scope, loop: str, body: Body) -> str:
        """A paragraph for each tag."""
        head = runs.paragraph(f"{{%p for {ONE[loop]} in {self._path(scope, loop)} %}}")
        return head + body((*scope, loop)) + runs.paragraph("{%p endfor %}")

    def when(self, runs: Runs, scope: Scope, flag: str, body: Body) -> str:
        """A paragraph for each tag."""
        return runs.paragraph(f"{{%p if {self._path(scope, flag)} %}}") + body(scope) + runs.paragraph("{%p endif %}")

    @staticmethod
    def _path(scope: Scope, field: str) -> str:
        """A field of the innermost element."""
        return f"{ONE[scope[-1]]}.{field}" if scope else field


class Mustache:
    """docxtemplater and easy-template-x: a name is looked up from the inside out."""

    def value(self, scope: Scope, field: str) -> str:
        """``{titel}``."""
        return f"{{{field}}}"

    def rows(self, runs: Runs, scope: Scope, loop: str, fields: Sequence[str]) -> str:
        """One row; the tags stand in its first and last cell."""
        cells = [self.value(scope, field) for field in fields]
        return runs.row([f"{{#{loop}}}{cells[0]}", *cells[1:-1], f"{cells[-1]}{{/{loop}}}"])

    def repeat(self, runs: Runs, scope: Scope, loop: str, body: Body) -> str:
        """A paragraph for each tag."""
        return runs.paragraph(f"{{#{loop}}}") + body((*scope, loop)) + runs.paragraph(f"{{/{loop}}}")

    def when(self, runs: Runs, scope: Scope, flag: str, body: Body) -> str:
        """A condition is a loop over a truth."""
        return runs.paragraph(f"{{#{flag}}}") + body(scope) + runs.paragraph(f"{{/{flag}}}")


class Carbone:
    """carbone: a loop is an example of its first element and the beginning of its second."""

    def value(self, scope: Scope, field: str) -> str:
        """``{d.punkter[i].titel}``."""
        return f"{{{self._path(scope, field)}}}"

    def rows(self, runs: Runs, scope: Scope, loop: str, fields: Sequence[str]) -> str:
        """The example and a second row that only names the next element."""
        cells = [self.value((*scope, loop), field) for field in fields]
        following = f"{{{self._path(scope, loop)}[i+1].{fields[0]}}}"
        return runs.row(cells) + runs.row([following, *[""] * (len(fields) - 1)])

    def repeat(self, runs: Runs, scope: Scope, loop: str, body: Body) -> str:
        """The example and a second paragraph that only names the next element."""
        return body((*scope, loop)) + runs.paragraph(f"{{{self._path(scope, loop)}[i+1]}}")

    def when(self, runs: Runs, scope: Scope, flag: str, body: Body) -> str:
        """A pair of paragraphs that show what is between them."""
        path = self._path(scope, flag)
        return runs.paragraph(f"{{{path}:ifEQ(true):showBegin}}") + body(scope) + runs.paragraph(f"{{{path}:showEnd}}")

    @staticmethod
    def _path(scope: Scope, field: str) -> str:
        """A field under its whole path from the data's root."""
        return ".".join(["d", *(f"{loop}[i]" for loop in scope), field])


DIALECTS: dict[str, Dialect] = {"jinja": Jinja(), "mustache": Mustache(), "carbone": Carbone()}
