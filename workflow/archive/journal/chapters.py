"""The journal's chapters: each a part of what may be asked of the book, on the same pages."""

from contextlib import AbstractContextManager

from workflow.archive.journal.pages import Pages


class Chapter:
    """A part of the journal."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def transaction(self) -> AbstractContextManager[None]:
        """A block in which all that is entered is entered together, or not at all."""
        return self._pages.transaction()
