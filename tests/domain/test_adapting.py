"""Stories about a frame adapted to one body: facts from the register, local additions, and what is said of its validity."""

from datetime import date
from typing import Any

import pytest

from tests.domain.factories import NO_SOURCE, body_file, nord, nord_seats, register, soenderjylland, vendsyssel
from workflow import danish
from workflow.domain.adapting import adapt_charter, charter_status, facts, fill, unknown_facts
from workflow.domain.bodies import (
    Approval,
    Body,
    BodyMunicipality,
    DecisionForm,
    DecisionRule,
    MeetingRule,
    QuorumRule,
    Seat,
    SeatRole,
    Secretariat,
    Task,
    TermRule,
)
from workflow.domain.charters import Charter, CharterFrame, CharterSection, CharterSettings, FrameSection
from workflow.domain.composition import one_of, seat_phrase, task_list
from workflow.domain.findings import Finding, error
from workflow.domain.printed import Labelled, Letterhead
from workflow.domain.register import BodyFile
from workflow.errors import RegisterError

TODAY = date(2026, 11, 5)
NBSP = danish.NBSP
SUFFIX = " (forudsat, bekræft i forretningsordenen)"
FRAME_FILE = "register/syddanmark/rammer/klynge.md"


def frame(*sections: tuple[str, str], file: str = FRAME_FILE, **changes: Any) -> CharterFrame:
    """A charter text: each section's heading and words, ten lines apart."""
    made = tuple(
        FrameSection(id=heading.lower(), heading=heading, text=text, line=place * 10, text_line=place * 10 + 2)
        for place, (heading, text) in enumerate(sections, 1)
    )
    return CharterFrame(**{"id": "klynge", "region": "syddanmark", "file": file, "sections": made} | changes)


def south(*sections: tuple[str, str], settings: CharterSettings | None = None, **changes: Any) -> BodyFile:
    """Sundhedsklynge Sønderjylland with a charter text."""
    return body_file(soenderjylland(**changes), frame=frame(*sections), charter=settings)


def fact(name: str, body: Body, on: date = TODAY) -> str | None:
    """One fact of a body, None where it has none."""
    entry = body_file(body)
    return facts(entry, register(entry), on).get(name)


# --- facts ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("navn", "Sundhedsklynge Sønderjylland"),
        ("bestemt", "sundhedsklyngen"),
        ("niveau", "Sundhedsklynge, politisk niveau"),
        ("region", "Region Syddanmark"),
        ("kommuner", "Haderslev Kommune, Sønderborg Kommune, Tønder Kommune og Aabenraa Kommune"),
        ("kommunenavne", "Haderslev, Sønderborg, Tønder og Aabenraa"),
        ("kommuneliste", "- Haderslev Kommune\n- Sønderborg Kommune\n- Tønder Kommune\n- Aabenraa Kommune"),
        ("antal_kommuner", "fire"),
        (
            "parter",
            "Haderslev Kommune, Sønderborg Kommune, Tønder Kommune, Aabenraa Kommune, Region Syddanmark og PLO-Syddanmark",
        ),
        ("almen_praksis", "PLO-Syddanmark"),
        ("sektorer", "region, kommuner og almen praksis"),
        ("antal_sektorer", "tre"),
        ("antal_klynger", "én"),
        ("klyngenavne", "Sundhedsklynge Sønderjylland"),
        ("opgaver", "- at tage ansvar for den fælles population, og\n- at beslutte, hvordan prioriterede midler bruges."),
        ("antal_opgaver", "to"),
        ("formandskab", "regionsrådsformanden og borgmesteren i Aabenraa Kommune"),
        ("også_medlem_af", "Sundhedssamarbejdsudvalget"),
        ("samarbejdsudvalg", "Sundhedssamarbejdsudvalget"),
        ("patientudvalg", "Patientinddragelsesudvalget"),
        ("sekretariat", "Klyngesekretariatet"),
        ("sekretariat_kontakter", "Konsulent, Region Syddanmark og Konsulent, Aabenraa Kommune"),
        ("funktionsperiode", "Følger valgperioden."),
        ("gyldig_fra", f"1.{NBSP}juli{NBSP}2022"),
        ("gyldig_til", f"31.{NBSP}december{NBSP}2026"),
        ("antal_regionsrådsmedlemmer", "fire"),
        ("antal_borgmestre", "én"),
        ("antal_lokale_læger", "én"),
        ("udpeges_af_læger", "PLO-Syddanmark"),
        ("antal_møder", "to"),
        ("møderegel", "mindst to møder om året"),
        ("beslutningsform", "konsensus"),
        ("andel", "halvdelen"),
        ("fremmødekrav", "mindst halvdelen af medlemmerne fra hver sektor"),
        ("godkendt_sundhedssamarbejdsudvalget", f"16.{NBSP}august{NBSP}2022"),
        (
            "godkendelser",
            (
                f"Sundhedssamarbejdsudvalget den 16.{NBSP}august{NBSP}2022 og "
                f"Sundhedsklynge Sønderjylland den 25.{NBSP}oktober{NBSP}2022"
            ),
        ),
        ("forbehold", ""),
        ("forudsat_beslutningsdygtighed", ""),
        ("forudsat_sekretariat", SUFFIX),
        ("retsgrundlag", None),
        ("forretningsorden", None),
        ("efterfølger", None),
        ("forgænger", None),
    ],
)
def test_every_fact_follows_from_the_register(name: str, value: str | None) -> None:
    """Sundhedsklynge Sønderjylland: what it has, and what it lacks."""
    assert fact(name, soenderjylland()) == value


