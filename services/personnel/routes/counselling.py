"""Counselling over HTTP: booked by the worker; officers see how many hours, and never whose."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.personnel.domain.counselling import BookCounselling, CancelCounselling
from services.personnel.domain.streams import COUNSELLING
from services.personnel.projections import care
from services.personnel.rights import KEEP_CARE, OWN_CARE
from services.personnel.routes.leave_asking import employed
from shared.handling import Receipt
from shared.kernel import Region, record
from shared.web.asked import Asked, Day
from shared.web.handles import Handle, Reading, handler, reader

router = APIRouter(tags=["care"])
Own = Annotated[Handle, Depends(handler(COUNSELLING, may=OWN_CARE))]
OwnReader = Annotated[Reading, Depends(reader(may=OWN_CARE))]
Reader = Annotated[Reading, Depends(reader(may=KEEP_CARE))]


@record
class NewCounselling:
    provider: str
    on: date


@record
class CounsellingRow:
    booking_id: UUID
    provider: str
    day: date
    cancelled: bool


@record
class CounsellingCount:
    day: date
    provider: str
    booked: int


@router.post("/my/counselling", status_code=201, operation_id="book_counselling")
async def book(command: Asked[NewCounselling], handle: Own) -> Receipt:
    """Book an hour for oneself; nothing is asked about why."""
    row, id = await employed(handle, _self(handle)), handle.new_id("counselling")
    asked = BookCounselling(
        worker_id=row["worker_id"],
        booking_id=id,
        community=Region(row["region"]),
        provider=command.provider,
        on=command.on,
    )
    return await handle(id, asked, region=asked.community)


@router.post("/my/counselling/{booking_id}/cancellations", status_code=201, operation_id="cancel_counselling")
async def cancel(booking_id: UUID, command: Asked[CancelCounselling], handle: Own) -> Receipt:
    """Up to the day itself."""
    return await handle(booking_id, command)


@router.get("/my/counselling", operation_id="list_own_counselling")
async def mine(reader: OwnReader) -> list[CounsellingRow]:
    """The caller's bookings by day."""
    async with reader.reading() as read:
        rows = await care.own_counselling(read, _self(reader))
    return [
        CounsellingRow(
            booking_id=row["booking_id"], provider=row["provider"], day=row["day"], cancelled=row["cancelled"]
        )
        for row in rows
    ]


@router.get("/counselling-counts", operation_id="count_counselling")
async def counted(reader: Reader, since: Day, until: Day) -> list[CounsellingCount]:
    """Hours booked in the caller's regions, by day and provider."""
    async with reader.reading() as read:
        rows = await care.counselling_counts(read, reader.scope, since, until)
    return [CounsellingCount(**row) for row in rows]


def _self(reader: Reading) -> UUID:
    try:
        return UUID(reader.caller.subject)
    except ValueError:
        raise HTTPException(404) from None
