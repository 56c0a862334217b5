"""Light records over HTTP: part-time committee members and retired workers."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException
from sqlalchemy import RowMapping

from services.personnel.domain.light_records import CloseLightRecord, ForgetLightRecord, LightCategory, OpenLightRecord
from services.personnel.domain.streams import LIGHT_RECORD
from services.personnel.projections import care, roster
from services.personnel.rights import APPROVE_ERASURE, KEEP_CARE
from shared.handling import Receipt
from shared.kernel import Region, Rejected, Sealed, WorkerName, record, to_yuan
from shared.kernel.derived import derived_id
from shared.web.asked import Asked, RegionPath, Yuan
from shared.web.disclosure import Personal
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.pages import Cursor, Limit, Page

router = APIRouter(prefix="/light-records", tags=["care"])
Officer = Annotated[Handle, Depends(handler(LIGHT_RECORD, may=KEEP_CARE))]
Eraser = Annotated[Handle, Depends(handler(LIGHT_RECORD, may=APPROVE_ERASURE))]
Reader = Annotated[Reading, Depends(reader(may=KEEP_CARE))]
NAME = "personnel.worker.name"


@record
class NewLightRecord:
    """`worker_id` of somebody the roster knows, else a `name`. `allowance` a month, `0.00` where there is none."""

    worker_id: UUID | None
    name: str | None
    community: RegionPath
    category: LightCategory
    since: date
    allowance: Yuan


@record
class LightRow:
    """No `name` where the roster has it."""

    record_id: UUID
    worker_id: UUID
    region: str
    category: str
    name: str | None
    since: date
    until: date | None
    allowance: str


@router.post("", status_code=201, operation_id="open_light_record")
async def open_(command: Asked[NewLightRecord], handle: Officer) -> Receipt:
    """Somebody is on no roster and yet cared for; the receipt names the record."""
    community = Region(command.community)
    handle.require(community)
    who, name = await _person(command, handle)
    id = derived_id("personnel.light-record", str(who), command.category.value)
    opened = OpenLightRecord(
        worker_id=who, record_id=id, community=community, category=command.category, name=name, since=command.since,
        allowance_fen=command.allowance,
    )  # fmt: skip
    return await handle(id, opened, region=community)


async def _person(command: NewLightRecord, handle: Handle) -> tuple[UUID, WorkerName | None]:
    """Known from the roster, or new with a name."""
    if command.worker_id is not None:
        async with handle.reading() as read:
            row = await roster.find(read, command.worker_id)
        if row is None:
            raise HTTPException(404)
        handle.require(Region(row["region"]))
        return command.worker_id, None
    if command.name is None or not 1 <= len(command.name.strip()) <= 100:
        raise Rejected("hiring.name", field="/name")
    new = handle.new_id("person")
    return new, (await handle.seal(new, {NAME: command.name.strip()}))[NAME]


@router.post("/{record_id}/endings", status_code=201, operation_id="close_light_record")
async def close(record_id: UUID, command: Asked[CloseLightRecord], handle: Officer) -> Receipt:
    """No longer on the committee, or no longer to be cared for."""
    return await handle(record_id, command)


@router.post("/{record_id}/erasures", status_code=201, operation_id="forget_light_record")
async def forget(record_id: UUID, command: Asked[ForgetLightRecord], handle: Eraser) -> Receipt:
    """Erase the name of somebody whose time is over: the key is destroyed. There is no way back."""
    return await handle(record_id, command)


@router.get("", operation_id="list_light_records")
async def listed(reader: Reader, category: LightCategory, limit: Limit = 100, cursor: Cursor = None) -> Page[LightRow]:
    """Those known longest first; names masked."""
    turn = reader.turning(cursor, limit, category=category.value)
    after = turn.after(date.fromisoformat, UUID)
    async with reader.reading() as read:
        rows = await care.records_of(read, reader.scope, category.value, after=after, limit=limit)
    items = await _shown(reader, rows)
    return turn.page(items, rows, "since", "record_id")


async def _shown(reader: Reading, rows: Sequence[RowMapping]) -> list[LightRow]:
    items: list[dict[str, Any]] = [{k: v for k, v in row.items() if k != "forgotten_at"} for row in rows]
    kept = [item for item in items if item["name"] is not None]
    sealed = [Personal(item["worker_id"], Region(item["region"]), NAME, Sealed(item["name"])) for item in kept]
    pay = [(item["worker_id"], Region(item["region"])) for item in items]
    for item, text in zip(kept, await reader.opened(sealed, pay=pay), strict=True):
        item["name"] = text
    return [_row(item) for item in items]


def _row(item: dict[str, Any]) -> LightRow:
    allowance = to_yuan(item.pop("allowance_fen"))
    return LightRow(**item, allowance=allowance)
