"""Whole agendas, minutes and charters to render: every field filled, hardly any field filled, and more than ten items.

Everybody is a role title; the cases are our own.
"""

from datetime import date

from workflow.domain.agendas import Agenda, AgendaAttachment, AgendaItem, Post
from workflow.domain.charters import Charter, CharterSection
from workflow.domain.minutes import FollowUpLine, Minutes, MinutesItem, SectorAttendance
from workflow.domain.printed import Labelled, Letterhead

DAY = date(2026, 11, 24)
WHEN = "Tirsdag den 24. november 2026 kl. 15.00–17.00"

CASE = """Antallet af *akutte* genindlæggelser er steget siden foråret. **Tre forhold** går igen:

- epikrisen når ikke frem før borgeren,
- medicinlisten er ikke afstemt, og
    - heller ikke i sommerferien
- der er ingen aftale om, hvem der ringer op.

#### Sådan arbejder vi

Arbejdet foregår i denne rækkefølge:

1. Hospitalet ringer inden for ét døgn.
2. Kommunen besøger borgeren.
3. Klinikken følger op.[^1]

> En borger, der kender sin plan, ringer sjældnere 112.

| Kommune | Genindlagte | Andel |
|:--------|------------:|------:|
| Byen    |         120 |   9 % |
| Landet  |          45 |  11 % |

Se [vejledningen](https://example.org/vejledning) for mere.

[^1]: Gælder ikke borgere, der selv har fravalgt opfølgning.
"""


DECIDED = """Godkendt med disse ændringer:

1. Holdet begynder i marts.
2. Læsø Kommune får *egen* aftale.

Der var konsensus.
"""


def letterhead(right: str, edition: str = "Offentlig udgave", *, warns: bool = False) -> Letterhead:
    """The masthead of a cluster in the north."""
    return Letterhead(
        sender="Klynge Nord",
        level="Sundhedsklynge, politisk niveau",
        parties=("Region Nordjylland og PLO-Nordjylland", "Kommunerne Brønderslev, Frederikshavn, Hjørring og Læsø"),
        running="Klynge Nord, politisk niveau",
        running_right=right,
        edition=edition,
        edition_warns=warns,
    )


def approval() -> AgendaItem:
    """The first standing item: one recommendation."""
    return AgendaItem(
        key="fast:godkendelse",
        number="1",
        title="Godkendelse af dagsorden",
        type="beslutning",
        type_label="Beslutning",
        standing=True,
        time="15.00–15.05",
        duration=5,
        proposer="Formandskabet",
        recommendations=("at dagsordenen godkendes.",),
    )


def orientation() -> AgendaItem:
    """An item for information with an attachment and no case number."""
    return AgendaItem(
        key="forslag:2",
        number="2",
        title="Status på fælles sygeplejeklinikker",
        type="orientering",
        type_label="Orientering",
        time="15.05–15.15",
        duration=10,
        proposer="Læsø Kommune",
        summary="Fire klinikker er åbnet, og to venter på lokaler.",
        case_presentation="Klinikkerne passer sår og stomier efter aftale.\n\nDe tre første har åbent alle hverdage.",
        attachments=(AgendaAttachment(number="2.1", title="Oversigt over klinikker"),),
    )


def full() -> AgendaItem:
    """An item for decision with every field filled; it came too late."""
    return AgendaItem(
        key="forslag:3",
        number="3",
        title="Færre genindlæggelser: hvem ringer til borgeren, når hospitalet har sendt epikrisen?",
        type="beslutning",
        type_label="Beslutning",
        late=True,
        time="15.15–15.50",
        duration=35,
        proposer="Frederikshavn Kommune og Region Nordjylland",
        case_number="29.09.00-P20-1-26",
        presenter="Sundhedsdirektøren, Frederikshavn Kommune",
        task="Prioriterede midler",
        guests=("Formanden for Patientinddragelsesudvalget", "Vicedirektøren, Regionshospitalet"),
        summary="Borgere skal kende deres plan, **før** de tager hjem. Forslaget samler ansvaret ét sted.",
        recommendations=(
            "at klyngen afsætter 480.000 kr. til et fælles udskrivningshold,",
            "at midlerne fordeles som vist i tabel 3.1, og",
            "at en status forelægges i foråret 2027.",
        ),
        case_presentation=CASE,
        finances="Beløbet tages af de prioriterede midler & holdes i 2026-priser <uden moms>.",
        amounts=(Post(text="Sygeplejersker", kroner="350.000"), Post(text="Kørsel, Læsø Kommune", kroner="130.000")),
        total="480.000",
        patient_involvement="Patientinddragelsesudvalget har læst forslaget og støtter det.",
        health_agreement="Målet om sammenhængende forløb.",
        communication="Parterne skriver til egne medarbejdere dagen efter mødet.",
        schedule="Holdet begynder den 1. februar 2027.",
        attachments=(
            AgendaAttachment(number="3.1", title="Arbejdsgange, udkast"),
            AgendaAttachment(number="3.2", title="Priser fra leverandøren", closed=True),
        ),
        remarks=("Forslaget er modtaget efter fristen.",),
    )


