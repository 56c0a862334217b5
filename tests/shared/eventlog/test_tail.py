"""What a process remembers of its own appends: only what was committed, never across a hole, never more than it may hold."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from shared.eventlog import Codec, LogUnavailable, PostgresLog, StoredEvent, open_log
from shared.eventlog.tail import Tail
from shared.ids import new_id
from shared.testing.log_cases import NOTES, notes
from tests.servers import TestDatabase

EVENTS = notes(new_id(), expected=0, count=3).events
BYTES = sum(len(event.meta) + len(event.data) for event in EVENTS)


def positions(found: list[StoredEvent]) -> list[int]:
    return [event.position for event in found]


def followed(most_bytes: int = 100 * BYTES) -> Tail:
    tail = Tail(most_bytes)
    assert tail.after(0, 1) == []
    return tail


def test_events_follow_a_position_without_a_hole() -> None:
    tail = followed()
    tail.add(8, EVENTS)
    tail.add(4, EVENTS)
    tail.add(12, EVENTS)
    assert positions(tail.after(3, 100)) == [4, 5, 6]
    assert positions(tail.after(6, 100)) == []
    assert positions(tail.after(7, 100)) == [8, 9, 10]
    assert positions(tail.after(8, 1)) == [9]


def test_the_oldest_is_forgotten_first() -> None:
    tail = followed(most_bytes=2 * BYTES)
    for first in (1, 4, 7):
        tail.add(first, EVENTS)
    assert positions(tail.after(0, 100)) == []
    assert positions(tail.after(3, 100)) == [4, 5, 6, 7, 8, 9]


def test_nothing_is_kept_where_nobody_follows() -> None:
    tail = Tail()
    tail.add(1, EVENTS)
    assert positions(tail.after(0, 100)) == []
    tail.add(4, EVENTS)
    assert positions(tail.after(3, 100)) == [4, 5, 6]


@pytest.fixture
async def log(database: TestDatabase) -> AsyncIterator[PostgresLog]:
    async with open_log(Codec.of([NOTES]), database.app) as opened:
        await opened.follow(await opened.head(), 1)
        yield opened


async def test_what_is_remembered_is_what_the_database_holds(log: PostgresLog) -> None:
    start = await log.head()
    for _ in range(3):
        await log.append(notes(new_id(), expected=0, count=2))
    remembered = await log.follow(start, 100)
    log.appender.tail.forget()
    assert remembered == await log.follow(start, 100) == await log.read(start, 100) != []


async def test_events_of_another_process_come_from_the_database(log: PostgresLog, database: TestDatabase) -> None:
    start = await log.head()
    async with open_log(Codec.of([NOTES]), database.app) as other:
        for each in (log, other, log):
            await each.append(notes(new_id(), expected=0))
    assert positions(await log.follow(start, 100)) == [start + 1]
    assert positions(await log.follow(start + 1, 100)) == [start + 2, start + 3]


async def test_after_a_broken_connection_nothing_is_remembered(log: PostgresLog, database: TestDatabase) -> None:
    start = await log.head()
    await log.append(notes(new_id(), expected=0))
    await log.pool.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity "
        "where query like '%from log.append%' and pid <> pg_backend_pid()"
    )
    answers = [await asyncio.gather(log.append(notes(new_id(), expected=0)), return_exceptions=True) for _ in range(2)]
    assert any(isinstance(answer, LogUnavailable) for (answer,) in answers)  # two lanes, one of them was never used
    assert log.appender.tail.after(start, 100) == []
