"""What can have happened to a community's month of attendance (考勤): exceptions marked, the month counted and told.

The stream's id follows from unit and month. Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from shared.kernel import NATION, Region, record


class AttendanceMark(StrEnum):
    """Away without leave; worked longer, or on a day off; time off for work on a day of rest (旷工、加班、调休)."""

    ABSENT = "ABSENT"
    OVERTIME = "OVERTIME"
    TIME_OFF = "TIME_OFF"


class RecountReason(StrEnum):
    """Why a month that was told is counted anew."""

    MARK_CORRECTED = "MARK_CORRECTED"
    LEAVE_CORRECTED = "LEAVE_CORRECTED"
    EMPLOYMENT_CORRECTED = "EMPLOYMENT_CORRECTED"


@record
class AttendanceSheet:
    """One person's month. Days are working days of the month: at work, or away by what it means for pay; `absent_hours` without
    leave. Overtime in hours by what the day was: a working day, a day of rest (less time off), a statutory holiday.
    """

    worker_id: UUID
    days_worked: int
    paid_leave_days: int
    sick_days: int
    insured_days: int
    unpaid_days: int
    absent_hours: int
    overtime_workday_hours: int
    overtime_rest_hours: int
    overtime_holiday_hours: int


# Events


@record
class DayMarked:
    """Effective = the day. No hours: the mark is taken back."""

    effective: date
    worker_id: UUID
    unit: Region
    month: str
    mark: AttendanceMark
    hours: int
    marked_by: str


@record
class MonthClosed:
    """Effective = last day of the month; everybody who was employed in the unit in it."""

    effective: date
    unit: Region
    month: str
    version: int
    sheets: tuple[AttendanceSheet, ...]
    closed_by: str


@record
class MonthCorrected:
    """Counted anew; `sheets` are all of the month, `version` counts from 2."""

    effective: date
    unit: Region
    month: str
    version: int
    sheets: tuple[AttendanceSheet, ...]
    why: RecountReason
    corrected_by: str


AttendanceEvent = DayMarked | MonthClosed | MonthCorrected

# State


@record
class Marked:
    """What a day of somebody was, other than present."""

    worker_id: UUID
    day: date
    mark: AttendanceMark
    hours: int
    marked_by: str


@record
class Attendance:
    """`version` 0: not closed yet."""

    region: Region = NATION
    month: str = ""
    marks: tuple[Marked, ...] = ()
    version: int = 0
    sheets: tuple[AttendanceSheet, ...] = ()
    closed_by: str = ""

    def marked(self, worker_id: UUID, day: date, mark: AttendanceMark) -> Marked | None:
        return next((m for m in self.marks if (m.worker_id, m.day, m.mark) == (worker_id, day, mark)), None)


def evolve(attendance: Attendance, event: AttendanceEvent) -> Attendance:
    match event:
        case DayMarked(unit=unit, month=month):
            return replace(attendance, region=unit, month=month, marks=_marks(attendance, event))
        case MonthClosed(closed_by=by) | MonthCorrected(corrected_by=by):
            return replace(
                attendance,
                region=event.unit,
                month=event.month,
                version=event.version,
                sheets=event.sheets,
                closed_by=by,
            )


def _marks(attendance: Attendance, event: DayMarked) -> tuple[Marked, ...]:
    old = attendance.marked(event.worker_id, event.effective, event.mark)
    rest = tuple(each for each in attendance.marks if each is not old)
    new = Marked(
        worker_id=event.worker_id, day=event.effective, mark=event.mark, hours=event.hours, marked_by=event.marked_by
    )
    return (*rest, new) if event.hours else rest