def test_a_body_that_states_nothing_lacks_the_facts() -> None:
    """No rule, no chairs, no term, no committees: none of these is guessed."""
    bare = nord(
        decision_rules=(),
        quorum_rules=(),
        meeting_rules=(),
        substitute_rules=(),
        co_chairs=None,
        term=None,
        valid_from=None,
        valid_to=None,
        cooperation_committee="",
        patient_committee="",
        secretariat=Secretariat(name="Sekretariatet"),
        tasks=(),
    )
    known = facts(body_file(bare), register(body_file(bare)), TODAY)
    names = (
        "beslutningsform",
        "andel",
        "fremmødekrav",
        "antal_møder",
        "møderegel",
        "formandskab",
        "også_medlem_af",
        "gyldig_til",
    )
    assert [name for name in names if name in known] == []
    assert (known["forudsat_beslutninger"], known["opgaver"], known["godkendelser"]) == ("", "", "ikke oplyst")


def test_nordjylland_differs_where_its_source_differs() -> None:
    """At least two regional members; quorum assumed; the council follows."""
    body = nord(meeting_rules=(MeetingRule(per_year=1),))
    assert fact("mindste_antal_regionsrådsmedlemmer", body) == "to"
    assert fact("antal_regionsrådsmedlemmer", body) is None
    assert fact("forudsat_beslutningsdygtighed", body) == SUFFIX
    assert fact("møderegel", body) == "som udgangspunkt ét møde om året"
    assert fact("efterfølger", body) == "Sundhedsråd Vendsyssel"


def test_the_clusters_of_a_region_are_listed_with_their_parties() -> None:
    """A second cluster in Nordjylland; the one of Syddanmark is not among them."""
    vest = nord(id="nordjylland-vest", name="Klynge *Vest*", municipalities=(BodyMunicipality(code="773", name="Morsø"),))
    entry = body_file(vest)
    known = facts(entry, register(entry), TODAY)
    assert (known["antal_klynger"], known["klyngenavne"]) == ("to", "Klynge Nord og Klynge *Vest*")
    assert known["klyngeliste"] == (
        "- **Klynge Nord**: Brønderslev Kommune, Frederikshavn Kommune, Hjørring Kommune, Læsø Kommune, "
        "Region Nordjylland og PLO-Nordjylland\n"
        "- **Klynge \\*Vest\\***: Morsø Kommune, Region Nordjylland og PLO-Nordjylland"
    )
    assert (known["antal_kommuner"], known["kommuner"]) == ("én", "Morsø Kommune")


