"""What is killed comes back, and everything that was said is heard once: by itself, whoever was away."""

import asyncio
from collections.abc import Mapping, Sequence

from nats.js.api import StreamConfig

from deploy.local.servers import Servers
from shared.broker import Feed, encode_message
from shared.draft import Ask
from shared.eventlog import LogUnavailable, Overloaded
from shared.eventlog.appender import AWAY
from shared.handling import CommandKey
from shared.ids import derived_id
from shared.runtime import Runtime
from tests.servers import TestDatabase
from tests.shared.broker.conftest import Broker
from tests.shared.broker.notes import (
    CHENGDU,
    NOTEBOOK,
    NOTES,
    Poison,
    Write,
    feed_of,
    heard,
    hearing,
    relayed,
    started,
    texts,
    until,
    write,
)


async def test_a_database_that_was_killed_costs_nothing(
    broker: Broker, breakable: Servers, notes_database: TestDatabase, hearing_database: TestDatabase
) -> None:
    async with (
        started(NOTES, notes_database, broker.access, "relay") as notes,
        started(hearing(Poison()), hearing_database, broker.access, "listen") as other,
    ):
        writers = [asyncio.create_task(_insist(notes, f"writer {n}", 40)) for n in range(4)]
        for _ in range(2):
            goal = notes.log.appended.latest + 30
            await until(lambda goal=goal: notes.log.appended.latest >= goal)  # type: ignore[misc]
            await breakable.kill_postgres()
        positions = [position for answers in await asyncio.gather(*writers) for position in answers]
        await heard(other, 160)
        assert sorted(positions) == list(range(1, 161))
        assert await broker.sequences() == [(r.position, r.hash.hex()) for r in await notes.log.read(0, 1_000)]
        assert await texts(other) == await texts(notes)
        assert await other.log.parked("listen:notes") == []
        assert [t.get_name() for r in (notes, other) for t in r.tasks if t.done() and "hear" not in t.get_name()] == []


async def _insist(notes: Runtime, who: str, count: int) -> list[int]:
    """Each command is sent under its key until it is acknowledged; the positions of the receipts."""
    positions = []
    for n in range(count):
        ask = Ask(stream=NOTEBOOK, to=derived_id(who, str(n)), command=Write(text=f"{who} {n}"), region=CHENGDU)
        while True:
            try:
                receipt = await notes.handling.carry_out(
                    [ask], by=who, key=CommandKey(caller=who, key=str(n), hash=b"h")
                )
            except (*AWAY, LogUnavailable, Overloaded):
                await asyncio.sleep(0.02)
                continue
            positions.append(receipt.position)
            break
        await asyncio.sleep(0.002)
    return positions


async def test_a_broker_that_is_killed_while_everybody_speaks_costs_nothing(
    broker: Broker, notes_database: TestDatabase, hearing_database: TestDatabase
) -> None:
    async with (
        started(NOTES, notes_database, broker.access, "relay") as notes,
        started(hearing(Poison()), hearing_database, broker.access, "listen") as other,
    ):
        writers = [asyncio.create_task(_insist(notes, f"writer {n}", 100)) for n in range(4)]
        await heard(other, 50)
        await broker.kill()
        await asyncio.gather(*writers)
        await heard(other, 400)
        assert await broker.sequences() == [(r.position, r.hash.hex()) for r in await notes.log.read(0, 1_000)]
        assert await texts(other) == await texts(notes)


async def test_a_listener_asks_a_restarted_broker_anew_even_while_nobody_speaks(
    broker: Broker, notes_database: TestDatabase, hearing_database: TestDatabase
) -> None:
    """Its consumer lived in the broker's memory; asking one that is gone is answered at once, for ever."""
    async with (
        started(NOTES, notes_database, broker.access, "relay") as notes,
        started(hearing(Poison()), hearing_database, broker.access, "listen") as other,
    ):
        await heard(other, await write(notes, "before"))
        await broker.kill()
        async with broker.client() as client, asyncio.timeout(20):
            while len(await client.jetstream().consumers_info("NOTES")) != 1:
                await asyncio.sleep(0.05)
        await heard(other, await write(notes, "after"))
        assert await texts(other) == ["before", "after"]


