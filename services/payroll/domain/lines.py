"""From columns to payslips: each difference is a line that names its month, its rule and the events behind it."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

import numpy as np

from services.payroll.domain.cohort import Cohort
from services.payroll.domain.contributions import MonthRules, Rulebook
from services.payroll.domain.dues import EMPLOYER, OWN, WAGES
from services.payroll.domain.formulas.columns import Column, column, summed
from services.payroll.domain.formulas.net_pay import net_pay
from services.payroll.domain.leaving import Settled
from services.payroll.domain.months import Row, Sheet, of_index
from services.payroll.domain.pay_run import RunException
from services.payroll.domain.payslips import (
    EMPLOYER_SHARES,
    LEDGER,
    OWN_SHARES,
    Component,
    PayslipIssued,
    SlipLine,
    Sums,
    TaxStep,
)
from services.payroll.domain.people import Known
from services.payroll.domain.slip_form import Entry, Form, lines_of
from services.payroll.domain.taxation import Taxed, payer
from services.payroll.domain.withheld import order_lines, orders_of

# Which policy an amount rests on; wages rest on the county's standard.
POLICY: Final = {
    Component.SEVERANCE: "policy:local_average_wage_fen",
    Component.NOTICE_PAY: "policy:notice_wage_ppm",
    Component.DOUBLE_WAGE: "policy:unwritten_contract_ppm",
    Component.SICK_LEAVE: "policy:sick_pay_steps",
    Component.UNPAID_LEAVE: "policy:month_days_hundredths",
    Component.INSURED_LEAVE: "policy:insured_leave_ppm",
    Component.OVERTIME: "policy:overtime_rates",
    Component.UNUSED_LEAVE: "policy:unused_leave_ppm",
    Component.PENSION: "policy:pension_employee_ppm",
    Component.MEDICAL: "policy:medical_employee_ppm",
    Component.UNEMPLOYMENT: "policy:unemployment_employee_ppm",
    Component.FUND: "policy:fund_ppm",
    Component.EMPLOYER_PENSION: "policy:pension_employer_ppm",
    Component.EMPLOYER_MEDICAL: "policy:medical_employer_ppm",
    Component.EMPLOYER_UNEMPLOYMENT: "policy:unemployment_employer_ppm",
    Component.EMPLOYER_INJURY: "policy:injury_employer_ppm",
    Component.EMPLOYER_MATERNITY: "policy:maternity_employer_ppm",
    Component.EMPLOYER_FUND: "policy:fund_ppm",
    Component.INCOME_TAX: "policy:tax_brackets",
    Component.SEVERANCE_TAX: "policy:tax_brackets",
    Component.BONUS: "policy:bonus_separate",
    Component.SUBSIDY: "policy:emergency_day_fen",
    Component.EXEMPT_SUBSIDY: "policy:emergency_day_fen",
    Component.HONOUR_AWARD: "policy:honour_awards",
    Component.EXEMPT_HONOUR_AWARD: "policy:honour_awards",
    Component.HONOUR_ALLOWANCE: "policy:honour_awards",
    Component.BONUS_TAX: "policy:bonus_brackets",
}
_WAGE, _RESULT, _CERTIFICATE, _BASE, _BONUS, _SUBSIDY = range(6)
_EXIT, _UNWRITTEN, _ATTENDED, _UNUSED, _AWARD, _HONOUR, _SCHOOLED = range(6, 13)
_CAUSES: Final = {
    Component.BASIC: _WAGE,
    Component.PERFORMANCE: _RESULT,
    Component.CERTIFICATE: _CERTIFICATE,
    Component.EDUCATION: _SCHOOLED,
    Component.SEVERANCE: _EXIT,
    Component.NOTICE_PAY: _EXIT,
    Component.DOUBLE_WAGE: _UNWRITTEN,
    Component.SICK_LEAVE: _ATTENDED,
    Component.UNPAID_LEAVE: _ATTENDED,
    Component.INSURED_LEAVE: _ATTENDED,
    Component.OVERTIME: _ATTENDED,
    Component.UNUSED_LEAVE: _UNUSED,
    Component.BONUS: _BONUS,
    Component.SUBSIDY: _SUBSIDY,
    Component.EXEMPT_SUBSIDY: _SUBSIDY,
    Component.HONOUR_AWARD: _AWARD,
    Component.EXEMPT_HONOUR_AWARD: _AWARD,
    Component.HONOUR_ALLOWANCE: _HONOUR,
}
Detail = tuple[tuple[Component, str | None, int, int], ...]
_BESIDES_MONTH: Final = Row._fields.index("insured")
_FUNDS: Final = (Component.FUND, Component.EMPLOYER_FUND)


def _detail(rules: MonthRules, severance_rule: str) -> Detail:
    """Of each component of the ledger: the rule it rests on in a month, which causes it names, its sign."""
    found = {c: rules.fund_rule if c in _FUNDS else rules.insurance_rule for c in (*OWN_SHARES, *EMPLOYER_SHARES)}
    found[Component.SEVERANCE] = severance_rule
    return tuple(
        (c, found.get(c) or POLICY.get(c), _CAUSES.get(c, _BASE), -1 if c in OWN_SHARES else 1) for c in LEDGER
    )


def slips(
    cohort: Cohort, sheet: Sheet, now: Column, taxed: Taxed, settled: Settled
) -> tuple[tuple[PayslipIssued, ...], list[RunException]]:  # fmt: skip
    """A slip for everybody employed in the month or with a difference; less than nothing is left to a person to settle."""
    person, count = column(r.person for r in sheet.rows), len(sheet.people)

    def by_person(part: slice) -> Column:
        return summed(now[:, part].sum(axis=1), person, count)

    earned, own = by_person(slice(WAGES.start, OWN.start)), by_person(OWN)
    tax = taxed.tax + settled.tax + taxed.on_bonus
    net = net_pay((earned,), (own,), tax)
    sums = zip(earned.tolist(), own.tolist(), tax.tolist(), net.tolist(), by_person(EMPLOYER).tolist(), strict=True)
    rows = _rows_of(sheet)
    entered = _entered(now)
    steps = _steps(taxed, cohort)
    book = Rulebook(cohort.policies, cohort.tables)
    alike: dict[Detail, Detail] = {}
    details: dict[int, Detail] = {}
    for month in {row.month for row in sheet.rows}:
        detail = _detail(book.on(month), cohort.rule_on("local_average_wage_fen", of_index(month).last))
        details[month] = alike.setdefault(detail, detail)
    names = {month: str(of_index(month)) for month in details}
    severance_tax: list[int] = settled.tax.tolist()
    issued: list[PayslipIssued] = []
    left_out: list[RunException] = []
    for place, ((who, facts), each) in enumerate(zip(sheet.people, sums, strict=True)):
        form = Form()
        entries, before = list[Entry](), None
        for n in rows[place]:
            row, amounts = sheet.rows[n], entered[n]
            said = amounts, row[_BESIDES_MONTH:], details[row.month]
            if said != before:  # a month paid anew mostly says what the one before it said
                entries, before = _entries(form, row, amounts, details[row.month]), said
            form.enter(names[row.month], row.month != cohort.month.index, entries)
        if form.empty and not sheet.owed[place]:
            continue
        if each[3] < 0:
            left_out.append(RunException(worker_id=who.worker_id, code="runs.net-negative", month=str(cohort.month)))
            continue
        form.add(_tax_lines(steps[place], severance_tax[place], facts, cohort))
        by_order = order_lines(who, lines_of(form.written()), each[3], cohort) if orders_of(who) else []
        form.add(by_order)
        issued.append(
            PayslipIssued(
                effective=cohort.pay_day, worker_id=who.worker_id, run_id=cohort.run_id, unit=cohort.unit,
                county=cohort.county, employer=payer(facts, cohort), month=str(cohort.month),
                known_at=cohort.known_at, form=form.written(), tax=steps[place],
                sums=Sums(
                    gross_fen=each[0], own_fen=each[1], tax_fen=each[2], net_fen=each[3] + sum(line.amount_fen for line in by_order),
                    employer_fen=each[4]
                ),
            )
        )  # fmt: skip
    return tuple(sorted(issued, key=lambda s: s.worker_id)), left_out


def _rows_of(sheet: Sheet) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in sheet.people]
    for n, row in enumerate(sheet.rows):
        found[row.person].append(n)
    return found


def _entered(now: Column) -> list[list[tuple[int, int]]]:
    """Of each row the places of the ledger where it is not nothing, with their amounts; rows that say the same share them."""
    new = np.ones(len(now), dtype=np.bool_)
    new[1:] = (now[1:] != now[:-1]).any(axis=1)
    said: list[list[tuple[int, int]]] = [[] for _ in range(int(new.sum()))]
    at, places = now[new].nonzero()
    for n, place, amount in zip(at.tolist(), places.tolist(), now[new][at, places].tolist(), strict=True):
        said[n].append((place, amount))
    return [said[n] for n in (new.cumsum() - 1).tolist()]


def _entries(form: Form, row: Row, entered: Sequence[tuple[int, int]], detail: Detail) -> list[Entry]:
    named: dict[int, int] = {}  # a month names the same few causes for all its amounts
    rules, entries = form.rules, list[Entry]()
    for place, amount in entered:
        component, policy, cause, sign = detail[place]
        if (causes := named.get(cause)) is None:
            said = row.causes[cause] if cause < _EXIT else _heard(row, cause)
            causes = named[cause] = form.causes(said)
        entries.append(Entry(component, amount * sign, rules.setdefault(policy or row.rule, len(rules)), causes))
    return entries


def _heard(row: Row, cause: int) -> tuple[UUID, ...]:
    """What was heard of an end, a missing contract, attendance, unused leave, honours; where nothing was, the wage's own causes."""
    if cause == _UNWRITTEN:
        return row.unwritten or row.causes[_WAGE]
    if cause == _ATTENDED:
        return row.attended or row.causes[_WAGE]
    if cause == _SCHOOLED:
        return row.schooled or row.causes[_WAGE]
    if cause in (_AWARD, _HONOUR):
        return row.honoured.causes[cause - _AWARD] or row.causes[_WAGE]
    if cause == _UNUSED:
        return row.unused or row.causes[_WAGE]
    return (*row.causes[_WAGE], *row.exits)


