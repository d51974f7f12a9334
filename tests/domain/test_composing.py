"""Stories about an agenda: what stands on it, in which order, under which numbers, before and after it is sent out."""

from datetime import date, datetime

import pytest

from tests.domain.factories import (
    COPENHAGEN,
    MEETING_DAY,
    body_file,
    deadlines,
    meeting,
    nord,
    placed,
    register,
    soenderjylland,
    standing,
    vendsyssel,
)
from workflow.danish import BREAK, NBSP
from workflow.domain.agendas import (
    Agenda,
    AgendaAttachment,
    AgendaItem,
    Post,
    Publication,
)
from workflow.domain.bodies import CoChairs, Secretariat
from workflow.domain.composing import compose_agenda, judge_times, publish
from workflow.domain.findings import warning
from workflow.domain.meetings import Guest, Meeting, Postponed
from workflow.domain.printed import Labelled, Letterhead
from workflow.domain.proposals import Amount, Attachment, ItemType, Openness, Placed

REGISTER = register()
NORD = body_file(nord(), meeting())
SENT = date(2026, 11, 16)
ASSUMED = "forudsat, bekræft i forretningsordenen"


def compose(*accepted: Placed, on: Meeting | None = None, sent: Publication | None = None) -> Agenda:
    """The agenda of Klynge Nord's meeting with these proposals."""
    return compose_agenda(NORD, REGISTER, on or meeting(), accepted, sent)


def lines(agenda: Agenda) -> list[tuple[str, str]]:
    """Numbers and titles, as in the overview on page 1."""
    return [(item.number, item.title) for item in agenda.items]


def told(agenda: Agenda, label: str) -> Labelled:
    """One of the lines on page 1."""
    return next(line for line in agenda.details if line.label == label)


def labels(agenda: Agenda) -> list[str]:
    """Which lines stand on page 1."""
    return [line.label for line in agenda.details]


def test_a_whole_draft_agenda_with_one_proposal() -> None:
    """Klynge Nord, 24 November 2026: approval of the agenda, one open decision, any other business."""
    (first, second, third) = compose(placed(17)).items
    agenda = compose(placed(17))
    assert agenda == Agenda(
        kind="Dagsorden",
        body="nordjylland-nord",
        region="nordjylland",
        date=MEETING_DAY,
        letterhead=Letterhead(
            sender="Klynge Nord",
            level="Sundhedsklynge, politisk niveau",
            parties=("Region Nordjylland og PLO-Nordjylland", "Kommunerne Brønderslev, Frederikshavn, Hjørring og Læsø"),
            running="Klynge Nord, politisk niveau",
            running_right=f"Dagsorden, 24.{NBSP}november{NBSP}2026, udkast",
            edition="Offentlig udgave",
        ),
        subtitle="Møde i Klynge Nord, politisk niveau",
        when=f"Tirsdag den 24.{NBSP}november{NBSP}2026 kl.{NBSP}15.00–17.00",
        details=(
            Labelled(label="Mødested", value="Hjørring Rådhus, mødelokale 2"),
            Labelled(label="Formandskab", value="Regionsrådsformanden og borgmesteren i Frederikshavn Kommune"),
            Labelled(label="Vært", value="Hjørring Kommune"),
            Labelled(label="Status", strong="Udkast.", value="Punkter og numre kan endnu ændre sig."),
            Labelled(label="Forslag", value=f"Senest tirsdag den 10.{NBSP}november{NBSP}2026 kl.{NBSP}12.00"),
            Labelled(label="Udsendes", value=f"Senest mandag den 16.{NBSP}november{NBSP}2026"),
            Labelled(
                label="Afbud", value=f"Til klyngesekretariatet senest fredag den 20.{NBSP}november{NBSP}2026 kl.{NBSP}12.00"
            ),
            Labelled(label="Forbehold", value="Frister og faste punkter", assumed=ASSUMED),
        ),
        invited=(
            Labelled(label="Region", value="Regionsrådsformand og tre regionsrådsmedlemmer"),
            Labelled(label="Kommuner", value="Borgmestrene i Brønderslev, Frederikshavn, Hjørring og Læsø"),
            Labelled(label="Almen praksis", value="To praktiserende læger udpeget af PLO-Nordjylland"),
            Labelled(label="Observatører", value="Formand for Hjørring Kommunes sundhedsudvalg"),
            Labelled(label="Administration", value="Sundhedsdirektør i Hjørring"),
        ),
        items=(first, second, third),
        final_line="Udkast. Dagsordenen fastlægges af formandskabet og sendes ud af klyngesekretariatet.",
        core_title="Dagsorden for Klynge Nord, 24. november 2026",
        core_subject="Møde i Klynge Nord, politisk niveau, tirsdag den 24. november 2026",
    )
    assert first == AgendaItem(
        key="fast:godkendelse-af-dagsorden",
        number="1",
        title="Godkendelse af dagsorden",
        type="beslutning",
        type_label="Beslutning",
        standing=True,
        time="15.00–15.05",
        duration=5,
        proposer="Klyngesekretariatet",
        case_number="Ikke oplyst",
        recommendations=("at dagsordenen godkendes.",),
    )
    assert second == AgendaItem(
        key="forslag:17",
        number="2",
        title="Fælles indgang til akutte pladser",
        type="beslutning",
        type_label="Beslutning",
        time="15.05–15.25",
        duration=20,
        proposer="Hjørring Kommune",
        case_number="29.09.00-P20-1-26",
        presenter="Sundhedsdirektør, Hjørring Kommune",
        task="Prioriterede midler",
        summary="Kommunerne foreslår én indgang til de akutte pladser.",
        recommendations=("at klyngen godkender den fælles indgang.",),
        case_presentation="I dag er der fire indgange. Forslaget samler dem.",
        finances="Ingen.",
        patient_involvement="Pårørende har læst med.",
        health_agreement="Sundhedsaftalen, afsnittet om akutte forløb.",
    )
    assert third.key == "fast:eventuelt"


