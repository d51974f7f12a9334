"""Stories about the register's folder: staff edit files, and klynge reads them or says all that is wrong, with file and line."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path
from shutil import copytree

import pytest

from tests.support.invented import invented, lay
from workflow.archive.loading import Loaded, load_register
from workflow.domain.bodies import BodyMunicipality
from workflow.domain.findings import Finding, Severity, errors
from workflow.domain.register import Register

SHIPPED = Path(__file__).parents[2] / "register"
AUTUMN = date(2026, 11, 5)
VEST = "nordjylland/nordjylland-vest"
CLUSTERS = (
    "nordjylland-midt",
    "nordjylland-nord",
    "nordjylland-syd",
    "nordjylland-vest",
    "syddanmark-fyn",
    "syddanmark-lillebaelt",
    "syddanmark-soenderjylland",
    "syddanmark-sydvestjylland",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the register that klynge ships, for staff to spoil."""
    return Path(copytree(SHIPPED, tmp_path / "register"))


def change(path: Path, old: str, new: str) -> None:
    """Put new words in the place of old ones that stand in the file."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def cut(path: Path, old: str, new: str = "") -> None:
    """Take words out of a file."""
    change(path, old, new)


def sound(loaded: Loaded) -> Register:
    """The register of a folder without errors."""
    assert errors(loaded.findings) == ()
    assert loaded.register is not None
    return loaded.register


@lru_cache(maxsize=1)
def shipped() -> Register:
    """The register that klynge ships, read once."""
    return sound(load_register(SHIPPED))


def wrong(folder: Path, on: date | None = None) -> list[tuple[str, int | None, str, str, str]]:
    """File, line, field, problem and remedy of every error; then there is no register."""
    loaded = load_register(folder, on)
    assert loaded.register is None
    return [(one.file, one.line, one.field, one.problem, one.hint) for one in errors(loaded.findings)]


# --- what is shipped


@pytest.mark.parametrize("on", [None, AUTUMN, date(2026, 12, 10), date(2026, 12, 31), date(2027, 1, 19), date(2030, 6, 5)])
def test_the_shipped_register_has_no_errors_on_any_day(on: date | None) -> None:
    """Nor in 2030, when the clusters are long gone."""
    register = sound(load_register(SHIPPED, on))
    assert [entry.body.id for entry in register.bodies if entry.body.kind == "sundhedsklynge"] == list(CLUSTERS)
    assert {entry.body.id for entry in register.bodies} - set(CLUSTERS) == {
        "nordjylland-piu",
        "nordjylland-ssu",
        "nordjylland-sundhedsraad-limfjorden",
        "nordjylland-sundhedsraad-vendsyssel",
        "syddanmark-piu",
        "syddanmark-ssu",
        "syddanmark-sundhedsraad-fyn",
        "syddanmark-sundhedsraad-lillebaelt",
        "syddanmark-sundhedsraad-soenderjylland",
        "syddanmark-sundhedsraad-sydvestjylland",
    }


def test_a_finding_of_the_shipped_register_stands_where_the_fact_stands() -> None:
    """What comes from the frame is found in the frame, what is a cluster's own in its file; all that is there is a remedy."""
    findings = load_register(SHIPPED, AUTUMN).findings
    assert {one.severity for one in findings} == {Severity.WARNING, Severity.NOTE}
    assert all(one.line and one.hint for one in findings)
    quorum = next(one for one in findings if one.field == "beslutningsdygtighed")
    assert quorum.file == "register/nordjylland/rammer/klynge.yaml"
    text = (SHIPPED / "nordjylland/rammer/klynge.yaml").read_text("utf-8").split("\n")
    assert text[(quorum.line or 0) - 1] == "beslutningsdygtighed:"
    assert list(dict.fromkeys(findings)) == list(findings)


def test_both_regions_have_all_their_municipalities() -> None:
    """Eleven and twenty-two, by their official codes."""
    north, south = shipped().regions
    assert {one.code: one.name for one in north.municipalities} == {
        "773": "Morsø", "787": "Thisted", "810": "Brønderslev", "813": "Frederikshavn", "820": "Vesthimmerlands", "825": "Læsø",
        "840": "Rebild", "846": "Mariagerfjord", "849": "Jammerbugt", "851": "Aalborg", "860": "Hjørring",
    }  # fmt: skip
    assert {one.code: one.name for one in south.municipalities} == {
        "410": "Middelfart", "420": "Assens", "430": "Faaborg-Midtfyn", "440": "Kerteminde", "450": "Nyborg", "461": "Odense",
        "479": "Svendborg", "480": "Nordfyns", "482": "Langeland", "492": "Ærø", "510": "Haderslev", "530": "Billund",
        "540": "Sønderborg", "550": "Tønder", "561": "Esbjerg", "563": "Fanø", "573": "Varde", "575": "Vejen", "580": "Aabenraa",
        "607": "Fredericia", "621": "Kolding", "630": "Vejle",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("nordjylland-nord", "Hjørring Brønderslev Frederikshavn Læsø"),
        ("nordjylland-midt", "Aalborg Jammerbugt"),
        ("nordjylland-syd", "Vesthimmerlands Rebild Mariagerfjord"),
        ("nordjylland-vest", "Morsø Thisted"),
        ("syddanmark-soenderjylland", "Haderslev Aabenraa Sønderborg Tønder"),
    ],
)
def test_the_clusters_of_the_sources_have_their_parties(asked: str, names: str) -> None:
    """Rule 31, and the parties of Sønderjylland."""
    entry = shipped().resolve(asked)
    assert {one.name for one in entry.body.municipalities} == set(names.split())
    assert len(entry.body.municipalities) == len(names.split())


