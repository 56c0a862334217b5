"""Visits over HTTP: planned with a gift, made by another hand."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.personnel.domain.care_visits import CancelVisit, PlanVisit, RecordVisit, VisitOccasion
from services.personnel.domain.streams import CARE_VISIT
from services.personnel.projections import care, roster
from services.personnel.rights import KEEP_CARE
from shared.handling import Receipt
from shared.kernel import Region, record, to_yuan
from shared.web.asked import Asked, Yuan
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.pages import Cursor, Limit, Page

router = APIRouter(prefix="/care-visits", tags=["care"])
Officer = Annotated[Handle, Depends(handler(CARE_VISIT, may=KEEP_CARE))]
Reader = Annotated[Reading, Depends(reader(may=KEEP_CARE))]
VisitStage = Literal["PLANNED", "DONE", "CANCELLED"]


@record
class NewVisit:
    """`worker_id` is of the roster or of a light record; `funding` names the budget that pays the gift."""

    worker_id: UUID
    occasion: VisitOccasion
    on: date
    gift: Yuan
    funding: str


@record
class VisitMade:
    on: date
    gift: Yuan


@record
class VisitRow:
    visit_id: UUID
    worker_id: UUID
    region: str
    stage: str
    occasion: str
    day: date
    gift: str
    funding: str
    planned_by: str
    visited_by: str | None


@router.post("", status_code=201, operation_id="plan_care_visit")
async def plan(command: Asked[NewVisit], handle: Officer) -> Receipt:
    """Plan to see somebody at a festival or in hardship."""
    async with handle.reading() as read:
        row = await roster.find(read, command.worker_id) or await care.light_record(read, command.worker_id)
    if row is None:
        raise HTTPException(404)
    community, id = Region(row["region"]), handle.new_id("visit")
    handle.require(community)
    planned = PlanVisit(
        worker_id=command.worker_id, visit_id=id, community=community, occasion=command.occasion, on=command.on,
        gift_fen=command.gift, funding=command.funding,
    )  # fmt: skip
    return await handle(id, planned, region=community)


@router.post("/{visit_id}/records", status_code=201, operation_id="record_care_visit")
async def made(visit_id: UUID, command: Asked[VisitMade], handle: Officer) -> Receipt:
    """It was made, by another hand than planned it; what was given is no more than planned."""
    return await handle(visit_id, RecordVisit(on=command.on, gift_fen=command.gift))


@router.post("/{visit_id}/cancellations", status_code=201, operation_id="cancel_care_visit")
async def cancel(visit_id: UUID, command: Asked[CancelVisit], handle: Officer) -> Receipt:
    """It is not made."""
    return await handle(visit_id, command)


@router.get("", operation_id="list_care_visits")
async def listed(reader: Reader, stage: VisitStage, limit: Limit = 100, cursor: Cursor = None) -> Page[VisitRow]:
    """The earliest first."""
    turn = reader.turning(cursor, limit, stage=stage)
    after = turn.after(date.fromisoformat, UUID)
    async with reader.reading() as read:
        rows = await care.visits_at(read, reader.scope, stage, after=after, limit=limit)
    await reader.opened([], pay=[(row["worker_id"], Region(row["region"])) for row in rows])
    items = [_row(dict(row)) for row in rows]
    return turn.page(items, rows, "day", "visit_id")


def _row(row: dict[str, Any]) -> VisitRow:
    gift = to_yuan(row.pop("gift_fen"))
    return VisitRow(**row, gift=gift)
