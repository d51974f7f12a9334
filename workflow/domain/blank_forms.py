"""The blank proposal form of one body or of them all: its rows from the schema, its choices and dates from the register."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from workflow import danish
from workflow.domain.letterheads import name_and_level, party_lines
from workflow.domain.meetings import Meeting, last_moment
from workflow.domain.placing import proposal_deadline
from workflow.domain.proposals import FORM_NAME, FORM_VERSION, ItemType, Openness, Proposal
from workflow.domain.records import form_number
from workflow.domain.register import BodyFile, Register

MOST_MEETINGS = 6
BODY_LABELS = {"samarbejdsudvalg": "Samarbejdsudvalg", "sundhedsråd": "Sundhedsråd"}
"""What the first field is called on the form of a body that is no cluster; the schema calls it by the clusters."""
PLAIN_SUBTITLE, ANY_BODY = "Forslag til et punkt på dagsordenen", "Vælg organ"
"""What stands above the fields, and in the first one, where no cluster is meant."""
_BODIES = ("sundhedsklynge", "samarbejdsudvalg", "sundhedsråd")
"""The kinds of body that proposals are made to, in the order of the list; patient committees are asked, and decide nothing."""


class AnswerKind(StrEnum):
    """How a row is answered."""

    TEXT = "tekst"
    LINES = "flere linjer"
    ONE_OF = "valg"
    SUGGESTED = "valg eller egen tekst"
    DAY = "dato"
    FREE = "fri tekst"


@dataclass(frozen=True)
class Choice:
    """One choice of a list: what it shows, and the answer that it stands for."""

    shown: str
    value: str


@dataclass(frozen=True)
class FormRow:
    """One row: the schema's key, number and label, and how it is answered.

    Attributes:
        name: the key in the schema.
        number: the number on the form.
        label: the field's title.
        help: a sentence below the label.
        kind: how it is answered.
        prompt: what asks for the answer; empty for a free cell.
        choices: what the list offers.
        answer: what is filled in beforehand.
        height: the least height of a free cell, in millimetres.
    """

    name: str
    number: int
    label: str
    help: str
    kind: AnswerKind
    prompt: str = ""
    choices: tuple[Choice, ...] = ()
    answer: str = ""
    height: int = 0


@dataclass(frozen=True)
class FormTable:
    """One table of rows under a heading."""

    heading: str
    rows: tuple[FormRow, ...]
    new_page: bool = False


@dataclass(frozen=True)
class BlankForm:
    """A whole form.

    Attributes:
        title: the heading.
        subtitle: what it is for.
        mark: the line that tells which form and version it is.
        meetings: the coming meetings with their deadlines, as label and sentence.
        tables: its tables.
        final_line: the last line.
        core_title: the document's title.
        masthead: what replaces the words of the form for all in page headers: sender, level, parties, running line.
    """

    subtitle: str
    meetings: tuple[tuple[str, str], ...]
    tables: tuple[FormTable, ...]
    core_title: str
    masthead: tuple[str, str, tuple[str, ...], str]
    title: str = "Dagsordensforslag"
    mark: str = f"Skema: {FORM_NAME} · version {FORM_VERSION}"
    steps: tuple[str, ...] = (
        "Udfyld højre kolonne. Skriv ét forslag i hvert skema.",
        "Gem skemaet som Word-fil, og læg det sammen med bilagene i mappen Indbakke.",
        "Du får en kvittering, der viser, hvad vi har læst, og hvad der eventuelt mangler.",
    )
    final_line: str = "Felter, der ikke er relevante, kan stå tomme. Mangler der noget nødvendigt, fremgår det af kvitteringen."


MASTHEAD = (
    "Sundhedsklyngerne",
    "Politisk niveau",
    ("Regioner, kommuner og almen praksis",),
    "Sundhedsklyngerne, politisk niveau",
)
"""What the form for all says in its page headers."""
COUNCILS = ("Sundhedsrådene", "Politisk niveau", ("Regioner og kommuner",), "Sundhedsrådene, politisk niveau")
"""The same where all bodies are councils, as from 1 January 2027."""

_TABLES = (
    ("Mødet og afsenderen", range(1, 6), False),
    ("Punktet", range(6, 12), False),
    ("Sagen og bilag", range(12, 19), True),
    ("Særligt for sagen", range(19, 28), False),
)
_T, _L, _O, _S, _D, _F = AnswerKind
_YES_OR_NO = (Choice("Ja", "ja"), Choice("Nej", "nej"))
_GUIDANCE: dict[str, tuple[AnswerKind, str, str, int]] = {
    "organer": (_S, "Flere: skriv semikolon imellem", "Vælg klynge, udvalg eller råd", 0),
    "mødedato": (_D, "Tomt: det næste møde", "Vælg dato", 0),
    "forslagsstiller": (_T, "Den part, der stiller forslaget", "Skriv forslagsstiller", 0),
    "kontaktperson": (_T, "Titel og organisation", "Skriv kontaktperson", 0),
    "kontaktoplysninger": (_T, "Offentliggøres ikke", "Skriv e-mail og telefon", 0),
    "titel": (_T, "Højst 100 tegn. Sig, hvad der skal besluttes eller drøftes", "Skriv titel", 0),
    "sagstype": (_O, "", "Vælg sagstype", 0),
    "offentlighed": (_O, "", "Vælg åbent eller lukket", 0),
    "lukket_begrundelse": (_T, "Kun ved lukket punkt, med henvisning til loven", "Skriv begrundelse", 0),
    "tidsforbrug": (_T, "Antal minutter", "Skriv antal minutter", 0),
    "sagsnummer": (_T, "Jeres eget journalnummer", "Skriv sagsnummer", 0),
    "resumé": (_F, "Højst fem linjer", "", 20),
    "indstilling": (_F, "Én linje for hver sætning, der begynder med ”at”", "", 24),
    "sagsfremstilling": (_F, "Baggrund, forslag og følger for parterne. Konklusionen først", "", 72),
    "økonomi": (_F, "Beløb, periode og kilde. Skriv ”Ingen.”, hvis sagen ikke koster noget", "", 20),
    "patientinddragelse": (_F, "Hvordan er eller bliver de inddraget?", "", 16),
    "sundhedsaftale": (_F, "Hvilken del af aftalen hører sagen til?", "", 14),
    "bilag": (
        _F,
        "Ét bilag pr. linje, med filens navn. Skriv ”(lukket)” efter et bilag, der ikke må offentliggøres",
        "",
        34,
    ),
    "oplægsholder": (_T, "Titel og organisation", "Skriv oplægsholder", 0),
    "beløb": (_F, "Én post pr. linje, for eksempel ”Fælles uddannelse: 350.000”", "", 20),
    "beløb_i_alt": (_T, "Summen af posterne i kroner", "Skriv beløb i alt", 0),
    "nedsætter_arbejdsgruppe": (
        _O,
        "Nedsætter sagen en arbejdsgruppe eller et udviklingsprojekt?",
        "Vælg ja eller nej",
        0,
    ),
    "inviterer_patientudvalget": (_O, "Inviteres udvalget med?", "Vælg ja eller nej", 0),
    "særskilt_drøftelse": (_O, "Drøfter region og kommuner også sagen hver for sig?", "Vælg ja eller nej", 0),
    "opgave": (_T, "Den opgave i kommissoriet, som sagen hører til", "Skriv opgave", 0),
    "kommunikation": (_L, "Hvem fortæller hvad til hvem efter mødet?", "Skriv kommunikation", 0),
    "tidsplan": (_L, "Den videre proces med datoer", "Skriv tidsplan", 0),
}
"""How each field is asked for on paper; its number, label and meaning are the schema's."""
HELPS = frozenset(text for _, text, _, _ in _GUIDANCE.values() if text)
"""The sentences below the labels."""
_LISTED = {"mødedato": "Vælg møde", "forslagsstiller": "Vælg part", "opgave": "Vælg opgave"}
"""How a field asks when a body's own form offers a list."""


