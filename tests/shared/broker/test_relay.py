import asyncio
from pathlib import Path

import pytest

from deploy.local.servers import Servers
from shared.broker import Relay, StreamAheadOfLog
from shared.runtime import Runtime
from tests.servers import TestDatabase, fresh_database
from tests.shared.broker.conftest import Broker
from tests.shared.broker.notes import NOTES, relayed, started, write


async def in_log(runtime: Runtime) -> list[tuple[int, str]]:
    return [(row.position, row.hash.hex()) for row in await runtime.log.read(0, 10_000)]


async def test_a_position_of_the_log_is_the_sequence_in_the_stream(
    broker: Broker, notes_database: TestDatabase
) -> None:
    async with started(NOTES, notes_database, broker.access, "relay") as runtime:
        await relayed(runtime, await write(runtime, *(f"note {n}" for n in range(40)), ".private"))
        assert await broker.sequences() == await in_log(runtime)
        async with broker.client() as client:
            last = await client.jetstream().get_msg("NOTES", seq=41)
        assert (last.subject, last.data or b"") == ("void.notes", b"")


async def test_more_than_the_broker_takes_at_once_is_sent_in_pieces(
    broker: Broker, notes_database: TestDatabase
) -> None:
    async with started(NOTES, notes_database, broker.access) as runtime:
        head = max(await asyncio.gather(*(write(runtime, f"note {n}") for n in range(2_600))))
    async with started(NOTES, notes_database, broker.access, "relay") as runtime:
        await relayed(runtime, head)
        assert await broker.sequences() == await in_log(runtime)


async def test_two_relays_at_once_stay_exact(broker: Broker, notes_database: TestDatabase) -> None:
    async with (
        started(NOTES, notes_database, broker.access, "relay") as one,
        started(NOTES, notes_database, broker.access, "relay") as two,
    ):
        for round in range(15):
            await write(one, *(f"one {round}.{n}" for n in range(5)))
            head = await write(two, *(f"two {round}.{n}" for n in range(5)))
        await relayed(one, head)
        await relayed(two, head)
        assert await broker.sequences() == await in_log(one)


async def test_a_broker_that_was_killed_is_followed_again(broker: Broker, notes_database: TestDatabase) -> None:
    async with started(NOTES, notes_database, broker.access, "relay") as runtime:
        await relayed(runtime, await write(runtime, "before"))
        await broker.kill()
        await relayed(runtime, await write(runtime, *(f"after {n}" for n in range(5))))
        assert await broker.sequences() == await in_log(runtime)


async def test_a_stream_that_was_rolled_back_is_repaired(
    broker: Broker, notes_database: TestDatabase, tmp_path: Path
) -> None:
    async with started(NOTES, notes_database, broker.access, "relay") as runtime:
        await relayed(runtime, await write(runtime, *(f"early {n}" for n in range(20))))
        await broker.stop()
        broker.save_store(tmp_path / "saved")
        await broker.start()
        await relayed(runtime, await write(runtime, *(f"late {n}" for n in range(30))))
        await broker.stop()
        broker.restore_store(tmp_path / "saved")
        await broker.start()
        assert await broker.last() == 20
        await relayed(runtime, await write(runtime, "one more"))
        assert await broker.sequences() == await in_log(runtime)


async def test_a_deleted_stream_is_filled_again(broker: Broker, notes_database: TestDatabase) -> None:
    async with started(NOTES, notes_database, broker.access, "relay") as runtime:
        await relayed(runtime, await write(runtime, *(f"note {n}" for n in range(30))))
        await broker.forget()
        await relayed(runtime, await write(runtime, "one more"))
        assert await broker.sequences() == await in_log(runtime)


async def test_a_stream_ahead_of_its_log_stops_the_relay(
    broker: Broker, breakable: Servers, notes_database: TestDatabase
) -> None:
    async with started(NOTES, notes_database, broker.access, "relay") as runtime:
        await relayed(runtime, await write(runtime, *(f"note {n}" for n in range(5))))
    async with (
        fresh_database(breakable.addresses, "notes_restored_too_old") as older,
        started(NOTES, older, broker.access) as restored,
    ):
        await write(restored, "all that is left")
        relay = Relay(restored.log, "notes", NOTES.publish, broker.access.login("notes-relay"))
        with pytest.raises(StreamAheadOfLog):
            await relay.run()
    assert await broker.last() == 5


async def test_a_log_that_lost_commits_and_went_on_stops_the_relay_too(
    broker: Broker, breakable: Servers, notes_database: TestDatabase
) -> None:
    """As long as the stream again, or longer: but what the world heard at a position is not what the log says there."""
    async with started(NOTES, notes_database, broker.access, "relay") as runtime:
        await relayed(runtime, await write(runtime, *(f"note {n}" for n in range(5))))
    async with (
        fresh_database(breakable.addresses, "notes_went_on") as other,
        started(NOTES, other, broker.access) as restored,
    ):
        await write(restored, *(f"something else {n}" for n in range(7)))
        relay = Relay(restored.log, "notes", NOTES.publish, broker.access.login("notes-relay"))
        async with asyncio.timeout(20):
            with pytest.raises(StreamAheadOfLog):
                await relay.run()
    assert await broker.last() == 5
