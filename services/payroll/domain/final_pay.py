"""The last wages of somebody who leaves: owed within the published days of the end, settled with the run that paid them.

An employer pays everything at the end of the contract (工资支付暂行规定 第九条); severance goes with the handover (劳动合同法 第五十条).
"""

from datetime import date
from uuid import UUID

from services.payroll.domain.entitlement import Entitlement
from services.payroll.domain.final_pay_events import FinalPayOwed, FinalPaySettled
from services.payroll.domain.policies import Policies
from services.payroll.domain.stopping_events import PayStopped
from shared.kernel import DAY, record


@record
class SettleFinalPay:
    """The bank paid, on `paid_on`, a run of the last month or a later one that knew of the end and could calculate the person."""

    employment_id: UUID
    run_id: UUID
    paid_on: date


def final_pay_owed(stopped: PayStopped, policies: Policies) -> FinalPayOwed:
    """Also where another last day is told: then by another day."""
    days = policies.final_pay_days.on(stopped.effective)
    return FinalPayOwed(
        effective=stopped.effective, worker_id=stopped.worker_id, employment_id=stopped.employment_id,
        due=stopped.effective + days * DAY,
    )  # fmt: skip


def settle(entitlement: Entitlement, command: SettleFinalPay) -> tuple[FinalPaySettled, ...]:
    """Nothing where nothing is owed, or no longer."""
    worker = entitlement.worker_id
    if worker is None or command.employment_id not in entitlement.final_owed:
        return ()
    return (
        FinalPaySettled(
            effective=command.paid_on, worker_id=worker, employment_id=command.employment_id, run_id=command.run_id
        ),
    )
