"""Severance with the checks of domain.md 3.7: average wage 7,200, local average 7,831 (Sichuan)."""

from datetime import date

import pytest

from services.payroll.domain.formulas.columns import column
from services.payroll.domain.formulas.severance import average_wage, half_months, severance, severance_tax
from shared.kernel import to_fen, to_yuan
from tests.payroll.county import POLICIES

BRACKETS = POLICIES.tax_brackets.on(date(2026, 1, 1))


def paid(wage: str, halves: int, local: str = "7831.00") -> str:
    return to_yuan(int(severance(column([to_fen(wage)]), column([halves]), column([to_fen(local)]))[0]))


@pytest.mark.parametrize(
    ("since", "last", "halves", "amount"),
    [
        (date(2019, 6, 1), date(2025, 12, 31), 14, "50400.00"),  # 6 years 7 months: 7 months
        (date(2020, 8, 1), date(2025, 12, 31), 11, "39600.00"),  # 5 years 5 months: 5.5
        (date(2025, 8, 1), date(2025, 12, 31), 1, "3600.00"),  # 5 months: 0.5
        (date(2020, 1, 1), date(2025, 12, 31), 12, "43200.00"),  # exactly 6 years: 6
        (date(2020, 1, 1), date(2026, 6, 30), 14, "50400.00"),  # 6 years 6 months: 7
        (date(2020, 1, 1), date(2026, 6, 29), 13, "46800.00"),  # a day less: 6.5
        (date(2020, 1, 1), date(2026, 1, 1), 13, "46800.00"),  # a day more than 6 years: 6.5
        (date(2026, 1, 5), date(2026, 1, 5), 1, "3600.00"),  # one day: 0.5
    ],
)
def test_months_by_years_of_service(since: date, last: date, halves: int, amount: str) -> None:
    assert half_months(since, last) == halves
    assert paid("7200.00", halves) == amount


@pytest.mark.parametrize(
    ("wage", "halves", "amount"),
    [
        ("23493.00", 40, "469860.00"),  # exactly three times the average: no cap, twenty years
        ("23493.01", 40, "281916.00"),  # above: three times 7,831, twelve years
        ("30000.00", 10, "117465.00"),  # above, five years
    ],
)
def test_a_high_wage_is_capped_in_amount_and_years(wage: str, halves: int, amount: str) -> None:
    assert paid(wage, halves) == amount


def test_the_average_is_not_below_the_minimum_wage() -> None:
    found = average_wage(column([1_200_000, 8_640_000]), column([12, 12]), column([180_000, 180_000]))
    assert found.tolist() == [180_000, 720_000]


@pytest.mark.parametrize(("amount", "tax"), [("281916.00", "0.00"), ("317916.00", "1080.00"), ("381916.00", "7480.00")])
def test_severance_is_free_up_to_three_local_yearly_averages(amount: str, tax: str) -> None:
    """Free: 7,831 × 12 × 3 = 281,916.00; the rest alone by the annual table."""
    found = severance_tax(column([to_fen(amount)]), column([to_fen("7831.00")]), BRACKETS)
    assert to_yuan(int(found[0])) == tax
