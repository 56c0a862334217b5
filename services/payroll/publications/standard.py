"""That a version is in force is told; its amounts are read."""

from uuid import UUID

from services.payroll.domain.pay_standard import StandardEvent, StandardPublished
from shared.published import Published
from shared.published.payroll.pay import StandardPublishedV1


def publish(standard_id: UUID, event: StandardEvent) -> Published | None:
    if not isinstance(event, StandardPublished):
        return None
    return StandardPublishedV1(region=event.county, code=event.kind.value, version=event.version)
