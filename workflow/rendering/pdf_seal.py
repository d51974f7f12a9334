"""The seal on a PDF of ours: which document it shows, and whether anything in it was changed since."""

import hashlib
import re

_BLANK = "0" * 64
_SOURCE = re.compile(rb"<klynge:dokument>([0-9a-f]{64})</klynge:dokument>")
_SEAL = re.compile(rb"(?<=<klynge:segl>)[0-9a-f]{64}(?=</klynge:segl>)")


def unsealed(source: str) -> str:
    """The description that ``mend`` shall put in the metadata, for ``seal`` to fill in.

    Args:
        source: the content hash of the Word document, as ``content_hash`` gives it.
    """
    own = f"<klynge:dokument>{source}</klynge:dokument><klynge:segl>{_BLANK}</klynge:segl>"
    return f'<rdf:Description rdf:about="" xmlns:klynge="urn:klynge:pdf">{own}</rdf:Description>'


def seal(pdf: bytes) -> bytes:
    """The PDF with the hash of all its other bytes written in its seal."""
    return _SEAL.sub(_hash(pdf), pdf)


def is_sealed(pdf: bytes) -> bool:
    """Whether a PDF is as klynge wrote it, to the byte."""
    return _hash(pdf) in _SEAL.findall(pdf)


def source_of(pdf: bytes) -> str:
    """The content hash of the Word document that a PDF was made from, whatever was changed since; empty where it says none."""
    found = _SOURCE.findall(pdf)
    return found[-1].decode() if found else ""


def _hash(pdf: bytes) -> bytes:
    """The hash of a PDF with its seal blank."""
    return hashlib.sha256(_SEAL.sub(_BLANK.encode(), pdf)).hexdigest().encode()
