"""Money is integer fen inside and a decimal string outside. Every rounding has a name.

Rates and factors are integers in parts per million (`160_000` = 16 %): no float ever meets an amount.
The arithmetic uses only operators, so the same functions serve one int and a numpy column of int64.
"""

import re
from decimal import Decimal
from typing import Final, Protocol, TypeVar, cast

PPM: Final = 1_000_000
_RATE: Final = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,12})?%?")
_YUAN: Final = re.compile(r"-?(0|[1-9][0-9]{0,12})(\.[0-9]{1,2})?")


class Whole(Protocol):
    """What an int and an int64 column have in common."""

    def __add__(self, other: int, /) -> "Whole": ...
    def __mul__(self, other: int, /) -> "Whole": ...
    def __floordiv__(self, other: int, /) -> "Whole": ...


W = TypeVar("W")


def half_up_div(numerator: W, denominator: int) -> W:
    """numerator / denominator to the nearest whole, halves towards plus infinity (四舍五入 for amounts ≥ 0)."""
    whole = cast(Whole, numerator)
    return cast(W, (whole * 2 + denominator) // (2 * denominator))


def share_to_fen(base_fen: W, rate_ppm: int) -> W:
    """base × rate, half-up to the fen: each insurance share, per scheme and side (domain.md 3.2)."""
    return half_up_div(cast(W, cast(Whole, base_fen) * rate_ppm), PPM)


def share_to_yuan(base_fen: W, rate_ppm: int) -> W:
    """base × rate, half-up to the whole yuan: housing-fund shares in cities that say so."""
    return cast(W, cast(Whole, half_up_div(cast(W, cast(Whole, base_fen) * rate_ppm), PPM * 100)) * 100)


def rate(text: str) -> int:
    """`"16%"`, `"0.2%"` or `"1.05"` as parts per million; refuses anything else, also what is finer than that."""
    if not _RATE.fullmatch(text):
        raise ValueError(f"not a rate: {text!r}")
    value = Decimal(text[:-1]) / 100 if text.endswith("%") else Decimal(text)
    ppm = value * PPM
    if ppm != ppm.to_integral_value():
        raise ValueError(f"{text} is finer than one part per million")
    return int(ppm)


def to_fen(yuan: str) -> int:
    """`"3400"` or `"3400.50"` as fen; refuses anything else, also exponents and spaces."""
    if not _YUAN.fullmatch(yuan):
        raise ValueError(f"not an amount: {yuan!r}")
    return int(Decimal(yuan) * 100)


def to_yuan(fen: int) -> str:
    """`340050` as `"3400.50"`: always two digits."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100}.{abs(fen) % 100:02d}"
