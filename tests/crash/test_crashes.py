"""Eleven points, thirty kills each, then all of them at once: nothing lost, nothing doubled (docs/invariants.md)."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from deploy.local.servers import Servers
from services.personnel.service import SERVICE as PUBLISHER
from shared import fault
from shared.broker import BrokerAccess
from shared.clock import SystemClock
from shared.eventlog import Codec, PostgresLog, StoredEvent, open_log
from shared.handling import KeyReused
from shared.privacy import BlindIndex, MemoryKeyStore, Sealer
from shared.proof import Seal, SealStore
from shared.runtime import Connections, running
from tests.crash import invariants, lives
from tests.crash.mirror import SERVICE as LISTENER
from tests.crash.mirror import Heard
from tests.servers import TestDatabase, as_operator, fresh_database

KILLS = int(os.environ.get("CW_TEST_KILLS", "30"))
ROOT = Path(__file__).parents[2]
POINTS = {"service": fault.SERVICE, "relay": fault.RELAY, "sealer": fault.SEALER, "listener": fault.LISTENER}


@dataclass(slots=True)
class World:
    folder: Path
    publisher: TestDatabase
    mirror: TestDatabase
    broker: BrokerAccess
    processes: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)

    def order(self, arms: Mapping[str, tuple[Sequence[str], int]], *, produce: bool) -> None:
        beside = self.folder / "orders.new"
        beside.write_text(json.dumps({"arms": arms, "produce": produce}))
        beside.replace(self.folder / "orders.json")

    async def kill(self, arms: Mapping[str, Sequence[str]]) -> None:
        """Each role dies KILLS times more, at any of its points, while the clients go on sending."""
        goals = {role: lives.kills(self.folder, role) + KILLS for role in arms}
        self.order({role: (points, goals[role]) for role, points in arms.items()}, produce=True)
        for role in arms:
            self.processes[role].send_signal(signal.SIGUSR1)
        async with asyncio.timeout(20 + KILLS * 2):
            while any(lives.kills(self.folder, role) < goal for role, goal in goals.items()):
                await asyncio.sleep(0.05)

    def acknowledged(self) -> dict[int, list[int]]:
        """The position of every receipt that a client holds, in order."""
        found = {}
        for client in range(lives.CLIENTS):
            file = self.folder / f"acks.{client}"
            lines = [line.split() for line in file.read_text().splitlines()] if file.exists() else []
            assert [int(number) for number, _ in lines] == list(range(len(lines)))
            found[client] = [int(position) for _, position in lines]
        return found

    def receipts(self) -> int:
        return sum(len(positions) for positions in self.acknowledged().values())


@pytest.fixture(scope="module")
async def world(servers: Servers, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    folder, addresses = tmp_path_factory.mktemp("crash"), servers.addresses
    async with fresh_database(addresses, "crash_personnel") as one, fresh_database(addresses, "crash_mirror") as two:
        made = World(folder, one, two, addresses.broker)
        described = {
            "personnel": {"app": one.app, "projector": one.projector},
            "mirror": {"app": two.app, "projector": two.projector},
            "broker": {"url": addresses.broker.url, "passwords": dict(addresses.broker.passwords)},
        }  # fmt: skip
        (folder / "world.json").write_text(json.dumps(described))
        made.order({}, produce=False)
        for role in POINTS:
            command = [sys.executable, "-m", "tests.crash.lives", role, str(folder)]
            with (folder / f"{role}.log").open("wb") as out:
                made.processes[role] = subprocess.Popen(command, cwd=ROOT, stderr=out, stdout=out)  # noqa: ASYNC220
        while not all((folder / f"{role}.ready").exists() for role in made.processes):
            await asyncio.sleep(0.02)
        yield made
        for process in made.processes.values():
            process.terminate()
            process.wait()


@pytest.mark.parametrize(("role", "point"), [(role, point) for role, points in POINTS.items() for point in points])
async def test_killed_again_and_again_at_a_point_and_alive(world: World, role: str, point: str) -> None:
    before = world.receipts()
    await world.kill({role: [point]})
    assert world.receipts() > before


async def test_killed_at_all_points_at_once_and_alive(world: World) -> None:
    before = world.receipts()
    await world.kill(POINTS)
    assert world.receipts() > before


async def test_after_all_of_it_nothing_is_lost_and_nothing_doubled(world: World) -> None:
    world.order({}, produce=False)
    async with open_log(Codec.of(PUBLISHER.streams), world.publisher.app) as log:
        rows = await _quiet(log)
        seals = await _sealed(log, len(rows))
        names = {row.position: str(log.codec.recorded(row).event.name) for row in rows}
    async with open_log(Codec.of(LISTENER.streams), world.mirror.app) as mirror:
        await _caught_up(mirror, len(rows))
        heard = [mirror.codec.recorded(row).event for row in await mirror.read(0, await mirror.head())]
        assert await mirror.parked("listen:personnel") == []
        cursor = await mirror.cursor("listen:personnel")
    acknowledged = world.acknowledged()
    invariants.no_hole_and_no_duplicate(rows)
    invariants.versions_count_up_in_every_stream(rows)
    invariants.every_command_is_there_once(rows, names, acknowledged)
    invariants.acknowledged_before_sent_is_before_in_the_log(acknowledged)
    invariants.stream_is_the_log(await _stream(world.broker, len(rows)), rows)
    invariants.each_position_lies_under_one_seal(seals, rows)
    invariants.applied_once_each_in_order([e.position for e in heard if isinstance(e, Heard)], cursor, len(rows))
    assert not list(world.folder.glob("*.failed")), "a role ended other than by a kill"


async def test_an_acknowledged_command_sent_again_is_answered_with_its_first_receipt(world: World) -> None:
    connections = Connections(app=world.publisher.app, projector=world.publisher.projector, broker=world.broker)
    sealer = Sealer(store=MemoryKeyStore(), blind=BlindIndex(b"0" * 32))
    async with running(PUBLISHER, connections, SystemClock(), sealer, roles=()) as runtime:
        head = await runtime.log.head()
        for client, positions in world.acknowledged().items():
            some = range(client, len(positions), 10)
            assert [await lives.send(runtime, client, n) for n in some] == [positions[n] for n in some]
            with pytest.raises(KeyReused):
                await lives.send(runtime, client, 0, b"another body")
        assert await runtime.log.head() == head


async def _quiet(log: PostgresLog) -> list[StoredEvent]:
    """Everything, once nobody appends any more."""
    head = -1
    async with asyncio.timeout(20):
        while head != await log.head():
            head = await log.head()
            await asyncio.sleep(0.3)
    return await log.read(0, head)


async def _sealed(log: PostgresLog, head: int) -> list[Seal]:
    """Every seal, once the last position has one."""
    store = SealStore(log.pool)
    async with asyncio.timeout(30):
        while (newest := await store.newest()) is None or newest.size < head:
            await asyncio.sleep(0.05)
    return await store.page(0, head)


async def _caught_up(mirror: PostgresLog, head: int) -> None:
    async with asyncio.timeout(30):
        while await mirror.cursor("listen:personnel") < head:
            await asyncio.sleep(0.05)


async def _stream(broker: BrokerAccess, count: int) -> list[tuple[int, int, str]]:
    """Sequence, position and hash of every message; no fewer and no more than are expected."""
    client = await as_operator(broker, "PERSONNEL")
    try:
        js = client.jetstream()
        state = (await js.stream_info("PERSONNEL")).state
        assert (state.first_seq, state.last_seq, state.messages) == (1, count, count)
        subscription = await js.subscribe(">", stream="PERSONNEL", ordered_consumer=True)
        found = [await subscription.next_msg(timeout=5) for _ in range(count)]
        return [
            (m.metadata.sequence.stream, int((m.headers or {})["position"]), (m.headers or {})["hash"]) for m in found
        ]
    finally:
        await client.close()
