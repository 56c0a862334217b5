"""Money is integer fen: named roundings, and refusals of whatever is not an amount."""

from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.kernel import PPM, half_up_div, rate, share_to_fen, share_to_yuan, to_fen, to_yuan

FEN = st.integers(0, 10**13)
RATES = st.integers(0, 2 * PPM)


@pytest.mark.parametrize(
    ("numerator", "denominator", "quotient"),
    [(0, 7, 0), (14, 10, 1), (15, 10, 2), (25, 10, 3), (16, 10, 2), (-14, 10, -1), (-15, 10, -1), (-16, 10, -2), (1, 3, 0)],
)  # fmt: skip
def test_division_goes_to_the_nearest_and_halves_go_up(numerator: int, denominator: int, quotient: int) -> None:
    assert half_up_div(numerator, denominator) == quotient


@given(FEN, st.integers(1, 10**9))
def test_division_is_the_decimal_rounding_half_up(numerator: int, denominator: int) -> None:
    exact = Decimal(numerator * 10) / Decimal(denominator * 10) if denominator else Decimal(0)
    doubled = 2 * numerator % (2 * denominator)
    expected = numerator // denominator + (1 if doubled >= denominator else 0)
    assert half_up_div(numerator, denominator) == expected
    assert abs(half_up_div(numerator, denominator) - exact) <= Decimal("0.5")


@given(FEN, RATES)
def test_a_share_is_rounded_half_up_to_the_fen(base: int, ppm: int) -> None:
    exact = Decimal(base) * ppm / PPM
    assert share_to_fen(base, ppm) == int(exact.quantize(Decimal(1), ROUND_HALF_UP))


@given(FEN, RATES)
def test_a_share_is_rounded_half_up_to_the_yuan(base: int, ppm: int) -> None:
    exact = Decimal(base) * ppm / PPM / 100
    assert share_to_yuan(base, ppm) == int(exact.quantize(Decimal(1), ROUND_HALF_UP)) * 100


def test_the_two_roundings_differ_only_in_where_they_round() -> None:
    assert share_to_fen(7_384_00, rate("5%")) == 369_20
    assert share_to_yuan(7_384_00, rate("5%")) == 369_00
    assert share_to_yuan(7_390_00, rate("5%")) == 370_00, "369.50 is half a yuan, and half goes up"


@given(st.lists(FEN, min_size=1, max_size=20), st.integers(0, PPM // 2))
def test_a_column_of_amounts_is_rounded_like_each_amount(bases: list[int], ppm: int) -> None:
    column = np.array([base % 10**11 for base in bases], dtype=np.int64)
    assert share_to_fen(column, ppm).tolist() == [share_to_fen(int(base), ppm) for base in column]
    assert share_to_yuan(column, ppm).tolist() == [share_to_yuan(int(base), ppm) for base in column]


@pytest.mark.parametrize(
    ("text", "ppm"),
    [("16%", 160_000), ("0.2%", 2_000), ("1.05", 1_050_000), ("0%", 0), ("0.0001%", 1), ("0.000001", 1), ("-5%", -50_000)],
)  # fmt: skip
def test_a_rate_is_parts_per_million(text: str, ppm: int) -> None:
    assert rate(text) == ppm


@pytest.mark.parametrize("text", ["0.00001%", "0.0000001", "1.0000001"])
def test_a_rate_finer_than_that_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="finer than one part per million"):
        rate(text)


@pytest.mark.parametrize(
    "text", ["", "%", "16 %", " 16%", "16%%", "1e2", "1_0%", "NaN", "Infinity", "sixteen", "１６%", "+5%"]
)
def test_a_rate_is_a_plain_decimal_number(text: str) -> None:
    with pytest.raises(ValueError, match="not a rate"):
        rate(text)


@pytest.mark.parametrize(
    ("yuan", "fen"),
    [("3400", 340_000), ("3400.5", 340_050), ("3400.50", 340_050), ("0", 0), ("0.01", 1), ("-0.01", -1), ("-12.3", -1_230)],
)  # fmt: skip
def test_an_amount_in_yuan_becomes_fen(yuan: str, fen: int) -> None:
    assert to_fen(yuan) == fen


@pytest.mark.parametrize(
    "text",
    [
        "", ".", ".5", "5.", "1.005", "01", "00", "1e3", "1,000", "1 000", " 1", "1 ", "1\n", "+1", "--1", "¥1", "1元", "NaN",
        "Infinity", "１２", "12345678901234",
    ],
)  # fmt: skip
def test_anything_else_is_no_amount(text: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        to_fen(text)


@pytest.mark.parametrize(
    ("fen", "yuan"), [(0, "0.00"), (1, "0.01"), (-1, "-0.01"), (340_050, "3400.50"), (-105, "-1.05")]
)
def test_fen_become_yuan_with_always_two_digits(fen: int, yuan: str) -> None:
    assert to_yuan(fen) == yuan


@given(st.integers(-(10**14), 10**14))
def test_there_and_back_is_the_same_amount(fen: int) -> None:
    assert to_fen(to_yuan(fen)) == fen
