"""The words of the blank form itself, so that they are never taken for somebody's answer or for text that we failed to read."""

import re

from workflow import danish
from workflow.domain.blank_forms import ANY_BODY, HELPS, PLAIN_SUBTITLE

_TEXTS = (
    "Dagsordensforslag",
    "Forslag til et punkt på klyngens dagsorden",
    PLAIN_SUBTITLE,
    "Udfyld højre kolonne. Skriv ét forslag i hvert skema.",
    "Gem skemaet som Word-fil, og læg det sammen med bilagene i mappen Indbakke.",
    "Du får en kvittering, der viser, hvad vi har læst, og hvad der eventuelt mangler.",
    "Felter, der ikke er relevante, kan stå tomme. Mangler der noget nødvendigt, fremgår det af kvitteringen.",
    "Mødet og afsenderen",
    "Punktet",
    "Sagen og bilag",
    "Særligt for sagen",
    "Felt",
    "Svar",
)
_PROMPTS = (
    "Vælg klynge",
    "Vælg klynge eller udvalg",
    "Vælg klynge, udvalg eller råd",
    ANY_BODY,
    "Vælg dato",
    "Vælg part",
    "Vælg møde",
    "Vælg opgave",
    "Vælg sagstype",
    "Vælg åbent eller lukket",
    "Vælg ja eller nej",
    "Skriv forslagsstiller",
    "Skriv kontaktperson",
    "Skriv e-mail og telefon",
    "Skriv titel",
    "Skriv begrundelse",
    "Skriv antal minutter",
    "Skriv sagsnummer",
    "Skriv oplægsholder",
    "Skriv beløb i alt",
    "Skriv opgave",
    "Skriv kommunikation",
    "Skriv tidsplan",
    # What Word itself writes into a control that was emptied.
    "Klik eller tryk her for at skrive tekst.",
    "Klik her for at skrive tekst.",
    "Klik eller tryk for at angive en dato.",
    "Klik her for at angive en dato.",
    "Vælg et element.",
    "Click or tap here to enter text.",
    "Click here to enter text.",
    "Click or tap to enter a date.",
    "Choose an item.",
)
_GUIDANCE = re.compile(r"forslag til et punkt på dagsordenen i .+|møde \d.+\s(?:frist .+|ingen frist)")
"""What a form of one body says of that body and its meetings."""
_UNMERGED = re.compile("«[^»]*»")
"""What a merge field shows that no letter was ever merged with."""
_ASKING = ("Vælg ", "Skriv ", "Klik ", "Click ", "Choose ", "Angiv ", "Indtast ")
_OWN_STYLES = frozenset({"tabelhoved", "skemahjælp", "skemahjaelp"})
_FURNITURE = frozenset(danish.folded(text) for text in (*_TEXTS, *HELPS))
_PROMPT = frozenset(danish.folded(text) for text in _PROMPTS)


def is_furniture(text: str, style: str = "") -> bool:
    """Whether a paragraph is the form's own: by its words, or by a style that only its table heads and its help have."""
    said = danish.folded(text)
    return style in _OWN_STYLES or said in _FURNITURE or bool(_GUIDANCE.fullmatch(said))


def asks(text: str) -> bool:
    """Whether a text that is marked as a prompt reads like one, also on a form with prompts of its own."""
    return is_prompt(text) or text.strip().startswith(_ASKING)


def is_prompt(text: str) -> bool:
    """Whether a text only asks for an answer: programs lose the mark that says so, but not the words."""
    return danish.folded(text) in _PROMPT or bool(_UNMERGED.fullmatch(text.strip()))