def test_what_differs_between_the_sources_differs_in_the_data() -> None:
    """Nothing is copied silently from one region to the other."""
    register = shipped()
    north, south = register.resolve("nordjylland-vest").body, register.resolve("soenderjylland").body
    assert [(seat.exactly, seat.at_least) for seat in (north.seats[0], south.seats[0])] == [(None, 2), (4, None)]
    assert [seat.id for seat in north.seats if seat.id not in {one.id for one in south.seats}] == [
        "udvalgsformænd",
        "administration",
    ]
    doctors = [body.seat("læger") for body in (north, south)]
    assert [(seat.exactly, seat.local, seat.appointed_by) for seat in doctors if seat] == [
        (2, 0, "PLO-Nordjylland"),
        (2, 1, "Praktiserende Lægers Organisation (PLO)"),
    ]
    assert [(rule.per_year, rule.binding, rule.host) for body in (north, south) for rule in body.meeting_rules] == [
        (2, False, "på skift i formandskabet"),
        (2, True, "aftales"),
    ]
    assert [bool(body.quorum_rules[0].assumed) for body in (north, south)] == [True, False]
    assert [bool(body.decision_rules[0].assumed) for body in (north, south)] == [True, False]
    assert [len(body.substitute_rules) for body in (north, south)] == [0, 1]
    assert [bool(body.secretariat.assumed) for body in (north, south)] == [False, True]
    assert [len(body.tasks) for body in (north, south)] == [9, 6]
    assert [(body.task_rule, body.patient_rule, body.term is None) for body in (north, south)] == [
        ("skal tage udgangspunkt i opgaverne", "skal inviteres", True),
        ("kan frit iværksætte andre tiltag", "inddrages i relevant omfang", False),
    ]


def test_deadlines_and_standing_items_are_assumed_for_every_cluster() -> None:
    """No source states them, and work needs them."""
    register = shipped()
    for body in (register.resolve(name).body for name in CLUSTERS):
        (deadlines,) = body.deadlines
        counts = [deadlines.proposals, deadlines.agenda, deadlines.apologies, deadlines.minutes, deadlines.comments]
        assert [(one.count, one.unit.value, one.at and one.at.hour) for one in counts] == [
            (14, "dage", 12), (7, "dage", None), (2, "hverdage", 12), (10, "hverdage", None), (15, "hverdage", None),
        ]  # fmt: skip
        assert all(one.assumed for one in (*counts, *body.standing_items))
        assert [(one.place, one.type) for one in body.standing_items] == [
            ("først", "beslutning"), ("først", "orientering"),
            ("sidst", "drøftelse"), ("sidst", "orientering"), ("sidst", "drøftelse"),
        ]  # fmt: skip


def test_uncertain_municipalities_say_so_and_why() -> None:
    """Middelfart, Billund and Vejen may belong to another cluster."""
    register = shipped()
    uncertain: list[BodyMunicipality] = [
        one for name in CLUSTERS for one in register.resolve(name).body.municipalities if one.uncertain
    ]
    assert [one.name for one in uncertain] == ["Middelfart", "Billund", "Vejen"]
    assert all(one.source for one in uncertain)


def test_approvals_are_dated_only_where_a_source_dates_them() -> None:
    """Sønderjylland twice, the other southern clusters once, Nordjylland never."""
    register = shipped()
    dates = {name: [one.on for one in register.resolve(name).body.approvals] for name in CLUSTERS}
    framed, own = date(2022, 8, 16), date(2022, 10, 25)
    assert dates == {
        **{name: [] for name in CLUSTERS if name.startswith("nordjylland")},
        **{name: [framed, None] for name in CLUSTERS if name.startswith("syddanmark")},
        "syddanmark-soenderjylland": [framed, own],
    }


@pytest.mark.parametrize(
    ("asked", "successor"),
    [
        ("nordjylland-nord", "Sundhedsråd Vendsyssel"),
        ("nordjylland-midt", "Sundhedsråd Limfjorden"),
        ("nordjylland-syd", "Sundhedsråd Limfjorden"),
        ("nordjylland-vest", "Sundhedsråd Limfjorden"),
        ("syddanmark-fyn", "Sundhedsråd Fyn"),
        ("syddanmark-lillebaelt", "Sundhedsråd Lillebælt"),
        ("syddanmark-soenderjylland", "Sundhedsråd Sønderjylland"),
        ("syddanmark-sydvestjylland", "Sundhedsråd Sydvestjylland"),
    ],
)
def test_every_cluster_ends_with_2026_and_names_its_successor(asked: str, successor: str) -> None:
    """All councils begin the day after."""
    register = shipped()
    body = register.resolve(asked).body
    assert (body.valid_to, register.names(body.successor)) == (date(2026, 12, 31), [successor])
    assert register.resolve(successor).body.valid_from == date(2027, 1, 1)


