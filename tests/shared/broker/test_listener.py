from typing import Any

from nats.js.api import StreamConfig

from shared.broker import encode_message
from shared.ids import new_id
from shared.runtime import Runtime
from tests.servers import TestDatabase
from tests.shared.broker.conftest import Broker
from tests.shared.broker.notes import NOTES, Poison, feed_of, heard, hearing, started, texts, write


async def test_what_is_told_is_heard_once_and_in_order(
    broker: Broker, notes_database: TestDatabase, hearing_database: TestDatabase
) -> None:
    async with (
        started(NOTES, notes_database, broker.access, "relay") as notes,
        started(hearing(Poison()), hearing_database, broker.access, "listen") as other,
    ):
        said = [f"note {n}" for n in range(60)]
        await heard(other, await write(notes, *said, ".private"))
        assert await texts(other) == said
        row = (await other.log.read(0, 1))[0]
        assert row.causation == (await notes.log.read(0, 1))[0].event_id
        assert row.actor == "service:notes"


async def test_two_listeners_of_one_service_apply_nothing_twice(
    broker: Broker, notes_database: TestDatabase, hearing_database: TestDatabase
) -> None:
    async with (
        started(NOTES, notes_database, broker.access, "relay") as notes,
        started(hearing(Poison()), hearing_database, broker.access, "listen") as one,
        started(hearing(Poison()), hearing_database, broker.access, "listen") as two,
    ):
        said = [f"note {n}" for n in range(60)]
        head = await write(notes, *said)
        await heard(one, head)
        await heard(two, head)
        assert await texts(one) == said


async def test_a_broker_that_was_killed_costs_nothing(
    broker: Broker, notes_database: TestDatabase, hearing_database: TestDatabase
) -> None:
    async with (
        started(NOTES, notes_database, broker.access, "relay") as notes,
        started(hearing(Poison()), hearing_database, broker.access, "listen") as other,
    ):
        await heard(other, await write(notes, "before"))
        await broker.kill()
        await heard(other, await write(notes, "after"))
        assert await texts(other) == ["before", "after"]


async def test_a_poison_message_parks_one_person_and_a_release_catches_up_in_order(
    broker: Broker, notes_database: TestDatabase, hearing_database: TestDatabase
) -> None:
    poison = Poison({"poison"})
    sick, healthy = new_id(), new_id()
    async with started(NOTES, notes_database, broker.access, "relay") as notes:
        feeds = {"notes": feed_of(notes.log)}
        async with started(hearing(poison), hearing_database, broker.access, "listen", feeds=feeds) as other:
            await write(notes, "well", to=sick)
            bad = await write(notes, "poison", to=sick)
            await write(notes, "of the healthy", to=healthy)
            await write(notes, "behind the poison", to=sick)
            await heard(other, await write(notes, "healthy still", to=healthy))
            assert await texts(other) == ["well", "of the healthy", "healthy still"]
            parked = await other.log.parked("listen:notes")
            assert sorted(p.position for p in parked) == [bad, bad + 2]
            assert "ZeroDivisionError" in {p.position: p.error for p in parked}[bad]
            poison.texts.clear()
            assert await other.listeners["notes"].release(bad)
            assert await texts(other) == ["well", "of the healthy", "healthy still", "poison", "behind the poison"]
            assert await other.log.parked("listen:notes") == []
            await heard(other, await write(notes, "well again", to=sick))
            assert (await texts(other))[-1] == "well again"


async def test_a_parked_person_stays_parked_after_a_restart(
    broker: Broker, notes_database: TestDatabase, hearing_database: TestDatabase
) -> None:
    sick = new_id()
    async with started(NOTES, notes_database, broker.access, "relay") as notes:
        async with started(hearing(Poison({"poison"})), hearing_database, broker.access, "listen") as other:
            await heard(other, await write(notes, "poison", to=sick))
        async with started(hearing(Poison()), hearing_database, broker.access, "listen") as other:
            await heard(other, await write(notes, "behind", to=sick))
            assert await texts(other) == []
            assert len(await other.log.parked("listen:notes")) == 2


async def test_positions_that_the_broker_lost_are_read_from_the_publishers_own_log(
    broker: Broker, notes_database: TestDatabase, hearing_database: TestDatabase
) -> None:
    said = [f"note {n}" for n in range(10)]
    async with started(NOTES, notes_database, broker.access) as notes:
        head = await write(notes, *said)
        await _publish_all_but(broker, notes, {4, 5, 6})
        feeds = {"notes": feed_of(notes.log)}
        async with started(hearing(Poison()), hearing_database, broker.access, "listen", feeds=feeds) as other:
            await heard(other, head)
            assert await texts(other) == said


async def _publish_all_but(broker: Broker, notes: Runtime, lost: set[int]) -> None:
    """A stream with a hole in it: those positions were deleted from the broker's store."""

    async with broker.client() as client:
        js: Any = client.jetstream()
        await js.add_stream(StreamConfig(name="NOTES", subjects=["events.notes.>", "void.notes"]))
        for row in await notes.log.read(0, 100):
            message = encode_message("notes", row, notes.log.codec, NOTES.publish)
            await js.publish(message.subject, message.body, headers=dict(message.headers))
        for position in lost:
            await js.delete_msg("NOTES", position)
