"""Check-ups over HTTP: a community invited for a year, who went."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.personnel.domain.checkups import InviteToCheckup, RecordCheckup, checkup_id
from services.personnel.domain.streams import CHECKUP
from services.personnel.projections import care, roster
from services.personnel.rights import KEEP_CARE, OWN_CARE
from shared.draft import Ask, Draft
from shared.handling import Receipt
from shared.kernel import Region, Rejected, record
from shared.web.asked import Asked, RegionPath
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.pages import Cursor, Limit, Page

router = APIRouter(tags=["care"])
Officer = Annotated[Handle, Depends(handler(CHECKUP, may=KEEP_CARE))]
Reader = Annotated[Reading, Depends(reader(may=KEEP_CARE))]
Own = Annotated[Reading, Depends(reader(may=OWN_CARE))]
CheckupStage = Literal["INVITED", "ATTENDED", "MISSED"]
MOST_INVITED = 300


@record
class CheckupPlan:
    """Everybody employed in the community on the first day is invited, once for the year in which it ends."""

    community: RegionPath
    provider: str
    starts: date
    ends: date


@record
class CheckupRow:
    checkup_id: UUID
    worker_id: UUID
    region: str
    year: int
    stage: str
    provider: str
    starts: date
    ends: date
    attended_on: date | None


@router.post("/checkup-plans", status_code=201, operation_id="plan_checkups")
async def plan(command: Asked[CheckupPlan], handle: Officer) -> Receipt:
    """Invite a community; who was invited this year is not invited again."""
    community, year = Region(command.community), command.ends.year
    handle.require(community)

    async def asks(draft: Draft) -> Sequence[Ask]:
        async with handle.reading() as read:
            rows = await roster.employed_in(read, community, command.starts, command.starts)
        if not 1 <= len(rows) <= MOST_INVITED:
            raise Rejected("checkups.people", field="/community", most=MOST_INVITED)
        invitations = [
            InviteToCheckup(
                worker_id=row["worker_id"], checkup_id=checkup_id(row["worker_id"], year), community=community, year=year,
                provider=command.provider, starts=command.starts, ends=command.ends,
            )
            for row in rows
        ]  # fmt: skip
        return [Ask(stream=CHECKUP, to=each.checkup_id, command=each, region=community) for each in invitations]

    return await handle.all(asks)


@router.post("/checkups/{checkup_id}/records", status_code=201, operation_id="record_checkup")
async def went(checkup_id: UUID, command: Asked[RecordCheckup], handle: Officer) -> Receipt:
    """The day on which somebody went, or none; never a result."""
    return await handle(checkup_id, command)


@router.get("/checkups", operation_id="list_checkups")
async def listed(reader: Reader, stage: CheckupStage, limit: Limit = 100, cursor: Cursor = None) -> Page[CheckupRow]:
    """Those that end first in front."""
    turn = reader.turning(cursor, limit, stage=stage)
    after = turn.after(date.fromisoformat, UUID)
    async with reader.reading() as read:
        rows = await care.checkups_at(read, reader.scope, stage, after=after, limit=limit)
    items = [CheckupRow(**row) for row in rows]
    return turn.page(items, rows, "ends", "checkup_id")


@router.get("/my/checkups", operation_id="list_own_checkups")
async def mine(reader: Own) -> list[CheckupRow]:
    """The caller's check-ups by year."""
    try:
        worker_id = UUID(reader.caller.subject)
    except ValueError:
        raise HTTPException(404) from None
    async with reader.reading() as read:
        return [CheckupRow(**row) for row in await care.own_checkups(read, worker_id)]
