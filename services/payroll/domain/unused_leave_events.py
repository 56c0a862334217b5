"""Annual leave that is owed in money, stored in the entitlement stream.

Class and field names are the storage format: add, never rename.
"""

from datetime import date
from uuid import UUID

from services.payroll.domain.facts import Fact, FactKind
from shared.kernel import record
from shared.kernel.derived import derived_id


@record
class UnusedLeaveHeard:
    """So many days of a year's annual leave are owed. Effective = last day of the year, or of work in it; a higher version holds."""

    effective: date
    worker_id: UUID
    employment_id: UUID
    year: int
    days: int
    version: int
    cause: UUID


def unused_leave_fact(event: UnusedLeaveHeard, position: int) -> Fact:
    """One fact for each employment and year."""
    id = derived_id("payroll.unused-leave", str(event.employment_id), str(event.year))
    return Fact(
        position, FactKind.UNUSED_LEAVE, id, event.effective, event.cause, number=event.days, second=event.version
    )
