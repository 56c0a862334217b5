"""A subsidy as a tree: for each emergency the days of the month at their rate, up to what was left of the cap of a person."""

from services.payroll.domain.cohort import Cohort
from services.payroll.domain.facts import Fact
from services.payroll.domain.people import Known, month_index
from services.payroll.domain.steps import How, Step, Unit, given, total

RATE = "policy:emergency_day_fen"


def subsidy(facts: Known, month: int, cohort: Cohort, *, exempt: bool) -> Step:
    """What is due for the month."""
    mine = [f for f in facts.subsidies if f.flag == exempt and month_index(f.effective) == month]
    return total("DUE", [_approved(fact, cohort) for fact in mine])


def _approved(fact: Fact, cohort: Cohort) -> Step:
    rate = given("DUTY_RATE", cohort.policies.emergency_day_fen.on(fact.effective), rule=RATE)
    days = given("DUTY_DAYS", fact.second, Unit.COUNT)
    worth = rate.value * days.value
    counted = Step(what="DUTY", how=How.TIMES, value=worth, parts=(rate, days))
    if fact.number <= worth:
        most = given("LEFT_OF_THE_CAP", fact.number, rule="policy:emergency_person_cap_fen")
        parts = (counted, most) if fact.number < worth else (counted,)
        how = How.AT_MOST if fact.number < worth else How.SUM
        return Step(what="SUBSIDY_APPROVED", how=how, value=fact.number, causes=(fact.cause,), parts=parts)
    return Step(what="SUBSIDY_APPROVED", how=How.GIVEN, value=fact.number, rule=RATE, causes=(fact.cause,))
