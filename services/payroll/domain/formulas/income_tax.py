"""Income tax on wages (个人所得税) by cumulative withholding (累计预扣法, STA Announcement 2018 No. 61).

The tax month is the month of payment. Withholding never refunds inside the year: a surplus stays until the settlement.
"""

from collections.abc import Sequence

import numpy as np

from services.payroll.domain.formulas.columns import ONE, Column, column, half_up
from shared.kernel import record


@record
class Bracket:
    """Cumulative taxable income up to and including `up_to_fen` (none: without end): rate and quick deduction."""

    up_to_fen: int | None
    rate_ppm: int
    quick_fen: int


def cumulative_taxable(
    income_fen: Column, insured_fen: Column, basic_deduction_fen: int, months: Column, additional_fen: Column
) -> Column:  # fmt: skip
    """Everything since January: income - 5,000 × months with this agent - own insurance and fund - declared deductions.

    A negative sum is carried on as it is; only the tax on it is nothing.
    """
    return income_fen - insured_fen - basic_deduction_fen * months - additional_fen


def tax_on(taxable_fen: Column, brackets: Sequence[Bracket]) -> Column:
    """The annual table: taxable × rate - quick deduction, half-up to the fen; nothing on a negative sum."""
    taxed = np.maximum(taxable_fen, 0)
    ends = column(b.up_to_fen for b in brackets if b.up_to_fen is not None)
    row = np.searchsorted(ends, taxed, side="left")
    rates, quick = column(b.rate_ppm for b in brackets), column(b.quick_fen for b in brackets)
    return half_up(taxed * rates[row] - quick[row] * ONE, ONE)


def withheld_now(cumulative_tax_fen: Column, withheld_fen: Column) -> Column:
    """The year's tax so far less what was withheld; never negative."""
    return np.asarray(np.maximum(cumulative_tax_fen - withheld_fen, 0), dtype=np.int64)
