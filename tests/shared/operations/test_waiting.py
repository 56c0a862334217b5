"""Work that reads what was recorded before it waits until the read models show that."""

import asyncio

import pytest

from shared import operations
from shared.eventlog import PostgresLog, Signal
from shared.ids import new_id
from shared.operations import Work, runner
from shared.readmodel.positions import ReadPositions
from shared.testing.log_cases import notes
from tests.shared.operations.conftest import Tools, outcome


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
