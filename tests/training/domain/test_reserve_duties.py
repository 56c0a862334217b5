"""Whoever comes into the reserve owes its course once, while he works here and is in it."""

from datetime import date
from uuid import UUID

from services.training.domain.duty_events import DutyOpened, DutyWithdrawn
from services.training.domain.duty_words import DutyKind, WithdrawalReason
from services.training.domain.reserve_duties import LeaveReserve, OweReserveCourse
from tests.training.book import WORKER, begin, on

ENTERED = date(2026, 5, 4)
OWE = OweReserveCourse(worker_id=WORKER, cause=UUID(int=700))
HIRED = on(date(2026, 3, 1))().when(begin(date(2026, 3, 1))).then_events()


def test_the_course_is_owed_for_a_year_by_the_hours_of_the_policy() -> None:
    (course,) = on(ENTERED)(*HIRED).when(OWE).then_events()
    assert isinstance(course, DutyOpened)
    assert (course.kind, course.opens, course.due, course.hours) == (DutyKind.RESERVE, ENTERED, date(2027, 5, 4), 24)
    assert (course.completion_kinds, course.met_late) == (("SPECIAL", "PRACTICE"), True)


def test_nobody_owes_it_twice_at_a_time_nor_without_a_job() -> None:
    (course,) = on(ENTERED)(*HIRED).when(OWE).then_events()
    on(ENTERED)(*HIRED, course).when(OweReserveCourse(worker_id=WORKER, cause=UUID(int=701))).then()
    on(ENTERED)().when(OWE).then()


def test_whoever_is_taken_out_of_the_reserve_owes_it_no_more_and_again_when_he_comes_back() -> None:
    (course,) = on(ENTERED)(*HIRED).when(OWE).then_events()
    (gone,) = on(date(2026, 6, 1))(*HIRED, course).when(LeaveReserve(worker_id=WORKER)).then_events()
    assert isinstance(gone, DutyWithdrawn)
    assert (gone.kind, gone.effective, gone.reason) == (
        DutyKind.RESERVE, date(2026, 6, 1), WithdrawalReason.RESERVE_LEFT,
    )  # fmt: skip
    on(date(2026, 6, 1))(*HIRED, course, gone).when(LeaveReserve(worker_id=WORKER)).then()
    on(date(2026, 6, 2))(*HIRED, course, gone).when(OWE).then()
    again = OweReserveCourse(worker_id=WORKER, cause=UUID(int=702))
    assert len(on(date(2026, 7, 1))(*HIRED, course, gone).when(again).then_events()) == 1
