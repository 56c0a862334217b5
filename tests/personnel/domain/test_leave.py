"""Leave is asked for, decided by another hand, begins and closes by the calendar; what is over is corrected or annulled."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.personnel.domain.leave import (
    AnnulLeave,
    ApproveLeave,
    CorrectLeave,
    EndLeave,
    FollowLeave,
    RefuseLeave,
    RequestLeave,
    WithdrawLeave,
)
from services.personnel.domain.leave_events import (
    LeaveAnnulled,
    LeaveApproved,
    LeaveClosed,
    LeaveCorrected,
    LeaveCorrection,
    LeaveEnd,
    LeaveLevel,
    LeaveRefusal,
    LeaveRefused,
    LeaveRequested,
    LeaveTaken,
    LeaveWithdrawn,
)
from services.personnel.domain.leave_reopening import ReopenLeave
from services.personnel.domain.leave_rules import LeaveCount, LeaveKind, LeavePay
from services.personnel.domain.streams import LEAVE
from services.personnel.domain.working_days import counted, is_statutory, total
from shared.kernel import Sealed
from tests.personnel.people import COMMUNITY, EMPLOYMENT, POLICIES, WORKER, on

ID = UUID(int=7)
TODAY, FIRST, LAST = date(2026, 4, 20), date(2026, 4, 29), date(2026, 5, 6)
WHY = Sealed("why")
REQUEST = RequestLeave(
    worker_id=WORKER, leave_id=ID, account=EMPLOYMENT, community=COMMUNITY, kind=LeaveKind.PERSONAL, starts=FIRST, ends=LAST,
    reason=WHY,
)  # fmt: skip
REQUESTED = LeaveRequested(
    effective=FIRST, worker_id=WORKER, leave_id=ID, account=EMPLOYMENT, community=COMMUNITY, kind=LeaveKind.PERSONAL,
    pay=LeavePay.UNPAID, ends=LAST, days=3, decided_at=LeaveLevel.COMMUNITY, reason=WHY, asked_by=str(WORKER),
)  # fmt: skip
APPROVED = LeaveApproved(
    effective=FIRST, worker_id=WORKER, leave_id=ID, pay=LeavePay.UNPAID, ends=LAST, days=3, asked_by=str(WORKER),
    approved_by="secretary",
)  # fmt: skip
TAKEN = LeaveTaken(effective=FIRST, worker_id=WORKER, leave_id=ID, ends=LAST)
APPROVE = ApproveLeave(as_street=False)


def closed(last: date, days: int, end: LeaveEnd = LeaveEnd.COMPLETED, by: str = "timer") -> LeaveClosed:
    return LeaveClosed(
        effective=last,
        worker_id=WORKER,
        leave_id=ID,
        pay=LeavePay.UNPAID,
        starts=FIRST,
        days=days,
        end=end,
        closed_by=by,
    )


RUNNING = (REQUESTED, APPROVED, TAKEN)
OVER = (*RUNNING, closed(LAST, 3))


def test_holidays_and_days_of_rest_are_no_leave() -> None:
    """29 and 30 April, then five days off, then 6 May."""
    on(LEAVE, TODAY, by=str(WORKER)).when(REQUEST).then(REQUESTED)


def test_the_province_decides_over_kinds_of_its_own() -> None:
    asked = replace(REQUEST, kind=LeaveKind.PATERNITY, reason=None)
    (event,) = on(LEAVE, TODAY).when(asked).then_events()
    assert (event.days, event.pay) == (8, LeavePay.PAID)
    nation = replace(POLICIES, provincial_leave=replace(POLICIES.provincial_leave, values=((date.min, ()),)))
    given = on(LEAVE, TODAY)
    replace(given, facts=replace(given.facts, policies=nation)).when(asked).then_rejected("leave.kind")


@pytest.mark.parametrize(("year", "worked"), [(2025, 248), (2026, 248)])
def test_a_year_has_as_many_working_days_as_the_law_leaves(year: int, worked: int) -> None:
    """365 days less 104 of rest and 13 holidays, however the notice shifts them."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    assert total(counted(first, last, LeaveCount.WORKING, POLICIES.holiday_years)) == worked
    notice = POLICIES.holiday_years.on(first)
    assert len(notice.statutory) == 13
    assert all(is_statutory(day, POLICIES.holiday_years) for day in notice.statutory)
    assert all(day.weekday() > 4 for day in notice.make_up)
    assert all(day.weekday() < 5 for day in notice.rest)


