"""Work is carried on at its last chunk by whoever is alive, and by nobody else."""

import asyncio

from shared.clock import SystemClock
from shared.eventlog import LogUnavailable
from shared.ids import new_id
from shared.operations import Runner, Work
from tests.shared.operations.conftest import Tools, at_once, writing


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
