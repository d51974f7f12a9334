"""Stories about what is found wrong with a charter."""

from datetime import date
from typing import Any

import pytest

from tests.domain.factories import body_file, meeting, nord, register, soenderjylland, ssu, syddanmark
from workflow.domain.bodies import Approval
from workflow.domain.charters import CharterFrame, CharterSettings, FrameSection
from workflow.domain.findings import Finding, error, note, warning
from workflow.domain.register import BodyFile
from workflow.domain.rules.charters import judge_charter

TODAY = date(2025, 6, 2)
FRAME_FILE = "register/syddanmark/rammer/klynge.md"
BODY_FILE = "register/syddanmark/syddanmark-soenderjylland/organ.yaml"
APPROVED = (
    Approval(body="SSU", on=date(2022, 8, 16), remark="Rammen godkendt"),
    Approval(body="Sundhedsklynge Sønderjylland", on=date(2022, 10, 25)),
)


def text(*sections: tuple[str, str], file: str = FRAME_FILE, notes: tuple[str, ...] = ()) -> CharterFrame:
    """A charter text of sections with id and words, each on its own tens."""
    made = tuple(
        FrameSection(id=name, heading=name.capitalize(), text=words, line=place * 10)
        for place, (name, words) in enumerate(sections, 1)
    )
    return CharterFrame(id="klynge", region="syddanmark", file=file, sections=made, notes=notes)


PLAIN = text(("grundlag", "{Navn} bygger på loven."), ("møder", "{Møderegel}."))


def judged(
    frame: CharterFrame | None = PLAIN,
    on: date = TODAY,
    addition: CharterFrame | None = None,
    committee: BodyFile | None = None,
    settings: dict[str, Any] | None = None,
    **changes: Any,
) -> tuple[Finding, ...]:
    """What is found on the charter of Sundhedsklynge Sønderjylland, valid for ever unless a story says otherwise."""
    plain: dict[str, Any] = {"approvals": APPROVED, "valid_to": None}
    entry = body_file(
        soenderjylland(**plain | changes), frame=frame, addition=addition, charter=CharterSettings(title="T", **settings or {})
    )
    entries = (entry, committee) if committee else (entry,)
    return judge_charter(entry, register(*entries), on)


def test_a_whole_charter_has_nothing_wrong_with_it() -> None:
    """Approved frame first, cluster after; all facts known."""
    assert judged() == ()


def test_a_frame_without_settings_is_judged_all_the_same() -> None:
    """No section is required then."""
    entry = body_file(soenderjylland(approvals=APPROVED, valid_to=None), frame=PLAIN)
    assert judge_charter(entry, register(entry), TODAY) == ()


def test_a_body_without_a_frame_has_no_charter_to_judge() -> None:
    """One error, and nothing else is said."""
    (finding,) = judged(frame=None)
    assert finding == error(
        "ramme",
        "Sundhedsklynge Sønderjylland har ingen ramme med en kommissorietekst.",
        "Skriv ramme: i organ.yaml, og læg rammens tekst som en .md-fil i mappen rammer.",
    ).located(BODY_FILE)


def test_an_unknown_fact_is_an_error_with_file_line_and_the_nearest_name() -> None:
    """Written {antal_modder}."""
    assert judged(text(("møder", "{antal_modder}"))) == (
        error("antal_modder", "Teksten nævner {antal_modder}, som registeret ikke kender.", "Mente du ”antal_møder”?").located(
            FRAME_FILE, 10
        ),
    )


def test_a_required_section_is_an_error_and_one_it_ought_to_have_a_warning() -> None:
    """Rule 40: the section list belongs to the frame."""
    found = judged(settings={"required": ("grundlag", "møde"), "ought": ("møder", "formandskab")})
    assert found == (
        error(
            "møde",
            "Kommissoriet mangler afsnittet ”møde”.",
            "Mente du ”møder”? Skriv det i rammen under ## Overskrift {#møde}.",
            40,
        ).located(FRAME_FILE),
        warning(
            "formandskab",
            "Kommissoriet har ikke afsnittet ”formandskab”.",
            "Skriv det i rammen under ## Overskrift {#formandskab}.",
            40,
        ).located(FRAME_FILE),
    )


@pytest.mark.parametrize(
    ("count", "wanted", "said"),
    [
        (0, 1, "Rammens tekst har ingen fodnoter, men der skal være mindst én."),
        (1, 2, "Rammens tekst har kun én fodnote, men der skal være mindst to."),
        (2, 3, "Rammens tekst har kun to fodnoter, men der skal være mindst tre."),
        (2, 2, ""),
    ],
)
def test_footnotes_that_belong_to_the_text_stand_there(count: int, wanted: int, said: str) -> None:
    """Rule 37: somebody deleted a note together with the reference to it."""
    notes = tuple(str(number) for number in range(1, count + 1))
    words = "".join(f" Ord.[^{one}]" for one in notes) + "".join(f"\n\n[^{one}]: Note." for one in notes)
    frame = text(("grundlag", words), ("møder", "{Møderegel}."), notes=notes)
    hint = "Sæt dem ind igen med henvisning; er en note udgået, så ret fodnoter under kommissorium i rammens .yaml-fil."
    assert judged(frame, settings={"footnotes": wanted}) == (
        (error("fodnoter", said, hint, 37).located(FRAME_FILE),) if said else ()
    )


