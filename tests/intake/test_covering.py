"""The words of a mail that brings a form: what is printed of them, and what is left out because nobody said it there and then."""

from pathlib import Path

import pytest

from tests.support.parcels import FORM_YAML, mail
from workflow.domain.findings import Severity
from workflow.intake.covering import LONGEST_COVER, covering, own_words
from workflow.intake.parcels import Letter
from workflow.intake.submissions import read_submission

ASKED = "Punktet skal behandles for lukkede døre. Vi trækker vores forslag om hjertestop."


def test_what_a_mail_asks_beside_its_form_is_printed_and_warned_of(tmp_path: Path) -> None:
    """A closed item and a withdrawal stand only in the mail."""
    (tmp_path / "m").write_bytes(mail({"forslag.yaml": FORM_YAML}, text=f"Kære sekretariat\n\n{ASKED}\n\nVh Mette\n"))
    found = read_submission(tmp_path / "m", "mail.eml")
    assert found.unread == (f"Mailens tekst: Kære sekretariat\n\n{ASKED}",)
    (told,) = found.findings
    assert told.severity is Severity.WARNING
    assert told.problem == "Mailen siger selv ”lukkede” og ”trækker”, men teksten i en mail er ikke læst som en del af forslaget."


def test_the_words_stand_also_where_several_forms_came(tmp_path: Path) -> None:
    """Two different forms in one mail, which goes back."""
    other = FORM_YAML.replace(b"titel: F", b"titel: Ny f")
    (tmp_path / "m").write_bytes(mail({"a.yaml": FORM_YAML, "b.yaml": other}, text="Vi kommer fire personer.\n"))
    found = read_submission(tmp_path / "m", "mail.eml")
    assert found.unread == ("Mailens tekst: Vi kommer fire personer.",)
    assert [one.severity for one in found.findings] == [Severity.NOTE, Severity.ERROR]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hermed vores forslag.",
        "Hej\n\nHer er vores forslag til mødet.\n\nTak på forhånd!",
        "Kære sekretariat\n\nVedhæftet er det udfyldte skema med bilag.\n\nMed venlig hilsen\nKonsulent\nTlf. 12 34 56 78",
        "Hej Mette og Jens,\n\nJeg sender hermed skemaet.\n\nMvh.\nSundhedschef, Thisted Kommune",
        "Hermed.\n\n-----Oprindelig meddelelse-----\nPunktet skal være lukket.",
        "Hermed skemaet.\n\nFra: Sekretariatet <s@r.example>\nSendt: 3. november 2026 10:00\nTil: os\n\nHusk fristen.",
        "Hermed skemaet.\n_______________________________\nFra: Sekretariatet\nTil: os\n\nHusk fristen.",
        "Den 3. november 2026 kl. 10.00 skrev Sekretariatet <s@r.example>:\n> Send os skemaet.",
        "> Send os skemaet.\nHer er det.",
        "Hermed.\n-- \nSundhed og Omsorg\n\nDenne mail kan være fortrolig. Har du fået den ved en fejl, så slet den.",
    ],
)
def test_greetings_signatures_and_old_mails_are_not_worth_a_word(text: str) -> None:
    """As polite people and mail programs write them."""
    assert covering(Letter(subject="SV: Frist", text="\n".join(line.rstrip() for line in text.split("\n")))) == ((), ())


@pytest.mark.parametrize(
    ("subject", "text", "words"),
    [
        ("", "Hej\nVi sender ikke bilag.", "Hej\nVi sender ikke bilag."),
        ("", "Bilag 2 kommer i morgen.\n\nVenlig hilsen\nKonsulent", "Bilag 2 kommer i morgen."),
        ("", "Hermed.\n\nMvh\nMette\n\nPS: Husk, at punktet haster.", "Hermed.\n\nMvh\nMette\n\nPS: Husk, at punktet haster."),
        ("", "Hermed.\n--\nPunktet udskydes", "Hermed.\n--\nPunktet udskydes"),
        ("", "Hilsen til mødet fra borgerne", "Hilsen til mødet fra borgerne"),
        ("VS: Punkt", "Fra: Thisted\nSendt: i går\n\nHusk lukket dør", "Fra: Thisted\nSendt: i går\n\nHusk lukket dør"),
        ("Punkt", "Vi venter.\n\nFra: Thisted\nSendt: i går\n\nHusk", "Vi venter."),
        ("Punkt", "Fra: i dag gælder det nye.\nDet er alt.", "Fra: i dag gælder det nye.\nDet er alt."),
    ],
)
def test_whatever_may_be_meant_is_printed(subject: str, text: str, words: str) -> None:
    """A denial, a promise, an afterthought under the name, and a mail that was forwarded for what stands in it."""
    assert own_words(Letter(subject=subject, text=text)) == words


def test_of_a_very_long_mail_the_beginning_is_printed() -> None:
    """Whoever wants the rest opens the mail."""
    ((shown,), _) = covering(Letter(text="ord " * LONGEST_COVER))
    assert shown.endswith("ord  … Resten står i selve mailen.")
    assert len(shown) < LONGEST_COVER + 100