def test_a_make_up_day_is_worked_and_an_hour_a_day_is_none() -> None:
    saturday = date(2026, 5, 9)
    assert total(counted(saturday, saturday, LeaveCount.WORKING, POLICIES.holiday_years)) == 1
    assert counted(FIRST, LAST, LeaveCount.HOURS, POLICIES.holiday_years) == ()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"ends": date(2026, 4, 28)}, "leave.days"),
        ({"ends": date(2027, 4, 30)}, "leave.days"),
        ({"starts": date(2026, 3, 20)}, "leave.long-ago"),
    ],
)
def test_days_in_order_not_too_many_not_too_long_ago(changes: dict[str, Any], code: str) -> None:
    on(LEAVE, TODAY).when(replace(REQUEST, **changes)).then_rejected(code)


def test_asked_twice_it_is_one_request() -> None:
    on(LEAVE, TODAY, REQUESTED).when(REQUEST).then()


def test_another_hand_decides_and_more_days_are_for_the_street() -> None:
    on(LEAVE, TODAY, REQUESTED, by="secretary").when(APPROVE).then(APPROVED)
    on(LEAVE, TODAY, REQUESTED, by=str(WORKER)).when(APPROVE).then_rejected("leave.own-request")
    on(LEAVE, TODAY, REQUESTED, by=f"li for {WORKER}").when(APPROVE).then_rejected("leave.own-request")
    on_behalf = replace(REQUESTED, asked_by="street")
    on(LEAVE, TODAY, on_behalf, by="street").when(APPROVE).then_rejected("leave.own-request")
    on(LEAVE, TODAY, on_behalf, by=str(WORKER)).when(APPROVE).then_rejected("leave.own-request")
    long = replace(REQUESTED, decided_at=LeaveLevel.STREET)
    on(LEAVE, TODAY, long, by="secretary").when(APPROVE).then_rejected("leave.beyond-secretary")
    on(LEAVE, TODAY, long, by="secretary").when(ApproveLeave(as_street=True)).then(APPROVED)
    (event,) = on(LEAVE, TODAY).when(replace(REQUEST, ends=date(2026, 5, 7))).then_events()
    assert (event.days, event.decided_at) == (4, LeaveLevel.STREET)


def test_a_refusal_names_its_ground_and_ends_it() -> None:
    no = RefuseLeave(why=LeaveRefusal.STAFFING, as_street=False)
    refused = LeaveRefused(
        effective=TODAY, worker_id=WORKER, leave_id=ID, why=LeaveRefusal.STAFFING, refused_by="secretary"
    )
    on(LEAVE, TODAY, REQUESTED, by="secretary").when(no).then(refused)
    on(LEAVE, TODAY, REQUESTED, by=str(WORKER)).when(no).then_rejected("leave.own-request")
    on(LEAVE, TODAY, REQUESTED, refused, by="secretary").when(APPROVE).then_rejected("leave.nothing-requested")


def test_what_was_approved_late_begins_or_is_over_at_once() -> None:
    on(LEAVE, FIRST, REQUESTED, by="secretary").when(APPROVE).then(APPROVED, TAKEN)
    over = closed(LAST, 3, by="secretary")
    on(LEAVE, date(2026, 5, 7), REQUESTED, by="secretary").when(APPROVE).then(APPROVED, TAKEN, over)


def test_the_calendar_begins_and_closes_it() -> None:
    on(LEAVE, TODAY, REQUESTED, APPROVED, by="timer").when(FollowLeave()).then()
    on(LEAVE, FIRST, REQUESTED, APPROVED, by="timer").when(FollowLeave()).then(TAKEN)
    on(LEAVE, LAST, *RUNNING, by="timer").when(FollowLeave()).then()
    on(LEAVE, date(2026, 5, 7), *RUNNING, by="timer").when(FollowLeave()).then(closed(LAST, 3))
    on(LEAVE, date(2026, 5, 8), *OVER, by="timer").when(FollowLeave()).then()


def test_it_is_withdrawn_before_it_begins_by_the_worker_only_or_for_him() -> None:
    def withdrawn(approved: bool, by: str) -> LeaveWithdrawn:
        return LeaveWithdrawn(effective=FIRST, worker_id=WORKER, leave_id=ID, approved=approved, withdrawn_by=by)

    mine = WithdrawLeave(own=True)
    on(LEAVE, TODAY, REQUESTED, by=str(WORKER)).when(mine).then(withdrawn(False, str(WORKER)))
    on(LEAVE, TODAY, REQUESTED, APPROVED, by=str(WORKER)).when(mine).then(withdrawn(True, str(WORKER)))
    on(LEAVE, TODAY, REQUESTED, by="somebody").when(mine).then_rejected("leave.unknown")
    on(LEAVE, TODAY, by=str(WORKER)).when(mine).then_rejected("leave.unknown")
    on(LEAVE, TODAY, REQUESTED, by="street").when(WithdrawLeave(own=False)).then(withdrawn(False, "street"))
    on(LEAVE, FIRST, *RUNNING, by=str(WORKER)).when(mine).then_rejected("leave.begun")
    on(LEAVE, TODAY, REQUESTED, withdrawn(False, str(WORKER)), by=str(WORKER)).when(mine).then()


