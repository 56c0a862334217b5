"""A message that cannot be handled: one person waits, everybody else goes on, and nothing is applied twice or out of order."""

import asyncio
from collections.abc import Mapping, Sequence

import pytest

from shared.broker import Feed
from shared.ids import new_id
from tests.servers import TestDatabase
from tests.shared.broker.conftest import Broker
from tests.shared.broker.notes import NOTES, Poison, feed_of, heard, hearing, relayed, started, texts, until, write


class SlowFeed:
    """The publisher's feed, which answers when it is let."""

    def __init__(self, feed: Feed) -> None:
        self._feed = feed
        self.asked = 0
        self.answer = asyncio.Event()

    async def __call__(self, after: int, count: int) -> Sequence[tuple[Mapping[str, str], bytes]]:
        self.asked += 1
        await self.answer.wait()
        return await self._feed(after, count)


@pytest.mark.parametrize("at_once", [False, True])
async def test_a_message_that_wants_what_somebody_else_holds_is_parked_alone(
    broker: Broker, notes_database: TestDatabase, hearing_database: TestDatabase, at_once: bool
) -> None:
    """Deciding succeeds, only the append refuses: that must not stop those who come after."""
    said = ["free", "please only one", "also free"]
    async with started(NOTES, notes_database, broker.access, "relay") as notes:
        if at_once:
            await relayed(notes, await write(notes, *said))
        async with started(hearing(Poison()), hearing_database, broker.access, "listen") as other:
            await write(other, "only one")
            await heard(other, 3 if at_once else await write(notes, *said))
            assert sorted(await texts(other)) == ["also free", "free", "only one"]
            (parked,) = await other.log.parked("listen:notes")
            assert (parked.position, parked.error) == (2, "AlreadyHeld: text")


async def test_what_arrives_while_a_message_is_released_comes_after_it(
    broker: Broker, notes_database: TestDatabase, hearing_database: TestDatabase
) -> None:
    poison, sick = Poison({"poison"}), new_id()
    async with started(NOTES, notes_database, broker.access, "relay") as notes:
        feed = SlowFeed(feed_of(notes.log))
        async with started(hearing(poison), hearing_database, broker.access, "listen", feeds={"notes": feed}) as other:
            bad = await write(notes, "poison", to=sick)
            await heard(other, await write(notes, "behind", to=sick))
            poison.texts.clear()
            releasing = asyncio.create_task(other.listeners["notes"].release(bad))
            await until(lambda: feed.asked > 0)
            await relayed(notes, await write(notes, *(f"later {n}" for n in range(5)), to=sick))
            feed.answer.set()
            assert await releasing
            await heard(other, await write(notes, "last", to=sick))
            assert await texts(other) == ["poison", "behind", *(f"later {n}" for n in range(5)), "last"]
            assert await other.log.parked("listen:notes") == []


async def test_two_who_release_the_same_message_apply_it_once(
    broker: Broker, notes_database: TestDatabase, hearing_database: TestDatabase
) -> None:
    poison, sick = Poison({"poison"}), new_id()
    async with started(NOTES, notes_database, broker.access, "relay") as notes:
        quick, slow = feed_of(notes.log), SlowFeed(feed_of(notes.log))
        async with (
            started(hearing(poison), hearing_database, broker.access, "listen", feeds={"notes": slow}) as one,
            started(hearing(poison), hearing_database, broker.access, "listen", feeds={"notes": quick}) as two,
        ):
            bad = await write(notes, "poison", to=sick)
            await heard(one, bad)
            await heard(two, bad)
            poison.texts.clear()
            releasing = asyncio.create_task(one.listeners["notes"].release(bad))
            await until(lambda: slow.asked > 0)
            assert await two.listeners["notes"].release(bad)
            slow.answer.set()
            assert await releasing
            assert await texts(one) == ["poison"]
            # Whichever of the two takes the next message, it knows that nobody waits any more.
            head = await write(notes, "well", to=sick)
            await heard(one, head)
            await heard(two, head)
            assert await texts(one) == ["poison", "well"]


async def test_a_release_that_fails_again_leaves_everything_parked(
    broker: Broker, notes_database: TestDatabase, hearing_database: TestDatabase
) -> None:
    sick = new_id()
    async with started(NOTES, notes_database, broker.access, "relay") as notes:
        feeds = {"notes": feed_of(notes.log)}
        async with started(
            hearing(Poison({"poison"})), hearing_database, broker.access, "listen", feeds=feeds
        ) as other:
            bad = await write(notes, "poison", to=sick)
            await heard(other, await write(notes, "behind", to=sick))
            assert not await other.listeners["notes"].release(bad)
            assert not await other.listeners["notes"].release(bad + 17)
            assert [p.position for p in await other.log.parked("listen:notes")] == [bad, bad + 1]
            await heard(other, await write(notes, "still behind", to=sick))
            assert await texts(other) == []
