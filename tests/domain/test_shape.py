"""Stories about files whose fields do not fit the schema: the sender reads Danish, with field, problem and remedy."""

from datetime import date
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from workflow.domain.bodies import Body, Municipality, QuorumRule, Seat
from workflow.domain.findings import Finding
from workflow.domain.proposals import Proposal
from workflow.domain.records import Record
from workflow.domain.shape import field_path, path_of, placed_findings, shape_findings, without_blanks

SEAT = {"id": "læger", "ental": "læge", "flertal": "læger"}
PROPOSAL = {
    "organer": "nordjylland-vest",
    "forslagsstiller": "Morsø Kommune",
    "kontaktperson": "Sundhedschef, Morsø Kommune",
    "titel": "Fælles akutteam",
    "sagstype": "beslutning",
    "offentlighed": "åbent",
    "tidsforbrug": "20",
    "resumé": "Kommunerne vil have ét akutteam.",
    "sagsfremstilling": "I dag er der to.",
}


def said_of(model: type[Record], answers: Any) -> list[tuple[str, str, str]]:
    """Field, problem and remedy of everything that is wrong with the answers."""
    try:
        model.read(answers)
    except ValidationError as reason:
        return [(one.field, one.problem, one.hint) for one in shape_findings(reason, model)]
    return []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (
            {"titell": "Akutteam"},
            ("titell", "Feltet ”titell” kendes ikke.", "Mente du ”titel”?"),
        ),
        (
            {"xyz": "?"},
            ("xyz", "Feltet ”xyz” kendes ikke.", "Slet det, eller ret navnet."),
        ),
        (
            {"titel": "a" * 101},
            ("titel", "Teksten er på 101 tegn; der er plads til 100.", "Forkort den med mindst 1 tegn."),
        ),
        (
            {"titel": ""},
            ("titel", "Feltet ”titel” er tomt.", "Udfyld det. Sig, hvad der skal besluttes eller drøftes. Højst 100 tegn."),
        ),
        (
            {"titel": ["Akutteam"]},
            ("titel", "Feltet skal være en tekst, men er en liste.", Proposal.model_fields["title"].description),
        ),
        (
            {"organer": []},
            ("organer", "Feltet ”organer” er tomt.", f"Udfyld det. {Proposal.model_fields['bodies'].description}"),
        ),
        (
            {"mødedato": "31. februar 2026"},
            (
                "mødedato",
                "”31. februar 2026” er ikke en dato, der findes.",
                "Skriv datoen som 2026-11-26 eller 26. november 2026.",
            ),
        ),
        (
            {"mødedato": {"år": "2026"}},
            ("mødedato", "Feltet skal være en dato, men er et sæt felter.", Proposal.model_fields["meeting"].description),
        ),
        (
            {"sagstype": "beslut"},
            (
                "sagstype",
                "”beslut” er ikke en af mulighederne.",
                "Mente du ”beslutning”? Skriv orientering, drøftelse eller beslutning.",
            ),
        ),
        (
            {"offentlighed": ["åbent"]},
            ("offentlighed", "Feltet er en liste og er ikke en af mulighederne.", "Skriv åbent eller lukket."),
        ),
        ({"skema": "referat"}, ("skema", "”referat” er ikke en af mulighederne.", "Skriv dagsordensforslag.")),
        ({"slut": "nej"}, ("slut", "”nej” er ikke en af mulighederne.", "Skriv ja.")),
        ({"tidsforbrug": "en time"}, ("tidsforbrug", "”en time” er ikke et helt tal.", "Skriv tallet med cifre.")),
        ({"tidsforbrug": ""}, ("tidsforbrug", "Tallet mangler.", "Skriv et helt tal med cifre.")),
        ({"tidsforbrug": "0"}, ("tidsforbrug", "Tallet 0 er for lille.", "Det skal være mindst 1.")),
        (
            {"tidsforbrug": "9" * 300},
            ("tidsforbrug", f"Tallet {'9' * 39}… er for stort.", "Det må højst være 480."),
        ),
        (
            {"tidsforbrug": f"-{'9' * 300}"},
            ("tidsforbrug", f"Tallet -{'9' * 38}… er for lille.", "Det skal være mindst 1."),
        ),
        ({"særskilt_drøftelse": "true"}, ("særskilt_drøftelse", "”true” er ikke ja eller nej.", "Skriv ja eller nej.")),
        ({"x" * 300: "?"}, ("x" * 300, f"Feltet ”{'x' * 39}…” kendes ikke.", "Slet det, eller ret navnet.")),
        ({"tidsforbrug": "900"}, ("tidsforbrug", "Tallet 900 er for stort.", "Det må højst være 480.")),
        (
            {"særskilt_drøftelse": "måske"},
            ("særskilt_drøftelse", "”måske” er ikke ja eller nej.", "Skriv ja eller nej."),
        ),
        (
            {"særskilt_drøftelse": ""},
            ("særskilt_drøftelse", "Feltet ”særskilt_drøftelse” er tomt.", "Skriv ja eller nej."),
        ),
        (
            {"beløb": [{"post": "Uddannelse", "beløb": "12,50"}]},
            ("beløb[1].beløb", "”12,50” er ikke et beløb i hele kroner.", "Skriv beløbet som 350.000."),
        ),
        (
            {"beløb": ["Biler: 50.000 kr. årligt"]},
            (
                "beløb[1]",
                "Linjen ”Biler: 50.000 kr. årligt” slutter ikke med et beløb i kroner.",
                "Skriv for eksempel ”Biler: 50.000”.",
            ),
        ),
        (
            {"beløb": ["Løn"]},
            ("beløb[1]", "Linjen ”Løn” slutter ikke med et beløb i kroner.", "Skriv for eksempel ”Løn: 350.000”."),
        ),
        (
            {"beløb": ["Fase 1 250.000"]},
            ("beløb[1]", "Linjen ”Fase 1 250.000” slutter ikke med et beløb i kroner.", "Skriv for eksempel ”Fase 1: 250.000”."),
        ),
        (
            {"beløb": [f"Løn: {'9' * 6000} årligt"]},
            (
                "beløb[1]",
                f"Linjen ”Løn: {'9' * 34}…” slutter ikke med et beløb i kroner.",
                "Skriv for eksempel ”Løn: 350.000”.",
            ),
        ),
        (
            {"beløb": [f"Løn: {'9' * 6000} mio. kr."]},
            ("beløb[1].beløb", f"”{'9' * 39}…” er ikke et beløb i hele kroner.", "Skriv beløbet som 350.000."),
        ),
        (
            {"beløb": ["50.000 kr. til biler"]},
            (
                "beløb[1]",
                "Linjen ”50.000 kr. til biler” slutter ikke med et beløb i kroner.",
                "Skriv for eksempel ”Fælles uddannelse: 50.000”.",
            ),
        ),
        (
            {"beløb": ["Løn: 350.000", "I alt: 400.000"]},
            (
                "beløb",
                "Posterne giver 350.000\N{NO-BREAK SPACE}kr., men der står 400.000\N{NO-BREAK SPACE}kr. i alt under dem.",
                "Ret en post eller summen.",
            ),
        ),
        (
            {"resumé": ["første", "anden"]},
            ("resumé", "Feltet skal være en tekst, men er en liste.", "Højst fem linjer."),
        ),
    ],
)
def test_a_field_that_does_not_fit_is_named_with_the_remedy(wrong: dict[str, Any], said: tuple[str, str, str]) -> None:
    """The file is a proposal in YAML in which just one field is wrong."""
    assert said_of(Proposal, PROPOSAL | wrong) == [said]


