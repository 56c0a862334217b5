"""The contribution rules of a month: the published table of the nearest region, else the policy files."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from services.payroll.domain.cohort import TableVersion
from services.payroll.domain.contribution_tables import (
    EMPLOYER_ONLY,
    FUND,
    SCHEMES,
    UNIT_FEN,
    ContributionTerms,
    TableKind,
)
from services.payroll.domain.policies import Policies
from shared.kernel import Month, in_force


class Side(NamedTuple):
    """One side's rates by scheme in ppm, and the units in fen that each share is rounded to; the fund's last."""

    ppm: tuple[int, ...]
    units: tuple[int, ...]


class MonthRules(NamedTuple):
    """`insurance_rule` and `fund_rule` name the table; "" where the policy files rule."""

    insurance_floor: int
    insurance_cap: int
    fund_floor: int
    fund_cap: int
    employee: Side
    employer: Side
    insurance_rule: str
    fund_rule: str

    @property
    def sides(self) -> tuple[Side, Side]:
        return self.employee, self.employer


class Rulebook:
    """Rules by month, each worked out once."""

    def __init__(self, policies: Policies, tables: Sequence[TableVersion]) -> None:
        self.policies = policies
        self.tables = tables
        self._found: dict[int, MonthRules] = {}

    def on(self, month: int) -> MonthRules:
        if month not in self._found:
            insurance, fund = (self._table(kind, month) for kind in (TableKind.INSURANCE, TableKind.FUND))
            self._found[month] = self._rules(month, insurance, fund)
        return self._found[month]

    def _table(self, kind: TableKind, month: int) -> TableVersion | None:
        """The county's own before the city's, unless that binds; of one region the latest day, of one day the latest published."""
        mine = sorted((t for t in self.tables if t.kind is kind), key=lambda t: t.position)
        return in_force(mine, Month(year=month // 12, month=month % 12 + 1).last)

    def _rules(self, month: int, insurance: TableVersion | None, fund: TableVersion | None) -> MonthRules:
        first, policies = Month(year=month // 12, month=month % 12 + 1).first, self.policies
        sides = [
            _published(side, insurance.terms) if insurance is not None else _from_files(side, policies, first)
            for side in ("employee", "employer")
        ]
        if fund is not None:
            funds = [_published(side, fund.terms) for side in ("employee", "employer")]
        else:
            unit = 100 if policies.fund_in_yuan.on(first) else 1
            funds = [Side((policies.fund_ppm.on(first),), (unit,))] * 2
        return MonthRules(
            insurance.terms.floor_fen if insurance is not None else policies.insurance_floor_fen.on(first),
            insurance.terms.cap_fen if insurance is not None else policies.insurance_cap_fen.on(first),
            fund.terms.floor_fen if fund is not None else policies.fund_floor_fen.on(first),
            fund.terms.cap_fen if fund is not None else policies.fund_cap_fen.on(first),
            Side(sides[0].ppm + funds[0].ppm, sides[0].units + funds[0].units),
            Side(sides[1].ppm + funds[1].ppm, sides[1].units + funds[1].units),
            insurance.rule if insurance is not None else "", fund.rule if fund is not None else "",
        )  # fmt: skip


def _published(side: str, terms: ContributionTerms) -> Side:
    by_scheme = {rate.scheme: rate for rate in terms.rates}
    rates = [by_scheme[scheme] for scheme in (SCHEMES if len(by_scheme) > 1 else FUND)]
    if side == "employee":
        return Side(tuple(r.employee_ppm for r in rates), tuple(UNIT_FEN[r.employee_rounding] for r in rates))
    return Side(tuple(r.employer_ppm for r in rates), tuple(UNIT_FEN[r.employer_rounding] for r in rates))


def _from_files(side: str, policies: Policies, first: date) -> Side:
    """Work injury and maternity have no employee's share; every share to the fen."""
    none = EMPLOYER_ONLY if side == "employee" else ()
    rates = tuple(0 if s in none else getattr(policies, f"{s.lower()}_{side}_ppm").on(first) for s in SCHEMES)
    return Side(rates, (1,) * len(SCHEMES))
