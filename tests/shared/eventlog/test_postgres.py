"""What only the log in PostgreSQL promises: concurrency, immutability, roles."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

import asyncpg
import pytest

from shared.crypto import leaf_hash
from shared.eventlog import Append, Codec, Conflict, Held, HoleInLog, LogUnavailable, PostgresLog, open_log
from shared.eventlog.log import check_contiguous
from shared.ids import new_id
from shared.testing.log_cases import NOTES, LogCases, notes
from tests.servers import TestDatabase


class TestPostgresLog(LogCases):
    """The whole suite on the module's `log`."""


async def test_no_hole_and_no_duplicate_under_64_callers_through_3_appenders(database: TestDatabase) -> None:
    codec, done = Codec.of([NOTES]), asyncio.Event()
    async with (
        open_log(codec, database.app) as one,
        open_log(codec, database.app) as two,
        open_log(codec, database.app) as three,
    ):
        start = await one.head()
        seen: list[int] = []

        async def watch() -> None:
            at = start
            while not done.is_set() or at < await one.head():
                rows = await one.read(at, 500)  # raises on a hole, also while others write
                seen.extend(row.position for row in rows)
                at = rows[-1].position if rows else at

        async def call(log: PostgresLog, own: Any, shared: Any) -> list[int]:
            positions = []
            for version in range(15):
                positions.append(
                    (await log.append(notes(own, expected=version, count=1 + version % 3 if version == 0 else 1))).last
                )
                with suppress(Conflict):
                    positions.append((await log.append(notes(shared, expected=version))).last)
            return positions

        watching = asyncio.create_task(watch())
        shared_stream = new_id()
        answered = await asyncio.gather(*(call((one, two, three)[n % 3], new_id(), shared_stream) for n in range(64)))
        done.set()
        await watching
        head = await one.head()
    acknowledged = [p for positions in answered for p in positions]
    assert seen == list(range(start + 1, head + 1))
    assert len(set(acknowledged)) == len(acknowledged) == head - start
    assert all(positions == sorted(positions) for positions in answered)


async def test_a_hole_in_the_log_is_an_alarm() -> None:
    check_contiguous(4, [5, 6, 7])
    for positions in ([6, 7], [5, 7]):
        with pytest.raises(HoleInLog):
            check_contiguous(4, positions)


async def test_the_stored_hash_is_of_the_stored_bytes(log: PostgresLog) -> None:
    await log.append(notes(new_id(), expected=0))
    for row in await log.read(0, 1000):
        assert row.hash == leaf_hash(row.meta, row.data)


@pytest.mark.parametrize(
    "statement",
    [
        "update log.event set actor = 'x'",
        "delete from log.event",
        "truncate log.event",
        "insert into log.event select * from log.event limit 1",
        "insert into log.reservation values ('a', 'b', gen_random_uuid())",
        "update log.cursor set position = 0",
        "delete from log.command",
        "alter table log.event disable trigger immutable",
        "drop table log.event",
        "set session_replication_role = replica",
        "copy log.event to program 'cat'",
        "create table log.other (a int)",
        "select lo_import('/etc/passwd')",
    ],
)
@pytest.mark.parametrize("role", ["app", "projector"])
async def test_nobody_who_logs_in_can_change_the_log(database: TestDatabase, role: str, statement: str) -> None:
    connection = await asyncpg.connect(**getattr(database, role))
    try:
        with pytest.raises((asyncpg.InsufficientPrivilegeError, asyncpg.PostgresSyntaxError)):
            await connection.execute(statement)
    finally:
        await connection.close()


async def test_even_the_owner_meets_the_trigger(database: TestDatabase) -> None:
    connection = await asyncpg.connect(**database.superuser)
    try:
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="append-only"):
            await connection.execute("delete from log.event")
    finally:
        await connection.close()


async def test_a_broken_connection_is_told_and_the_next_append_works(database: TestDatabase) -> None:
    async with open_log(Codec.of([NOTES]), database.app) as log:
        await log.append(notes(new_id(), expected=0))
        superuser = await asyncpg.connect(**database.superuser)
        await superuser.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where query like '%log.append%' and pid <> pg_backend_pid()"
        )
        await superuser.close()
        # one lane may be whole, so ask until both were used
        answers = await asyncio.gather(
            *(log.append(notes(new_id(), expected=0)) for _ in range(64)), return_exceptions=True
        )
        told = [answer for answer in answers if isinstance(answer, BaseException)]
        assert told
        assert all(isinstance(answer, LogUnavailable) for answer in told)
        await log.append(notes(new_id(), expected=0))


async def test_two_hires_never_share_a_place(log: PostgresLog) -> None:
    key = str(new_id())

    def hire(id: Any) -> Append:
        return replace(notes(id, expected=0), takes=(Held("headcount", key, id),))

    results = await asyncio.gather(*(log.append(hire(new_id())) for _ in range(16)), return_exceptions=True)
    assert sum(not isinstance(r, BaseException) for r in results) == 1


@pytest.fixture(scope="module")
async def log(database: TestDatabase) -> AsyncIterator[PostgresLog]:
    async with open_log(Codec.of([NOTES]), database.app) as log:
        yield log