def test_a_proposal_that_fits_has_no_findings() -> None:
    """The file is the proposal as it should be."""
    assert said_of(Proposal, PROPOSAL) == []


def test_everything_that_is_missing_is_named_at_once() -> None:
    """The file is an organ.yaml with nothing but an id."""
    found = said_of(Body, {"id": "nordjylland-vest"})
    assert [field for field, _, _ in found] == [
        "art", "region", "navn", "bestemt", "niveau", "sektorer", "pladser", "sekretariat",
    ]  # fmt: skip
    assert found[2] == ("navn", "Feltet ”navn” mangler.", "Tilføj det. Skriv for eksempel Klynge Vest.")


def test_what_is_missing_in_a_file_of_the_register_is_named_by_its_key() -> None:
    """It has no form, whatever its place is called."""
    with pytest.raises(ValidationError) as reason:
        Municipality.read({"kode": "860"})
    (found,) = shape_findings(reason.value, Municipality)
    assert found.located("region.yaml", label="Kommune 3").problem == "Feltet ”navn” mangler."


def test_a_field_inside_a_list_is_counted_as_people_count() -> None:
    """The second seat's number is no number, and its key for what it includes is misspelt."""
    seats = [SEAT, SEAT | {"antal": "to", "heunder": "formanden"}]
    assert said_of(Body, {"pladser": seats})[-2:] == [
        ("pladser[2].heunder", "Feltet ”heunder” kendes ikke.", "Mente du ”herunder”?"),
        ("sekretariat", "Feltet ”sekretariat” mangler.", "Tilføj det."),
    ]
    assert ("pladser[2].antal", "”to” er ikke et helt tal.", "Skriv tallet med cifre.") in said_of(Body, {"pladser": seats})


