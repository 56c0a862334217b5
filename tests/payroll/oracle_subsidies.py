"""The accountant's words on emergency-duty subsidies: 按规定给予适当工作补助 (article 12); a wage unless a document exempts it."""

from collections.abc import Sequence
from decimal import Decimal

from services.payroll.domain.facts import Fact

TAXED, EXEMPT = "SUBSIDY", "EXEMPT_SUBSIDY"
BOTH = (TAXED, EXEMPT)
Month = tuple[int, int]


def due(facts: Sequence[Fact], first: Month, until: Month) -> dict[tuple[str, Month], Decimal]:
    """What was approved for the duty of each month of employment, by whether it is taxed."""
    found: dict[tuple[str, Month], Decimal] = {}
    for fact in facts:
        month, name = (fact.effective.year, fact.effective.month), EXEMPT if fact.flag else TAXED
        if first <= month <= until:
            found[name, month] = found.get((name, month), Decimal(0)) + Decimal(fact.number) / 100
    return found
