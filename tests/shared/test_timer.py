"""The timer walks the days one by one, none skipped, and asks every stream whose day has come, once."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from deploy.local.servers import Addresses
from shared.draft import Ask
from shared.eventlog import Codec, PostgresLog, Signal, open_log
from shared.handling import CommandKey, Handling
from shared.ids import new_id
from shared.kernel import DAY, NATION, Decider, Due, Facts, Recorded, Region, Rejected, Send, Stream, record
from shared.readmodel import Drop, Follower, Projection, Put, ReadPositions, RowChange, due
from shared.timer import SOURCE, Timer
from tests.servers import TestDatabase, fresh_database

MONDAY = date(2026, 11, 23)


@record
class Promise:
    day: date
    again_after: int = 0


@record
class Keep:
    day: date


@record
class Promised:
    effective: date
    day: date
    again_after: int


@record
class Kept:
    effective: date
    day: date


Command = Promise | Keep
Event = Promised | Kept


@record
class Standing:
    day: date | None = None
    again_after: int = 0


def decide(state: Standing, command: Command, facts: Facts[None]) -> tuple[Event, ...]:
    match command:
        case Promise(day=day, again_after=again):
            return (Promised(effective=facts.today, day=day, again_after=again),)
        case Keep(day=day):
            if state.again_after < 0:
                raise Rejected("promise.cannot")
            if state.day != day:
                return ()
            kept = Kept(effective=facts.today, day=day)
            if not state.again_after:
                return (kept,)
            later = day + timedelta(days=state.again_after)
            return (kept, Promised(effective=facts.today, day=later, again_after=state.again_after))


def evolve(state: Standing, event: Event) -> Standing:
    match event:
        case Promised():
            return Standing(day=event.day, again_after=event.again_after)
        case Kept():
            return Standing(again_after=state.again_after)


PROMISE: Stream[Standing, Command, Event, None] = Stream(
    type="promise",
    decider=Decider(initial=Standing(), decide=decide, evolve=evolve),
    events=(Promised, Kept),
    region_of=lambda state: NATION,
)


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    key = {"kind": "promise", "stream_type": "promise", "stream_id": recorded.stream_id}
    match recorded.event:
        case Promised(day=day):
            return (Put(due, **key, day=day),)
        case _:
            return (Drop(due, **key),)


DEADLINES = Projection(name="deadlines", tables=(due,), streams=("promise",), project=project)


def calendar(coming: Due) -> Iterator[Send[Any]]:
    if coming.kind == "promise":
        yield Send(stream=PROMISE, to=coming.stream_id, command=Keep(day=coming.day))


class Calendar:
    """A clock that stands still until it is told to go on."""

    def __init__(self, day: date) -> None:
        self.day = day

    def now(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 1, tzinfo=UTC)

    def today(self) -> date:
        return self.day


async def policies_for(stream_type: str, place: Region) -> None:
    return None


class World:
    """A log with its due list, and timers that can be started and killed."""

    def __init__(self, log: PostgresLog, database: TestDatabase, positions: ReadPositions) -> None:
        self.log = log
        self.database = database
        self.positions = positions
        self.clock = Calendar(MONDAY)
        self.handling = Handling(log=log, clock=self.clock, policies_for=policies_for, reserved=str)

    async def promise(self, day: date, again_after: int = 0) -> UUID:
        id = new_id()
        command = Promise(day=day, again_after=again_after)
        await self.handling.carry_out((Ask(stream=PROMISE, to=id, command=command),), by="ann")
        return id

    @asynccontextmanager
    async def timer(self, reminds: Any = calendar, *, begun: bool = True) -> AsyncIterator[Timer]:
        """A timer at work, once it has done the present day; leaving kills it."""
        timer = Timer(self.handling, reminds, self.positions, self.clock, self.database.app)
        task = asyncio.create_task(timer.run())
        try:
            while begun and timer.day != self.clock.day and not task.done():
                await asyncio.sleep(0.005)
            yield timer
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def walk_to(self, day: date, *timers: Timer) -> None:
        """Until one of the timers has done the day."""
        self.clock.day = day
        for timer in timers:
            timer.moved.set()
        while not any(timer.day == day for timer in timers):
            await asyncio.sleep(0.005)

    async def kept(self, id: UUID | None = None) -> list[tuple[date, date]]:
        """(day it was due, business day on which it was done), in the order of the log."""
        events = [(row.stream_id, self.log.codec.recorded(row).event) for row in await self.log.read(0, 10_000)]
        return [(e.day, e.effective) for of, e in events if isinstance(e, Kept) and id in (None, of)]


@pytest.fixture
async def world(addresses: Addresses) -> AsyncIterator[World]:
    async with fresh_database(addresses, "t_timer") as database, open_log(Codec.of([PROMISE]), database.app) as log:
        signal = Signal()
        positions = ReadPositions(signal, lambda: log.pool)
        follower = Follower(log, [DEADLINES], database.projector, signal.tell)
        task = asyncio.create_task(follower.run())
        try:
            yield World(log, database, positions)
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def test_after_a_long_pause_every_day_is_walked_and_asked_in_its_order(world: World) -> None:
    days = [MONDAY + timedelta(days=n) for n in (9, 2, 5, 2)]
    for day in days:
        await world.promise(day)
    async with world.timer() as timer:
        await world.walk_to(MONDAY + timedelta(days=10), timer)
    assert await world.kept() == [(day, day) for day in sorted(days)], (
        "each on its own day, not on the day of waking up"
    )


async def test_a_new_log_begins_with_the_present_day(world: World) -> None:
    async with world.timer():
        assert await world.log.cursor(SOURCE) == MONDAY.toordinal()


async def test_what_is_due_today_is_asked_today_and_what_is_due_later_is_not(world: World) -> None:
    today, tomorrow = await world.promise(MONDAY), await world.promise(MONDAY + DAY)
    async with world.timer() as timer:
        await world.walk_to(MONDAY, timer)
        assert (await world.kept(today), await world.kept(tomorrow)) == ([(MONDAY, MONDAY)], [])
        await world.walk_to(MONDAY + DAY, timer)
    assert await world.kept(tomorrow) == [(MONDAY + DAY, MONDAY + DAY)]


async def test_what_was_due_before_it_was_known_is_asked_on_the_first_day(world: World) -> None:
    late = await world.promise(MONDAY - timedelta(days=400))
    async with world.timer() as timer:
        await world.walk_to(MONDAY, timer)
    assert await world.kept(late) == [(MONDAY - timedelta(days=400), MONDAY)]


async def test_a_day_that_a_walked_day_brought_about_is_walked_too(world: World) -> None:
    monthly = await world.promise(MONDAY + DAY, again_after=3)
    async with world.timer() as timer:
        await world.walk_to(MONDAY + timedelta(days=11), timer)
    expected = [MONDAY + timedelta(days=n) for n in (1, 4, 7, 10)]
    assert await world.kept(monthly) == [(day, day) for day in expected]


async def test_another_timer_goes_on_where_a_dead_one_stopped(world: World) -> None:
    for n in range(1, 7):
        await world.promise(MONDAY + timedelta(days=n))
    async with world.timer() as timer:
        await world.walk_to(MONDAY + timedelta(days=3), timer)
    async with world.timer() as timer:
        await world.walk_to(MONDAY + timedelta(days=6), timer)
    assert await world.kept() == [(MONDAY + timedelta(days=n),) * 2 for n in range(1, 7)]
    assert await world.log.cursor(SOURCE) == (MONDAY + timedelta(days=6)).toordinal()


async def test_a_day_walked_halfway_is_walked_to_its_end_and_nothing_happens_twice(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.timer.CHUNK", 1)
    for _ in range(5):
        await world.promise(MONDAY)
    asked: list[Due] = []

    def dies_at_the_third(coming: Due) -> Iterator[Send[Any]]:
        asked.append(coming)
        if len(asked) == 3:
            raise RuntimeError
        yield from calendar(coming)

    async with world.timer(dies_at_the_third):
        assert (await world.kept(), len(asked)) == ([(MONDAY, MONDAY)] * 2, 3)
    async with world.timer():
        assert await world.kept() == [(MONDAY, MONDAY)] * 5


async def test_of_two_timers_one_works_and_the_other_stands_by(world: World) -> None:
    for n in range(1, 6):
        await world.promise(MONDAY + timedelta(days=n))
    async with world.timer() as one, world.timer(begun=False) as two:
        await world.walk_to(MONDAY + timedelta(days=5), one, two)
        assert two.day is None
    assert await world.kept() == [(MONDAY + timedelta(days=n),) * 2 for n in range(1, 6)]


async def test_a_refused_day_stops_neither_the_others_nor_the_walk(world: World) -> None:
    refused = await world.promise(MONDAY, again_after=-1)
    others = [await world.promise(MONDAY + timedelta(days=n)) for n in (0, 1)]
    async with world.timer() as timer:
        await world.walk_to(MONDAY + timedelta(days=2), timer)
    assert await world.kept(refused) == []
    assert [await world.kept(id) for id in others] == [[(MONDAY, MONDAY)], [(MONDAY + DAY, MONDAY + DAY)]]


async def test_more_than_one_chunk_of_a_day_is_asked_completely(world: World) -> None:
    asks = [Ask(stream=PROMISE, to=new_id(), command=Promise(day=MONDAY + DAY)) for _ in range(450)]
    await world.handling.carry_out(asks, by="ann")
    async with world.timer() as timer:
        await world.walk_to(MONDAY + DAY, timer)
    assert await world.kept() == [(MONDAY + DAY, MONDAY + DAY)] * 450


async def test_commands_older_than_thirty_days_are_forgotten(world: World) -> None:
    ask = (Ask(stream=PROMISE, to=new_id(), command=Promise(day=MONDAY + timedelta(days=99))),)
    await world.handling.carry_out(ask, by="ann", key=CommandKey(caller="ann", key="k", hash=b"h"))
    async with world.timer() as timer:
        await world.walk_to(MONDAY + timedelta(days=29), timer)
        assert await world.log.find_command("ann", "k") is not None
        await world.walk_to(MONDAY + timedelta(days=31), timer)
    assert await world.log.find_command("ann", "k") is None
