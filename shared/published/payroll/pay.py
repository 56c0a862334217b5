"""Pay: enrolment, standards, runs, slips, settlements. No amounts: those are read by right, not broadcast."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.kernel import Region, record
from shared.published.envelope import Name


@record
class InsuranceEnrolledV1:
    """The worker is in the five insurances from the effective day: registered there, or taken over as enrolled on paper."""

    told: ClassVar[Name] = Name("payroll.insurance.enrolled")
    worker_id: UUID
    employment_id: UUID


@record
class StandardPublishedV1:
    told: ClassVar[Name] = Name("payroll.standard.published")
    region: Region
    code: str
    version: int


@record
class SchemeCostedV1:
    """Personnel's trial of a draft grade scheme of `region` was valued for a county: the trial's digest, and that of the table of
    costs, which is read by right.
    """

    told: ClassVar[Name] = Name("payroll.scheme.costed")
    region: Region
    county: Region
    trial: str
    costs: str


@record
class PayslipIssuedV1:
    told: ClassVar[Name] = Name("payroll.payslip.issued")
    worker_id: UUID
    run_id: UUID
    month: str


@record
class RunClosedV1:
    """The month is paid for this unit; `exceptions` people were left out by name."""

    told: ClassVar[Name] = Name("payroll.run.closed")
    run_id: UUID
    unit: Region
    month: str
    slips: int
    exceptions: int


@record
class PayStoppedV1:
    """Pay ends after `last_day`; the final settlement is on the slip of the next run."""

    told: ClassVar[Name] = Name("payroll.pay.stopped")
    worker_id: UUID
    employment_id: UUID
    last_day: date


@record
class InsuranceSuspendedV1:
    """The five insurances of an employment ended with the effective day; the worker may carry them on elsewhere."""

    told: ClassVar[Name] = Name("payroll.insurance.suspended")
    worker_id: UUID
    employment_id: UUID


@record
class InsuranceBaseChangedV1:
    """Contributions count by another base from `starts` on, perhaps for months already paid."""

    told: ClassVar[Name] = Name("payroll.insurance.base_changed")
    worker_id: UUID
    starts: date


@record
class FundOpenedV1:
    told: ClassVar[Name] = Name("payroll.fund.opened")
    worker_id: UUID
    employment_id: UUID


@record
class FundSealedV1:
    told: ClassVar[Name] = Name("payroll.fund.sealed")
    worker_id: UUID
    employment_id: UUID


@record
class WageFigurePublishedV1:
    """A minimum or an average wage is in force from the effective day, which may have passed."""

    told: ClassVar[Name] = Name("payroll.wage_figure.published")
    region: Region
    code: str
    version: int


@record
class ContributionTablePublishedV1:
    """Floor, cap and rates of a contribution year are in force from the effective day, which may have passed."""

    told: ClassVar[Name] = Name("payroll.contribution_table.published")
    region: Region
    code: str
    version: int
    base_year: int


@record
class FundingSourceReassignedV1:
    """The employment is paid from this money from `starts` on; months paid before are charged there by the next run."""

    told: ClassVar[Name] = Name("payroll.funding_source.reassigned")
    worker_id: UUID
    employment_id: UUID
    starts: date
    funding_source: str