def test_a_full_item_has_amounts_attachments_and_everything_else_print_ready() -> None:
    """A closed decision on money, from two parties, for which a guest is there."""
    case = placed(
        17,
        title="Lejemål",
        proposer="Frederikshavn og PLO",
        openness=Openness.CLOSED,
        closed_reason="Udlejers tilbud er fortroligt.",
        recommendations=("at klyngen afsætter 700.000 kr.", "at udgiften deles"),
        amounts=(Amount(text="Ombygning", kroner=480000), Amount(text="Udstyr", kroner=220000)),
        total=700000,
        case_number="",
        task="noget eget",
        attachments=(Attachment(title="Tilbud"), Attachment(title="Plantegning")),
        communication="Ingen, før aftalen er skrevet under.",
        schedule="Indflytning 1. marts 2027.",
        sets_up_group=True,
        invites_patient_committee=True,
        separate_discussion=True,
    )
    agenda = compose(case, on=meeting(guests=(Guest(title="Ejendomschef, Region Nordjylland", items=("nr. 17",)),)))
    item = agenda.items[-1]
    assert (item.number, item.closed, item.type_label, item.closed_reason) == (
        "3",
        True,
        "Beslutning, lukket",
        "Udlejers tilbud er fortroligt.",
    )
    assert item.proposer == "Frederikshavn Kommune og PLO-Nordjylland"
    assert item.recommendations == ("at klyngen afsætter 700.000 kr., og", "at udgiften deles.")
    assert item.amounts == (Post(text="Ombygning", kroner="480.000"), Post(text="Udstyr", kroner="220.000"))
    assert (item.total, item.case_number, item.task) == ("700.000", "Ikke oplyst", "noget eget")
    assert item.attachments == (
        AgendaAttachment(number="3.1", title="Tilbud", closed=True),
        AgendaAttachment(number="3.2", title="Plantegning", closed=True),
    )
    assert (item.communication, item.schedule) == ("Ingen, før aftalen er skrevet under.", "Indflytning 1. marts 2027.")
    assert item.guests == ("Ejendomschef, Region Nordjylland",)
    assert item.remarks == (
        "Region og kommuner drøfter også sagen hver for sig.",
        "Sagen nedsætter en arbejdsgruppe eller et udviklingsprojekt, og Patientinddragelsesudvalget inviteres med.",
    )
    assert agenda.invited[-1] == Labelled(label="Gæster", value=f"Ejendomschef, Region Nordjylland (punkt{NBSP}3)")
    assert agenda.holds_closed
    assert (agenda.letterhead.edition, agenda.letterhead.edition_warns) == ("Intern udgave med lukkede punkter", True)


