"""Days of sickness by their calendar, stored in the entitlement stream: how long somebody has been ill without a day at work.

Class and field names are the storage format: add, never rename.
"""

from datetime import date
from uuid import UUID

from services.payroll.domain.facts import Fact, FactKind
from shared.kernel import record


@record
class SicknessHeard:
    """Leave for sickness from its first day, effective, to `ends`; a higher version holds, `cancelled` it never was."""

    effective: date
    worker_id: UUID
    leave_id: UUID
    ends: date
    version: int
    cancelled: bool
    cause: UUID


def sickness_fact(event: SicknessHeard, position: int) -> Fact:
    return Fact(
        position, FactKind.SICKNESS, event.leave_id, event.effective, event.cause, number=event.version, until=event.ends,
        annulled=event.cancelled,
    )  # fmt: skip