def gone() -> AgendaItem:
    """An item that was withdrawn after the agenda was sent."""
    return AgendaItem(
        key="forslag:4",
        number="4",
        title="Fælles vagtplan i julen",
        type="drøftelse",
        type_label="Drøftelse",
        withdrawn=True,
        remarks=("Forslagsstilleren har trukket punktet.",),
    )


def any_other_business() -> AgendaItem:
    """The last open standing item, with hardly a field filled."""
    return AgendaItem(
        key="fast:eventuelt", number="5", title="Eventuelt", type="drøftelse", type_label="Drøftelse", standing=True
    )


def closed() -> AgendaItem:
    """A closed item, in the internal edition."""
    return AgendaItem(
        key="forslag:6",
        number="6",
        title="Lejemål til en fælles akutfunktion",
        type="beslutning",
        type_label="Beslutning, lukket",
        closed=True,
        closed_reason="forhandlingen om lejen pågår (forvaltningslovens § 27)",
        time="16.40–17.00",
        duration=20,
        proposer="Hjørring Kommune",
        case_number="82.00.00-G10-4-26",
        recommendations=("at formandskabet må underskrive aftalen.",),
        case_presentation="Udlejeren har givet et fortroligt tilbud.",
        attachments=(AgendaAttachment(number="6.1", title="Tilbuddet", closed=True),),
    )


def agenda() -> Agenda:
    """An internal agenda with every kind of item."""
    return Agenda(
        kind="Dagsorden",
        body="nordjylland-nord",
        region="nordjylland",
        date=DAY,
        letterhead=letterhead("Dagsorden, 24. november 2026", "Intern udgave med lukkede punkter", warns=True),
        subtitle="Møde i Klynge Nord, politisk niveau",
        when=WHEN,
        details=(
            Labelled(label="Mødested", value="Rådhuset i Hjørring, lokale 2"),
            Labelled(label="Formandskab", value="Regionsrådsformanden og borgmesteren i Frederikshavn Kommune"),
            Labelled(label="Udsendt", strong="Udkast.", value="Endnu ikke udsendt"),
            Labelled(
                label="Afbud",
                value="Til klyngesekretariatet senest fredag den 20. november 2026 kl. 12.00",
                assumed="forudsat, bekræft i forretningsordenen",
            ),
        ),
        invited=(
            Labelled(label="Region", value="Regionsrådsformanden og et regionsrådsmedlem"),
            Labelled(label="Kommuner", value="Borgmestrene i Brønderslev, Frederikshavn, Hjørring og Læsø Kommuner"),
            Labelled(label="Almen praksis", value="To praktiserende læger udpeget af PLO-Nordjylland"),
        ),
        items=(approval(), orientation(), full(), gone(), any_other_business(), closed()),
        holds_closed=True,
        final_line="Dagsordenen er fastlagt af formandskabet og udsendt af klyngesekretariatet.",
        core_title="Dagsorden & bilag, Klynge Nord, 24. november 2026",
        core_subject="Dagsorden",
    )


def bare_agenda() -> Agenda:
    """An agenda of one item, with nothing in any field that may be empty."""
    item = AgendaItem(key="fast:eventuelt", number="1", title="Eventuelt", type="drøftelse", type_label="Drøftelse")
    return agenda().model_copy(
        update={
            "letterhead": letterhead("Dagsorden, 24. november 2026"),
            "details": (),
            "invited": (),
            "items": (item,),
            "holds_closed": False,
            "final_line": "",
        }
    )


def long_agenda() -> Agenda:
    """An agenda of twelve items, which flow on from page 1."""
    items = tuple(
        orientation().model_copy(update={"number": str(number), "title": f"Status nr. {number}"}) for number in range(1, 13)
    )
    return bare_agenda().model_copy(update={"items": items, "break_before_items": False})