@pytest.mark.parametrize(
    ("sets_up", "invites", "remarks"),
    [
        (True, None, ("Sagen nedsætter en arbejdsgruppe eller et udviklingsprojekt.",)),
        (None, True, ("Patientinddragelsesudvalget inviteres med.",)),
        (False, False, ()),
    ],
)
def test_what_an_item_sets_up_is_said(sets_up: bool | None, invites: bool | None, remarks: tuple[str, ...]) -> None:
    """A group, an invitation, or neither."""
    case = placed(17, sets_up_group=sets_up, invites_patient_committee=invites)
    assert compose(case).items[1].remarks == remarks


def test_the_patient_committee_has_its_usual_name_where_the_register_has_none() -> None:
    """A body that names no committee of its own."""
    entry = body_file(nord(patient_committee=""), meeting())
    agenda = compose_agenda(entry, register(entry), meeting(), [placed(17, invites_patient_committee=True)], None)
    assert agenda.items[1].remarks == ("Patientinddragelsesudvalget inviteres med.",)


def test_one_proposal_to_several_bodies_becomes_an_item_in_each_with_what_is_that_bodys_own() -> None:
    """The cooperation committee writes once to two clusters; one is past its deadline, and has an item before it."""
    north, south, day = "nordjylland-nord", "syddanmark-soenderjylland", date(2026, 12, 3)
    books, ssu = register(), "SSU"
    case = placed(proposer=ssu, task="prioriterede-midler", attachments=(Attachment(title="Notat"),), bodies=(north, south))
    other = case.model_copy(update={"body": south, "received": "2026-11-24T09:00:00+01:00"})
    first, second = books.resolve(north), books.resolve(south)
    beside = placed(3, body=south, title="Et andet punkt")
    northern = compose_agenda(first, books, first.meetings[0], (case,), None)
    southern = compose_agenda(second, books, second.meetings[0], (beside, other), None)
    here, there = northern.items[1], southern.items[2]
    assert (northern.body, northern.date, southern.body, southern.date) == (north, date(2026, 11, 24), south, day)
    assert (here.key, here.number, here.attachments[0].number, here.late) == ("forslag:17", "2", "2.1", False)
    assert (there.key, there.number, there.attachments[0].number, there.late) == ("forslag:17", "3", "3.1", True)
    assert here.proposer == there.proposer == f"Sundhedssamarbejds{BREAK}udvalget"
    assert (here.title, here.case_presentation) == (there.title, there.case_presentation)


def test_an_open_item_may_have_a_closed_attachment() -> None:
    """Only that one is marked."""
    attachments = (Attachment(title="Kriterier"), Attachment(title="Tilbud", openness=Openness.CLOSED))
    found = compose(placed(17, attachments=attachments)).items[1].attachments
    assert [(one.number, one.closed) for one in found] == [("2.1", False), ("2.2", True)]


def test_a_late_proposal_is_marked_late_on_the_agenda() -> None:
    """It came on 11 November; the deadline was the 10th at 12.00."""
    late = placed(18, datetime(2026, 11, 11, 8, 0, tzinfo=COPENHAGEN))
    item = compose(late).items[1]
    assert (item.late, item.remarks) == (True, ("Forslaget er modtaget efter fristen.",))


# --- order --------------------------------------------------------------------------------------------------------


A, B, C = placed(17, title="A"), placed(18, title="B"), placed(19, title="C")
SECRET = placed(16, title="Lukket", openness=Openness.CLOSED)


def test_without_an_order_items_stand_by_receipt_number_and_closed_ones_last() -> None:
    """Standing items first and last; the closed one after everything."""
    assert lines(compose(C, SECRET, A, B)) == [
        ("1", "Godkendelse af dagsorden"),
        ("2", "A"),
        ("3", "B"),
        ("4", "C"),
        ("5", "Eventuelt"),
        ("6", "Lukket"),
    ]


@pytest.mark.parametrize(
    ("order", "titles"),
    [
        (("19", "17"), "GCABEL"),
        (("C",), "GCABEL"),
        (("eventuelt",), "GABCEL"),
        (("lukket", "17"), "GLABCE"),
        (("17", "eventuelt", "19"), "GAECBL"),
        (("eventuelt", "godkendelse-af-dagsorden"), "EGABCL"),
        (("17", "17", "nr. 17", "findes ikke"), "GABCEL"),
        (("nr. 18", "lukket", "eventuelt", "17", "19", "godkendelse-af-dagsorden"), "BLEACG"),
    ],
)
def test_the_meeting_file_orders_and_the_rest_falls_into_place(order: tuple[str, ...], titles: str) -> None:
    """G is the approval of the agenda, E any other business, L the closed item; what is named keeps the named order."""
    assert "".join(title[0] for _, title in lines(compose(A, B, C, SECRET, on=meeting(order=order)))) == titles


