"""Long work as a resource: started once, carried on in chunks, resumed at the last chunk by whoever is alive.

The log's cursor `operation:<id>` is the truth about how far it is: each chunk's events and the step are one append. The row in
log.operation tells people about it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final
from uuid import UUID

import asyncpg
import msgspec

from shared.clock import Clock
from shared.draft import Draft
from shared.eventlog import AWAY, Append, Appended, CursorStep, LogUnavailable, Origin, Overloaded
from shared.handling import Handling
from shared.ids import new_id
from shared.kernel import NATION, Region, Rejected
from shared.telemetry import log

LEASE_SECONDS: Final = 10
MOST_UNFINISHED: Final = 8
_UNFINISHED: Final = (
    "select count(*) from log.operation where owner = $1 and state in ('queued', 'running', 'cancelling')"
)
_COLUMNS: Final = "operation_id, kind, owner, region, request, state, done, total, outcome, created, changed"


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


class Cancelled(Exception):
    """Somebody asked to stop; what was committed stays."""


class TooMany(Exception):
    """The caller has as many unfinished operations as anybody may have."""


class LeaseLost(Exception):
    """Another runner took the work over."""


@dataclass(slots=True)
class Work:
    """What a handler gets: the request, how far it is, and how to commit the next chunk."""

    operation: Operation
    handling: Handling
    pool: "asyncpg.Pool[Any]"
    runner: str
    done: int
    service: Any = None

    @property
    def origin(self) -> Origin:
        id = self.operation.operation_id
        return Origin(actor=self.operation.owner, command_id=id, correlation=id)

    def request(self, kind: type[Any]) -> Any:
        return msgspec.json.decode(self.operation.request, type=kind)

    def draft(self) -> Draft:
        return self.handling.draft()

    async def commit(self, append: Append, *, done: int) -> Appended:
        """Append the chunk with the step from where we stand to `done`. Conflict and AlreadyHeld are the handler's."""
        step = CursorStep(self.source, self.done, done)
        appended = await self.handling.log.append(replace(append, cursor=step))
        self.done = done
        await self.progress(done)
        return appended

    @property
    def source(self) -> str:
        return f"operation:{self.operation.operation_id}"

    async def progress(self, done: int, total: int | None = None) -> None:
        """Tell people; raises Cancelled or LeaseLost when the work must stop."""
        row = await self.pool.fetchrow(
            "update log.operation set done = $2, total = coalesce($3, total), changed = clock_timestamp(), "
            f"lease_until = clock_timestamp() + interval '{LEASE_SECONDS} seconds' "
            "where operation_id = $1 and runner = $4 returning state",
            self.operation.operation_id, done, total, self.runner,
        )  # fmt: skip
        if row is None:
            raise LeaseLost
        if row["state"] == "cancelling":
            raise Cancelled

    async def keep_file(self, name: str, body: bytes) -> None:
        await self.pool.execute(
            "insert into log.operation_file values ($1, $2, $3) on conflict (operation_id, name) do update set body = excluded.body",
            self.operation.operation_id, name, body,
        )  # fmt: skip

    async def file(self, name: str) -> bytes | None:
        return await read_file(self.pool, self.operation.operation_id, name)


Handler = Callable[[Work], Awaitable[Any]]


async def start(
    pool: "asyncpg.Pool[Any]", *, operation_id: UUID, kind: str, owner: str, request: Any, region: Region = NATION,
    files: Mapping[str, bytes] | None = None,
) -> Operation:  # fmt: skip
    """Queue an operation; the same id again is the same operation. Raises TooMany."""
    async with pool.acquire() as db, db.transaction():
        await db.execute("select pg_advisory_xact_lock(hashtextextended($1, 4714))", owner)
        fresh = await db.fetchval(
            "insert into log.operation (operation_id, kind, owner, region, request, state, created, changed) "
            "select $3, $2, $1, $4, $5, 'queued', clock_timestamp(), clock_timestamp() "
            f"where ({_UNFINISHED}) < {MOST_UNFINISHED} on conflict do nothing returning 1",
            owner, kind, operation_id, region, msgspec.json.encode(request),
        )  # fmt: skip
        for name, body in (files or {}).items() if fresh else ():
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
    row = await pool.fetchrow(f"select {_COLUMNS} from log.operation where operation_id = $1", operation_id)
    return _operation(row) if row else None


