"""Insurances and fund with the worked slips of domain.md 3.6 (Shanghai rules of July 2026)."""

import pytest

from services.payroll.domain.formulas.columns import column
from services.payroll.domain.formulas.housing_fund import fund_base, fund_share
from services.payroll.domain.formulas.social_insurance import Rates, contribution_base, contributions
from shared.kernel import rate, to_fen, to_yuan

OWN = ("8%", "2%", "0.5%", "0", "0")
EMPLOYER = ("16%", "9%", "0.5%", "0.2%", "0")


def shares(base: str, rates: tuple[str, ...]) -> list[str]:
    columns = Rates(*(column([rate(r)]) for r in rates))
    return [to_yuan(int(c[0])) for c in contributions(column([to_fen(base)]), columns)]


def base(wage: str, floor: str, cap: str = "37731.00") -> str:
    found = contribution_base(column([to_fen(wage)]), column([to_fen(floor)]), column([to_fen(cap)]))
    return to_yuan(int(found[0]))


def fund(wage: str, percent: str, *, in_yuan: bool = True) -> str:
    wages = fund_base(column([to_fen(wage)]), column([0]), column([10_000_000]))
    return to_yuan(int(fund_share(wages, column([rate(percent)]), column([int(in_yuan)]))[0]))


@pytest.mark.parametrize(
    ("gross", "counts", "own", "employer", "housing"),
    [
        ("6200.00", "7546.00", ["603.68", "150.92", "37.73"], ["1207.36", "679.14", "37.73", "15.09"], "434.00"),
        ("8600.00", "8600.00", ["688.00", "172.00", "43.00"], ["1376.00", "774.00", "43.00", "17.20"], "602.00"),
    ],
)  # fmt: skip
def test_the_slips_of_july_2026(gross: str, counts: str, own: list[str], employer: list[str], housing: str) -> None:
    assert base(gross, "7546.00") == counts
    assert shares(counts, OWN)[:3] == own
    assert shares(counts, EMPLOYER)[:4] == employer
    assert fund(gross, "7%") == housing


def test_a_floor_above_the_wage() -> None:
    """Sichuan: floor 4,699, unemployment 0.4 %, fund 8 % of 3,464."""
    assert base("3464.00", "4699.00") == "4699.00"
    assert shares("4699.00", ("8%", "2%", "0.4%", "0", "0"))[:3] == ["375.92", "93.98", "18.80"]
    assert fund("3464.00", "8%") == "277.00"


def test_a_cap_below_the_wage() -> None:
    assert base("50000.00", "4699.00", "23493.00") == "23493.00"


def test_each_share_is_rounded_half_up_on_its_own() -> None:
    assert shares("4455.25", ("8%", "2%", "0.2%", "0.2%", "0"))[:4] == ["356.42", "89.11", "8.91", "8.91"]


def test_the_fund_in_fen_where_the_city_does_not_round() -> None:
    assert fund("3464.00", "8%", in_yuan=False) == "277.12"
