"""Training duties over HTTP: the ledger on any day, one person's duties, waivers."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Query

from services.training.domain.duties import WaiveDuty
from services.training.domain.duty_book import Standing
from services.training.domain.duty_events import DutyKind
from services.training.domain.streams import DUTY_BOOK
from services.training.projections import duties, learners
from services.training.rights import SEE_DUTIES, WAIVE_DUTIES
from shared.handling import Receipt
from shared.kernel import Region
from shared.web.asked import Asked, Day
from shared.web.disclosure import Personal
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.pages import Cursor, Limit, Page

router = APIRouter(tags=["duties"])
Officer = Annotated[Handle, Depends(handler(DUTY_BOOK, may=WAIVE_DUTIES))]
Reader = Annotated[Reading, Depends(reader(may=SEE_DUTIES))]
AsOf = Annotated[Day | None, Query(description="The business day asked about; today without it. Any day will do.")]


@router.post("/workers/{worker_id}/duties/waivers", status_code=201, operation_id="waive_duty")
async def waive(worker_id: UUID, command: Asked[WaiveDuty], handle: Officer) -> Receipt:
    """Let a person off an unmet duty from today on; a waived rotation is followed by the next window."""
    return await handle(worker_id, command)


@router.get("/workers/{worker_id}/duties", operation_id="read_duties_of_worker")
async def of_worker(worker_id: UUID, reader: Reader, as_of: AsOf = None) -> list[dict[str, Any]]:
    """Every duty of a person and how it stands on the day."""
    async with reader.reading() as read:
        region = await learners.region_of(read, worker_id)
        if region is None:
            raise HTTPException(404)
        reader.require(region)
        return [dict(row) for row in await duties.of_worker(read, worker_id, as_of or reader.today)]


@router.get("/duties", operation_id="list_duties")
async def listed(
    reader: Reader, standing: Standing, kind: DutyKind | None = None, as_of: AsOf = None, limit: Limit = 100,
    cursor: Cursor = None,
) -> Page[dict[str, Any]]:  # fmt: skip
    """Duties of the caller's regions that stand so on the day, those due first in front, with the people's names."""
    day = as_of or reader.today
    turn = reader.turning(cursor, limit, standing=standing, kind=kind, as_of=as_of)
    after = turn.after(date.fromisoformat, UUID)
    async with reader.reading() as read:
        rows = await duties.page(read, reader.scope, day, standing_is=standing, kind=kind, after=after, limit=limit)
        names = await learners.names(read, {row["worker_id"] for row in rows})
    where = {row["worker_id"]: Region(row["region"]) for row in rows}
    opened = await reader.opened([Personal(id, where[id], "personnel.worker.name", name) for id, name in names.items()])
    shown = dict(zip(names, opened, strict=True))
    items = [{**row, "name": shown.get(row["worker_id"])} for row in rows]
    return turn.page(items, rows, "due", "duty_id")


@router.get("/duty-counts", operation_id="count_duties")
async def counted(reader: Reader, as_of: AsOf = None) -> list[dict[str, Any]]:
    """How many duties of each kind stand how on the day, in the caller's regions."""
    async with reader.reading() as read:
        return [dict(row) for row in await duties.counts(read, reader.scope, as_of or reader.today)]
