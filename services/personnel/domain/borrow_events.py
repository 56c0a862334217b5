"""What can have happened to a borrowing (借调) of a community worker; and to the attempt of one that nobody may allow.

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from shared.kernel import NATION, Region, record


class Borrower(StrEnum):
    """Who wants to borrow: the worker's own street, another one, a body of county level or above (县级及以上机关), an
    institution (事业单位).
    """

    OWN_STREET = "OWN_STREET"
    OTHER_STREET = "OTHER_STREET"
    COUNTY_OR_ABOVE = "COUNTY_OR_ABOVE"
    INSTITUTION = "INSTITUTION"


class Phase(StrEnum):
    NONE = "NONE"
    REFUSED = "REFUSED"
    REQUESTED = "REQUESTED"
    REJECTED = "REJECTED"
    APPROVED = "APPROVED"
    IN_FORCE = "IN_FORCE"
    OVERDUE = "OVERDUE"
    ENDED = "ENDED"


class Outcome(StrEnum):
    """Back at work in the community; called back; withdrawn before it began; left the employment meanwhile."""

    RETURNED = "RETURNED"
    REVOKED = "REVOKED"
    WITHDRAWN = "WITHDRAWN"
    LEFT = "LEFT"


# Events


@record
class BorrowRefused:
    """An attempt that the policy forbids (article 17), kept as evidence: effective = the day of the attempt."""

    effective: date
    worker_id: UUID
    borrow_id: UUID
    community: Region
    borrower: Borrower
    unit: str
    task: str
    asked_by: str


@record
class BorrowRequested:
    """Effective = first day wanted, `ends` = last; `unit` is the office of the street that needs the person."""

    effective: date
    worker_id: UUID
    borrow_id: UUID
    community: Region
    street: Region
    unit: str
    task: str
    ends: date
    asked_by: str


@record
class BorrowApproved:
    """`authority` is the body that decides there: the county's social-work department, before it the civil-affairs bureau."""

    effective: date
    worker_id: UUID
    borrow_id: UUID
    street: Region
    task: str
    ends: date
    authority: str
    document: str
    asked_by: str
    approved_by: str


@record
class BorrowRejected:
    effective: date
    worker_id: UUID
    borrow_id: UUID
    reason: str
    rejected_by: str


@record
class BorrowStarted:
    effective: date
    worker_id: UUID
    borrow_id: UUID
    ends: date


@record
class BorrowOverdue:
    """The last day has passed and nobody told that the person is back. Effective = the day after it."""

    effective: date
    worker_id: UUID
    borrow_id: UUID
    ends: date


@record
class BorrowEnded:
    """Effective = last day away from the community."""

    effective: date
    worker_id: UUID
    borrow_id: UUID
    outcome: Outcome
    reason: str
    ended_by: str


BorrowEvent = (
    BorrowRefused | BorrowRequested | BorrowApproved | BorrowRejected | BorrowStarted | BorrowOverdue | BorrowEnded
)  # fmt: skip

# State


@record
class Borrow:
    """`course` is what a borrowing that ended with an exit goes through again when that is undone."""

    worker_id: UUID | None = None
    borrow_id: UUID | None = None
    region: Region = NATION
    street: Region = NATION
    task: str = ""
    starts: date = date.min
    ends: date = date.min
    phase: Phase = Phase.NONE
    asked_by: str = ""
    course: tuple["BorrowRequested | BorrowApproved | BorrowStarted | BorrowOverdue", ...] = ()

    @property
    def away(self) -> bool:
        return self.phase in (Phase.IN_FORCE, Phase.OVERDUE)


def evolve(borrow: Borrow, event: BorrowEvent) -> Borrow:
    match event:
        case BorrowRefused():
            return Borrow(
                worker_id=event.worker_id, borrow_id=event.borrow_id, region=event.community, phase=Phase.REFUSED
            )
        case BorrowRequested():
            return Borrow(
                worker_id=event.worker_id, borrow_id=event.borrow_id, region=event.community, street=event.street,
                task=event.task, starts=event.effective, ends=event.ends, phase=Phase.REQUESTED, asked_by=event.asked_by,
                course=(event,),
            )  # fmt: skip
        case BorrowApproved():
            return replace(borrow, phase=Phase.APPROVED, course=(*borrow.course, event))
        case BorrowRejected():
            return replace(borrow, phase=Phase.REJECTED)
        case BorrowStarted():
            return replace(borrow, phase=Phase.IN_FORCE, course=(*borrow.course, event))
        case BorrowOverdue():
            return replace(borrow, phase=Phase.OVERDUE, course=(*borrow.course, event))
        case BorrowEnded():
            return replace(borrow, phase=Phase.ENDED)
