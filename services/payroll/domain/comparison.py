"""Why a slip is not what the one before was: ordered causes that add up to the fen.

Each step changes one thing and keeps the others, always in the same order, so that the steps telescope and nothing is left over.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from typing import Final, NamedTuple

from services.payroll.domain.cohort import Cohort
from services.payroll.domain.contributions import Rulebook
from services.payroll.domain.dues import FUND_PLACE, contribution_wages, tables
from services.payroll.domain.formulas.base_pay import basic_part
from services.payroll.domain.formulas.certificate_allowance import LEVELS
from services.payroll.domain.formulas.columns import ONE, column, half_up
from services.payroll.domain.formulas.education_pay import EDUCATIONS
from services.payroll.domain.formulas.performance_pay import performance_part
from services.payroll.domain.formulas.social_insurance import contribution
from services.payroll.domain.months import NO_RESULT, Layout
from services.payroll.domain.pay_standard import PayTerms, education_pay
from services.payroll.domain.payslips import (
    AT_THE_END,
    HONOURS,
    MISSED,
    OWN_SHARES,
    SUBSIDIES,
    WAGES,
    Component,
    PayslipIssued,
    SlipLine,
)
from shared.kernel import record


class Cause(StrEnum):
    """In the order in which they are told: what came once, what the month is worth, what is kept of it."""

    ARREARS = "ARREARS"
    SEVERANCE = "SEVERANCE"
    BONUS = "BONUS"
    SUBSIDY = "SUBSIDY"
    HONOUR = "HONOUR"
    WITHHELD = "WITHHELD"
    ATTENDANCE = "ATTENDANCE"
    OVERTIME = "OVERTIME"
    UNUSED_LEAVE = "UNUSED_LEAVE"
    DOUBLE_WAGE = "DOUBLE_WAGE"
    STANDARD = "STANDARD"
    GRADE = "GRADE"
    RESULT = "RESULT"
    CERTIFICATE = "CERTIFICATE"
    EDUCATION = "EDUCATION"
    DAYS = "DAYS"
    CONTRIBUTION_BASE = "CONTRIBUTION_BASE"
    CONTRIBUTION_RULES = "CONTRIBUTION_RULES"
    TAX_ON_PAY = "TAX_ON_PAY"
    TAX_BRACKET = "TAX_BRACKET"


@record
class Change:
    """What one cause does to the net pay; `before` and `after` are what it changed from and to, empty where it has no name."""

    cause: Cause
    amount_fen: int
    before: str
    after: str


class Calculated(NamedTuple):
    """A slip, and everything its run knew of the person."""

    slip: PayslipIssued
    cohort: Cohort


class _Worth(NamedTuple):
    """What a whole month is worth at the rate of its last day; the wages that contributions count."""

    rule: str
    terms: PayTerms
    grade: int
    result: str
    level: int
    education: int
    insured_fen: int
    fund_fen: int


def compare(before: Calculated, after: Calculated) -> tuple[Change, ...]:
    """The causes with an amount; together they are the difference of the two net pays."""
    found = [*_once(before.slip, after.slip), *_month(before, after), *_taxes(before, after)]
    return tuple(change for change in found if change.amount_fen)


def _once(before: PayslipIssued, after: PayslipIssued) -> Iterator[Change]:
    arrears = [_sum(line for line in slip.lines if _is_pay(line) and line.arrears) for slip in (before, after)]
    yield Change(cause=Cause.ARREARS, amount_fen=arrears[1] - arrears[0], before=_months(before), after=_months(after))
    for cause, parts in (
        (Cause.SEVERANCE, (*AT_THE_END, Component.SEVERANCE_TAX)),
        (Cause.BONUS, (Component.BONUS, Component.BONUS_TAX)),
        (Cause.SUBSIDY, SUBSIDIES),
        (Cause.HONOUR, HONOURS),
        (Cause.WITHHELD, (Component.WITHHELD,)),
        (Cause.ATTENDANCE, MISSED),
        (Cause.OVERTIME, (Component.OVERTIME,)),
        (Cause.UNUSED_LEAVE, (Component.UNUSED_LEAVE,)),
        (Cause.DOUBLE_WAGE, (Component.DOUBLE_WAGE,)),
    ):
        once = [_sum(line for line in slip.lines if line.component in parts) for slip in (before, after)]
        yield Change(cause=cause, amount_fen=once[1] - once[0], before="", after="")


def _month(before: Calculated, after: Calculated) -> Iterator[Change]:
    """The month itself: wages first, then what is kept for insurances and fund."""
    was, now = _worth(before), _worth(after)
    wages = [_current(each.slip, WAGES) for each in (before, after)]
    own = [_current(each.slip, OWN_SHARES) for each in (before, after)]
    if was is None or now is None:
        yield Change(cause=Cause.DAYS, amount_fen=wages[1] - wages[0], before="", after="")
        yield Change(cause=Cause.CONTRIBUTION_RULES, amount_fen=own[1] - own[0], before="", after="")
        return
    steps = list(_steps(was, now, after.cohort))
    yield from steps
    days = wages[1] - wages[0] - sum(step.amount_fen for step in steps)
    yield Change(cause=Cause.DAYS, amount_fen=days, before="", after="")
    kept = [_kept(before.cohort, each.insured_fen, each.fund_fen) for each in (was, now)]
    by_base = kept[0] - kept[1] if own[0] and own[1] else 0
    yield Change(cause=Cause.CONTRIBUTION_BASE, amount_fen=by_base, before="", after="")
    yield Change(cause=Cause.CONTRIBUTION_RULES, amount_fen=own[1] - own[0] - by_base, before="", after="")


_PARTS: Final = (
    (Cause.STANDARD, "terms", "rule"), (Cause.GRADE, "grade", "grade"), (Cause.RESULT, "result", "result"),
    (Cause.CERTIFICATE, "level", "level"), (Cause.EDUCATION, "education", "education"),
)  # fmt: skip


_NAMED: Final = {Cause.CERTIFICATE: LEVELS, Cause.EDUCATION: EDUCATIONS}


def _steps(was: _Worth, now: _Worth, cohort: Cohort) -> Iterator[Change]:
    """A whole month, one thing after the other put from what it was to what it is."""
    worth = _whole(was, cohort)
    for cause, part, named in _PARTS:
        said = str(getattr(was, named)), str(getattr(now, named))
        was = was._replace(**{part: getattr(now, part), named: getattr(now, named)})
        changed = _whole(was, cohort)
        names = (_NAMED[cause][int(said[0])], _NAMED[cause][int(said[1])]) if cause in _NAMED else said
        yield Change(cause=cause, amount_fen=changed - worth, before=names[0], after=names[1])
        worth = changed


def _taxes(before: Calculated, after: Calculated) -> Iterator[Change]:
    """What the change of pay costs at the rate of the month before; the rest is a higher bracket, months, deductions."""
    taxed = [each.slip.sums.gross_fen - each.slip.sums.own_fen for each in (before, after)]
    rate = _marginal(before)
    on_pay = -int(half_up(column([(taxed[1] - taxed[0]) * rate]), ONE)[0])
    lines = [_sum(x for x in each.slip.lines if x.component is Component.INCOME_TAX) for each in (before, after)]
    rates = f"{rate // 10_000}%", f"{_marginal(after) // 10_000}%"
    yield Change(cause=Cause.TAX_ON_PAY, amount_fen=on_pay, before=rates[0], after=rates[0])
    yield Change(cause=Cause.TAX_BRACKET, amount_fen=lines[1] - lines[0] - on_pay, before=rates[0], after=rates[1])


def _marginal(each: Calculated) -> int:
    """The rate, in parts per million, at which one fen more would have been taxed."""
    taxable = each.slip.tax.taxable_fen
    if taxable <= 0:
        return 0
    brackets = each.cohort.policies.tax_brackets.on(each.cohort.pay_day)
    return next(b.rate_ppm for b in brackets if b.up_to_fen is None or taxable <= b.up_to_fen)


def _worth(each: Calculated) -> _Worth | None:
    """None where the month has no paid day."""
    mine = tuple(p for p in each.cohort.people if p.worker_id == each.slip.worker_id)
    cohort = replace(each.cohort, people=mine)
    sheet = Layout(cohort).lay()
    at = next((n for n, row in enumerate(sheet.rows) if row.month == cohort.month.index), None)
    rates = [cell.rate for cell in sheet.cells if cell.row == at]
    if at is None or not rates:
        return None
    rate, (wage, fund) = rates[-1], contribution_wages(sheet, tables(cohort))
    version = cohort.versions[rate.version]
    return _Worth(
        version.rule, version.terms, rate.grade, rate.result, rate.level, rate.education, int(wage[at]), int(fund[at])
    )


def _whole(worth: _Worth, cohort: Cohort) -> int:
    """Basic part, performance part and allowance of a whole month."""
    terms = worth.terms
    monthly = column([next((g.monthly_fen for g in terms.grades if g.grade == worth.grade), 0)])
    factors = {f.result: f.factor_ppm for f in terms.factors}
    unknown = cohort.policies.factor_without_result_ppm.on(cohort.month.first)
    factor = unknown if worth.result == NO_RESULT else factors.get(worth.result, ONE)
    basic = basic_part(monthly, column([terms.basic_share_ppm]))
    allowance = next((a.monthly_fen for a in terms.allowances if a.level == LEVELS[worth.level]), 0)
    return (
        int((basic + performance_part(monthly, basic, column([factor])))[0])
        + allowance
        + education_pay(terms, worth.education)
    )


def _kept(cohort: Cohort, wage_fen: int, fund_fen: int) -> int:
    """The own shares of a month at the rules of the cohort's month."""
    rules = Rulebook(cohort.policies, cohort.tables).on(cohort.month.index)
    base = min(max(wage_fen, rules.insurance_floor), rules.insurance_cap)
    fund = min(max(fund_fen, rules.fund_floor), rules.fund_cap)
    bases = [base] * FUND_PLACE + [fund]
    parts = zip(bases, rules.employee.ppm, rules.employee.units, strict=True)
    return sum(int(contribution(column([b]), column([ppm]), column([unit]))[0]) for b, ppm, unit in parts)


def _is_pay(line: SlipLine) -> bool:
    return line.component in WAGES or line.component in OWN_SHARES


def _current(slip: PayslipIssued, parts: Iterable[Component]) -> int:
    kinds = set(parts)
    return _sum(line for line in slip.lines if line.component in kinds and not line.arrears)


def _months(slip: PayslipIssued) -> str:
    return ", ".join(sorted({line.for_month for line in slip.lines if _is_pay(line) and line.arrears}))


def _sum(lines: Iterable[SlipLine]) -> int:
    return sum(line.amount_fen for line in lines)
