"""Nine points, thirty kills each: nothing lost, nothing doubled (docs/invariants.md)."""

import asyncio
import json
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nats
import pytest

from deploy.local.servers import Servers
from services.personnel.service import SERVICE as PUBLISHER
from shared import fault
from shared.eventlog import Codec, open_log
from shared.eventlog.log import check_contiguous
from tests.crash.mirror import SERVICE as LISTENER
from tests.crash.mirror import Heard
from tests.servers import TestDatabase, fresh_database

KILLS = 30
ROOT = Path(__file__).parents[2]
POINTS = [
    *(("service", point) for point in fault.SERVICE),
    *(("relay", point) for point in fault.RELAY),
    *(("listener", point) for point in fault.LISTENER),
]


@dataclass(slots=True)
class World:
    folder: Path
    publisher: TestDatabase
    mirror: TestDatabase
    nats_url: str
    processes: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)

    def order(self, role: str, point: str, *, kills: int, produce: bool) -> None:
        beside = self.folder / "orders.new"
        beside.write_text(json.dumps({"role": role, "point": point, "kills": kills, "produce": produce}))
        beside.replace(self.folder / "orders.json")

    def kills(self, role: str) -> int:
        file = self.folder / f"{role}.kills"
        return int(file.read_text() or 0) if file.exists() else 0

    def acknowledged(self) -> list[tuple[str, int]]:
        """(client/number, position) of every receipt a client holds."""
        found = []
        for client in range(4):
            lines = (self.folder / f"acks.{client}").read_text().splitlines()
            found += [(f"{client}/{line.split()[0]}", int(line.split()[1])) for line in lines]
        return found


@pytest.fixture(scope="module")
async def world(servers: Servers, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    folder, addresses = tmp_path_factory.mktemp("crash"), servers.addresses
    async with fresh_database(addresses, "crash_personnel") as one, fresh_database(addresses, "crash_mirror") as two:
        made = World(folder, one, two, addresses.nats_url)
        described = {
            "personnel": {"app": one.app, "projector": one.projector},
            "mirror": {"app": two.app, "projector": two.projector}, "nats_url": addresses.nats_url,
        }  # fmt: skip
        (folder / "world.json").write_text(json.dumps(described))
        made.order("nobody", "", kills=0, produce=False)
        for role in ("service", "relay", "listener"):
            command = [sys.executable, "-m", "tests.crash.lives", role, str(folder)]
            with (folder / f"{role}.log").open("wb") as out:
                made.processes[role] = subprocess.Popen(command, cwd=ROOT, stderr=out, stdout=out)  # noqa: ASYNC220
        while not all((folder / f"{role}.ready").exists() for role in made.processes):
            await asyncio.sleep(0.02)
        yield made
        for process in made.processes.values():
            process.terminate()
            process.wait()


@pytest.mark.parametrize(("role", "point"), POINTS)
async def test_killed_thirty_times_at_a_point_and_alive(world: World, role: str, point: str) -> None:
    goal = world.kills(role) + KILLS
    before = len(world.acknowledged()) if (world.folder / "acks.3").exists() else 0
    world.order(role, point, kills=goal, produce=True)
    world.processes[role].send_signal(signal.SIGUSR1)
    async with asyncio.timeout(60):
        while world.kills(role) < goal:
            await asyncio.sleep(0.05)
    assert len(world.acknowledged()) > before


async def test_after_all_of_it_nothing_is_lost_and_nothing_doubled(world: World) -> None:
    world.order("nobody", "", kills=0, produce=False)
    async with open_log(Codec.of(PUBLISHER.streams), world.publisher.app) as log:
        head = await _quiet(log)
        rows = await log.read(0, head)
        await _caught_up(world, head)
    check_contiguous(0, [row.position for row in rows])
    names = Counter(log.codec.recorded(row).event.name for row in rows)
    acknowledged = world.acknowledged()
    assert set(names.values()) == {1}
    assert len(acknowledged) == len(set(acknowledged))
    assert {name for name, _ in acknowledged} <= set(names)
    at = {log.codec.recorded(row).event.name: row.position for row in rows}
    assert all(at[name] == position for name, position in acknowledged)
    await _broker_holds(world, [(row.position, row.hash.hex()) for row in rows])
    async with open_log(Codec.of(LISTENER.streams), world.mirror.app) as mirror:
        heard = [mirror.codec.recorded(row).event for row in await mirror.read(0, await mirror.head())]
    assert [event.position for event in heard if isinstance(event, Heard)] == list(range(1, head + 1))


async def _quiet(log: Any) -> int:
    """The head once nobody appends any more."""
    head = -1
    async with asyncio.timeout(20):
        while head != await log.head():
            head = await log.head()
            await asyncio.sleep(0.3)
    return head


async def _caught_up(world: World, head: int) -> None:
    async with open_log(Codec.of(LISTENER.streams), world.mirror.app) as mirror, asyncio.timeout(30):
        while await mirror.cursor("listen:personnel") < head:
            await asyncio.sleep(0.05)


async def _broker_holds(world: World, expected: list[tuple[int, str]]) -> None:
    client = await nats.connect(world.nats_url)
    try:
        js = client.jetstream()
        info = await js.stream_info("PERSONNEL")
        assert (info.state.first_seq, info.state.last_seq, info.state.messages) == (1, len(expected), len(expected))
        subscription = await js.subscribe(">", stream="PERSONNEL", ordered_consumer=True)
        found = [await subscription.next_msg(timeout=5) for _ in expected]
        assert [(m.metadata.sequence.stream, (m.headers or {})["hash"]) for m in found] == expected
    finally:
        await client.close()