def test_a_list_whose_entries_are_all_wrong_is_not_also_called_empty() -> None:
    """The file names a region with one municipality, as a bare word."""
    found = said_of(Body, {"pladser": ["læger"]})
    assert [(field, problem) for field, problem, _ in found if field.startswith("pladser")] == [
        ("pladser[1]", "Her skal stå felter med navn og værdi, men der står teksten ”læger”.")
    ]


def test_a_pattern_is_explained_by_its_words_or_by_an_example() -> None:
    """A code of two figures, a seat per town, a quorum of none."""
    assert said_of(Municipality, {"kode": "86", "navn": "Hjørring", "sikkerhed": "måske"}) == [
        ("sikkerhed", "”måske” er ikke en af mulighederne.", "Skriv usikker eller bekræftet."),
        ("kode", "”86” har ikke den form, feltet skal have.", "Skriv for eksempel 860."),
    ]
    assert said_of(Seat, SEAT | {"pr": "by"}) == [("pr", "”by” er ikke en af mulighederne.", "Skriv kommune.")]
    assert said_of(QuorumRule, {"andel": "halvdelen"}) == [
        ("andel", "”halvdelen” har ikke den form, feltet skal have.", "En brøk, for eksempel 1/2.")
    ]


def test_a_clock_time_and_a_long_word_are_quoted_as_far_as_they_go() -> None:
    """A deadline at an hour that does not exist, and a rambling answer."""
    frist = {"antal": "2", "enhed": "dage", "klokkeslæt": "kl. 27"}
    found = said_of(
        Body, {"frister": {"forslag": frist, "udsendelse": frist | {"antal": "ret så mange som muligt, tak, og helst flere"}}}
    )
    assert ("frister[1].forslag.klokkeslæt", "”kl. 27” er ikke et klokkeslæt.", "Skriv klokkeslættet som 15.00.") in found
    assert (
        "frister[1].udsendelse.antal",
        "”ret så mange som muligt, tak, og helst…” er ikke et helt tal.",
        "Skriv tallet med cifre.",
    ) in found


def test_one_value_is_no_list_of_fields() -> None:
    """The tasks are one word, the seats a list with a word in it."""
    found = said_of(Body, {"opgaver": "dialog", "pladser": [SEAT, "læger"], "sektorer": [{"id": "region"}, ["kommuner"]]})
    assert (
        "opgaver",
        "Feltet skal være en liste, men er teksten ”dialog”.",
        "Skriv én linje pr. post med bindestreg foran.",
    ) in found
    assert (
        "sektorer[2]",
        "Her skal stå felter med navn og værdi, men der står en liste.",
        "Skriv felterne på hver sin linje som navn: værdi. Felterne hedder id, navn og bestemt.",
    ) in found


def test_an_empty_value_is_called_empty() -> None:
    """The id is there, but says nothing; so it comes from JSON."""
    assert ("id", "Feltet skal være en tekst, men er tomt.", "Skriv for eksempel nordjylland-vest.") in said_of(
        Body, {"id": None}
    )


