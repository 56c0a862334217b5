"""Reading the log: its tail, a replay with decoding, one stream."""

from contextlib import AsyncExitStack
from time import perf_counter
from typing import Any, Final
from uuid import UUID

import asyncpg

from bench.events import SLIPS, event
from bench.figures import Figure, interleaved
from bench.log import fill
from bench.servers import Ground
from shared.eventlog import Append, Codec, PostgresLog, StreamVersion, open_log
from shared.ids import new_id

KEYS: Final = ("tail", "replay", "load_stream_50")
_TAIL: Final = "select position, type, meta, data from log.event where position > $1 order by position limit 2000"


async def tail(pool: Any, head: int) -> float:
    """Events a second: position, type, meta and data as a reader follows them, undecoded."""
    at, started = 0, perf_counter()
    async with pool.acquire() as connection:
        statement = await connection.prepare(_TAIL)
        while at < head:
            at = (await statement.fetch(at))[-1][0]
    return head / (perf_counter() - started)


async def copy_out(superuser: Any, head: int) -> float:
    """The same columns by COPY into nowhere."""
    total, started = 0, perf_counter()

    async def sink(data: bytes) -> None:
        nonlocal total
        total += len(data)

    query = f"select position, type, meta, data from log.event where position <= {head}"
    await superuser.copy_from_query(query, output=sink, format="binary")
    return head / (perf_counter() - started)


async def replay(log: PostgresLog, head: int) -> float:
    """Whole rows, checked to be without a hole, every event decoded."""
    at, started = 0, perf_counter()
    while at < head:
        rows = await log.read(at, 2_000)
        for row in rows:
            log.codec.recorded(row)
        at = rows[-1].position
    return head / (perf_counter() - started)


async def load_stream(log: PostgresLog, id: UUID) -> float:
    """Streams of fifty events a second, one after another: read, decoded, folded."""
    times, key = 200, ("slip", id)
    started = perf_counter()
    for _ in range(times):
        state = SLIPS.decider.initial
        for recorded in (await log.load([key]))[key]:
            state = SLIPS.decider.evolve(state, recorded.event)
        assert state.count == 50
    return times / (perf_counter() - started)


async def figures(ground: Ground, wanted: set[str]) -> list[Figure]:
    """`tail`, `replay`, `load_stream_50`."""
    base, rounds, found = await ground.base("bench_log"), ground.rounds, []
    async with AsyncExitStack() as stack:
        root = await asyncpg.connect(**base.superuser)
        stack.push_async_callback(root.close)
        log = await stack.enter_async_context(open_log(Codec.of([SLIPS]), base.app))
        head = await fill(log, 20_000 if ground.quick else 100_000)
        if "tail" in wanted:
            figure = Figure("tail", "events/s", 0.6)
            found.append(await interleaved(figure, lambda: tail(log.pool, head), lambda: copy_out(root, head), rounds))
        if "replay" in wanted:
            figure = Figure("replay", "events/s")
            found.append(await interleaved(figure, lambda: replay(log, min(head, 50_000)), None, rounds))
        if "load_stream_50" in wanted:
            id = new_id()
            events = tuple(event(id, n) for n in range(1, 51))
            await log.append(Append(streams=(StreamVersion("slip", id, 0),), events=events))
            found.append(
                await interleaved(Figure("load_stream_50", "streams/s"), lambda: load_stream(log, id), None, rounds)
            )
    return found
