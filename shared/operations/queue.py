"""The row that tells people about long work: queued once, looked at, asked to stop."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

import asyncpg
import msgspec

from shared.handling import KeyReused
from shared.kernel import NATION, Region
from shared.operation_files import OperationFiles

MOST_UNFINISHED: Final = 8
_UNFINISHED: Final = (
    "select count(*) from log.operation where owner = $1 and state in ('queued', 'running', 'cancelling')"
)
COLUMNS: Final = "operation_id, kind, owner, region, request, state, done, total, outcome, created, changed"


class Operation(msgspec.Struct, frozen=True, kw_only=True):
    """`state`: queued, running, cancelling, cancelled, succeeded, failed. `outcome` is the result or the problem."""

    operation_id: UUID
    kind: str
    owner: str
    region: str
    state: str
    done: int
    total: int | None
    created: Any
    changed: Any
    request: msgspec.Raw = msgspec.Raw(b"null")
    outcome: msgspec.Raw | None = None


class TooMany(Exception):
    """The caller has as many unfinished operations as anybody may have."""


async def start(
    kept: OperationFiles, *, operation_id: UUID, kind: str, owner: str, request: Any, region: Region = NATION,
    files: Mapping[str, bytes] | None = None,
) -> Operation:  # fmt: skip
    """Queue an operation; the same id again is the same operation. Raises TooMany, and KeyReused when it was asked for otherwise."""
    asked = msgspec.json.encode(request)
    found = await find(kept.pool, operation_id) or await _queue(
        kept, operation_id, kind, owner, asked, region, files or {}
    )
    if (bytes(found.request), found.region) != (asked, region):
        raise KeyReused
    return found


async def _queue(
    kept: OperationFiles, operation_id: UUID, kind: str, owner: str, asked: bytes, region: Region, files: Mapping[str, bytes]
) -> Operation:  # fmt: skip
    """Files are sealed before; of two who queue the same at once one finds the other's."""
    pool = kept.pool
    sealed = {name: await kept.sealed(operation_id, name, body) for name, body in files.items()}
    async with pool.acquire() as db, db.transaction():
        await db.execute("select pg_advisory_xact_lock(hashtextextended($1, 4714))", owner)
        fresh = await db.fetchval(
            "insert into log.operation (operation_id, kind, owner, region, request, state, created, changed) "
            "select $3, $2, $1, $4, $5, 'queued', clock_timestamp(), clock_timestamp() "
            f"where ({_UNFINISHED}) < {MOST_UNFINISHED} on conflict do nothing returning 1",
            owner, kind, operation_id, region, asked,
        )  # fmt: skip
        for name, body in sealed.items() if fresh else ():
            await db.execute("insert into log.operation_file values ($1, $2, $3)", operation_id, name, body)
    found = await find(pool, operation_id)
    if found is None:
        raise TooMany
    return found


async def see_room(pool: "asyncpg.Pool[Any]", owner: str, operation_id: UUID) -> None:
    """Raises TooMany when `start` would."""
    if await pool.fetchval(_UNFINISHED, owner) >= MOST_UNFINISHED and await find(pool, operation_id) is None:
        raise TooMany


async def find(pool: "asyncpg.Pool[Any]", operation_id: UUID) -> Operation | None:
    row = await pool.fetchrow(f"select {COLUMNS} from log.operation where operation_id = $1", operation_id)
    return operation_of(row) if row else None


async def cancel(pool: "asyncpg.Pool[Any]", operation_id: UUID) -> None:
    """Queued work stops at once, running work at its next chunk; finished work stays as it is."""
    await pool.execute(
        "update log.operation set state = case state when 'queued' then 'cancelled' else 'cancelling' end, "
        "changed = clock_timestamp() where operation_id = $1 and state in ('queued', 'running')",
        operation_id,
    )


def operation_of(row: Any) -> Operation:
    values = dict(row)
    values["request"] = msgspec.Raw(values["request"])
    values["outcome"] = msgspec.Raw(values["outcome"]) if values["outcome"] is not None else None
    return Operation(**values)
