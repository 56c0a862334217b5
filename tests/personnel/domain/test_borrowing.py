"""Nobody of county level or above borrows a worker; a street asks, another hand of the county decides, the last day calls back."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.personnel.domain.borrow_events import (
    BorrowApproved,
    BorrowEnded,
    Borrower,
    BorrowOverdue,
    BorrowRefused,
    BorrowRejected,
    BorrowRequested,
    BorrowStarted,
    Outcome,
)
from services.personnel.domain.borrowing import (
    ApproveBorrow,
    EndBorrow,
    FollowBorrow,
    RejectBorrow,
    ReopenBorrow,
    RequestBorrow,
)
from services.personnel.domain.streams import BORROW
from shared.kernel import Release, Take
from tests.personnel.people import COMMUNITY, STREET, WORKER, on

ID = UUID(int=5)
TODAY, FIRST, LAST = date(2027, 5, 3), date(2027, 5, 10), date(2027, 6, 30)
REQUEST = RequestBorrow(
    worker_id=WORKER, borrow_id=ID, community=COMMUNITY, street=STREET, borrower=Borrower.OWN_STREET, unit="党政办",
    task="人口普查", starts=FIRST, ends=LAST,
)  # fmt: skip
REQUESTED = BorrowRequested(
    effective=FIRST, worker_id=WORKER, borrow_id=ID, community=COMMUNITY, street=STREET, unit="党政办", task="人口普查",
    ends=LAST, asked_by="street",
)  # fmt: skip
APPROVED = BorrowApproved(
    effective=FIRST, worker_id=WORKER, borrow_id=ID, street=STREET, task="人口普查", ends=LAST, authority="社会工作部",
    document="1号", asked_by="street", approved_by="county",
)  # fmt: skip
STARTED = BorrowStarted(effective=FIRST, worker_id=WORKER, borrow_id=ID, ends=LAST)
OVERDUE = BorrowOverdue(effective=date(2027, 7, 1), worker_id=WORKER, borrow_id=ID, ends=LAST)
APPROVE = ApproveBorrow(document="1号")


def ended(day: date, outcome: Outcome, reason: str = "", by: str = "officer") -> BorrowEnded:
    return BorrowEnded(effective=day, worker_id=WORKER, borrow_id=ID, outcome=outcome, reason=reason, ended_by=by)


@pytest.mark.parametrize("borrower", [Borrower.COUNTY_OR_ABOVE, Borrower.INSTITUTION, Borrower.OTHER_STREET])
@pytest.mark.parametrize("by", ["street", "county", "organisation", "li for wang"])
def test_what_is_forbidden_is_kept_as_an_attempt_whoever_asks(borrower: Borrower, by: str) -> None:
    attempt = BorrowRefused(
        effective=TODAY, worker_id=WORKER, borrow_id=ID, community=COMMUNITY, borrower=borrower, unit="党政办",
        task="人口普查", asked_by=by,
    )  # fmt: skip
    asked = replace(REQUEST, borrower=borrower)
    on(BORROW, TODAY, by=by).when(asked).then(attempt)
    on(BORROW, TODAY, attempt, by=by).when(asked).then()
    on(BORROW, TODAY, attempt, by="county").when(APPROVE).then_rejected("borrowing.nothing-requested")
    on(BORROW, TODAY, attempt).when(EndBorrow(outcome=Outcome.RETURNED, last_day=TODAY)).then_rejected(
        "borrowing.not-running"
    )


def test_a_street_asks_for_its_own_people_within_the_longest_term() -> None:
    on(BORROW, TODAY, by="street").when(REQUEST).then(REQUESTED)
    on(BORROW, TODAY).when(replace(REQUEST, ends=date(2027, 11, 5))).then(
        replace(REQUESTED, ends=date(2027, 11, 5), asked_by="officer")
    )
    on(BORROW, TODAY).when(replace(REQUEST, ends=date(2027, 11, 6))).then_rejected("borrowing.term")
    on(BORROW, TODAY).when(replace(REQUEST, ends=date(2027, 5, 9))).then_rejected("borrowing.term")
    on(BORROW, TODAY).when(replace(REQUEST, task=" ")).then_rejected("borrowing.task")


def test_nobody_is_borrowed_before_the_approval() -> None:
    on(BORROW, date(2027, 5, 11)).when(REQUEST).then_rejected("borrowing.begun")
    on(BORROW, date(2027, 5, 11), REQUESTED, by="county").when(APPROVE).then_rejected("borrowing.begun")
    on(BORROW, FIRST, REQUESTED).when(FollowBorrow()).then()


def test_another_hand_of_the_county_decides_with_a_document_or_a_reason() -> None:
    on(BORROW, TODAY, REQUESTED, by="county").when(APPROVE).then(APPROVED)
    on(BORROW, FIRST, REQUESTED, by="county").when(APPROVE).then(APPROVED, STARTED)
    on(BORROW, TODAY, REQUESTED, by="street").when(APPROVE).then_rejected("borrowing.own-request")
    on(BORROW, TODAY, REQUESTED, by="li for street").when(APPROVE).then_rejected("borrowing.own-request")
    on(BORROW, TODAY, REQUESTED, by="county").when(ApproveBorrow(document="")).then_rejected("borrowing.document")
    rejected = BorrowRejected(effective=TODAY, worker_id=WORKER, borrow_id=ID, reason="人手不足", rejected_by="county")
    on(BORROW, TODAY, REQUESTED, by="county").when(RejectBorrow(reason="人手不足")).then(rejected)
    on(BORROW, TODAY, REQUESTED, by="county").when(RejectBorrow(reason="")).then_rejected("borrowing.reason")
    on(BORROW, TODAY, REQUESTED, rejected, by="county").when(APPROVE).then_rejected("borrowing.nothing-requested")


def test_it_begins_on_its_day_and_is_overdue_the_day_after_its_last() -> None:
    on(BORROW, TODAY, REQUESTED, APPROVED).when(FollowBorrow()).then()
    on(BORROW, FIRST, REQUESTED, APPROVED).when(FollowBorrow()).then(STARTED)
    on(BORROW, LAST, REQUESTED, APPROVED, STARTED).when(FollowBorrow()).then()
    on(BORROW, date(2027, 7, 1), REQUESTED, APPROVED, STARTED).when(FollowBorrow()).then(OVERDUE)
    on(BORROW, date(2027, 7, 2), REQUESTED, APPROVED, STARTED, OVERDUE).when(FollowBorrow()).then()


def test_the_person_comes_back_or_is_called_back() -> None:
    running = (REQUESTED, APPROVED, STARTED)
    back = EndBorrow(outcome=Outcome.RETURNED, last_day=date(2027, 6, 15))
    on(BORROW, date(2027, 6, 16), *running).when(back).then(ended(date(2027, 6, 15), Outcome.RETURNED))
    on(BORROW, date(2027, 7, 2), *running, OVERDUE).when(back).then(ended(date(2027, 6, 15), Outcome.RETURNED))
    on(BORROW, date(2027, 6, 14), *running).when(back).then_rejected("borrowing.last-day")
    on(BORROW, date(2027, 6, 16), *running).when(replace(back, last_day=TODAY)).then_rejected("borrowing.last-day")
    called = EndBorrow(outcome=Outcome.REVOKED, last_day=date(2027, 6, 1), reason="社区缺人")
    on(BORROW, date(2027, 6, 1), *running).when(called).then(ended(date(2027, 6, 1), Outcome.REVOKED, "社区缺人"))
    on(BORROW, date(2027, 6, 1), *running).when(replace(called, reason="")).then_rejected("borrowing.reason")


def test_what_never_began_is_withdrawn_and_who_left_is_no_longer_borrowed() -> None:
    back = EndBorrow(outcome=Outcome.RETURNED, last_day=TODAY)
    on(BORROW, TODAY, REQUESTED).when(back).then(ended(TODAY, Outcome.WITHDRAWN))
    on(BORROW, TODAY, REQUESTED, APPROVED).when(back).then(ended(TODAY, Outcome.WITHDRAWN))
    left = EndBorrow(outcome=Outcome.LEFT, last_day=date(2027, 6, 20))
    on(BORROW, date(2027, 6, 1), REQUESTED, APPROVED, STARTED).when(left).then(ended(date(2027, 6, 20), Outcome.LEFT))
    over = ended(TODAY, Outcome.WITHDRAWN)
    on(BORROW, TODAY, REQUESTED, over).when(back).then_rejected("borrowing.not-running")
    on(BORROW, TODAY, REQUESTED, over).when(left).then()


def test_a_person_is_borrowed_once_at_a_time() -> None:
    taken = Take(kind="borrowed", key=str(WORKER))
    assert BORROW.reserves(ID, REQUEST, REQUESTED) == (taken,)
    given_back = (Release(kind="borrowed", key=str(WORKER)),)
    assert BORROW.reserves(ID, REQUEST, ended(LAST, Outcome.RETURNED)) == given_back
    assert BORROW.reserves(ID, REQUEST, APPROVED) == ()


def test_a_borrowing_that_ended_with_an_exit_stands_as_before_when_that_is_undone() -> None:
    gone = ended(date(2027, 5, 20), Outcome.LEFT)
    course = (REQUESTED, APPROVED, STARTED)
    on(BORROW, date(2027, 5, 21), *course, gone).when(ReopenBorrow()).then(*course)
    on(BORROW, date(2027, 7, 2), *course, gone).when(ReopenBorrow()).then(*course, OVERDUE)
    on(BORROW, date(2027, 5, 21), *course).when(ReopenBorrow()).then()
    taken = Take(kind="borrowed", key=str(WORKER))
    assert BORROW.reserves(ID, ReopenBorrow(), REQUESTED) == (taken,)
