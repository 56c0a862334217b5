"""Attendance over HTTP: exceptions marked by the community, the month closed by the street."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Query

from services.personnel.domain.attendance import (
    Attending,
    CountMonth,
    LeaveSpan,
    MarkDay,
    attendance_id,
    month_of,
)
from services.personnel.domain.attendance_events import (
    Attendance,
    AttendanceMark,
    AttendanceSheet,
    Marked,
    RecountReason,
)
from services.personnel.domain.leave_rules import LeavePay
from services.personnel.domain.streams import ATTENDANCE
from services.personnel.projections import leaves, transfers
from services.personnel.rights import CLOSE_ATTENDANCE, MARK_ATTENDANCE, OWN_LEAVE, SEE_LEAVE
from services.personnel.routes.leave_asking import employed
from shared.draft import Ask, Draft
from shared.handling import Receipt
from shared.kernel import Month, Region, record
from shared.web.asked import Asked, RegionPath
from shared.web.handles import Handle, Reading, handler, reader

router = APIRouter(tags=["attendance"])
Marker = Annotated[Handle, Depends(handler(ATTENDANCE, may=MARK_ATTENDANCE))]
Closer = Annotated[Handle, Depends(handler(ATTENDANCE, may=CLOSE_ATTENDANCE))]
Reader = Annotated[Reading, Depends(reader(may=SEE_LEAVE))]
Own = Annotated[Reading, Depends(reader(may=OWN_LEAVE))]
MonthAsked = Annotated[str, Query(pattern="^20[0-9]{2}-(0[1-9]|1[0-2])$", examples=["2027-06"])]


@record
class DayMark:
    """What a day of somebody was, other than present; no hours take it back."""

    worker_id: UUID
    day: date
    mark: AttendanceMark
    hours: int


@record
class MonthClosing:
    """`why` is needed when a closed month is counted anew."""

    unit: RegionPath
    month: str
    why: RecountReason | None


@record
class MonthShown:
    """`version` 0: not closed yet, nothing told; marks may have come after the last version."""

    unit: str
    month: str
    version: int
    closed_by: str
    sheets: tuple[AttendanceSheet, ...]
    marks: tuple[Marked, ...]


@router.post("/attendance-marks", status_code=201, operation_id="mark_attendance")
async def mark(command: Asked[DayMark], handle: Marker) -> Receipt:
    """Somebody was absent, worked longer, or had time off."""
    row = await employed(handle, command.worker_id)
    unit = Region(row["region"])
    handle.require(unit)
    there = row["starts"] is not None and row["starts"] <= command.day <= (row["last_day"] or date.max)
    said = MarkDay(
        worker_id=command.worker_id, unit=unit, day=command.day, mark=command.mark, hours=command.hours, there=there
    )
    asked = Ask(stream=ATTENDANCE, to=attendance_id(unit, str(Month.of(command.day))), command=said, region=unit)
    return await handle.all((asked,))


@router.post("/attendance-closings", status_code=201, operation_id="close_attendance")
async def close(command: Asked[MonthClosing], handle: Closer) -> Receipt:
    """Count the month of a community and tell it for pay; later once more, where something has changed."""
    unit = Region(command.unit)
    handle.require(unit)
    month = month_of(command.month)

    async def asks(draft: Draft) -> Sequence[Ask]:
        people = await _attending(handle, unit, month)
        counted = CountMonth(unit=unit, month=command.month, people=people, why=command.why)
        return (Ask(stream=ATTENDANCE, to=attendance_id(unit, command.month), command=counted, region=unit),)

    return await handle.all(asks)


@router.get("/attendance", operation_id="read_attendance")
async def shown(reader: Reader, unit: Annotated[RegionPath, Query()], month: MonthAsked) -> MonthShown:
    """A community's month as it was told last, with every mark."""
    reader.require(Region(unit))
    found = await _month(reader, Region(unit), month)
    return MonthShown(
        unit=unit, month=month, version=found.version, closed_by=found.closed_by, sheets=found.sheets, marks=found.marks
    )


@router.get("/my/attendance", operation_id="read_own_attendance")
async def mine(reader: Own, month: MonthAsked) -> MonthShown:
    """The caller's own month where he works now."""
    try:
        row = await employed(reader, UUID(reader.caller.subject))
    except ValueError:
        raise HTTPException(404) from None
    found = await _month(reader, Region(row["region"]), month)
    return MonthShown(
        unit=row["region"], month=month, version=found.version, closed_by=found.closed_by,
        sheets=tuple(each for each in found.sheets if each.worker_id == row["worker_id"]),
        marks=tuple(each for each in found.marks if each.worker_id == row["worker_id"]),
    )  # fmt: skip


async def _month(reader: Reading, unit: Region, month: str) -> Attendance:
    draft = reader.runtime.handling.draft()
    await draft.load([(ATTENDANCE, attendance_id(unit, month))])
    found: Attendance = draft.state(ATTENDANCE, attendance_id(unit, month))
    return found


async def _attending(reader: Reading, unit: Region, month: Month) -> tuple[Attending, ...]:
    """Everybody who worked there in the month, with his leave."""
    async with reader.reading() as read:
        there = await transfers.stays(read, unit, month.first, month.last)
        away = await leaves.granted(read, [worker for worker, _, _ in there], month.first, month.last)
    return tuple(
        Attending(
            worker_id=worker, first=first, last=last,
            leaves=tuple(
                LeaveSpan(pay=LeavePay(each["pay"]), starts=each["starts"], ends=each["ends"])
                for each in away
                if each["worker_id"] == worker
            ),
        )
        for worker, first, last in there
    )  # fmt: skip
