"""The append-only log of one service in PostgreSQL: read streams, read on, append."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final, Protocol
from uuid import UUID

import asyncpg

from shared.eventlog.append import Append, Appended, CommandRow, Parked
from shared.eventlog.appender import AWAY, Appender
from shared.eventlog.codec import Codec, StoredEvent
from shared.eventlog.signal import Signal
from shared.kernel import Recorded

StreamKey = tuple[str, UUID]

COLUMNS: Final = (
    "position, stream_type, stream_id, version, type, schema_version, event_id, subject, region, recorded, effective, "
    "actor, command_id, correlation, causation, meta, data, hash"
)
_STREAM: Final = f"select {COLUMNS} from log.event where stream_type = $1 and stream_id = $2 order by version"
_STREAMS: Final = (
    f"select {', '.join('e.' + c.strip() for c in COLUMNS.split(','))} "
    "from unnest($1::text[], $2::uuid[]) as s(t, i), "
    "lateral (select * from log.event where stream_type = s.t and stream_id = s.i order by version) e"
)
_AFTER: Final = f"select {COLUMNS} from log.event where position > $1 order by position limit $2"
AHEAD: Final = 2_500  # read at once by who follows: what the one takes, the other finds in memory
DISORDER: Final = timedelta(minutes=15)
"""By how much an event may be recorded before one of a smaller position: clocks that differ, decisions that wait to be appended."""
# Positions follow what was recorded but for DISORDER, so halving finds where nothing later can be meant; from there back it is a
# step. No index on `recorded`, which every append would pay: 0.06 ms in a log of 400,000, where reading it through took 650.
_HEAD_AT: Final = """
with recursive halved(low, high) as (
  select 0::bigint, (select coalesce(max(position), 0) from log.event)
  union all
  select case when e.recorded <= $1::timestamptz + $2::interval then m.mid else h.low end,
         case when e.recorded <= $1::timestamptz + $2::interval then h.high else m.mid - 1 end
  from halved h
  cross join lateral (select (h.low + h.high + 1) / 2 as mid) m
  cross join lateral (select recorded from log.event where position = m.mid) e
  where h.low < h.high
)
select coalesce((
  select position from log.event
  where position <= (select low from halved where low = high) and recorded <= $1
  order by position desc limit 1
), 0)"""


class HoleInLog(Exception):
    """A position is missing. The log has none by construction: stop and raise the alarm."""


class Log(Protocol):
    """What the rest of the platform asks of a log; PostgreSQL's and the one in memory pass the same tests."""

    @property
    def codec(self) -> Codec: ...
    @property
    def appended(self) -> Signal: ...
    async def load(self, keys: Sequence[StreamKey]) -> dict[StreamKey, tuple[Recorded[Any], ...]]: ...
    async def read(self, after: int, limit: int) -> list[StoredEvent]: ...
    async def follow(self, after: int, limit: int) -> list[StoredEvent]: ...
    async def head(self) -> int: ...
    async def head_at(self, known_at: datetime) -> int: ...
    def append(self, append: Append) -> "asyncio.Future[Appended]": ...
    async def find_command(self, caller: str, key: str) -> CommandRow | None: ...
    async def cursor(self, source: str) -> int: ...
    async def parked(self, source: str) -> list[Parked]: ...
    async def holder(self, kind: str, key: str) -> UUID | None: ...
    async def held(self, kind: str, prefix: str) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class PostgresLog:
    """`pool` and the appender log in as the service's application role."""

    codec: Codec
    pool: "asyncpg.Pool[Any]"
    appender: Appender
    appended: Signal
    _reading: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def load(self, keys: Sequence[StreamKey]) -> dict[StreamKey, tuple[Recorded[Any], ...]]:
        """Whole streams, oldest event first; an unknown stream is empty."""
        if len(keys) == 1:
            rows = await self.pool.fetch(_STREAM, *keys[0])
        else:
            rows = await self.pool.fetch(_STREAMS, [k[0] for k in keys], [k[1] for k in keys])
        found: dict[StreamKey, list[Recorded[Any]]] = {key: [] for key in keys}
        for row in rows:
            found[row["stream_type"], row["stream_id"]].append(self.codec.recorded(StoredEvent(*row)))
        return {key: tuple(events) for key, events in found.items()}

    async def read(self, after: int, limit: int) -> list[StoredEvent]:
        """The next events in commit order; a hole raises."""
        rows = [StoredEvent(*row) for row in await self.pool.fetch(_AFTER, after, limit)]
        check_contiguous(after, [row.position for row in rows])
        return rows

    async def follow(self, after: int, limit: int) -> list[StoredEvent]:
        """The next events, some of them if there are any: from memory as far as this process appended or just read them."""
        tail = self.appender.tail
        if rows := tail.after(after, limit):
            return rows
        async with self._reading:  # whoever else follows here waits, and finds it in memory
            if not (rows := tail.after(after, limit)) and (rows := await self.read(after, max(limit, AHEAD))):
                tail.add(rows[0].position, rows)
        return rows[:limit]

    async def head(self) -> int:
        return int(await self.pool.fetchval("select coalesce(max(position), 0) from log.event"))

    async def head_at(self, known_at: datetime) -> int:
        """The largest position recorded at or before the instant: where a reader of that day stands."""
        return int(await self.pool.fetchval(_HEAD_AT, known_at, DISORDER))

    def append(self, append: Append) -> "asyncio.Future[Appended]":
        return self.appender.append(append)

    async def find_command(self, caller: str, key: str) -> CommandRow | None:
        sql = "select caller, key, hash, receipt, recorded, position from log.command where caller = $1 and key = $2"
        row = await self.pool.fetchrow(sql, caller, key)
        return CommandRow(**dict(row)) if row else None

    async def cursor(self, source: str) -> int:
        return int(await self.pool.fetchval("select position from log.cursor where source = $1", source) or 0)

    async def parked(self, source: str) -> list[Parked]:
        sql = "select source, position, stream, error, parked from log.parked where source = $1 order by position"
        return [Parked(*row) for row in await self.pool.fetch(sql, source)]

    async def holder(self, kind: str, key: str) -> UUID | None:
        sql = "select holder from log.reservation where kind = $1 and key = $2"
        found: UUID | None = await self.pool.fetchval(sql, kind, key)
        return found

    async def held_by(self, holder: UUID) -> list[tuple[str, str]]:
        """Every (kind, key) that a stream holds."""
        sql = "select kind, key from log.reservation where holder = $1 order by kind, key"
        return [(row[0], row[1]) for row in await self.pool.fetch(sql, holder)]

    async def held(self, kind: str, prefix: str) -> list[str]:
        """All keys of a kind that start so: the places taken of a unit."""
        sql = "select key from log.reservation where kind = $1 and starts_with(key, $2)"
        return [row[0] for row in await self.pool.fetch(sql, kind, prefix)]


