"""The taxes of a slip as trees: by the annual table, cumulatively; on severance and on a bonus alone."""

from collections.abc import Sequence
from typing import Final

from services.payroll.domain.cohort import Cohort
from services.payroll.domain.comparison import Calculated
from services.payroll.domain.formulas.columns import ONE
from services.payroll.domain.formulas.income_tax import Bracket
from services.payroll.domain.payslips import TaxVariant
from services.payroll.domain.steps import How, Step, Unit, given, half_up, total

_COUNTED: Final = {
    TaxVariant.ORDINARY: "MONTHS_EMPLOYED",
    TaxVariant.FIRST_WAGE: "MONTHS_FROM_JANUARY",
    TaxVariant.WHOLE_YEAR: "MONTHS_OF_YEAR",
}
_VARIANT: Final = {
    TaxVariant.ORDINARY: "",
    TaxVariant.FIRST_WAGE: "policy:first_wage_from_january",
    TaxVariant.WHOLE_YEAR: "policy:whole_year_income_fen",
}


def severance_tax(settled: Sequence[tuple[Step, Step, Step]], cohort: Cohort) -> Step:
    """On what lies above three yearly local averages, alone by the annual table; less what an earlier settlement bore."""
    found: list[Step] = []
    for due, paid, free in settled:
        taxes = [_taxed_above(part, free, cohort) for part in (due, paid)]
        now = taxes[0].value - taxes[1].value
        found.append(Step(what="SEVERANCE_TAX_DUE", how=How.DIFFERENCE, value=now, parts=tuple(taxes)))
    return total("SEVERANCE_TAX", found)


def _taxed_above(amount: Step, free: Step, cohort: Cohort) -> Step:
    over = Step(what="ABOVE", how=How.DIFFERENCE, value=amount.value - free.value, parts=(amount, free))
    return _by_table(over, cohort)


def income_tax(calculated: Calculated) -> Step:
    """Cumulative withholding: the year's tax so far, less what was withheld, never less than nothing."""
    step, cohort = calculated.slip.tax, calculated.cohort
    policies, day = cohort.policies, cohort.pay_day
    basic = given("BASIC_DEDUCTION", policies.basic_deduction_fen.on(day), rule="policy:basic_deduction_fen")
    months = given(_COUNTED[step.variant], step.months, Unit.COUNT, rule=_VARIANT[step.variant])
    deducted = Step(what="BASIC_DEDUCTIONS", how=How.TIMES, value=basic.value * months.value, parts=(basic, months))
    taxable = Step(
        what="TAXABLE", how=How.DIFFERENCE, value=step.taxable_fen,
        parts=(
            given("INCOME", step.income_fen), given("OWN_SHARES", step.insured_fen), deducted,
            given("ADDITIONAL_DEDUCTIONS", step.additional_fen),
        ),
    )  # fmt: skip
    year = _by_table(taxable, cohort)
    withheld = given("WITHHELD_BEFORE", step.withheld_before_fen)
    due = Step(what="TAX_DUE", how=How.DIFFERENCE, value=year.value - withheld.value, parts=(year, withheld))
    return Step(what="WITHHELD_NOW", how=How.AT_LEAST, value=max(due.value, 0), parts=(due, given("NOTHING", 0)))


def bonus_tax(calculated: Calculated) -> Step:
    """A twelfth finds the row of the monthly table; the tax on all of it, less what was withheld before."""
    step, cohort = calculated.slip.tax.bonus, calculated.cohort
    assert step is not None
    whole = given("BONUS_TAXED_ALONE", step.bonus_fen)
    brackets = cohort.policies.bonus_brackets.on(cohort.pay_day)
    row = next(b for b in brackets if b.up_to_fen is None or max(step.bonus_fen, 0) <= b.up_to_fen * 12)
    due = _by_row(whole, row, "policy:bonus_brackets")
    before = given("WITHHELD_BEFORE", step.withheld_before_fen)
    left = Step(what="TAX_DUE", how=How.DIFFERENCE, value=due.value - before.value, parts=(due, before))
    return Step(what="WITHHELD_NOW", how=How.AT_LEAST, value=max(left.value, 0), parts=(left, given("NOTHING", 0)))


def _by_table(taxable: Step, cohort: Cohort) -> Step:
    """By the row of the annual table in which the amount lies: amount × rate - quick deduction; nothing below nothing."""
    brackets = cohort.policies.tax_brackets.on(cohort.pay_day)
    row = next(b for b in brackets if b.up_to_fen is None or max(taxable.value, 0) <= b.up_to_fen)
    return _by_row(taxable, row, "policy:tax_brackets")


def _by_row(taxable: Step, row: Bracket, rule: str) -> Step:
    rate = given("TAX_RATE", row.rate_ppm, Unit.PPM, rule=rule)
    quick = given("QUICK_DEDUCTION", row.quick_fen, rule=rule)
    whole = half_up(max(taxable.value, 0) * row.rate_ppm - row.quick_fen * ONE, ONE)
    return Step(what="TAX_BY_TABLE", how=How.TAX, value=whole, parts=(taxable, rate, quick))
