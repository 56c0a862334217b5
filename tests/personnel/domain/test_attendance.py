"""Everybody is present unless something is marked; another hand closes the month, and what was wrong is told as a version."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.personnel.domain.attendance import Attending, CountMonth, LeaveSpan, MarkDay
from services.personnel.domain.attendance_events import (
    AttendanceMark,
    AttendanceSheet,
    DayMarked,
    MonthClosed,
    MonthCorrected,
    RecountReason,
)
from services.personnel.domain.leave_rules import LeavePay
from services.personnel.domain.streams import ATTENDANCE
from tests.personnel.people import COMMUNITY, STREET, WORKER, on

TODAY, MONTH = date(2026, 6, 3), "2026-05"
MAY_6, SATURDAY, HOLIDAY = date(2026, 5, 6), date(2026, 5, 16), date(2026, 5, 1)
MARK = MarkDay(worker_id=WORKER, unit=COMMUNITY, day=MAY_6, mark=AttendanceMark.ABSENT, hours=8, there=True)
PRESENT = Attending(worker_id=WORKER, first=date(2020, 1, 1), last=None, leaves=())
CLOSE = CountMonth(unit=COMMUNITY, month=MONTH, people=(PRESENT,), why=None)
FULL = AttendanceSheet(
    worker_id=WORKER, days_worked=19, paid_leave_days=0, sick_days=0, insured_days=0, unpaid_days=0, absent_hours=0,
    overtime_workday_hours=0, overtime_rest_hours=0, overtime_holiday_hours=0,
)  # fmt: skip
CLOSED = MonthClosed(
    effective=date(2026, 5, 31), unit=COMMUNITY, month=MONTH, version=1, sheets=(FULL,), closed_by="officer"
)


def marked(day: date, mark: AttendanceMark, hours: int, by: str = "secretary") -> DayMarked:
    return DayMarked(effective=day, worker_id=WORKER, unit=COMMUNITY, month=MONTH, mark=mark, hours=hours, marked_by=by)


def sheet(*marks: DayMarked, person: Attending = PRESENT) -> AttendanceSheet:
    (event,) = on(ATTENDANCE, TODAY, *marks).when(replace(CLOSE, people=(person,))).then_events()
    assert isinstance(event, MonthClosed)
    (found,) = event.sheets
    return found


def test_an_exception_is_marked_once_changed_and_taken_back() -> None:
    absent = marked(MAY_6, AttendanceMark.ABSENT, 8)
    on(ATTENDANCE, TODAY, by="secretary").when(MARK).then(absent)
    on(ATTENDANCE, TODAY, absent, by="secretary").when(MARK).then()
    on(ATTENDANCE, TODAY, absent, by="secretary").when(replace(MARK, hours=4)).then(
        marked(MAY_6, AttendanceMark.ABSENT, 4)
    )
    none = marked(MAY_6, AttendanceMark.ABSENT, 0)
    on(ATTENDANCE, TODAY, absent, by="secretary").when(replace(MARK, hours=0)).then(none)
    on(ATTENDANCE, TODAY, absent, none).when(replace(MARK, hours=0)).then()
    assert sheet(absent, none) == FULL


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"day": date(2026, 6, 4)}, "attendance.day"), ({"day": date(2026, 4, 1)}, "attendance.day"),
        ({"there": False}, "attendance.not-there"), ({"hours": 9}, "attendance.hours"), ({"hours": -1}, "attendance.hours"),
        ({"day": SATURDAY}, "attendance.hours"), ({"mark": AttendanceMark.OVERTIME, "hours": 4}, "attendance.hours"),
        ({"mark": AttendanceMark.OVERTIME, "day": SATURDAY, "hours": 13}, "attendance.hours"),
    ],
)  # fmt: skip
def test_only_what_can_have_been_is_marked(changes: dict[str, Any], code: str) -> None:
    """Three hours on top of a working day (Labour Law art. 41); nobody is absent on a day of rest."""
    on(ATTENDANCE, TODAY).when(replace(MARK, **changes)).then_rejected(code)


def test_without_marks_and_leave_everybody_was_at_work_on_every_working_day() -> None:
    """May 2026: 21 weekdays less three off, and one day of rest worked."""
    on(ATTENDANCE, TODAY).when(CLOSE).then(CLOSED)
    joined = replace(PRESENT, first=date(2026, 5, 25), last=date(2026, 5, 27))
    assert sheet(person=joined).days_worked == 3


@pytest.mark.parametrize(
    ("pay", "field"),
    [
        (LeavePay.PAID, "paid_leave_days"), (LeavePay.SICK, "sick_days"), (LeavePay.INSURED, "insured_days"),
        (LeavePay.UNPAID, "unpaid_days"),
    ],
)  # fmt: skip
def test_leave_counts_by_what_it_means_for_pay(pay: LeavePay, field: str) -> None:
    """From Thursday to Monday: three working days, of which a mark of absence makes nothing else."""
    away = LeaveSpan(pay=pay, starts=date(2026, 5, 14), ends=date(2026, 5, 18))
    absent = marked(date(2026, 5, 15), AttendanceMark.ABSENT, 8)
    days: dict[str, Any] = {"days_worked": 16, field: 3}
    expected = replace(FULL, **days)
    assert sheet(absent, person=replace(PRESENT, leaves=(away,))) == expected


def test_hours_away_and_hours_of_overtime_are_counted_by_the_kind_of_day() -> None:
    worked = [
        marked(MAY_6, AttendanceMark.OVERTIME, 3), marked(SATURDAY, AttendanceMark.OVERTIME, 6),
        marked(HOLIDAY, AttendanceMark.OVERTIME, 8), marked(date(2026, 5, 7), AttendanceMark.ABSENT, 8),
        marked(date(2026, 5, 8), AttendanceMark.ABSENT, 2),
    ]  # fmt: skip
    expected = replace(
        FULL, days_worked=18, absent_hours=10, overtime_workday_hours=3, overtime_rest_hours=6, overtime_holiday_hours=8
    )
    assert sheet(*worked) == expected
    off = marked(date(2026, 5, 20), AttendanceMark.TIME_OFF, 4)
    assert sheet(*worked, off) == replace(expected, overtime_rest_hours=2)


def test_a_month_is_closed_when_it_is_over_by_another_hand_than_marked_it() -> None:
    on(ATTENDANCE, date(2026, 5, 31)).when(CLOSE).then_rejected("attendance.not-over")
    absent = marked(MAY_6, AttendanceMark.ABSENT, 8)
    on(ATTENDANCE, TODAY, absent, by="secretary").when(CLOSE).then_rejected("attendance.own-marks")
    on(ATTENDANCE, TODAY, absent, by="li for secretary").when(CLOSE).then_rejected("attendance.own-marks")
    on(ATTENDANCE, TODAY).when(replace(CLOSE, people=())).then_rejected("attendance.nobody")
    on(ATTENDANCE, TODAY).when(replace(CLOSE, unit=STREET)).then_rejected("attendance.unit")


@pytest.mark.parametrize("month", ["2026-5", "2026-13", "1999-05", "x", "20260501"])
def test_a_month_is_written_one_way(month: str) -> None:
    on(ATTENDANCE, TODAY).when(replace(CLOSE, month=month)).then_rejected("attendance.month")


def test_a_closed_month_is_never_opened_and_what_was_wrong_is_a_later_version() -> None:
    late = marked(MAY_6, AttendanceMark.ABSENT, 8)
    on(ATTENDANCE, TODAY, CLOSED).when(CLOSE).then()
    on(ATTENDANCE, TODAY, CLOSED, late).when(CLOSE).then_rejected("attendance.closed")
    again = replace(CLOSE, why=RecountReason.MARK_CORRECTED)
    second = MonthCorrected(
        effective=date(2026, 5, 31), unit=COMMUNITY, month=MONTH, version=2,
        sheets=(replace(FULL, days_worked=18, absent_hours=8),), why=RecountReason.MARK_CORRECTED, corrected_by="officer",
    )  # fmt: skip
    on(ATTENDANCE, TODAY, CLOSED, late).when(again).then(second)
    on(ATTENDANCE, TODAY, CLOSED, late, second).when(again).then()
    gone = marked(MAY_6, AttendanceMark.ABSENT, 0)
    (third,) = on(ATTENDANCE, TODAY, CLOSED, late, second, gone).when(again).then_events()
    assert isinstance(third, MonthCorrected)
    assert (third.version, third.sheets) == (3, (FULL,))


@given(
    st.lists(st.tuples(st.sampled_from(list(AttendanceMark)), st.integers(1, 31), st.integers(0, 8)), max_size=20),
    st.randoms(use_true_random=False),
)
def test_people_and_marks_in_any_order_make_the_same_sheets(marks: list[Any], random: Any) -> None:
    last = {(mark, day): hours for mark, day, hours in marks}
    events = [marked(date(2026, 5, day), mark, hours) for (mark, day), hours in last.items()]
    two = (PRESENT, replace(PRESENT, worker_id=UUID(int=99)))
    (one,) = on(ATTENDANCE, TODAY, *events).when(replace(CLOSE, people=two)).then_events()
    random.shuffle(events)
    (other,) = on(ATTENDANCE, TODAY, *events).when(replace(CLOSE, people=two[::-1])).then_events()
    assert one == other


def test_who_was_there_twice_in_the_month_has_one_sheet_for_all_his_days() -> None:
    """Away from the 11th to the 22nd: time off after the return is set against work on a day of rest before it."""
    first, again = replace(PRESENT, last=date(2026, 5, 10)), replace(PRESENT, first=date(2026, 5, 23))
    between = marked(date(2026, 5, 13), AttendanceMark.ABSENT, 8)
    rest = marked(date(2026, 5, 3), AttendanceMark.OVERTIME, 6)
    off = marked(date(2026, 5, 28), AttendanceMark.TIME_OFF, 4)
    for stays in ((first, again), (again, first)):
        (event,) = on(ATTENDANCE, TODAY, between, rest, off).when(replace(CLOSE, people=stays)).then_events()
        assert isinstance(event, MonthClosed)
        (one,) = event.sheets
        parts = [sheet(person=stay).days_worked for stay in (first, again)]
        assert (one.days_worked, one.absent_hours, one.overtime_rest_hours) == (sum(parts), 0, 2)


@given(st.integers(1, 30), st.integers(1, 30))
def test_a_stay_cut_in_two_makes_the_same_sheet(day: int, absent: int) -> None:
    away = LeaveSpan(pay=LeavePay.SICK, starts=date(2026, 5, 14), ends=date(2026, 5, 20))
    whole = replace(PRESENT, leaves=(away,))
    cut = (replace(whole, last=date(2026, 5, day)), replace(whole, first=date(2026, 5, day + 1)))
    mark = marked(date(2026, 5, absent), AttendanceMark.ABSENT, 8)
    (one,) = on(ATTENDANCE, TODAY, mark).when(replace(CLOSE, people=(whole,))).then_events()
    (other,) = on(ATTENDANCE, TODAY, mark).when(replace(CLOSE, people=cut)).then_events()
    assert one == other
