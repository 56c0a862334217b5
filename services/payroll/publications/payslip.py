"""That somebody has a slip is told, not what stands on it. It counts once its run is closed."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from services.payroll.domain.payslips import PayslipEvent, PayslipIssued
from shared.kernel import record
from shared.published import Published
from shared.published.payroll.pay import PayslipIssuedV1


@record
class PayslipTold:
    """What is read of a slip to tell of it."""

    worker_id: UUID
    run_id: UUID
    month: str


def publish(payslip_id: UUID, event: PayslipEvent | PayslipTold) -> Published | None:
    return PayslipIssuedV1(worker_id=event.worker_id, run_id=event.run_id, month=event.month)


TOLD: Final[Mapping[type[Any], type[Any]]] = {PayslipIssued: PayslipTold}
