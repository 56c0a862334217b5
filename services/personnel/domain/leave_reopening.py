"""A leave that ended with an exit goes on when the exit is undone: everything that had happened to it happens again, on the same days."""

from services.personnel.domain.leave import follow
from services.personnel.domain.leave_events import Leave, LeaveEvent, LeavePhase, evolve
from services.personnel.domain.policies import Policies
from shared.kernel import Facts, record


@record
class ReopenLeave:
    """The exit that ended it is undone."""


def reopen(leave: Leave, facts: Facts[Policies]) -> tuple[LeaveEvent, ...]:
    if leave.requested is None or leave.phase not in (LeavePhase.WITHDRAWN, LeavePhase.CLOSED, LeavePhase.ANNULLED):
        return ()
    again: tuple[LeaveEvent, ...] = (leave.requested, *leave.course)
    after = leave
    for event in again:
        after = evolve(after, event)
    return (*again, *follow(after, facts))
