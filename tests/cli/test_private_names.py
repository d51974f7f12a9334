"""File names that tell whose case it is: nothing that we write repeats the number, and the originals keep their names."""

from tests.cli.test_watch import receipts, until, vagt
from tests.secretariat.test_rows import sheet
from tests.support.desk import Desk
from tests.support.parcels import FORM_YAML, packed, pdf

NUMBER, DASHED = "0707614285", "070761-4285"
WRITTEN = {".html", ".eml", ".log"}


def _drop(desk: Desk) -> int:
    """Drop files whose names hold the number, and tell how many of them are answered."""
    dropped = {
        f"forslag_{NUMBER}.yaml": FORM_YAML,
        f"Udtalelse_om_{DASHED}.pdf": pdf(2),
        f"skærm {NUMBER}.png": b"\x89PNG\r\n\x1a\n",
        f"tom-{DASHED}.docx": b"",
        f"mappe {DASHED}.zip": packed({"forslag.yaml": FORM_YAML, f"Udtalelse_om_{DASHED}.pdf": pdf(3), f"{NUMBER}.exe": b"MZ"}),
        f"igen {DASHED}.yaml": FORM_YAML,
        f"ark-{DASHED}.csv": sheet("Et").encode(),
    }
    for name, content in dropped.items():
        (desk.root / "inbox" / name).write_bytes(content)
    (desk.root / "inbox" / f"genvej {DASHED}.docx").symlink_to(desk.root / "klynge.toml")
    return len(dropped) + 1  # the sheet's row is an arrival of its own


def test_a_cpr_number_in_a_file_name_is_repeated_nowhere(desk: Desk) -> None:
    """A form and a duplicate of it, a PDF, a picture, an empty file, a zip with an attachment, a sheet and a shortcut."""
    count = _drop(desk)
    foreseen = desk.run("modtag", "--prøv")
    with vagt(desk) as watch:
        until(lambda: len(receipts(desk)) == count)
        until(lambda: "genvej" in (desk.root / "outbox/kvitteringer/STATUS.html").read_text("utf-8"))
        watch.terminate()
        watch.wait()
    said = [*foreseen.out, foreseen.err, *desk.run("status").out]
    written = [path for folder in ("outbox", "data/log") for path in (desk.root / folder).rglob("*") if path.is_file()]
    said += [path.name for path in written]
    said += [path.read_text("utf-8") for path in written if path.suffix in WRITTEN]
    assert not [text for text in said if NUMBER in text.replace("-", "")]
    kept = [path.name.partition("~")[2] for path in desk.root.glob("inbox/_arkiv/*/*")]
    assert sum(NUMBER in name.replace("-", "") for name in kept) == count - 1
    assert [path.name for path in desk.root.glob("outbox/*/*/*/Bilag/*/*")] == ["3.1 Udtalelse_om_______-____.pdf"]
