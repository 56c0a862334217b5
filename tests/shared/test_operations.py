"""Long work: started once, carried on in chunks, resumed at the last chunk by whoever is alive, stopped when asked."""

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
from shared.eventlog import Codec, LogUnavailable, PostgresLog, Signal, open_log
from shared.handling import Handling, KeyReused
from shared.ids import new_id
from shared.kernel import NATION, Region, Rejected, region
from shared.operation_files import OperationFiles
from shared.operations import Handler, Operation, Runner, Work, runner
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


async def test_work_is_carried_out_and_its_result_kept(tools: Tools) -> None:
    stream = new_id()
    id = await tools.start(str(stream), region=STREET)
    queued = await tools.find(id)
    assert (queued.state, queued.owner, queued.region, queued.done, queued.outcome) == (
        "queued",
        "ann",
        STREET,
        0,
        None,
    )
    async with tools.runner(writing(3, at_once)):
        ended = await tools.until(id, "succeeded")
    assert (ended.done, ended.total, outcome(ended)) == (3, 3, {"written": 3})
    assert await tools.written(stream) == 3


async def test_the_same_id_again_is_the_same_work_and_with_another_request_it_is_refused(tools: Tools) -> None:
    id = new_id()
    await tools.start("first", operation_id=id, files={"input": b"one"})
    with pytest.raises(KeyReused):
        await tools.start("second", operation_id=id, files={"input": b"two", "more": b"x"}, owner="bob")
    await tools.start("first", operation_id=id, files={"input": b"one"})
    found = await tools.find(id)
    assert (found.owner, msgspec.json.decode(found.request)) == ("ann", "first")
    assert await tools.files.read(id, "input") == b"one"
    assert await tools.files.read(id, "more") is None


async def test_work_goes_on_at_the_last_chunk_when_its_runner_died(tools: Tools) -> None:
    stream, steps = new_id(), 5
    id = await tools.start(str(stream))
    reached = asyncio.Event()

    async def dies_at_three(work: Work) -> None:
        if work.done == 3:
            reached.set()
            await asyncio.Event().wait()

    async with tools.runner(writing(steps, dies_at_three)):
        await reached.wait()
    left = await tools.find(id)
    assert (left.state, left.done) == ("running", 3)
    seen: list[int] = []

    async def noted(work: Work) -> None:
        seen.append(work.done)

    await tools.let_lease_run_out(id)
    async with tools.runner(writing(steps, noted)):
        ended = await tools.until(id, "succeeded")
    assert (seen, ended.done) == ([3, 4], steps)
    assert await tools.written(stream) == steps


async def test_work_of_a_runner_that_is_alive_is_left_to_it(tools: Tools) -> None:
    stream, go_on, reached = new_id(), asyncio.Event(), asyncio.Event()
    id = await tools.start(str(stream))

    async def waits(work: Work) -> None:
        reached.set()
        await go_on.wait()

    async def never(work: Work) -> None:
        raise AssertionError("two runners carry out the same work")

    async with tools.runner(writing(1, waits)):
        await reached.wait()
        other = Runner(tools.handling, tools.files, {tools.kind: writing(1, never)}, SystemClock())
        assert await other._take() is None
        go_on.set()
        assert (await tools.until(id, "succeeded")).done == 1


async def test_a_runner_thought_dead_that_wakes_up_changes_nothing(tools: Tools) -> None:
    stream, wake, reached = new_id(), asyncio.Event(), asyncio.Event()
    id = await tools.start(str(stream))

    async def sleeps(work: Work) -> None:
        reached.set()
        await wake.wait()

    async with tools.runner(writing(2, sleeps)):
        await reached.wait()
        await tools.let_lease_run_out(id)
        async with tools.runner(writing(2, at_once)):
            first = await tools.until(id, "succeeded")
        wake.set()
        following = await tools.start(str(new_id()))
        assert (await tools.until(following, "succeeded")).done == 2, "it goes on with other work"
    assert await tools.find(id) == first
    assert await tools.written(stream) == 2


async def test_queued_work_is_cancelled_at_once_and_never_begun(tools: Tools) -> None:
    stream = new_id()
    id = await tools.start(str(stream))
    await operations.cancel(tools.log.pool, id)
    assert (await tools.find(id)).state == "cancelled"
    other = await tools.start(str(new_id()))
    async with tools.runner(writing(1, at_once)):
        await tools.until(other, "succeeded")
    assert await tools.written(stream) == 0


async def test_running_work_stops_after_its_chunk_and_keeps_what_it_did(tools: Tools) -> None:
    stream = new_id()
    id = await tools.start(str(stream))

    async def asked_to_stop(work: Work) -> None:
        if work.done == 2:
            await operations.cancel(work.files.pool, work.operation.operation_id)

    async with tools.runner(writing(10, asked_to_stop)):
        stopped = await tools.until(id, "cancelled")
    assert stopped.done == 3
    assert await tools.written(stream) == 3


async def test_work_asked_to_stop_whose_runner_died_is_stopped_by_another(tools: Tools) -> None:
    id, reached = await tools.start(str(new_id())), asyncio.Event()

    async def dies(work: Work) -> None:
        reached.set()
        await asyncio.Event().wait()

    async with tools.runner(writing(3, dies)):
        await reached.wait()
    await operations.cancel(tools.log.pool, id)
    await tools.let_lease_run_out(id)
    async with tools.runner(writing(3, at_once)):
        assert (await tools.until(id, "cancelled")).done == 0


