"""Read models follow the log: exactly once, in order, rebuilt beside when their code changes."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from sqlalchemy import BigInteger, Boolean, Column, Date, DateTime, Index, MetaData, SmallInteger, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from shared.eventlog import Codec, PostgresLog, Signal, encode, open_log
from shared.ids import new_id
from shared.kernel import Recorded
from shared.readmodel import Add, Drop, Follower, Patch, Projection, Put, ReadPositions, RowChange
from shared.testing.log_cases import NOTES, notes
from tests.servers import TestDatabase

METADATA = MetaData(schema="read")
latest = Table(
    "latest", METADATA, Column("id", Uuid, primary_key=True), Column("text", Text), Column("version", SmallInteger),
    Column("effective", Date), Column("recorded", DateTime(timezone=True)), Column("facts", JSONB), Column("odd", Boolean),
    Index("latest_text", "text"),
)  # fmt: skip
counted = Table("counted", METADATA, Column("text", Text, primary_key=True), Column("n", BigInteger))


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    event, id = recorded.event, recorded.stream_id
    if event.text == "drop":
        return (Drop(latest, id=id),)
    if event.text == "patch":
        return (Patch(latest, id=id, text="patched"), Add(counted, text="patch", n=1))
    row = Put(
        latest, id=id, text=event.text, version=recorded.version, effective=event.effective, recorded=recorded.recorded,
        facts={"名": [1, None]}, odd=recorded.version % 2 == 1,
    )  # fmt: skip
    return (row, Add(counted, text=event.text, n=1))


def project_better(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    return project(recorded)


def model(project: Any) -> Projection:
    return Projection(name="latest", tables=(latest, counted), streams=("note",), project=project)


@pytest.fixture
async def log(database: TestDatabase) -> AsyncIterator[PostgresLog]:
    async with open_log(Codec.of([NOTES]), database.app) as log:
        yield log


class Running:
    def __init__(self, log: PostgresLog, database: TestDatabase, *projections: Projection) -> None:
        self.signal = Signal()
        self.positions = ReadPositions(self.signal, lambda: log.pool)
        self.follower = Follower(log, projections, database.projector, self.signal.tell)

    async def __aenter__(self) -> "Running":
        self.task = asyncio.create_task(self.follower.run())
        return self

    async def __aexit__(self, *exc: object) -> None:
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)


async def rows(database: TestDatabase) -> tuple[list[Any], list[Any]]:
    connection = await asyncpg.connect(**database.app)
    try:
        return await connection.fetch("select * from read.latest order by id"), await connection.fetch(
            "select * from read.counted order by text"
        )
    finally:
        await connection.close()


async def write(log: PostgresLog, words: list[str], id: UUID | None = None) -> tuple[UUID, int]:
    id, position = id or new_id(), 0
    for version, word in enumerate(words):
        append = notes(id, expected=version)
        event = NOTES.events[0](effective=append.events[0].effective, text=word)

        row = append.events[0]._replace(data=encode(event))
        position = (await log.append(type(append)(streams=append.streams, events=(row,)))).last
    return id, position


async def test_a_receipt_waits_until_the_rows_are_there(log: PostgresLog, database: TestDatabase) -> None:
    async with Running(log, database, model(project)) as running:
        id, position = await write(log, ["one", "two", "patch"])
        assert await running.positions.reached(position)
        (seen,) = [r for r in (await rows(database))[0] if r["id"] == id]
        assert (seen["text"], seen["version"], seen["facts"], seen["odd"]) == ("patched", 2, '{"名": [1, null]}', False)
        _, position = await write(log, ["three", "drop"])
        assert await running.positions.reached(position)
        assert not [r for r in (await rows(database))[0] if r["text"] == "three"]


async def test_a_position_never_reached_is_answered_in_bounded_time(log: PostgresLog, database: TestDatabase) -> None:
    async with Running(log, database, model(project)) as running:
        assert not await running.positions.reached(10**9, timeout=0.2)


async def test_a_second_follower_changes_no_row_twice(log: PostgresLog, database: TestDatabase) -> None:
    async with Running(log, database, model(project)) as one, Running(log, database, model(project)) as two:
        for _ in range(30):
            _, position = await write(log, ["same", "same"])
        assert await one.positions.reached(position, timeout=10)
        assert await two.positions.reached(position, timeout=10)
    in_log = sum(log.codec.recorded(row).event.text == "same" for row in await log.read(0, 10_000))
    assert [r["n"] for r in (await rows(database))[1] if r["text"] == "same"] == [in_log]


async def test_rebuilding_while_commands_flow_gives_the_same_rows(log: PostgresLog, database: TestDatabase) -> None:
    async with Running(log, database, model(project)) as running:
        for n in range(50):
            _, position = await write(log, [f"word {n % 7}", "patch"])
        assert await running.positions.reached(position)
    other = Projection(name="other", tables=(), streams=("note",), project=lambda recorded: ())
    async with Running(log, database, other) as running:
        assert await running.positions.reached(position, timeout=10)
    before = await rows(database)

    async def flow() -> int:
        for n in range(60):
            _, last = await write(log, [f"word {n % 7}"])
        return last

    async with Running(log, database, other, model(project_better)) as running:
        position = await flow()
        async with asyncio.timeout(20):
            while running.follower._rebuild is not None or running.follower.position < position:
                await asyncio.sleep(0.02)
        rebuilt = await rows(database)
    counted_on = "select reltuples from pg_class where oid = 'read.latest'::regclass"
    assert await log.pool.fetchval(counted_on) >= len(before[0]), "the planner knows of what was rebuilt"
    expected = {r["text"]: r["n"] for r in before[1]}
    for n in range(60):
        expected[f"word {n % 7}"] += 1
    assert {r["text"]: r["n"] for r in rebuilt[1]} == expected
    assert len(rebuilt[0]) == len(before[0]) + 60
    assert [tuple(r) for r in rebuilt[0] if r["id"] in {x["id"] for x in before[0]}] == [tuple(r) for r in before[0]]
