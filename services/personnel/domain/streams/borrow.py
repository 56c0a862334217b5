"""One borrowing, or the attempt of one."""

from typing import get_args
from uuid import UUID

from services.personnel.domain import borrow_events, borrowing
from services.personnel.domain.borrow_events import Borrow, BorrowEnded, BorrowEvent, BorrowRejected, BorrowRequested
from services.personnel.domain.borrowing import BorrowCommand
from services.personnel.domain.policies import Policies
from services.personnel.domain.streams.placed import home
from shared.kernel import Decider, Facts, Release, Reservation, Stream, Take


def _decide(state: Borrow, command: BorrowCommand, facts: Facts[Policies]) -> tuple[BorrowEvent, ...]:
    match command:
        case borrowing.RequestBorrow():
            return borrowing.request(state, command, facts)
        case borrowing.ApproveBorrow():
            return borrowing.approve(state, command, facts)
        case borrowing.RejectBorrow():
            return borrowing.reject(state, command, facts)
        case borrowing.EndBorrow():
            return borrowing.end(state, command, facts)
        case borrowing.FollowBorrow():
            return borrowing.follow(state, facts)
        case borrowing.ReopenBorrow():
            return borrowing.reopen(state, facts)


def _reserves(id: UUID, command: BorrowCommand, event: BorrowEvent) -> tuple[Reservation, ...]:
    match event:
        case BorrowRequested(worker_id=worker):
            return (Take(kind=borrowing.BORROWED, key=str(worker)),)
        case BorrowRejected(worker_id=worker) | BorrowEnded(worker_id=worker):
            return (Release(kind=borrowing.BORROWED, key=str(worker)),)
        case _:
            return ()


def _borrowed(stream_id: UUID, state: Borrow) -> UUID | None:
    return state.worker_id


BORROW: Stream[Borrow, BorrowCommand, BorrowEvent, Policies] = Stream(
    type="borrow", decider=Decider(initial=Borrow(), decide=_decide, evolve=borrow_events.evolve),
    events=get_args(BorrowEvent), region_of=home, subject_of=_borrowed, reserves=_reserves,
)  # fmt: skip
