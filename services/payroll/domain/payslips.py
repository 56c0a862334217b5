"""Payslips (工资单): what one run pays one person, line by line. One stream and one event for each slip.

Class and field names of events are the storage format: add, never rename.
"""

from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, Final
from uuid import UUID

from services.payroll.domain.policies import Policies
from shared.kernel import NATION, Facts, Region, record
from shared.kernel.derived import derived_id


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


@record
class SlipLine:
    """`amount_fen` as it counts: what is deducted is negative. `for_month` is the original month, `arrears` if it had been
    paid before or its pay day had passed. `rule` is the standard's version or the policy; `causes` are published events.
    """

    component: Component
    for_month: str
    amount_fen: int
    rule: str
    causes: tuple[UUID, ...]
    arrears: bool


class TaxVariant(StrEnum):
    """For how many months the basic deduction is given: those with the agent; from January on to whoever earns the first wage
    of the year; the whole year's at once to whoever was with the agent for all of last year and earned little.
    """

    ORDINARY = "ORDINARY"
    FIRST_WAGE = "FIRST_WAGE"
    WHOLE_YEAR = "WHOLE_YEAR"


@record
class BonusTax:
    """A year-end bonus taxed alone: that of one original month in a tax year; `bonus_fen` is all that was paid of it so far."""

    month: str
    bonus_fen: int
    now_fen: int
    tax_fen: int
    withheld_before_fen: int


@record
class TaxStep:
    """How the tax of the payment month came about; all sums since January with this withholding agent."""

    tax_year: int
    agent: Region
    months: int
    income_fen: int
    insured_fen: int
    additional_fen: int
    taxable_fen: int
    tax_fen: int
    withheld_before_fen: int
    variant: TaxVariant
    bonus: BonusTax | None


@record
class Sums:
    """What the lines add up to: net = gross - own shares - tax - what orders keep. The employer's shares come on top."""

    gross_fen: int
    own_fen: int
    tax_fen: int
    net_fen: int
    employer_fen: int


@record
class PayslipIssued:
    """Effective = pay day. `county` is whose ledger it is entered in, `known_at` the position that facts were read at."""

    schema_version: ClassVar[int] = 2
    effective: date
    worker_id: UUID
    run_id: UUID
    unit: Region
    county: Region
    employer: Region
    month: str
    known_at: int
    lines: tuple[SlipLine, ...]
    tax: TaxStep
    sums: Sums


def issued_before_variants(stored: dict[str, Any]) -> dict[str, Any]:
    """PayslipIssued of version 1 as one of version 2."""
    return {**stored, "tax": {**stored["tax"], "variant": TaxVariant.ORDINARY.value, "bonus": None}}


PayslipEvent = PayslipIssued


@record
class Payslip:
    issued: PayslipIssued | None = None

    @property
    def region(self) -> Region:
        return self.issued.employer if self.issued is not None else NATION


def evolve(payslip: Payslip, event: PayslipEvent) -> Payslip:
    return Payslip(issued=event)


@record
class IssuePayslip:
    """As calculated by the run."""

    slip: PayslipIssued


PayslipCommand = IssuePayslip


def payslip_id(run_id: UUID, worker_id: UUID) -> UUID:
    """One slip for each person of a run."""
    return derived_id("payroll.payslip", str(run_id), str(worker_id))


def issue(payslip: Payslip, command: IssuePayslip, facts: Facts[Policies]) -> tuple[PayslipIssued, ...]:
    """A slip that was issued is never issued again."""
    return () if payslip.issued is not None else (command.slip,)


def sums(lines: tuple[SlipLine, ...]) -> Sums:
    """The lines added up, as anybody can check."""
    employer = sum(line.amount_fen for line in lines if line.component in EMPLOYER_SHARES)
    own = -sum(line.amount_fen for line in lines if line.component in OWN_SHARES)
    tax = -sum(line.amount_fen for line in lines if line.component in DEDUCTED) - own
    kept = -sum(line.amount_fen for line in lines if line.component is Component.WITHHELD)
    net = sum(line.amount_fen for line in lines) - employer
    return Sums(gross_fen=net + own + tax + kept, own_fen=own, tax_fen=tax, net_fen=net, employer_fen=employer)
