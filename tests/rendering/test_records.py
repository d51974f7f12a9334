"""Stories about the minutes record to fill: written for a person, read by the inbox."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from tests.domain.factories import body_file, meeting, placed, register, soenderjylland, vendsyssel
from workflow.domain.agendas import Agenda
from workflow.domain.composing import compose_agenda, publish
from workflow.domain.drafting import DraftItem, RecordDraft, draft_record
from workflow.domain.meetings import Guest
from workflow.domain.minutes import Attendance, MinutesRecord
from workflow.domain.register import BodyFile
from workflow.domain.rules.minutes import judge_minutes
from workflow.domain.shape import shape_findings, without_blanks
from workflow.formats import Reading
from workflow.formats.yaml_reader import read_yaml
from workflow.rendering.records import record_yaml

DAY = date(2026, 12, 3)
ENTRY = body_file(soenderjylland(), meeting(DAY, guests=(Guest(title="Direktør, Sygehus Sønderjylland"),)))


def agenda_of(entry: BodyFile = ENTRY) -> Agenda:
    """Three items: the agenda itself, a proposal for decision, and any other business."""
    return compose_agenda(entry, register(entry), entry.meetings[0], (placed(body=entry.body.id),), None)


def written(entry: BodyFile = ENTRY) -> str:
    """The record of the body's first meeting, to fill."""
    return record_yaml(draft_record(agenda_of(entry), entry, entry.meetings[0]))


def read(text: str) -> Reading:
    """The record as the inbox reads it."""
    reading = read_yaml(text.encode())
    assert reading.faults == ()
    return reading


def filled(text: str) -> str:
    """The same file as a secretary leaves it: everybody came, everything was approved."""
    return (
        text.replace("    status:         # til stede, afbud eller udeblevet", "    status: Til stede")
        .replace("    konklusion: |\n", "    konklusion: |\n      Godkendt: med *én* ændring.\n")
        .replace("    konsensus:      # ja eller nej", "    konsensus: ja")
    )


GOLDEN = """\
# Referat af mødet i Klynge Test torsdag den 3.\u00a0december\u00a02026
#
# Udfyld felterne efter kolon, gem filen, og læg den i indbakken. Linjer, der begynder med #, er vejledning og læses ikke.
# Ret ikke nr, nøgle og titel: de binder hvert punkt til dagsordenen. Tomme felter, der ikke skal bruges, må blive stående.

skema: referat
organ: klynge-test
mødedato: 2026-12-03
start:              # klokkeslæt, hvis mødet begyndte på et andet tidspunkt end planlagt
sluttede:           # klokkeslæt, hvis mødet sluttede på et andet tidspunkt end planlagt
referent: "Klyngesekretariatet"
godkendt:           # datoen, når referatet er godkendt; tomt, så længe det er et udkast

# Fremmøde. Alle medlemmer skal have en status: til stede, afbud eller udeblevet.
# Kom der en suppleant for et medlem, så skriv medlemmets status som afbud, suppleantens titel ved suppleant, og ja eller
# nej ved mandat: om suppleanten måtte træffe beslutninger.
# Kom nogen senere, eller gik nogen før tid, så tilføj linjer under medlemmet, rykket ind som status:
#     fra_punkt: 3      det første punkt, medlemmet deltog i
#     ankom: 15.20
#     til_punkt: 5      det sidste punkt, medlemmet deltog i
#     gik: 16.40
fremmøde:
  # Region
  - medlem: "Regionsrådsformand"
    status:         # til stede, afbud eller udeblevet
    suppleant:
    mandat:
  # Almen praksis

# Deltagere uden stemmeret. Fjern # foran dem, der deltog, eller skriv nye linjer på samme måde.
observatører:
  # - "Formand for sundhedsudvalget"
administration:
gæster:

# Punkter. Skriv konklusionen på linjerne under konklusion, rykket ind, med det afgørende ord først: Godkendt. Drøftet.
# Taget til efterretning. Udsat. Afsnit, lister og **fed** skrift kan bruges.
# kort er konklusionen med højst otte ord til overblikket; lad feltet være tomt for at bruge konklusionens første ord.
# konsensus skal udfyldes med ja eller nej ved beslutninger.
# Deltog nogen ikke i et punkt, så tilføj linjer under punktet, rykket ind som kort:
#     deltog_ikke:
#       - medlemmets titel
# Skal der ske noget bagefter, så fjern # under opfølgning. Fristen er en dato, for eksempel 2026-12-03.
punkter:
  # Beslutning
  - nr: "1"
    nøgle: "forslag:17"
    titel: "Fælles \\"indgang\\": akut # nu"
    konklusion: |

    kort:
    konsensus:      # ja eller nej
    opfølgning:
      # - handling: hvad skal der ske?
      #   ansvarlig: hvem sørger for det?
      #   frist:
  # Punkt 2 er udgået: Vagtplan

# Lad denne linje stå sidst: den viser, at filen er hel.
slut: ja
"""


