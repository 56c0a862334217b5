"""Days away: a closed month by what its days mean for pay, leave for sickness by its calendar, annual leave that is owed."""

from collections.abc import Iterator
from typing import Final
from uuid import UUID

from services.payroll.domain.attendance import HearAttendance
from services.payroll.domain.sickness import DropSickness, HearSickness, SicknessCommand
from services.payroll.domain.streams import ENTITLEMENT
from services.payroll.domain.unused_leave import HearUnusedLeave
from shared.kernel import Month, Send
from shared.published.personnel.attendance import AttendanceClosedV1, PersonsMonth
from shared.published.personnel.leave import LeaveApprovedV1, LeaveCancelledV1, LeaveClosedV1, UnusedLeaveSettledV1

Absence = AttendanceClosedV1 | LeaveApprovedV1 | LeaveClosedV1 | LeaveCancelledV1 | UnusedLeaveSettledV1
AbsenceCommand = HearAttendance | SicknessCommand | HearUnusedLeave
SICK: Final = "SICK"


def hear(told: Absence, cause: UUID) -> Iterator[Send[AbsenceCommand]]:
    """A leave that was cancelled may have been for anything: what pay does not know is not missed."""
    match told:
        case AttendanceClosedV1(people=people):
            for month in people:
                yield _to(month.worker_id, _attended(told, month, cause))
        case LeaveApprovedV1() | LeaveClosedV1():
            if told.pay == SICK:
                yield _to(told.worker_id, _sick(told, cause))
        case LeaveCancelledV1(worker_id=worker, leave_id=leave):
            yield _to(worker, DropSickness(leave_id=leave, cause=cause))
        case UnusedLeaveSettledV1(worker_id=worker):
            unused = HearUnusedLeave(
                worker_id=worker, employment_id=told.employment_id, year=told.year, last_day=told.last_day,
                days=told.days, version=told.version, cause=cause,
            )  # fmt: skip
            yield _to(worker, unused)


def _sick(told: LeaveApprovedV1 | LeaveClosedV1, cause: UUID) -> HearSickness:
    """What was approved is version 0: what was taken is told later."""
    return HearSickness(
        worker_id=told.worker_id, leave_id=told.leave_id, starts=told.starts, ends=told.ends,
        version=told.version if isinstance(told, LeaveClosedV1) else 0, cause=cause,
    )  # fmt: skip


def _attended(closed: AttendanceClosedV1, month: PersonsMonth, cause: UUID) -> HearAttendance:
    return HearAttendance(
        worker_id=month.worker_id, unit=closed.unit, first=Month.parse(closed.month).first, version=closed.version,
        sick_days=month.sick_days, insured_days=month.insured_days, unpaid_days=month.unpaid_days,
        absent_hours=month.absent_hours, overtime_workday_hours=month.overtime_workday_hours,
        overtime_rest_hours=month.overtime_rest_hours, overtime_holiday_hours=month.overtime_holiday_hours, cause=cause,
    )  # fmt: skip


def _to(worker_id: UUID, command: AbsenceCommand) -> Send[AbsenceCommand]:
    return Send(stream=ENTITLEMENT, to=worker_id, command=command)
