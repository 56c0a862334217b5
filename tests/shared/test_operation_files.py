"""What long work reads and writes lies there sealed, and goes in time."""

from collections.abc import AsyncIterator
from uuid import UUID

import pytest

from shared.eventlog import Codec, PostgresLog, open_log
from shared.ids import new_id
from shared.kernel import Region, region
from shared.operation_files import OperationFiles
from shared.operations import start
from shared.privacy import BlindIndex, MemoryKeyStore, Sealer
from shared.testing.log_cases import NOTES
from tests.servers import TestDatabase

COUNTY, STREET = region("51", "01", "07"), region("51", "01", "07", "017")
OTHER = region("51", "01", "08")
SHEET = "欧阳修,11010519491231002X".encode()


@pytest.fixture(scope="module")
async def log(database: TestDatabase) -> AsyncIterator[PostgresLog]:
    async with open_log(Codec.of([NOTES]), database.app) as log:
        yield log


@pytest.fixture
def files(log: PostgresLog) -> OperationFiles:
    return OperationFiles(log.pool, Sealer(store=MemoryKeyStore(), blind=BlindIndex(b"i" * 32)))


async def work(files: OperationFiles, state: str, *, place: Region = COUNTY, days_ago: int = 0) -> UUID:
    """An operation with a sheet and an error list that came to this state so long ago."""
    id = new_id()
    await start(files, operation_id=id, kind="k", owner="ann", request=None, region=place, files={"input": SHEET})
    await files.keep(id, "errors.json", SHEET)
    changed = "update log.operation set state = $2, changed = now() - make_interval(days => $3) where operation_id = $1"
    await files.pool.execute(changed, id, state, days_ago)
    return id


async def left(files: OperationFiles, id: UUID) -> set[str]:
    return {name for name in ("input", "errors.json") if await files.read(id, name) == SHEET}


async def stored(files: OperationFiles, id: UUID) -> list[bytes]:
    return [
        r["body"] for r in await files.pool.fetch("select body from log.operation_file where operation_id = $1", id)
    ]


async def test_nothing_of_a_file_lies_there_in_clear(files: OperationFiles) -> None:
    id = await work(files, "running")
    assert await left(files, id) == {"input", "errors.json"}
    assert all("欧阳修".encode() not in body and b"19491231" not in body for body in await stored(files, id))


@pytest.mark.parametrize("state", ["succeeded", "failed", "cancelled"])
async def test_the_sheet_that_was_sent_in_goes_with_the_end_of_the_work(files: OperationFiles, state: str) -> None:
    ended, running = await work(files, state), await work(files, "running")
    await files.forget_old()
    assert await left(files, ended) == {"errors.json"}
    assert await left(files, running) == {"input", "errors.json"}


async def test_everything_else_goes_after_the_days_of_the_catalogue(files: OperationFiles) -> None:
    month, older = await work(files, "succeeded", days_ago=29), await work(files, "succeeded", days_ago=31)
    before = await stored(files, older)
    await files.forget_old()
    assert (await left(files, month), await left(files, older)) == ({"errors.json"}, set())
    assert await stored(files, older) == []
    assert [await files.sealer.open_file(older, body) for body in before if len(body) > 0][-1] is None, (
        "the key is gone too"
    )


async def test_an_erasure_takes_the_files_of_every_ended_work_around_the_person(files: OperationFiles) -> None:
    county, street = await work(files, "succeeded"), await work(files, "failed", place=STREET)
    running, other = await work(files, "running"), await work(files, "succeeded", place=OTHER)
    assert not await files.forget_in([region("51", "01", "07", "018", "001")]), "the running one's must go too, later"
    assert [bool(await left(files, id)) for id in (county, street, running, other)] == [False, True, True, True]
    await files.forget_in([region("51", "01", "07", "017", "001")])
    assert [bool(await left(files, id)) for id in (county, street, running, other)] == [False, False, True, True]
    await files.pool.execute("update log.operation set state = 'failed' where operation_id = $1", running)
    await files.forget_in([region("51", "01", "07", "018", "001")])
    assert not await left(files, running)
