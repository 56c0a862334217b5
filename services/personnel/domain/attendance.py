"""Attendance (考勤): everybody is present unless something is marked or leave is booked; another hand closes the month, which is
told for pay. A closed month is never opened again: what was wrong is counted anew and told as a later version. Who was in the unit
twice within the month has one sheet for all his days there: pay keeps one for a person, unit and month.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from typing import Final
from uuid import UUID

from services.personnel.domain.attendance_events import (
    Attendance,
    AttendanceEvent,
    AttendanceMark,
    AttendanceSheet,
    DayMarked,
    Marked,
    MonthClosed,
    MonthCorrected,
    RecountReason,
)
from services.personnel.domain.leave_rules import HolidayYear, LeavePay
from services.personnel.domain.policies import Policies
from services.personnel.domain.working_days import days_between, is_statutory, is_worked
from shared.kernel import Dated, Facts, Month, Region, Rejected, level, record, same_hand
from shared.kernel.derived import derived_id

DAY_HOURS: Final = 8
MOST_HOURS: Final = 24


def attendance_id(unit: Region, month: str) -> UUID:
    return derived_id("personnel.attendance", unit, month)


@record
class LeaveSpan:
    """Days of leave that were approved, and what they mean for pay."""

    pay: LeavePay
    starts: date
    ends: date


@record
class Attending:
    """Somebody who worked in the unit, from first to last day there; no `last`: still there. Once for each stay."""

    worker_id: UUID
    first: date
    last: date | None
    leaves: tuple[LeaveSpan, ...]


# Commands


@record
class MarkDay:
    """`there`: whether the person is employed in the unit on the day. No hours take the mark back."""

    worker_id: UUID
    unit: Region
    day: date
    mark: AttendanceMark
    hours: int
    there: bool


@record
class CountMonth:
    """The first time it closes the month; later it needs a reason and says nothing where nothing changed."""

    unit: Region
    month: str
    people: tuple[Attending, ...]
    why: RecountReason | None


AttendanceCommand = MarkDay | CountMonth

# Decisions


def mark_day(attendance: Attendance, command: MarkDay, facts: Facts[Policies]) -> tuple[AttendanceEvent, ...]:
    back = facts.policies.attendance_back_days.on(facts.today)
    if not facts.today - timedelta(days=back) <= command.day <= facts.today:
        raise Rejected("attendance.day", field="/day", back=back)
    if not command.there:
        raise Rejected("attendance.not-there", field="/worker_id")
    if not 0 <= command.hours <= _most(command, facts):
        raise Rejected("attendance.hours", field="/hours", most=_most(command, facts))
    known = attendance.marked(command.worker_id, command.day, command.mark)
    if command.hours == (0 if known is None else known.hours):
        return ()
    marked = DayMarked(
        effective=command.day, worker_id=command.worker_id, unit=command.unit, month=str(Month.of(command.day)),
        mark=command.mark, hours=command.hours, marked_by=facts.by,
    )  # fmt: skip
    return (marked,)


def _most(command: MarkDay, facts: Facts[Policies]) -> int:
    """A working day has eight hours to be away from; what may be worked on top of them the law limits (Labour Law art. 41)."""
    worked = is_worked(command.day, facts.policies.holiday_years)
    if command.mark is AttendanceMark.OVERTIME:
        return facts.policies.overtime_day_hours.on(command.day) if worked else MOST_HOURS // 2
    return DAY_HOURS if worked else 0


def count_month(attendance: Attendance, command: CountMonth, facts: Facts[Policies]) -> tuple[AttendanceEvent, ...]:
    month = month_of(command.month)
    if level(command.unit) != "community":
        raise Rejected("attendance.unit", field="/unit")
    if month.last >= facts.today:
        raise Rejected("attendance.not-over", field="/month", last=month.last)
    if any(same_hand(each.marked_by, facts.by) for each in attendance.marks):
        raise Rejected("attendance.own-marks")
    sheets = tuple(sheets_of(attendance.marks, command.people, month, facts.policies.holiday_years))
    if not sheets:
        raise Rejected("attendance.nobody", field="/unit")
    if attendance.version == 0:
        closed = MonthClosed(
            effective=month.last, unit=command.unit, month=command.month, version=1, sheets=sheets, closed_by=facts.by
        )
        return (closed,)
    return _again(attendance, command, sheets, month, facts)


def _again(
    attendance: Attendance,
    command: CountMonth,
    sheets: tuple[AttendanceSheet, ...],
    month: Month,
    facts: Facts[Policies],
) -> tuple[AttendanceEvent, ...]:
    if sheets == attendance.sheets:
        return ()
    if command.why is None:
        raise Rejected("attendance.closed", field="/why")
    corrected = MonthCorrected(
        effective=month.last, unit=command.unit, month=command.month, version=attendance.version + 1, sheets=sheets,
        why=command.why, corrected_by=facts.by,
    )  # fmt: skip
    return (corrected,)


def month_of(text: str) -> Month:
    """Raises Rejected for what is no month of the years 2000 to 2199."""
    try:
        month = Month.parse(text)
    except ValueError:
        raise Rejected("attendance.month", field="/month") from None
    if str(month) != text or not 2_000 <= month.year <= 2_199:
        raise Rejected("attendance.month", field="/month")
    return month


def sheets_of(
    marks: tuple[Marked, ...], people: tuple[Attending, ...], month: Month, holidays: Dated[HolidayYear]
) -> Iterator[AttendanceSheet]:
    """Everybody who was there in the month, by id, each once."""
    stays = sorted(people, key=lambda each: (str(each.worker_id), each.first))
    for worker_id, his in groupby(stays, key=lambda each: each.worker_id):
        there = {day: stay for stay in his for day in _days(stay, month)}
        if there:
            own = [each for each in marks if each.worker_id == worker_id and each.day in there]
            yield _sheet(worker_id, there, own, holidays)


def _days(stay: Attending, month: Month) -> Iterator[date]:
    first, last = max(stay.first, month.first), min(stay.last or month.last, month.last)
    return days_between(first, last)


def _sheet(
    worker_id: UUID, there: Mapping[date, Attending], marks: list[Marked], holidays: Dated[HolidayYear]
) -> AttendanceSheet:
    empty = AttendanceSheet(
        worker_id=worker_id, days_worked=0, paid_leave_days=0, sick_days=0, insured_days=0, unpaid_days=0,
        absent_hours=0, overtime_workday_hours=0, overtime_rest_hours=0, overtime_holiday_hours=0,
    )  # fmt: skip
    days = [_away(stay, day) for day, stay in there.items() if is_worked(day, holidays)]
    absent = {m.day: m.hours for m in marks if m.mark is AttendanceMark.ABSENT and _away(there[m.day], m.day) is None}
    whole = sum(hours == DAY_HOURS for hours in absent.values())
    counted = replace(
        empty, days_worked=days.count(None) - whole, paid_leave_days=days.count(LeavePay.PAID),
        sick_days=days.count(LeavePay.SICK), insured_days=days.count(LeavePay.INSURED),
        unpaid_days=days.count(LeavePay.UNPAID), absent_hours=sum(absent.values()),
    )  # fmt: skip
    return _with_overtime(counted, marks, holidays)


def _with_overtime(sheet: AttendanceSheet, marks: list[Marked], holidays: Dated[HolidayYear]) -> AttendanceSheet:
    """Time off is set against work on days of rest, never against less of it than there was."""
    worked = [each for each in marks if each.mark is AttendanceMark.OVERTIME]
    holiday = sum(each.hours for each in worked if is_statutory(each.day, holidays))
    workday = sum(each.hours for each in worked if is_worked(each.day, holidays))
    rest = sum(each.hours for each in worked) - holiday - workday
    off = sum(each.hours for each in marks if each.mark is AttendanceMark.TIME_OFF)
    return replace(
        sheet, overtime_workday_hours=workday, overtime_rest_hours=max(0, rest - off), overtime_holiday_hours=holiday
    )


def _away(person: Attending, day: date) -> LeavePay | None:
    return next((leave.pay for leave in person.leaves if leave.starts <= day <= leave.ends), None)
