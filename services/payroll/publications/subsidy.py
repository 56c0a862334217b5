"""That somebody's subsidy was approved is told, not how much."""

from uuid import UUID

from services.payroll.domain.subsidy_events import SubsidyApproved, SubsidyEvent
from shared.published import Published
from shared.published.payroll.subsidies import SubsidyApprovedV1


def publish(emergency_id: UUID, event: SubsidyEvent) -> Published | None:
    if not isinstance(event, SubsidyApproved):
        return None
    months = tuple(month.month for month in event.months)
    return SubsidyApprovedV1(worker_id=event.worker_id, emergency_id=emergency_id, months=months)