def test_a_dissolved_cluster_still_knows_its_sisters_and_parties() -> None:
    """Facts of 2027 are those of its last day, and those of 2020 of its first."""
    entry = body_file(nord())
    on_last_day = facts(entry, register(entry), date(2026, 12, 31))
    assert facts(entry, register(entry), date(2027, 3, 1)) == on_last_day
    assert on_last_day["antal_klynger"] == "én"
    assert facts(entry, register(entry), date(2020, 1, 1))["antal_klynger"] == "én"


def test_an_uncertain_municipality_is_told_and_an_unknown_code_keeps_its_name() -> None:
    """Middelfart's place is not confirmed, and the region does not list it."""
    body = soenderjylland(
        municipalities=(
            BodyMunicipality(code="410", name="Middelfart", certainty="usikker"),
            BodyMunicipality(code="510", name="Haderslev"),
        )
    )
    assert fact("forbehold", body) == "Det er ikke bekræftet, at Middelfart Kommune hører til sundhedsklyngen."
    assert fact("kommuner", body) == "Haderslev Kommune og Middelfart Kommune"


def test_facts_that_a_body_states_are_printed_as_dates_and_counts() -> None:
    """``fakta`` in the frame; a derived fact is never overwritten."""
    body = soenderjylland(
        facts={"lovdato": "2022-06-09", "hospitaler": "21", "klynger": "4", "aftaletid": "juni 2022", "navn": "X"}
    )
    known = facts(body_file(body), register(body_file(body)), TODAY)
    assert [known[name] for name in ("lovdato", "hospitaler", "klynger", "aftaletid", "navn")] == [
        f"9.{NBSP}juni{NBSP}2022",
        "21",
        "fire",
        "juni 2022",
        "Sundhedsklynge Sønderjylland",
    ]


# --- lists and tables -----------------------------------------------------------------------------------------------


def test_the_composition_table_has_a_row_for_each_sector_and_one_for_observers() -> None:
    """Klynge Nord; the dashes tell the widths."""
    table = str(fact("tabel_sammensætning", nord())).split("\n")
    assert [len(dashes) for dashes in table[1].strip("| ").split(" | ")] == [74, 219, 115]
    assert [table[0], *table[2:]] == [
        "| Sektor | Medlemmer | Udpeges af |",
        "| Region | Mindst to regionsrådsmedlemmer, heriblandt Regionsrådsformand | Ikke oplyst |",
        "| Kommuner | Én borgmester eller rådmand fra hver kommune | Ikke oplyst |",
        "| Almen praksis | To praktiserende læger | PLO-Nordjylland |",
        "| Observatører | Formænd for sundhedsudvalgene | Ikke oplyst |",
        "| Administration | Administrative repræsentanter | Ikke oplyst |",
    ]


def test_several_seats_of_a_sector_share_a_row_and_assumed_ones_say_so() -> None:
    """Two kinds of municipal seats."""
    seats = (
        *nord_seats()[:2],
        Seat(
            id="kommunale",
            sector="kommuner",
            singular="kommunalt medlem",
            plural="kommunale medlemmer",
            at_least=1,
            local=2,
            appointed_by="Kommunerne",
            assumed=NO_SOURCE,
        ),
    )
    row = str(fact("tabel_sammensætning", nord(seats=seats))).split("\n")[3]
    assert row == (
        "| Kommuner | Én borgmester eller rådmand fra hver kommune; "
        f"Mindst ét kommunalt medlem, mindst to fra klyngens område{SUFFIX} | Kommunerne |"
    )


