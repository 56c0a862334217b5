"""The person works elsewhere: leave that is not over is decided and kept there."""

from typing import Final

from services.personnel.domain.leave_events import Leave, LeaveMoved, LeavePhase
from services.personnel.domain.policies import Policies
from shared.kernel import Facts, Region, record

_OPEN: Final = (LeavePhase.REQUESTED, LeavePhase.APPROVED, LeavePhase.TAKEN)


@record
class PlaceLeave:
    community: Region


def place(leave: Leave, command: PlaceLeave, facts: Facts[Policies]) -> tuple[LeaveMoved, ...]:
    if leave.worker_id is None or leave.leave_id is None or leave.phase not in _OPEN:
        return ()
    if leave.region == command.community:
        return ()
    return (
        LeaveMoved(
            effective=facts.today, worker_id=leave.worker_id, leave_id=leave.leave_id, community=command.community,
            decided_at=leave.decided_at, starts=leave.starts, asked_by=leave.asked_by, open=leave.phase is LeavePhase.REQUESTED,
        ),
    )  # fmt: skip