def test_a_withdrawn_item_of_a_draft_vanishes_and_leaves_no_hole() -> None:
    """Standing items can be withdrawn too."""
    agenda = compose(A, B, on=meeting(withdrawn=("nr. 17", "eventuelt")))
    assert lines(agenda) == [("1", "Godkendelse af dagsorden"), ("2", "B")]


def test_a_standing_item_stands_only_while_it_holds() -> None:
    """One that ended before the meeting is gone."""
    items = (standing("nyt", "Nyt", "først", valid_to=date(2026, 1, 1)), standing("slut", "Slut", "sidst"))
    entry = body_file(nord(standing_items=items), meeting())
    assert lines(compose_agenda(entry, register(entry), meeting(), [], None)) == [("1", "Slut")]


# --- after publication --------------------------------------------------------------------------------------------


def test_from_publication_on_the_numbers_stand() -> None:
    """A later item comes after, a withdrawn one keeps its number, a new order changes nothing."""
    sent = publish(compose(A, B), SENT)
    assert sent == Publication(
        sent=SENT,
        numbers=(
            ("fast:godkendelse-af-dagsorden", "1", "Godkendelse af dagsorden"),
            ("forslag:17", "2", "A"),
            ("forslag:18", "3", "B"),
            ("fast:eventuelt", "4", "Eventuelt"),
        ),
    )
    agenda = compose(A, B, C, on=meeting(withdrawn=("18",), order=("19", "17")), sent=sent)
    assert lines(agenda) == [
        ("1", "Godkendelse af dagsorden"),
        ("2", "A"),
        ("3", "B"),
        ("4", "Eventuelt"),
        ("5", "C"),
    ]
    assert agenda.items[2] == AgendaItem(
        key="forslag:18",
        number="3",
        title="B",
        type="",
        type_label="Udgået",
        withdrawn=True,
        remarks=("Punktet behandles ikke på mødet.",),
    )
    assert agenda.items[4].remarks == ("Punktet er kommet til, efter at dagsordenen blev sendt ud.",)
    assert [item.time for item in agenda.items] == ["15.00–15.05", "15.05–15.25", "", "15.25–15.30", "15.30–15.50"]


def test_a_sent_agenda_that_is_sent_again_keeps_its_withdrawn_numbers() -> None:
    """And the next later item comes after them."""
    once = publish(compose(A, B), SENT)
    twice = publish(compose(A, B, C, on=meeting(withdrawn=("18",)), sent=once), SENT)
    agenda = compose(A, B, C, placed(20, title="D"), on=meeting(withdrawn=("18",)), sent=twice)
    assert lines(agenda)[2:] == [("3", "B"), ("4", "Eventuelt"), ("5", "C"), ("6", "D")]
    assert agenda.items[2].withdrawn


@pytest.mark.parametrize(
    ("to", "remark"),
    [
        (date(2026, 12, 15), f"Punktet er udskudt til mødet den 15.{NBSP}december{NBSP}2026."),
        (None, "Punktet er udskudt til et senere møde."),
    ],
)
def test_a_published_item_that_is_postponed_says_where_to(to: date | None, remark: str) -> None:
    """It keeps its number; its content is on the other meeting's agenda."""
    sent = publish(compose(A, B), SENT)
    gone = compose(A, on=meeting(postponed=(Postponed(item="nr. 18", to=to),)), sent=sent).items[2]
    assert (gone.number, gone.title, gone.withdrawn, gone.remarks) == ("3", "B", True, (remark,))


def test_a_standing_item_that_left_the_register_keeps_its_published_number() -> None:
    """And one that came into it comes after."""
    sent = publish(compose(A), SENT)
    entry = body_file(nord(standing_items=(standing("nyt", "Nyt punkt", "først"),)), meeting())
    agenda = compose_agenda(entry, register(entry), meeting(), [A], sent)
    assert [(item.number, item.title, item.withdrawn, item.standing) for item in agenda.items] == [
        ("1", "Godkendelse af dagsorden", True, True),
        ("2", "A", False, False),
        ("3", "Eventuelt", True, True),
        ("4", "Nyt punkt", False, True),
    ]
    assert agenda.items[3].remarks == ("Punktet er kommet til, efter at dagsordenen blev sendt ud.",)


