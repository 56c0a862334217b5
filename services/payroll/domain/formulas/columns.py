"""Columns of whole numbers, and the one rounding everything here is built on."""

from collections.abc import Iterable
from typing import Final

import numpy as np
import numpy.typing as npt

Column = npt.NDArray[np.int64]
ONE: Final = 1_000_000  # parts per million


def column(values: Iterable[int]) -> Column:
    return np.array(list(values), dtype=np.int64)


def zeros(length: int) -> Column:
    return np.zeros(length, dtype=np.int64)


def half_up(numerator: Column, denominator: Column | int) -> Column:
    """numerator / denominator to the nearest whole; halves away from zero, so that a reversal reverses exactly."""
    size = (np.abs(numerator) * 2 + denominator) // (denominator * 2)
    return np.asarray(np.sign(numerator) * size, dtype=np.int64)


def share(base_fen: Column, rate_ppm: Column | int) -> Column:
    """base × rate, half-up to the fen (domain.md 3.2)."""
    return half_up(base_fen * rate_ppm, ONE)


def share_in_yuan(base_fen: Column, rate_ppm: Column | int) -> Column:
    """base × rate, half-up to the whole yuan."""
    return half_up(base_fen * rate_ppm, ONE * 100) * 100


def clamped(value: Column, floor: Column | int, cap: Column | int) -> Column:
    return np.asarray(np.minimum(np.maximum(value, floor), cap), dtype=np.int64)


def summed(values: Column, groups: Column, length: int) -> Column:
    """The sum of the values of each group 0 … length-1."""
    total = zeros(length)
    np.add.at(total, groups, values)
    return total