def test_the_whole_file_says_what_to_do() -> None:
    """One seat, an empty sector, one item with a title full of YAML, and one withdrawn."""
    draft = RecordDraft(
        body="klynge-test",
        name="Klynge Test",
        meeting=DAY,
        minute_taker="Klyngesekretariatet",
        seats=(("Region", ("Regionsrådsformand",)), ("Almen praksis", ())),
        observers=("Formand for sundhedsudvalget",),
        administration=(),
        guests=(),
        items=(
            DraftItem("1", "forslag:17", 'Fælles "indgang": akut # nu', "beslutning", consensus=True, withdrawn=False),
            DraftItem("2", "forslag:18", "Vagtplan", "", consensus=False, withdrawn=True),
        ),
    )
    assert record_yaml(draft) == GOLDEN
    assert read(GOLDEN).value["punkter"][0]["titel"] == 'Fælles "indgang": akut # nu'


def test_an_unfilled_record_names_every_status_that_is_missing() -> None:
    """Sent back as it was written: ten seats, and nothing else wrong with its shape."""
    with pytest.raises(ValidationError) as raised:
        MinutesRecord.read(without_blanks(read(written()).value))
    found = shape_findings(raised.value, MinutesRecord)
    assert [finding.field for finding in found] == [f"fremmøde[{place}].status" for place in range(1, 11)]
    assert {finding.problem for finding in found} == {"Feltet ”status” mangler."}
    assert {finding.hint for finding in found} == {"Tilføj det. Skriv til stede, afbud eller udeblevet."}


def test_a_filled_record_is_read_back_and_has_nothing_wrong_with_it() -> None:
    """A colon in the conclusion does no harm."""
    record = MinutesRecord.read(without_blanks(read(filled(written())).value))
    assert [seat.status for seat in record.attendance] == [Attendance.PRESENT] * 10
    assert [(one.number, one.key, one.conclusion, one.consensus) for one in record.conclusions] == [
        ("1", "fast:godkendelse-af-dagsorden", "Godkendt: med *én* ændring.", True),
        ("2", "forslag:17", "Godkendt: med *én* ændring.", True),
        ("3", "fast:eventuelt", "Godkendt: med *én* ændring.", None),
    ]
    assert record.end == "ja"
    assert judge_minutes(record, agenda_of(), ENTRY, DAY) == ()


def test_a_conclusion_left_empty_is_found_by_the_rules() -> None:
    """Only the attendance was filled."""
    text = written().replace("    status:         # til stede, afbud eller udeblevet", "    status: til stede")
    record = MinutesRecord.read(without_blanks(read(text).value))
    found = judge_minutes(record, agenda_of(), ENTRY, DAY)
    assert [finding.field for finding in found] == [f"punkter[{place}].konklusion" for place in (1, 2, 3)]


def test_those_without_a_vote_are_uncovered_by_taking_the_mark_away() -> None:
    """The guest came."""
    text = filled(written()).replace('  # - "Direktør', '  - "Direktør')
    record = MinutesRecord.read(without_blanks(read(text).value))
    assert record.guests == ("Direktør, Sygehus Sønderjylland",)


def test_follow_up_is_uncovered_the_same_way() -> None:
    """The three lines under the first item."""
    text = filled(written())
    for key in ("- handling: hvad skal der ske?", "  ansvarlig: hvem sørger for det?", "  frist:"):
        text = text.replace(f"      # {key}", f"      {key}", 1)
    record = MinutesRecord.read(without_blanks(read(text).value))
    assert [(one.action, one.responsible) for one in record.conclusions[0].follow_up] == [
        ("hvad skal der ske?", "hvem sørger for det?")
    ]


def test_a_council_that_votes_reads_nothing_about_consensus() -> None:
    """Sundhedsråd Vendsyssel."""
    entry = body_file(vendsyssel(), meeting(date(2027, 1, 19)))
    assert "konsensus" not in written(entry)


@pytest.mark.parametrize("title", ['"', "\\", "a: b", "# nej", "'", "- x", "\x85\x07", "ja", "{x}", "&a *b", "æøå ☒"])
def test_any_title_survives_the_way_through_yaml(title: str) -> None:
    """Whatever the register or a partner wrote."""
    plain: dict[str, Any] = {"body": "x", "name": "X", "meeting": DAY, "minute_taker": title}
    item = DraftItem("1.a", "forslag:1", f"Om {title}", "drøftelse", consensus=False, withdrawn=False)
    gone = DraftItem("2", "forslag:2", title, "", consensus=False, withdrawn=True)
    groups: dict[str, Any] = {"seats": ((title, (title,)),), "observers": (title,), "administration": (), "guests": ()}
    reading = read(record_yaml(RecordDraft(**plain, **groups, items=(item, gone))))
    assert reading.value["fremmøde"][0]["medlem"] == title
    assert [entry["titel"] for entry in reading.value["punkter"]] == [f"Om {title}"]


def test_a_sent_agenda_keeps_its_withdrawn_item_as_a_comment() -> None:
    """The number is taken, but nobody concludes on it."""
    sent = publish(agenda_of(), date(2026, 11, 20))
    entry = body_file(soenderjylland(), meeting(DAY, withdrawn=("17",)))
    agenda = compose_agenda(entry, register(entry), entry.meetings[0], (placed(body=entry.body.id),), sent)
    text = record_yaml(draft_record(agenda, entry, entry.meetings[0]))
    assert "  # Punkt 2 er udgået: Fælles indgang til akutte pladser\n" in text
    assert [entry["nr"] for entry in read(text).value["punkter"]] == ["1", "3"]