def form_for_all(register: Register, on: date | None = None) -> BlankForm:
    """The form for any body.

    Args:
        register: where the bodies stand.
        on: leave out bodies that are gone by this day; None for none.
    """
    there = receiving(register, on)
    kinds = {entry.body.kind for entry in there}
    kind = next(iter(kinds)) if len(kinds) == 1 else _BODIES[0]
    offered = tuple(Choice(entry.body.name, entry.body.name) for entry in there)
    is_cluster = kind == _BODIES[0]
    return BlankForm(
        subtitle="Forslag til et punkt på klyngens dagsorden" if is_cluster else PLAIN_SUBTITLE,
        meetings=(),
        tables=_tables(kind, {"organer": offered}, {}),
        core_title=f"Dagsordensforslag til {kind}",
        masthead=COUNCILS if kind == "sundhedsråd" else MASTHEAD,
    )


def form_of(entry: BodyFile, register: Register, on: date) -> BlankForm:
    """The form of one body: named on it, with its parties, its tasks, its coming meetings and their deadlines."""
    body, meetings = entry.body, _coming(entry, on)
    names = [name for name in (one.body.name for one in receiving(register, on)) if name != body.name]
    choices = {
        "organer": tuple(Choice(name, name) for name in (body.name, *names)),
        "mødedato": tuple(Choice(_plain(danish.long_date(one.date)), one.date.isoformat()) for one in meetings),
        "forslagsstiller": tuple(Choice(one.name, one.name) for one in register.parties(body, on)),
        "opgave": tuple(Choice(task.title, task.id) for task in body.tasks),
    }
    return BlankForm(
        subtitle=f"Forslag til et punkt på dagsordenen i {body.name}",
        meetings=tuple((f"Møde {one.date.day}.{one.date.month}.", _deadline(entry, one)) for one in meetings),
        tables=_tables(body.kind, choices, {"organer": body.name}, flowing=True),
        core_title=f"Dagsordensforslag til {body.name}",
        masthead=(body.name, body.level, party_lines(body, register.region(body.region), on), name_and_level(body)),
    )


