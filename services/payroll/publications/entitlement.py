"""Enrolment and the end of pay are told; what was heard from others and what was declared stays inside."""

from uuid import UUID

from services.payroll.domain.entitlement_events import EntitlementEvent, PayEnrolled, PayStopped
from shared.published import Published
from shared.published.payroll.pay import InsuranceEnrolledV1, PayStoppedV1


def publish(worker_id: UUID, event: EntitlementEvent) -> Published | None:
    match event:
        case PayEnrolled(employment_id=employment):
            return InsuranceEnrolledV1(worker_id=worker_id, employment_id=employment)
        case PayStopped(employment_id=employment, effective=last_day):
            return PayStoppedV1(worker_id=worker_id, employment_id=employment, last_day=last_day)
        case _:
            return None