@pytest.mark.parametrize("approvals", [(), APPROVED[1:]])
def test_an_approval_that_the_text_names_and_nobody_registered_is_a_warning(approvals: tuple[Approval, ...]) -> None:
    """Rule 35: it is printed as not stated; whatever the body's own key says of its committee."""
    named = text(("grundlag", "Godkendt den {godkendt_sundhedssamarbejdsudvalget}."), ("møder", "{Møderegel}."))
    committee = body_file(ssu(syddanmark()))
    for key in ("syddanmark-ssu", ""):
        found = judged(named, committee=committee, approvals=approvals, cooperation_committee=key)
        assert [one for one in found if "Sundhedssamarbejdsudvalget" in one.problem] == [
            warning(
                "godkendelser",
                "Det er ikke oplyst, hvornår Sundhedssamarbejdsudvalget godkendte kommissoriet.",
                "Skriv organ og dato under godkendelser, når datoen kendes; indtil da trykkes ”Ikke oplyst”.",
                35,
            ).located(BODY_FILE)
        ]
        assert {one.severity for one in found} == {"advarsel"}


def test_changed_words_of_an_approved_frame_are_an_error() -> None:
    """Rule 34; other white space is no change."""
    rewrapped = text(("grundlag", "{Navn}\nbygger på loven."), ("møder", "{Møderegel}."))
    assert judged(rewrapped, settings={"approved_text": PLAIN.checksum}) == ()
    changed = text(("grundlag", "{Navn} bygger på vanen."), ("møder", "{Møderegel}."))
    (finding,) = judged(changed, settings={"approved_text": PLAIN.checksum})
    assert (finding.severity, finding.field, finding.file, finding.rule) == ("fejl", "godkendt_tekst", FRAME_FILE, 34)
    assert finding.problem == "Rammens tekst er ændret, siden den blev godkendt."
    assert f"godkendt_tekst: {changed.checksum}" in finding.hint


def test_local_text_stands_only_where_the_frame_may_be_extended() -> None:
    """One section that may, one that may not, one that does not exist."""
    addition = text(("møder", "Vi mødes i Aabenraa."), ("grundlag", "Mere."), ("mødre", "Hvad?"), file="tilføjelse.md")
    assert judged(addition=addition, settings={"additions": ("møder",)}) == (
        note("møder", "Afsnittet ”Møder” har en lokal tilføjelse.", "Den trykkes sidst i afsnittet.", 34).located(
            "tilføjelse.md", 10
        ),
        error("grundlag", "Afsnittet ”grundlag” må ikke udbygges lokalt.", "Disse afsnit må udbygges: møder.", 34).located(
            "tilføjelse.md", 20
        ),
        error("mødre", "Rammen har intet afsnit ”mødre” at føje noget til.", "Mente du ”møder”?", 34).located(
            "tilføjelse.md", 30
        ),
    )


def test_where_the_frame_does_not_say_every_section_may_be_extended() -> None:
    """A section that looks like none of the frame's is answered with their list; its footnotes are judged too."""
    addition = text(("grundlag", "Mere.[^a]"), ("økonomi", "Penge."), file="tilføjelse.md")
    found = judged(addition=addition)
    assert [(finding.severity, finding.field) for finding in found] == [
        ("oplysning", "grundlag"),
        ("fejl", "økonomi"),
        ("fejl", "grundlag"),
    ]
    assert found[1].hint == "Rammens afsnit hedder grundlag og møder."


def test_footnotes_must_stay_intact() -> None:
    """Rule 37: a reference without its note, and a note that nothing refers to."""
    frame = text(("grundlag", "Loven.[^lov] Aftalen.[^aftal] Ordet.[^x]\n\n[^lov]: Vedtaget."), notes=("lov", "aftale"))
    assert judged(frame) == (
        error("grundlag", "Teksten henviser til fodnoten [^aftal], men den findes ikke.", "Mente du ”aftale”?", 37).located(
            FRAME_FILE, 10
        ),
        error(
            "grundlag",
            "Teksten henviser til fodnoten [^x], men den findes ikke.",
            "Skriv den nederst i filen: [^x]: Notens tekst.",
            37,
        ).located(FRAME_FILE, 10),
        error(
            "fodnoter",
            "Intet sted i teksten henvises der til fodnoten [^aftale].",
            "Skriv [^aftale], hvor noten hører til, eller slet den.",
            37,
        ).located(FRAME_FILE),
    )


def test_a_fact_that_the_register_gives_is_not_stated_again() -> None:
    """A fact is written once."""
    assert judged(facts={"navn": "Noget andet", "lovdato": "2022-06-09"}) == (
        error("fakta.navn", "{navn} kommer fra registeret selv og kan ikke også stå under fakta.", "Slet linjen.").located(
            BODY_FILE
        ),
    )