def _tables(
    kind: str, choices: dict[str, tuple[Choice, ...]], answers: dict[str, str], *, flowing: bool = False
) -> tuple[FormTable, ...]:
    """The tables with all fields of the schema that have a number; ``flowing``: none of them begins a page."""
    rows = {row.number: row for row in _rows(choices, answers)}
    if kind in BODY_LABELS:
        rows[1] = replace(rows[1], label=BODY_LABELS[kind], prompt=ANY_BODY)
    return tuple(
        FormTable(heading, tuple(rows[number] for number in numbers), new_page and not flowing)
        for heading, numbers, new_page in _TABLES
    )


def _rows(choices: dict[str, tuple[Choice, ...]], answers: dict[str, str]) -> Iterator[FormRow]:
    """A row for each numbered field; a field with choices of the body's own is answered from a list, or freely."""
    listed = {"sagstype": _of(ItemType), "offentlighed": _of(Openness, " punkt")}
    for key, field in Proposal.model_fields.items():
        number, name = form_number(field), field.alias or key
        if not number:
            continue
        kind, help_text, prompt, height = _GUIDANCE[name]
        own = choices.get(name, ())
        offered = own or (listed.get(name, _YES_OR_NO) if kind is AnswerKind.ONE_OF else ())
        if own:
            kind, prompt = AnswerKind.SUGGESTED, _LISTED.get(name, prompt)
        yield FormRow(name, number, field.title or name, help_text, kind, prompt, offered, answers.get(name, ""), height)


def _of(kind: type[StrEnum], noun: str = "") -> tuple[Choice, ...]:
    """The choices that a closed list of words gives."""
    return tuple(Choice(danish.capital(one.value) + noun, one.value) for one in kind)


def receiving(register: Register, on: date | None) -> tuple[BodyFile, ...]:
    """The bodies that receive proposals, by kind, then region and id, without those that are gone by the day."""
    entries = sorted(register.bodies, key=lambda entry: (entry.body.region, entry.body.id))
    there = [entry for entry in entries if on is None or entry.body.lasts(on)]
    return tuple(entry for kind in _BODIES for entry in there if entry.body.kind == kind)


def _coming(entry: BodyFile, on: date) -> list[Meeting]:
    """The body's next meetings."""
    return [one for one in entry.meetings if one.date >= on and entry.body.holds(one.date)][:MOST_MEETINGS]


def _deadline(entry: BodyFile, meeting: Meeting) -> str:
    """Until when a proposal for the meeting may come."""
    deadline = proposal_deadline(entry.body, meeting.date)
    return f"Frist {last_moment(deadline, meeting.date)}" if deadline else "Ingen frist"


def _plain(text: str) -> str:
    """A text with ordinary blanks, as a person would type it."""
    return text.replace(danish.NBSP, " ")