def test_another_kind_of_body_needs_no_code() -> None:
    """Sundhedsråd Vendsyssel: two sectors, majority, more than half of everybody, a regional majority."""
    entry = shipped().resolve("vendsyssel")
    day = date(2027, 1, 19)
    assert [sector.id for sector in entry.body.sectors] == ["region", "kommuner"]
    assert [rule.form for rule in entry.body.decision_rules] == ["flertal"]
    assert [len(entry.body.voting(sector.id, day)) for sector in entry.body.sectors] == [5, 4]
    assert entry.next_meeting(date(2026, 12, 31)) == entry.meeting_on(day)


def test_every_cluster_has_a_meeting_hosted_by_a_chair_s_party_and_every_seat_is_filled() -> None:
    """The meetings of the demo; all of them are marked as assumed."""
    register = sound(load_register(SHIPPED, AUTUMN))
    days = {name: [one.date.isoformat() for one in register.resolve(name).meetings] for name in CLUSTERS}
    assert days == {
        "nordjylland-nord": ["2026-11-24"], "nordjylland-midt": ["2026-11-25"], "nordjylland-syd": ["2026-11-26"],
        "nordjylland-vest": ["2026-11-30"], "syddanmark-fyn": ["2026-12-01"], "syddanmark-lillebaelt": ["2026-12-02"],
        "syddanmark-soenderjylland": ["2026-12-03"], "syddanmark-sydvestjylland": ["2026-12-08"],
    }  # fmt: skip
    assert all(one.assumed for entry in register.bodies for one in entry.meetings)
    assert [one for one in load_register(SHIPPED, AUTUMN).findings if one.rule in {4, 5, 6, 7, 8, 9, 15, 17, 18}] == []


# --- what staff may get wrong


def test_an_unknown_key_is_named_with_the_nearest_and_its_line(folder: Path) -> None:
    """One in the cluster's own file, one in the frame, which is told once and not once for each cluster."""
    change(folder / VEST / "organ.yaml", "navn: Klynge Vest", "navnn: Klynge Vest")
    change(folder / "syddanmark/rammer/klynge.yaml", "niveau: ", "nivau: ")
    found = wrong(folder)
    assert found[:2] == [
        (
            "register/nordjylland/nordjylland-vest/organ.yaml", 2, "navn",
            "Feltet ”navn” mangler.", "Tilføj det. Skriv for eksempel Klynge Vest.",
        ),
        ("register/nordjylland/nordjylland-vest/organ.yaml", 6, "navnn", "Feltet ”navnn” kendes ikke.", "Mente du ”navn”?"),
    ]  # fmt: skip
    in_frame = [one for one in found if one[0].endswith("rammer/klynge.yaml")]
    assert [one[1:] for one in in_frame] == [(4, "nivau", "Feltet ”nivau” kendes ikke.", "Mente du ”niveau”?")]


def test_a_wrong_type_is_named_with_its_line(folder: Path) -> None:
    """A word where a number belongs, deep in the frame; a list where a name belongs, in the region."""
    change(folder / "syddanmark/rammer/klynge.yaml", "antal: 4", "antal: fire")
    change(folder / "nordjylland/region.yaml", "navn: Region Nordjylland", "navn: [Region, Nordjylland]")
    found = wrong(folder)
    frame = (folder / "syddanmark/rammer/klynge.yaml").read_text("utf-8").split("\n")
    assert found == [
        (
            "register/nordjylland/region.yaml", 3, "navn",
            "Feltet skal være en tekst, men er en liste.", "Skriv for eksempel Region Nordjylland.",
        ),
        (
            "register/syddanmark/rammer/klynge.yaml", frame.index("    antal: fire") + 1, "pladser[1].antal",
            "”fire” er ikke et helt tal.", "Skriv tallet med cifre.",
        ),
    ]  # fmt: skip


def test_two_bodies_with_one_id_name_each_other_s_files(folder: Path) -> None:
    """Staff copied a folder and changed nothing."""
    copytree(folder / VEST, folder / "nordjylland/nordjylland-vest2")
    assert wrong(folder) == [
        (
            "register/nordjylland/nordjylland-vest2/organ.yaml", 2, "id",
            "Id’et er ”nordjylland-vest”, men mappen hedder ”nordjylland-vest2”.", "Giv dem samme navn.",
        ),
        (
            "register/nordjylland/nordjylland-vest2/organ.yaml", 2, "id",
            "To organer har id’et ”nordjylland-vest”; det andet står i register/nordjylland/nordjylland-vest/organ.yaml.",
            "Giv det ene et andet id.",
        ),
    ]  # fmt: skip


