"""Every judgement: functions that return findings. The numbers of rules are those of the domain note (1–41)."""

from workflow.domain.rules.charters import judge_charter
from workflow.domain.rules.meetings import judge_meeting
from workflow.domain.rules.minutes import judge_minutes
from workflow.domain.rules.proposals import judge_proposal
from workflow.domain.rules.references import judge_references
from workflow.domain.rules.registers import judge_register

__all__ = ["judge_charter", "judge_meeting", "judge_minutes", "judge_proposal", "judge_references", "judge_register"]
