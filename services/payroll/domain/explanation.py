"""Every fen explained: a line of a slip as a tree of steps, each a named sum, share or limit of the steps below it.

The leaves are facts, published values and counts; whoever works the tree out from them comes to the line.
"""

from dataclasses import replace
from typing import NamedTuple

from services.payroll.domain.away_explanation import away_due
from services.payroll.domain.cohort import NOTHING, Cohort
from services.payroll.domain.comparison import Calculated
from services.payroll.domain.contributions import Rulebook
from services.payroll.domain.dues import AT, COVERED, FUND_PLACE, contribution_wages, dues, tables
from services.payroll.domain.formulas.certificate_allowance import LEVELS
from services.payroll.domain.formulas.columns import ONE, Column
from services.payroll.domain.honour_explanation import honour_due
from services.payroll.domain.leaving import Settlement, settlements
from services.payroll.domain.leaving_explanation import end_due, settled
from services.payroll.domain.months import NO_RESULT, Cell, Layout, Rate, Row, Sheet, of_index
from services.payroll.domain.pay_standard import PayTerms, education_pay
from services.payroll.domain.payslips import OWN_SHARES, WAGES, Component, SlipLine
from services.payroll.domain.steps import How, Step, Unit, given, half_up, share, total
from services.payroll.domain.subsidy_explanation import subsidy
from services.payroll.domain.tax_explanation import bonus_tax, income_tax, severance_tax
from services.payroll.domain.unused_leave import leave_owed
from services.payroll.domain.unused_leave_explanation import leave_due
from services.payroll.domain.withheld_explanation import order_kept
from shared.kernel import Month


class _Laid(NamedTuple):
    """The person's rows and what is due for them, as the run of the slip saw them."""

    cohort: Cohort
    sheet: Sheet
    due: Column
    wages: tuple[Column, Column]
    book: Rulebook


def explain(calculated: Calculated) -> tuple[Step, ...]:
    """A tree for each line of the slip, in its order; the trees' values are the lines' amounts."""
    slip, cohort = calculated
    mine = tuple(p for p in cohort.people if p.worker_id == slip.worker_id)
    cohort = replace(cohort, people=mine)
    sheet, published = Layout(cohort).lay(), tables(cohort)
    due = dues(cohort, sheet, published)
    book = Rulebook(cohort.policies, cohort.tables)
    laid = _Laid(cohort, sheet, due, contribution_wages(sheet, published), book)
    return tuple(_line(line, calculated, laid) for line in slip.lines)


def _line(line: SlipLine, calculated: Calculated, laid: _Laid) -> Step:
    match line.component:
        case Component.INCOME_TAX:
            return _minus(line, income_tax(calculated))
        case Component.SEVERANCE_TAX:
            return _minus(line, severance_tax(settled(*_at_the_end(laid)), laid.cohort))
        case Component.WITHHELD:
            return _minus(line, order_kept(line, calculated))
        case Component.BONUS_TAX:
            return _minus(line, bonus_tax(calculated))
        case _:
            owed = _difference(line, laid)
            return _minus(line, owed) if line.component in OWN_SHARES else owed


def _minus(line: SlipLine, step: Step) -> Step:
    """What is kept is written with a minus."""
    return Step(
        what=line.component.value, how=How.MINUS, value=-step.value, rule=line.rule, causes=line.causes, parts=(step,)
    )


def _difference(line: SlipLine, laid: _Laid) -> Step:
    """What is due for the month, less what was paid for it before."""
    index = Month.parse(line.for_month).index
    n = next(n for n, row in enumerate(laid.sheet.rows) if row.month == index)
    worker = laid.cohort.people[0].worker_id
    paid = laid.cohort.paid.get((worker, index), NOTHING)[AT[line.component]]
    due = _due(line.component, n, laid)
    before = Step(what="PAID_BEFORE", how=How.GIVEN, value=paid)
    return Step(
        what=line.component.value, how=How.DIFFERENCE, value=due.value - paid, rule=line.rule, causes=line.causes,
        parts=(due, before),
    )  # fmt: skip


def _due(component: Component, n: int, laid: _Laid) -> Step:  # noqa: C901  one match
    row = laid.sheet.rows[n]
    match component:
        case Component.BASIC | Component.PERFORMANCE | Component.CERTIFICATE | Component.EDUCATION:
            cells = [cell for cell in laid.sheet.cells if cell.row == n]
            return total("DUE", [_part(component, cell, laid.cohort) for cell in cells])
        case Component.SEVERANCE | Component.NOTICE_PAY:
            return end_due(component, n, *_at_the_end(laid))
        case Component.SICK_LEAVE | Component.UNPAID_LEAVE | Component.INSURED_LEAVE | Component.OVERTIME:
            minimum = laid.cohort.rule_on("minimum_wage_fen", of_index(row.month).first)
            return away_due(component, n, laid.sheet, laid.due, tables(laid.cohort), minimum)
        case Component.UNUSED_LEAVE:
            return leave_due(n, leave_owed(laid.due, laid.sheet, tables(laid.cohort), laid.cohort))
        case Component.DOUBLE_WAGE:
            return _doubled(n, laid)
        case Component.BONUS:
            return given("BONUS_GRANTED", row.once.bonus)
        case Component.SUBSIDY | Component.EXEMPT_SUBSIDY:
            facts, exempt = laid.sheet.people[row.person][1], component is Component.EXEMPT_SUBSIDY
            return subsidy(facts, row.month, laid.cohort, exempt=exempt)
        case Component.HONOUR_AWARD | Component.EXEMPT_HONOUR_AWARD | Component.HONOUR_ALLOWANCE:
            return honour_due(component, row.honoured, laid.sheet.people[row.person][1], row.month, laid.cohort)
        case _:
            return _contribution(component, row, n, laid)


