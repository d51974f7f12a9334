"""Judgements on money: decided upon, described, and adding up (rule 27)."""

from collections.abc import Iterator

from workflow import danish
from workflow.domain.findings import Finding, error, warning
from workflow.domain.proposals import ItemType, Proposal
from workflow.domain.rules.drafts import Draft
from workflow.domain.rules.sums import wrong_totals
from workflow.domain.rules.wording import find_money, says_no_money

_ASK_FOR_FINANCES = "Skriv beløb, periode og kilde i feltet, eller skriv ”Ingen.”, hvis sagen ikke koster noget."
_ASKED = ("titel", "resumé", "indstilling", "sagsfremstilling")


def judge_amounts(proposal: Proposal) -> Iterator[Finding]:
    """Amounts are for decision, with the finances filled in."""
    if not proposal.amounts and proposal.total is None:
        return
    if proposal.type is not ItemType.DECISION:
        problem = f"Punktet indeholder beløb, men er til {proposal.type.value}."
        yield error("sagstype", problem, "Brug af midler skal besluttes: vælg beslutning, eller slet beløbene.", 27)
    if _finances_are_blank(proposal):
        problem = "Punktet indeholder beløb, men økonomien er ikke beskrevet."
        yield error("økonomi", problem, "Skriv, hvad beløbet går til, hvor længe, og hvor pengene kommer fra.", 27)


def judge_finances(draft: Draft) -> Iterator[Finding]:
    """Money in the text belongs in the finances too; of an item that decides nothing that is only asked."""
    proposal = draft.proposal
    if proposal.finances or proposal.amounts or proposal.total is not None:
        return
    for passage in draft.among(*_ASKED):
        if match := find_money(passage.text):
            problem = f"Feltet Økonomi er tomt, men {_where(passage.title)} nævner kroner: {passage.quote(*match.span())}."
            if proposal.type is ItemType.DECISION:
                yield error("økonomi", problem, _ASK_FOR_FINANCES, 27)
            else:
                yield warning("økonomi", problem, _ASK_FOR_FINANCES, 27)
            return


def judge_sums(draft: Draft) -> Iterator[Finding]:
    """The total is the sum of its posts: in the form's own fields, in a table, in a list."""
    proposal = draft.proposal
    posted = sum(post.kroner for post in proposal.amounts)
    total = proposal.total
    if total is not None and not proposal.amounts:
        problem = f"Der står {_kroner(total)} i alt, men ingen poster."
        yield error("beløb", problem, "Skriv, hvad beløbet består af, én post pr. linje.", 27)
    elif total is not None and total != posted:
        problem = f"Posterne giver {_kroner(posted)}, men der står {_kroner(total)} i alt."
        yield error("beløb_i_alt", problem, f"Forskellen er {_kroner(abs(total - posted))}; ret en post eller summen.", 27)
    for passage in draft.among("resumé", "sagsfremstilling", "økonomi", "tidsplan"):
        for one in wrong_totals(passage.written, in_finances=passage.field == "økonomi"):
            column = f" i kolonnen ”{one.column}”" if one.column else ""
            problem = f"Ved ”{one.label}”{column} står der {one.said}, men posterne giver {one.counted.removesuffix('.')}."
            yield warning(passage.field, problem, "Ret en post eller summen.", 27)


def _finances_are_blank(proposal: Proposal) -> bool:
    """Whether nothing is said of the finances, or that there are none."""
    return not proposal.finances or says_no_money(proposal.finances)


def _where(title: str) -> str:
    """A field of the form as the subject of a sentence."""
    return {"Titel": "titlen", "Resumé": "resuméet", "Indstilling": "indstillingen"}.get(title, "sagsfremstillingen")


def _kroner(amount: int) -> str:
    """An amount as it is printed: "350.000 kr."."""
    return f"{danish.thousands(amount)}{danish.NBSP}kr."
