"""What is due for each row: wages by the rates in force, insurances and fund by the rules of the month."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import numpy as np

from services.payroll.domain import away
from services.payroll.domain.cohort import Cohort
from services.payroll.domain.contribution_tables import FUND, SCHEMES
from services.payroll.domain.contributions import MonthRules, Rulebook
from services.payroll.domain.formulas.base_pay import basic_part
from services.payroll.domain.formulas.certificate_allowance import LEVELS
from services.payroll.domain.formulas.columns import ONE, Column, column, share, summed, zeros
from services.payroll.domain.formulas.day_wage import part_of_month
from services.payroll.domain.formulas.education_pay import EDUCATIONS
from services.payroll.domain.formulas.housing_fund import fund_base
from services.payroll.domain.formulas.performance_pay import performance_part
from services.payroll.domain.formulas.social_insurance import contribution, contribution_base
from services.payroll.domain.months import NO_RESULT, Cell, Rate, Sheet, of_index
from services.payroll.domain.pay_standard import HIGHEST_GRADE, RESULTS
from services.payroll.domain.payslips import LEDGER, TAXED, Component

AT: Final = {component: place for place, component in enumerate(LEDGER)}
WAGES: Final = slice(AT[Component.BASIC], AT[Component.EDUCATION] + 1)
TAXED_PLACES: Final = [AT[component] for component in TAXED]
OWN: Final = slice(AT[Component.PENSION], AT[Component.FUND] + 1)
COVERED: Final = (*SCHEMES, *FUND)
FUND_PLACE: Final = len(SCHEMES)
OWN_PARTS: Final = tuple(Component(name) if name in Component.__members__ else None for name in COVERED)
EMPLOYER_PARTS: Final = tuple(Component(f"EMPLOYER_{name}") for name in COVERED)
EMPLOYER: Final = slice(AT[Component.EMPLOYER_PENSION], AT[Component.EMPLOYER_FUND] + 1)
_RESULT: Final = {result: place for place, result in enumerate((*RESULTS, NO_RESULT))}


class Tables(NamedTuple):
    """The published standards by version: monthly by grade, basic share, factor by result, allowance by level, pay by education."""

    monthly: Column
    share: Column
    factor: Column
    allowance: Column
    education: Column


def tables(cohort: Cohort) -> Tables:
    terms = [v.terms for v in cohort.versions]
    monthly = np.zeros((len(terms), HIGHEST_GRADE + 1), dtype=np.int64)
    factor = np.full((len(terms), len(_RESULT)), ONE, dtype=np.int64)
    allowance = np.zeros((len(terms), len(LEVELS)), dtype=np.int64)
    education = np.zeros((len(terms), len(EDUCATIONS)), dtype=np.int64)
    factor[:, _RESULT[NO_RESULT]] = cohort.policies.factor_without_result_ppm.on(cohort.month.first)
    for place, each in enumerate(terms):
        for grade in each.grades:
            monthly[place, grade.grade] = grade.monthly_fen
        for result in each.factors:
            factor[place, _RESULT[result.result]] = result.factor_ppm
        for level in each.allowances:
            allowance[place, LEVELS.index(level.level)] = level.monthly_fen
        for held in each.educations:
            education[place, EDUCATIONS.index(held.education)] = held.monthly_fen
    return Tables(monthly, column(t.basic_share_ppm for t in terms), factor, allowance, education)


def dues(cohort: Cohort, sheet: Sheet, published: Tables) -> Column:
    """One line for each row, one column for each component of the ledger; severance is not in it yet."""
    due = np.zeros((len(sheet.rows), len(LEDGER)), dtype=np.int64)
    _wages(due, sheet, published)
    if sheet.away:
        _missed(due, sheet, published)
    if sheet.doubled:
        parts = valued(sheet.doubled, published)
        row = column(c.row for c in sheet.doubled)
        doubled = summed(sum(parts, start=zeros(len(sheet.doubled))), row, len(sheet.rows))
        on_top = cohort.policies.unwritten_contract_ppm
        due[:, AT[Component.DOUBLE_WAGE]] = share(
            doubled, column(on_top.on(of_index(r.month).first) for r in sheet.rows)
        )
    due[:, AT[Component.BONUS]] = column(r.once.bonus for r in sheet.rows)
    due[:, AT[Component.SUBSIDY]] = column(r.once.subsidy for r in sheet.rows)
    due[:, AT[Component.EXEMPT_SUBSIDY]] = column(r.once.exempt for r in sheet.rows)
    honoured = [r.honoured for r in sheet.rows]
    due[:, AT[Component.HONOUR_AWARD]] = column(h.award for h in honoured)
    due[:, AT[Component.EXEMPT_HONOUR_AWARD]] = column(h.exempt for h in honoured)
    due[:, AT[Component.HONOUR_ALLOWANCE]] = part_of_month(
        column(h.monthly for h in honoured), column(h.days for h in honoured), column(h.divisor for h in honoured)
    )
    _shares(due, sheet, published, cohort)
    return due


def full_wage(rates: Sequence[Rate], published: Tables) -> Column:
    """The whole standard, the allowance and the pay by education of a month at these rates."""
    version, grade, _, level, education = _columns(rates)
    beside = published.allowance[version, level] + published.education[version, education]
    return np.asarray(published.monthly[version, grade] + beside, dtype=np.int64)


def _columns(rates: Sequence[Rate]) -> tuple[Column, Column, Column, Column, Column]:
    return (
        column(r.version for r in rates),
        column(r.grade for r in rates),
        column(_RESULT.get(r.result, _RESULT[NO_RESULT]) for r in rates),
        column(r.level for r in rates),
        column(r.education for r in rates),
    )


def _wages(due: Column, sheet: Sheet, published: Tables) -> None:
    """Each rate for its days, then the rates of a month together."""
    row = column(c.row for c in sheet.cells)
    for place, amount in enumerate(valued(sheet.cells, published)):
        due[:, place] = summed(amount, row, len(sheet.rows))


def _missed(due: Column, sheet: Sheet, published: Tables) -> None:
    """Less for days missed, more for overtime."""
    rows = column(a.row for a in sheet.away)
    found = month_values(sheet, published, due)
    due[rows, AT[Component.SICK_LEAVE]] = found.sick_paid - found.sick
    due[rows, AT[Component.UNPAID_LEAVE]] = -found.unpaid
    due[rows, AT[Component.INSURED_LEAVE]] = found.insured_paid - found.insured
    due[rows, AT[Component.OVERTIME]] = found.overtime


def month_values(sheet: Sheet, published: Tables, due: Column) -> away.Valued:
    """What each month that was not ordinary comes to; `due` holds its wages."""
    rates = [a.rate for a in sheet.away]
    whole = sum(_rate_parts(rates, published), start=zeros(len(rates)))
    return away.valued(sheet.away, whole, due[column(a.row for a in sheet.away), WAGES].sum(axis=1))


def valued(cells: Sequence[Cell], published: Tables) -> tuple[Column, ...]:
    """Basic part, performance part, allowance and pay by education of each cell's days, each rounded on its own."""
    days, divisor = column(c.days for c in cells), column(c.divisor for c in cells)
    whole = _rate_parts([c.rate for c in cells], published)
    return tuple(part_of_month(part, days, divisor) for part in whole)


