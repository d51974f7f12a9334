"""Lets a submission in when it has the shape of a proposal or a minutes record; else says in Danish what is wrong, and where."""

from pydantic import Field, ValidationError

from workflow.domain.findings import Finding
from workflow.domain.minutes import MinutesRecord
from workflow.domain.proposals import Proposal
from workflow.domain.records import Record
from workflow.domain.shape import Path, field_path, placed_findings, without_blanks
from workflow.intake.answers import SCHEMAS
from workflow.intake.submissions import Submission

_NEUTRAL = {
    "kontaktperson": "–",
    "titel": "–",
    "sagstype": "orientering",
    "offentlighed": "åbent",
    "tidsforbrug": "1",
    "resumé": "–",
    "sagsfremstilling": "–",
}
"""Answers about which no rule has anything to say."""


class Admission(Record):
    """What a submission was let in as, and everything found on the way. Nothing was let in where it has no right shape."""

    proposal: Proposal | None = Field(alias="forslag", title="Forslag", default=None)
    guess: Proposal | None = Field(
        alias="gæt",
        title="Gæt",
        default=None,
        description="Forslaget uden de felter, der ikke kunne læses, så resten også kan bedømmes.",
    )
    doubtful: tuple[str, ...] = Field(alias="tvivlsomme", title="Tvivlsomme felter", default=())
    record: MinutesRecord | None = Field(alias="referat", title="Referat", default=None)
    findings: tuple[Finding, ...] = Field(alias="mangler", title="Mangler", default=())


def admit(submission: Submission) -> Admission:
    """First shape: the record that the answers make, with every finding located in the file or on the form.

    Sense is judged by ``domain.rules``, which also wants to see a proposal that was not read without errors.
    """
    model = SCHEMAS.get(submission.schema_name)
    if model is None or not submission.answers:
        return Admission(findings=submission.findings)
    try:
        record = model.read(without_blanks(submission.answers))
    except ValidationError as reason:
        wrong = placed_findings(reason, model)
        shape = tuple(_located(finding, path, submission) for path, finding in wrong)
        doubtful = tuple(dict.fromkeys(str(path[0]) for path, _ in wrong if path))
        guess = _guess(submission, doubtful) if model is Proposal else None
        return Admission(guess=guess, doubtful=doubtful, findings=(*submission.findings, *shape))
    return Admission(
        proposal=record if isinstance(record, Proposal) else None,
        record=record if isinstance(record, MinutesRecord) else None,
        findings=submission.findings,
    )


def _guess(submission: Submission, doubtful: tuple[str, ...]) -> Proposal | None:
    """The proposal that the readable answers make, with neutral words where an answer is missing or cannot be read.

    None where nobody could say for which body it is, or from whom.
    """
    readable = {key: value for key, value in without_blanks(submission.answers).items() if key not in doubtful}
    if not {"organer", "forslagsstiller"} <= readable.keys():
        return None
    return Proposal.read(_NEUTRAL | readable)


def _located(finding: Finding, path: Path, submission: Submission) -> Finding:
    """The finding with the file, and with the line or the form's label of the field or of what encloses it."""
    label = submission.places.get(str(path[0]), "") if path else ""
    around = (field_path(path[:length]) for length in range(len(path), 0, -1))
    line = next((submission.lines[field] for field in around if field in submission.lines), None)
    return finding.located(submission.file, line, label)
