"""Team profiles over HTTP: by community, as of any day."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from sqlalchemy import RowMapping

from services.personnel.domain.party_status import MEMBERS
from services.personnel.domain.teams import Seat, Team, profile
from services.personnel.projections import dated, teams
from services.personnel.rights import KEEP_PARTY_STATUS, SEE_POSTS
from shared.kernel import Region, Sealed
from shared.web.asked import Day, RegionPath
from shared.web.disclosure import Personal
from shared.web.handles import Reading, reader
from shared.web.pages import Cursor, Limit, Page

router = APIRouter(tags=["teams"])
Reader = Annotated[Reading, Depends(reader(may=SEE_POSTS))]
_FIELD = "personnel.worker.party_stage"
PARTY_BUILDING: Final = "party-building"


@router.get("/teams", operation_id="list_teams")
async def listed(
    reader: Reader, under: Annotated[RegionPath | None, Query()] = None, as_of: Day | None = None, limit: Limit = 100,
    cursor: Cursor = None,
) -> Page[Team]:  # fmt: skip
    """The teams of communities on a day, by path. Party members are counted for the organisation department with its purpose."""
    day, within = as_of or reader.today, reader.scope
    if under is not None:
        reader.require(Region(under))
        within = reader.at(Region(under))
    turn = reader.turning(cursor, limit, under=under, as_of=as_of)
    async with reader.reading() as read:
        found = await teams.communities(read, reader.scope, within, day, after=turn.after(str), limit=limit)
        seats = await teams.seats(read, found, day)
    members = await _members(reader, seats, day)
    held: dict[Region, list[Seat]] = defaultdict(list)
    for row in seats:
        held[Region(row["region"])].append(_seat(row))
    items = [profile(each, held[each], day, None if members is None else members[each]) for each in found if held[each]]
    return turn.upto(items, found[-1]) if len(found) == limit else Page(items=items)


def _seat(row: RowMapping) -> Seat:
    return Seat(
        worker_id=row["worker_id"], post=row["post"], party=row["party"], birth_month=row["birth_month"],
        education=dated.education(row["hired_education"], row["words"]), sex=row["sex"],
    )  # fmt: skip


async def _members(reader: Reading, seats: Sequence[RowMapping], day: date) -> dict[Region, int] | None:
    """How many of each team are members of the Party; nothing without the right and the purpose that open the stages."""
    allowed = reader.caller.scope(KEEP_PARTY_STATUS)
    where: dict[UUID, set[Region]] = defaultdict(set)
    for row in seats:
        where[row["worker_id"]].add(Region(row["region"]))
    if reader.purpose is None or reader.purpose.code != PARTY_BUILDING:
        return None
    if not all(allowed.covers(region) for regions in where.values() for region in regions):
        return None
    async with reader.reading() as read:
        rows = await teams.stages(read, list(where), day)
    opened = await reader.opened(
        [Personal(row["worker_id"], Region(row["region"]), _FIELD, Sealed(row["stage"])) for row in rows]
    )
    counts: dict[Region, int] = defaultdict(int)
    for row, stage in zip(rows, opened, strict=True):
        for region in where[row["worker_id"]] if stage in MEMBERS else ():
            counts[region] += 1
    return counts