def test_facts_are_named_by_their_own_key() -> None:
    """A fact that is a list."""
    assert ("fakta.lovdato", "Feltet skal være en tekst, men er en liste.", "Skriv en tekst.") in said_of(
        Body, {"fakta": {"lovdato": ["2022"]}}
    )


def test_a_file_that_is_no_set_of_fields_is_told_what_fields_are() -> None:
    """The file is one line of text."""
    with pytest.raises(ValidationError) as reason:
        Proposal.model_validate("Vi foreslår et akutteam.")
    (found,) = shape_findings(reason.value, Proposal)
    assert (found.field, found.problem) == ("", "Filen skal bestå af felter med navn og værdi.")
    assert found.hint == "Skriv felterne på hver sin linje som navn: værdi."


def test_fields_without_names_of_their_own_are_told_so() -> None:
    """Facts are a list, and a list of many fields is not spelt out."""
    (facts,) = (one for one in said_of(Body, {"fakta": ["21"]}) if one[0] == "fakta")
    assert facts[1:] == (
        "Her skal stå felter med navn og værdi, men der står en liste.",
        "Skriv felterne på hver sin linje som navn: værdi.",
    )


def test_what_no_sentence_was_written_for_is_still_danish() -> None:
    """A record of another house with a kind of value that we do not use."""

    class Strange(BaseModel):
        """A record with fields that no Danish file has."""

        share: float
        when: date | None = None

    with pytest.raises(ValidationError) as reason:
        Strange.model_validate({"share": "meget", "when": ""})
    assert [(one.field, one.problem) for one in shape_findings(reason.value, Strange)] == [
        ("share", "Feltet kan ikke læses, som det står."),
        ("when", "Feltet kan ikke læses, som det står."),
    ]


def test_a_path_is_written_and_read_the_same_way() -> None:
    """The path that a finding prints leads back to the value and its line."""
    with pytest.raises(ValidationError) as reason:
        Body.read({"pladser": [SEAT, SEAT | {"antal": "to"}]})
    path = next(path for path, finding in placed_findings(reason.value, Body) if finding.field == "pladser[2].antal")
    assert path == ("pladser", 1, "antal") == path_of("pladser[2].antal")
    assert (field_path(path), field_path(()), path_of("")) == ("pladser[2].antal", "", ())


def test_a_key_with_nothing_after_the_colon_was_left_out() -> None:
    """Staff leave empty keys standing in a form that they do not need."""
    assert without_blanks({"navn": "", "liste": [{"a": "", "b": "1"}, ""], "tekst": "x", "intet": None}) == {
        "liste": [{"b": "1"}, ""],
        "tekst": "x",
    }


@pytest.mark.parametrize(
    ("field", "asked"),
    [
        ("organer", "Skriv organets id eller navn, for eksempel nordjylland-vest eller Klynge Vest. "),
        ("sagstype", "Skriv orientering, drøftelse eller beslutning."),
        ("offentlighed", "Skriv åbent eller lukket."),
        ("tidsforbrug", "Skriv antal minutter."),
        ("titel", "Sig, hvad der skal besluttes eller drøftes. Højst 100 tegn."),
    ],
)
def test_an_empty_field_of_the_form_is_told_without_the_key_that_nobody_sees(field: str, asked: str) -> None:
    """Its label stands before the sentence; in a file with keys the key is named."""
    answers = {name: value for name, value in PROPOSAL.items() if name != field}
    with pytest.raises(ValidationError) as reason:
        Proposal.read(answers)
    (found,) = shape_findings(reason.value, Proposal)
    on_form = found.located("forslag.docx", label="Felt 8, Åbent eller lukket", paragraph=30)
    assert (on_form.label, on_form.problem, on_form.file, on_form.paragraph) == (
        "Felt 8, Åbent eller lukket",
        "Feltet er ikke udfyldt.",
        "forslag.docx",
        30,
    )
    assert on_form.hint.startswith(asked)
    in_file = found.located("forslag.yaml", 3)
    assert (in_file.field, in_file.line, in_file.problem) == (field, 3, f"Feltet ”{field}” mangler.")
    assert type(in_file) is type(on_form) is Finding
    assert in_file.located(label="Felt 8, Åbent eller lukket").problem == in_file.problem
    assert "bedt_om" not in found.written()
