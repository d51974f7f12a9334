"""Opens a mail from Outlook (.msg): who wrote what and when, and the files that came with it."""

import re
import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NoReturn

from workflow.domain.findings import Finding
from workflow.errors import ReadingError
from workflow.intake.compound import Compound
from workflow.intake.mails import (
    CID,
    LOCKED,
    LONGEST_HEADER,
    LONGEST_TEXT,
    decoded,
    is_decoration,
    moment,
    parted,
    readable,
    tidy,
    too_many,
)
from workflow.intake.parcels import MOST_FILES, Inner, Letter, Parcel, leaf
from workflow.intake.webtext import web_text

_SUBJECT, _BODY, _HTML, _CLASS, _HEADERS = "0037", "1000", "1013", "001A", "007D"
_SENDER_NAME, _SENDER_MAIL, _SENDER_SMTP = "0C1A", "0C1F", "5D01"
_FILE_BYTES, _EMBEDDED = "__substg1.0_37010102", "__substg1.0_3701000D/"
_LONG_NAME, _SHORT_NAME, _SHOWN_NAME, _CONTENT_ID, _MIME = "3707", "3704", "3001", "3712", "370E"
_PROPERTIES, _FIXED = "__properties_version1.0", 16
_HEAD, _HEAD_WITHIN, _HEAD_ATTACHED = 32, 24, 8
_SENT, _DELIVERED, _HIDDEN = 0x0039, 0x0E06, 0x7FFE
_TIME, _TRUTH = 0x0040, 0x000B
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_ATTACHED = "__attach_version1.0"


def open_outlook(raw: bytes) -> Parcel:
    """What is in a mail that Outlook saved.

    Args:
        raw: all of its bytes.

    Raises:
        ReadingError: it is damaged.
    """
    return _parcel(Compound(raw), "")


def _parcel(file: Compound, folder: str) -> Parcel:
    """What is in the mail itself, whose folder is "", or in one that lies within it."""
    web = _page(file, folder)
    words = _text(file, _BODY, folder) or web_text(web)
    shown = {one.casefold() for one in CID.findall(web)}
    places = [one for one in file.storages(folder) if one.startswith(f"{folder}{_ATTACHED}")]
    files = tuple(_attached(file, f"{place}/", shown) for place in places[:MOST_FILES])
    return Parcel(files, _letter(file, words, folder), (*_locked(file, folder), *too_many(len(places))))


def _text(file: Compound, number: str, folder: str = "") -> str:
    """A text that the mail keeps under a number: as Unicode, or in what Windows writes."""
    wide = file.read(f"{folder}__substg1.0_{number}001F")
    if wide:
        return wide.decode("utf-16-le", "replace")[:LONGEST_TEXT].rstrip("\0")
    return decoded(file.read(f"{folder}__substg1.0_{number}001E"))[:LONGEST_TEXT].rstrip("\0")


def _page(file: Compound, folder: str) -> str:
    """The mail's words as HTML, where it has them so."""
    return (decoded(file.read(f"{folder}__substg1.0_{_HTML}0102")) or _text(file, _HTML, folder))[:LONGEST_TEXT]


def _letter(file: Compound, words: str, folder: str) -> Letter:
    """What the mail itself says."""
    name, smtp, mail = (readable(_text(file, one, folder)) for one in (_SENDER_NAME, _SENDER_SMTP, _SENDER_MAIL))
    address = next((one for one in (smtp, mail) if "@" in one), "")
    sender = f"{name} ({address})" if name and address and name != address else name or address
    answer = re.search(r"^reply-to:[ \t]*(.+)$", _text(file, _HEADERS, folder), re.IGNORECASE | re.MULTILINE)
    address = (parted(readable(answer[1]))[1] if answer else "") or address
    return Letter(sender, address, readable(_text(file, _SUBJECT, folder)), _sent(file, folder), tidy(words))


def _sent(file: Compound, folder: str) -> str:
    """When the mail was sent, as ISO 8601; empty where it does not say so."""
    kept = _fixed(file.read(f"{folder}{_PROPERTIES}"), _HEAD_WITHIN if folder else _HEAD)
    found = kept.get((_SENT, _TIME)) or kept.get((_DELIVERED, _TIME))
    if found and any(found):
        try:
            return (_EPOCH + timedelta(microseconds=int.from_bytes(found, "little") // 10)).isoformat(timespec="seconds")
        except OverflowError:
            return ""
    said = re.search(r"^date:[ \t]*(.+)$", _text(file, _HEADERS, folder), re.IGNORECASE | re.MULTILINE)
    return moment(said[1].strip()[:LONGEST_HEADER]) if said else ""


def _fixed(raw: bytes, start: int) -> dict[tuple[int, int], bytes]:
    """The values of a fixed size that stand in a stream of properties, by number and type."""
    rows = (raw[place : place + _FIXED] for place in range(start, len(raw) - _FIXED + 1, _FIXED))
    return {(number, kind): row[8:] for row in rows for kind, number in (struct.unpack_from("<HH", row),)}


def _attached(file: Compound, folder: str, shown: set[str]) -> Inner:
    """What came along: a file, a mail, or something that is not there as either."""
    name = next((one for number in (_LONG_NAME, _SHOWN_NAME, _SHORT_NAME) if (one := _text(file, number, folder))), "unavngivet")
    if f"{folder}{_FILE_BYTES}" not in file.streams:
        within = f"{folder}{_EMBEDDED}"
        is_mail = any(path.startswith(f"{within}__substg1.0_") for path in file.streams)
        return Inner(leaf(name), _elsewhere, within=(lambda: _parcel(file, within)) if is_mail else None)
    own = _text(file, _CONTENT_ID, folder).strip("<> ").casefold()
    hidden = any(_fixed(file.read(f"{folder}{_PROPERTIES}"), _HEAD_ATTACHED).get((_HIDDEN, _TRUTH), b"\0")[:1])
    size = file.streams[f"{folder}{_FILE_BYTES}"]
    is_picture = _text(file, _MIME, folder).startswith("image/") or bool(
        re.search(r"\.(png|jpe?g|gif|bmp)$", name, re.IGNORECASE)
    )
    inline = is_picture and (hidden or (bool(own) and own in shown) or is_decoration(name, size))
    return Inner(leaf(name), lambda: file.read(f"{folder}{_FILE_BYTES}"), inline=inline)


def _elsewhere() -> NoReturn:
    """A file that Outlook shows in the mail, and that does not lie there as a file.

    Raises:
        ReadingError: always.
    """
    raise ReadingError("Den er sat ind som et objekt eller et link.", "Åbn den i mailen, gem den, og læg den i indbakken.")


def _locked(file: Compound, folder: str) -> Iterator[Finding]:
    """That the mail is encrypted or signed so that its words are in no reach."""
    if ".smime" in _text(file, _CLASS, folder).casefold():
        yield LOCKED