def test_who_is_back_early_has_taken_less() -> None:
    back = EndLeave(end=LeaveEnd.BACK_EARLY, last_day=date(2026, 4, 29))
    on(LEAVE, date(2026, 4, 30), *RUNNING).when(back).then(closed(date(2026, 4, 29), 1, LeaveEnd.BACK_EARLY, "officer"))
    on(LEAVE, date(2026, 4, 30), *RUNNING).when(replace(back, last_day=LAST)).then_rejected("leave.last-day")
    on(LEAVE, date(2026, 4, 30), *RUNNING).when(replace(back, last_day=TODAY)).then_rejected("leave.last-day")
    on(LEAVE, TODAY, REQUESTED, APPROVED).when(back).then_rejected("leave.not-away")
    left = EndLeave(end=LeaveEnd.LEFT, last_day=date(2026, 4, 30))
    on(LEAVE, FIRST, *RUNNING).when(left).then(closed(date(2026, 4, 30), 2, LeaveEnd.LEFT, "officer"))


def test_what_is_over_is_corrected_by_versions_and_not_by_the_worker() -> None:
    fix = CorrectLeave(starts=FIRST, ends=date(2026, 4, 30), why=LeaveCorrection.WORKED_INSTEAD)
    day = date(2026, 5, 11)
    second = LeaveCorrected(
        effective=FIRST, worker_id=WORKER, leave_id=ID, pay=LeavePay.UNPAID, ends=date(2026, 4, 30), days=2, version=2,
        why=LeaveCorrection.WORKED_INSTEAD, corrected_by="officer",
    )  # fmt: skip
    on(LEAVE, day, *OVER).when(fix).then(second)
    on(LEAVE, day, *OVER, second).when(fix).then()
    (third,) = on(LEAVE, day, *OVER, second).when(replace(fix, ends=LAST)).then_events()
    assert (third.version, third.days) == (3, 3)
    on(LEAVE, day, *OVER, by=str(WORKER)).when(fix).then_rejected("leave.own-request")
    on(LEAVE, day, *RUNNING).when(fix).then_rejected("leave.not-closed")
    on(LEAVE, day, *OVER).when(replace(fix, ends=date(2026, 5, 12))).then_rejected("leave.days")
    on(LEAVE, day, *OVER).when(replace(fix, starts=date(1900, 1, 1), ends=date(1900, 1, 2))).then_rejected("leave.days")


def test_what_never_was_is_annulled() -> None:
    never = AnnulLeave(why=LeaveCorrection.ENTRY_ERROR)
    annulled = LeaveAnnulled(
        effective=FIRST, worker_id=WORKER, leave_id=ID, why=LeaveCorrection.ENTRY_ERROR, annulled_by="officer"
    )
    on(LEAVE, TODAY, *OVER).when(never).then(annulled)
    on(LEAVE, TODAY, *OVER, annulled).when(never).then()
    on(LEAVE, TODAY, *OVER, by=str(WORKER)).when(never).then_rejected("leave.own-request")
    on(LEAVE, TODAY, REQUESTED).when(never).then_rejected("leave.not-closed")


def test_a_leave_that_ended_with_an_exit_goes_on_when_that_is_undone() -> None:
    cut = closed(FIRST, 1, LeaveEnd.LEFT)
    on(LEAVE, FIRST, *RUNNING, cut).when(ReopenLeave()).then(*RUNNING)
    on(LEAVE, FIRST, *RUNNING).when(ReopenLeave()).then()
    never = LeaveWithdrawn(effective=FIRST, worker_id=WORKER, leave_id=ID, approved=False, withdrawn_by="officer")
    on(LEAVE, date(2027, 1, 1), REQUESTED, never).when(ReopenLeave()).then(REQUESTED)
    late = LAST + (LAST - FIRST)
    over = closed(LAST, 3, by="officer")
    told = LeaveCorrected(
        effective=FIRST, worker_id=WORKER, leave_id=ID, pay=REQUESTED.pay, ends=LAST, days=3, version=2,
        why=LeaveCorrection.PAPERS_CHANGED, corrected_by="officer",
    )  # fmt: skip
    on(LEAVE, late, *RUNNING, cut).when(ReopenLeave()).then(*RUNNING, over, told)
