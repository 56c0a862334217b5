"""From a clause to what rests on it (B-07): which lines of a slip each rule decides, so that one question finds whoever is touched."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from services.payroll.domain.payslips import EMPLOYER_SHARES, HONOURS, OWN_SHARES, SUBSIDIES, WAGES, Component
from services.payroll.domain.wage_figures import VALUE, FigureVersion, WageFigureKind, rule_on

_SHARES: Final = (*OWN_SHARES, *EMPLOYER_SHARES)
_FUND: Final = (Component.FUND, Component.EMPLOYER_FUND)
_INSURANCES: Final = tuple(c for c in _SHARES if c not in _FUND)
_AWAY: Final = (Component.SICK_LEAVE, Component.UNPAID_LEAVE, Component.INSURED_LEAVE, Component.OVERTIME)

DECIDES: Final[Mapping[str, tuple[Component, ...]]] = {
    "month_days_hundredths": (*WAGES, *_AWAY),
    "certificate_months_later": (Component.CERTIFICATE,),
    "education_months_later": (Component.EDUCATION,),
    "factor_without_result_ppm": (Component.PERFORMANCE,),
    "sick_pay_steps": (Component.SICK_LEAVE,),
    "sick_pay_months": (Component.SICK_LEAVE,),
    "sick_relief_steps": (Component.SICK_LEAVE,),
    "sick_pay_least_ppm": (Component.SICK_LEAVE,),
    "insured_leave_ppm": (Component.INSURED_LEAVE,),
    "overtime_rates": (Component.OVERTIME,),
    "unused_leave_ppm": (Component.UNUSED_LEAVE,),
    "unwritten_contract_ppm": (Component.DOUBLE_WAGE,),
    "notice_wage_ppm": (Component.NOTICE_PAY,),
    "bonus_separate": (Component.BONUS, Component.BONUS_TAX),
    "bonus_brackets": (Component.BONUS_TAX,),
    "local_average_wage_fen": (Component.SEVERANCE, Component.SEVERANCE_TAX),
    "minimum_wage_fen": (Component.SEVERANCE, Component.SICK_LEAVE, Component.WITHHELD),
    "damages_share_ppm": (Component.WITHHELD,),
    "living_minimum_fen": (Component.WITHHELD,),
    "emergency_day_fen": SUBSIDIES,
    "emergency_person_cap_fen": SUBSIDIES,
    "honour_awards": HONOURS,
    "honour_allowance_months_later": (Component.HONOUR_ALLOWANCE,),
    "honour_exempt_from": (Component.HONOUR_AWARD, Component.EXEMPT_HONOUR_AWARD),
}
"""Which lines a value of the policy files decides."""
BY_TABLE: Final[Mapping[str, tuple[Component, ...]]] = {
    **{f"{c.value.lower()}_employee_ppm": (c,) for c in OWN_SHARES if c is not Component.FUND},
    **{f"{c.value.removeprefix('EMPLOYER_').lower()}_employer_ppm": (c,) for c in EMPLOYER_SHARES if c not in _FUND},
    "insurance_floor_fen": _INSURANCES,
    "insurance_cap_fen": _INSURANCES,
    "fund_ppm": _FUND,
    "fund_floor_fen": _FUND,
    "fund_cap_fen": _FUND,
    "fund_in_yuan": _FUND,
}
"""Those that a published table takes the place of: only lines that name no table rest on them."""
EVERYBODY: Final = frozenset(
    {
        "paid_by_grade", "withholding_agent", "basic_deduction_fen", "certificate_deduction_fen", "deduction_limits",
        "first_wage_from_january", "whole_year_income_fen", "tax_brackets", "deductions_confirmed_yearly",
    }
)  # fmt: skip
"""What everybody with a slip is touched by, also whose tax is nothing."""
NO_AMOUNT: Final = frozenset(
    {
        "takeover_after_days", "insurance_registration_days", "fund_registration_days", "final_pay_days", "run_change_ppm",
        "minimum_wage_after_contributions", "tax_declaration_day", "fund_remittance_days", "insurance_remittance_day",
        "deductions_open_month",
    }
)  # fmt: skip
"""Days and checks: no line of a slip rests on them."""


@dataclass(slots=True)
class Touched:
    """Whose slips are sought: everybody's, those with such lines, with lines that name no table, or with lines by these rules."""

    everybody: bool = False
    lines: set[str] = field(default_factory=set[str])
    without_table: set[str] = field(default_factory=set[str])
    rules: set[str] = field(default_factory=set[str])

    @property
    def nobody(self) -> bool:
        return not (self.everybody or self.lines or self.without_table or self.rules)


def touched_by(
    policies: Iterable[str], published: Iterable[str], figures: Sequence[FigureVersion], day: date
) -> Touched:
    """`policies` by name, standards and tables by rule; `figures` are all that rule in the county, to be told by rule too."""
    found, by_rule = Touched(), {f.rule: f for f in figures}
    for name in policies:
        laid_over = name in VALUE.values() and rule_on(figures, name, day) != f"policy:{name}"
        if name in EVERYBODY:
            found.everybody = True
        elif not laid_over:
            found.lines |= {c.value for c in DECIDES.get(name, ())}
            found.without_table |= {c.value for c in BY_TABLE.get(name, ())}
    for rule in published:
        figure = by_rule.get(rule)
        if figure is None:
            found.rules.add(rule)
        elif rule_on(figures, VALUE[WageFigureKind(figure.kind)], day) == rule:
            found.lines |= {c.value for c in DECIDES[VALUE[figure.kind]]}
    return found
