"""Severance (经济补偿): Labour Contract Law articles 46 and 47, its implementing regulation article 27."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import numpy as np

from services.payroll.domain.formulas.columns import Column, half_up
from services.payroll.domain.formulas.income_tax import Bracket, tax_on
from shared.kernel import DAY, add_years, full_months, full_years

MOST_YEARS_ABOVE_CAP: Final = 12
TIMES_LOCAL_AVERAGE: Final = 3


def half_months(employed_since: date, last_day: date) -> int:
    """Months of severance in halves: each full year a month; six months and more a month, less than six half a month."""
    end = last_day + DAY
    years = full_years(employed_since, end)
    anniversary = add_years(employed_since, years)
    if full_months(anniversary, end) >= 6:
        return 2 * years + 2
    return 2 * years + (1 if end > anniversary else 0)


def average_wage(total_fen: Column, months: Column, minimum_wage_fen: Column) -> Column:
    """Average gross of the last twelve months (or of those worked), half-up to the fen, not below the minimum wage."""
    return np.asarray(np.maximum(half_up(total_fen, np.maximum(months, 1)), minimum_wage_fen), dtype=np.int64)


def severance(average_wage_fen: Column, halves: Column, local_average_fen: Column) -> Column:
    """wage × months; a wage above three times the local average counts as three times it, for twelve years at most."""
    cap = local_average_fen * TIMES_LOCAL_AVERAGE
    above = average_wage_fen > cap
    wage = np.where(above, cap, average_wage_fen)
    counted = np.where(above, np.minimum(halves, 2 * MOST_YEARS_ABOVE_CAP), halves)
    return half_up(np.asarray(wage * counted, dtype=np.int64), 2)


def severance_tax(severance_fen: Column, local_average_fen: Column, brackets: Sequence[Bracket]) -> Column:
    """Free up to three local yearly averages; what is above is taxed alone by the annual table (财税〔2018〕164号)."""
    free = local_average_fen * 12 * TIMES_LOCAL_AVERAGE
    return tax_on(np.asarray(np.maximum(severance_fen - free, 0), dtype=np.int64), brackets)
