"""The data of the benchmarks: an agenda of many items in pseudo-Danish prose, the same for the same numbers."""

import random
from collections.abc import Sequence
from typing import Any

ONSETS = "b d f g h j k l m n p r s t v bl br dr fl fr gl gr kl kn kr pl pr sk sl sm sp st str sv tr"
VOWELS = "a e i o u y æ ø å a e i e e ej ov"
CODAS = ["", "", "", "l", "n", "r", "s", "t", "nd", "ng", "rk", "st", "ls", "gt", "d", "g"]
ENDINGS = ["", "en", "et", "er", "ede", "ning", "hed", "else", "lig"]
SMALL = "og i at det som på de til en er af for med den ikke der et har fra om kan skal ved"
ASIDES = ["»{}«", "A < B & C > D", "{} & {}", "{} – {}", "{} ({})", "æ, ø og å"]
SECTORS = ["Region", "Kommune", "Almen praksis", "Patienter og pårørende"]
TYPES = ["Orientering", "Drøftelse", "Beslutning"]
VOCABULARY, PARAGRAPH = 2500, 500


def agenda(items: int, participants: int, seed: int) -> dict[str, Any]:
    """The data of one agenda.

    Args:
        items: how many items it has.
        participants: how many rows the table of participants has.
        seed: another number makes another agenda of the same size.
    """
    chance = random.Random(seed)  # noqa: S311 - the same prose every time is the point
    words = vocabulary()
    return {
        "organ": f"Sundhedsklynge {_name(chance, words)} & Omegn",
        "titel": f"Dagsorden nr. {seed + 1} – {_name(chance, words)}",
        "dato": f"{chance.randint(1, 28)}. november 2026",
        "sted": f"Mødelokale »{_name(chance, words)}«",
        "sekretær": _name(chance, words),
        "sagsbehandler": _name(chance, words),
        "bemærkning": prose(chance, words, 180),
        "deltagere": [_participant(chance, words, number) for number in range(1, participants + 1)],
        "punkter": [_item(chance, words, number) for number in range(1, items + 1)],
    }


def vocabulary() -> Sequence[str]:
    """Some thousand words that look Danish and mean nothing."""
    chance = random.Random(2026)  # noqa: S311 - see above
    return [_word(chance) for _ in range(VOCABULARY)]


def prose(chance: random.Random, words: Sequence[str], length: int) -> str:
    """Sentences of about so many characters: some words are common and most are rare, as in real prose."""
    said: list[str] = []
    while sum(map(len, said)) + len(said) < length:
        sentence = [_next(chance, words) for _ in range(chance.randint(6, 16))]
        if chance.random() < 0.2:  # noqa: PLR2004 - now and then
            sentence.append(chance.choice(ASIDES).format(chance.choice(words), chance.choice(words)))
        said.append(f"{sentence[0].capitalize()} {' '.join(sentence[1:])}.")
    return " ".join(said)[: length - 1].rstrip() + "."


def _next(chance: random.Random, words: Sequence[str]) -> str:
    """One word of a sentence."""
    return chance.choice(SMALL.split()) if chance.random() < 0.45 else words[int(len(words) * chance.random() ** 9)]  # noqa: PLR2004


def _word(chance: random.Random) -> str:
    """One made-up word."""
    syllables = (
        chance.choice(ONSETS.split()) + chance.choice(VOWELS.split()) + chance.choice(CODAS)
        for _ in range(chance.choice((1, 1, 1, 2)))
    )
    return "".join(syllables) + chance.choice(ENDINGS)


def _name(chance: random.Random, words: Sequence[str]) -> str:
    """A made-up name."""
    return chance.choice(words).capitalize()


def _participant(chance: random.Random, words: Sequence[str], number: int) -> dict[str, Any]:
    """A row of the table of participants."""
    return {
        "nr": str(number),
        "navn": f"{_name(chance, words)} {_name(chance, words)}",
        "rolle": chance.choice(["Medlem", "Suppleant", "Observatør"]),
        "sektor": chance.choice(SECTORS),
        "status": chance.choice(["Til stede", "Afbud"]),
    }


def _item(chance: random.Random, words: Sequence[str], number: int) -> dict[str, Any]:
    """An item, with its optional parts present or absent."""
    recommendations = [{"tekst": f"at {prose(chance, words, 90)}"} for _ in range(chance.randint(2, 4) * (number % 4 != 0))]
    attachments = [{"navn": f"Bilag {number}.{nr}: {_name(chance, words)}"} for nr in range(1, 1 + number % 3)]
    return {
        "nr": str(number),
        "titel": f"{_name(chance, words)} og {chance.choice(words)}",
        "type": chance.choice(TYPES),
        "sagsnr": f"2026-{chance.randint(1, 99999):05}",
        "minutter": str(5 * chance.randint(1, 6)),
        "ansvarlig": _name(chance, words),
        "første": prose(chance, words, PARAGRAPH),
        "andet": prose(chance, words, PARAGRAPH),
        "tredje": prose(chance, words, PARAGRAPH),
        "lukket": number % 5 == 0,
        "har_indstilling": bool(recommendations),
        "indstilling": recommendations,
        "har_bilag": bool(attachments),
        "bilag": attachments,
    }