def test_a_seat_without_a_number_is_said_in_the_plural() -> None:
    """Observers are not counted; the number one follows the noun's gender."""
    seat = Seat(id="gæster", role=SeatRole.OBSERVER, singular="gæst", plural="gæster")
    assert seat_phrase(seat, nord()) == "gæster"
    assert [one_of(noun) for noun in ("medlem", "kommunalt medlem", "repræsentant for et råd", "møde")] == [
        "ét",
        "ét",
        "én",
        "ét",
    ]


def test_the_approvals_table_is_in_order_of_date_and_says_what_is_not_known() -> None:
    """Neither a date nor a remark is invented."""
    approvals = (
        Approval(body="Klynge Nord"),
        Approval(body="Klynge | Syd", on=date(2022, 10, 25)),
        Approval(body="Udvalget", on=date(2022, 8, 16), remark="Rammen godkendt"),
    )
    body = nord(approvals=approvals)
    assert str(fact("tabel_godkendelser", body)).split("\n")[2:] == [
        f"| Udvalget | 16.{NBSP}august{NBSP}2022 | Rammen godkendt |".replace("16.", "16\\."),
        f"| Klynge \\| Syd | 25\\.{NBSP}oktober{NBSP}2022 | Ingen |",
        "| Klynge Nord | Ikke oplyst | Ingen |",
    ]
    assert str(fact("tabel_godkendelser", nord())).split("\n")[2:] == ["| Ikke oplyst | Ikke oplyst | Ingen |"]
    assert fact("godkendt_klynge_nord", body) == "ikke oplyst"
    assert str(fact("godkendelser", body)).startswith("Klynge Nord (ikke oplyst hvornår), Klynge | Syd den 25.")


def test_an_approval_that_is_not_registered_is_not_stated() -> None:
    """Whatever body of the region the text names, by its name or a variant; one of another region is no fact."""
    entry = body_file(nord(approvals=(Approval(body="SSU", on=date(2022, 8, 16)),)))
    known = facts(entry, register(entry, body_file(soenderjylland())), TODAY)
    names = ("sundhedssamarbejdsudvalget", "ssu", "klynge_nord", "sundhedsklynge_nord", "sundhedsråd_vendsyssel")
    day = f"16.{NBSP}august{NBSP}2022"
    assert [known[f"godkendt_{name}"] for name in names] == [day, day, *["ikke oplyst"] * 3]
    assert "godkendt_sundhedsklynge_sønderjylland" not in known


def test_one_task_ends_with_a_full_stop_and_three_with_og_before_the_last() -> None:
    """Whatever marks the register's own text ends with."""
    one, two, three = (Task(id=f"t{place}", title="T", text=text) for place, text in enumerate(("lytte;", "tale.", "skrive")))
    assert task_list((one,)) == "- lytte."
    assert task_list((one, two, three)) == "- lytte,\n- tale, og\n- skrive."


# --- filling --------------------------------------------------------------------------------------------------------


def test_a_fact_with_a_capital_is_printed_with_one_and_escaped_in_markdown_only() -> None:
    """A name with a star in it; what is no fact stays."""
    known = {"navn": "klynge *1*", "tabel_sammensætning": "| a |"}
    assert fill("{Navn} og {navn}, {ukendt}", known) == "Klynge *1* og klynge *1*, {ukendt}"
    assert fill("{navn}\n\n{tabel_sammensætning}", known, markdown=True) == "klynge \\*1\\*\n\n| a |"


# --- the charter ----------------------------------------------------------------------------------------------------