def test_a_new_version_after_publication_is_printed_under_the_old_number() -> None:
    """With its new title, and that is said."""
    sent = publish(compose(A), SENT)
    item = compose(placed(17, version=2, title="A, rettet"), sent=sent).items[1]
    assert (item.number, item.title, item.remarks) == (
        "2",
        "A, rettet",
        ("Punktets titel er ændret, efter at dagsordenen blev sendt ud.",),
    )


def test_a_withdrawn_closed_item_leaves_nothing_closed_on_the_agenda() -> None:
    """Only its title and number are left."""
    sent = publish(compose(SECRET), SENT)
    agenda = compose(SECRET, on=meeting(withdrawn=("16",)), sent=sent)
    assert not agenda.holds_closed
    assert agenda.letterhead.edition == "Offentlig udgave"


def test_numbers_that_are_no_figures_stand_as_they_are() -> None:
    """An earlier secretariat numbered with letters; the next number is the first."""
    sent = Publication(sent=SENT, numbers=(("forslag:17", "1.a", "A"),))
    assert lines(compose(A, B, sent=sent)) == [
        ("1.a", "A"),
        ("1", "Godkendelse af dagsorden"),
        ("2", "B"),
        ("3", "Eventuelt"),
    ]


def test_a_sent_agenda_says_so_on_its_first_page() -> None:
    """With the date it was sent, and no deadline for proposals any more."""
    agenda = compose(A, sent=publish(compose(A), SENT))
    assert told(agenda, "Status") == Labelled(label="Status", strong="Udsendt.", value="Punkternes numre ligger fast.")
    assert told(agenda, "Udsendt") == Labelled(label="Udsendt", value=f"Mandag den 16.{NBSP}november{NBSP}2026")
    assert labels(agenda) == ["Mødested", "Formandskab", "Vært", "Status", "Udsendt", "Afbud", "Forbehold"]
    assert agenda.letterhead.running_right == f"Dagsorden, 24.{NBSP}november{NBSP}2026"
    assert agenda.final_line == "Dagsordenen er fastlagt af formandskabet og udsendt af klyngesekretariatet."


# --- page 1 -------------------------------------------------------------------------------------------------------


def test_an_assumed_meeting_is_printed_as_assumed() -> None:
    """The chairs have not settled the date."""
    assert told(compose(on=meeting(assumed="Datoen er et eksempel.")), "Forbehold") == Labelled(
        label="Forbehold",
        value="Mødetid, mødested, vært, frister og faste punkter",
        assumed="forudsat, bekræft i forretningsordenen",
    )


def test_chairs_are_named_in_one_sentence_and_marked_where_they_are_not_certain() -> None:
    """Role titles with their organisations, unranked."""
    chairs = CoChairs(members=("Regionsrådsformand, Region Nordjylland", "Borgmester, Læsø Kommune"), certainty="usikker")
    entry = body_file(nord(co_chairs=chairs), meeting())
    agenda = compose_agenda(entry, register(entry), meeting(leading=("Borgmester, Læsø Kommune",)), [], None)
    assert told(agenda, "Formandskab") == Labelled(
        label="Formandskab",
        value="Regionsrådsformand i Region Nordjylland og borgmester i Læsø Kommune",
        assumed="usikkert, skal bekræftes",
    )
    assert told(agenda, "Mødeledelse") == Labelled(label="Mødeledelse", value="Borgmester i Læsø Kommune")


def test_chairs_who_lead_together_are_named_once() -> None:
    """Whatever order the meeting file has them in."""
    chairs = ("borgmesteren i Frederikshavn Kommune", "Regionsrådsformanden")
    assert "Mødeledelse" not in labels(compose(on=meeting(leading=chairs)))


