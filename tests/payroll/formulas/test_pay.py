"""The parts of a month's pay: DEMO-18 (domain.md 2.5), parts of a month (3.2, 3.8), allowances, what is left."""

from datetime import date

import pytest

from services.payroll.domain.formulas.base_pay import basic_part
from services.payroll.domain.formulas.certificate_allowance import LEVELS, allowance, begins
from services.payroll.domain.formulas.columns import column, half_up
from services.payroll.domain.formulas.day_wage import divisor, part_of_month, weekdays
from services.payroll.domain.formulas.net_pay import net_pay
from services.payroll.domain.formulas.performance_pay import performance_part
from shared.kernel import to_fen, to_yuan
from tests.payroll.county import TERMS

MONTHLY = {g.grade: g.monthly_fen for g in TERMS.grades}


@pytest.mark.parametrize(
    ("grade", "standard", "basic", "performance"),
    [
        (1, "3400.00", "2720.00", "680.00"), (2, "3570.00", "2856.00", "714.00"), (4, "3910.00", "3128.00", "782.00"),
        (5, "4080.00", "3264.00", "816.00"), (6, "4250.00", "3400.00", "850.00"), (9, "4760.00", "3808.00", "952.00"),
        (15, "5780.00", "4624.00", "1156.00"), (18, "6290.00", "5032.00", "1258.00"),
    ],
)  # fmt: skip
def test_demo_18(grade: int, standard: str, basic: str, performance: str) -> None:
    monthly = column([MONTHLY[grade]])
    part = basic_part(monthly, column([800_000]))
    rest = performance_part(monthly, part, column([1_000_000]))
    assert [to_yuan(int(c[0])) for c in (monthly, part, rest)] == [standard, basic, performance]


@pytest.mark.parametrize(
    ("factor_ppm", "performance"), [(1_200_000, "979.20"), (1_000_000, "816.00"), (500_000, "408.00"), (0, "0.00")]
)
def test_performance_follows_the_result(factor_ppm: int, performance: str) -> None:
    monthly = column([MONTHLY[5]])
    found = performance_part(monthly, basic_part(monthly, column([800_000])), column([factor_ppm]))
    assert to_yuan(int(found[0])) == performance


@pytest.mark.parametrize(
    ("monthly", "days", "of", "amount"),
    [
        ("9000.00", 15, 2175, "6206.90"),  # 15 working days
        ("3570.00", 22, 2200, "3570.00"),  # the whole of a month of 22
        ("3570.00", 10, 2175, "1641.38"),
    ],
)
def test_part_of_a_month(monthly: str, days: int, of: int, amount: str) -> None:
    assert to_yuan(int(part_of_month(column([to_fen(monthly)]), column([days]), column([of]))[0])) == amount


@pytest.mark.parametrize(
    ("paid", "in_month", "hundredths"),
    [(21, 21, 2100), (23, 23, 2300), (22, 23, 2200), (10, 23, 2175), (20, 21, 2175)],
)
def test_a_whole_month_is_a_month_and_part_of_it_never_more(paid: int, in_month: int, hundredths: int) -> None:
    assert divisor(paid, in_month, 2175) == hundredths


def test_paid_days_are_weekdays() -> None:
    assert weekdays(date(2026, 3, 1), date(2026, 3, 31)) == 22
    assert weekdays(date(2026, 3, 16), date(2026, 3, 31)) == 12
    assert weekdays(date(2026, 3, 7), date(2026, 3, 8)) == 0
    assert weekdays(date(2026, 3, 8), date(2026, 3, 7)) == 0


def test_the_allowance_is_that_of_the_level() -> None:
    amounts = [0, 20_000, 40_000, 80_000]
    assert allowance(column(LEVELS.index(level) for level in ("", "SENIOR", "ASSISTANT")), amounts).tolist() == [
        0, 80_000, 20_000,
    ]  # fmt: skip
    assert str(begins(date(2026, 3, 16), 1)) == "2026-04"
    assert str(begins(date(2026, 12, 1), 0)) == "2026-12"


def test_a_reversal_reverses_exactly() -> None:
    assert half_up(column([5, -5, 7, -7]), 2).tolist() == [3, -3, 4, -4]


def test_net_is_what_is_left() -> None:
    """The slip of domain.md 3.6 in January: 8,600 - 1,505.00 - 62.85."""
    assert net_pay((column([860_000]),), (column([150_500]),), column([6_285])).tolist() == [703_215]