def minutes() -> Minutes:
    """Draft minutes of the same meeting, with every kind of item."""
    follow_up = (
        FollowUpLine(number="3", action="Ansæt holdet", responsible="Region Nordjylland", deadline="fredag den 29. januar 2027"),
        FollowUpLine(number="3", action="Fortæl det til klinikkerne", responsible="Formandskabet"),
    )
    decided = (
        MinutesItem(item=approval(), conclusion="Godkendt.", brief="Godkendt"),
        MinutesItem(item=orientation(), conclusion="Taget til efterretning.", brief="Taget til efterretning"),
        MinutesItem(
            item=full(),
            conclusion=DECIDED,
            brief="Godkendt med to ændringer",
            notes=("Borgmesteren i Læsø Kommune deltog ikke i behandlingen.",),
            follow_up=follow_up,
        ),
        MinutesItem(item=gone()),
        MinutesItem(item=any_other_business(), conclusion="Intet at bemærke.", brief="Intet at bemærke"),
        MinutesItem(item=closed(), conclusion="Udsat.", brief="Udsat"),
    )
    return Minutes(
        body="nordjylland-nord",
        region="nordjylland",
        date=DAY,
        letterhead=letterhead("Referat, 24. november 2026, udkast", "Intern udgave med lukkede punkter", warns=True),
        subtitle="Møde i Klynge Nord, politisk niveau",
        when=WHEN,
        details=(
            Labelled(label="Mødested", value="Rådhuset i Hjørring, lokale 2"),
            Labelled(label="Referent", value="Klyngesekretariatet"),
            Labelled(label="Status", strong="Udkast.", value="Bemærkninger senest fredag den 11. december 2026"),
        ),
        sectors=(
            SectorAttendance(
                sector="Region",
                present=("Regionsrådsformand, Region Nordjylland",),
                apologies=("Regionsrådsmedlem, Region Nordjylland",),
                share="1 af 2",
                required="Krav: mindst 1",
            ),
            SectorAttendance(
                sector="Kommuner",
                present=(
                    "Borgmester, Brønderslev Kommune",
                    "Rådmand, Hjørring Kommune (suppleant for Borgmester, Hjørring Kommune)",
                ),
                apologies=("Borgmester, Frederikshavn Kommune", "Borgmester, Læsø Kommune"),
                share="2 af 4",
                required="Krav: mindst 2",
            ),
            SectorAttendance(
                sector="Almen praksis", present=(), apologies=(), share="0 af 2", required="Krav: mindst 1", enough=False
            ),
        ),
        quorum_line="Mødet var ikke beslutningsdygtigt: almen praksis deltog med 0 af 2 (krav: mindst 1).",
        quorate=False,
        others=(Labelled(label="Administration", value="To repræsentanter fra regionen"),),
        items=decided,
        follow_up=follow_up,
        holds_closed=True,
        final_line="Referatet er udarbejdet af klyngesekretariatet og sendt den 27. november 2026.",
        core_title="Referat, Klynge Nord, 24. november 2026, udkast",
        core_subject="Referat",
    )


def bare_minutes() -> Minutes:
    """Minutes of one item on which nothing was written, with nothing in any field that may be empty."""
    item = AgendaItem(key="fast:eventuelt", number="1", title="Eventuelt", type="drøftelse", type_label="Drøftelse")
    return minutes().model_copy(
        update={
            "letterhead": letterhead("Referat, 24. november 2026"),
            "details": (),
            "sectors": (),
            "quorum_line": "",
            "others": (),
            "items": (MinutesItem(item=item),),
            "follow_up": (),
            "holds_closed": False,
            "final_line": "",
        }
    )


COMPOSITION = """| Sektor        | Medlemmer                                    | Udpeges af      |
|:--------------|:-----------------------------------------------|:--------------|
| Region        | To, heriblandt regionsrådsformanden[^a]      | Regionsrådet    |
| Kommuner      | Borgmesteren fra hver kommune                | Kommunerne      |
| Almen praksis | To praktiserende læger                       | PLO-Nordjylland |

Formandskabet er delt, og de to har samme ret.

### Observatører

Formændene for udvalgene lytter med.

[^a]: Sådan aftalt i et møde om efteråret.
"""


def charter() -> Charter:
    """A charter with table, footnote, headings inside a section, and a local addition."""
    return Charter(
        body="nordjylland-nord",
        region="nordjylland",
        as_of=DAY,
        letterhead=letterhead("Kommissorium, version 2", "Gælder fra den 25. oktober 2022"),
        subtitle="Det politiske niveau i Klynge Nord",
        applies="Gælder fra den 25. oktober 2022",
        details=(
            Labelled(label="Ramme", value="Fælles for de fire klynger i Nordjylland"),
            Labelled(label="Status", value="Gældende, version 2"),
        ),
        sections=(
            CharterSection(number="1", heading="Formål", text="Klyngen samler region, kommuner og læger om borgeren."),
            CharterSection(number="2", heading="Sammensætning og formandskab", text=COMPOSITION),
            CharterSection(
                number="3",
                heading="Møder",
                text="Klyngen mødes to gange om året.",
                addition="Værten går på skift:\n\n1. Hjørring\n2. Læsø",
            ),
        ),
        final_line="Uddrag af registeret den 24. november 2026.",
        core_title="Kommissorium, Klynge Nord",
        core_subject="Kommissorium",
    )


def bare_charter() -> Charter:
    """A charter of one section, with nothing in any field that may be empty."""
    return charter().model_copy(
        update={"applies": "", "details": (), "sections": (charter().sections[0],), "final_line": ""},
    )
