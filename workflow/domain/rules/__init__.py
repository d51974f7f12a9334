"""Every judgement: functions that return findings, in one module per subject.

The numbers of rules are those of the domain note (1–41).
"""
