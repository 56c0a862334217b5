"""Payslips (工资单): what one run pays one person, line by line. One stream and one event for each slip.

Class and field names of events are the storage format: add, never rename.
"""

from datetime import date
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from services.payroll.domain.components import (
    AT_THE_END as AT_THE_END,
)
from services.payroll.domain.components import (
    AVERAGED as AVERAGED,
)
from services.payroll.domain.components import (
    BESIDES as BESIDES,
)
from services.payroll.domain.components import (
    DEDUCTED as DEDUCTED,
)
from services.payroll.domain.components import (
    EMPLOYER_SHARES as EMPLOYER_SHARES,
)
from services.payroll.domain.components import (
    HONOURS as HONOURS,
)
from services.payroll.domain.components import (
    LEDGER as LEDGER,
)
from services.payroll.domain.components import (
    MISSED as MISSED,
)
from services.payroll.domain.components import (
    OWN_SHARES as OWN_SHARES,
)
from services.payroll.domain.components import (
    SUBSIDIES as SUBSIDIES,
)
from services.payroll.domain.components import (
    TAXED as TAXED,
)
from services.payroll.domain.components import (
    WAGES as WAGES,
)
from services.payroll.domain.components import (
    Component as Component,
)
from services.payroll.domain.policies import Policies
from services.payroll.domain.slip_form import SlipLine as SlipLine
from services.payroll.domain.slip_form import Written, lines_of
from shared.kernel import NATION, Facts, Region, record
from shared.kernel.derived import derived_id


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

    schema_version: ClassVar[int] = 3
    effective: date
    worker_id: UUID
    run_id: UUID
    unit: Region
    county: Region
    employer: Region
    month: str
    known_at: int
    form: Written
    tax: TaxStep
    sums: Sums

    @property
    def lines(self) -> tuple[SlipLine, ...]:
        """Every line by itself; made anew each time."""
        return lines_of(self.form)

    @property
    def size(self) -> int:
        """How many lines."""
        return sum(len(month.entries) for month in self.form.months)


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
