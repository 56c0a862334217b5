"""That a minimum or an average wage is in force is told; its figures are read."""

from uuid import UUID

from services.payroll.domain.wage_figures import WageFigureEvent
from shared.published import Published
from shared.published.payroll.pay import WageFigurePublishedV1


def publish(figure_id: UUID, event: WageFigureEvent) -> Published | None:
    return WageFigurePublishedV1(region=event.region, code=event.kind.value, version=event.version)
