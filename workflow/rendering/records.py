"""The minutes record to fill, written as YAML with its guidance as comments."""

import json
import re
from collections.abc import Iterable

from workflow import danish
from workflow.domain.drafting import DraftItem, RecordDraft

_UNPRINTABLE = re.compile("[\x7f-\x9f\ufffe\uffff]")
_COMMENT_AT = 20

_INTRODUCTION = """\
# Referat af mødet i {name} {day}
#
# Udfyld felterne efter kolon, gem filen, og læg den i indbakken. Linjer, der begynder med #, er vejledning og læses ikke.
# Ret ikke nr, nøgle og titel: de binder hvert punkt til dagsordenen. Tomme felter, der ikke skal bruges, må blive stående.
"""
_ATTENDANCE = """
# Fremmøde. Alle medlemmer skal have en status: til stede, afbud eller udeblevet.
# Kom der en suppleant for et medlem, så skriv medlemmets status som afbud, suppleantens titel ved suppleant, og ja eller
# nej ved mandat: om suppleanten måtte træffe beslutninger.
# Kom nogen senere, eller gik nogen før tid, så tilføj linjer under medlemmet, rykket ind som status:
#     fra_punkt: 3      det første punkt, medlemmet deltog i
#     ankom: 15.20
#     til_punkt: 5      det sidste punkt, medlemmet deltog i
#     gik: 16.40
"""
_OTHERS = """
# Deltagere uden stemmeret. Fjern # foran dem, der deltog, eller skriv nye linjer på samme måde.
"""
_ITEMS = """
# Punkter. Skriv konklusionen på linjerne under konklusion, rykket ind, med det afgørende ord først: Godkendt. Drøftet.
# Taget til efterretning. Udsat. Afsnit, lister og **fed** skrift kan bruges.
# kort er konklusionen med højst otte ord til overblikket; lad feltet være tomt for at bruge konklusionens første ord.
{consensus}# Deltog nogen ikke i et punkt, så tilføj linjer under punktet, rykket ind som kort:
#     deltog_ikke:
#       - medlemmets titel
# Skal der ske noget bagefter, så fjern # under opfølgning. Fristen er en dato, for eksempel {day}.
"""
_CONSENSUS = "# konsensus skal udfyldes med ja eller nej ved beslutninger.\n"


def record_yaml(draft: RecordDraft) -> str:
    """The record as YAML to fill: every voting seat without status, every item without conclusion, ``slut: ja`` last.

    Args:
        draft: what is known before the meeting.
    """
    consensus = _CONSENSUS if any(item.consensus for item in draft.items) else ""
    parts = (
        _INTRODUCTION.format(name=draft.name, day=danish.weekday_date(draft.meeting)),
        _opening(draft),
        _ATTENDANCE,
        "fremmøde:\n",
        *(_sector(name, members) for name, members in draft.seats),
        _OTHERS,
        _titles("observatører", draft.observers),
        _titles("administration", draft.administration),
        _titles("gæster", draft.guests),
        _ITEMS.format(day=draft.meeting.isoformat(), consensus=consensus),
        "punkter:\n",
        *(_item(item) for item in draft.items),
        "\n# Lad denne linje stå sidst: den viser, at filen er hel.\nslut: ja\n",
    )
    return "".join(parts)


def _opening(draft: RecordDraft) -> str:
    """The fields about the whole meeting."""
    return (
        "\nskema: referat\n"
        f"organ: {draft.body}\n"
        f"mødedato: {draft.meeting.isoformat()}\n"
        f"{_empty('start', 'klokkeslæt, hvis mødet begyndte på et andet tidspunkt end planlagt')}"
        f"{_empty('sluttede', 'klokkeslæt, hvis mødet sluttede på et andet tidspunkt end planlagt')}"
        f"referent: {_quoted(draft.minute_taker)}\n"
        f"{_empty('godkendt', 'datoen, når referatet er godkendt; tomt, så længe det er et udkast')}"
    )


def _sector(name: str, members: Iterable[str]) -> str:
    """The seats of one sector, each with its status left to fill."""
    seats = (
        f"  - medlem: {_quoted(member)}\n{_empty('    status', 'til stede, afbud eller udeblevet')}    suppleant:\n    mandat:\n"
        for member in members
    )
    return f"  # {_commented(name)}\n{''.join(seats)}"


def _titles(key: str, titles: Iterable[str]) -> str:
    """A list whose known entries stand as comments to be uncovered."""
    return f"{key}:\n" + "".join(f"  # - {_quoted(title)}\n" for title in titles)


def _item(item: DraftItem) -> str:
    """One item to conclude on; a withdrawn one is only named."""
    if item.withdrawn:
        return f"  # Punkt {item.number} er udgået: {_commented(item.title)}\n"
    return (
        f"  # {danish.capital(item.type)}\n"
        f"  - nr: {_quoted(item.number)}\n"
        f"    nøgle: {_quoted(item.key)}\n"
        f"    titel: {_quoted(item.title)}\n"
        "    konklusion: |\n\n"
        "    kort:\n"
        f"{_empty('    konsensus', 'ja eller nej') if item.consensus else ''}"
        "    opfølgning:\n"
        "      # - handling: hvad skal der ske?\n"
        "      #   ansvarlig: hvem sørger for det?\n"
        "      #   frist:\n"
    )


def _empty(key: str, guidance: str) -> str:
    """A key with nothing after it but a comment."""
    return f"{f'{key}:':<{_COMMENT_AT}}# {guidance}\n"


def _quoted(text: str) -> str:
    """The text as a YAML scalar in double quotation marks, whatever stands in it."""
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))


def _commented(text: str) -> str:
    """The text so that it cannot leave its comment."""
    return " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())
