"""One request for leave; and the account of an employment in which its days are booked."""

from typing import get_args
from uuid import UUID

from services.personnel.domain import (
    leave,
    leave_account,
    leave_account_state,
    leave_events,
    leave_placing,
    leave_reopening,
    leave_settlement,
)
from services.personnel.domain.leave import LeaveCommand
from services.personnel.domain.leave_account import LeaveAccountCommand
from services.personnel.domain.leave_account_state import LeaveAccount, LeaveAccountEvent
from services.personnel.domain.leave_events import Leave, LeaveEvent
from services.personnel.domain.leave_placing import PlaceLeave
from services.personnel.domain.leave_reopening import ReopenLeave
from services.personnel.domain.policies import Policies
from services.personnel.domain.streams.placed import home
from shared.kernel import Decider, Facts, Stream


def _decide(  # noqa: C901  one match
    state: Leave, command: LeaveCommand | ReopenLeave | PlaceLeave, facts: Facts[Policies]
) -> tuple[LeaveEvent, ...]:
    match command:
        case leave.RequestLeave():
            return leave.request(state, command, facts)
        case leave.ApproveLeave():
            return leave.approve(state, command, facts)
        case leave.RefuseLeave():
            return leave.refuse(state, command, facts)
        case leave.WithdrawLeave():
            return leave.withdraw(state, command, facts)
        case leave.EndLeave():
            return leave.end(state, command, facts)
        case leave.CorrectLeave():
            return leave.correct(state, command, facts)
        case leave.AnnulLeave():
            return leave.annul(state, command, facts)
        case leave.FollowLeave():
            return leave.follow(state, facts)
        case leave_placing.PlaceLeave():
            return leave_placing.place(state, command, facts)
        case leave_reopening.ReopenLeave():
            return leave_reopening.reopen(state, facts)


def _book(state: LeaveAccount, command: LeaveAccountCommand, facts: Facts[Policies]) -> tuple[LeaveAccountEvent, ...]:
    match command:
        case leave_account.BookLeave():
            return leave_account.book(state, command, facts)
        case leave_account.RebookLeave():
            return leave_account.rebook(state, command, facts)
        case leave_account.PlaceAccount():
            return leave_account.place(state, command, facts)
        case leave_account.RestoreBooking():
            return leave_account.restore(state, command, facts)
        case leave_account.UnbookLeave():
            return leave_account.unbook(state, command)
        case _:
            return leave_settlement.decide(state, command, facts)


def _whose(stream_id: UUID, state: Leave | LeaveAccount) -> UUID | None:
    return state.worker_id


LEAVE: Stream[Leave, LeaveCommand | ReopenLeave | PlaceLeave, LeaveEvent, Policies] = Stream(
    type="leave", decider=Decider(initial=Leave(), decide=_decide, evolve=leave_events.evolve),
    events=get_args(LeaveEvent), region_of=home, subject_of=_whose,
)  # fmt: skip
LEAVE_ACCOUNT: Stream[LeaveAccount, LeaveAccountCommand, LeaveAccountEvent, Policies] = Stream(
    type="leave_account", decider=Decider(initial=LeaveAccount(), decide=_book, evolve=leave_account_state.evolve),
    events=get_args(LeaveAccountEvent), region_of=home, subject_of=_whose,
)  # fmt: skip
