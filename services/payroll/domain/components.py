"""What a line of a payslip is about, and which of them belong together."""

from enum import StrEnum
from typing import Final


class Component(StrEnum):
    """What a line is about. What the employer pays besides is told on the slip and not part of it."""

    BASIC = "BASIC"
    PERFORMANCE = "PERFORMANCE"
    CERTIFICATE = "CERTIFICATE"
    EDUCATION = "EDUCATION"
    SEVERANCE = "SEVERANCE"
    BONUS = "BONUS"
    SUBSIDY = "SUBSIDY"
    EXEMPT_SUBSIDY = "EXEMPT_SUBSIDY"
    HONOUR_AWARD = "HONOUR_AWARD"
    EXEMPT_HONOUR_AWARD = "EXEMPT_HONOUR_AWARD"
    HONOUR_ALLOWANCE = "HONOUR_ALLOWANCE"
    SICK_LEAVE = "SICK_LEAVE"
    UNPAID_LEAVE = "UNPAID_LEAVE"
    INSURED_LEAVE = "INSURED_LEAVE"
    OVERTIME = "OVERTIME"
    UNUSED_LEAVE = "UNUSED_LEAVE"
    DOUBLE_WAGE = "DOUBLE_WAGE"
    NOTICE_PAY = "NOTICE_PAY"
    PENSION = "PENSION"
    MEDICAL = "MEDICAL"
    UNEMPLOYMENT = "UNEMPLOYMENT"
    FUND = "FUND"
    EMPLOYER_PENSION = "EMPLOYER_PENSION"
    EMPLOYER_MEDICAL = "EMPLOYER_MEDICAL"
    EMPLOYER_UNEMPLOYMENT = "EMPLOYER_UNEMPLOYMENT"
    EMPLOYER_INJURY = "EMPLOYER_INJURY"
    EMPLOYER_MATERNITY = "EMPLOYER_MATERNITY"
    EMPLOYER_FUND = "EMPLOYER_FUND"
    INCOME_TAX = "INCOME_TAX"
    SEVERANCE_TAX = "SEVERANCE_TAX"
    BONUS_TAX = "BONUS_TAX"
    WITHHELD = "WITHHELD"


WAGES: Final = (Component.BASIC, Component.PERFORMANCE, Component.CERTIFICATE, Component.EDUCATION)
OWN_SHARES: Final = (Component.PENSION, Component.MEDICAL, Component.UNEMPLOYMENT, Component.FUND)
EMPLOYER_SHARES: Final = (
    Component.EMPLOYER_PENSION,
    Component.EMPLOYER_MEDICAL,
    Component.EMPLOYER_UNEMPLOYMENT,
    Component.EMPLOYER_INJURY,
    Component.EMPLOYER_MATERNITY,
    Component.EMPLOYER_FUND,
)
MISSED: Final = (Component.SICK_LEAVE, Component.UNPAID_LEAVE, Component.INSURED_LEAVE)
"""What the wage is less for days missed."""
BESIDES: Final = (*MISSED, Component.OVERTIME, Component.UNUSED_LEAVE, Component.DOUBLE_WAGE)
"""Paid beside the wage, or less than it, and taxed with it."""
SUBSIDIES: Final = (Component.SUBSIDY, Component.EXEMPT_SUBSIDY)
"""For duty in emergencies; the second is free of income tax."""
HONOURS: Final = (Component.HONOUR_AWARD, Component.EXEMPT_HONOUR_AWARD, Component.HONOUR_ALLOWANCE)
"""For an honour: an award once, which is free of income tax where the province or a higher body gives it itself; an allowance."""
AVERAGED: Final = (
    *WAGES, Component.BONUS, *SUBSIDIES, Component.HONOUR_AWARD, Component.HONOUR_ALLOWANCE, *MISSED, Component.OVERTIME,
)  # fmt: skip
"""What the average wage of a year is made of."""
AT_THE_END: Final = (Component.SEVERANCE, Component.NOTICE_PAY)
"""Paid once when an employment ends; free of tax up to three local yearly averages."""
TAXED: Final = (
    *WAGES, Component.BONUS, Component.SUBSIDY, Component.HONOUR_AWARD, Component.HONOUR_ALLOWANCE, *BESIDES,
)  # fmt: skip
LEDGER: Final = (
    *WAGES,
    Component.SEVERANCE,
    Component.BONUS,
    *SUBSIDIES,
    *HONOURS,
    *BESIDES,
    Component.NOTICE_PAY,
    *OWN_SHARES,
    *EMPLOYER_SHARES,
)
"""Kept by original month, in this order; taxes belong to the month of payment."""
DEDUCTED: Final = frozenset((*OWN_SHARES, Component.INCOME_TAX, Component.SEVERANCE_TAX, Component.BONUS_TAX))
