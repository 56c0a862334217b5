"""Attendance: a closed month as pay hears it, person by person. An ordinary month says nothing and leaves no trace."""

from datetime import date
from uuid import UUID

from services.payroll.domain.attendance_events import AttendanceHeard, attendance_fact
from services.payroll.domain.entitlement import Entitlement
from services.payroll.domain.facts import FactKind
from shared.kernel import Region, record


@record
class HearAttendance:
    """One person's month in a unit, as its `version` counts it."""

    worker_id: UUID
    unit: Region
    first: date
    version: int
    sick_days: int
    insured_days: int
    unpaid_days: int
    absent_hours: int
    overtime_workday_hours: int
    overtime_rest_hours: int
    overtime_holiday_hours: int
    cause: UUID


def attend(entitlement: Entitlement, command: HearAttendance) -> tuple[AttendanceHeard, ...]:
    """Nothing follows for whom another system pays, from what is already known, and from a version older than what is known."""
    if not any(fact.kind is FactKind.ENROLLED for fact in entitlement.known):
        return ()
    event = AttendanceHeard(
        effective=command.first, worker_id=command.worker_id, unit=command.unit, version=command.version,
        sick_days=command.sick_days, insured_days=command.insured_days, unpaid_days=command.unpaid_days,
        absent_hours=command.absent_hours, overtime_workday_hours=command.overtime_workday_hours,
        overtime_rest_hours=command.overtime_rest_hours, overtime_holiday_hours=command.overtime_holiday_hours,
        cause=command.cause,
    )  # fmt: skip
    fact = attendance_fact(event, 0)
    known = entitlement.fact(*fact.key)
    if known is None:
        return (event,) if any(event.counts) else ()
    return () if known.word == fact.word or known.number >= command.version else (event,)
