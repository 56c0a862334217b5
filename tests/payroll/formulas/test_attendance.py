"""Attendance by the table an accountant keeps: day wage = month ÷ 21.75, hour = day ÷ 8, rounded once at the end (domain.md 3.8)."""

from datetime import date
from typing import Any

import pytest

from services.payroll.domain.dues import AT, dues, tables
from services.payroll.domain.formulas.attendance import of_hours, overtime_pay, sick_pay, sick_share
from services.payroll.domain.formulas.columns import column
from services.payroll.domain.months import Layout
from services.payroll.domain.payslips import MISSED, Component
from shared.kernel import to_fen, to_yuan
from tests.payroll.county import POLICIES, Books, flat_terms, policies, version
from tests.payroll.happened import attended, enrolled, graded

DAY = date(2026, 3, 31)
MONTH = 17_400


@pytest.mark.parametrize(
    ("words", "wage", "workday", "rest", "holiday", "paid"),
    [
        ("4 小时延时加班：7,200 ÷ 174 × 4 × 150 %", "7200.00", 4, 0, 0, "248.28"),
        ("8 小时法定节假日：7,200 ÷ 174 × 8 × 300 %", "7200.00", 0, 0, 8, "993.10"),
        ("8 小时休息日：7,200 ÷ 174 × 8 × 200 %", "7200.00", 0, 8, 0, "662.07"),
        ("三种都有，只在合计时舍入一次", "7200.00", 4, 8, 8, "1903.45"),
        ("没有加班", "7200.00", 0, 0, 0, "0.00"),
    ],
)  # fmt: skip
def test_overtime(words: str, wage: str, workday: int, rest: int, holiday: int, paid: str) -> None:
    rates = POLICIES.overtime_rates.on(DAY)
    weighted = workday * rates.workday_ppm + rest * rates.rest_ppm + holiday * rates.holiday_ppm
    found = overtime_pay(column([to_fen(wage)]), column([weighted]), column([MONTH]))
    assert to_yuan(int(found[0])) == paid, words


def test_fifteen_working_days_of_nine_thousand() -> None:
    assert of_hours(column([900_000]), column([15 * 8]), column([MONTH])).tolist() == [620_690]


@pytest.mark.parametrize(
    ("since", "ppm"),
    [("2025-01-01", 600_000), ("2024-03-31", 700_000), ("2024-04-01", 600_000), ("2022-03-31", 800_000),
     ("2020-03-31", 900_000), ("2018-03-31", 1_000_000), ("1999-01-01", 1_000_000)],
)  # fmt: skip
def test_the_share_for_sickness_grows_with_the_years(since: str, ppm: int) -> None:
    assert sick_share(POLICIES.sick_pay_steps.on(DAY), date.fromisoformat(since), DAY) == ppm


@pytest.mark.parametrize(
    ("since", "ppm"),
    [("2025-04-01", 400_000), ("2025-03-31", 500_000), ("2023-04-01", 500_000), ("2023-03-31", 600_000),
     ("1999-01-01", 600_000)],
)  # fmt: skip
def test_the_share_of_relief_grows_with_the_years(since: str, ppm: int) -> None:
    """第十七条: 不满一年 40 %，已满一年未满三年 50 %，已满三年 60 %."""
    assert sick_share(POLICIES.sick_relief_steps.on(DAY), date.fromisoformat(since), DAY) == ppm


@pytest.mark.parametrize(
    ("words", "relief", "least", "paid"),
    [
        ("半月在六个月内、半月在其后：500 × 60 % + 500 × 40 %", "500.00", "0.00", "500.00"),
        ("全在六个月后：1,000 × 40 %", "1000.00", "0.00", "400.00"),
        ("四成低于最低额，按最低额", "1000.00", "480.00", "480.00"),
    ],
)
def test_pay_for_long_sickness(words: str, relief: str, least: str, paid: str) -> None:
    late = column([to_fen(relief)])
    found = sick_pay(column([100_000]), column([600_000]), late, column([400_000]), column([to_fen(least)]))
    assert to_yuan(int(found[0])) == paid, words


@pytest.mark.parametrize(
    ("words", "wage", "least", "paid"),
    [
        ("六成高于最低额", "1000.00", "500.00", "600.00"),
        ("六成低于最低额，按最低额", "1000.00", "700.00", "700.00"),
        ("最低额高于工资，按工资", "1000.00", "1200.00", "1000.00"),
    ],
)
def test_pay_for_sickness(words: str, wage: str, least: str, paid: str) -> None:
    none = column([0])
    found = sick_pay(column([to_fen(wage)]), column([600_000]), none, none, column([to_fen(least)]))
    assert to_yuan(int(found[0])) == paid, words


@pytest.mark.parametrize(
    ("words", "month", "counts", "lines"),
    [
        ("事假两天：7,200 ÷ 21.75 × 2", "2026-03", {"unpaid_days": 2}, {"UNPAID_LEAVE": "-662.07"}),
        ("旷工五小时：7,200 ÷ 174 × 5", "2026-03", {"absent_hours": 5}, {"UNPAID_LEAVE": "-206.90"}),
        ("病假三天，不满两年：扣四成", "2026-03", {"sick_days": 3}, {"SICK_LEAVE": "-397.24"}),
        ("全月病假（22 天）：7,200 的六成", "2026-03", {"sick_days": 22}, {"SICK_LEAVE": "-2880.00"}),
        ("全月事假（二月只有 20 天）：一分不剩", "2026-02", {"unpaid_days": 20}, {"UNPAID_LEAVE": "-7200.00"}),
        ("全月产假由生育保险支付", "2026-02", {"insured_days": 20}, {"INSURED_LEAVE": "-7200.00"}),
        ("七月 23 天里缺勤 22 天：留一天", "2026-07", {"unpaid_days": 22}, {"UNPAID_LEAVE": "-6886.96"}),
        ("病假、事假各一天，另有加班", "2026-03", {"sick_days": 1, "unpaid_days": 1, "overtime_rest_hours": 8},
         {"SICK_LEAVE": "-132.41", "UNPAID_LEAVE": "-331.03", "OVERTIME": "662.07"}),
    ],
)  # fmt: skip
def test_a_month_of_7200(words: str, month: str, counts: dict[str, Any], lines: dict[str, str]) -> None:
    first = date.fromisoformat(f"{month}-01")
    books = Books(versions=(version(flat_terms(720_000)),), policies=policies(minimum_wage_fen=180_000))
    cohort = books.know(enrolled(first), graded(1, first), attended(month, **counts)).cohort(month)
    sheet, published = Layout(cohort).lay(), tables(cohort)
    [due] = dues(cohort, sheet, published).tolist()
    found = {c: to_yuan(due[AT[c]]) for c in (*MISSED, Component.OVERTIME) if due[AT[c]]}
    assert found == lines, words
