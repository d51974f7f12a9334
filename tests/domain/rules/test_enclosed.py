"""Stories about what the sender is told of the files: what is missing, what was guessed, and what is closed."""

import pytest

from tests.domain.test_enclosures import file, named
from workflow.domain.findings import Severity
from workflow.domain.rules.enclosed import judge_enclosed


@pytest.mark.parametrize(
    ("titles", "files", "alone", "said"),
    [
        (("A",), ("A.pdf",), False, []),
        (("A",), (), True, [(Severity.NOTE, "Bilaget ”A” er ikke kommet endnu.")]),
        (("A",), (), False, [(Severity.WARNING, "Bilaget ”A” er nævnt, men ikke kommet med.")]),
        (("Æble", "Bånd"), (), False, [(Severity.WARNING, "Bilagene ”Æble” og ”Bånd” er nævnt, men ikke kommet med.")]),
        (
            (),
            ("Ø.pdf",),
            False,
            [(Severity.NOTE, "Filen ”Ø.pdf” er sendt med, men ikke nævnt under Bilag. Den er taget med sidst på listen.")],
        ),
        (
            (),
            ("1a.pdf", "2b.pdf", "3c.pdf", "4d.pdf"),
            False,
            [
                (
                    Severity.NOTE,
                    (
                        "Filerne ”1a.pdf”, ”2b.pdf”, ”3c.pdf” m.fl. er sendt med, men ikke nævnt under Bilag. "
                        "De er taget med sidst på listen."
                    ),
                )
            ],
        ),
    ],
)
def test_the_sender_is_told_of_what_is_missing_and_of_what_is_not_named(
    titles: tuple[str, ...], files: tuple[str, ...], alone: bool, said: list[tuple[Severity, str]]
) -> None:
    """A form alone may get its files later; a mail should have had them."""
    found = judge_enclosed(named(*titles), [file(name) for name in files], alone=alone)
    assert [(one.severity, one.problem) for one in found] == said


@pytest.mark.parametrize(
    ("titles", "hint"),
    [
        (("A",), "Læg filen i indbakken under det navn, den har i feltet Bilag; så kommer den på dagsordenen."),
        (("A", "B"), "Læg filerne i indbakken under de navne, de har i feltet Bilag; så kommer de på dagsordenen."),
    ],
)
def test_the_remedy_for_what_is_missing_agrees_with_how_many_there_are(titles: tuple[str, ...], hint: str) -> None:
    """One attachment, and two."""
    assert [one.hint for one in judge_enclosed(named(*titles), [], alone=True)] == [hint]


def told(titles: tuple[str, ...], *names: str, closed: bool = False, gone: tuple[str, ...] = ()) -> list[str]:
    """What the sender of a mail is told, on one line each."""
    files, away = [file(name) for name in names], [file(name) for name in gone]
    return [one.printed() for one in judge_enclosed(named(*titles), files, alone=False, closed=closed, gone=away)]


def test_a_guess_is_told_with_both_names() -> None:
    """By its number and by its spelling."""
    assert told(("Bilag 3", "Fælles kriterier"), "Bilag 3 - Budget.pdf", "Fælles kriterie.pdf") == [
        "oplysning: bilag: ”Bilag 3 - Budget.pdf” er taget som bilaget ”Bilag 3”. Se efter, at det er det rigtige.",
        "oplysning: bilag: ”Fælles kriterie.pdf” er taget som bilaget ”Fælles kriterier”. Se efter, at det er det rigtige.",
    ]


def test_a_closed_name_without_a_file_is_asked_about_together_with_the_files_that_it_closes() -> None:
    """One of each, two of each, and a closed name where no other file came."""
    assert told(("Løn (lukket)",), "Scan.pdf") == [
        (
            "advarsel: bilag: Bilaget ”Løn” er lukket, men det er ikke fundet blandt filerne. ”Scan.pdf” er ikke nævnt og derfor "
            "lagt som lukket. Skriv filens navn i felt 18 med ”(lukket)” eller ”(åben)” efter, og send det, der mangler."
        )
    ]
    assert told(("Løn (lukket)", "Navne (lukket)", "Plan"), "Scan1.pdf", "Scan2.pdf") == [
        (
            "advarsel: bilag: Bilaget ”Plan” er nævnt, men ikke kommet med. "
            "Læg filen i indbakken under det navn, den har i feltet Bilag; så kommer den på dagsordenen."
        ),
        (
            "advarsel: bilag: Bilagene ”Løn” og ”Navne” er lukkede, men de er ikke fundet blandt filerne. ”Scan1.pdf” "
            "og ”Scan2.pdf” er ikke nævnt og derfor lagt som lukkede. Skriv filernes navne i felt 18 med ”(lukket)” eller "
            "”(åben)” efter, og send det, der mangler."
        ),
    ]
    assert told(("Løn (lukket)",)) == [
        (
            "advarsel: bilag: Bilaget ”Løn” er nævnt, men ikke kommet med. "
            "Læg filen i indbakken under det navn, den har i feltet Bilag; så kommer den på dagsordenen."
        )
    ]


def test_what_is_closed_without_a_clear_mark_is_told() -> None:
    """By a title, by the name of a file, and by an earlier version; not in a case that is closed altogether."""
    opens = "Må det offentliggøres, så skriv ”(åben)” efter navnet i felt 18"
    titles, names = ("Lukkede pladser", "Tal", "Plan (lukket)"), ("Lukkede pladser.pdf", "Tal LUKKET.pdf", "Plan.pdf")
    assert told(titles, *names) == [
        f"oplysning: bilag: Bilaget ”{title}” er lagt som lukket, fordi navnet siger det. {opens}, eller giv filen et andet navn."
        for title in ("Lukkede pladser", "Tal")
    ]
    assert told(titles, *names, closed=True) == []
    before = file("Tal.pdf").model_copy(update={"closed": True})
    (one,) = judge_enclosed(named("Tal"), [before], alone=False)
    assert one.printed() == (
        f"oplysning: bilag: Bilaget ”Tal” er stadig lukket, fordi det var det i en tidligere udgave. {opens}."
    )


def test_a_link_in_place_of_a_file_is_told() -> None:
    """Behind words, written out, and with a long address; where the file came all the same, nothing is said."""
    long = "https://region.example/" + "a" * 60
    assert told(
        ("Notat <https://region.example/n>", "https://region.example/b", f"Tal <{long}>", "Plan <https://x.example>"), "Plan.pdf"
    ) == [
        "advarsel: bilag: Bilaget ”Notat” er et link (https://region.example/n). Hent filen, og læg den ved.",
        "advarsel: bilag: Bilaget ”https://region.example/b” er et link. Hent filen, og læg den ved.",
        f"advarsel: bilag: Bilaget ”Tal” er et link ({long[:59]}…). Hent filen, og læg den ved.",
    ]


def test_a_file_that_the_new_version_no_longer_names_is_told() -> None:
    """It is off the list, and the sender hears how it comes back."""
    assert told(("Plan",), "Plan.pdf", gone=("Løn.pdf",)) == [
        (
            "advarsel: bilag: Filen ”Løn.pdf” fra den forrige udgave er ikke nævnt i den nye og er taget af listen over bilag. "
            "Skriv dens navn i felt 18, hvis den stadig skal med."
        )
    ]