def test_a_charter_is_its_frame_with_facts_numbers_and_local_additions() -> None:
    """Sundhedsklynge Sønderjylland, with an addition to its second section."""
    settings = CharterSettings(
        title="Det politiske niveau i {navn}",
        details=(Labelled(label="Ramme", value="Fælles for {klyngenavne}"), Labelled(label="Parter", value="{Sektorer}")),
    )
    sections = (("Grundlag", "{Region} har {antal_klynger}.[^1]\n\n[^1]: Note."), ("Møder i {bestemt}", "{Møderegel}."))
    entry = body_file(
        soenderjylland(charter_version="2"),
        frame=frame(*sections),
        charter=settings,
        addition=CharterFrame(
            id="tilføjelse",
            region="syddanmark",
            file="tilføjelse.md",
            sections=(FrameSection(id="møder i {bestemt}", heading="Møder", text="{Navn} mødes i Aabenraa."),),
        ),
    )
    applies = f"Gælder fra den 25.{NBSP}oktober{NBSP}2022"
    assert adapt_charter(entry, register(entry), TODAY) == Charter(
        body="syddanmark-soenderjylland",
        region="syddanmark",
        as_of=TODAY,
        letterhead=Letterhead(
            sender="Sundhedsklynge Sønderjylland",
            level="Sundhedsklynge, politisk niveau",
            parties=("Region Syddanmark og PLO-Syddanmark", "Kommunerne Haderslev, Sønderborg, Tønder og Aabenraa"),
            running="Sundhedsklynge Sønderjylland, politisk niveau",
            running_right="Kommissorium, version 2",
            edition=applies,
        ),
        subtitle="Det politiske niveau i Sundhedsklynge Sønderjylland",
        applies=applies,
        details=(
            Labelled(label="Ramme", value="Fælles for Sundhedsklynge Sønderjylland"),
            Labelled(label="Parter", value="Region, kommuner og almen praksis"),
            Labelled(label="Status", value=f"Gældende, version 2. Ophører den 31.{NBSP}december{NBSP}2026"),
        ),
        sections=(
            CharterSection(number="1", heading="Grundlag", text="Region Syddanmark har én.[^1]\n\n[^1]: Note."),
            CharterSection(
                number="2",
                heading="Møder i sundhedsklyngen",
                text="Mindst to møder om året.",
                addition="Sundhedsklynge Sønderjylland mødes i Aabenraa.",
            ),
        ),
        final_line="Spørgsmål til kommissoriet besvares af klyngesekretariatet (forudsat, bekræft i forretningsordenen).",
        core_title="Kommissorium for Sundhedsklynge Sønderjylland",
        core_subject="Det politiske niveau i Sundhedsklynge Sønderjylland",
    )


def test_a_dissolved_bodys_charter_says_so_with_its_old_parties() -> None:
    """Klynge Nord seen in 2027, without settings; a status of the frame's own stands alone."""
    entry = body_file(nord(), frame=frame(("Formål", "{Navn}")))
    charter = adapt_charter(entry, register(entry), date(2027, 2, 1))
    ended = f"Ophørt den 31.{NBSP}december{NBSP}2026"
    assert charter.letterhead.edition == ended
    assert charter.letterhead.parties[1] == "Kommunerne Brønderslev, Frederikshavn, Hjørring og Læsø"
    assert (charter.subtitle, charter.applies) == ("Klynge Nord, politisk niveau", "Ikrafttræden ikke oplyst")
    assert charter.details == (Labelled(label="Status", value=f"{ended}. Afløst af Sundhedsråd Vendsyssel"),)
    own = CharterSettings(title="T", details=(Labelled(label="Status", value="Se {navn}"),))
    entry = body_file(nord(), frame=frame(("Formål", "x")), charter=own)
    assert adapt_charter(entry, register(entry), TODAY).details == (Labelled(label="Status", value="Se Klynge Nord"),)


