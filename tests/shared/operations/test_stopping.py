"""Work stops when it is asked to, and keeps what it did."""

import asyncio

from shared import operations
from shared.ids import new_id
from shared.operations import Work
from tests.shared.operations.conftest import Tools, at_once, writing


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


async def test_a_runner_that_is_woken_and_stopped_at_the_same_moment_stops(tools: Tools) -> None:
    for _ in range(20):
        async with tools.runner(at_once) as runner:
            await asyncio.sleep(0.01)
            runner.wake.set()