def test_a_municipality_outside_every_body_is_named_in_the_region_s_file(folder: Path) -> None:
    """Læsø is taken out of Klynge Nord; the committee of the whole region does not help."""
    cut(folder / "nordjylland/nordjylland-nord/organ.yaml", '  - kode: "825"\n    navn: Læsø\n')
    cut(
        folder / "nordjylland/nordjylland-nord/organ.yaml",
        '  - plads: borgmestre\n    titel: Borgmester, Læsø Kommune\n    kommune: "825"\n',
    )
    cut(
        folder / "nordjylland/nordjylland-nord/organ.yaml",
        '    titel: Formand for sundhedsudvalget, Læsø Kommune\n    kommune: "825"\n',
        "    titel: Formand, Læsø\n",
    )
    cut(
        folder / "nordjylland/nordjylland-nord/organ.yaml",
        '    titel: Administrativ repræsentant, Læsø Kommune\n    kommune: "825"\n',
        "    titel: Rep., Læsø\n",
    )
    region = (folder / "nordjylland/region.yaml").read_text("utf-8").split("\n")
    assert wrong(folder, AUTUMN) == [
        (
            "register/nordjylland/region.yaml", region.index('  - kode: "825"') + 1, "kommuner[6]",
            "Læsø Kommune hører ikke til noget organ i Region Nordjylland.",
            "Skriv kommunen under kommuner i organets organ.yaml, eller slet den her.",
        )
    ]  # fmt: skip


def test_two_seats_for_one_mayor_are_named_at_the_second(folder: Path) -> None:
    """The mayor of Morsø stands twice."""
    path = folder / VEST / "organ.yaml"
    twice = '  - plads: borgmestre\n    titel: Borgmester, Morsø Kommune\n    kommune: "773"\n'
    change(path, twice, twice + twice)
    line = path.read_text("utf-8").split("\n").index("    titel: Borgmester, Morsø Kommune", 24) + 1
    assert wrong(folder) == [
        (
            "register/nordjylland/nordjylland-vest/organ.yaml", line, "medlemmer[4].titel",
            "”Borgmester, Morsø Kommune” har to pladser.", "Slet den ene, eller skil dem ad med et tal i titlen.",
        )
    ]  # fmt: skip


def test_an_unknown_successor_is_named_with_the_nearest(folder: Path) -> None:
    """A letter is missing."""
    change(folder / VEST / "organ.yaml", "sundhedsraad-limfjorden", "sundhedsraad-limfjoden")
    assert wrong(folder) == [
        (
            "register/nordjylland/nordjylland-vest/organ.yaml", 10, "afløses_af[1]",
            "Intet organ har id’et ”nordjylland-sundhedsraad-limfjoden”.", "Mente du ”nordjylland-sundhedsraad-limfjorden”?",
        )
    ]  # fmt: skip


def test_an_unknown_fact_in_a_charter_text_is_named_once_with_its_line(folder: Path) -> None:
    """In the text of the frame, whose four clusters share the mistake."""
    path = folder / "syddanmark/rammer/klynge.md"
    change(path, "Den {lovdato} vedtog", "Den {lovdatto} vedtog")
    line = next(number for number, text in enumerate(path.read_text("utf-8").split("\n"), 1) if "{lovdatto}" in text)
    (found,) = wrong(folder)
    assert found == (
        "register/syddanmark/rammer/klynge.md",
        line,
        "lovdatto",
        "Teksten nævner {lovdatto}, som registeret ikke kender.",
        "Mente du ”lovdato”?",
    )


def test_a_misspelt_municipality_is_named_with_the_right_code(folder: Path) -> None:
    """The code of another municipality, and a name that is near."""
    change(folder / VEST / "organ.yaml", '  - kode: "787"\n    navn: Thisted', '  - kode: "788"\n    navn: Thistd')
    found = wrong(folder)
    assert found[0] == (
        "register/nordjylland/nordjylland-vest/organ.yaml", 14, "kommuner[2].kode",
        "Region Nordjylland har ingen kommune, der hedder ”Thistd” eller har koden 788.", "Mente du ”Thisted”?",
    )  # fmt: skip
    assert {(field, problem) for _, _, field, problem, _ in found[1:]} == {
        (f"medlemmer[{count}].kommune", f"”{title}, Thisted Kommune” kommer fra kommune 787, som ikke hører til Klynge Vest.")
        for count, title in ((4, "Borgmester"), (9, "Formand for sundhedsudvalget"), (12, "Administrativ repræsentant"))
    }


def test_everything_is_told_at_once(folder: Path) -> None:
    """A bad key, a bad successor, a bad meeting, a bad charter text, in four files."""
    change(folder / VEST / "organ.yaml", "sundhedsraad-limfjorden", "x")
    change(
        folder / "syddanmark/syddanmark-fyn/organ.yaml", "navn: Sundhedsklynge Fyn\n", "navn: Sundhedsklynge Fyn\nfarve: rød\n"
    )
    change(folder / "nordjylland/nordjylland-nord/moeder/2026-11-24.yaml", '"15.00"', '"25.00"')
    change(folder / "nordjylland/rammer/klynge.md", "{Region}", "{Regionen}")
    assert [(Path(file).name, field) for file, _, field, _, _ in wrong(folder)] == [
        ("2026-11-24.yaml", "start"),
        ("organ.yaml", "afløses_af[1]"),
        ("klynge.md", "Regionen"),
        ("organ.yaml", "farve"),
    ]


