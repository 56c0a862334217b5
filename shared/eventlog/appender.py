"""Group commit: callers queue, one statement commits what has gathered; nobody waits to fill a batch.

Two connections take turns: while the server commits one half of the callers, this process encodes the other half's batch. The
log's own lock keeps the order; with one connection client and server would only ever work one after the other.
"""

import asyncio
import json
from collections import deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import asyncpg

from shared import fault, telemetry
from shared.eventlog.append import Append, Appended, LogUnavailable, Overloaded, refusal
from shared.eventlog.tail import Tail

BATCH_EVENTS: Final = 1_000
QUEUE_LIMIT: Final = 10_000
# What a database that is away, or goes away under a statement, looks like. The last one: asked between its farewell and its end.
AWAY: Final = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)
Connect = Callable[[], Any]

STATEMENT: Final = (
    "select head, refused, reasons from log.append($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,"
    "$19,$20,$21,$22,$23,$24,$25)"
)
_NO_EVENTS: Final[tuple[list[Any], ...]] = tuple([] for _ in range(17))


@dataclass(slots=True)
class _Waiting:
    append: Append
    keys: frozenset[Hashable]
    answer: "asyncio.Future[Appended]"


class Appender:
    """The one writer of a process. `on_commit` is told the new head after every commit that appended events; they are in
    `tail` by then.
    """

    def __init__(
        self, connect: Connect, *, on_commit: Callable[[int], None] = lambda head: None, limit: int = QUEUE_LIMIT
    ) -> None:
        self.tail = Tail()
        self._connect = connect
        self._on_commit = on_commit
        self._limit = limit
        self._queue: deque[_Waiting] = deque()
        self._wake = asyncio.Event()
        self._busy: set[Hashable] = set()
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> "Appender":
        self._tasks = [asyncio.create_task(self._run(_Lane(self._connect)), name=f"appender {n}") for n in (1, 2)]
        return self

    async def __aexit__(self, *exc: object) -> None:
        while self._queue and not all(task.done() for task in self._tasks):
            await asyncio.sleep(0.005)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @property
    def waiting(self) -> int:
        return len(self._queue)

    def append(self, append: Append) -> "asyncio.Future[Appended]":
        """Queue an append. Raises Overloaded at once; the future fails with a Refused or LogUnavailable."""
        if len(self._queue) >= self._limit:
            raise Overloaded
        answer: asyncio.Future[Appended] = asyncio.get_running_loop().create_future()
        self._queue.append(_Waiting(append, frozenset(_keys(append)), answer))
        self._wake.set()
        return answer

    async def _run(self, lane: "_Lane") -> None:
        try:
            while True:
                while not (batch := self._next_batch()):
                    await self._wake.wait()
                    self._wake.clear()
                keys = frozenset(key for waiting in batch for key in waiting.keys)
                self._busy |= keys
                await self._commit(lane, batch)
                self._busy -= keys
                if self._queue:
                    self._wake.set()
        finally:
            await lane.close()

    def _next_batch(self) -> list[_Waiting]:
        """No two of a batch, nor of the batch on its way, touch the same thing; the rest keep their order.

        With nothing on its way, half of what waits goes first, so that the other half can follow behind it.
        """
        limit = BATCH_EVENTS if self._busy or len(self._queue) < 8 else (len(self._queue) + 1) // 2
        batch: list[_Waiting] = []
        left: list[_Waiting] = []
        taken = set(self._busy)
        events = 0
        while self._queue and events < BATCH_EVENTS and len(batch) < limit:
            waiting = self._queue.popleft()
            if waiting.answer.cancelled():
                continue
            if taken.isdisjoint(waiting.keys):
                batch.append(waiting)
                events += len(waiting.append.events)
            else:
                left.append(waiting)
            taken |= waiting.keys
        self._queue.extendleft(reversed(left))
        return batch

    async def _commit(self, lane: "_Lane", batch: list[_Waiting]) -> None:
        try:
            fault.point("append.before")
            head, refused, reasons = await lane.send([w.append for w in batch])
            fault.point("append.after")
            telemetry.appended.observe(len(batch))
        except AWAY as problem:
            await lane.close()
            self.tail.forget()
            for waiting in batch:
                _fail(waiting, LogUnavailable(type(problem).__name__))
            return
        position = self._answer(batch, head, dict(zip(refused, reasons, strict=True)))
        if position > head:
            self._on_commit(position)

    def _answer(self, batch: list[_Waiting], head: int, refused: dict[int, str]) -> int:
        position = head
        for ord, waiting in enumerate(batch, 1):
            if ord in refused:
                _fail(waiting, refusal(refused[ord]))
                continue
            first = position + 1
            position += len(waiting.append.events)
            self.tail.add(first, waiting.append.events)
            if not waiting.answer.done():
                waiting.answer.set_result(Appended(min(first, position), position))
        return position