def test_approvals_that_nobody_knows_are_warnings_and_never_make_a_draft() -> None:
    """Rules 35 and 38: Nordjylland's charter states none; a body without a committee is asked for its own only."""
    hint = "Skriv organ og dato under godkendelser, når datoen kendes; indtil da trykkes ”Ikke oplyst”."
    own = warning("godkendelser", "Det er ikke oplyst, hvornår Sundhedsklynge Sønderjylland godkendte kommissoriet.", hint, 35)
    frame = warning("godkendelser", "Det er ikke oplyst, hvornår Sundhedssamarbejdsudvalget godkendte kommissoriet.", hint, 35)
    assert judged(approvals=(Approval(body="SSU"),)) == (frame.located(BODY_FILE), own.located(BODY_FILE))
    assert judged(approvals=(), cooperation_committee="") == (own.located(BODY_FILE),)
    version = warning(
        "kommissorium_fra",
        "Kommissoriet har hverken version eller dato for ikrafttræden.",
        "Skriv kommissorium_fra og kommissorium_version, når de kendes.",
        38,
    )
    assert judged(charter_from=None) == (version.located(BODY_FILE),)
    assert judged(charter_from=None, charter_version="1") == ()


def test_a_cluster_cannot_approve_before_its_frame_is_approved() -> None:
    """Rule 35."""
    early = (APPROVED[0], Approval(body="Klynge Sønderjylland", on=date(2022, 6, 1)))
    (finding,) = judged(approvals=early)
    assert (finding.severity, finding.rule) == ("fejl", 35)
    assert finding.problem.replace("\N{NO-BREAK SPACE}", " ") == (
        "Sundhedsklynge Sønderjylland kan ikke godkende kommissoriet den 1. juni 2022, før rammen er godkendt."
    )


def test_an_approval_falls_on_a_meeting_where_the_years_meetings_are_known() -> None:
    """Meetings of 2022 are registered for the committee, none on 16 August; of 2023 none at all."""
    committee = body_file(ssu(syddanmark()), meeting(date(2022, 9, 1)))
    (finding,) = judged(committee=committee)
    assert (finding.severity, finding.field, finding.rule) == ("advarsel", "godkendelser", 35)
    assert finding.problem.replace("\N{NO-BREAK SPACE}", " ") == (
        "Sundhedssamarbejdsudvalget har intet møde den 16. august 2022, hvor kommissoriet skal være godkendt."
    )
    assert judged(committee=body_file(ssu(syddanmark()), meeting(date(2022, 8, 16)))) == ()


def test_a_later_version_tells_what_was_changed() -> None:
    """Rule 36: version 2 with no remark at any approval."""
    bare = tuple(approval.model_copy(update={"remark": ""}) for approval in APPROVED)
    assert judged(charter_version="2", approvals=bare) == (
        warning(
            "kommissorium_version",
            "Kommissoriet er version 2, men det fremgår ikke, hvad der er ændret.",
            "Skriv en bemærkning ved den godkendelse, som ændringen hører til.",
            36,
        ).located(BODY_FILE),
    )
    assert judged(charter_version="2") == ()


def test_a_charter_older_than_the_last_election_is_to_be_confirmed() -> None:
    """Rule 20: the election of November 2025; before it there is nothing to say, and nothing where no date is known."""
    (finding,) = judged(on=date(2026, 11, 5))
    assert (finding.severity, finding.rule) == ("advarsel", 20)
    assert finding.problem.replace("\N{NO-BREAK SPACE}", " ") == "Kommissoriet er ældre end valget den 18. november 2025."
    assert finding.hint == "Bekræft det på sundhedsklyngens næste møde, og skriv godkendelsen i registeret."
    undated = judged(on=date(2026, 11, 5), approvals=(), charter_from=None, cooperation_committee="")
    assert [finding.rule for finding in undated] == [35, 38]


@pytest.mark.parametrize(
    ("on", "successor", "severity", "hint"),
    [
        (date(2027, 1, 1), ("nordjylland-sundhedsraad-vendsyssel",), "advarsel", "Brug kommissoriet for Sundhedsråd Vendsyssel."),
        (date(2027, 1, 1), (), "advarsel", ""),
        (
            date(2025, 1, 1),
            ("nordjylland-sundhedsraad-vendsyssel",),
            "oplysning",
            "Opgaverne går videre til Sundhedsråd Vendsyssel.",
        ),
        (date(2025, 1, 1), (), "oplysning", ""),
    ],
)
def test_a_dissolved_body_names_its_successor(on: date, successor: tuple[str, ...], severity: str, hint: str) -> None:
    """Klynge Nord ends with 2026; until then it is only noted."""
    entry = body_file(nord(successor=successor, charter_version="1", cooperation_committee=""), frame=PLAIN)
    found = [finding for finding in judge_charter(entry, register(entry), on) if finding.rule == 30]
    assert [(finding.severity, finding.field, finding.hint) for finding in found] == [(severity, "gyldig_til", hint)]
