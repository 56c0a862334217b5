"""Borrowing: refused to whoever may not, approved for a street; place, pay and assessment stay where they are."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.kernel import Region, record
from shared.published.envelope import Name


@record
class BorrowRefusedV1:
    """Somebody tried what the policy forbids: `borrower` is COUNTY_OR_ABOVE, INSTITUTION or OTHER_STREET."""

    told: ClassVar[Name] = Name("personnel.borrow.refused")
    worker_id: UUID
    borrow_id: UUID
    borrower: str
    unit: str


@record
class BorrowApprovedV1:
    told: ClassVar[Name] = Name("personnel.borrow.approved")
    worker_id: UUID
    borrow_id: UUID
    street: Region
    starts: date
    ends: date


@record
class BorrowStartedV1:
    told: ClassVar[Name] = Name("personnel.borrow.started")
    worker_id: UUID
    borrow_id: UUID
    ends: date


@record
class BorrowOverdueV1:
    """The last day has passed and the person is not back."""

    told: ClassVar[Name] = Name("personnel.borrow.overdue")
    worker_id: UUID
    borrow_id: UUID
    ends: date


@record
class BorrowEndedV1:
    """`outcome` is RETURNED, REVOKED, WITHDRAWN (it never began) or LEFT."""

    told: ClassVar[Name] = Name("personnel.borrow.ended")
    worker_id: UUID
    borrow_id: UUID
    last_day: date
    outcome: str
