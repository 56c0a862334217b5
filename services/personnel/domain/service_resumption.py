"""A service that was said to have ended goes on: the exit is undone, or was on another day."""

from uuid import UUID

from services.personnel.domain.seniority_events import SeniorityEvent, ServiceResumed
from services.personnel.domain.service_periods import Seniority
from shared.kernel import record


@record
class ResumeService:
    """An exit is undone."""

    employment_id: UUID


def resume(ledger: Seniority, command: ResumeService) -> tuple[SeniorityEvent, ...]:
    period = ledger.period(command.employment_id)
    if ledger.worker_id is None or period is None or period.ends is None:
        return ()
    return (ServiceResumed(effective=period.ends, worker_id=ledger.worker_id, employment_id=command.employment_id),)