def check_contiguous(after: int, positions: Sequence[int]) -> None:
    if positions and (positions[0] != after + 1 or positions[-1] - after != len(positions)):
        raise HoleInLog(f"after {after} came {positions[0]}…{positions[-1]} ({len(positions)} events)")


@asynccontextmanager
async def open_log(
    codec: Codec, connection: dict[str, Any], *, readers: int = 8, notify: bool = False
) -> AsyncIterator[PostgresLog]:
    """The log behind asyncpg connection arguments; `notify` tells other processes after each commit."""
    appended = Signal()
    async with asyncpg.create_pool(min_size=1, max_size=readers, reset=_as_it_is, **connection) as pool:
        teller = Teller(connection, "log") if notify else None

        def committed(head: int) -> None:
            appended.tell(head)
            if teller is not None:
                teller.tell(head)

        async with Appender(lambda: asyncpg.connect(**connection), on_commit=committed) as appender:
            tasks = [asyncio.create_task(teller.run())] if teller is not None else []
            try:
                yield PostgresLog(codec, pool, appender, appended)
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)


async def _as_it_is(connection: Any) -> None:
    """Readers leave nothing behind in a session, so giving one back costs no round trip."""


@asynccontextmanager
async def _connected(connection: dict[str, Any]) -> AsyncIterator[Any]:
    """A connection that goes with its task, however that ends."""
    opened = await asyncpg.connect(**connection)
    try:
        yield opened
    finally:
        opened.terminate()


class Teller:
    """One coalesced NOTIFY on its own connection, after commits; a lost one costs a poll interval."""

    def __init__(self, connection: dict[str, Any], channel: str) -> None:
        self._connection = connection
        self._channel = channel
        self._signal = Signal()

    def tell(self, position: int) -> None:
        self._signal.tell(position)

    async def run(self) -> None:
        told = 0
        while True:
            try:
                async with _connected(self._connection) as connection:
                    while True:
                        await self._signal.wait(told, timeout=60)
                        if self._signal.latest > told:
                            told = self._signal.latest
                            await connection.execute(f"notify {self._channel}, '{told}'")
            except AWAY:
                await asyncio.sleep(0.2)


async def hear(connection: dict[str, Any], channels: dict[str, Signal]) -> None:
    """Feed NOTIFY of other processes into signals, for ever; on a broken connection the waiters' polls bridge the gap."""

    def heard(_connection: object, _pid: int, channel: str, payload: object) -> None:
        channels[channel].tell(int(str(payload)))

    while True:
        try:
            async with _connected(connection) as listening:
                for channel in channels:
                    await listening.add_listener(channel, heard)
                while not listening.is_closed():
                    await asyncio.sleep(1)
        except AWAY:
            await asyncio.sleep(0.2)
