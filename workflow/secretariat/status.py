"""How things stand, put together from the journal, the heartbeat of the watch, the disk and what lies in the inbox."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from workflow import danish
from workflow.archive.disks import Room
from workflow.archive.entries import Arrival, Failing
from workflow.archive.heartbeat import Beat, Foreign
from workflow.archive.settling import FOR_A_PERSON, Waiting
from workflow.archive.workspace import Workspace
from workflow.domain.findings import Finding, error, warning
from workflow.domain.receipts import Outcome
from workflow.domain.standings import Latest, Standing, StillThere
from workflow.secretariat.today import in_denmark

LATEST, MOST_NAMED = 10, 100
LONG = timedelta(days=1)
STALE = timedelta(hours=1)
OUTCOMES = {
    Outcome.ACCEPTED: "modtaget",
    Outcome.REJECTED: "afvist",
    Outcome.UNREADABLE: "ulæselig",
    Outcome.DUPLICATE: "dublet",
    Outcome.KEPT: "gemt",
}
_SEVERAL = {
    Outcome.ACCEPTED: "modtagne",
    Outcome.REJECTED: "afviste",
    Outcome.UNREADABLE: "ulæselige",
    Outcome.DUPLICATE: "dubletter",
    Outcome.KEPT: "gemte",
}


@dataclass(frozen=True)
class Scene:
    """What the status is told from.

    Attributes:
        workspace: the folders.
        now: this moment in Denmark.
        beat: the last heartbeat of the watch on this machine.
        on_guard: whether that watch is at work.
        others: the heartbeats of klynge on other machines.
        foreign: what they have claimed and not finished.
        waiting: what stays in the inbox.
        room: what is left on the disk of the journal; None where it cannot be asked.
        counts: how many files came in, by outcome.
        latest: the latest of them.
        failing: the documents that could not be written.
        trouble: what keeps us from reading the inbox or the journal just now, a Danish sentence, or "".
    """

    workspace: Workspace
    now: datetime
    beat: Beat | None = None
    on_guard: bool = False
    others: tuple[Beat, ...] = ()
    foreign: tuple[Foreign, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    room: Room | None = None
    counts: tuple[tuple[Outcome | None, int], ...] = ()
    latest: tuple[Arrival, ...] = ()
    failing: tuple[Failing, ...] = ()
    trouble: str = ""


def standing(scene: Scene) -> Standing:
    """How things stand, as it is told to people. The same scene always gives the same standing."""
    needs = tuple({f"{need.problem} {need.hint}".rstrip(): need for need in _needs(scene)}.values())
    waiting = len(scene.waiting)
    count = f"{danish.counted(waiting, 'fil', 'filer')} ligger i indbakken." if waiting else "Indbakken er tom."
    return Standing(
        at=moment(scene.now),
        state=_state(len(needs)),
        state_text=count if not scene.trouble else "",
        details=tuple(_details(scene)),
        needs=needs,
        waiting=tuple(_waiting(scene)),
        more=max(0, waiting - MOST_NAMED),
        latest=tuple(_latest(scene, arrival) for arrival in reversed(scene.latest)),
        troubles=tuple((moment(at, scene.now), sentence) for at, sentence in _errors(scene)),
        keeps_itself=scene.on_guard,
    )


def _state(count: int) -> str:
    """The state in a few words, by how many things need a person."""
    word = danish.capital(danish.count_word(count)) if count > 1 else "Én"
    return f"{word} ting kræver en person" if count else "Alt er i orden"


def moment(at: datetime | str, now: datetime | None = None) -> str:
    """A moment in words: "kl. 14.05" on the same day, else with its date.

    Args:
        at: as a time or in ISO 8601.
        now: what "the same day" is; None always names the date.
    """
    at = datetime.fromisoformat(at) if isinstance(at, str) else at
    clock = f"kl.{danish.NBSP}{danish.clock(at.time())}"
    return clock if now and at.date() == now.date() else f"{danish.weekday_date(at.date())} {clock}"


def _details(scene: Scene) -> Iterator[tuple[str, str]]:
    """The facts, label and value."""
    beat = scene.beat
    yield "Indbakke", str(scene.workspace.inbox)
    if beat and beat.read:
        yield "Sidst læst", danish.capital(moment(beat.read, scene.now))
    yield "Vagt", _watch(scene)
    total = sum(count for _, count in scene.counts)
    told = [danish.counted(count, OUTCOMES[outcome], _SEVERAL[outcome]) for outcome, count in scene.counts if outcome]
    yield "Kommet ind", danish.counted(total, "fil", "filer") + (f" ({', '.join(told)})" if told else "")
    if scene.room:
        yield "Ledig plads", f"{size(scene.room.free)} på disken med journalen og originalerne"


def _watch(scene: Scene) -> str:
    """What the watch on this machine does."""
    beat = scene.beat
    if beat is None:
        return "Ikke startet på denne maskine"
    if not scene.on_guard:
        return f"Stoppet {moment(beat.seen, scene.now)}" if beat.stopped else "Ikke i gang"
    slow = f"; ser kun efter på klokkeslæt, for {beat.deaf}" if beat.deaf else ""
    return f"I gang på {beat.machine} siden {moment(beat.started, scene.now)}{slow}"


def _needs(scene: Scene) -> Iterator[Finding]:
    """What somebody must do something about."""
    yield from operation(scene)
    for failing in scene.failing:
        yield _unwritten(failing)
    yield from _about_waiting(scene)


def operation(scene: Scene) -> Iterator[Finding]:
    """What is wrong with the watch, the inbox, the disk, or because of other machines."""
    beat = scene.beat
    if scene.trouble:
        yield error("indbakke", scene.trouble)
    if beat and scene.on_guard and beat.trouble and beat.trouble != scene.trouble:
        yield error("vagt", beat.trouble)
    if beat and not beat.stopped and not (scene.on_guard and beat.is_fresh(scene.now)):
        problem = f"Vagten er gået i stå. Den så sidst efter {moment(beat.seen, scene.now)}."
        yield error("vagt", problem, "Start den igen med 'klynge vagt', eller kør 'klynge modtag'.")
    yield from _about_room(scene)
    yield from _about_others(scene)


def _about_room(scene: Scene) -> Iterator[Finding]:
    """Whether the disk is full."""
    if scene.room and scene.room.is_gone:
        yield FULL_DISK
    elif scene.room and scene.room.is_scarce:
        yield warning("disk", f"Disken er næsten fuld: {size(scene.room.free)} er ledig.", MAKE_ROOM)


MAKE_ROOM = "Gør plads på disken. Slet intet i mappen data og i indbakkens _arkiv."
FULL_DISK = error("disk", "Disken er fuld, så nye filer bliver liggende i indbakken.", MAKE_ROOM)
"""That nothing new is taken in for want of room; without a number, so that the watch and the status say one and the same."""


def _about_others(scene: Scene) -> Iterator[Finding]:
    """Other machines at the same inbox, and what they took and never finished."""
    fresh = {beat.instance: beat for beat in scene.others if beat.is_fresh(scene.now)}
    for beat in fresh.values():
        problem = f"En anden vagt kører på {beat.machine} (set {moment(beat.seen, scene.now)}) og tager fra samme indbakke."
        yield warning("vagt", problem, "Lad kun én maskine tage imod, og stop vagten på den anden.")
    machines = {beat.instance: beat.machine for beat in scene.others}
    for foreign in scene.foreign:
        since = in_denmark(foreign.since)
        if foreign.instance in fresh or scene.now - since < STALE:
            continue
        machine = machines.get(foreign.instance, "en anden maskine")
        count = danish.counted(foreign.count, "fil", "filer")
        done = "færdig" if foreign.count == 1 else "færdige"
        problem = f"{count} er taget af klynge på {machine} og ikke gjort {done}, den ældste {moment(since, scene.now)}."
        theirs = f"_igang/{foreign.instance}"
        hint = f"Start klynge dér igen. Findes maskinen ikke mere, så flyt filerne fra {theirs} tilbage i indbakken."
        yield error("indbakke", problem, hint)


def _unwritten(failing: Failing) -> Finding:
    """A document that could not be written."""
    due = failing.due
    what = f"{danish.capital(due.kind)} for {due.body} den {danish.long_date(due.meeting)}"
    return warning("udbakke", f"{what} er ikke skrevet. {failing.reason}".strip(), "Det prøves igen ved hvert kig i indbakken.")


def _about_waiting(scene: Scene) -> Iterator[Finding]:
    """What no waiting will mend, and what has lain in the inbox for so long that somebody ought to look."""
    for reason in dict.fromkeys(one.reason for one in scene.waiting if one.reason in FOR_A_PERSON):
        first, *others = [one.name for one in scene.waiting if one.reason == reason]
        more = f" og {danish.counted(len(others), 'anden ting', 'andre ting')}" if others else ""
        yield warning("indbakke", f"{first}{more} bliver liggende i indbakken.", reason)
    since = _since(scene)
    old = [
        one.name
        for one in scene.waiting
        if one.reason not in FOR_A_PERSON and one.name in since and scene.now - since[one.name] >= LONG
    ]
    if old:
        what = f"{old[0]} har" if len(old) == 1 else f"{len(old)} filer har"
        yield warning("indbakke", f"{what} ligget i indbakken i mere end et døgn.", "Se nedenfor, hvad der er i vejen.")


def _waiting(scene: Scene) -> Iterator[StillThere]:
    """What stays in the inbox, why, and since when; the first hundred of them."""
    since = _since(scene)
    for one in scene.waiting[:MOST_NAMED]:
        yield StillThere(name=one.name, reason=one.reason, since=moment(since[one.name], scene.now) if one.name in since else "")


def _since(scene: Scene) -> dict[str, datetime]:
    """When the watch first saw what waits, by name."""
    return {name: datetime.fromisoformat(at) for name, _, at in (scene.beat.waiting if scene.beat else ())}


def _latest(scene: Scene, arrival: Arrival) -> Latest:
    """A file that came in lately."""
    return Latest(
        number=arrival.number,
        name=arrival.shown,
        received=moment(arrival.received, scene.now),
        verdict=OUTCOMES[arrival.outcome] if arrival.outcome else "under behandling",
        title=arrival.receipt.title if arrival.receipt else "",
        receipt=arrival.receipt_name,
    )


def _errors(scene: Scene) -> tuple[tuple[str, str], ...]:
    """The latest troubles of the watch, the newest first."""
    return tuple(reversed(scene.beat.errors)) if scene.beat else ()


def size(count: int) -> str:
    """A number of bytes as people say it: "12 GB", "340 MB"."""
    if count >= 1_000_000_000:  # noqa: PLR2004 - a gigabyte
        return f"{count / 1_000_000_000:.1f}".replace(".", ",") + " GB"
    return f"{danish.thousands(count // 1_000_000)} MB"
