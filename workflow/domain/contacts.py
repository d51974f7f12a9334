"""Mail addresses and telephone numbers in running text that belong to a person rather than to an authority."""

import re
from collections.abc import Iterator

_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?P<domain>[\w-]+(?:\.[\w-]+)+)")
# Addresses that are given to anybody, in Denmark or everywhere. An authority, an association or a firm has its own domain.
_FOR_ANYBODY = frozenset(
    f"{name}.{ending}"
    for ending, names in {
        "com": "gmail googlemail hotmail outlook live msn yahoo ymail icloud me mac aol gmx protonmail fastmail",
        "dk": "mail hotmail live outlook yahoo jubii ofir youmail webspeed stofanet tdcadsl get2net privat pc fibermail dlgmail "
        "adslhome comxnet energimail fiberpost ka-net profibermail tdcspace tiscali mail.tele post.tele vip.cybercity",
        "me": "proton pm",
        "net": "gmx",
        "ch": "protonmail",
        "se": "hotmail yahoo",
        "de": "gmx web",
        "co.uk": "yahoo hotmail live",
    }.items()
    for name in names.split()
)
_PHONE = re.compile(
    r"(?<![\w.,/=-])(?:(?:\+|00)45[ \u00a0]?)?(?P<first>\d{2})(?:[ \u00a0]?\d{2}){3}(?![\w/-])(?![.,]\d)",
    re.ASCII,
)
_ASKED_TO_CALL = re.compile(r"\b(?:tlf|telefon(?:en|nr|nummer|nummeret)?|ring(?:e|es)?)\b[^\d\n]{0,25}$", re.IGNORECASE)
_OF_A_PERSON = re.compile(
    r"\b(?:privat\w*|mobil(?:en|nr|nummer|nummeret|telefon|telefonen)?|mob|sms)\b[^\d\n]{0,25}$", re.IGNORECASE
)
_OF_A_PLACE = re.compile(
    r"afdeling|afsnit|omstilling|hovednummer|hovedtelefon|vagt|akut|rådgivning|hotline|linje[nr]?\b|reception|sekretariat"
    r"|borgerservice|visitation|klinik|center|centret|hospital|sygehus|kommune|region|team|lægehus|apotek|ambulatori|kontor"
    r"|indgang|skadestue|styrelse|hjemmepleje|plejehjem|forvaltning|foreningen",
    re.IGNORECASE,
)
# The two-figure series that mobile telephones were given in the Danish numbering plan.
_MOBILE_SERIES = re.compile(r"2\d|3[01]|4[012]|5[0-3]|6[01]|71|81|9[123]")


def private_mails(text: str) -> Iterator[re.Match[str]]:
    """The mail addresses under a domain that is given to anybody; an authority's own is none. Group ``domain`` is after the @."""
    return (match for match in _MAIL.finditer(text) if match["domain"].casefold().rstrip(".") in _FOR_ANYBODY)


def private_phones(text: str) -> Iterator[re.Match[str]]:
    """The telephone numbers that are said to be private or mobile, or that lie in a mobile series and are given for calling.

    Eight figures alone are none: they may be a CVR number, a case number, an amount. One that the same sentence gives to a
    ward, an office or a hotline is the authority's.
    """
    for match in _PHONE.finditer(text):
        before = re.split(r"[!?\n]|\.\s+(?=[A-ZÆØÅ])", text[max(match.start() - 90, 0) : match.start()])[-1]
        after = re.split(r"[.,;!?\n]|\b(?:eller|og)\b", text[match.end() : match.end() + 40])[0]
        if "privat" not in before.casefold() and _OF_A_PLACE.search(before + after):
            continue
        if _OF_A_PERSON.search(before) or (_ASKED_TO_CALL.search(before) and _MOBILE_SERIES.fullmatch(match["first"])):
            yield match