async def read_file(pool: "asyncpg.Pool[Any]", operation_id: UUID, name: str) -> bytes | None:
    sql = "select body from log.operation_file where operation_id = $1 and name = $2"
    body: bytes | None = await pool.fetchval(sql, operation_id, name)
    return body


async def cancel(pool: "asyncpg.Pool[Any]", operation_id: UUID) -> None:
    """Queued work stops at once, running work at its next chunk; finished work stays as it is."""
    await pool.execute(
        "update log.operation set state = case state when 'queued' then 'cancelled' else 'cancelling' end, "
        "changed = clock_timestamp() where operation_id = $1 and state in ('queued', 'running')",
        operation_id,
    )


def _operation(row: Any) -> Operation:
    values = dict(row)
    values["request"] = msgspec.Raw(values["request"])
    values["outcome"] = msgspec.Raw(values["outcome"]) if values["outcome"] is not None else None
    return Operation(**values)


@dataclass(slots=True)
class Runner:
    """Takes queued work, and work whose runner fell silent. `handlers` by operation kind."""

    handling: Handling
    pool: "asyncpg.Pool[Any]"
    handlers: Mapping[str, Handler]
    clock: Clock
    service: Any = None
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    name: str = field(default_factory=lambda: str(new_id()))

    async def run(self) -> None:
        while True:
            try:
                taken = await self._take()
                if taken is not None:
                    await self._carry_out(taken)
                    continue
            except (*AWAY, LogUnavailable, Overloaded, LeaseLost):
                await asyncio.sleep(0.2)
            try:
                async with asyncio.timeout(0.5):  # wait_for of Python 3.11 may lose a cancellation
                    await self.wake.wait()
            except TimeoutError:
                continue
            self.wake.clear()

    async def _take(self) -> Operation | None:
        row = await self.pool.fetchrow(
            f"update log.operation set state = case state when 'queued' then 'running' else state end, runner = $1, "
            f"lease_until = clock_timestamp() + interval '{LEASE_SECONDS} seconds', changed = clock_timestamp() "
            "where operation_id = (select operation_id from log.operation where kind = any($2) and (state = 'queued' "
            "or (state in ('running', 'cancelling') and lease_until < clock_timestamp())) "
            f"order by created limit 1 for update skip locked) returning {_COLUMNS}",
            self.name, list(self.handlers),
        )  # fmt: skip
        return _operation(row) if row else None

    async def _carry_out(self, operation: Operation) -> None:
        done = await self.handling.log.cursor(f"operation:{operation.operation_id}")
        work = Work(operation, self.handling, self.pool, self.name, done, self.service)
        beat = asyncio.create_task(self._keep_lease(operation.operation_id))
        try:
            result = await self.handlers[operation.kind](work)
            await self._finish(operation.operation_id, "succeeded", result)
        except Cancelled:
            await self._finish(operation.operation_id, "cancelled", None)
        except Rejected as refused:
            await self._finish(operation.operation_id, "failed", {"code": refused.code, "facts": dict(refused.facts)})
        except (*AWAY, LogUnavailable, Overloaded, LeaseLost):
            raise
        except Exception as broken:
            log.exception("operation.failed", operation=str(operation.operation_id), kind=operation.kind)
            await self._finish(
                operation.operation_id,
                "failed",
                {"code": "platform.unexpected", "facts": {"error": type(broken).__name__}},
            )
        finally:
            beat.cancel()

    async def _keep_lease(self, operation_id: UUID) -> None:
        while True:
            await asyncio.sleep(LEASE_SECONDS / 3)
            await self.pool.execute(
                f"update log.operation set lease_until = clock_timestamp() + interval '{LEASE_SECONDS} seconds' "
                "where operation_id = $1 and runner = $2",
                operation_id, self.name,
            )  # fmt: skip

    async def _finish(self, operation_id: UUID, state: str, outcome: Any) -> None:
        await self.pool.execute(
            "update log.operation set state = $2, outcome = $3, changed = clock_timestamp(), lease_until = null "
            "where operation_id = $1 and runner = $4",
            operation_id, state, msgspec.json.encode(outcome), self.name,
        )  # fmt: skip
