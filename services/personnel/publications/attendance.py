"""Attendance: what a month means for pay, person by person; single days and reports stay inside."""

from dataclasses import asdict

from services.personnel.domain import attendance_events as events
from services.personnel.domain.attendance_events import AttendanceEvent
from services.personnel.domain.reporting import ReportingEvent
from shared.published import Published
from shared.published.personnel import attendance


def publish(event: AttendanceEvent | ReportingEvent) -> Published | None:
    match event:
        case events.MonthClosed(sheets=sheets) | events.MonthCorrected(sheets=sheets):
            people = tuple(attendance.PersonsMonth(**asdict(sheet)) for sheet in sheets)
            return attendance.AttendanceClosedV1(
                unit=event.unit, month=event.month, version=event.version, people=people
            )
        case _:
            return None
