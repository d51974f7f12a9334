"""Stories about what the words of a conclusion do, and how they are said in the overview."""

import pytest

from workflow.domain.conclusions import Ruling, admits_dissent, brief, plain, ruling, shortened


@pytest.mark.parametrize(
    ("conclusion", "expected"),
    [
        ("Godkendt.", Ruling.APPROVES),
        ("Indstillingen blev **godkendt**.", Ruling.APPROVES),
        ("Godkendt, idet punkt 3 udsættes.", Ruling.APPROVES),
        ("Drøftet. Indstillingen tiltrådtes.", Ruling.APPROVES),
        ("Klyngen besluttede at afsætte midlerne.", Ruling.APPROVES),
        ("Der var ikke konsensus, men flertallet godkendte forslaget.", Ruling.APPROVES),
        ("Udsat, indtil budgettet er godkendt.", Ruling.LEAVES_OPEN),
        ("Udsat.", Ruling.LEAVES_OPEN),
        ("Drøftet; formandskabet arbejder videre.", Ruling.LEAVES_OPEN),
        ("Taget af dagsordenen.", Ruling.LEAVES_OPEN),
        ("Ikke godkendt.", Ruling.OTHER),
        ("Indstillingen kunne ikke blive godkendt.", Ruling.LEAVES_OPEN),
        ("Der var ikke konsensus. Punktet tages op igen.", Ruling.LEAVES_OPEN),
        ("Taget til efterretning.", Ruling.OTHER),
        ("Forslaget afvises.", Ruling.OTHER),
        ("", Ruling.OTHER),
        ("Drøftet og godkendt.", Ruling.APPROVES),
        ("Drøftedes og tiltrådtes.", Ruling.APPROVES),
        ("**Drøftet**, vedtaget", Ruling.APPROVES),
        ("Punktet blev drøftet, og indstillingen blev godkendt.", Ruling.APPROVES),
        ("Drøftet og taget til efterretning.", Ruling.OTHER),
        ("Drøftet og taget til orientering.", Ruling.OTHER),
        ("Drøftet og afvist.", Ruling.OTHER),
        ("Drøftet. Forkastet.", Ruling.OTHER),
        ("Godkendes.", Ruling.APPROVES),
        ("Godkendtes.", Ruling.APPROVES),
        ("Tiltrådt.", Ruling.APPROVES),
        ("Vedtaget.", Ruling.APPROVES),
        ("Besluttet som indstillet.", Ruling.APPROVES),
        ("Anbefalet.", Ruling.APPROVES),
        ("Anbefales godkendt.", Ruling.APPROVES),
        ("Anbefales ikke.", Ruling.OTHER),
        ("Indstillingen godkendes ikke.", Ruling.OTHER),
        ("Indstillingen blev ikke godkendt.", Ruling.OTHER),
        ("Klyngen tiltrådte ikke indstillingen.", Ruling.OTHER),
        ("Det blev besluttet at udsætte punktet.", Ruling.LEAVES_OPEN),
        ("Klyngen besluttede, at punktet udsættes til næste møde.", Ruling.LEAVES_OPEN),
        ("Klyngen besluttede ikke at godkende forslaget.", Ruling.OTHER),
        ("Klyngen besluttede at afvise forslaget.", Ruling.OTHER),
        ("Det besluttedes at drøfte sagen igen.", Ruling.LEAVES_OPEN),
        ("Klyngen vedtog at nedsætte en arbejdsgruppe.", Ruling.APPROVES),
        ("Besluttet at udsætte punkt 3 og godkende resten.", Ruling.APPROVES),
        ("Der var ikke konsensus; punktet udsættes.", Ruling.LEAVES_OPEN),
        ("Der var ikke konsensus; punktet bortfalder.", Ruling.LEAVES_OPEN),
        ("Der var ikke konsensus; punktet afvises.", Ruling.OTHER),
        ("Der kunne ikke opnås fuld enighed.", Ruling.LEAVES_OPEN),
        ("Konsensus kunne ikke opnås.", Ruling.LEAVES_OPEN),
        ("Hverken godkendt eller afvist.", Ruling.LEAVES_OPEN),
        ("Endnu ikke godkendt.", Ruling.LEAVES_OPEN),
        ("Indstillingen er ikke godkendt endnu.", Ruling.LEAVES_OPEN),
        ("Klyngen kan ikke på det foreliggende grundlag godkende forslaget.", Ruling.LEAVES_OPEN),
        ("Klyngen kunne tiltræde indstillingen.", Ruling.APPROVES),
        ("Drøftet. Der var enighed om at godkende indstillingen.", Ruling.APPROVES),
        ("Der var ikke enighed om at godkende indstillingen.", Ruling.LEAVES_OPEN),
        ("Drøftet. Der var enighed om indstillingen.", Ruling.APPROVES),
        ("Drøftet. Indstillingen følges.", Ruling.APPROVES),
        ("Drøftet. Sagen følges op på næste møde.", Ruling.LEAVES_OPEN),
        ("Drøftet; arbejdet følges.", Ruling.LEAVES_OPEN),
        ("Indstillingen følges ikke.", Ruling.OTHER),
        ("Udsat, da budgettet ikke er godkendt.", Ruling.LEAVES_OPEN),
        ("Udsat, idet budgettet ikke er godkendt.", Ruling.LEAVES_OPEN),
        ("Udsat, fordi forslaget fra Læsø blev afvist.", Ruling.LEAVES_OPEN),
        ("Drøftet, om indstillingen skal godkendes.", Ruling.LEAVES_OPEN),
        ("Drøftet, hvordan planen godkendes.", Ruling.LEAVES_OPEN),
        ("Drøftet. Planen skal godkendes af regionsrådet.", Ruling.LEAVES_OPEN),
        ("Drøftet. Planen godkendes på næste møde.", Ruling.LEAVES_OPEN),
        ("Drøftet. Budgettet godkendes først på et senere møde.", Ruling.LEAVES_OPEN),
        ("Klyngen drøftede den godkendte ramme.", Ruling.LEAVES_OPEN),
        ("Det godkendte klyngen.", Ruling.APPROVES),
        ("Drøftet den plan, som udvalget godkendte i maj.", Ruling.LEAVES_OPEN),
        ("Når budgettet er godkendt, genoptages punktet.", Ruling.LEAVES_OPEN),
        ("Da der ikke var bemærkninger, blev indstillingen godkendt.", Ruling.APPROVES),
        ("Efter at have drøftet sagen godkendte klyngen indstillingen.", Ruling.APPROVES),
        ("Da tiden var gået, blev punktet udsat.", Ruling.LEAVES_OPEN),
        ("Formandskabet foreslog, at indstillingen blev godkendt, men der var ikke konsensus.", Ruling.LEAVES_OPEN),
        ("Uden bemærkninger godkendt.", Ruling.APPROVES),
        ("Ingen bemærkninger. Godkendt.", Ruling.APPROVES),
        ("Ingen indvendinger, godkendt.", Ruling.APPROVES),
        ("Drøftet, uden at indstillingen blev godkendt.", Ruling.LEAVES_OPEN),
        ("Udsat, indtil pkt. 3 er godkendt.", Ruling.LEAVES_OPEN),
        ("Udsat, indtil budgettet den 3. marts er godkendt.", Ruling.LEAVES_OPEN),
        ("Taget til efterretning, idet punkt 3 udsættes.", Ruling.OTHER),
        ("Taget til efterretning, idet klyngen besluttede at nedsætte en arbejdsgruppe.", Ruling.APPROVES),
        ("Ikke udsat, men godkendt.", Ruling.APPROVES),
        ("Ikke blot drøftet, men også godkendt.", Ruling.APPROVES),
        ("Forslaget blev ikke afvist.", Ruling.OTHER),
        ("Punktet blev ikke udsat.", Ruling.OTHER),
        ("Ikke drøftet.", Ruling.LEAVES_OPEN),
        ("Ikke behandlet.", Ruling.LEAVES_OPEN),
        ("Punkt 1 godkendt; punkt 2 udsat.", Ruling.APPROVES),
        ("Punkt 2 udsat, punkt 1 godkendt", Ruling.APPROVES),
        ("Status taget til efterretning. Punktet udsættes.", Ruling.LEAVES_OPEN),
        ("Klyngen tog orienteringen til efterretning.", Ruling.OTHER),
        ("Beslutning: Drøftet og godkendt", Ruling.APPROVES),
        ("Indstillingen om nye pladser godkendt.", Ruling.APPROVES),
        ("Målene inden for sundhedsaftalen er drøftet og godkendt.", Ruling.APPROVES),
        ("Sendes tilbage til administrationen.", Ruling.LEAVES_OPEN),
        ("Trukket.", Ruling.LEAVES_OPEN),
        ("Flertallet støttede forslaget.", Ruling.OTHER),
        ("Bevilget.", Ruling.APPROVES),
        ("Klyngen tilsluttede sig indstillingen.", Ruling.APPROVES),
        ("Indstillingen kan godkendes.", Ruling.APPROVES),
        ("Udsat.\n\nGodkendt under forudsætning af, at budgettet holder.", Ruling.APPROVES),
        ("Budgettet er tidligere godkendt; punktet drøftet.", Ruling.LEAVES_OPEN),
        ("Formandskabet bemyndiges til at godkende budgettet.", Ruling.OTHER),
        ("Udsat, indtil budgettet er drøftet og godkendt.", Ruling.LEAVES_OPEN),
        ("Det blev besluttet, at indstillingen ikke godkendes.", Ruling.OTHER),
        ("Godkendt ikke mindst på grund af økonomien.", Ruling.APPROVES),
        ("Drøftet og anbefalet til Sundhedssamarbejdsudvalgets godkendelse.", Ruling.APPROVES),
        ("Godkendt, hvis budgettet holder.", Ruling.APPROVES),
        ("Udsat på grund af manglende konsensus.", Ruling.LEAVES_OPEN),
        ("Godkendt med den bemærkning, at punkt 3 afvises.", Ruling.APPROVES),
        ("Drøftet. Klyngen er enig i, at indstillingen godkendes.", Ruling.APPROVES),
        ("Drøftet. Klyngen støtter indstillingen.", Ruling.LEAVES_OPEN),
        ("Indstillingens punkt 1 blev godkendt, mens punkt 2 blev udsat.", Ruling.APPROVES),
        ("Klyngen kunne ikke tilslutte sig.", Ruling.LEAVES_OPEN),
        ("Udsættes. Sagen behandles igen, når økonomien er godkendt.", Ruling.LEAVES_OPEN),
        ("Der var enighed om at udsætte punktet.", Ruling.LEAVES_OPEN),
        ("Det indstilles, at planen godkendes. Udsat.", Ruling.LEAVES_OPEN),
        ("Udsat, så budgettet kan godkendes først.", Ruling.LEAVES_OPEN),
        ("Drøftet, og så godkendt.", Ruling.APPROVES),
        ("Der blev ikke truffet beslutning.", Ruling.LEAVES_OPEN),
        ("Drøftet uden beslutning.", Ruling.LEAVES_OPEN),
        ("Klyngen var ikke beslutningsdygtig; indstillingen forventes godkendt skriftligt.", Ruling.LEAVES_OPEN),
        ("Mødet var ikke beslutningsdygtigt. Punktet kunne derfor ikke godkendes.", Ruling.LEAVES_OPEN),
        ("Klyngen godkendte ikke indstillingen.", Ruling.OTHER),
    ],
)
def test_what_a_conclusion_does_is_read_from_its_words(conclusion: str, expected: Ruling) -> None:
    """As secretariats write them: an approval counts wherever it stands, unless it is denied, a condition, or of another day."""
    assert ruling(conclusion) is expected


