"""Housing provident fund (住房公积金): equal shares of both sides, rounded to the yuan where the city says so."""

import numpy as np

from services.payroll.domain.formulas.columns import Column, clamped, share, share_in_yuan


def fund_base(average_wage_fen: Column, floor_fen: Column, cap_fen: Column) -> Column:
    return clamped(average_wage_fen, floor_fen, cap_fen)


def fund_share(base_fen: Column, rate_ppm: Column, to_yuan: Column) -> Column:
    """One side's share; `to_yuan` is 1 where it is rounded half-up to the yuan, 0 where to the fen."""
    by_yuan, by_fen = share_in_yuan(base_fen, rate_ppm), share(base_fen, rate_ppm)
    return np.asarray(np.where(to_yuan == 1, by_yuan, by_fen), dtype=np.int64)
