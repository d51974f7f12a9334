"""The words of the blank form itself, so that they are never taken for somebody's answer or for text that we failed to read."""

from workflow import danish

_TEXTS = (
    "Dagsordensforslag",
    "Forslag til et punkt på klyngens dagsorden",
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
    "Vælg dato",
    "Vælg part",
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
_ASKING = ("Vælg ", "Skriv ", "Klik ", "Click ", "Choose ", "Angiv ", "Indtast ")
_OWN_STYLES = frozenset({"heading 1", "subtitle", "date", "overskrift 2 uden nummer", "tabelhoved", "skemahjælp", "skemahjaelp"})
_FURNITURE = frozenset(danish.folded(text) for text in _TEXTS)
_PROMPT = frozenset(danish.folded(text) for text in _PROMPTS)


def is_furniture(text: str, style: str = "") -> bool:
    """Whether a paragraph is the form's own: by its words, or by a style that only the form's headings and help have."""
    return style in _OWN_STYLES or danish.folded(text) in _FURNITURE


def asks(text: str) -> bool:
    """Whether a text that is marked as a prompt reads like one, also on a form with prompts of its own."""
    return is_prompt(text) or text.strip().startswith(_ASKING)


def is_prompt(text: str) -> bool:
    """Whether a text only asks for an answer: programs lose the mark that says so, but not the words."""
    return danish.folded(text) in _PROMPT
