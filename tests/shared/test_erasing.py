"""What was decided is carried out, whoever dies in between; a key store brought back is emptied of the erased first."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import asyncpg
import pytest
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from shared import fault
from shared.erasing import SOURCE, Erased, Eraser
from shared.eventlog import Codec, PostgresLog, Signal, open_log
from shared.ids import new_id
from shared.kernel import Region, region
from shared.operation_files import OperationFiles
from shared.operations import start
from shared.privacy import BlindIndex, KeyRing, PostgresKeyStore, Sealer, bring_keystore
from shared.runtime import read_engine
from shared.testing.log_cases import NOTES
from tests.servers import TestDatabase

NAME, PHONE = "personnel.worker.name", "personnel.worker.phone"
COUNTY, HOME = region("51", "01", "07"), region("51", "01", "07", "017", "001")
RING = KeyRing(None, None, {1: bytes(range(32))})


@dataclass(slots=True)
class World:
    """A log, a key store, and what a read model would answer as decided."""

    log: PostgresLog
    engine: AsyncEngine
    sealer: Sealer
    decided: list[Erased] = field(default_factory=list)
    moved: Signal = field(default_factory=Signal)

    @property
    def files(self) -> OperationFiles:
        return OperationFiles(self.log.pool, self.sealer)

    def eraser(self) -> Eraser:
        async def erased(read: AsyncConnection, after: int) -> Sequence[Erased]:
            return [each for each in self.decided if each.position > after]

        return Eraser(self.log, self.engine, self.sealer.store, self.files, erased, self.moved)

    async def person(self) -> UUID:
        person = new_id()
        await self.sealer.seal(person, {NAME: "欧阳修", PHONE: "13800138000"})
        return person

    def decide(self, person: UUID, purpose: str = "identity", place: Region = HOME) -> int:
        self.decided.append(Erased(len(self.decided) + 1, person, purpose, place))
        return len(self.decided)

    async def purposes(self, person: UUID) -> set[str]:
        rows = await self.log.pool.fetch("select purpose from keys.person_key where person = $1", person)
        return {row["purpose"] for row in rows}


@pytest.fixture(scope="module")
async def log(database: TestDatabase) -> AsyncIterator[PostgresLog]:
    connection = await asyncpg.connect(**database.superuser)
    await bring_keystore(connection, owner=f"{database.name}_owner", app=database.app["user"])
    await connection.close()
    async with open_log(Codec.of([NOTES]), database.app) as log:
        yield log


@pytest.fixture
async def world(log: PostgresLog, database: TestDatabase) -> AsyncIterator[World]:
    connection = await asyncpg.connect(**database.superuser)
    await connection.execute("delete from log.cursor where source = $1", SOURCE)
    await connection.close()
    engine = read_engine(database.app, 2)
    sealer = Sealer(store=PostgresKeyStore(log.pool, RING), blind=BlindIndex(b"i" * 32))
    yield World(log, engine, sealer)
    await engine.dispose()


async def test_the_keys_of_the_decided_purposes_go_and_nobody_elses(world: World) -> None:
    erased, other = await world.person(), await world.person()
    at = world.decide(erased)
    await world.eraser().carry_out()
    assert (await world.purposes(erased), await world.purposes(other)) == ({"contact"}, {"identity", "contact"})
    assert await world.log.cursor(SOURCE) == at


async def test_it_goes_on_where_it_stands_and_is_woken(world: World) -> None:
    one, two = await world.person(), await world.person()
    world.decide(one)
    task = asyncio.create_task(world.eraser().run())
    while await world.purposes(one) != {"contact"}:
        await asyncio.sleep(0.01)
    world.decide(two, "contact")
    world.moved.tell(2)
    while await world.purposes(two) != {"identity"}:
        await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_two_of_them_do_no_harm(world: World) -> None:
    people = [await world.person() for _ in range(20)]
    for person in people:
        world.decide(person)
    await asyncio.gather(*(world.eraser().carry_out() for _ in range(4)))
    assert [await world.purposes(person) for person in people] == [{"contact"}] * 20
    assert await world.log.cursor(SOURCE) == 20


async def test_after_an_older_key_store_came_back_a_start_destroys_again(world: World) -> None:
    person = await world.person()
    backup = await world.log.pool.fetch("select * from keys.person_key where person = $1", person)
    world.decide(person)
    await world.eraser().carry_out()
    for row in backup:
        await world.log.pool.fetch(
            "select * from keys.keep(1, 1, $1, $2, $3, $4)",
            [row["key_id"]],
            [person],
            [row["purpose"]],
            [row["wrapped"]],
        )
    assert await world.purposes(person) == {"identity", "contact"}
    await world.eraser().carry_out()
    assert "identity" in await world.purposes(person), "the cursor stands behind it"
    task = asyncio.create_task(world.eraser().run())
    while "identity" in await world.purposes(person):
        await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_with_a_person_go_the_files_of_work_around_them_once(world: World) -> None:
    async def sheet() -> UUID:
        id = new_id()
        await start(world.files, operation_id=id, kind="k", owner="a", request=None, region=COUNTY, files={"out": b"x"})
        await world.log.pool.execute("update log.operation set state = 'succeeded' where operation_id = $1", id)
        return id

    before = await sheet()
    world.decide(await world.person())
    await world.eraser().carry_out(all=True)
    assert await world.files.read(before, "out") is None
    after = await sheet()
    await world.eraser().carry_out(all=True)
    assert await world.files.read(after, "out") == b"x", "making sure at a start takes no new files"


async def test_files_of_work_that_goes_on_are_waited_for(world: World) -> None:
    id = new_id()
    await start(world.files, operation_id=id, kind="k", owner="a", request=None, region=COUNTY, files={"out": b"x"})
    at = world.decide(person := await world.person())
    await world.eraser().carry_out()
    assert (await world.purposes(person), await world.log.cursor(SOURCE)) == ({"contact"}, 0)
    await world.log.pool.execute("update log.operation set state = 'succeeded' where operation_id = $1", id)
    await world.eraser().carry_out()
    assert (await world.files.read(id, "out"), await world.log.cursor(SOURCE)) == (None, at)


@pytest.mark.parametrize("point", fault.ERASER)
async def test_killed_between_decision_and_destruction_the_next_run_finishes(
    world: World, database: TestDatabase, point: str
) -> None:
    person = await world.person()
    at = world.decide(person)
    done = await asyncio.to_thread(_run_and_die, database, person, point)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert await world.log.cursor(SOURCE) == 0
    assert ("identity" in await world.purposes(person)) == (point == "eraser.before")
    await world.eraser().carry_out()
    assert (await world.purposes(person), await world.log.cursor(SOURCE)) == ({"contact"}, at)


def _run_and_die(database: TestDatabase, person: UUID, point: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", _LIFE, str(database.app), str(person), point]
    return subprocess.run(
        command,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": "."},
        capture_output=True,
        text=True,
        check=False,
    )


_LIFE = """
import ast, asyncio, sys
from uuid import UUID
from shared import fault
from shared.eventlog import Codec, open_log
from shared.privacy import BlindIndex, PostgresKeyStore, Sealer
from shared.runtime import read_engine
from shared.testing.log_cases import NOTES
from tests.shared.test_erasing import RING, World

async def live():
    connection = ast.literal_eval(sys.argv[1])
    async with open_log(Codec.of([NOTES]), connection) as log:
        sealer = Sealer(store=PostgresKeyStore(log.pool, RING), blind=BlindIndex(b"i" * 32))
        world = World(log, read_engine(connection, 1), sealer)
        world.decide(UUID(sys.argv[2]))
        await world.eraser().carry_out()

fault.arm(sys.argv[3] + ":1")
asyncio.run(live())
"""
