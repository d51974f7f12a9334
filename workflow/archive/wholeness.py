"""Whether a file has come to its end: pure, from its first and last bytes, and only where its kind has an end to look for."""

import re

HEAD, TAIL = 2_048, 70_000
_ZIP_END, _PDF_END = b"PK\x05\x06", b"%%EOF"
_CLOSED_BY = {b"{": b"}", b"[": b"]"}
_PDF_LOOKS_BACK = 2_048
_END_MARK = re.compile(rb"^slut[ \t]*:[ \t]*\S", re.MULTILINE)
_BOUNDARY = re.compile(
    rb'^content-type:[ \t]*multipart/[^\r\n]*?(?:\r?\n[ \t][^\r\n]*?)*?boundary="?([^"\r\n;]+)"?', re.IGNORECASE | re.MULTILINE
)


def lacks_its_end(head: bytes, tail: bytes, name: str) -> bool:
    """Whether a file was broken off, as far as its kind tells: zips and Word files, PDF, JSON, YAML, mails of several parts.

    Args:
        head: its first ``HEAD`` bytes, or all when it has fewer.
        tail: its last ``TAIL`` bytes, or all.
        name: its name, which alone tells JSON and YAML from other texts.

    Returns:
        True too for an empty file and for one that ends in nothing but zeros, as a copy does whose place was taken beforehand.
    """
    if not tail.strip(b"\0"):
        return True
    if head.startswith(b"PK\x03\x04"):
        return _ZIP_END not in tail
    if b"%PDF-" in head[:1024]:
        return _PDF_END not in tail[-_PDF_LOOKS_BACK:]
    first = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if name.casefold().endswith(".json") and first in _CLOSED_BY:
        return not tail.rstrip(b" \t\r\n\0").endswith(_CLOSED_BY[first])
    if name.casefold().endswith((".yaml", ".yml")):
        return not _END_MARK.search(tail.replace(b"\0", b""))
    return _lacks_boundary(head, tail) if name.casefold().endswith(".eml") else False


def _lacks_boundary(head: bytes, tail: bytes) -> bool:
    """Whether a mail names a boundary between its parts that never closes the last of them."""
    found = _BOUNDARY.search(head)
    return found is not None and b"--" + found[1].strip() + b"--" not in tail
