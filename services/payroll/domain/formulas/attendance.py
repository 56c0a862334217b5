"""What a month's attendance does to the wage (病假工资、事假、产假、加班工资): day wage = monthly ÷ 21.75, hour = day ÷ 8, one rounding."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import numpy as np

from services.payroll.domain.formulas.columns import ONE, Column, half_up, share
from shared.kernel import full_years, record

DAY_HOURS: Final = 8


@record
class SickPayStep:
    """From so many full years with the employer on, this share of the day wage is paid for a day of sickness."""

    years: int
    share_ppm: int


@record
class OvertimeRates:
    """In parts of the hour wage (Labour Law art. 44): on a working day, a day of rest without time off, a statutory holiday."""

    workday_ppm: int
    rest_ppm: int
    holiday_ppm: int


def sick_share(steps: Sequence[SickPayStep], employed_since: date, day: date) -> int:
    years = full_years(employed_since, day)
    return max((s for s in steps if s.years <= years), key=lambda s: s.years).share_ppm


def of_hours(amount_fen: Column, hours: Column, over_hundredths: Column) -> Column:
    """amount × hours ÷ hours of the month, half-up to the fen."""
    return half_up(amount_fen * hours * 100, over_hundredths)


def sick_pay(wage_fen: Column, share_ppm: Column, relief_fen: Column, relief_ppm: Column, least_fen: Column) -> Column:
    """The shares of the wage of these days, `relief_fen` of it in the second stage; together not below their part of the minimum
    wage's 80 %, never above the wage itself."""
    paid = share(wage_fen - relief_fen, share_ppm) + share(relief_fen, relief_ppm)
    return np.asarray(np.minimum(np.maximum(paid, least_fen), wage_fen), dtype=np.int64)


def overtime_pay(monthly_fen: Column, weighted_ppm: Column, over_hundredths: Column) -> Column:
    """monthly ÷ 174 hours × (hours × rate of their day), half-up to the fen once."""
    return half_up(monthly_fen * weighted_ppm * 100, over_hundredths * ONE)


def unused_leave_pay(
    total_fen: Column, months: Column, days: Column, ppm: Column, over_hundredths: Column
) -> Column:  # fmt: skip
    """average month ÷ 21.75 × days × rate, half-up to the fen; the average is half-up to the fen itself."""
    average = half_up(total_fen, np.maximum(months, 1))
    return half_up(average * days * ppm * 100, over_hundredths * ONE)
