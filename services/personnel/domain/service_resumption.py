"""After the end of a service: it goes on because the exit is undone or was on another day; severance was paid for it or not."""

from uuid import UUID

from services.personnel.domain.seniority_events import SeniorityEvent, ServicePaidOut, ServiceResumed
from services.personnel.domain.service_periods import Seniority
from shared.kernel import record


@record
class ResumeService:
    """An exit is undone."""

    employment_id: UUID


@record
class NotePaidOut:
    """The end of a spell was weighed: with severance, or without."""

    employment_id: UUID
    paid: bool


def resume(ledger: Seniority, command: ResumeService) -> tuple[SeniorityEvent, ...]:
    period = ledger.period(command.employment_id)
    if ledger.worker_id is None or period is None or period.ends is None:
        return ()
    return (ServiceResumed(effective=period.ends, worker_id=ledger.worker_id, employment_id=command.employment_id),)


def note_paid_out(ledger: Seniority, command: NotePaidOut) -> tuple[SeniorityEvent, ...]:
    period = ledger.period(command.employment_id)
    if ledger.worker_id is None or period is None or period.ends is None or period.paid_out is command.paid:
        return ()
    return (
        ServicePaidOut(
            effective=period.ends, worker_id=ledger.worker_id, employment_id=command.employment_id, paid=command.paid
        ),
    )
