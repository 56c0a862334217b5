"""Long work: started once, carried out, its outcome, its files and who signs for it."""

from typing import Any

import msgspec
import pytest

from shared import operations
from shared.handling import KeyReused
from shared.ids import new_id
from shared.kernel import NATION, Rejected
from shared.operations import Work
from tests.shared.operations.conftest import STREET, Tools, at_once, outcome, writing


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
