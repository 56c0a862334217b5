"""A month that was not an ordinary one, laid out and valued: sickness, leave that is not paid, absence, overtime."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple
from uuid import UUID

import numpy as np

from services.payroll.domain.attendance_events import counts_of
from services.payroll.domain.facts import Fact
from services.payroll.domain.formulas.attendance import DAY_HOURS, of_hours, overtime_pay, sick_pay, sick_share
from services.payroll.domain.formulas.columns import Column, column, share
from services.payroll.domain.formulas.day_wage import part_of_month
from services.payroll.domain.people import month_index
from services.payroll.domain.policies import Policies
from services.payroll.domain.sheet import Away, Rate

HOURS: Final = 100 * DAY_HOURS


class Told(NamedTuple):
    """What the units told of a month together."""

    sick: int
    insured: int
    unpaid: int
    absent: int
    workday: int
    rest: int
    holiday: int


def told(attended: Iterable[Fact], index: int) -> tuple[Told, tuple[UUID, ...]] | None:
    """Of all units of the month, and the news they were heard with."""
    found = [fact for fact in attended if month_index(fact.effective) == index]
    if not found:
        return None
    counts = [counts_of(fact) for fact in found]
    return Told(*(sum(each) for each in zip(*counts, strict=True))), tuple(fact.cause for fact in found)


def away(
    row: int, rate: Rate, said: Told, days: tuple[int, int], employed_since: date, last: date, policies: Policies,
    late: int = 0,
) -> Away:  # fmt: skip
    """`days`: how many of the month are paid, and by how many hundredths the month is divided. `late`: days of sickness in the second
    stage.

    Hours are of 174 (21.75 days); where so much or all that is paid was missed, of the hours paid: who was away for all of it keeps
    nothing, however many days the month has.
    """
    paid, over = days
    first = last.replace(day=1)
    month = DAY_HOURS * policies.month_days_hundredths.on(first)
    missed = DAY_HOURS * (said.sick + said.insured + said.unpaid) + said.absent
    whole = missed * 100 >= min(HOURS * paid, month)
    rates, least = policies.overtime_rates.on(first), policies.sick_pay_least_ppm.on(first)
    return Away(
        row=row, rate=rate, sick=DAY_HOURS * said.sick, insured=DAY_HOURS * said.insured,
        unpaid=DAY_HOURS * said.unpaid + said.absent, over=max(HOURS * paid, missed * 100) if whole else month,
        month=month, whole=whole, paid_days=paid, divisor=over,
        sick_ppm=sick_share(policies.sick_pay_steps.on(first), employed_since, last), least_ppm=least,
        minimum_fen=policies.minimum_wage_fen.on(first), insured_ppm=policies.insured_leave_ppm.on(first),
        overtime=said.workday * rates.workday_ppm + said.rest * rates.rest_ppm + said.holiday * rates.holiday_ppm,
        relief=DAY_HOURS * late, relief_ppm=sick_share(policies.sick_relief_steps.on(first), employed_since, last),
    )  # fmt: skip


class Valued(NamedTuple):
    """By row that was not ordinary, in fen: the wage of the days missed, what is paid in its place, overtime; `wage` is what hours
    are counted from, `relief` the part of sickness in its second stage, `least` the lowest pay for the days of sickness.
    """

    monthly: Column
    wage: Column
    insured: Column
    insured_paid: Column
    unpaid: Column
    sick: Column
    relief: Column
    least: Column
    sick_paid: Column
    overtime: Column


def valued(found: Sequence[Away], monthly: Column, due_fen: Column) -> Valued:
    """`monthly`: the whole month at the rate of its last day; `due_fen`: what is due for the days of the month."""
    over = column(a.over for a in found)
    whole = column(int(a.whole) for a in found)
    wage = np.asarray(np.where(whole == 1, due_fen, monthly), dtype=np.int64)
    insured = _at_most(of_hours(wage, column(a.insured for a in found), over), due_fen)
    unpaid = _at_most(of_hours(wage, column(a.unpaid for a in found), over), due_fen - insured)
    sick = _at_most(of_hours(wage, column(a.sick for a in found), over), due_fen - insured - unpaid)
    relief = _at_most(of_hours(wage, column(a.relief for a in found), over), sick)
    lowest = share(column(a.minimum_fen for a in found), column(a.least_ppm for a in found))
    of_days = part_of_month(lowest, column(a.paid_days for a in found), column(a.divisor for a in found))
    least = of_hours(
        np.asarray(np.where(whole == 1, of_days, lowest), dtype=np.int64), column(a.sick for a in found), over
    )
    return Valued(
        monthly, wage, insured, share(insured, column(a.insured_ppm for a in found)), unpaid, sick, relief, least,
        sick_pay(sick, column(a.sick_ppm for a in found), relief, column(a.relief_ppm for a in found), least),
        overtime_pay(monthly, column(a.overtime for a in found), column(a.month for a in found)),
    )  # fmt: skip


def _at_most(amount: Column, left: Column) -> Column:
    return np.asarray(np.minimum(amount, np.maximum(left, 0)), dtype=np.int64)
