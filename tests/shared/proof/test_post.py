"""Seals on a real broker: sent once and in order, signed by the other services, told again after whatever broke."""

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import asdict
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from fastapi import Response

from deploy.broker.accounts import accounts
from deploy.local.servers import Addresses, Servers
from shared.broker import BrokerAccess
from shared.clock import SystemClock
from shared.privacy import BlindIndex, MemoryKeyStore
from shared.privacy import Sealer as PersonalSealer
from shared.proof import Ask, SealStore
from shared.proof.post import SealTold
from shared.runtime import Connections, Runtime, running
from shared.service import Service
from shared.web.health import ready
from tests.servers import TestDatabase, fresh_database, watched
from tests.shared.broker.conftest import Broker
from tests.shared.broker.notes import NOTES, Poison, hearing, write
from tests.shared.proof.house import KEYS, SIGNERS, found, rows, sealing, seals, whole_log

ROOT = Path(__file__).parents[3]
_numbers = count()
SERVED: Mapping[str, Callable[[], Service]] = {"notes": lambda: NOTES, "hearing": lambda: hearing(Poison())}


@pytest.fixture(scope="module")
async def breakable(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Servers]:
    known = watched(accounts((NOTES, hearing(Poison()))))
    async with Servers(tmp_path_factory.mktemp("seals"), accounts=known) as servers:
        yield servers


@pytest.fixture
async def broker(breakable: Servers) -> Broker:
    broker = Broker(breakable)
    await broker.forget()
    return broker


@pytest.fixture
async def databases(breakable: Servers) -> AsyncIterator[Mapping[str, TestDatabase]]:
    async with AsyncExitStack() as stack:
        addresses: Addresses = breakable.addresses
        names = {name: f"{name}_{next(_numbers)}" for name in SERVED}
        yield {n: await stack.enter_async_context(fresh_database(addresses, made)) for n, made in names.items()}


@asynccontextmanager
async def up(
    name: str, database: TestDatabase, access: BrokerAccess, ask: Mapping[str, Ask] | None = None
) -> AsyncIterator[Runtime]:
    """The service with its role `seal`."""
    connections = Connections(
        app=database.app,
        projector=database.projector,
        broker=access,
        sealing=sealing(signer=SIGNERS[name], ask=ask or {}),
    )
    personal = PersonalSealer(store=MemoryKeyStore(), blind=BlindIndex(b"0" * 32))
    async with running(SERVED[name](), connections, SystemClock(), personal, roles=("seal",)) as runtime:
        yield runtime


async def seal(runtime: Runtime) -> int:
    assert runtime.log_sealer is not None
    return await runtime.log_sealer.now()


async def cosigned(runtime: Runtime, size: int) -> str:
    """The seal of that size with a witness under it, when it has one."""
    store = SealStore(runtime.pool)
    async with asyncio.timeout(20):
        while True:
            found = await store.at(size)
            if found is not None and (note := (await store.cosigned([found]))[0]) != found.note:
                return note
            await asyncio.sleep(0.02)


async def sent(broker: Broker) -> list[int]:
    """Sizes of the seals on the broker, in order."""
    async with broker.client("SEALS") as client:
        js = client.jetstream()
        state = (await js.stream_info("SEALS")).state
        messages = [await js.get_msg("SEALS", n) for n in range(state.first_seq, state.last_seq + 1)]
    return [msgspec.json.decode(m.data or b"")["size"] for m in messages if m.subject == "seals.notes"]


async def asked(runtime: Runtime) -> Ask:
    store = SealStore(runtime.pool)

    async def ask(old: int, new: int) -> Any:
        newest = await store.newest()
        return None if newest is None or newest.size < new else await store.consistency(old, new, newest.algorithm)

    return ask


async def test_each_service_signs_what_the_other_sealed(broker: Broker, databases: Mapping[str, TestDatabase]) -> None:
    async with (
        up("notes", databases["notes"], broker.access) as notes,
        up("hearing", databases["hearing"], broker.access) as other,
    ):
        for n in range(3):
            await write(notes, *(f"{n} {k}" for k in range(7)))
            await write(other, f"{n}")
            for runtime, name in ((notes, "hearing"), (other, "notes")):
                note = await cosigned(runtime, await seal(runtime))
                origin = f"cell/{runtime.service.name}"
                checkpoint, text = KEYS.verified(note, origin)
                assert checkpoint.size == await runtime.log.head()
                assert KEYS.is_cosignature(text, note.splitlines(keepends=True)[-1], f"cell/{name}")
    assert await sent(broker) == [7, 14, 21]