@pytest.mark.parametrize("on", [None, AUTUMN])
def test_a_meeting_file_is_called_by_its_date(folder: Path, on: date | None) -> None:
    """The date was moved, the file was not; with a day given, the meeting is also judged."""
    change(folder / VEST / "moeder/2026-11-30.yaml", "dato: 2026-11-30", "dato: 1. december 2026")
    assert wrong(folder, on) == [
        (
            "register/nordjylland/nordjylland-vest/moeder/2026-11-30.yaml", 2, "dato",
            "Filen hedder 2026-11-30.yaml, men mødet er den 1.\N{NO-BREAK SPACE}december\N{NO-BREAK SPACE}2026.",
            "Kald filen 2026-12-01.yaml, eller ret datoen.",
        )
    ]  # fmt: skip


def test_a_cluster_meeting_in_2027_is_an_error_that_names_the_successor(folder: Path) -> None:
    """Copied from last year; the finding stands at the meeting's file."""
    old = folder / VEST / "moeder/2026-11-30.yaml"
    lay(old.with_name("2027-01-12.yaml"), old.read_text("utf-8").replace("2026-11-30", "2027-01-12"))
    (found,) = wrong(folder, AUTUMN)
    assert found[0] == "register/nordjylland/nordjylland-vest/moeder/2027-01-12.yaml"
    assert found[4] == "Flyt mødet til Sundhedsråd Limfjorden, eller ret datoen."


def test_a_frame_that_is_not_there_is_named_with_the_nearest(folder: Path) -> None:
    """What the frame would have said is not called missing; a body may also have no frame at all, and then needs everything."""
    change(folder / VEST / "organ.yaml", "ramme: klynge", "ramme: klynger")
    change(folder / "nordjylland/nordjylland-syd/organ.yaml", "ramme: klynge", "ramme: xyz")
    change(folder / "nordjylland/nordjylland-midt/organ.yaml", "ramme: klynge\n", "")
    found = wrong(folder)
    assert [(file.split("/")[2], field, hint) for file, _, field, _, hint in found if field == "ramme"] == [
        ("nordjylland-syd", "ramme", "Læg xyz.yaml i mappen rammer, eller ret navnet."),
        ("nordjylland-vest", "ramme", "Mente du ”klynge”?"),
    ]
    assert [field for file, _, field, _, _ in found if "nordjylland-midt" in file] == ["bestemt", "niveau", "sektorer", "pladser"]


def test_an_addition_stands_under_a_section_of_the_frame(folder: Path) -> None:
    """One that does, and one that does not."""
    lay(
        folder / VEST / "tilføjelse.md",
        """
        ## Møder {#mødefrekvens-og-form}

        {Navn} mødes skiftevis på Mors og i Thy.

        ## Mødeindhld {#mødeindhld}

        Mere.
        """,
    )
    assert wrong(folder) == [
        (
            "register/nordjylland/nordjylland-vest/tilføjelse.md", 5, "mødeindhld",
            "Rammen har intet afsnit ”mødeindhld” at føje noget til.", "Mente du ”mødeindhold”?",
        )
    ]  # fmt: skip


def test_a_local_addition_is_read_with_its_lines(folder: Path) -> None:
    """The frame stays as it is; the addition lies beside it."""
    lay(folder / VEST / "tilføjelse.md", "## Mødeindhold\n\n\n{Navn} vil også tale om færger.[^1]\n\n[^1]: Også om vinteren.\n")
    entry = sound(load_register(folder)).resolve("vest")
    assert entry.addition is not None
    assert [(one.id, one.line, one.text_line) for one in entry.addition.sections] == [("mødeindhold", 1, 4)]
    assert entry.addition.notes == ("1",)
    assert entry.frame == sound(load_register(folder)).resolve("nordjylland-nord").frame


def test_an_addition_needs_a_frame(folder: Path) -> None:
    """The committee's frame loses its text, and the body is left with an addition to nothing."""
    lay(folder / "nordjylland/nordjylland-ssu/tilføjelse.md", "## Opgave\n\nMere.\n")
    (folder / "nordjylland/rammer/ssu.md").unlink()
    assert [(one[0], one[3]) for one in wrong(folder)] == [
        ("register/nordjylland/nordjylland-ssu/tilføjelse.md", "Organet har ingen ramme at føje noget til."),
        (
            "register/nordjylland/rammer/ssu.yaml",
            "Rammen har indstillinger for et kommissorium, men teksten register/nordjylland/rammer/ssu.md findes ikke.",
        ),
    ]


