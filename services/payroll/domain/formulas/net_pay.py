"""What is paid out: everything earned, less the own shares and the tax."""

from collections.abc import Sequence
from functools import reduce

import numpy as np

from services.payroll.domain.formulas.columns import Column


def total(parts: Sequence[Column]) -> Column:
    return reduce(np.add, parts)


def net_pay(earned: Sequence[Column], own_shares: Sequence[Column], tax_fen: Column) -> Column:
    return total(earned) - total(own_shares) - tax_fen
