"""That somebody has a slip is told, not what stands on it. It counts once its run is closed."""

from uuid import UUID

from services.payroll.domain.payslips import PayslipEvent
from shared.published import Published
from shared.published.payroll.pay import PayslipIssuedV1


def publish(payslip_id: UUID, event: PayslipEvent) -> Published | None:
    return PayslipIssuedV1(worker_id=event.worker_id, run_id=event.run_id, month=event.month)
