"""A standing worker for one Python engine: reads commands as JSON lines and answers as JSON lines, as peers/worker.mjs does.

``python -m benchmarks.worker klynge|klynge-fast|docxtpl``; rust-docxtpl is docxtpl with its own folder first on the path.
"""

import json
import sys
import time
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from benchmarks.deflating import choose_deflate, fastest_deflate

Render = Callable[[Mapping[str, Any]], bytes]


def prepared(engine: str, template: Path) -> Render:
    """The engine, ready for one template: warm, and compiled where it can compile.

    Args:
        engine: "klynge" (zlib level 6), "klynge-fast" (the fastest deflate here), or "docxtpl".
        template: the .docx file.
    """
    if engine == "docxtpl":
        return _docxtpl(template.read_bytes())
    from workflow.rendering import compile_template

    choose_deflate(fastest=engine == "klynge-fast")
    return compile_template(template).render


def _docxtpl(raw: bytes) -> Render:
    """Fill it as its documentation says: an object for each document, since reuse gains nothing; autoescape, or text is lost."""
    from docxtpl import DocxTemplate

    def render(context: Mapping[str, Any]) -> bytes:
        template, stream = DocxTemplate(BytesIO(raw)), BytesIO()
        template.render(dict(context), autoescape=True)
        template.save(stream)
        return stream.getvalue()

    return render


def timed(render: Render, data: list[dict[str, Any]], count: int) -> list[float]:
    """How many seconds each of so many documents took."""
    taken = []
    for number in range(count):
        begun = time.perf_counter()
        render(data[number % len(data)])
        taken.append(time.perf_counter() - begun)
    return taken


def main(engine: str) -> None:
    """Answer commands until the input ends."""
    render: Render | None = None
    data: list[dict[str, Any]] = []
    for line in sys.stdin:
        command = json.loads(line)
        if command["do"] == "prepare":
            data = json.loads(Path(command["data"]).read_text("utf-8"))
            render = prepared(engine, Path(command["template"]))
            render(data[0])
            answer: dict[str, Any] = {"ready": engine, "deflate": "" if engine == "docxtpl" else fastest_deflate()}
        elif render is None:
            answer = {"failed": "not prepared"}
        elif command["do"] == "save":
            Path(command["path"]).write_bytes(render(data[0]))
            answer = {"saved": command["path"]}
        else:
            answer = {"seconds": timed(render, data, command["count"])}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
