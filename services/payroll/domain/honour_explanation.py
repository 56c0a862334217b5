"""Awards and allowances for honours as a tree: each honour's award by the region's rule; the allowance of a month by its paid days."""

from services.payroll.domain.cohort import Cohort
from services.payroll.domain.honour_awards import Honoured, awarded, held, is_free
from services.payroll.domain.payslips import Component
from services.payroll.domain.people import Known
from services.payroll.domain.steps import How, Step, Unit, given, half_up, total

RULE = "policy:honour_awards"


def honour_due(component: Component, honoured: Honoured, facts: Known, month: int, cohort: Cohort) -> Step:
    """What is due for the month."""
    if component is Component.HONOUR_ALLOWANCE:
        return total("DUE", [_allowance(honoured, facts, month, cohort)])
    free = component is Component.EXEMPT_HONOUR_AWARD
    found = awarded(facts.honours, facts.jobs, month, cohort.policies)
    return total(
        "DUE",
        [
            Step(what="AWARD_OF_HONOUR", how=How.GIVEN, value=rule.once_fen, rule=RULE, causes=(fact.cause,))
            for fact, rule in found
            if is_free(rule, month, cohort.policies) == free
        ],
    )


def _allowance(honoured: Honoured, facts: Known, month: int, cohort: Cohort) -> Step:
    """Of each kind the highest."""
    best = {
        rule.kind: rule.monthly_fen
        for _, rule in sorted(held(facts.honours, month, cohort.policies), key=lambda h: h[1].monthly_fen)
    }
    whole = total("ALLOWANCES_OF_HONOURS", [given("ALLOWANCE_OF_HONOUR", fen, rule=RULE) for fen in best.values()])
    days = given("PAID_DAYS", honoured.days, Unit.COUNT)
    over = given("DAYS_OF_MONTH", honoured.divisor, Unit.HUNDREDTHS, rule="policy:month_days_hundredths")
    value = half_up(whole.value * honoured.days * 100, honoured.divisor)
    return Step(what="PART_OF_MONTH", how=How.PART_OF_MONTH, value=value, parts=(whole, days, over))
