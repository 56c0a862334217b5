"""Sickness, unpaid leave, absence, leave paid by insurance and overtime as trees."""

from services.payroll.domain.dues import WAGES, Tables, month_values
from services.payroll.domain.formulas.columns import ONE, Column
from services.payroll.domain.months import Sheet
from services.payroll.domain.payslips import Component
from services.payroll.domain.sheet import Away
from services.payroll.domain.steps import How, Step, Unit, given, half_up, share, total


def away_due(component: Component, n: int, sheet: Sheet, due: Column, published: Tables, minimum_rule: str) -> Step:
    """Nothing where the month was an ordinary one."""
    at = next((place for place, each in enumerate(sheet.away) if each.row == n), None)
    if at is None:
        return given("DUE", 0)
    found, each = month_values(sheet, published, due), sheet.away[at]

    def told(values: Column) -> int:
        return int(values[at])

    wage, left = told(found.wage), sum(due[n, WAGES].tolist())
    match component:
        case Component.OVERTIME:
            return _overtime(each, told(found.monthly))
        case Component.INSURED_LEAVE:
            days = _days(each, wage, each.insured, left)
            rate = given("EMPLOYER_SHARE", each.insured_ppm, Unit.PPM, rule="policy:insured_leave_ppm")
            return _less(share("INSURED_PAY", days, rate), days)
        case Component.UNPAID_LEAVE:
            return _less(given("NOTHING", 0), _days(each, wage, each.unpaid, left - told(found.insured)))
        case _:
            days = _days(each, wage, each.sick, left - told(found.insured) - told(found.unpaid))
            return _less(_sick_pay(each, days, (told(found.relief), told(found.least)), minimum_rule), days)


def _less(paid: Step, days: Step) -> Step:
    return Step(what="DUE", how=How.DIFFERENCE, value=paid.value - days.value, parts=(paid, days))


def _days(each: Away, wage_fen: int, hours: int, left_fen: int) -> Step:
    """The wage of the hours missed, never more than what is left of the month."""
    over = Step(
        what="HOURS_OF_MONTH", how=How.GIVEN, value=each.over, unit=Unit.HUNDREDTHS, rule="policy:month_days_hundredths"
    )
    parts = given("MONTHLY_WAGE", wage_fen), given("HOURS", hours, Unit.COUNT), over
    value = half_up(wage_fen * hours * 100, each.over)
    by_hours = Step(what="WAGE_BY_HOURS", how=How.PART_OF_MONTH, value=value, parts=parts)
    left = given("WAGE_LEFT", max(left_fen, 0))
    return Step(what="WAGE_OF_THE_DAYS", how=How.AT_MOST, value=min(value, left.value), parts=(by_hours, left))


def _sick_pay(each: Away, days: Step, fen: tuple[int, int], minimum_rule: str) -> Step:
    relief_fen, least_fen = fen
    by_share = _by_share(each, days, relief_fen)
    least = given("LEAST_SICK_PAY", least_fen, rule=f"policy:sick_pay_least_ppm;{minimum_rule}")
    raised = Step(what="NOT_BELOW", how=How.AT_LEAST, value=max(by_share.value, least.value), parts=(by_share, least))
    return Step(what="SICK_PAY", how=How.AT_MOST, value=min(raised.value, days.value), parts=(raised, days))


def _by_share(each: Away, days: Step, relief_fen: int) -> Step:
    """By the first stage, the second, or both in the month in which one follows the other."""
    rate = given("SICK_SHARE", each.sick_ppm, Unit.PPM, rule="policy:sick_pay_steps")
    if not each.relief:
        return share("SICK_BY_SHARE", days, rate)
    late = given("RELIEF_SHARE", each.relief_ppm, Unit.PPM, rule="policy:sick_relief_steps")
    if each.relief == each.sick:
        return share("RELIEF_BY_SHARE", days, late)
    after = given("WAGE_AFTER_THE_MONTHS", relief_fen, rule="policy:sick_pay_months")
    before = Step(what="WAGE_IN_THE_MONTHS", how=How.DIFFERENCE, value=days.value - relief_fen, parts=(days, after))
    return total("SICK_BY_STAGES", (share("SICK_BY_SHARE", before, rate), share("RELIEF_BY_SHARE", after, late)))


def _overtime(each: Away, monthly_fen: int) -> Step:
    over = Step(
        what="HOURS_OF_MONTH", how=How.GIVEN, value=each.month * ONE, unit=Unit.HUNDREDTHS,
        rule="policy:month_days_hundredths",
    )  # fmt: skip
    hours = given("WEIGHTED_HOURS", each.overtime, Unit.PPM, rule="policy:overtime_rates")
    value = half_up(monthly_fen * each.overtime * 100, each.month * ONE)
    return Step(what="DUE", how=How.PART_OF_MONTH, value=value, parts=(given("MONTHLY_WAGE", monthly_fen), hours, over))
