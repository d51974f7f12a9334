"""A person at LibreOffice, by UNO: opens a form, fills it by its numbers, and saves it as a Word file.

Run by a Python that has LibreOffice's ``uno``: ``python3 office_hand.py PROFILE SOURCE TARGET``, with the answers as JSON on
standard input: by field number a text, or for a free cell a list of pieces: ``{"text": …, "style": …, "bold": …, "link": …,
"note": …}``, ``{"table": [[…]]}``, ``{"picture": file, "alt": …}`` and ``{"paragraph": style}``.
"""

import json
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]  # LibreOffice's own

_BOLD, _ITALIC = 150.0, "ITALIC"


def main() -> None:
    """Start LibreOffice, fill, save, and end it."""
    profile, source, target = (Path(one).resolve().as_uri() for one in sys.argv[1:4])
    pipe = f"klynge-{time.monotonic_ns()}"
    accept = f"--accept=pipe,name={pipe};urp;"
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nologo", accept]
    office = subprocess.Popen(command)
    try:
        context = _context(pipe)
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        document = desktop.loadComponentFromURL(source, "_blank", 0, (_named("Hidden", True),))
        _fill(context, document, {int(number): answer for number, answer in json.load(sys.stdin).items()})
        document.storeToURL(target, (_named("FilterName", "MS Word 2007 XML"),))
        document.close(True)
        desktop.terminate()
        office.wait(30)
    finally:
        office.kill()


def _context(pipe: str) -> Any:
    """The running LibreOffice, once it answers."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(200):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except uno.getClass("com.sun.star.connection.NoConnectException"):
            time.sleep(0.3)
    raise SystemExit("LibreOffice does not answer")


def _named(name: str, value: Any) -> Any:
    """A property as UNO takes it."""
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, value
    return made


def _fill(context: Any, document: Any, answers: dict[int, Any]) -> None:
    """Fill every row whose number has an answer."""
    tables = [document.TextTables.getByIndex(place) for place in range(document.TextTables.Count)]
    for table in tables:
        for row in range(1, table.Rows.Count):
            number = int(re.match(r"\d+", table.getCellByPosition(0, row).String)[0])  # type: ignore[index]
            if number in answers:
                _answer(context, document, table.getCellByPosition(1, row), answers[number])
    document.TextFields.refresh()


def _answer(context: Any, document: Any, cell: Any, answer: Any) -> None:
    """Answer in one cell: in its control, or freely."""
    portion = cell.createEnumeration().nextElement().createEnumeration().nextElement()
    if portion.TextPortionType == "ContentControl":
        portion.ContentControl.ShowingPlaceHolder = False
        shown = document.createSearchDescriptor()
        shown.SearchString = cell.String
        document.findNext(cell.Start, shown).setString(answer)
    elif portion.TextPortionType == "TextField":
        portion.TextField.Content = answer
    elif isinstance(answer, str):
        cell.setString(answer)
    else:
        for piece in answer:
            _write(context, document, cell.Text, piece)


def _write(context: Any, document: Any, text: Any, piece: dict[str, Any]) -> None:
    """Write one piece at the end of a cell."""
    cursor = text.createTextCursor()
    cursor.gotoEnd(False)
    if "paragraph" in piece:
        if text.String:
            text.insertControlCharacter(cursor, 0, False)
        cursor.ParaStyleName = piece["paragraph"]
    elif "table" in piece:
        _table(document, text, cursor, piece["table"])
    elif "picture" in piece:
        text.insertTextContent(cursor, _picture(context, document, piece), False)
    else:
        start = cursor.Start
        text.insertString(cursor, piece["text"], False)
        written = text.createTextCursorByRange(start)
        written.gotoEnd(True)
        written.CharWeight = _BOLD if piece.get("bold") else 100.0
        written.CharPosture = uno.Enum("com.sun.star.awt.FontSlant", _ITALIC if piece.get("italic") else "NONE")
        if piece.get("link"):
            written.HyperLinkURL = piece["link"]
        if piece.get("note"):
            note = document.createInstance("com.sun.star.text.Footnote")
            text.insertTextContent(written.End, note, False)
            note.setString(piece["note"])


def _table(document: Any, text: Any, cursor: Any, rows: list[list[str]]) -> None:
    """Insert a table."""
    table = document.createInstance("com.sun.star.text.TextTable")
    table.initialize(len(rows), len(rows[0]))
    text.insertTextContent(cursor, table, False)
    for place, row in enumerate(rows):
        for column, words in enumerate(row):
            table.getCellByPosition(column, place).setString(words)


def _picture(context: Any, document: Any, piece: dict[str, str]) -> Any:
    """A picture that stands like a character."""
    provider = context.ServiceManager.createInstanceWithContext("com.sun.star.graphic.GraphicProvider", context)
    picture = document.createInstance("com.sun.star.text.TextGraphicObject")
    picture.Graphic = provider.queryGraphic((_named("URL", Path(piece["picture"]).resolve().as_uri()),))
    picture.AnchorType = uno.Enum("com.sun.star.text.TextContentAnchorType", "AS_CHARACTER")
    picture.Description = piece["alt"]
    picture.Width, picture.Height = 2000, 1500
    return picture


if __name__ == "__main__":
    main()
