"""A worker's phone: my file, my timeline."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException
from sqlalchemy import RowMapping

from services.personnel.projections import dated, grades, roster, standings, timeline
from services.personnel.rights import OWN_FILE
from shared.kernel import Region, Sealed, record
from shared.web.asked import Day, Instant
from shared.web.disclosure import Personal
from shared.web.handles import Reading, reader

router = APIRouter(prefix="/my", tags=["my file"])
Own = Annotated[Reading, Depends(reader(may=OWN_FILE))]


@record
class MyFile:
    """What is kept of the caller today, in clear to him; `name` and `id_number` are null after their erasure."""

    worker_id: UUID
    name: str | None
    id_number: str | None
    workplace: str
    employer: str | None
    category: str | None
    post_category: str | None
    employed_since: date | None
    in_community_work_since: date | None
    contract_ends: date | None
    probation_ends: date | None
    last_day: date | None
    standing: str
    education: str
    certificate: str | None
    grade: int | None
    grade_since: date | None


@router.get("/file", operation_id="read_own_file")
async def mine(reader: Own) -> MyFile:
    """The caller's own file."""
    row = await own(reader)
    id, region = row["worker_id"], Region(row["region"])
    async with reader.reading() as read:
        standing = await standings.of_rows(read, [row], reader.today)
        now = await dated.find(read, row, reader.today)
    kept = {what: Sealed(row[what]) for what in ("name", "id_number") if row[what] is not None}
    sealed = [Personal(id, region, f"personnel.worker.{what}", token) for what, token in kept.items()]
    shown = dict(zip(kept, await reader.opened(sealed), strict=True))
    return MyFile(
        worker_id=id, name=shown.get("name"), id_number=shown.get("id_number"), workplace=region,
        employer=row["employer"], category=row["category"], post_category=now["post_category"],
        employed_since=row["starts"], in_community_work_since=row["community_work_since"],
        contract_ends=row["contract_ends"], probation_ends=row["probation_ends"], last_day=row["last_day"], standing=standing[id].value,
        education=now["education"], certificate=now["certificate"], grade=now["grade"], grade_since=now["grade_since"],
    )  # fmt: skip


@router.get("/timeline", operation_id="read_own_timeline")
async def history(reader: Own, as_of: Day | None = None, known_at: Instant | None = None) -> list[dict[str, Any]]:
    """Everything that happened to the caller: what was so by a day, as it was known at an instant."""
    row = await own(reader)
    async with reader.reading() as read:
        rows = await timeline.of_worker(read, row["worker_id"], as_of=as_of, known=await reader.known(known_at))
    return [dict(each) for each in rows]


@router.get("/grades", operation_id="read_own_grades")
async def decided(reader: Own) -> list[dict[str, Any]]:
    """The caller's proposals and decisions by the day they take effect."""
    row = await own(reader)
    async with reader.reading() as read:
        return await grades.of_worker(read, row["worker_id"], reader.today)


async def own(reader: Reading) -> RowMapping:
    try:
        worker_id = UUID(reader.caller.subject)
    except ValueError:
        raise HTTPException(404) from None
    async with reader.reading() as read:
        row = await roster.find(read, worker_id)
    if row is None:
        raise HTTPException(404)
    return row
