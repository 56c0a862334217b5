"""Long work as a resource: started once, carried on in chunks, resumed at the last chunk by whoever is alive.

The log's cursor `operation:<id>` is the truth about how far it is: each chunk's events and the step are one append. The row in
log.operation tells people about it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import Any, Final
from uuid import UUID

import msgspec

from shared.clock import Clock
from shared.draft import Ask, Draft
from shared.eventlog import AWAY, Append, Appended, Conflict, CursorStep, LogUnavailable, Origin, Overloaded, Signal
from shared.handling import Handling
from shared.ids import new_id
from shared.kernel import Rejected
from shared.operation_files import OperationFiles
from shared.operations.queue import COLUMNS, Operation, operation_of
from shared.telemetry import log

LEASE_SECONDS: Final = 10
CATCH_UP_SECONDS: Final = 5  # after so long somebody may have asked to stop
TIDY_SECONDS: Final = 3_600


class Cancelled(Exception):
    """Somebody asked to stop; what was committed stays."""


class LeaseLost(Exception):
    """Another runner took the work over."""


@dataclass(slots=True)
class Work:
    """What a handler gets: the request, how far it is, and how to commit the next chunk."""

    operation: Operation
    handling: Handling
    files: OperationFiles
    runner: str
    done: int
    moved: Signal
    service: Any = None

    @property
    def origin(self) -> Origin:
        id = self.operation.operation_id
        return Origin(actor=self.operation.owner, command_id=id, correlation=id)

    def request(self, kind: type[Any]) -> Any:
        return msgspec.json.decode(self.operation.request, type=kind)

    def draft(self) -> Draft:
        return self.handling.draft()

    async def commit(self, append: Append, *, done: int, total: int | None = None) -> Appended:
        """Append the chunk with the step from where we stand to `done`; `total` steps as they are known now. Conflict and
        AlreadyHeld are the handler's."""
        step = CursorStep(self.source, self.done, done)
        appended = await self.handling.log.append(replace(append, cursor=step))
        self.done = done
        await self.progress(done, total)
        return appended

    async def record(self, *asks: Ask, done: int = 1, total: int | None = None) -> None:
        """Decide and append with the step to `done`: again when somebody was faster, nothing when an earlier attempt did it."""
        while self.done < done:
            draft = self.draft()
            await draft.load([(ask.stream, ask.to) for ask in asks])
            for ask in asks:
                await draft.decide(ask, self.origin)
            try:
                await self.commit(draft.append(), done=done, total=total)
            except Conflict:
                continue

    @property
    def source(self) -> str:
        return f"operation:{self.operation.operation_id}"

    async def progress(self, done: int, total: int | None = None) -> None:
        """Tell people; raises Cancelled or LeaseLost when the work must stop."""
        row = await self.files.pool.fetchrow(
            "update log.operation set done = $2, total = coalesce($3, total), changed = clock_timestamp(), "
            f"lease_until = clock_timestamp() + interval '{LEASE_SECONDS} seconds' "
            "where operation_id = $1 and runner = $4 returning state",
            self.operation.operation_id, done, total, self.runner,
        )  # fmt: skip
        if row is None:
            raise LeaseLost
        self.moved.tell(self.moved.latest + 1)
        if row["state"] == "cancelling":
            raise Cancelled

    async def caught_up(self) -> int:
        """The log's head, once the read models show it: waited for however long they take. Raises Cancelled or LeaseLost."""
        head = await self.handling.log.head()
        while not await self.service.positions.reached(head, timeout=CATCH_UP_SECONDS):
            await self.progress(self.done)
        return head

    async def keep_file(self, name: str, body: bytes) -> None:
        """Sealed, and kept for the days the catalogue names."""
        await self.files.keep(self.operation.operation_id, name, body)

    async def file(self, name: str) -> bytes | None:
        return await self.files.read(self.operation.operation_id, name)


Handler = Callable[[Work], Awaitable[Any]]


@dataclass(slots=True)
class Runner:
    """Takes queued work, and work whose runner fell silent. `handlers` by operation kind. `moved` tells that some work of this
    process is further than it was, `at` which it is carrying out.
    """

    handling: Handling
    files: OperationFiles
    handlers: Mapping[str, Handler]
    clock: Clock
    service: Any = None
    tidy_at: float = 0.0
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    moved: Signal = field(default_factory=Signal)
    at: UUID | None = None
    name: str = field(default_factory=lambda: str(new_id()))

    async def run(self) -> None:
        while True:
            try:
                await self._tidy()
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

    async def _tidy(self) -> None:
        """Files whose time has come go, once in a while."""
        if monotonic() >= self.tidy_at:
            await self.files.forget_old()
            self.tidy_at = monotonic() + TIDY_SECONDS

    async def _take(self) -> Operation | None:
        row = await self.files.pool.fetchrow(
            f"update log.operation set state = case state when 'queued' then 'running' else state end, runner = $1, "
            f"lease_until = clock_timestamp() + interval '{LEASE_SECONDS} seconds', changed = clock_timestamp() "
            "where operation_id = (select operation_id from log.operation where kind = any($2) and (state = 'queued' "
            "or (state in ('running', 'cancelling') and lease_until < clock_timestamp())) "
            f"order by created limit 1 for update skip locked) returning {COLUMNS}",
            self.name, list(self.handlers),
        )  # fmt: skip
        return operation_of(row) if row else None

    async def _carry_out(self, operation: Operation) -> None:
        done = await self.handling.log.cursor(f"operation:{operation.operation_id}")
        work = Work(operation, self.handling, self.files, self.name, done, self.moved, self.service)
        self.at = operation.operation_id
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
            unexpected = {"code": "platform.unexpected", "facts": {"error": type(broken).__name__}}
            await self._finish(operation.operation_id, "failed", unexpected)
        finally:
            self.at = None
            self.moved.tell(self.moved.latest + 1)
            beat.cancel()

    async def _keep_lease(self, operation_id: UUID) -> None:
        while True:
            await asyncio.sleep(LEASE_SECONDS / 3)
            await self.files.pool.execute(
                f"update log.operation set lease_until = clock_timestamp() + interval '{LEASE_SECONDS} seconds' "
                "where operation_id = $1 and runner = $2",
                operation_id, self.name,
            )  # fmt: skip

    async def _finish(self, operation_id: UUID, state: str, outcome: Any) -> None:
        await self.files.pool.execute(
            "update log.operation set state = $2, outcome = $3, changed = clock_timestamp(), lease_until = null "
            "where operation_id = $1 and runner = $4",
            operation_id, state, msgspec.json.encode(outcome), self.name,
        )  # fmt: skip
        self.tidy_at = 0.0