def test_a_health_council_has_no_chairs_hosts_or_deadlines_to_print() -> None:
    """Its register says nothing of them; who leads the meeting is named."""
    council = body_file(vendsyssel(), meeting(date(2027, 1, 19), leading=("Formand for sundhedsrådet",), host=""))
    draft = compose_agenda(council, register(council), council.meetings[0], [], None)
    assert labels(draft) == ["Mødested", "Mødeledelse", "Status"]
    assert draft.subtitle == "Møde i Sundhedsråd Vendsyssel"
    assert draft.letterhead.parties == ("Region Nordjylland", "Kommunerne Brønderslev, Frederikshavn, Hjørring og Læsø")
    assert draft.invited == (
        Labelled(label="Region", value="Mindst fem regionsrådsmedlemmer"),
        Labelled(label="Kommuner", value="Kommunalbestyrelsesmedlemmer i Brønderslev, Frederikshavn, Hjørring og Læsø"),
    )
    assert draft.final_line == "Udkast. Dagsordenen sendes ud af rådssekretariatet."
    sent = compose_agenda(council, register(council), council.meetings[0], [], publish(draft, SENT))
    assert sent.final_line == "Dagsordenen er udsendt af rådssekretariatet."


def test_an_unknown_host_is_said_only_where_hosting_goes_in_turn() -> None:
    """Klynge Nord takes turns; Sønderjylland agrees on it."""
    assert told(compose(on=meeting(host="")), "Vært").value == "Ikke oplyst"
    south = body_file(soenderjylland(), meeting(host=""))
    assert "Vært" not in labels(compose_agenda(south, register(south), south.meetings[0], [], None))


def test_deadlines_are_printed_without_a_mark_where_a_source_states_them() -> None:
    """And apologies go to whom the meeting file names."""
    entry = body_file(nord(deadlines=(deadlines(assumed=""),)), meeting())
    agenda = compose_agenda(entry, register(entry), meeting(apologies_to="Sekretariatet for Nord"), [], None)
    assert told(agenda, "Afbud") == Labelled(
        label="Afbud", value=f"Til Sekretariatet for Nord senest fredag den 20.{NBSP}november{NBSP}2026 kl.{NBSP}12.00"
    )
    assert told(agenda, "Forbehold").value == "Faste punkter"


def test_an_unknown_place_is_printed_as_unknown() -> None:
    """A meeting without a place yet; standing items that a source states are not marked."""
    entry = body_file(nord(standing_items=(standing("nyt", "Nyt", "først", assumed=""),)), meeting())
    agenda = compose_agenda(entry, register(entry), meeting(place=""), [], None)
    assert told(agenda, "Mødested").value == "Ikke oplyst"
    assert told(agenda, "Forbehold").value == "Frister"


def test_a_secretariat_with_a_name_of_its_own_keeps_its_capital() -> None:
    """Only a common noun loses it inside a sentence."""
    entry = body_file(nord(secretariat=Secretariat(name="Fælles Stab Nord")), meeting())
    agenda = compose_agenda(entry, register(entry), meeting(), [], None)
    assert agenda.final_line.endswith("sendes ud af Fælles Stab Nord.")


def test_items_that_take_longer_than_the_meeting_are_pointed_out() -> None:
    """Two hours are planned; the items take 130 minutes."""
    long = placed(17, duration=120)
    agenda = compose(long)
    assert told(agenda, "Tid") == Labelled(label="Tid", strong="Bemærk.", value="Punkterne tager 130 minutter; mødet varer 120.")
    assert judge_times(agenda, meeting()) == (
        warning(
            "slut",
            "Punkterne tager 130 minutter, men mødet varer 120.",
            "Giv punkterne kortere tid, udskyd et af dem, eller forlæng mødet.",
        ),
    )
    assert judge_times(compose(A), meeting()) == ()


def test_an_item_without_minutes_has_no_time() -> None:
    """Any other business, of no length."""
    entry = body_file(nord(standing_items=(standing("evt", "Eventuelt", "sidst", minutes=0),)), meeting())
    assert compose_agenda(entry, register(entry), meeting(), [], None).items[0].time == ""


def test_many_items_flow_on_from_the_first_page() -> None:
    """With at most ten items the first begins a new page."""
    many = [placed(number, title=f"Sag {number}", duration=5) for number in range(1, 10)]
    assert compose(*many[:2]).break_before_items
    assert not compose(*many).break_before_items


def test_an_information_item_is_labelled_so() -> None:
    """And prints no recommendation when it has none."""
    item = compose(placed(17, type=ItemType.INFORMATION, recommendations=())).items[1]
    assert (item.type, item.type_label, item.recommendations) == ("orientering", "Orientering", ())
