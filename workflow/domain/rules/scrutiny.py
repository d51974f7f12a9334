"""What a good secretary sees in a proposal before anybody else does: one table, one judgement a line."""

from collections.abc import Callable, Iterable, Iterator

from workflow.domain.concerns import Concern
from workflow.domain.findings import Finding
from workflow.domain.rules.drafts import Draft
from workflow.domain.rules.enclosures import judge_enclosures
from workflow.domain.rules.leftovers import judge_leftovers
from workflow.domain.rules.money import judge_finances, judge_sums
from workflow.domain.rules.privacy import judge_cpr, judge_mails, judge_phones
from workflow.domain.rules.recommending import judge_at, judge_likeness, judge_names, judge_presence
from workflow.domain.rules.wording import judge_summary
from workflow.domain.rules.years import judge_deadlines, judge_dissolved, judge_years

# A new judgement is a code in ``Concern``, a function from a draft to its findings, and a line here.
JUDGEMENTS: dict[Concern, Callable[[Draft], Iterable[Finding]]] = {
    Concern.LEFTOVER: judge_leftovers,
    Concern.LONG_SUMMARY: judge_summary,
    Concern.NO_RECOMMENDATION: judge_presence,
    Concern.WITHOUT_AT: judge_at,
    Concern.NOT_PARALLEL: judge_likeness,
    Concern.FOREIGN_NAME: judge_names,
    Concern.NO_FINANCES: judge_finances,
    Concern.WRONG_SUM: judge_sums,
    Concern.NO_ATTACHMENT: judge_enclosures,
    Concern.CPR_NUMBER: judge_cpr,
    Concern.PRIVATE_MAIL: judge_mails,
    Concern.PRIVATE_PHONE: judge_phones,
    Concern.WRONG_YEAR: judge_years,
    Concern.OLD_DEADLINE: judge_deadlines,
    Concern.DISSOLVED: judge_dissolved,
}


def scrutinise(draft: Draft) -> Iterator[Finding]:
    """Everything that is pointed out in a proposal, whoever it is for, except what all of its bodies have turned off."""
    for concern, judge in JUDGEMENTS.items():
        if draft.concerns(concern):
            yield from judge(draft)
