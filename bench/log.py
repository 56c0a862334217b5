"""Writing the log: single appends of many callers, bulk, and the same appends on a large log."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from time import perf_counter
from typing import Any, Final

import asyncpg

from bench.events import FLOOR_INSERT, FLOOR_POSITION, FLOOR_TABLE, SLIPS, chunks, event, one
from bench.figures import Figure, interleaved
from bench.servers import Ground, small_log
from shared.eventlog import Codec, PostgresLog, open_log
from shared.ids import new_id

KEYS: Final = ("append_group_32", "append_bulk", "append_at_200k")
SECONDS: Final = 1.0
CALLERS: Final = 32
LARGE: Final = 200_000
SMALL: Final = 2_000


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
    """Events a second, one in each append, each caller waiting for its own commit."""

    async def caller(_: int) -> Callable[[], Awaitable[object]]:
        id, version = new_id(), 0

        async def once() -> None:
            nonlocal version
            await log.append(one(id, version))
            version += 1

        return once

    return await rate(CALLERS, caller)


async def inserts(connections: list[Any]) -> float:
    """The same rows, one INSERT and one commit each, every caller on a connection of its own."""

    async def caller(n: int) -> Callable[[], Awaitable[object]]:
        statement = await connections[n].prepare(FLOOR_INSERT)
        id, version = new_id(), 0

        async def once() -> None:
            nonlocal version
            version += 1
            await statement.fetch(*event(id, version)[1:])

        return once

    return await rate(CALLERS, caller)


async def bulk(log: PostgresLog, events: int) -> float:
    """Events a second in appends of a thousand, encoded before the watch starts."""
    prepared = chunks(events)
    started = perf_counter()
    for chunk in prepared:
        await log.append(chunk)
    return events / (perf_counter() - started)


async def copy_in(connection: Any, events: int) -> float:
    """The same rows by COPY, a thousand in each commit."""
    rows = [event(new_id(), 1) for _ in range(events)]
    first = await connection.fetchval("select coalesce(max(position), 0) from public.floor") + 1_000_000
    started = perf_counter()
    for n in range(0, events, 1_000):
        records = [(first + n + k, *row[1:]) for k, row in enumerate(rows[n : n + 1_000])]
        await connection.copy_records_to_table("floor", records=records)
    return events / (perf_counter() - started)


async def fill(log: PostgresLog, events: int) -> int:
    """At least so many events in the log; its head."""
    while (head := await log.head()) < events:
        await bulk(log, min(10_000, max(1_000, events - head)))
    return head


async def figures(ground: Ground, wanted: set[str]) -> list[Figure]:
    """`append_group_32`, `append_bulk`, `append_at_200k`."""
    base, rounds, found = await ground.base("bench_log"), ground.rounds, []
    async with AsyncExitStack() as stack:
        root = await asyncpg.connect(**base.superuser)
        stack.push_async_callback(root.close)
        await root.execute(FLOOR_TABLE)
        await root.execute(FLOOR_POSITION)
        log = await stack.enter_async_context(open_log(Codec.of([SLIPS]), base.app))
        if "append_group_32" in wanted:
            connections = [await asyncpg.connect(**base.superuser) for _ in range(CALLERS)]
            await appends(log)  # warm
            group = Figure("append_group_32", "events/s", 1.8)
            found.append(await interleaved(group, lambda: appends(log), lambda: inserts(connections), rounds))
            for connection in connections:
                await connection.close()
        if "append_bulk" in wanted:
            size = 5_000 if ground.quick else 10_000
            figure = Figure("append_bulk", "events/s", 0.45)
            found.append(await interleaved(figure, lambda: bulk(log, size), lambda: copy_in(root, size), rounds))
        if "append_at_200k" in wanted:
            found.append(await _at_200k(ground, log))
    return found


async def _at_200k(ground: Ground, log: PostgresLog) -> Figure:
    """The same appends on a log of 200,000 events and on one that had 2,000 a moment ago, by turns."""
    await fill(log, LARGE)

    async def on_small() -> float:
        async with small_log(ground.root, SLIPS) as small:
            await bulk(small, SMALL)
            return await appends(small)

    return await interleaved(
        Figure("append_at_200k", "events/s", 0.9), lambda: appends(log), on_small, max(ground.rounds, 3)
    )