async def test_a_witness_that_was_away_asks_and_signs_again(
    broker: Broker, databases: Mapping[str, TestDatabase]
) -> None:
    async with up("notes", databases["notes"], broker.access) as notes:
        async with up("hearing", databases["hearing"], broker.access):
            await write(notes, "one")
            await cosigned(notes, await seal(notes))
        for text in ("two", "three"):
            await write(notes, text)
            await seal(notes)
        async with up("hearing", databases["hearing"], broker.access, {"notes": await asked(notes)}):
            await cosigned(notes, 3)


async def test_what_was_sealed_while_the_broker_was_away_is_told_when_it_is_back(
    broker: Broker, databases: Mapping[str, TestDatabase]
) -> None:
    async with (
        up("notes", databases["notes"], broker.access) as notes,
        up("hearing", databases["hearing"], broker.access, {"notes": await asked(notes)}),
    ):
        await write(notes, "one")
        await cosigned(notes, await seal(notes))
        await broker.stop()
        await write(notes, "two")
        size = await seal(notes)
        await broker.start()
        await cosigned(notes, size)
    assert await sent(broker) == [1, 2]


async def test_a_lost_stream_of_seals_is_filled_again(broker: Broker, databases: Mapping[str, TestDatabase]) -> None:
    async with up("notes", databases["notes"], broker.access) as notes:
        for text in ("one", "two"):
            await write(notes, text)
            await seal(notes)
    await broker.forget()
    async with (
        up("notes", databases["notes"], broker.access) as notes,
        up("hearing", databases["hearing"], broker.access),
    ):
        await cosigned(notes, 2)
    assert await sent(broker) == [1, 2]


@pytest.mark.parametrize(("point", "stored"), [("sealer.before", 0), ("sealer.after", 1)])
async def test_a_sealer_killed_around_its_commit_leaves_one_seal_for_each_position(
    broker: Broker, databases: Mapping[str, TestDatabase], point: str, stored: int
) -> None:
    order = {
        "database": asdict(databases["notes"]),
        "broker": {"url": broker.access.url, "passwords": dict(broker.access.passwords)},
        "faults": f"{point}:2",
    }
    command = [sys.executable, "-m", "tests.shared.proof.once", json.dumps(order)]
    killed = await asyncio.create_subprocess_exec(*command, cwd=ROOT)
    assert await killed.wait() == -signal.SIGKILL
    async with up("notes", databases["notes"], broker.access) as notes:
        store = SealStore(notes.pool)
        assert [s.size for s in await store.page(0, 10)][:2] == [1, 2][: 1 + stored]
        await write(notes, "three")
        assert await seal(notes) == 3
        assert found(await whole_log(notes.log))[0] == 0


async def test_a_fork_is_shown_by_the_health_of_every_witness(
    broker: Broker, databases: Mapping[str, TestDatabase]
) -> None:
    """Somebody with the key seals another history than the one that was witnessed."""
    async with (
        up("notes", databases["notes"], broker.access) as notes,
        up("hearing", databases["hearing"], broker.access, {"notes": await asked(notes)}) as other,
    ):
        await write(notes, "one")
        await cosigned(notes, await seal(notes))
        ((size, note),) = seals(rows(5), 5)
        async with broker.client("SEALS") as client:
            forged = msgspec.json.encode(SealTold(size, 1, note, []))
            await client.jetstream().publish("seals.notes", forged)
        async with asyncio.timeout(20):
            while not await other.pool.fetchval("select count(*) from log.disputed where size = 5"):
                await asyncio.sleep(0.02)
        request: Any = SimpleNamespace(app=SimpleNamespace(state=SimpleNamespace(runtime=other)))
        health = await ready(request, Response())
        assert (health["status"], health["disputed_seals"]) == ("degraded", 1)


async def test_what_is_no_seal_under_our_subject_stops_nothing(
    broker: Broker, databases: Mapping[str, TestDatabase]
) -> None:
    async with up("notes", databases["notes"], broker.access) as notes:
        await write(notes, "one")
        await seal(notes)
    async with broker.client("SEALS") as client:
        await client.jetstream().publish("seals.notes", b"junk")
    async with (
        up("notes", databases["notes"], broker.access) as notes,
        up("hearing", databases["hearing"], broker.access, {"notes": await asked(notes)}),
    ):
        await write(notes, "two")
        await cosigned(notes, await seal(notes))
