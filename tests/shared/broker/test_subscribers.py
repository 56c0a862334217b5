"""Outside of our own services: whoever has a plain client of the broker can choose what to follow and prove what was heard."""

import msgspec
from nats.js.api import AckPolicy, ConsumerConfig

from shared.kernel import region
from tests.servers import TestDatabase
from tests.shared.broker.conftest import Broker
from tests.shared.broker.notes import CHENGDU, NOTES, ZIGONG, relayed, started, write

OTHER_DISTRICT = region("51", "01", "04", "001", "001")
ONE_CITY = "events.notes.*.*.*.*.51.01.>"


async def test_a_subscriber_of_one_city_hears_that_city_only(broker: Broker, notes_database: TestDatabase) -> None:
    async with started(NOTES, notes_database, broker.access, "relay") as notes, broker.client() as client:
        await relayed(notes, await write(notes, "the stream is there"))
        subscription = await client.jetstream().subscribe(ONE_CITY, stream="NOTES", ordered_consumer=True)
        for n in range(10):
            await write(notes, f"chengdu {n}", place=CHENGDU)
            await write(notes, f"zigong {n}", place=ZIGONG)
            await write(notes, f".private {n}", place=CHENGDU)
            await relayed(notes, await write(notes, f"another district {n}", place=OTHER_DISTRICT))
        heard = [await subscription.next_msg(timeout=5) for _ in range(21)]
    assert {m.headers["region"][:5] for m in heard} == {"51/01"}
    texts = [msgspec.json.decode(m.data)["text"] for m in heard]
    assert texts == [
        "the stream is there", *(text for n in range(10) for text in (f"chengdu {n}", f"another district {n}"))
    ]  # fmt: skip
    # What a filter left out is told apart from what was lost: the position of each message is the place in the log.
    assert [int(m.headers["position"]) for m in heard] == [m.metadata.sequence.stream for m in heard]


async def test_a_subscriber_of_a_whole_stream_proves_that_nothing_is_missing(
    broker: Broker, notes_database: TestDatabase
) -> None:
    """As a partner platform would, over a broker that dies between: what it has follows on what it had, without a hole."""
    async with started(NOTES, notes_database, broker.access, "relay") as notes:
        await relayed(notes, await write(notes, "the first"))
        heard: list[str] = []
        for round in range(3):
            head = await write(notes, *(f"{round}.{n}" for n in range(20)), f".private {round}")
            await _follow(broker, heard, until_position=head)
            await broker.kill()
        log = await notes.log.read(0, 1_000)
    assert heard == [row.hash.hex() for row in log]


async def _follow(broker: Broker, heard: list[str], until_position: int) -> None:
    """A durable consumer with acknowledgements; a killed broker may forget one, so what was had before is let pass."""
    async with broker.client() as client:
        config = ConsumerConfig(ack_policy=AckPolicy.EXPLICIT, max_ack_pending=1, ack_wait=0.5)
        subscription = await client.jetstream().pull_subscribe("", durable="partner", stream="NOTES", config=config)
        while len(heard) < until_position:
            for message in await subscription.fetch(1, timeout=10):
                position = int(message.headers["position"])
                assert position <= len(heard) + 1
                if position == len(heard) + 1:
                    heard.append(message.headers["hash"])
                await message.ack_sync()
