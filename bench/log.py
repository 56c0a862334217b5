"""The log: appends, bulk, tail, replay, one stream."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from time import perf_counter
from typing import Any, Final
from uuid import UUID

import asyncpg

from bench.figures import Figure, interleaved
from shared.eventlog import Append, Codec, Origin, PostgresLog, StoredEvent, StreamVersion, open_log, stored
from shared.ids import new_id
from shared.kernel import Decider, Stream, record, region

SECONDS: Final = 1.0
CALLERS: Final = 32
NOW: Final = datetime(2026, 11, 23, tzinfo=UTC)
HERE: Final = region("51", "01", "07", "017", "k3f")


@record
class SlipNoted:
    """About the size of a typical HR event."""

    effective: date
    worker_id: UUID
    period: str
    grade: str
    gross_fen: int
    net_fen: int
    remark: str


SLIPS: Stream[None, Any, SlipNoted, Any] = Stream(
    type="slip",
    decider=Decider(initial=None, decide=lambda state, command, facts: (), evolve=lambda state, event: state),
    events=(SlipNoted,),
    region_of=lambda state: HERE,
)


def event(id: UUID, version: int) -> StoredEvent:
    return stored(
        stream_type="slip", stream_id=id, version=version, event_id=new_id(), subject=id, region=HERE, recorded=NOW,
        event=SlipNoted(
            effective=date(2026, 11, 1), worker_id=id, period="2026-11", grade="C3", gross_fen=532_140, net_fen=389_012,
            remark="monthly run " * 20,
        ),
        origin=Origin(actor="bench", command_id=id, correlation=id),
    )  # fmt: skip


def one(id: UUID, version: int) -> Append:
    return Append(streams=(StreamVersion("slip", id, version),), events=(event(id, version + 1),))


FLOOR_TABLE: Final = "create table if not exists public.floor (like log.event including all)"
FLOOR_POSITION: Final = "create sequence if not exists public.floor_position"
FLOOR_INSERT: Final = (
    "insert into public.floor values (nextval('public.floor_position'), "
    + ", ".join(f"${n}" for n in range(1, 18))
    + ")"
)


async def rate(callers: int, call: Callable[[int], Awaitable[Callable[[], Awaitable[object]]]]) -> float:
    """Calls a second with so many callers at once."""
    calls = [await call(n) for n in range(callers)]
    done, started = 0, perf_counter()
    until = started + SECONDS

    async def keep(once: Callable[[], Awaitable[object]]) -> None:
        nonlocal done
        while perf_counter() < until:
            await once()
            done += 1

    await asyncio.gather(*(keep(once) for once in calls))
    return done / (perf_counter() - started)


async def appends(log: PostgresLog) -> float:
    async def caller(_: int) -> Callable[[], Awaitable[object]]:
        id, version = new_id(), 0

        async def once() -> None:
            nonlocal version
            await log.append(one(id, version))
            version += 1

        return once

    return await rate(CALLERS, caller)


async def inserts(connections: list[Any]) -> float:
    async def caller(n: int) -> Callable[[], Awaitable[object]]:
        statement = await connections[n].prepare(FLOOR_INSERT)
        id, version = new_id(), 0

        async def once() -> None:
            nonlocal version
            version += 1
            await statement.fetch(*event(id, version)[1:])

        return once

    return await rate(CALLERS, caller)


async def bulk(log: PostgresLog, events: int = 10_000) -> float:
    ids = [new_id() for _ in range(events)]
    chunks = [
        Append(streams=tuple(StreamVersion("slip", id, 0) for id in part), events=tuple(event(id, 1) for id in part))
        for part in (ids[n : n + 1_000] for n in range(0, events, 1_000))
    ]
    started = perf_counter()
    for chunk in chunks:
        await log.append(chunk)
    return events / (perf_counter() - started)


async def copy_in(connection: Any, events: int = 10_000) -> float:
    rows = [event(new_id(), 1) for _ in range(events)]
    first = await connection.fetchval("select coalesce(max(position), 0) from public.floor") + 1_000_000
    started = perf_counter()
    for n in range(0, events, 1_000):
        records = [(first + n + k, *row[1:]) for k, row in enumerate(rows[n : n + 1_000])]
        await connection.copy_records_to_table("floor", records=records)
    return events / (perf_counter() - started)


async def tail(pool: Any, head: int) -> float:
    """position, type, meta, data as a reader follows them, undecoded."""
    sql = "select position, type, meta, data from log.event where position > $1 order by position limit 2000"
    at, started = 0, perf_counter()
    async with pool.acquire() as connection:
        statement = await connection.prepare(sql)
        while at < head:
            at = (await statement.fetch(at))[-1][0]
    return head / (perf_counter() - started)


async def copy_out(superuser: Any, head: int) -> float:
    total, started = 0, perf_counter()

    async def sink(data: bytes) -> None:
        nonlocal total
        total += len(data)

    query = f"select position, type, meta, data from log.event where position <= {head}"
    await superuser.copy_from_query(query, output=sink, format="binary")
    return head / (perf_counter() - started)


async def replay(log: PostgresLog, head: int) -> float:
    at, started = 0, perf_counter()
    while at < head:
        rows = await log.read(at, 2_000)
        for row in rows:
            log.codec.recorded(row)
        at = rows[-1].position
    return head / (perf_counter() - started)


async def load_stream(log: PostgresLog, id: UUID) -> float:
    """Milliseconds to load and decode a stream of 50 events."""
    started = perf_counter()
    for _ in range(100):
        await log.load([("slip", id)])
    return (perf_counter() - started) * 10


async def figures(app: dict[str, Any], superuser: dict[str, Any], rounds: int) -> list[Figure]:
    root = await asyncpg.connect(**superuser)
    await root.execute(FLOOR_TABLE)
    await root.execute(FLOOR_POSITION)
    connections = [await asyncpg.connect(**superuser) for _ in range(CALLERS)]
    async with open_log(Codec.of([SLIPS]), app) as log:
        early = [await appends(log) for _ in range(1)]  # warm, and well below 200k events
        found = [
            await interleaved(
                Figure("append_group_32", "events/s", 1.8), lambda: appends(log), lambda: inserts(connections), rounds
            )
        ]
        early.append(await appends(log))
        found.append(
            await interleaved(Figure("append_bulk", "events/s", 0.45), lambda: bulk(log), lambda: copy_in(root), rounds)
        )
        stream = new_id()
        await log.append(
            Append(streams=(StreamVersion("slip", stream, 0),), events=tuple(event(stream, n) for n in range(1, 51)))
        )
        found.append(await interleaved(Figure("load_stream_50", "ms"), lambda: load_stream(log, stream), None, rounds))
        while (head := await log.head()) < 200_000:
            await bulk(log)
        found.append(
            await interleaved(
                Figure("tail", "events/s", 0.6), lambda: tail(log.pool, head), lambda: copy_out(root, head), rounds
            )
        )
        found.append(
            await interleaved(Figure("replay", "events/s"), lambda: replay(log, min(head, 50_000)), None, rounds)
        )
    found.append(await at_200k(app, superuser, rounds))
    for connection in (root, *connections):
        await connection.close()
    return found


async def at_200k(app: dict[str, Any], superuser: dict[str, Any], rounds: int) -> Figure:
    """The same appends on a log of 200,000 events and on a fresh one of 2,000, by turns."""
    from bench.servers import small_log

    async with open_log(Codec.of([SLIPS]), app) as large, small_log(superuser, SLIPS) as small:
        await bulk(small, 2_000)
        return await interleaved(
            Figure("append_at_200k", "events/s", 0.9), lambda: appends(large), lambda: appends(small), rounds
        )
