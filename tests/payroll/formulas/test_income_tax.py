"""Cumulative withholding with the worked examples of domain.md 3.5; amounts in yuan as an accountant writes them."""

from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from services.payroll.domain.formulas.columns import column
from services.payroll.domain.formulas.income_tax import cumulative_taxable, tax_on, withheld_now
from shared.kernel import to_fen, to_yuan
from tests.payroll.county import POLICIES

BRACKETS = POLICIES.tax_brackets.on(date(2026, 1, 1))
BASIC = POLICIES.basic_deduction_fen.on(date(2026, 1, 1))


def year(
    income: list[str], insured: str, additional: str = "0.00", *, first_month: int = 1, counted_from: int | None = None
) -> list[str]:
    """The tax withheld month by month, from the first month of work to December."""
    withheld = income_sum = insured_sum = 0
    found = []
    for n, each in enumerate(income):
        month = first_month + n
        income_sum += to_fen(each)
        insured_sum += to_fen(insured)
        months = month - (counted_from or first_month) + 1
        taxable = cumulative_taxable(
            column([income_sum]), column([insured_sum]), BASIC, column([months]), column([to_fen(additional) * months])
        )
        now = int(withheld_now(tax_on(taxable, BRACKETS), column([withheld]))[0])
        withheld += now
        found.append(to_yuan(now))
    return found


def test_e1_a_negative_sum_is_carried_on_and_a_lump_at_year_end_is_taxed_with_it() -> None:
    assert year(["6000.00"] * 11 + ["18000.00"], "1050.00") == ["0.00"] * 11 + ["342.00"]


def test_e2_a_mid_year_joiner_counts_the_months_with_this_agent() -> None:
    assert year(["9000.00"] * 9, "1575.00", first_month=4) == ["72.75"] * 9


def test_e2_the_first_wage_of_the_year_counts_from_january() -> None:
    assert year(["9000.00"] * 9, "1575.00", first_month=4, counted_from=1) == [
        *["0.00"] * 6, "59.25", "72.75", "72.75",
    ]  # fmt: skip


def test_e3_the_bracket_is_crossed_in_november() -> None:
    assert year(["12500.00"] * 12, "2187.50", "2000.00") == [
        "99.38", "99.37", "99.38", "99.37", "99.38", "99.37", "99.38", "99.37", "99.38", "99.37", "130.00", "331.25",
    ]  # fmt: skip


def test_e4_a_raise_paid_late_is_taxed_in_the_month_of_payment() -> None:
    paid = ["8000.00"] * 6 + ["11000.00"] + ["8600.00"] * 5
    assert year(paid, "1400.00") == ["48.00"] * 6 + ["138.00"] + ["66.00"] * 5


def test_e6_a_second_agent_begins_anew() -> None:
    street_a = year(["12500.00"] * 7, "2187.50", "2000.00")
    street_b = year(["12500.00"] * 5, "2187.50", "2000.00", first_month=8)
    assert (sum(map(to_fen, street_a)), sum(map(to_fen, street_b))) == (695_63, 496_88)


@pytest.mark.parametrize(
    ("taxable", "tax"),
    [
        ("0.00", "0.00"), ("36000.00", "1080.00"), ("36000.01", "1080.00"), ("144000.00", "11880.00"),
        ("300000.00", "43080.00"), ("420000.00", "73080.00"), ("660000.00", "145080.00"), ("960000.00", "250080.00"),
        ("1000000.00", "268080.00"), ("-5.00", "0.00"),
    ],
)  # fmt: skip
def test_the_annual_table(taxable: str, tax: str) -> None:
    assert to_yuan(int(tax_on(column([to_fen(taxable)]), BRACKETS)[0])) == tax


def test_the_table_is_the_bands_added_up() -> None:
    """Quick deductions re-derived: band by band gives the same tax."""
    ends = [Decimal(36_000), Decimal(144_000), Decimal(300_000), Decimal(420_000), Decimal(660_000), Decimal(960_000)]
    rates = [Decimal(r) / 100 for r in (3, 10, 20, 25, 30, 35, 45)]
    amounts = np.random.default_rng(7).integers(0, 200_000_000, 500)
    for fen, tax in zip(amounts.tolist(), tax_on(column(amounts.tolist()), BRACKETS).tolist(), strict=True):
        left, below, due = Decimal(fen) / 100, Decimal(0), Decimal(0)
        for end, rate in zip([*ends, Decimal("Infinity")], rates, strict=True):
            due += max(min(left, end) - below, Decimal(0)) * rate
            below = end
        assert abs(due * 100 - tax) <= Decimal("0.5")


def test_nothing_is_refunded_within_the_year() -> None:
    assert withheld_now(column([100]), column([250])).tolist() == [0]
