"""What is paid at the end of an employment as trees: severance, what stands for notice, what of both is free of tax."""

from collections.abc import Sequence

import numpy as np

from services.payroll.domain.cohort import NOTHING, Cohort
from services.payroll.domain.dues import AT
from services.payroll.domain.leaving import Settlement, taxed_rows
from services.payroll.domain.months import Sheet, of_index
from services.payroll.domain.payslips import AT_THE_END, Component
from services.payroll.domain.steps import How, Step, Unit, given, half_up, share, total


def settled(cohort: Cohort, sheet: Sheet, found: Sequence[Settlement]) -> list[tuple[Step, Step, Step]]:
    """Of each month with something paid at an end: what is due, what was paid before, what of it is free of tax."""
    worker = cohort.people[0].worker_id
    before = [cohort.paid.get((worker, row.month), NOTHING) for row in sheet.rows]
    paid = np.array(before, dtype=np.int64).reshape(len(sheet.rows), len(NOTHING))
    steps: list[tuple[Step, Step, Step]] = []
    for row in taxed_rows(found, paid, sheet, cohort):
        free = given(
            "THREE_YEARLY_AVERAGES", 36 * row.local_fen, rule=_rule(cohort, "local_average_wage_fen", sheet, row.row)
        )
        was = given("PAID_BEFORE", sum(before[row.row][AT[component]] for component in AT_THE_END))
        due = [end_due(component, row.row, cohort, sheet, found) for component in AT_THE_END]
        steps.append((total("PAID_AT_THE_END", due), was, free))
    return steps


def end_due(component: Component, n: int, cohort: Cohort, sheet: Sheet, found: Sequence[Settlement]) -> Step:
    """Nothing where no end is known in the month."""
    mine = next((each for each in found if each.row == n), None)
    if mine is None:
        return given("DUE", 0)
    if component is Component.NOTICE_PAY:
        wage = given("WAGE_OF_MONTH_BEFORE", mine.notice_wage_fen)
        return share("DUE", wage, given("NOTICE_SHARE", mine.notice_ppm, Unit.PPM, rule="policy:notice_wage_ppm"))
    rules = [_rule(cohort, name, sheet, n) for name in ("minimum_wage_fen", "local_average_wage_fen")]
    return _severance(mine, rules[0], rules[1])


def _rule(cohort: Cohort, name: str, sheet: Sheet, n: int) -> str:
    """Figures are in force from the first of a month."""
    return cohort.rule_on(name, of_index(sheet.rows[n].month).last)


def _severance(found: Settlement, minimum_rule: str, average_rule: str) -> Step:
    """The average wage, capped at three local averages, times the months of service in halves; twice for an unlawful end."""
    average = Step(
        what="AVERAGE_WAGE", how=How.AVERAGE, value=half_up(found.total_fen, max(found.months, 1)),
        parts=(given("LAST_TWELVE_MONTHS", found.total_fen), given("MONTHS", max(found.months, 1), Unit.COUNT)),
    )  # fmt: skip
    least = given("MINIMUM_WAGE", found.lowest_fen, rule=minimum_rule)
    wage = Step(what="WAGE", how=How.AT_LEAST, value=max(average.value, least.value), parts=(average, least))
    cap = given("THREE_LOCAL_AVERAGES", 3 * found.local_fen, rule=average_rule)
    counted = Step(what="WAGE_COUNTED", how=How.AT_MOST, value=min(wage.value, cap.value), parts=(wage, cap))
    halves = given("HALF_MONTHS", min(found.halves, 24) if wage.value > cap.value else found.halves, Unit.COUNT)
    once = half_up(counted.value * halves.value, 2)
    if found.times == 1:
        return Step(what="DUE", how=How.HALF_TIMES, value=once, parts=(counted, halves))
    one = Step(what="SEVERANCE_ONCE", how=How.HALF_TIMES, value=once, parts=(counted, halves))
    return Step(
        what="DUE", how=How.TIMES, value=once * found.times,
        parts=(one, given("TIMES_OWED", found.times, Unit.COUNT)),
    )  # fmt: skip
