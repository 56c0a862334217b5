"""Part of a month (日工资): the month's amount ÷ 21.75 × paid days, never above the month (domain.md 3.2).

Paid days are the weekdays of the calendar: 21.75 = (365 - 104) / 12 counts statutory holidays as paid.
"""

from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from services.payroll.domain.formulas.columns import Column, half_up

HUNDREDTHS: Final = 100


@lru_cache(maxsize=4096)
def weekdays(first: date, last: date) -> int:
    """Mondays to Fridays from first to last, both counted."""
    if last < first:
        return 0
    weeks, rest = divmod((last - first).days + 1, 7)
    return weeks * 5 + sum((first + timedelta(days=n)).weekday() < 5 for n in range(rest))


def divisor(paid_days: int, days_of_month: int, month_days_hundredths: int) -> int:
    """By what the month is divided, in hundredths of a day: its own days when all are paid, else 21.75 (never less
    than what is paid)."""
    if paid_days == days_of_month:
        return days_of_month * HUNDREDTHS
    return max(month_days_hundredths, paid_days * HUNDREDTHS)


def part_of_month(monthly_fen: Column, days: Column, divisor_hundredths: Column) -> Column:
    """monthly × days ÷ divisor, unrounded until here, then half-up to the fen: one rounding for each rate in the month."""
    return half_up(monthly_fen * days * HUNDREDTHS, divisor_hundredths)
