"""Leave: `pay` says what its days mean for pay: PAID as at work, SICK pay, INSURED by maternity insurance, UNPAID.

Why somebody is away, and by which kind of leave, is nobody's business outside personnel.
"""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.kernel import record
from shared.published.envelope import Name


@record
class LeaveApprovedV1:
    """`days` as the kind of leave counts them: working days or calendar days."""

    told: ClassVar[Name] = Name("personnel.leave.approved")
    worker_id: UUID
    leave_id: UUID
    pay: str
    starts: date
    ends: date
    days: int


@record
class LeaveClosedV1:
    """What was taken; `version` 2 and on correct what was told before."""

    told: ClassVar[Name] = Name("personnel.leave.closed")
    worker_id: UUID
    leave_id: UUID
    pay: str
    starts: date
    ends: date
    days: int
    version: int


@record
class LeaveCancelledV1:
    """An approved leave was withdrawn before it began, or never was."""

    told: ClassVar[Name] = Name("personnel.leave.cancelled")
    worker_id: UUID
    leave_id: UUID


@record
class UnusedLeaveSettledV1:
    """So many working days of the year's annual leave were not taken, carried over or waived: they are owed in money. `last_day` of
    the year, or of work in it; a higher `version` replaces what was told of the year before, with no days where nothing is owed.
    """

    told: ClassVar[Name] = Name("personnel.leave.unused_settled")
    worker_id: UUID
    employment_id: UUID
    year: int
    last_day: date
    days: int
    version: int
