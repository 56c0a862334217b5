"""Attendance of a community's month, as pay needs it."""

from typing import ClassVar
from uuid import UUID

from shared.kernel import Region, record
from shared.published.envelope import Name


@record
class PersonsMonth:
    """Working days at work, or on leave by what it means for pay; hours away without leave; hours of overtime by the kind of day:
    paid 150 %, 200 %, 300 % (Labour Law art. 44).
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


@record
class AttendanceClosedV1:
    """Everybody who was employed in the community in the month (`2027-06`). A later `version` replaces the earlier ones."""

    told: ClassVar[Name] = Name("personnel.attendance.month_closed")
    unit: Region
    month: str
    version: int
    people: tuple[PersonsMonth, ...]
