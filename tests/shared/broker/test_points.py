"""Every crash point lies where its name says: what is durable when the process dies there, and that the next life makes it whole."""

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import asdict
from pathlib import Path

import pytest

from shared import fault
from tests.servers import TestDatabase
from tests.shared.broker.conftest import Broker
from tests.shared.broker.notes import NOTES, Poison, hearing, relayed, started, texts, write
from tests.shared.broker.once import command

KILLED = -9
ROOT = Path(__file__).parents[3]
Live = Callable[[str, str, TestDatabase, int], Awaitable[int]]


@pytest.fixture(scope="module")
async def zygote() -> AsyncIterator["subprocess.Popen[str]"]:
    with subprocess.Popen(  # noqa: ASYNC220  it forks one life after the other
        [sys.executable, "-m", "tests.shared.broker.once"],
        cwd=ROOT,
        text=True,
        bufsize=1,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


@pytest.fixture
def live(zygote: "subprocess.Popen[str]", broker: Broker) -> Live:
    """One life of a role, armed at a point; how it ended."""

    async def lived(role: str, faults: str, database: TestDatabase, until: int) -> int:
        order = {
            "role": role,
            "faults": faults,
            "database": asdict(database),
            "broker": {"url": broker.access.url, "passwords": dict(broker.access.passwords)},
            "until": until,
        }
        assert zygote.stdin is not None
        assert zygote.stdout is not None
        zygote.stdin.write(json.dumps(order) + "\n")
        return int(await asyncio.to_thread(zygote.stdout.readline))

    return lived


async def settled(what: Callable[[], Awaitable[int]], expected: int) -> None:
    """It becomes so (what was on its way arrives), and then it stays so."""
    async with asyncio.timeout(10):
        while await what() != expected:
            await asyncio.sleep(0.02)
    await asyncio.sleep(0.1)
    assert await what() == expected


@pytest.mark.parametrize(("point", "committed"), [*zip(fault.SERVICE, (0, 1, 1), strict=True)])
async def test_a_service_killed_at_a_point(
    live: Live, broker: Broker, notes_database: TestDatabase, point: str, committed: int
) -> None:
    assert await live("service", f"{point}:1", notes_database, 0) == KILLED
    async with started(NOTES, notes_database, broker.access) as notes:
        await settled(notes.log.head, committed)
        assert await command(notes) == 1
        assert await texts(notes) == ["once"]


@pytest.mark.parametrize(
    ("point", "waiting", "published"),
    [
        ("relay.after_read", 3, 0), ("relay.after_send", 3, 3), ("relay.after_ack", 3, 3),
        ("relay.after_read", 60, 0), ("relay.open_batch", 60, 0), ("relay.after_send", 60, 60), ("relay.after_ack", 60, 60),
    ],
)  # fmt: skip
async def test_a_relay_killed_at_a_point(
    live: Live, broker: Broker, notes_database: TestDatabase, point: str, waiting: int, published: int
) -> None:
    async with started(NOTES, notes_database, broker.access) as notes:
        await write(notes, *(f"note {n}" for n in range(waiting)))
        assert await live("relay", f"{point}:1", notes_database, waiting) == KILLED
        await settled(broker.last, published)
        assert await live("relay", "", notes_database, waiting) == 0
        assert await broker.sequences() == [(r.position, r.hash.hex()) for r in await notes.log.read(0, 100)]


@pytest.mark.parametrize(("point", "applied"), [*zip(fault.LISTENER, (0, 3, 3), strict=True)])
async def test_a_listener_killed_at_a_point(
    live: Live, broker: Broker, notes_database: TestDatabase, hearing_database: TestDatabase, point: str, applied: int
) -> None:
    said = [f"note {n}" for n in range(3)]
    async with (
        started(NOTES, notes_database, broker.access, "relay") as notes,
        started(hearing(Poison()), hearing_database, broker.access) as other,
    ):
        await relayed(notes, await write(notes, *said))
        assert await live("listener", f"{point}:1", hearing_database, 3) == KILLED
        await settled(lambda: other.log.cursor("listen:notes"), applied)
        assert await live("listener", "", hearing_database, 3) == 0
        assert await texts(other) == said


async def test_a_point_fires_at_the_passage_named_or_by_chance(live: Live, notes_database: TestDatabase) -> None:
    assert await live("service", "append.before:2", notes_database, 0) == 0
    assert await live("service", "append.before:%0", notes_database, 0) == 0
    assert await live("service", "append.before:%100", notes_database, 0) == KILLED


@pytest.mark.parametrize("words", ["append.before", "append.before:soon", "append.befor:1", ":1"])
def test_what_names_no_point_is_refused_instead_of_never_firing(words: str) -> None:
    with pytest.raises(ValueError, match="not a crash point"):
        fault.arm(words)
    fault.arm("")