def _rate_parts(rates: Sequence[Rate], published: Tables) -> tuple[Column, ...]:
    """Of a whole month."""
    version, grade, result, level, education = _columns(rates)
    monthly = np.asarray(published.monthly[version, grade], dtype=np.int64)
    basic = basic_part(monthly, np.asarray(published.share[version], dtype=np.int64))
    performance = performance_part(monthly, basic, np.asarray(published.factor[version, result], dtype=np.int64))
    allowance = np.asarray(published.allowance[version, level], dtype=np.int64)
    return basic, performance, allowance, np.asarray(published.education[version, education], dtype=np.int64)


def _shares(due: Column, sheet: Sheet, published: Tables, cohort: Cohort) -> None:
    """For every month with a paid day. A base is declared, else the full wage of the first month of work (domain.md 3.1)."""
    months = sorted({r.month for r in sheet.rows})
    place = {month: n for n, month in enumerate(months)}
    at = column(place[r.month] for r in sheet.rows)
    book = Rulebook(cohort.policies, cohort.tables)
    rules = [book.on(month) for month in months]

    def by_month(pick: Callable[[MonthRules], int]) -> Column:
        return column(pick(rule) for rule in rules)[at]

    insured = column(r.insured for r in sheet.rows)
    wage, fund_wage = contribution_wages(sheet, published)
    base = contribution_base(wage, by_month(lambda r: r.insurance_floor), by_month(lambda r: r.insurance_cap))
    fund = fund_base(fund_wage, by_month(lambda r: r.fund_floor), by_month(lambda r: r.fund_cap))
    for n in range(len(COVERED)):
        counted = (fund if n == FUND_PLACE else base) * insured
        for side, parts in enumerate((OWN_PARTS, EMPLOYER_PARTS)):
            if (component := parts[n]) is not None:
                rates = [rule.sides[side] for rule in rules]
                rate, unit = column(r.ppm[n] for r in rates)[at], column(r.units[n] for r in rates)[at]
                due[:, AT[component]] = contribution(counted, rate, unit)


def contribution_wages(sheet: Sheet, published: Tables) -> tuple[Column, Column]:
    """By row, before floor and cap: the wage that the insurances count, and the one that the fund counts."""
    hired = full_wage(sheet.wages, published)[column(r.wage for r in sheet.rows)]
    declared = column(r.declared is not None for r in sheet.rows)
    base = column(r.declared[0] if r.declared else 0 for r in sheet.rows)
    fund = column(r.declared[1] if r.declared else 0 for r in sheet.rows)
    undeclared = hired * (1 - declared)
    return base + undeclared, fund + undeclared