class _Lane:
    """One connection and its prepared statement, made anew after a break."""

    def __init__(self, connect: Connect) -> None:
        self._connect = connect
        self._connection: asyncpg.Connection[Any] | None = None
        self._statement: Any = None

    async def send(self, appends: Sequence[Append]) -> tuple[int, list[int], list[str]]:
        if self._connection is None:
            self._connection = await self._connect()
            self._statement = await self._connection.prepare(STATEMENT)
        row = await fault.while_waiting("append.inside", self._statement.fetchrow(*arguments(appends)))
        return row[0], row[1], row[2]

    async def close(self) -> None:
        if self._connection is not None:
            self._connection.terminate()
            self._connection = None


def _fail(waiting: _Waiting, why: Exception) -> None:
    if not waiting.answer.done():
        waiting.answer.set_exception(why)


def _keys(append: Append) -> Iterator[Hashable]:
    for stream in append.streams:
        yield stream.type, stream.id
    for held in append.takes:
        yield held.kind, held.key
    yield from append.releases
    if append.command is not None:
        yield "command", append.command.caller, append.command.key
    if append.cursor is not None:
        yield "cursor", append.cursor.source


def arguments(appends: Sequence[Append]) -> tuple[Any, ...]:
    """The parameters of log.append: one array per column, one row per event."""
    streams = [(ord, *s) for ord, a in enumerate(appends, 1) for s in a.streams]
    s_columns = [list(c) for c in zip(*streams, strict=True)] or [[], [], [], []]
    rows = [e for a in appends for e in a.events]
    e_ord = [ord for ord, a in enumerate(appends, 1) for _ in a.events]
    e_columns = [list(c) for c in zip(*rows, strict=True)][1:] or _NO_EVENTS
    commands = [(ord, a.command) for ord, a in enumerate(appends, 1) if a.command is not None]
    return (
        *s_columns, e_ord, *e_columns, _extra(appends),
        [c.hash for _, c in commands], [c.receipt for _, c in commands],
    )  # fmt: skip


def _extra(appends: Sequence[Append]) -> str | None:
    if not any(a.command or a.cursor or a.takes or a.releases or a.parked or a.unparked for a in appends):
        return None
    commands = [(ord, a.command) for ord, a in enumerate(appends, 1) if a.command is not None]
    numbered = list(enumerate(appends, 1))
    return json.dumps(
        {
            "commands": [
                {"o": ord, "n": n, "caller": c.caller, "key": c.key, "recorded": c.recorded.isoformat()}
                for n, (ord, c) in enumerate(commands, 1)
            ],
            "cursors": [
                {"o": ord, "source": a.cursor.source, "from": a.cursor.before, "to": a.cursor.after}
                for ord, a in numbered
                if a.cursor is not None
            ],
            "takes": [
                {"o": ord, "kind": t.kind, "key": t.key, "holder": str(t.holder)} for ord, a in numbered for t in a.takes
            ],
            "releases": [{"o": ord, "kind": kind, "key": key} for ord, a in numbered for kind, key in a.releases],
            "parked": [
                {"o": ord, "source": p.source, "position": p.position, "stream": p.stream, "error": p.error,
                 "parked": p.parked.isoformat()}
                for ord, a in numbered for p in a.parked
            ],
            "unparked": [
                {"o": ord, "source": source, "position": position} for ord, a in numbered for source, position in a.unparked
            ],
        }
    )  # fmt: skip
