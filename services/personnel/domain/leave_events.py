"""What can have happened to one request for leave (请假): asked, decided, begun, over; corrected, annulled.

Class and field names of events are the storage format: add, never rename. Why somebody is away stands sealed in the request
and nowhere else; whatever else is said is a word of a list.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.personnel.domain.leave_rules import LeaveKind, LeavePay
from shared.kernel import NATION, LeaveReason, Region, record


class LeaveLevel(StrEnum):
    """Who may decide: the secretary of the community or anybody above him; the street or the county only."""

    COMMUNITY = "COMMUNITY"
    STREET = "STREET"


class LeavePhase(StrEnum):
    NONE = "NONE"
    REQUESTED = "REQUESTED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"
    APPROVED = "APPROVED"
    TAKEN = "TAKEN"
    CLOSED = "CLOSED"
    ANNULLED = "ANNULLED"


class LeaveRefusal(StrEnum):
    STAFFING = "STAFFING"
    PAPERS_MISSING = "PAPERS_MISSING"
    NOT_ENTITLED = "NOT_ENTITLED"
    OTHER_DAYS = "OTHER_DAYS"


class LeaveCorrection(StrEnum):
    """Why what was recorded is not so."""

    ENTRY_ERROR = "ENTRY_ERROR"
    PAPERS_CHANGED = "PAPERS_CHANGED"
    WORKED_INSTEAD = "WORKED_INSTEAD"


class LeaveEnd(StrEnum):
    """On the last day; back before it; the employment ended."""

    COMPLETED = "COMPLETED"
    BACK_EARLY = "BACK_EARLY"
    LEFT = "LEFT"


# Events


@record
class LeaveRequested:
    """Effective = first day; `days` as the kind counts them; `account` is the employment whose days are booked."""

    effective: date
    worker_id: UUID
    leave_id: UUID
    account: UUID
    community: Region
    kind: LeaveKind
    pay: LeavePay
    ends: date
    days: int
    decided_at: LeaveLevel
    reason: LeaveReason | None
    asked_by: str


@record
class LeaveApproved:
    effective: date
    worker_id: UUID
    leave_id: UUID
    pay: LeavePay
    ends: date
    days: int
    asked_by: str
    approved_by: str


@record
class LeaveRefused:
    """Effective = day of the decision."""

    effective: date
    worker_id: UUID
    leave_id: UUID
    why: LeaveRefusal
    refused_by: str


@record
class LeaveWithdrawn:
    """Before its first day. Effective = that day; `approved` when it had been."""

    effective: date
    worker_id: UUID
    leave_id: UUID
    approved: bool
    withdrawn_by: str


@record
class LeaveTaken:
    """The first day has come."""

    effective: date
    worker_id: UUID
    leave_id: UUID
    ends: date


@record
class LeaveClosed:
    """Effective = last day away; `days` is what was taken."""

    effective: date
    worker_id: UUID
    leave_id: UUID
    pay: LeavePay
    starts: date
    days: int
    end: LeaveEnd
    closed_by: str


@record
class LeaveCorrected:
    """The days were recorded wrongly: these are the right ones. Effective = first day; `version` counts from 2."""

    effective: date
    worker_id: UUID
    leave_id: UUID
    pay: LeavePay
    ends: date
    days: int
    version: int
    why: LeaveCorrection
    corrected_by: str


@record
class LeaveAnnulled:
    """It never was. Effective = the first day it was said to have."""

    effective: date
    worker_id: UUID
    leave_id: UUID
    why: LeaveCorrection
    annulled_by: str


@record
class LeaveMoved:
    """The person works in another community from the effective day: leave that is not over is decided there. `open`: nobody has yet."""

    effective: date
    worker_id: UUID
    leave_id: UUID
    community: Region
    decided_at: LeaveLevel
    starts: date
    asked_by: str
    open: bool


LeaveEvent = (
    LeaveMoved | LeaveRequested | LeaveApproved | LeaveRefused | LeaveWithdrawn | LeaveTaken | LeaveClosed | LeaveCorrected
    | LeaveAnnulled
)  # fmt: skip

# State


@record
class Leave:
    """`requested` and `course` are what a leave that ended with an exit goes through again when that is undone."""

    worker_id: UUID | None = None
    leave_id: UUID | None = None
    account: UUID | None = None
    region: Region = NATION
    kind: LeaveKind = LeaveKind.PERSONAL
    pay: LeavePay = LeavePay.UNPAID
    starts: date = date.min
    ends: date = date.min
    days: int = 0
    decided_at: LeaveLevel = LeaveLevel.STREET
    phase: LeavePhase = LeavePhase.NONE
    version: int = 1
    asked_by: str = ""
    requested: LeaveRequested | None = None
    course: tuple[LeaveApproved | LeaveTaken, ...] = ()


def evolve(leave: Leave, event: LeaveEvent) -> Leave:  # noqa: C901  one match
    match event:
        case LeaveRequested():
            return Leave(
                worker_id=event.worker_id, leave_id=event.leave_id, account=event.account, region=event.community,
                kind=event.kind, pay=event.pay, starts=event.effective, ends=event.ends, days=event.days,
                decided_at=event.decided_at, phase=LeavePhase.REQUESTED, asked_by=event.asked_by, requested=event,
                version=leave.version + (leave.phase is LeavePhase.CLOSED),
            )  # fmt: skip
        case LeaveApproved():
            return replace(leave, phase=LeavePhase.APPROVED, course=(event,))
        case LeaveRefused():
            return replace(leave, phase=LeavePhase.REFUSED)
        case LeaveWithdrawn():
            return replace(leave, phase=LeavePhase.WITHDRAWN)
        case LeaveTaken():
            return replace(leave, phase=LeavePhase.TAKEN, course=(*leave.course, event))
        case LeaveClosed(effective=last_day, days=days):
            return replace(leave, phase=LeavePhase.CLOSED, ends=last_day, days=days)
        case LeaveCorrected(effective=starts, ends=ends, days=days, version=version):
            return replace(leave, starts=starts, ends=ends, days=days, version=version)
        case LeaveMoved(community=community):
            return replace(leave, region=community)
        case LeaveAnnulled():
            return replace(leave, phase=LeavePhase.ANNULLED)
