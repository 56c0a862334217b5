"""A street's wish to borrow waits for the county; who is overdue waits to be called back."""

from typing import Any

from services.personnel.domain import borrow_events as borrow
from shared.kernel import Recorded
from shared.readmodel import RowChange
from shared.readmodel.tasks import settled, waits

KINDS = ("borrow-approval", "borrow-overdue")


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    match recorded.event:
        case borrow.BorrowRequested(effective=starts, asked_by=by):
            return (waits(recorded, "borrow-approval", due=starts, made_by=by),)
        case borrow.BorrowApproved() | borrow.BorrowRejected():
            return settled(recorded, "borrow-approval")
        case borrow.BorrowOverdue(ends=ends):
            return (waits(recorded, "borrow-overdue", due=ends),)
        case borrow.BorrowEnded():
            return settled(recorded, *KINDS)
        case _:
            return ()
