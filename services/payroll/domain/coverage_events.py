"""Coverage (参保、公积金账户): what is owed to the bureaus about an employment, and what was registered there.

Class and field names are the storage format: add, never rename.
"""

from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from services.payroll.domain.policies import Policies
from shared.kernel import record


class CoverageScheme(StrEnum):
    """The five insurances are one registration, the housing fund another."""

    INSURANCE = "INSURANCE"
    FUND = "FUND"


class CoverageAct(StrEnum):
    """Enrolled or opened; suspended or sealed; carried to another employer's account or place; ended for good."""

    ENROL = "ENROL"
    SUSPEND = "SUSPEND"
    TRANSFER = "TRANSFER"
    END = "END"


@record
class CoverageOwed:
    """By law the employer has to register this until the days named. Effective = first or last day of work."""

    effective: date
    worker_id: UUID
    employment_id: UUID
    act: CoverageAct
    insurance_due: date
    fund_due: date


@record
class CoverageRegistered:
    """Done at the bureau on the effective day; `reference` is the number of its receipt."""

    effective: date
    worker_id: UUID
    employment_id: UUID
    scheme: CoverageScheme
    act: CoverageAct
    reference: str


CoverageEvent = CoverageOwed | CoverageRegistered


def owed(worker: UUID, employment: UUID, act: CoverageAct, day: date, policies: Policies) -> CoverageOwed:
    """Enrolment is owed from the first day of work, suspension from the last."""
    return CoverageOwed(
        effective=day, worker_id=worker, employment_id=employment, act=act,
        insurance_due=day + timedelta(days=policies.insurance_registration_days.on(day)),
        fund_due=day + timedelta(days=policies.fund_registration_days.on(day)),
    )  # fmt: skip