def _at_the_end(laid: _Laid) -> tuple[Cohort, Sheet, list[Settlement]]:
    return laid.cohort, laid.sheet, settlements(laid.due, laid.sheet, tables(laid.cohort), laid.cohort)


def _doubled(n: int, laid: _Laid) -> Step:
    """The days without a written contract at each rate, and the share of their wage that comes on top."""
    cells = [cell for cell in laid.sheet.doubled if cell.row == n]
    days = total("DOUBLED_DAYS", [_part(part, cell, laid.cohort) for cell in cells for part in WAGES])
    on_top = laid.cohort.policies.unwritten_contract_ppm.on(of_index(laid.sheet.rows[n].month).first)
    return share("DUE", days, given("ON_TOP", on_top, Unit.PPM, rule="policy:unwritten_contract_ppm"))


def _part(component: Component, cell: Cell, cohort: Cohort) -> Step:
    """So many days of the month at one rate."""
    amount = _monthly(component, cell.rate, cohort)
    days = Step(what="PAID_DAYS", how=How.GIVEN, value=cell.days, unit=Unit.COUNT)
    over = Step(
        what="DAYS_OF_MONTH",
        how=How.GIVEN,
        value=cell.divisor,
        unit=Unit.HUNDREDTHS,
        rule="policy:month_days_hundredths",
    )
    value = half_up(amount.value * cell.days * 100, cell.divisor)
    return Step(what="PART_OF_MONTH", how=How.PART_OF_MONTH, value=value, parts=(amount, days, over))


def _monthly(component: Component, rate: Rate, cohort: Cohort) -> Step:
    version = cohort.versions[rate.version]
    if component is Component.CERTIFICATE:
        return given("ALLOWANCE", _allowance(version.terms, rate.level), rule=version.rule)
    if component is Component.EDUCATION:
        return given("EDUCATION_PAY", education_pay(version.terms, rate.education), rule=version.rule)
    standard = given("GRADE_STANDARD", _standard(version.terms, rate.grade), rule=version.rule)
    basic_share = given("BASIC_SHARE", version.terms.basic_share_ppm, Unit.PPM, rule=version.rule)
    basic = share("BASIC_PART", standard, basic_share)
    if component is Component.BASIC:
        return basic
    rest = Step(
        what="PERFORMANCE_STANDARD", how=How.DIFFERENCE, value=standard.value - basic.value, parts=(standard, basic)
    )
    return share("PERFORMANCE_PART", rest, _factor(rate, version.terms, version.rule, cohort))


def _factor(rate: Rate, terms: PayTerms, rule: str, cohort: Cohort) -> Step:
    if rate.result == NO_RESULT:
        unknown = cohort.policies.factor_without_result_ppm.on(cohort.month.first)
        return given("RESULT_FACTOR", unknown, Unit.PPM, rule="policy:factor_without_result_ppm")
    factors = {f.result: f.factor_ppm for f in terms.factors}
    return given("RESULT_FACTOR", factors.get(rate.result, ONE), Unit.PPM, rule=rule)


def _contribution(component: Component, row: Row, n: int, laid: _Laid) -> Step:
    scheme, employer = component.value.removeprefix("EMPLOYER_"), component.value.startswith("EMPLOYER_")
    rules, place = laid.book.on(row.month), COVERED.index(scheme)
    side = rules.sides[employer]
    kind, table = ("fund", rules.fund_rule) if place == FUND_PLACE else ("insurance", rules.insurance_rule)
    name = "fund_ppm" if kind == "fund" else f"{scheme.lower()}_{'employer' if employer else 'employee'}_ppm"
    rate = given("RATE", side.ppm[place], Unit.PPM, rule=table or f"policy:{name}")
    base, unit = _base(kind, row, n, laid), side.units[place]
    if unit == 1:
        return share("DUE", base, rate)
    value = half_up(base.value * rate.value, ONE * unit) * unit
    how = How.SHARE_IN_YUAN if unit == 100 else How.SHARE_IN_JIAO
    return Step(what="DUE", how=how, value=value, rule=table or "policy:fund_in_yuan", parts=(base, rate))


def _base(kind: str, row: Row, n: int, laid: _Laid) -> Step:
    """The wage that counts, within the published floor and cap; nothing where no day of the month is paid."""
    if not row.insured:
        return given("CONTRIBUTION_BASE", 0)
    rules, insurance = laid.book.on(row.month), kind == "insurance"
    wage = int(laid.wages[0 if insurance else 1][n])
    source = "DECLARED_WAGE" if row.declared is not None else "FIRST_WAGE"
    floor, cap = (rules.insurance_floor, rules.insurance_cap) if insurance else (rules.fund_floor, rules.fund_cap)
    table = rules.insurance_rule if insurance else rules.fund_rule
    parts = (
        Step(what=source, how=How.GIVEN, value=wage, causes=row.causes[3]),
        given("FLOOR", floor, rule=table or f"policy:{kind}_floor_fen"),
        given("CAP", cap, rule=table or f"policy:{kind}_cap_fen"),
    )
    return Step(what="CONTRIBUTION_BASE", how=How.CLAMPED, value=min(max(wage, floor), cap), parts=parts)


def _standard(terms: PayTerms, grade: int) -> int:
    return next((g.monthly_fen for g in terms.grades if g.grade == grade), 0)


def _allowance(terms: PayTerms, level: int) -> int:
    return next((a.monthly_fen for a in terms.allowances if a.level == LEVELS[level]), 0)
