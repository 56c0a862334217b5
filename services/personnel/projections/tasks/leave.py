"""A request for leave waits for another hand: a short one for the secretary or anybody above, a long one for the street."""

from typing import Any

from services.personnel.domain import leave_events as leave
from services.personnel.domain.leave_events import LeaveLevel
from shared.kernel import Recorded
from shared.readmodel import RowChange
from shared.readmodel.tasks import settled, waits

KINDS = ("leave-approval", "long-leave-approval")


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    match recorded.event:
        case leave.LeaveRequested(effective=starts, decided_at=level, asked_by=by):
            kind = KINDS[0] if level is LeaveLevel.COMMUNITY else KINDS[1]
            return (waits(recorded, kind, due=starts, made_by=by),)
        case leave.LeaveMoved(starts=starts, decided_at=level, asked_by=by, open=True):
            return (waits(recorded, KINDS[0] if level is LeaveLevel.COMMUNITY else KINDS[1], due=starts, made_by=by),)
        case leave.LeaveApproved() | leave.LeaveRefused() | leave.LeaveWithdrawn():
            return settled(recorded, *KINDS)
        case _:
            return ()
