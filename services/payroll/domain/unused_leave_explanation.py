"""Pay for unused annual leave as a tree."""

from collections.abc import Sequence

from services.payroll.domain.formulas.columns import ONE
from services.payroll.domain.steps import How, Step, Unit, given, half_up, total
from services.payroll.domain.unused_leave import LeaveOwed


def leave_due(n: int, found: Sequence[LeaveOwed]) -> Step:
    """Of each year and employment settled in the month; nothing where none is."""
    return total("DUE", [_of_year(each) for each in found if each.row == n])


def _of_year(each: LeaveOwed) -> Step:
    average = Step(
        what="AVERAGE_WAGE", how=How.AVERAGE, value=half_up(each.total_fen, each.months),
        parts=(given("WAGES_WITHOUT_OVERTIME", each.total_fen), given("MONTHS", each.months, Unit.COUNT)),
    )  # fmt: skip
    days = given("DAYS_UNUSED", each.days, Unit.COUNT)
    rate = given("DAY_WAGES_OWED", each.ppm, Unit.PPM, rule="policy:unused_leave_ppm")
    weighted = Step(what="WEIGHTED_DAYS", how=How.TIMES, value=each.days * each.ppm, unit=Unit.PPM, parts=(days, rate))
    over = Step(
        what="DAYS_OF_MONTH", how=How.GIVEN, value=each.over * ONE, unit=Unit.HUNDREDTHS,
        rule="policy:month_days_hundredths",
    )  # fmt: skip
    value = half_up(average.value * weighted.value * 100, over.value)
    return Step(what="UNUSED_LEAVE_PAY", how=How.PART_OF_MONTH, value=value, parts=(average, weighted, over))
