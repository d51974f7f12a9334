"""Mails, zips and PDFs as partners send them, made for the stories."""

import io
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage

from pypdf import PdfWriter

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082"
)


def pdf(pages: int = 1, mark: str = "") -> bytes:
    """A PDF of so many empty pages; another mark makes other bytes."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    writer.add_metadata({"/Title": mark or "Bilag"})
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def packed(files: Mapping[str, bytes]) -> bytes:
    """A zip of the files, with the same bytes every time."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(zipfile.ZipInfo(name, (2026, 11, 1, 12, 0, 0)), content)
    return written.getvalue()


def mail(
    files: Mapping[str, bytes], *, subject: str = "Punkt til dagsordenen", text: str = "Hej\n\nHer er vores forslag.\n"
) -> bytes:
    """A mail from a municipality with the files attached."""
    message = EmailMessage()
    message["From"] = "Sundhed og Omsorg <sundhed@kommune.example>"
    message["To"] = "klynge@region.example"
    message["Subject"] = subject
    message["Date"] = "Wed, 04 Nov 2026 09:15:00 +0100"
    message.set_content(text)
    for name, content in files.items():
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    if message.is_multipart():
        message.set_boundary("klynge-prøve".encode("ascii", "ignore").decode())
    return message.as_bytes()


FORM_YAML = """\
skema: dagsordensforslag
organer: Klynge Nord
mødedato: 2026-11-24
forslagsstiller: Hjørring Kommune
kontaktperson: Konsulent, Hjørring Kommune
titel: Fælles uddannelse
sagstype: drøftelse
offentlighed: åbent
tidsforbrug: 20
resumé: Kommunerne foreslår en fælles uddannelse.
sagsfremstilling: Alle lærer det samme.
opgave: prioriterede-midler
slut: ja
""".encode()
