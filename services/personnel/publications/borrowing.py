"""Borrowing: the attempt, the approval, how it went; what is only asked for stays inside."""

from services.personnel.domain import borrow_events as borrow
from services.personnel.domain.borrow_events import BorrowEvent
from shared.published import Published
from shared.published.personnel import borrowing


def publish(event: BorrowEvent) -> Published | None:
    match event:
        case borrow.BorrowRefused(worker_id=worker, borrow_id=id):
            return borrowing.BorrowRefusedV1(
                worker_id=worker, borrow_id=id, borrower=event.borrower.value, unit=event.unit
            )
        case borrow.BorrowApproved(worker_id=worker, borrow_id=id, effective=starts, ends=ends):
            return borrowing.BorrowApprovedV1(
                worker_id=worker, borrow_id=id, street=event.street, starts=starts, ends=ends
            )
        case borrow.BorrowStarted(worker_id=worker, borrow_id=id, ends=ends):
            return borrowing.BorrowStartedV1(worker_id=worker, borrow_id=id, ends=ends)
        case borrow.BorrowOverdue(worker_id=worker, borrow_id=id, ends=ends):
            return borrowing.BorrowOverdueV1(worker_id=worker, borrow_id=id, ends=ends)
        case borrow.BorrowEnded(worker_id=worker, borrow_id=id, effective=last_day, outcome=outcome):
            return borrowing.BorrowEndedV1(worker_id=worker, borrow_id=id, last_day=last_day, outcome=outcome.value)
        case borrow.BorrowRequested() | borrow.BorrowRejected():
            return None