def test_a_long_text_without_full_stops_is_read_like_any_other() -> None:
    """Somebody pasted a whole debate."""
    assert ruling("drøftet, ikke godkendt og " * 4_000) is Ruling.OTHER
    assert ruling("drøftet og " * 4_000 + "godkendt") is Ruling.APPROVES


def test_a_conclusion_admits_that_there_was_no_consensus_in_its_own_words() -> None:
    """Then the minutes need not say it for it."""
    assert admits_dissent("Der var *ikke konsensus*. Punktet udsættes.")
    assert admits_dissent("Ingen enighed.")
    assert not admits_dissent("Udsat.")


def test_markdown_marks_are_no_words() -> None:
    """Paragraphs, list entries and broken lines."""
    text = "## Beslutning\n\nGodkendt **med**\nén ændring:  \nPunkt 3\\*\n\n- `først` Hjørring\n- så Læsø"
    assert plain(text) == "Beslutning\nGodkendt med én ændring: Punkt 3*\nførst Hjørring\nså Læsø"


@pytest.mark.parametrize(
    ("conclusion", "said"),
    [
        ("Godkendt.", "Godkendt"),
        ("Godkendt. Midlerne udbetales i marts.", "Godkendt"),
        ("Mødet flyttes til kl. 15 næste gang.", "Mødet flyttes til kl. 15 næste gang"),
        (
            "Godkendt med den ændring, at almen praksis, som ønsket, også omfattes.",
            "Godkendt med den ændring, at almen praksis, som …",
        ),
        ("\n\n- Drøftet\n- Udsat", "Drøftet"),
        ("", ""),
    ],
)
def test_the_overview_holds_the_first_eight_words_of_the_first_sentence(conclusion: str, said: str) -> None:
    """The rest stands in the decision box."""
    assert brief(conclusion) == said


def test_a_brief_of_exactly_eight_words_is_kept_whole() -> None:
    """Without its full stop."""
    assert shortened("Godkendt med en ændring af indstillingens punkt 3.") == "Godkendt med en ændring af indstillingens punkt 3"
