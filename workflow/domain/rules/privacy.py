"""Judgements on what must not be read by everybody: CPR numbers, private mail addresses and telephone numbers."""

from collections.abc import Iterator

from workflow.domain.contacts import private_mails, private_phones
from workflow.domain.cpr import find_cpr_numbers
from workflow.domain.findings import Finding, error, warning
from workflow.domain.rules.drafts import Draft, Passage

# The only field that is printed nowhere.
_UNPRINTED = "kontaktoplysninger"


def judge_cpr(draft: Draft) -> Iterator[Finding]:
    """A CPR number stops a proposal, open or closed; ten figures that can be one are asked about. It is never repeated.

    The number is confidential (databeskyttelseslovens § 11), and no case at the political level needs it.
    """
    for passage in draft.passages:
        found = list(find_cpr_numbers(passage.words))
        sure = [one for one in found if one.sure]
        if sure:
            problem = f"Der står et CPR-nummer i teksten{_near(passage, sure[0].start)}."
            yield error(passage.field, problem, "Slet nummeret, og omtal borgeren uden navn og nummer.")
        elif found:
            problem = f"Ti cifre ligner et CPR-nummer{_near(passage, found[0].start)}."
            yield warning(passage.field, problem, "Slet dem, hvis det er et; skriv ellers, hvad nummeret er, for eksempel P-nr.")


def judge_mails(draft: Draft) -> Iterator[Finding]:
    """An open item is published: a person's own mail address has no place in it, an authority's has."""
    for passage in _published(draft):
        for domain in dict.fromkeys(match["domain"] for match in private_mails(passage.written)):
            problem = f"Her står en privat mailadresse (…@{domain}), og punktet er åbent."
            yield warning(passage.field, problem, "Skriv en arbejdsadresse, eller slet den.")


def judge_phones(draft: Draft) -> Iterator[Finding]:
    """An open item is published: a person's own telephone number has no place in it."""
    for passage in _published(draft):
        for last in dict.fromkeys(match.group()[-2:] for match in private_phones(passage.text)):
            problem = f"Her står et telefonnummer, der ser privat ud (det ender på {last}), og punktet er åbent."
            yield warning(passage.field, problem, "Skriv afdelingens eller kontorets nummer, eller slet det.")


def _published(draft: Draft) -> Iterator[Passage]:
    """The passages that everybody may read once the agenda is published."""
    return (one for one in draft.passages if not draft.proposal.closed and one.field != _UNPRINTED)


def _near(passage: Passage, start: int) -> str:
    """The words before the number, so that it can be found without being repeated."""
    words = passage.text[:start].split()[-4:]
    return f" efter ”{' '.join(words)}”" if words else ""
