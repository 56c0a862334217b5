"""What a command costs without any of this: one FastAPI route, one transaction through asyncpg, the same guard and token."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from typing import Annotated, Any, Final
from uuid import UUID

import asyncpg
from fastapi import Depends, FastAPI, Header, Request
from pydantic import BaseModel, ConfigDict

from bench.events import FLOOR_INSERT, FLOOR_POSITION, FLOOR_TABLE, NOW, event
from shared.authority.grants import Authority
from shared.clock import SystemClock
from shared.ids import derived_id, new_id
from shared.web.access import Access, caller
from shared.web.guard import App
from shared.web.rights import Caller

TABLES: Final = (
    FLOOR_TABLE,
    FLOOR_POSITION,
    "create table if not exists public.floor_key (like log.command including all)",
    "create table if not exists public.place (path text primary key, code text not null, name text not null, version int not null)",
)
SIZE: Final = 16
_META: Final = event(new_id(), 1).meta
_HASH: Final = b"h" * 32
_SEEN: Final = "select version, code, name from public.place where path = $1 for update"
_KEY: Final = "insert into public.floor_key values ($1, $2, $3, $4, $5, $6)"
_SHOW: Final = (
    "insert into public.place values ($1, $2, $3, $4) "
    "on conflict (path) do update set code = excluded.code, name = excluded.name, version = excluded.version"
)


class NewName(BaseModel):
    """A region's new name from a day on."""

    model_config = ConfigDict(extra="forbid")
    path: str
    code: str
    name: str
    effective: date


class Done(BaseModel):
    stream_id: UUID
    version: int
    position: int


@asynccontextmanager
async def floor_app(asked: dict[str, Any], access: Access) -> AsyncIterator[App]:
    """The tables are made; they have the columns and indexes of the log's own."""
    root = await asyncpg.connect(**asked["superuser"])
    for statement in TABLES:
        await root.execute(statement)
    await root.close()
    app = FastAPI(openapi_url=None)
    app.state.access = access
    app.post("/regions/renamings", status_code=201)(rename)
    async with asyncpg.create_pool(**asked["superuser"], min_size=SIZE, max_size=SIZE) as pool:
        app.state.pool, app.state.authority = pool, Authority(pool, SystemClock(), heard=False)
        yield app


async def rename(
    request: Request, command: NewName, asking: Annotated[Caller, Depends(caller)], idempotency_key: Annotated[str, Header()]
) -> Done:  # fmt: skip
    """Look, note what happened, keep the key, show it: one transaction."""
    id, now = derived_id("personnel.region", command.path), datetime.fromtimestamp(NOW.timestamp(), UTC)
    data = command.model_dump_json().encode()
    async with request.app.state.pool.acquire() as db, db.transaction():
        seen = await db.fetchrow(_SEEN, command.path)
        version = (seen["version"] if seen else 0) + 1
        position = await db.fetchval(
            FLOOR_INSERT + " returning position",
            "region", id, version, "RegionRenamed", 1, new_id(), None, command.path, now, command.effective,
            asking.subject, id, id, None, _META, data, _HASH,
        )  # fmt: skip
        await db.execute(_KEY, asking.subject, idempotency_key, _HASH, data, position, now)
        await db.execute(_SHOW, command.path, command.code, command.name, version)
    return Done(stream_id=id, version=version, position=position)