def test_a_frame_with_settings_for_a_charter_has_its_text(folder: Path) -> None:
    """Rule 40: klynge.md was deleted, and four clusters stand without a charter; without the settings none is asked for."""
    path = folder / "syddanmark/rammer/klynge.yaml"
    (folder / "syddanmark/rammer/klynge.md").unlink()
    lines = path.read_text("utf-8").split("\n")
    assert wrong(folder) == [
        (
            "register/syddanmark/rammer/klynge.yaml", lines.index("kommissorium:") + 1, "kommissorium",
            "Rammen har indstillinger for et kommissorium, men teksten register/syddanmark/rammer/klynge.md findes ikke.",
            "Læg teksten der, eller slet nøglen kommissorium, hvis rammens organer ikke har et kommissorium.",
        )
    ]  # fmt: skip
    path.write_text("\n".join(lines[: lines.index("kommissorium:")]), "utf-8")
    sound(load_register(folder))


def test_a_truth_value_is_written_ja_or_nej(folder: Path) -> None:
    """Somebody wrote true."""
    path = folder / "syddanmark/rammer/klynge.yaml"
    change(path, "  fælles: nej", "  fælles: true")
    assert [(one[0], *one[2:]) for one in wrong(folder)] == [
        (
            "register/syddanmark/rammer/klynge.yaml",
            "sekretariat.fælles",
            "”true” er ikke ja eller nej.",
            "Skriv ja eller nej.",
        )
    ]


def test_a_frame_that_loses_both_its_footnotes_is_an_error(folder: Path) -> None:
    """Rule 37: the notes and the references to them were deleted together."""
    path = folder / "syddanmark/rammer/klynge.md"
    text = path.read_text("utf-8")
    path.write_text(text[: text.index("[^1]:")].replace("[^1]", "").replace("[^2]", ""), "utf-8")
    assert [(one[0], *one[2:4]) for one in wrong(folder)] == [
        (
            "register/syddanmark/rammer/klynge.md",
            "fodnoter",
            "Rammens tekst har ingen fodnoter, men der skal være mindst to.",
        )
    ]


def test_a_cluster_cannot_override_the_frame_s_text(folder: Path) -> None:
    """Rule 34: staff copied the text into the cluster's folder."""
    lay(folder / VEST / "klynge.md", "## Formål\n\nVores eget.\n")
    assert wrong(folder) == [
        (
            "register/nordjylland/nordjylland-vest/klynge.md", None, "", "Et organ kan ikke ændre rammens tekst.",
            "Skriv det lokale i tilføjelse.md, eller ret rammen for alle i register/nordjylland/rammer/klynge.md.",
        )
    ]  # fmt: skip


def test_text_that_would_be_lost_and_sections_that_collide_are_errors(folder: Path) -> None:
    """Words before the first heading, two sections with one id, and an id with a letter that ids do not have."""
    path = folder / "nordjylland/rammer/klynge.md"
    more = "\n## Formål igen {#formål}\n\nMere.\n\n## Idé {#idé}\n\nMere.\n"
    path.write_text("Vores kommissorium.\n\n" + path.read_text("utf-8") + more, "utf-8")
    last = len(path.read_text("utf-8").split("\n"))
    assert [(line, problem) for _, line, _, problem, _ in wrong(folder) if "{" not in problem] == [
        (1, "Teksten før den første overskrift kommer ikke med."),
        (last - 7, "To afsnit har id’et ”formål”."),
        (last - 3, "Overskriftens id kan ikke læses."),
    ]


def as_windows(path: Path) -> None:
    """Saved by an old editor."""
    path.write_bytes("id: nordjylland-vest\nnavn: Blåbærklyngen\n".encode("cp1252"))


def as_folder(path: Path) -> None:
    """Replaced by a folder."""
    path.unlink()
    path.mkdir()


def as_text(text: str) -> Callable[[Path], object]:
    """Overwritten with something else."""
    return lambda path: path.write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("spoil", "line", "problem"),
    [
        (as_windows, None, "Filens tegnsæt er ikke UTF-8; det er læst som Windows-1252."),
        (as_text("id: nordjylland-vest\nnavn: Vest\nnavn: Vest\n"), 3, "Nøglen ”navn” står to gange."),
        (as_text(""), 1, "Filen er tom."),
        (as_text("- Klynge Vest\n"), 1, "Filen skal bestå af felter med navn og værdi."),
        (as_text("id: [\n"), 2, "Herfra er filen ikke gyldig YAML."),
        (as_folder, None, "Filen kan ikke læses."),
    ],
)
def test_a_file_that_cannot_be_read_is_named(
    folder: Path, spoil: Callable[[Path], object], line: int | None, problem: str
) -> None:
    """Whatever happened to it; no municipality is called homeless because of it."""
    spoil(folder / VEST / "organ.yaml")
    found = wrong(folder, AUTUMN)
    assert ("register/nordjylland/nordjylland-vest/organ.yaml", line, problem) in [(one[0], one[1], one[3]) for one in found]
    assert not any("hører ikke til noget organ" in one[3] for one in found)


