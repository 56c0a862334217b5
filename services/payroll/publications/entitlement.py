"""Enrolment, changed bases and the end of pay are told, never an amount; what was heard from others stays inside."""

from uuid import UUID

from services.payroll.domain.coverage_events import CoverageAct, CoverageRegistered, CoverageScheme
from services.payroll.domain.declaration_events import InsuranceBaseCorrected, InsuranceBaseDeclared
from services.payroll.domain.entitlement_events import EntitlementEvent, PayEnrolled, PayStopped
from services.payroll.domain.funding_events import FundingReassigned
from shared.published import Published
from shared.published.payroll.pay import (
    FundingSourceReassignedV1,
    FundOpenedV1,
    FundSealedV1,
    InsuranceBaseChangedV1,
    InsuranceEnrolledV1,
    InsuranceSuspendedV1,
    PayStoppedV1,
)


def publish(worker_id: UUID, event: EntitlementEvent) -> Published | None:
    match event:
        case PayEnrolled(employment_id=employment) if event.pay_from > event.effective:
            return InsuranceEnrolledV1(worker_id=worker_id, employment_id=employment)
        case PayStopped(employment_id=employment, effective=last_day):
            return PayStoppedV1(worker_id=worker_id, employment_id=employment, last_day=last_day)
        case FundingReassigned(employment_id=employment, effective=starts, funding_source=source):
            return FundingSourceReassignedV1(
                worker_id=worker_id, employment_id=employment, starts=starts, funding_source=source
            )
        case CoverageRegistered():
            return _registered(worker_id, event)
        case InsuranceBaseDeclared(effective=starts) | InsuranceBaseCorrected(effective=starts):
            return InsuranceBaseChangedV1(worker_id=worker_id, starts=starts)
        case _:
            return None


def _registered(worker_id: UUID, event: CoverageRegistered) -> Published | None:
    employment = event.employment_id
    match event.scheme, event.act:
        case CoverageScheme.INSURANCE, CoverageAct.ENROL:
            return InsuranceEnrolledV1(worker_id=worker_id, employment_id=employment)
        case CoverageScheme.INSURANCE, CoverageAct.SUSPEND:
            return InsuranceSuspendedV1(worker_id=worker_id, employment_id=employment)
        case CoverageScheme.FUND, CoverageAct.ENROL:
            return FundOpenedV1(worker_id=worker_id, employment_id=employment)
        case CoverageScheme.FUND, CoverageAct.SUSPEND:
            return FundSealedV1(worker_id=worker_id, employment_id=employment)
        case _:
            return None
