"""How things stand: what is told from the journal, the heartbeat, the disk, other machines and the inbox."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from workflow.archive.disks import Room
from workflow.archive.entries import Arrival, DocumentKind, Due, Failing, Stored
from workflow.archive.heartbeat import Beat, Foreign
from workflow.archive.settling import FOLDER, LINK, STILL_COPYING, Waiting
from workflow.archive.workspace import Workspace
from workflow.domain.receipts import Outcome, Receipt
from workflow.domain.standings import Latest, Standing, StillThere
from workflow.secretariat.status import Scene, size, standing

_ = "\N{NO-BREAK SPACE}"
NOW = datetime(2026, 11, 21, 14, 5)  # noqa: DTZ001 - Danish local time, as everywhere in the house
AT = "2026-11-21T14:04:00"
BEAT = Beat("a", "KONTOR-PC", 7, "2026-11-20T08:00:00", AT, AT)
PLENTY = Room(80_000_000_000, 100_000_000_000)
CALM = Scene(Workspace(Path("sekretariat")), NOW, BEAT, on_guard=True, room=PLENTY)


def _said(standing: Standing) -> list[str]:
    """What needs a person, each with its remedy."""
    return [f"{need.problem} {need.hint}".strip().replace("\N{NO-BREAK SPACE}", " ") for need in standing.needs]


def _details(standing: Standing) -> dict[str, str]:
    """The facts."""
    return {label: value.replace("\N{NO-BREAK SPACE}", " ") for label, value in standing.details}


def test_when_nothing_is_the_matter_all_is_well() -> None:
    """The watch runs, the inbox is empty, there is room."""
    told = standing(CALM)
    assert (told.state, told.state_text, told.needs, told.keeps_itself) == ("Alt er i orden", "Indbakken er tom.", (), True)
    assert told.at.replace("\N{NO-BREAK SPACE}", " ") == "lørdag den 21. november 2026 kl. 14.05"
    assert _details(told) == {
        "Indbakke": str(Path("sekretariat/inbox")),
        "Sidst læst": "Kl. 14.04",
        "Vagt": "I gang på KONTOR-PC siden fredag den 20. november 2026 kl. 08.00",
        "Kommet ind": "0 filer",
        "Ledig plads": "80,0 GB på disken med journalen og originalerne",
    }


def test_a_secretariat_without_a_watch_is_told_that_there_is_none_and_no_more() -> None:
    """They use 'klynge modtag'; the disk does not tell how much room there is."""
    told = standing(replace(CALM, beat=None, on_guard=False, room=None))
    assert (told.needs, _details(told)["Vagt"], told.keeps_itself) == ((), "Ikke startet på denne maskine", False)
    assert not {"Ledig plads", "Sidst læst"} & _details(told).keys()


def test_a_watch_that_was_stopped_is_no_trouble_and_one_that_fell_over_is() -> None:
    """Stopped with Ctrl-C; killed; hanging, while it still holds the lock."""
    stopped = standing(replace(CALM, beat=replace(BEAT, stopped=True), on_guard=False))
    assert (stopped.needs, _details(stopped)["Vagt"]) == ((), "Stoppet kl. 14.04")
    killed = standing(replace(CALM, on_guard=False))
    hanging = standing(replace(CALM, beat=replace(BEAT, seen="2026-11-21T13:00:00")))
    remedy = "Start den igen med 'klynge vagt', eller kør 'klynge modtag'."
    assert _said(killed) == [f"Vagten er gået i stå. Den så sidst efter kl. 14.04. {remedy}"]
    assert _said(hanging) == [f"Vagten er gået i stå. Den så sidst efter kl. 13.00. {remedy}"]
    assert _details(killed)["Vagt"] == "Ikke i gang"


def test_what_keeps_the_watch_from_its_work_needs_a_person_and_is_remembered_afterwards() -> None:
    """The share is away; then it is back."""
    sentence = "Vagten kan ikke læse indbakken."
    away = standing(replace(CALM, beat=replace(BEAT, trouble=sentence, errors=((AT, sentence),))))
    back = standing(replace(CALM, beat=replace(BEAT, errors=(("2026-11-20T10:00:00", "Andet."), (AT, sentence)))))
    assert (_said(away), away.state) == ([sentence], "Én ting kræver en person")
    assert back.needs == ()
    assert [(at.replace("\N{NO-BREAK SPACE}", " "), what) for at, what in back.troubles] == [
        ("kl. 14.04", sentence),
        ("fredag den 20. november 2026 kl. 10.00", "Andet."),
    ]


def test_what_we_see_ourselves_is_said_once() -> None:
    """The mark is missing, and the watch has noticed as well; nobody says that the inbox is empty."""
    told = standing(replace(CALM, trouble="Mærket mangler.", beat=replace(BEAT, trouble="Mærket mangler.")))
    assert (_said(told), told.state_text) == (["Mærket mangler."], "")


def test_a_watch_that_is_not_called_says_why_it_looks_on_time_only() -> None:
    """The system has no watches left."""
    told = standing(replace(CALM, beat=replace(BEAT, deaf="styresystemet har ikke flere overvågninger ledige")))
    assert _details(told)["Vagt"].endswith("; ser kun efter på klokkeslæt, for styresystemet har ikke flere overvågninger ledige")


def test_a_disk_that_fills_is_told_before_and_when_it_is_full() -> None:
    """Less than a gigabyte; less than is needed to finish what is begun."""
    make_room = "Gør plads på disken. Slet intet i mappen data og i indbakkens _arkiv."
    assert _said(standing(replace(CALM, room=Room(900_000_000, 10**12)))) == [
        f"Disken er næsten fuld: 900 MB er ledig. {make_room}"
    ]
    full = f"Disken er fuld, så nye filer bliver liggende i indbakken. {make_room}"
    assert _said(standing(replace(CALM, room=Room(3_000_000, 10**12)))) == [full]
    assert _said(standing(replace(CALM, room=Room(3_000_000, 10**12), beat=replace(BEAT, trouble=full)))) == [full]


def test_other_machines_at_the_same_inbox_are_told() -> None:
    """One runs and has files in hand, one died with two files in hand, one is unknown and has only just taken one."""
    running, dead = replace(BEAT, instance="b", machine="SERVER"), Beat("c", "GAMMEL-PC", 1, AT, "2026-10-01T10:00:00")
    long_ago, just_now = datetime(2026, 10, 1, 8, tzinfo=UTC), datetime(2026, 11, 21, 13, 0, tzinfo=UTC)
    foreign = (Foreign("b", 3, long_ago), Foreign("c", 2, long_ago), Foreign("d", 1, just_now), Foreign("e", 1, long_ago))
    assert _said(standing(replace(CALM, others=(running, dead), foreign=foreign))) == [
        (
            "En anden vagt kører på SERVER (set kl. 14.04) og tager fra samme indbakke. "
            "Lad kun én maskine tage imod, og stop vagten på den anden."
        ),
        (
            "2 filer er taget af klynge på GAMMEL-PC og ikke gjort færdige, den ældste torsdag den 1. oktober 2026 kl. 10.00. "
            "Start klynge dér igen. Findes maskinen ikke mere, så flyt filerne fra _igang/c tilbage i indbakken."
        ),
        (
            "1 fil er taget af klynge på en anden maskine og ikke gjort færdig, den ældste torsdag den 1. oktober 2026 kl. "
            "10.00. Start klynge dér igen. Findes maskinen ikke mere, så flyt filerne fra _igang/e tilbage i indbakken."
        ),
    ]


def test_what_waits_is_told_with_its_reason_and_since_when() -> None:
    """A file since yesterday, one since this morning, one of which the watch knows nothing."""
    waiting = (Waiting("c.docx", "Den venter."), Waiting("a.docx", "Den venter."), Waiting("b.docx", "Den venter."))
    since = (("c.docx", "Den venter.", "2026-11-20T14:05:00"), ("a.docx", "Den venter.", "2026-11-21T09:00:00"))
    told = standing(replace(CALM, waiting=waiting, beat=replace(BEAT, waiting=since)))
    assert told.state_text == "3 filer ligger i indbakken."
    assert told.waiting == (
        StillThere(name="c.docx", reason="Den venter.", since=f"fredag den 20.{_}november{_}2026 kl.{_}14.05"),
        StillThere(name="a.docx", reason="Den venter.", since=f"kl.{_}09.00"),
        StillThere(name="b.docx", reason="Den venter.", since=""),
    )
    assert _said(told) == ["c.docx har ligget i indbakken i mere end et døgn. Se nedenfor, hvad der er i vejen."]
    older = tuple((name, reason, "2026-11-01T09:00:00") for name, reason, _ in since)
    assert _said(standing(replace(CALM, waiting=waiting, beat=replace(BEAT, waiting=older)))) == [
        "2 filer har ligget i indbakken i mere end et døgn. Se nedenfor, hvad der er i vejen."
    ]


def test_what_no_waiting_will_mend_needs_a_person_at_once() -> None:
    """An empty folder for two days, and three shortcuts that the watch has just seen; what is being copied needs nobody."""
    waiting = (
        Waiting("Mappe", FOLDER),
        *(Waiting(name, LINK) for name in ("a.docx", "b.docx", "c.docx")),
        Waiting("d.docx", STILL_COPYING),
    )
    beat = replace(BEAT, waiting=(("Mappe", FOLDER, "2026-11-19T09:00:00"),))
    told = standing(replace(CALM, waiting=waiting, beat=beat))
    assert (told.state, _said(told)) == (
        "To ting kræver en person",
        [
            "Mappe bliver liggende i indbakken. Mappen er tom; læg skemaet og dets bilag i den, så tages den som én sag.",
            ("a.docx og 2 andre ting bliver liggende i indbakken. Det er en genvej og ikke en fil; læg selve filen i indbakken."),
        ],
    )


def test_of_very_many_files_a_hundred_are_named() -> None:
    """Somebody drops a whole archive."""
    told = standing(replace(CALM, waiting=tuple(Waiting(f"{number}.docx", "Den venter.") for number in range(9000))))
    assert (told.state_text, len(told.waiting), told.more) == ("9.000 filer ligger i indbakken.", 100, 8900)


def test_documents_that_could_not_be_written_need_a_person() -> None:
    """The template is broken."""
    failing = Failing(Due(DocumentKind.AGENDA, "nordjylland-vest", date(2026, 11, 30)), "Skabelonen er tom.")
    assert _said(standing(replace(CALM, failing=(failing,)))) == [
        (
            "Dagsorden for nordjylland-vest den 30. november 2026 er ikke skrevet. Skabelonen er tom. "
            "Det prøves igen ved hvert kig i indbakken."
        ),
    ]


def test_what_came_in_is_counted_in_words_that_fit_the_number() -> None:
    """Two of each kind, and one."""
    several = tuple((outcome, 2) for outcome in Outcome)
    told = _details(standing(replace(CALM, counts=several)))["Kommet ind"]
    assert told == "10 filer (2 modtagne, 2 afviste, 2 ulæselige, 2 dubletter, 2 gemte)"
    assert _details(standing(replace(CALM, counts=((Outcome.DUPLICATE, 1),))))["Kommet ind"] == "1 fil (1 dublet)"


def test_what_came_in_is_told_with_its_receipt_the_newest_first() -> None:
    """One was accepted this morning, one is in hand."""
    receipt = Receipt(number="2026-0001", outcome=Outcome.ACCEPTED, sender="Klynge Nord", title="Nyt hold", state="Modtaget")
    first = Arrival(1, "i", "a.docx", Stored("", 1, 1), "2026-11-21T09:00:00", outcome=Outcome.ACCEPTED, receipt=receipt)
    second = Arrival(2, "j", "b.docx", Stored("", 1, 1), "2026-11-20T09:00:00")
    counts: tuple[tuple[Outcome | None, int], ...] = ((None, 1), (Outcome.ACCEPTED, 1))
    told = standing(replace(CALM, latest=(replace(first, receipt_name="0001.html"), second), counts=counts))
    assert _details(told)["Kommet ind"] == "2 filer (1 modtaget)"
    assert told.latest == (
        Latest(
            number=2,
            name="b.docx",
            received=f"fredag den 20.{_}november{_}2026 kl.{_}09.00",
            verdict="under behandling",
        ),
        Latest(
            number=1,
            name="a.docx",
            received=f"kl.{_}09.00",
            verdict="modtaget",
            title="Nyt hold",
            receipt="0001.html",
        ),
    )


def test_sizes_are_said_as_people_say_them() -> None:
    """From a disk of a thousand gigabytes down to nothing."""
    assert [size(count) for count in (1_234_000_000_000, 1_500_000_000, 999_999_999, 0)] == [
        "1234,0 GB",
        "1,5 GB",
        "999 MB",
        "0 MB",
    ]
