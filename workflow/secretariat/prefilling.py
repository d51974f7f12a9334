"""The form as YAML with what a mail said written into it, for a secretary to complete and lay in the inbox."""

import json
from collections.abc import Iterator

from workflow.domain.markings import says_closed
from workflow.domain.proposals import Proposal
from workflow.intake.answers import RECEIPT_KEY
from workflow.intake.submissions import Submission

_HEAD = """\
# Kladde til et dagsordensforslag, læst ud af en mail uden skema.
# Udfyld de tomme felter, se de udfyldte efter, og læg filen i indbakken.
# Lad linjen med kvitteringen stå, så følger mailens bilag med.
"""
_WRAPPING = {"skema", "slut"}


def draft_of(submission: Submission, receipt: str) -> str:
    """The draft, ready to be completed.

    Args:
        submission: what was read from the mail, with the files that came with it.
        receipt: the number of the mail's receipt.
    """
    answers = dict(submission.answers)
    names = [one.name for one in submission.enclosures if not one.inline]
    answers["bilag"] = [f"{name} (lukket)" if says_closed(name) else name for name in names]
    head = (_HEAD.rstrip(), "skema: dagsordensforslag", f"{RECEIPT_KEY}: {receipt}")
    return "\n".join((*head, *_fields(answers), "", "slut: ja", ""))


def _fields(answers: dict[str, object]) -> Iterator[str]:
    """Every field with its guidance, and its answer where there is one."""
    for name, field in Proposal.model_fields.items():
        alias = field.alias or name
        if alias in _WRAPPING:
            continue
        yield ""
        yield f"# {field.title}. {field.description or ''}".rstrip()
        answer = answers.get(alias)
        if isinstance(answer, list):
            yield f"{alias}:"
            yield from (f"  - {_quoted(str(one))}" for one in answer)
        elif isinstance(answer, str) and "\n" in answer:
            yield f"{alias}: |2"
            yield from (f"  {line}".rstrip() for line in answer.split("\n"))
        else:
            yield f"{alias}: {_quoted(str(answer)) if answer else ''}".rstrip()


def _quoted(text: str) -> str:
    """A text in quotation marks, so that nothing in it is read as YAML."""
    return json.dumps(text, ensure_ascii=False)
