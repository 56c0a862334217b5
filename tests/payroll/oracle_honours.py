"""The accountant's page on honours, row by row: what the county's document gives for each, and 个人所得税法 第四条第一项.

省级人民政府、国务院部委和中国人民解放军军以上单位颁发的奖金免征; whatever the employer itself pays for an honour is a wage.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from services.payroll.domain.facts import Fact

AWARD, EXEMPT, ALLOWANCE = "HONOUR_AWARD", "EXEMPT_HONOUR_AWARD", "HONOUR_ALLOWANCE"
ALL, WAGE = (AWARD, EXEMPT, ALLOWANCE), (AWARD, ALLOWANCE)
BEGINS = date(2026, 1, 1)
DOCUMENT = {
    ("MODEL_WORKER", 1): (1_000, 0, False), ("MODEL_WORKER", 2): (3_000, 100, False),
    ("MODEL_WORKER", 3): (10_000, 200, True), ("MODEL_WORKER", 4): (20_000, 300, True), ("YOUTH_MEDAL", 2): (2_000, 0, False),
}  # fmt: skip
"""By kind and level (1 county … 4 nation): yuan once, yuan a month, whether it is the issuer's own award; from BEGINS on."""
Month = tuple[int, int]


def awards(facts: Sequence[Fact], first: date, last: date | None, until: Month) -> dict[tuple[str, Month], Decimal]:
    """Once, in the month of granting, to somebody employed on the day; nothing for what was withdrawn."""
    found: dict[tuple[str, Month], Decimal] = {}
    for fact in facts:
        month, employed = (
            (fact.effective.year, fact.effective.month),
            first <= fact.effective and (last is None or fact.effective <= last),
        )
        once, _, own = DOCUMENT.get((fact.word, fact.number), (0, 0, False))
        if not employed or month > until or fact.until is not None or fact.effective < BEGINS:
            continue
        name = EXEMPT if own and fact.number >= 3 else AWARD
        found[name, month] = found.get((name, month), Decimal(0)) + once
    return found


def allowance(facts: Sequence[Fact], month: Month, share: Decimal) -> Decimal:
    """From the month after the granting, while it stands on the first of the month; of one kind the highest."""
    first, best = date(*month, 1), dict[str, int]()
    for fact in facts:
        over = fact.until is not None and fact.until + timedelta(days=1) <= first
        if first < BEGINS or over or (fact.effective.year, fact.effective.month) >= month:
            continue
        monthly = DOCUMENT.get((fact.word, fact.number), (0, 0, False))[1]
        best[fact.word] = max(best.get(fact.word, 0), monthly)
    return (sum(best.values()) * share).quantize(Decimal("0.01"), ROUND_HALF_UP)
