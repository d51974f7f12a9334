"""How a rule on quorum is said: its share, its bound, and of whom (rules 2 and 3)."""

from fractions import Fraction

from workflow import danish
from workflow.domain.bodies import QuorumRule, QuorumScope

PARTS = {3: ("en tredjedel", "tredjedele"), 4: ("en fjerdedel", "fjerdedele")}


def share_in_words(share: str) -> str:
    """A share as it is said: "halvdelen", "to tredjedele", "alle"; unusual ones as written."""
    fraction = Fraction(share)
    if fraction == 1:
        return "alle"
    if fraction == Fraction(1, 2):
        return "halvdelen"
    if fraction.denominator not in PARTS:
        return share
    one, several = PARTS[fraction.denominator]
    return one if fraction.numerator == 1 else f"{danish.count_word(fraction.numerator)} {several}"


def least(rule: QuorumRule) -> str:
    """The share with its bound: "mindst halvdelen", "mere end halvdelen", "alle"."""
    words = share_in_words(rule.share)
    if words == "alle":
        return words
    return f"{'mere end' if rule.more_than else 'mindst'} {words}"


def requirement(rule: QuorumRule) -> str:
    """The rule as a phrase: "mindst halvdelen af medlemmerne fra hver sektor"."""
    share = least(rule)
    members = "medlemmer" if share == "alle" else "af medlemmerne"
    return f"{share} {members}{' fra hver sektor' if rule.scope is QuorumScope.EACH_SECTOR else ''}"
