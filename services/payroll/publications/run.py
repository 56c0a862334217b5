"""Only a closed run is told: the month is paid."""

from uuid import UUID

from services.payroll.domain.pay_run import RunClosed, RunEvent
from shared.published import Published
from shared.published.payroll.pay import RunClosedV1


def publish(run_id: UUID, event: RunEvent) -> Published | None:
    match event:
        case RunClosed():
            return RunClosedV1(
                run_id=run_id, unit=event.unit, month=event.month, slips=event.slips, exceptions=event.exceptions
            )
        case _:
            return None