@pytest.mark.parametrize(
    ("body", "on", "status"),
    [
        (soenderjylland(valid_to=None, charter_version="2"), TODAY, "Gældende, version 2"),
        (soenderjylland(), date(2027, 1, 1), f"Ophørt den 31.{NBSP}december{NBSP}2026"),
        (soenderjylland(), date(2022, 9, 1), f"Træder i kraft den 25.{NBSP}oktober{NBSP}2022"),
        (vendsyssel(), TODAY, f"Træder i kraft den 1.{NBSP}januar{NBSP}2027"),
        (vendsyssel(valid_from=None), TODAY, "Gældende. Godkendelse ikke oplyst"),
        (
            nord(approvals=(Approval(body="Klynge Nord"),)),
            TODAY,
            f"Gældende. Godkendelse ikke oplyst. Ophører den 31.{NBSP}december{NBSP}2026 og afløses af Sundhedsråd Vendsyssel",
        ),
    ],
)
def test_a_charter_says_whether_it_holds(body: Body, on: date, status: str) -> None:
    """In force, not yet, or ended; an approval that is not known never makes it a draft."""
    assert charter_status(body, register(), on) == status


def test_a_body_without_a_frame_has_no_charter() -> None:
    """The sentence names the file and the remedy."""
    with pytest.raises(RegisterError, match=r"organ\.yaml: fejl: ramme: Klynge Nord har ingen ramme"):
        adapt_charter(body_file(nord()), register(), TODAY)


# --- unknown facts --------------------------------------------------------------------------------------------------


def test_every_unknown_fact_is_found_with_its_file_and_line() -> None:
    """One in a heading, one in the text, one in a footnote, one in the settings; known ones are not."""
    entry = south(
        ("Grundlag", "{Navn} har\n{antal_modder} møder.[^1]\n\n[^1]: Siden {lovdag}."),
        ("Om {klyngne}", "Intet."),
        settings=CharterSettings(title="I {nafn}", details=(Labelled(label="Parter", value="{parter}", strong="{sted 7}"),)),
        facts={"lovdato": "2022-06-09"},
    )
    rest = "Skriv værdien under fakta i rammen eller i organ.yaml."

    def found(name: str, line: int | None, hint: str, file: str = FRAME_FILE) -> Finding:
        """One finding."""
        return error(name, f"Teksten nævner {{{name}}}, som registeret ikke kender.", hint).located(file, line)

    yaml = "register/syddanmark/rammer/klynge.yaml"
    assert unknown_facts(entry, facts(entry, register(entry), TODAY)) == (
        found("nafn", None, "Mente du ”navn”?", yaml),
        found("sted 7", None, rest, yaml),
        found("antal_modder", 13, "Mente du ”antal_møder”?"),
        found("lovdag", 10, "Mente du ”lovdato”?"),
        found("klyngne", 20, "Mente du ”klyngenavne”?"),
    )


def test_a_fact_that_the_body_could_have_names_the_missing_key() -> None:
    """Nobody has stated the term of Klynge Nord; a section without a known first line gives its heading's."""
    text = CharterFrame(
        id="klynge",
        region="nordjylland",
        file="register/nordjylland/rammer/klynge.md",
        sections=(FrameSection(id="periode", heading="Periode", text="{Funktionsperiode}", line=7),),
    )
    entry = body_file(nord(term=None), frame=text)
    assert unknown_facts(entry, facts(entry, register(entry), TODAY)) == (
        error(
            "Funktionsperiode",
            "Teksten nævner {Funktionsperiode}, men registeret siger intet om det for Klynge Nord.",
            "Udfyld funktionsperiode i register/nordjylland/nordjylland-nord/organ.yaml eller i rammen.",
        ).located("register/nordjylland/rammer/klynge.md", 7),
    )


def test_a_body_without_texts_names_no_facts() -> None:
    """A council without a charter."""
    entry = body_file(vendsyssel())
    assert unknown_facts(entry, facts(entry, register(entry), TODAY)) == ()


def test_other_rules_give_other_words() -> None:
    """A body that votes, by more than half of all."""
    body = nord(
        decision_rules=(DecisionRule(form=DecisionForm.MAJORITY),),
        quorum_rules=(QuorumRule(share="2/3"),),
        term=TermRule(text="Fire år.", assumed=NO_SOURCE),
    )
    assert [fact(name, body) for name in ("beslutningsform", "andel", "forudsat_funktionsperiode")] == [
        "flertal",
        "to tredjedele",
        SUFFIX,
    ]