def _steps(taxed: Taxed, cohort: Cohort) -> list[TaxStep]:
    year = cohort.pay_day.year
    columns = (
        taxed.months, taxed.income, taxed.insured, taxed.additional, taxed.taxable, taxed.tax, taxed.withheld,
    )  # fmt: skip
    return [
        TaxStep(
            tax_year=year, agent=agent, months=months, income_fen=income, insured_fen=insured,
            additional_fen=additional, taxable_fen=taxable, tax_fen=tax, withheld_before_fen=withheld, variant=variant,
            bonus=bonus,
        )
        for agent, variant, bonus, months, income, insured, additional, taxable, tax, withheld in zip(
            taxed.agents, taxed.variants, taxed.bonuses, *(c.tolist() for c in columns), strict=True
        )
    ]  # fmt: skip


def _tax_lines(step: TaxStep, on_severance: int, facts: Known, cohort: Cohort) -> list[SlipLine]:
    """Taxes belong to the month of payment, whichever months were paid."""
    month = f"{cohort.pay_day:%Y-%m}"
    declared: tuple[UUID, ...] = tuple(fact.cause for fact in facts.deductions)
    exits = tuple(job.stopped.cause for job in facts.jobs if job.stopped is not None)
    granted = tuple(fact.cause for fact in facts.bonuses)
    taxes = (
        (Component.INCOME_TAX, step.tax_fen, declared),
        (Component.SEVERANCE_TAX, on_severance, exits),
        (Component.BONUS_TAX, step.bonus.tax_fen if step.bonus is not None else 0, granted),
    )
    return [
        SlipLine(
            component=component, for_month=month, amount_fen=-amount, rule=POLICY[component], causes=causes,
            arrears=False,
        )
        for component, amount, causes in taxes
        if amount
    ]  # fmt: skip