def test_a_text_that_cannot_be_read_is_named(folder: Path) -> None:
    """A link that leads nowhere, and a text in an old character set."""
    path = folder / "nordjylland/rammer/piu.md"
    path.unlink()
    path.symlink_to(folder / "nowhere.md")
    other = folder / "nordjylland/rammer/ssu.md"
    other.write_bytes(other.read_text("utf-8").encode("cp1252"))
    found = wrong(folder)
    assert [(one[0], one[3]) for one in found if one[3].startswith("Fil")] == [
        ("register/nordjylland/rammer/piu.md", "Filen kan ikke læses."),
        ("register/nordjylland/rammer/ssu.md", "Filens tegnsæt er ikke UTF-8; det er læst som Windows-1252."),
    ]


def test_a_folder_without_its_file_is_named(folder: Path) -> None:
    """A region without region.yaml; a body without organ.yaml."""
    (folder / "syddanmark/region.yaml").unlink()
    (folder / "nordjylland/nordjylland-ny").mkdir()
    assert [(one[0], one[3], one[4]) for one in wrong(folder)] == [
        ("register/nordjylland/nordjylland-ny/organ.yaml", "Organets fil mangler.", "Læg en organ.yaml i mappen nordjylland-ny."),
        ("register/syddanmark/region.yaml", "Regionens fil mangler.", "Læg en region.yaml i mappen syddanmark."),
    ]


def test_a_region_and_a_body_are_called_like_their_folders(folder: Path) -> None:
    """A body in the wrong region, a region under another name."""
    change(folder / "syddanmark/region.yaml", "id: syddanmark", "id: syd")
    change(folder / VEST / "organ.yaml", "region: nordjylland", "region: syddanmark")
    found = [(file, field, problem) for file, _, field, problem, _ in wrong(folder)]
    assert ("register/syddanmark/region.yaml", "id", "Id’et er ”syd”, men mappen hedder ”syddanmark”.") in found
    assert (
        "register/nordjylland/nordjylland-vest/organ.yaml",
        "region",
        "Organet hører til ”syddanmark”, men ligger i mappen ”nordjylland”.",
    ) in found


def test_an_empty_register_is_an_error(tmp_path: Path) -> None:
    """The folder is there, or it is not."""
    (tmp_path / "register").mkdir()
    for folder in (tmp_path / "register", tmp_path / "andet"):
        (found,) = wrong(folder)
        assert found[3] == "Der er ingen regioner i registeret."


def test_what_will_not_be_read_is_a_warning_and_what_editors_leave_behind_is_nothing(folder: Path) -> None:
    """A misspelt folder, a document, a loose text; a backup, a lock file, a note to colleagues."""
    for name in (f"{VEST}/møder/2026-12-01.yaml", f"{VEST}/notat.docx", f"{VEST}/moeder/plan.txt", "nordjylland/rammer/ny.md"):
        lay(folder / name, "x\n")
    for name in (f"{VEST}/organ.yaml~", f"{VEST}/~$notat.docx", f"{VEST}/.DS_Store", f"{VEST}/Læs mig.txt", "LÆS.md"):
        lay(folder / name, "x\n")
    loaded = load_register(folder)
    sound(loaded)
    assert [(one.file, one.problem, one.hint) for one in loaded.findings] == [
        (
            "register/nordjylland/nordjylland-vest/moeder/plan.txt", "”plan.txt” bliver ikke læst.",
            "Giv mødefilen navn efter mødets dato, for eksempel 2026-11-26.yaml.",
        ),
        ("register/nordjylland/nordjylland-vest/møder", "”møder” bliver ikke læst.", "Mente du ”moeder”?"),
        (
            "register/nordjylland/nordjylland-vest/notat.docx", "”notat.docx” bliver ikke læst.",
            "Her læses organ.yaml, tilføjelse.md og moeder.",
        ),
        (
            "register/nordjylland/rammer/ny.md", "”ny.md” bliver ikke læst.",
            "En ramme er to filer med samme navn: ny.yaml og ny.md.",
        ),
    ]  # fmt: skip


def test_a_frame_that_no_body_uses_is_still_read(folder: Path) -> None:
    """A misspelt key is found before the first body names it; what is missing may come from the body."""
    lay(folder / "nordjylland/rammer/ny.yaml", "bestemt: rådet\nniveu: Råd\nkommissorium:\n  undertitel: Rådet\n")
    assert wrong(folder) == [
        ("register/nordjylland/rammer/ny.yaml", 2, "niveu", "Feltet ”niveu” kendes ikke.", "Mente du ”niveau”?")
    ]


def test_a_charter_s_settings_are_read_with_their_lines(folder: Path) -> None:
    """A misspelt key below kommissorium."""
    path = folder / "nordjylland/rammer/piu.yaml"
    change(path, "  undertitel:", "  undertittel:")
    line = next(number for number, text in enumerate(path.read_text("utf-8").split("\n"), 1) if "undertittel" in text)
    assert wrong(folder) == [
        ("register/nordjylland/rammer/piu.yaml", line - 1, "kommissorium.undertitel", "Feltet ”undertitel” mangler.",
         "Tilføj det. Med fakta i klammer, for eksempel: Det politiske niveau i {navn}."),
        ("register/nordjylland/rammer/piu.yaml", line, "kommissorium.undertittel", "Feltet ”undertittel” kendes ikke.",
         "Mente du ”undertitel”?"),
    ]  # fmt: skip


