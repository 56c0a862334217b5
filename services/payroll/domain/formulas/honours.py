"""Awards and allowances for honours (表彰): by kind and level, so much once and so much a month."""

from collections.abc import Iterable, Sequence
from typing import Final

from shared.kernel import record

HONOUR_LEVELS: Final = ("COUNTY", "CITY", "PROVINCE", "NATION")
"""By whom an honour is given, lowest first; PROVINCE is also a ministry."""


@record
class HonourAward:
    """What an honour of this kind and level gives: `once_fen` in the month of granting, `monthly_fen` in later months.

    `handed_on`: the award is that of whoever gave the honour, handed on with the wages; else the employer's own.
    """

    kind: str
    level: str
    once_fen: int = 0
    monthly_fen: int = 0
    handed_on: bool = False


def award_for(rules: Iterable[HonourAward], kind: str, level: str) -> HonourAward | None:
    """None where the region gives nothing for it."""
    return next((rule for rule in rules if (rule.kind, rule.level) == (kind, level)), None)


def free_of_tax(rule: HonourAward, from_level: str) -> bool:
    """个人所得税法 第四条第一项: awards that the province, a ministry or a higher body gives itself."""
    return rule.handed_on and HONOUR_LEVELS.index(rule.level) >= HONOUR_LEVELS.index(from_level)


def monthly_allowance(held: Sequence[HonourAward]) -> int:
    """Of several honours of one kind the highest allowance; kinds add up. In fen for a whole month."""
    kinds = {rule.kind for rule in held}
    return sum(max(rule.monthly_fen for rule in held if rule.kind == kind) for kind in kinds)
