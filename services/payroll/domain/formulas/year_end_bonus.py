"""Year-end bonus (全年一次性奖金) taxed alone: a twelfth of it finds the row of the monthly table (财政部 税务总局公告2023年第30号)."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from services.payroll.domain.formulas.columns import ONE, Column, column, half_up
from services.payroll.domain.formulas.income_tax import Bracket

MONTHS: Final = 12


def bonus_tax(bonus_fen: Column, monthly: Sequence[Bracket]) -> Column:
    """bonus × rate - quick deduction, half-up to the fen; the quick deduction counts once and not twelve times."""
    taxed = np.maximum(bonus_fen, 0)
    ends = column(b.up_to_fen * MONTHS for b in monthly if b.up_to_fen is not None)
    row = np.searchsorted(ends, taxed, side="left")
    rates, quick = column(b.rate_ppm for b in monthly), column(b.quick_fen for b in monthly)
    return half_up(taxed * rates[row] - quick[row] * ONE, ONE)


def cliff(bonus_fen: int, monthly: Sequence[Bracket]) -> int | None:
    """The smaller bonus, at the end of the row before, of which more would be left; none where more leaves more."""
    ends = [b.up_to_fen * MONTHS for b in monthly if b.up_to_fen is not None and b.up_to_fen * MONTHS < bonus_fen]
    if not ends:
        return None
    amounts = column([ends[-1], bonus_fen])
    below, left = (amounts - bonus_tax(amounts, monthly)).tolist()
    return ends[-1] if below > left else None
