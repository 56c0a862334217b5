"""Starting work and carrying it out, by a real log and runners that may be killed."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import msgspec
import pytest

from shared import operations
from shared.clock import SystemClock
from shared.eventlog import Codec, PostgresLog, open_log
from shared.handling import Handling
from shared.ids import new_id
from shared.kernel import Region, region
from shared.operation_files import OperationFiles
from shared.operations import Handler, Operation, Runner, Work
from shared.privacy import BlindIndex, MemoryKeyStore, Sealer
from shared.readmodel.positions import ReadPositions
from shared.testing.log_cases import NOTES, notes
from tests.servers import TestDatabase

STREET = region("51", "01", "07", "017")


async def policies_for(stream_type: str, place: Region) -> None:
    return None


@pytest.fixture(scope="module")
async def log(database: TestDatabase) -> AsyncIterator[PostgresLog]:
    async with open_log(Codec.of([NOTES]), database.app) as log:
        yield log


@pytest.fixture
async def kind(log: PostgresLog) -> AsyncIterator[str]:
    """A kind of work of the test's own, so that no runner takes another test's."""
    name = f"kind-{new_id()}"
    yield name
    await log.pool.execute("update log.operation set state = 'cancelled' where kind = $1 and outcome is null", name)


class Tools:
    """Starting work and carrying it out with a handler."""

    def __init__(self, log: PostgresLog, kind: str) -> None:
        self.log = log
        self.kind = kind
        self.files = OperationFiles(log.pool, Sealer(store=MemoryKeyStore(), blind=BlindIndex(b"i" * 32)))
        self.handling = Handling(log=log, clock=SystemClock(), policies_for=policies_for, reserved=str)

    async def start(self, request: Any = None, **more: Any) -> UUID:
        given = {"operation_id": new_id(), "kind": self.kind, "owner": "ann", "request": request, **more}
        return (await operations.start(self.files, **given)).operation_id

    async def find(self, id: UUID) -> Operation:
        found = await operations.find(self.log.pool, id)
        assert found is not None
        return found

    async def until(self, id: UUID, state: str) -> Operation:
        while (found := await self.find(id)).state != state:
            assert found.outcome is None, found
            await asyncio.sleep(0.01)
        return found

    @asynccontextmanager
    async def runner(self, handler: Handler, positions: ReadPositions | None = None) -> AsyncIterator[Runner]:
        """A runner at work; leaving kills it, as a dead process would leave its work."""
        service = SimpleNamespace(positions=positions)
        runner = Runner(self.handling, self.files, {self.kind: handler}, SystemClock(), service)
        task = asyncio.create_task(runner.run())
        try:
            yield runner
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def let_lease_run_out(self, id: UUID) -> None:
        past = "update log.operation set lease_until = clock_timestamp() - interval '1 second' where operation_id = $1"
        await self.log.pool.execute(past, id)

    async def written(self, stream: UUID) -> int:
        return len((await self.log.load([("note", stream)]))["note", stream])


@pytest.fixture
def tools(log: PostgresLog, kind: str) -> Tools:
    return Tools(log, kind)


def outcome(operation: Operation) -> Any:
    assert operation.outcome is not None
    return msgspec.json.decode(operation.outcome)


def writing(steps: int, before: Callable[[Work], Awaitable[None]]) -> Handler:
    """Work that writes one event for each step; `before` is awaited before each."""

    async def write(work: Work) -> dict[str, int]:
        stream = UUID(work.request(str))
        await work.progress(work.done, total=steps)
        while work.done < steps:
            await before(work)
            await work.commit(notes(stream, expected=work.done), done=work.done + 1)
        return {"written": steps}

    return write


async def at_once(work: Work) -> None: ...
