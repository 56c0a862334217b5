"""A pay run as one pure calculation over columns: what is due for each month, less what was paid, and the tax on it.

Nobody's pay depends on who else is in the cohort or in which order they come.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from services.payroll.domain.cohort import MONTHS_OF_AVERAGE, NOTHING, Cohort, YearSoFar
from services.payroll.domain.facts import Fact
from services.payroll.domain.formulas.base_pay import basic_part
from services.payroll.domain.formulas.certificate_allowance import LEVELS
from services.payroll.domain.formulas.columns import ONE, Column, column, summed, zeros
from services.payroll.domain.formulas.day_wage import part_of_month
from services.payroll.domain.formulas.housing_fund import fund_base, fund_share
from services.payroll.domain.formulas.income_tax import cumulative_taxable, tax_on, withheld_now
from services.payroll.domain.formulas.performance_pay import performance_part
from services.payroll.domain.formulas.severance import average_wage, half_months, severance, severance_tax
from services.payroll.domain.formulas.social_insurance import Rates, contribution_base, contributions
from services.payroll.domain.lines import Due, Taxed, slips
from services.payroll.domain.months import NO_RESULT, Broken, Layout, Rate, Sheet
from services.payroll.domain.payslips import LEDGER, Component, PayslipIssued
from services.payroll.domain.runs import RunException
from services.payroll.domain.standards import HIGHEST_GRADE, RESULTS
from services.payroll.domain.taxation import additional_deductions, agent_of, employed_months
from shared.kernel import record

AT: Final = {component: place for place, component in enumerate(LEDGER)}
PLACE_OF_RESULT: Final = {result: place for place, result in enumerate((*RESULTS, NO_RESULT))}


@record
class Calculated:
    """Slips by worker, and who was left out by name."""

    slips: tuple[PayslipIssued, ...]
    exceptions: tuple[RunException, ...]


class Tables(NamedTuple):
    """The published standards as columns, by version: monthly by grade, basic share, factor by result, allowance by level."""

    monthly: Column
    share: Column
    factor: Column
    allowance: Column


def calculate(cohort: Cohort) -> Calculated:
    """Everybody at once. A person who cannot be calculated becomes a named exception; the others are paid."""
    sheet = Layout(cohort).lay()
    if not sheet.rows:
        return Calculated(slips=(), exceptions=_ordered(sheet.exceptions))
    due = np.zeros((len(sheet.rows), len(LEDGER)), dtype=np.int64)
    tables = _tables(cohort)
    _wages(due, sheet, tables)
    _shares(due, sheet, tables, cohort)
    paid = np.array(
        [cohort.paid.get((sheet.people[r.person][0].worker_id, r.month), NOTHING) for r in sheet.rows], dtype=np.int64
    )
    over_local = _severance(due, sheet, tables, cohort)
    now: Column = due - paid
    issued, negative = slips(cohort, sheet, now, _tax(sheet, now, over_local, cohort), Due(over_local))
    return Calculated(slips=issued, exceptions=_ordered([*sheet.exceptions, *negative]))


def _ordered(exceptions: Sequence[RunException]) -> tuple[RunException, ...]:
    return tuple(sorted(exceptions, key=lambda e: e.worker_id))


def _tables(cohort: Cohort) -> Tables:
    versions = [v.terms for v in cohort.versions]
    monthly = np.zeros((len(versions), HIGHEST_GRADE + 1), dtype=np.int64)
    factor = np.full((len(versions), len(PLACE_OF_RESULT)), ONE, dtype=np.int64)
    allowance = np.zeros((len(versions), len(LEVELS)), dtype=np.int64)
    without = cohort.policies.factor_without_result_ppm.on(cohort.month.first)
    for place, terms in enumerate(versions):
        for grade in terms.grades:
            monthly[place, grade.grade] = grade.monthly_fen
        factor[place, PLACE_OF_RESULT[NO_RESULT]] = without
        for each in terms.factors:
            factor[place, PLACE_OF_RESULT[each.result]] = each.factor_ppm
        for amount in terms.allowances:
            allowance[place, LEVELS.index(amount.level)] = amount.monthly_fen
    return Tables(monthly, column(t.basic_share_ppm for t in versions), factor, allowance)


def _columns(rates: Sequence[Rate]) -> tuple[Column, Column, Column, Column]:
    return (
        column(r.version for r in rates),
        column(r.grade for r in rates),
        column(PLACE_OF_RESULT.get(r.result, PLACE_OF_RESULT[NO_RESULT]) for r in rates),
        column(r.level for r in rates),
    )


def _wages(due: Column, sheet: Sheet, tables: Tables) -> None:
    """Each rate for its days, then the rates of a month together."""
    version, grade, result, level = _columns([c.rate for c in sheet.cells])
    days, divisor = column(c.days for c in sheet.cells), column(c.divisor for c in sheet.cells)
    row, length = column(c.row for c in sheet.cells), len(sheet.rows)
    monthly = tables.monthly[version, grade]
    basic = basic_part(monthly, tables.share[version])
    performance = performance_part(monthly, basic, tables.factor[version, result])
    for component, amount in (
        (Component.BASIC, basic),
        (Component.PERFORMANCE, performance),
        (Component.CERTIFICATE, tables.allowance[version, level]),
    ):
        due[:, AT[component]] = summed(part_of_month(amount, days, divisor), row, length)


def _shares(due: Column, sheet: Sheet, tables: Tables, cohort: Cohort) -> None:
    """Insurances and fund for every month worked, by the rules of the month."""
    rules = cohort.policies
    months = sorted({r.month for r in sheet.rows})
    place = {month: n for n, month in enumerate(months)}
    at = column(place[r.month] for r in sheet.rows)
    firsts = [_first(month) for month in months]
    insured = column(r.insured for r in sheet.rows)
    wage, fund_wage = _contribution_wages(sheet, tables)

    def by_month(name: str) -> Column:
        dated = getattr(rules, name)
        return column(int(dated.on(first)) for first in firsts)[at]

    base = contribution_base(wage, by_month("insurance_floor_fen"), by_month("insurance_cap_fen")) * insured
    none = zeros(len(sheet.rows))
    own = contributions(
        base,
        Rates(
            *(by_month(f"{scheme}_employee_ppm") for scheme in ("pension", "medical", "unemployment")), none, none
        ),
    )  # fmt: skip
    employer = contributions(base, Rates(*(by_month(f"{scheme}_employer_ppm") for scheme in Rates._fields)))
    fund = fund_share(
        fund_base(fund_wage, by_month("fund_floor_fen"), by_month("fund_cap_fen")) * insured,
        by_month("fund_ppm"), by_month("fund_in_yuan"),
    )  # fmt: skip
    amounts = (own.pension, own.medical, own.unemployment, fund, *employer, fund)
    for component, amount in zip(LEDGER[AT[Component.PENSION] :], amounts, strict=True):
        due[:, AT[component]] = amount


def _contribution_wages(sheet: Sheet, tables: Tables) -> tuple[Column, Column]:
    """The declared bases, else the full wage of the first month of work (domain.md 3.1)."""
    version, grade, _, level = _columns(sheet.wages)
    first_wage = tables.monthly[version, grade] + tables.allowance[version, level]
    hired = first_wage[column(r.wage for r in sheet.rows)]
    declared = column(r.declared is not None for r in sheet.rows)
    base = column(r.declared[0] if r.declared else 0 for r in sheet.rows)
    fund = column(r.declared[1] if r.declared else 0 for r in sheet.rows)
    return np.where(declared == 1, base, hired), np.where(declared == 1, fund, hired)


def _severance(due: Column, sheet: Sheet, tables: Tables, cohort: Cohort) -> Column:
    """Into the month of the exit, for everybody the law grants it to; answers the local average by row (0 = none due)."""
    local = zeros(len(sheet.rows))
    row_of = {(r.person, r.month): n for n, r in enumerate(sheet.rows)}
    leavers = [
        (row_of[place, _index(stop)], place, stop)
        for place, (_, facts) in enumerate(sheet.people)
        for stop in (j.stopped for j in facts.jobs)
        if stop is not None and stop.flag and (place, _index(stop)) in row_of
    ]
    if not leavers:
        return local
    rows = column(row for row, _, _ in leavers)
    totals, counts = zip(*(_last_year(due, sheet, cohort, row_of, *leaver) for leaver in leavers), strict=True)
    version, grade, _, level = _columns([sheet.wages[sheet.rows[row].wage] for row, _, _ in leavers])
    full = tables.monthly[version, grade] + tables.allowance[version, level]
    count = column(counts)
    days = [stop.effective for _, _, stop in leavers]
    lowest = column(cohort.policies.minimum_wage_fen.on(day) for day in days)
    average = average_wage(np.where(count > 0, column(totals), full), count, lowest)
    local[rows] = column(cohort.policies.local_average_wage_fen.on(day) for day in days)
    halves = column(half_months(stop.since or stop.effective, stop.effective) for _, _, stop in leavers)
    due[rows, AT[Component.SEVERANCE]] = severance(average, halves, local[rows])
    return local


def _last_year(
    due: Column, sheet: Sheet, cohort: Cohort, row_of: dict[tuple[int, int], int], row: int, place: int, stop: Fact
) -> tuple[int, int]:  # fmt: skip
    """Wages of the twelve months before the exit that were worked from their first day, and how many they are."""
    person, facts = sheet.people[place]
    total = count = 0
    for month in range(_index(stop) - MONTHS_OF_AVERAGE, _index(stop)):
        if not any(j.first <= _first(month) and (j.last is None or j.last >= _first(month)) for j in facts.jobs):
            continue
        at = row_of.get((place, month))
        wages = cohort.paid.get((person.worker_id, month), NOTHING) if at is None else due[at].tolist()
        total += sum(wages[: AT[Component.SEVERANCE]])
        count += 1
    return total, count


def _tax(sheet: Sheet, now: Column, local: Column, cohort: Cohort) -> Taxed:
    """Cumulative withholding in the month of payment; severance is taxed alone, in the exit's month."""
    person, count = column(r.person for r in sheet.rows), len(sheet.people)
    year, until = cohort.pay_day.year, _index_of(cohort)
    agents = [agent_of(facts.jobs, cohort) for _, facts in sheet.people]
    before = [
        cohort.year.get((who.worker_id, agent), YearSoFar()) for (who, _), agent in zip(sheet.people, agents, strict=True)
    ]
    wages, shares = slice(0, AT[Component.SEVERANCE]), slice(AT[Component.PENSION], AT[Component.FUND] + 1)
    income = summed(now[:, wages].sum(axis=1), person, count) + column(b.income_fen for b in before)
    insured = summed(now[:, shares].sum(axis=1), person, count) + column(b.insured_fen for b in before)
    worked = [employed_months(facts.jobs, agent, cohort, year, until) for (_, facts), agent in zip(sheet.people, agents, strict=True)]
    months = column(len(w) for w in worked)
    additional = column(
        additional_deductions(facts, w, year, until, cohort.policies) for (_, facts), w in zip(sheet.people, worked, strict=True)
    )
    taxable = cumulative_taxable(
        income, insured, cohort.policies.basic_deduction_fen.on(cohort.pay_day), months, additional
    )
    brackets = cohort.policies.tax_brackets.on(cohort.pay_day)
    withheld = column(b.tax_fen for b in before)
    paid_out = now[:, AT[Component.SEVERANCE]]
    return Taxed(
        agents, months, income, insured, additional, taxable, withheld_now(tax_on(taxable, brackets), withheld), withheld,
        np.where(local > 0, severance_tax(paid_out, local, brackets), 0),
    )  # fmt: skip
