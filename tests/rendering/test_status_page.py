"""The status page that staff open in a browser, beside the receipts."""

import pytest

from tests.rendering.test_pages import Page
from workflow.domain.findings import error
from workflow.domain.standings import Latest, Standing, StillThere
from workflow.rendering.pages import status_page

CALM = Standing(
    at="lørdag den 21. november 2026 kl. 14.05",
    state="Alt er i orden",
    state_text="Indbakken er tom.",
    details=(("Indbakke", "//server/deling/Indbakke"),),
    keeps_itself=True,
)
TROUBLED = CALM.model_copy(
    update={
        "state": "Én ting kræver en person",
        "state_text": "1 fil ligger i indbakken.",
        "needs": (error("disk", "Disken er fuld.", "Gør plads."),),
        "waiting": (StillThere(name="<b>Mappe</b>", reason="Det er en mappe.", since="kl. 9.00"),),
        "latest": (
            Latest(
                number=17,
                name="forslag & bilag.docx",
                received="kl. 8.00",
                verdict="afvist",
                title="Nyt hold",
                receipt="0017 – forslag.docx – AFVIST.html",
            ),
            Latest(number=18, name="ny.docx", received="kl. 9.00", verdict="under behandling"),
        ),
        "troubles": (("kl. 7.00", "Vagten kan ikke læse indbakken."),),
        "keeps_itself": False,
    }
)


def test_when_all_is_well_the_page_says_so_and_how_to_see_that_the_watch_has_stopped() -> None:
    """Nothing waits."""
    page = Page(status_page(CALM))
    assert page.words() == [
        "Status: alt er i orden",
        "Indbakken Skrevet lørdag den 21. november 2026 kl. 14.05",
        "Status",
        "Alt er i orden",
        "Indbakken er tom.",
        "Indbakke",
        "//server/deling/Indbakke",
        (
            "Vagten skriver siden igen, når noget ændrer sig, og mindst hvert femte minut. Genindlæs den for at se det nyeste. "
            "Er den mere end ti minutter gammel, er vagten gået i stå: start den igen, eller kør klynge modtag."
        ),
    ]
    assert (page.open, [section["class"] for section in page.named("section")]) == ([], ["status"])


def test_what_needs_a_person_stands_first_with_its_remedy() -> None:
    """A full disk, a folder in the inbox, two files that came, an outage in the morning; nobody keeps the page."""
    page = Page(status_page(TROUBLED))
    assert page.words()[3:] == [
        "Én ting kræver en person",
        "1 fil ligger i indbakken.",
        "Det kræver en person",
        "Disken er fuld. / Sådan gør du: Gør plads.",
        "Indbakke",
        "//server/deling/Indbakke",
        "Det ligger i indbakken",
        "Filer, der venter i indbakken, og hvorfor",
        "Fil",
        "Hvorfor, og siden hvornår",
        "<b>Mappe</b>",
        "Det er en mappe. / Siden kl. 9.00",
        "De seneste filer",
        "De filer, der er kommet ind senest, og hvad der blev af dem",
        "Fil",
        "Udfald, og hvornår filen blev modtaget",
        "forslag & bilag.docx",
        "Nr. 17",
        ", afvist: Nyt hold / Modtaget kl. 8.00",
        "ny.docx",
        "Nr. 18, under behandling / Modtaget kl. 9.00",
        "De seneste fejl",
        "kl. 7.00",
        "Vagten kan ikke læse indbakken.",
        "Siden viser, hvordan det stod til, da den blev skrevet. Kør klynge status for at se det nyeste.",
    ]
    assert [section["class"] for section in page.named("section")] == ["status ret"]


def test_a_receipt_is_found_from_the_page_whatever_its_name() -> None:
    """Blanks and dashes stand in it."""
    (link,) = Page(status_page(TROUBLED)).named("a")
    assert link == {"href": "0017%20%E2%80%93%20forslag.docx%20%E2%80%93%20AFVIST.html"}


@pytest.mark.parametrize(("more", "said"), [(0, []), (1, ["Og 1 fil mere."]), (8900, ["Og 8.900 filer mere."])])
def test_of_very_many_files_the_page_tells_how_many_it_does_not_name(more: int, said: list[str]) -> None:
    """Somebody drops a whole archive."""
    page = Page(status_page(TROUBLED.model_copy(update={"more": more})))
    assert [word for word in page.words() if word.startswith("Og ")] == said


def test_the_page_is_the_same_for_the_same_standing_and_asks_nobody_for_anything() -> None:
    """No script, no outside resource, nothing that reloads it while somebody reads."""
    text = status_page(TROUBLED)
    assert status_page(TROUBLED) == text
    page = Page(text)
    assert {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe"} == set()
    assert [meta.get("http-equiv") for meta in page.named("meta")] == [None, None, "Content-Security-Policy"]
    assert page.named("html") == [{"lang": "da"}]
