"""From one service's log to the other's: through relay, broker and listener, one by one and in a stream."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import perf_counter
from typing import Final

from bench.figures import Figure
from bench.notes import HEARING, TELLING, write, write_many
from bench.servers import Ground
from shared.clock import SystemClock
from shared.privacy import BlindIndex, MemoryKeyStore, Sealer
from shared.runtime import Connections, Runtime, running
from shared.service import Service

KEYS: Final = ("commit_to_effect_ms", "pipeline_events")
A_SECOND: Final = 100


@asynccontextmanager
async def started(ground: Ground, service: Service, *roles: str) -> AsyncIterator[Runtime]:
    """The service in this process, with these roles."""
    base = await ground.base(service.name)
    connections = Connections(app=base.app, projector=base.projector, broker=ground.addresses.broker)
    sealer = Sealer(store=MemoryKeyStore(), blind=BlindIndex(b"0" * 32))
    async with running(service, connections, SystemClock(), sealer, roles=roles, alone=True) as runtime:
        yield runtime


async def arrived(hearing: Runtime, position: int) -> None:
    """Until the second log holds so many events."""
    while (head := max(hearing.log.appended.latest, await hearing.log.head())) < position:
        await hearing.log.appended.wait(head, 1.0)


async def paced(telling: Runtime, hearing: Runtime, count: int) -> list[float]:
    """Milliseconds from a note's commit to the commit of what came of it, 100 notes a second."""
    committed: list[float] = []
    effects: list[float] = []
    before = await hearing.log.head()

    async def watch() -> None:
        seen = before
        while seen < before + count:
            await hearing.log.appended.wait(seen, 1.0)
            now, head = perf_counter(), hearing.log.appended.latest
            effects.extend([now] * (head - seen))
            seen = max(seen, head)

    watching = asyncio.create_task(watch())
    started = perf_counter()
    for n in range(count):
        await asyncio.sleep(max(0.0, started + n / A_SECOND - perf_counter()))
        await write(telling)
        committed.append(perf_counter())
    await asyncio.wait_for(watching, 30)
    return sorted(1000 * (effect - commit) for commit, effect in zip(committed, effects, strict=True))


async def streamed(ground: Ground, count: int) -> float:
    """Events a second while the relay publishes what stands in the first log and the listener writes the second."""
    async with started(ground, TELLING) as telling, started(ground, HEARING) as hearing:
        await write_many(telling, count)
        goal = await telling.log.head()
        assert goal == await hearing.log.head() + count
    async with started(ground, HEARING, "listen") as hearing, started(ground, TELLING, "relay"):
        began = perf_counter()
        await arrived(hearing, goal)
        return count / (perf_counter() - began)


async def figures(ground: Ground, wanted: set[str]) -> list[Figure]:
    """`commit_to_effect_ms` (with its p99) and `pipeline_events`; both services with their roles in this one process."""
    found: list[Figure] = []
    p50, p99 = (
        Figure("commit_to_effect_ms", "ms, p50", 5, at_most=True),
        Figure("commit_to_effect_p99_ms", "ms, p99", 15, at_most=True),
    )
    async with started(ground, TELLING, "relay") as telling, started(ground, HEARING, "listen", "relay") as hearing:
        await write_many(telling, 1_000)  # warm, and the stream is there
        await arrived(hearing, await telling.log.head())
        for _ in range(ground.rounds if "commit_to_effect_ms" in wanted else 0):
            times = await paced(telling, hearing, A_SECOND * (2 if ground.quick else 4))
            p50.values.append(times[len(times) // 2])
            p99.values.append(times[-len(times) // 100])
    if p50.values:
        found += [p50, p99]
    if "pipeline_events" in wanted:
        figure = Figure("pipeline_events", "events/s", 10_000)
        for _ in range(3):
            figure.values.append(await streamed(ground, 10_000 if ground.quick else 40_000))
        found.append(figure)
    return found
