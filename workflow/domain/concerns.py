"""What a good secretary points out in a proposal: one code each, by which a body's file in the register turns it off."""

from enum import StrEnum
from typing import Self


class Concern(StrEnum):
    """Something that is pointed out, with what it means in a Danish sentence for staff.

    What the law or the charter says (who may propose, which task, the patient committee) is none of them: that stands in
    the register as the rule that it is.
    """

    meaning: str

    def __new__(cls, code: str, meaning: str) -> Self:
        """One member from its code and its meaning."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.meaning = meaning
        return member

    LEFTOVER = (
        "hjælpetekst",
        "Skemaets vejledning eller et tomt felt som [indsæt dato], xx eller Lorem ipsum står endnu i teksten.",
    )
    LONG_SUMMARY = "langt-resumé", "Resuméet fylder mere end fem linjer eller 600 tegn."
    NO_RECOMMENDATION = "indstilling-mangler", "Punktet er til beslutning, men har ingen indstilling."
    WITHOUT_AT = "indstilling-uden-at", "En indstilling begynder ikke med ”at”."
    NOT_PARALLEL = "indstilling-uens", "Nogle indstillinger er hele sætninger (at klyngen godkender), andre ikke (at godkende)."
    FOREIGN_NAME = "indstilling-andet-organ", "En indstilling lader et andet organ beslutte end dem, forslaget er til."
    NO_FINANCES = "økonomi-tom", "Der er nævnt kroner, men feltet Økonomi er tomt."
    WRONG_SUM = "sum", "Summen er ikke det, posterne giver: i felterne Beløb, i en tabel eller i en liste."
    NO_ATTACHMENT = "bilag", "Teksten henviser til et bilag, der ikke står under Bilag."
    CPR_NUMBER = "cpr-nummer", "Der står et CPR-nummer i forslaget."
    PRIVATE_MAIL = "privat-mail", "Der står en privat mailadresse i et åbent punkt."
    PRIVATE_PHONE = "privat-telefon", "Der står et privat telefonnummer i et åbent punkt."
    WRONG_YEAR = "årstal", "En dato eller et årstal passer ikke til mødet, eller ugedagen passer ikke til datoen."
    OLD_DEADLINE = "gammel-frist", "En frist i teksten var overskredet, allerede da forslaget kom."
    DISSOLVED = "nedlagt-organ", "Organet findes ikke længere på mødets dag eller på en mødedag, der står i teksten."