async def test_ended_work_stays_as_it_is(tools: Tools) -> None:
    id = await tools.start(str(new_id()))
    async with tools.runner(writing(1, at_once)):
        ended = await tools.until(id, "succeeded")
    await operations.cancel(tools.log.pool, id)
    assert await tools.find(id) == ended


async def test_a_refusal_is_the_outcome_of_failed_work(tools: Tools) -> None:
    async def refuses(work: Work) -> None:
        raise Rejected("imports.columns-missing", columns="姓名")

    id = await tools.start()
    async with tools.runner(refuses):
        failed = await tools.until(id, "failed")
    assert outcome(failed) == {"code": "imports.columns-missing", "facts": {"columns": "姓名"}}


async def test_a_fault_of_ours_fails_the_work_without_saying_what_it_held(tools: Tools) -> None:
    async def breaks(work: Work) -> None:
        raise ValueError("王小明 11010519491231002X")

    async def answers_nonsense(work: Work) -> object:
        return object()

    for handler, error in ((breaks, "ValueError"), (answers_nonsense, "TypeError")):
        id = await tools.start()
        async with tools.runner(handler):
            failed = await tools.until(id, "failed")
        assert outcome(failed) == {"code": "platform.unexpected", "facts": {"error": error}}


async def test_a_log_that_is_away_fails_nothing_the_work_goes_on_later(tools: Tools) -> None:
    stream = new_id()
    id = await tools.start(str(stream))
    tries: list[int] = []

    async def away_at_first(work: Work) -> None:
        tries.append(work.done)
        if len(tries) == 2:
            raise LogUnavailable

    async with tools.runner(writing(3, away_at_first)):
        while len(tries) < 2:
            await asyncio.sleep(0.01)
        assert (await tools.find(id)).state == "running"
        while (await tools.find(id)).state == "running":
            await tools.let_lease_run_out(id)
            await asyncio.sleep(0.01)
        ended = await tools.until(id, "succeeded")
    assert (tries, ended.done) == ([0, 1, 1, 2], 3)
    assert await tools.written(stream) == 3


async def test_work_of_a_kind_that_nobody_here_knows_stays_queued(tools: Tools) -> None:
    foreign = await tools.start(kind="of another service")
    own = await tools.start(str(new_id()))
    async with tools.runner(writing(1, at_once)):
        await tools.until(own, "succeeded")
    assert (await tools.find(foreign)).state == "queued"


async def test_of_many_runners_each_piece_of_work_is_taken_by_one(tools: Tools) -> None:
    streams = [new_id() for _ in range(12)]
    ids = [await tools.start(str(stream), owner=f"owner {stream}") for stream in streams]
    handler = writing(2, at_once)
    async with tools.runner(handler), tools.runner(handler), tools.runner(handler):
        for id in ids:
            await tools.until(id, "succeeded")
    assert [await tools.written(stream) for stream in streams] == [2] * len(streams)


async def test_files_go_in_with_the_work_and_come_out_of_it(tools: Tools) -> None:
    async def doubles(work: Work) -> None:
        found = await work.file("input")
        assert found is not None
        assert await work.file("nothing") is None
        await work.keep_file("output", b"half done")
        await work.keep_file("output", found * 2)

    id = await tools.start(files={"input": b"ab"})
    async with tools.runner(doubles):
        await tools.until(id, "succeeded")
    assert await tools.files.read(id, "output") == b"abab"


async def test_what_the_work_decides_is_signed_by_who_asked_for_it(tools: Tools) -> None:
    origins: list[Any] = []

    async def asks(work: Work) -> None:
        origins.append(work.origin)

    id = await tools.start(owner="bob", region=NATION)
    async with tools.runner(asks):
        await tools.until(id, "succeeded")
    assert [(origin.actor, origin.command_id, origin.correlation) for origin in origins] == [("bob", id, id)]


async def test_work_that_never_was_is_not_found(tools: Tools) -> None:
    assert await operations.find(tools.log.pool, new_id()) is None
    await operations.cancel(tools.log.pool, new_id())


async def test_a_runner_that_is_woken_and_stopped_at_the_same_moment_stops(tools: Tools) -> None:
    for _ in range(20):
        async with tools.runner(at_once) as runner:
            await asyncio.sleep(0.01)
            runner.wake.set()


async def looking(work: Work) -> dict[str, int]:
    await work.progress(0, total=1)
    return {"head": await work.caught_up()}


@pytest.fixture
def shown(log: PostgresLog, monkeypatch: pytest.MonkeyPatch) -> Signal:
    """How far the read models are: nothing follows this log but the test's own word."""
    monkeypatch.setattr(runner, "CATCH_UP_SECONDS", 0.05)
    return Signal()


async def test_work_waits_for_read_models_that_are_behind_however_long_they_take(tools: Tools, shown: Signal) -> None:
    await tools.log.append(notes(new_id(), expected=0))
    id, head = await tools.start(), await tools.log.head()
    async with tools.runner(looking, ReadPositions(shown, lambda: tools.log.pool)):
        await tools.until(id, "running")
        await asyncio.sleep(0.3)
        assert (await tools.find(id)).state == "running"
        shown.tell(head)
        assert outcome(await tools.until(id, "succeeded")) == {"head": head}


async def test_work_that_waits_for_read_models_stops_when_asked(tools: Tools, shown: Signal) -> None:
    await tools.log.append(notes(new_id(), expected=0))
    id = await tools.start()
    async with tools.runner(looking, ReadPositions(shown, lambda: tools.log.pool)):
        await tools.until(id, "running")
        await operations.cancel(tools.log.pool, id)
        await tools.until(id, "cancelled")
