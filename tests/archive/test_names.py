"""File names as people see them and as every system can store them."""

import os
from pathlib import Path

import pytest

from workflow.archive.names import fitted, free, new_id, safe, shown


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("forslag.docx", "forslag.docx"),
        ("Forslag æøå (2).docx", "Forslag æøå (2).docx"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ('a"b<c>d|e?.yaml', "a_b_c_d_e_.yaml"),
        ("NUL", "NUL_"),
        ("con.docx", "con_.docx"),
        ("aux.tar.gz", "aux.tar_.gz"),
        ("COM1 .txt", "COM1 _.txt"),
        ("slutter med punktum...", "slutter med punktum"),
        ("ny\nlinje\x1b[31m.docx", "ny_linje__31m.docx"),
        ("\u202egpj.exe", "gpj.exe"),
        ("...", "fil"),
        ("", "fil"),
    ],
)
def test_every_name_can_be_stored_on_windows(given: str, stored: str) -> None:
    """Files named like paths, devices and tricks were dropped."""
    assert safe(given) == stored


def test_a_name_that_is_no_utf8_is_shown_and_stored_without_its_bad_bytes() -> None:
    """A file named in Windows-1252 by an old program was dropped."""
    name = os.fsdecode(b"m\xf8de.docx")
    assert (shown(name), safe(name)) == ("m\ufffdde.docx", "m_de.docx")


def test_a_name_in_the_mac_form_is_shown_in_the_usual_one() -> None:
    """Macs write å as a and a ring."""
    assert shown("Ga\u030ard.docx") == "Gård.docx"


def test_a_long_name_is_cut_to_the_byte_and_keeps_its_extension() -> None:
    """The longest name that a disk takes, all of it å."""
    cut = fitted("å" * 125 + ".docx", 100)
    assert cut == "å" * 47 + ".docx"


def test_what_follows_the_last_full_stop_is_no_extension_when_it_is_long() -> None:
    """A sentence as a file name."""
    assert fitted("Mødet d. 5. november om det hele", 12) == "Mødet d. 5."


def test_a_taken_name_gets_a_number(tmp_path: Path) -> None:
    """Two files of the same name were dropped, and a link to nowhere stands in the way of the third."""
    (tmp_path / "a.html").touch()
    (tmp_path / "a (2).html").symlink_to("nowhere")
    assert free(tmp_path / "a.html") == tmp_path / "a (3).html"


def test_ids_sort_by_the_time_they_were_made() -> None:
    """A thousand files were dropped at once."""
    made = [new_id() for _ in range(1000)]
    assert (len(set(made)), [one[:16] for one in made]) == (1000, sorted(one[:16] for one in made))
