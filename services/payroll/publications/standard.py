"""That a version is in force is told; its amounts are read."""

from uuid import UUID

from services.payroll.domain.standards import StandardEvent
from shared.published import Published
from shared.published.payroll.pay import StandardPublishedV1


def publish(standard_id: UUID, event: StandardEvent) -> Published | None:
    return StandardPublishedV1(region=event.county, code=event.kind.value, version=event.version)
