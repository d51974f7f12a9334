"""A template's parts laid ready to be sent: pressed and hashed once, and never again for a document that has them unchanged."""

from collections.abc import Callable, Mapping

from workflow.rendering.package import CUSTOM, Package, hash_line, hash_of_lines
from workflow.rendering.zipping import Member, Press, archive


class Shelf:
    """The parts of a template as documents take them.

    Args:
        package: the template; it is not changed after this.
        press: what deflates the parts that a document changes.
    """

    def __init__(self, package: Package, press: Press) -> None:
        self._parts, self._press = dict(package.parts), press
        self._order = package.ordered()
        self._hashed = sorted(self._parts.keys() - {CUSTOM})
        self._members: dict[str, Member] = {name: press.pressed(name, part) for name, part in self._parts.items()}
        self._lines = {name: hash_line(name, part) for name, part in self._parts.items()}

    def document(self, made: Mapping[str, bytes], custom: Callable[[str], bytes]) -> bytes:
        """A document as a zip file.

        Args:
            made: its parts; those that are not named are the template's.
            custom: makes the part of custom properties, of the hash over all others.
        """
        changed = {name: part for name, part in made.items() if part is not self._parts.get(name)}
        order, hashed = self._order, self._hashed
        if not changed.keys() <= self._parts.keys():
            whole = Package({**self._parts, **changed})
            order, hashed = whole.ordered(), sorted(whole.parts.keys() - {CUSTOM})
        lines = [hash_line(name, changed[name]) if name in changed else self._lines[name] for name in hashed]
        changed[CUSTOM] = custom(hash_of_lines(lines))
        press, members = self._press, self._members
        return archive([press.pressed(name, changed[name]) if name in changed else members[name] for name in order])