def test_an_empty_key_takes_the_frame_s_value_away(folder: Path) -> None:
    """The cluster's own empty key stands over the frame's."""
    change(folder / "syddanmark/syddanmark-fyn/organ.yaml", "ramme: klynge\n", "ramme: klynge\nsærskilt_drøftelse:\n")
    register = sound(load_register(folder))
    assert [register.resolve(name).body.separate_discussion for name in ("syddanmark-fyn", "sønderjylland")] == [None, True]


def test_two_municipalities_of_a_region_with_one_code_are_an_error(folder: Path) -> None:
    """Copied and not changed."""
    change(folder / "nordjylland/region.yaml", 'kode: "773"\n    navn: Morsø', 'kode: "787"\n    navn: Morsø')
    assert ("register/nordjylland/region.yaml", "Kommunekoden 787 står to gange.") in [
        (file, problem) for file, _, _, problem, _ in wrong(folder)
    ]


def test_a_frame_that_is_not_text_does_not_hide_the_rest(folder: Path) -> None:
    """The frame's name is a list; the body's own findings are told all the same."""
    change(folder / VEST / "organ.yaml", "ramme: klynge", "ramme: [klynge]")
    assert [(field, problem) for _, _, field, problem, _ in wrong(folder)] == [
        ("ramme", "Feltet skal være en tekst, men er en liste.")
    ]


# --- a region that klynge never saw


@pytest.mark.parametrize("on", [None, date(2031, 1, 15), date(2026, 11, 5)])
def test_a_region_that_klynge_never_saw_is_register_files_only(tmp_path: Path, on: date | None) -> None:
    """Alone in its workspace, and beside the two that are shipped."""
    alone = sound(load_register(invented(tmp_path / "register"), on))
    assert [entry.body.name for entry in alone.bodies] == [
        "Egnsklynge Ravnsø", "Egnsklynge Tvedby", "Egnsklynge Holmstrup", "Egnsklynge Kærlund", "Egnsklynge Nøddebo",
    ]  # fmt: skip
    first = alone.bodies[0]
    assert first.frame is not None
    assert [section.heading for section in first.frame.sections] == ["Idéen", "Folk"]
    assert [len(first.body.voting(sector.id, date(2031, 3, 3))) for sector in first.body.sectors] == [3, 2, 1]
    assert [one.date for one in first.meetings] == [date(2031, 3, 3)]
    together = Path(copytree(SHIPPED, tmp_path / "both/register"))
    assert len(sound(load_register(invented(together), on)).bodies) == 23


def test_the_invented_region_is_judged_like_any_other(tmp_path: Path) -> None:
    """One of two mayors is missing; the finding stands in its frame, where the number stands."""
    folder = invented(tmp_path / "register")
    cut(folder / "oesund/oesund-0/organ.yaml", "  - {plads: patienter, titel: Patientrepræsentant}\n")
    (found,) = wrong(folder, date(2031, 1, 15))
    assert found[0] == "register/oesund/rammer/egn.yaml"
    assert found[2:4] == ("pladser[3].antal", "På pladsen ”patienter” skal der være én, men der er nul.")


def printed(findings: tuple[Finding, ...]) -> list[str]:
    """Findings as staff see them."""
    return [one.printed() for one in findings]


def test_findings_are_printed_with_place_severity_field_and_remedy(folder: Path) -> None:
    """One line each, as 'klynge tjek' prints it."""
    change(folder / VEST / "organ.yaml", "ramme: klynge", "ramme: klynge\nbestmt: klyngen")
    assert printed(errors(load_register(folder).findings)) == [
        "register/nordjylland/nordjylland-vest/organ.yaml:6: fejl: bestmt: Feltet ”bestmt” kendes ikke. Mente du ”bestemt”?"
    ]


def test_a_cluster_may_have_one_deadline_of_its_own(folder: Path) -> None:
    """Proposals for Klynge Vest come ten working days before; its other deadlines stay those of the frame."""
    path = folder / VEST / "organ.yaml"
    own = "\nfrister:\n  forslag:\n    antal: 10\n    enhed: hverdage\n    klokkeslæt: '12.00'\n"
    path.write_text(path.read_text("utf-8") + own, "utf-8")
    register = sound(load_register(folder))
    found = {entry.body.id: entry.body.deadlines[0] for entry in register.bodies if entry.body.deadlines}
    vest, nord = found["nordjylland-vest"], found["nordjylland-nord"]
    assert (vest.proposals.count, vest.proposals.unit, vest.proposals.assumed) == (10, "hverdage", "")
    assert vest.agenda == nord.agenda
    change(path, "hverdage", "uger")
    line = path.read_text("utf-8").count("\n") - 1
    assert wrong(folder)[0][:3] == ("register/nordjylland/nordjylland-vest/organ.yaml", line, "frister.forslag.enhed")
