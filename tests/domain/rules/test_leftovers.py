"""Stories about what nobody deleted from the form: guidance, prompts, and marks for something still to be written."""

import pytest

from tests.domain.rules.reading import found, problems
from workflow.domain.findings import error, warning
from workflow.domain.rules.leftovers import judge_leftovers

BRACKETS = "Slet den, eller skriv den uden klammer."


def test_a_faultless_proposal_has_nothing_left_over() -> None:
    """Nothing is said."""
    assert found(judge_leftovers) == []


def test_help_texts_that_nobody_deleted_are_pointed_out_each_once() -> None:
    """In rich text from Word the brackets are escaped; in a list of recommendations they are not."""
    assert found(
        judge_leftovers,
        case_presentation=r"Sagen. \[HUSK: slet denne tekst\] Mere. \[skriv her\] \[skriv her\]",
        recommendations=("at a", "at [skriv her hvad]"),
    ) == [
        warning("indstilling[2]", "Teksten ”[skriv her hvad]” ligner en hjælpetekst fra skemaet.", BRACKETS),
        warning("sagsfremstilling", "Teksten ”[HUSK: slet denne tekst]” ligner en hjælpetekst fra skemaet.", BRACKETS),
        warning("sagsfremstilling", "Teksten ”[skriv her]” ligner en hjælpetekst fra skemaet.", BRACKETS),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[indsæt dato]",
        "[Indsæt titel på projektet]",
        "[navn]",
        "[xx]",
        "[…]",
        "[kommunens navn]",
        "[Her beskrives sagen ...]",
        "<indsæt beløb>",
        "«indsæt navn»",
        "{udfyld her}",
        "(skriv her)",
        "(slettes)",
        "Klik her for at angive tekst",
        "Klik eller tryk her for at skrive tekst",
        "Click or tap here to enter text",
        "Vælg et element",
        "Choose an item",
        "Denne hjælpetekst skal slettes",
    ],
)
def test_every_kind_of_help_text_is_seen(text: str) -> None:
    """From our own form, from Word, and from others' templates."""
    assert problems(judge_leftovers, title=f"Fælles {text}") == [f"titel: Teksten ”{text}” ligner en hjælpetekst fra skemaet."]


def test_an_answer_that_is_nothing_but_help_is_no_answer() -> None:
    """The form's own guidance, a bracket, a prompt: the field was not filled in, so the form goes back."""
    only, hint = "I feltet står der kun hjælpetekst fra skemaet:", "Slet den, og skriv jeres eget svar i feltet."
    assert found(
        judge_leftovers,
        contact="Titel og organisation",
        summary="Højst fem linjer.",
        case_presentation="\\[indsæt sagsfremstilling\\]",
        communication="Klik eller tryk her for at skrive tekst.",
    ) == [
        error("kontaktperson", f"{only} ”Titel og organisation”.", hint),
        error("resumé", f"{only} ”Højst fem linjer”.", hint),
        error("sagsfremstilling", f"{only} ”[indsæt sagsfremstilling]”.", hint),
        error("kommunikation", f"{only} ”Klik eller tryk her for at skrive tekst”.", hint),
    ]


def test_the_forms_guidance_before_an_answer_is_pointed_out() -> None:
    """The answer is there, so it is only a warning."""
    assert found(judge_leftovers, case_presentation="Sagen i hovedtræk, konklusionen først. I dag er der fire indgange.") == [
        warning(
            "sagsfremstilling",
            "Teksten ”Sagen i hovedtræk, konklusionen først.” er skemaets egen vejledning.",
            "Slet den, og lad jeres eget svar stå.",
        )
    ]


@pytest.mark.parametrize(
    ("text", "quoted", "mark"),
    [
        ("Projektet begynder xx. marts 2027.", "”Projektet begynder xx. marts 2027”", "xx"),
        ("Der er XX pladser i kommunen", "”Der er XX pladser i kommunen”", "XX"),
        ("Udgiften er xxx.xxx kr. om året", "”Udgiften er xxx.xxx kr. om året”", "xxx.xxx"),
        ("Lorem ipsum dolor sit amet", "”Lorem ipsum dolor sit amet”", "Lorem ipsum "),
        ("Mødested: TBD", "”Mødested: TBD”", "TBD"),
        ("Der er ??? borgere", "”Der er ??? borgere”", "???"),
        ("Navn: .......... ", "”Navn: ..........”", ".........."),
        ("Dato \\_\\_\\_\\_\\_\\_", "”Dato ______”", "______"),
    ],
)
def test_marks_for_something_still_to_be_written_are_seen(text: str, quoted: str, mark: str) -> None:
    """With the words around them, so that the place can be found."""
    assert found(judge_leftovers, case_presentation=text) == [
        warning("sagsfremstilling", f"Her mangler vist noget: {quoted}.", f"Skriv det rigtige i stedet for ”{mark}”.")
    ]


def test_the_same_mark_is_said_once_in_a_field() -> None:
    """And a mark within a help text is the help text's."""
    assert len(found(judge_leftovers, case_presentation="Fra xx til xx, og \\[indsæt xx\\].")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Se [sundhedsprofilen](https://eksempel.example).",
        "Godt 6.400 borgere.[^1]",
        r"\[1\] og \[x\]",
        "![Kort over området](kort.png)",
        "[ref]: x",
        r"»\[Klyngen\] har ansvaret«, skriver ministeriet.",
        r"Ministeriet skriver: ”Parterne \[kommuner og region\] aftaler selv.”",
        r"\[sic\]",
        "Beløbet (dato for udbetaling aftales) fordeles ligeligt.",
        "Udgiften er opgjort i 2026-priser (tallene er afrundet).",
        "Skriv til sekretariatet senest den 1. december 2026.",
        "Klik på linket for at se profilen.",
        "Se bilag XX og kapitel XXX.",
        "Kvinder har to XX-kromosomer.",
        "Størrelse XXL og XX/XY",
        "Er det godt nok? Ja!",
        "Og så videre ... eller … måske.",
        "Baggrund .................... 4",
        "TODOS er spansk.",
        "Temperaturen måles med 3 x 2 målinger.",
        "Der er 4 < 5 og 6 > 5 borgere.",
        "Hjælpeteksten på skærmen er blevet bedre.",
    ],
)
def test_what_only_looks_like_help_is_left_alone(text: str) -> None:
    """Links, footnotes, pictures, an editor's brackets, questions."""
    assert found(judge_leftovers, case_presentation=text) == []
