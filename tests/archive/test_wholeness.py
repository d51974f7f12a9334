"""Files that were broken off, told by their first and last bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hostile.zips import SMALL
from workflow.archive.wholeness import HEAD, TAIL, lacks_its_end

MAIL = b'From: a\r\nContent-Type: multipart/mixed;\r\n boundary="xyz"\r\n\r\n--xyz\r\n\r\nhej\r\n'


def broken_off(raw: bytes, name: str) -> bool:
    """Whether the whole of it lacks its end."""
    return lacks_its_end(raw[:HEAD], raw[-TAIL:], name)


@pytest.mark.parametrize(
    ("whole", "name"),
    [
        (SMALL, "forslag.docx"),
        (SMALL, "forslag"),
        (SMALL[:-2] + b"\x08\0" + b"kommentar"[:8], "med kommentar.zip"),
        (b"%PDF-1.7\nindhold\n%%EOF\r\n", "bilag.pdf"),
        (b'\xef\xbb\xbf {"a": [1]}\n\n', "forslag.json"),
        (b"[1]", "tal.JSON"),
        (MAIL + b"--xyz--\r\n", "mail.eml"),
        (b"Content-Type: text/plain\r\n\r\nhej", "mail.eml"),
        (b"titel: A\nslut: ja\n", "forslag.yaml"),
        (b"titel: A\r\nslut: ja", "forslag.YML"),
        ("titel: A\nslut: ja\n".encode("utf-16"), "forslag.yaml"),
        (b"titel: A\n", "noter.txt"),
        (b"{\\rtf1 hej", "brev.rtf"),
        (b"{ikke json}", "noter.txt"),
        (b"ikke json", "forkert.json"),
    ],
)
def test_a_whole_file_has_its_end(whole: bytes, name: str) -> None:
    """Each kind with what it ends in, and the kinds that have no end to look for."""
    assert not broken_off(whole, name)


@pytest.mark.parametrize(
    ("half", "name"),
    [
        (b"", "tom.docx"),
        (bytes(50_000), "forslag.docx"),
        (SMALL + bytes(100_000), "plads taget forud.docx"),
        (SMALL[:-22], "forslag.docx"),
        (SMALL[: len(SMALL) // 2], "forslag.docx"),
        (b"%PDF-1.7\nindhold", "bilag.pdf"),
        (b'{"a": [1]', "forslag.json"),
        (b'{"a": [1]', "FORSLAG.JSON"),
        (b"titel: A\nresum\xc3\xa9: Der er slut: ja", "forslag.yaml"),
        (b"titel: A\nslut: ", "forslag.yml"),
        (MAIL, "mail.eml"),
    ],
)
def test_a_file_that_was_broken_off_lacks_it(half: bytes, name: str) -> None:
    """Copied half, or with its place taken beforehand and the rest not come yet."""
    assert broken_off(half, name)


BEGINNINGS = (b"", b"PK\x03\x04", b"%PDF-", b"{")


@given(
    st.binary(max_size=300), st.sampled_from(["a.docx", "b.json", "c.eml", "d.pdf", "e", "f.yaml"]), st.sampled_from(BEGINNINGS)
)
def test_no_bytes_whatever_raise(raw: bytes, name: str, begins: bytes) -> None:
    """Noise under any name, with the beginning of something in front of it; only an answer is asked for."""
    assert broken_off(begins + raw, name) in {True, False}