async def test_a_stream_that_is_deleted_under_a_listener_is_heard_on_from_where_it_was(
    broker: Broker, notes_database: TestDatabase, hearing_database: TestDatabase
) -> None:
    said = [f"note {n}" for n in range(10)]
    async with (
        started(NOTES, notes_database, broker.access, "relay") as notes,
        started(hearing(Poison()), hearing_database, broker.access, "listen") as other,
    ):
        await heard(other, await write(notes, *said))
        await broker.forget()
        await heard(other, await write(notes, "one more"))
        assert await texts(other) == [*said, "one more"]


class Troubled:
    """A feed that fails, answers too little, answers the wrong positions, and only then as it should."""

    def __init__(self, feed: Feed) -> None:
        self._feed = feed
        self.asked = 0

    async def __call__(self, after: int, count: int) -> Sequence[tuple[Mapping[str, str], bytes]]:
        self.asked += 1
        match self.asked:
            case 1:
                raise ZeroDivisionError
            case 2:
                return await self._feed(after, count - 1)
            case 3:
                return await self._feed(after + 1, count)
            case _:
                return await self._feed(after, count)


async def test_a_feed_in_trouble_is_asked_until_it_answers_exactly_what_is_missing(
    broker: Broker, notes_database: TestDatabase, hearing_database: TestDatabase
) -> None:
    said = [f"note {n}" for n in range(10)]
    async with started(NOTES, notes_database, broker.access) as notes:
        head = await write(notes, *said)
        await _stream_from(broker, notes, 8)
        feed = Troubled(feed_of(notes.log))
        async with started(
            hearing(Poison()), hearing_database, broker.access, "listen", feeds={"notes": feed}
        ) as other:
            await heard(other, head)
            assert await texts(other) == said
            assert feed.asked == 4


async def test_a_long_hole_is_read_in_pages_that_a_feed_allows(
    broker: Broker, notes_database: TestDatabase, hearing_database: TestDatabase
) -> None:
    """What has left the broker by age is only in the log: a new listener begins with all of it."""
    async with started(NOTES, notes_database, broker.access) as notes:
        await asyncio.gather(*(write(notes, f"note {n}") for n in range(1_300)))
        await _stream_from(broker, notes, 1_290)
        read = feed_of(notes.log)

        async def feed(after: int, count: int) -> Sequence[tuple[Mapping[str, str], bytes]]:
            assert count <= 1_000
            return await read(after, count)

        async with started(
            hearing(Poison()), hearing_database, broker.access, "listen", feeds={"notes": feed}
        ) as other:
            await heard(other, 1_300)
            assert await texts(other) == await texts(notes)


async def test_without_a_feed_a_hole_is_waited_for_and_nothing_behind_it_is_applied(
    broker: Broker, notes_database: TestDatabase, hearing_database: TestDatabase
) -> None:
    async with started(NOTES, notes_database, broker.access) as notes:
        head = await write(notes, "lost", "kept")
        await _stream_from(broker, notes, 2)
        async with started(hearing(Poison()), hearing_database, broker.access, "listen") as other:
            async with broker.client() as client:  # it has come, has seen the hole, and has come again
                advisories = await client.subscribe("$JS.API.CONSUMER.CREATE.>")
                for _ in range(3):
                    await advisories.next_msg(timeout=10)
            assert await texts(other) == []
        feeds = {"notes": feed_of(notes.log)}
        async with started(hearing(Poison()), hearing_database, broker.access, "listen", feeds=feeds) as other:
            await heard(other, head)
            assert await texts(other) == ["lost", "kept"]


async def test_a_relay_goes_on_after_both_servers_were_killed(
    broker: Broker, breakable: Servers, notes_database: TestDatabase
) -> None:
    async with started(NOTES, notes_database, broker.access, "relay") as notes:
        await relayed(notes, await write(notes, "before"))
        await asyncio.gather(breakable.kill_postgres(), broker.kill())
        await relayed(notes, (await _insist(notes, "after", 3))[-1])
        assert len(await broker.sequences()) == 4


async def _stream_from(broker: Broker, notes: Runtime, first: int) -> None:
    """A stream that has lost everything before a position."""
    async with broker.client() as client:
        js = client.jetstream()
        await js.add_stream(StreamConfig(name="NOTES", subjects=["events.notes.>", "void.notes"], first_seq=first))
        for row in await notes.log.read(first - 1, 1_000):
            message = encode_message("notes", row, notes.log.codec, NOTES.publish)
            await js.publish(message.subject, message.body, headers=dict(message.headers))
