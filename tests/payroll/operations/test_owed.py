"""What follows from a closed run is in the log: a process that dies between the closing and its work loses nothing, and nothing is
done twice.
"""

import asyncio
from contextlib import suppress
from datetime import date
from typing import Any

from deploy.local.servers import Addresses
from services.payroll.projections.budgets import owed_after
from shared.eventlog import Append, CursorStep
from shared.operations import Owing
from shared.operations.owed import SOURCE
from tests.payroll.county import STREET
from tests.payroll.house import APPROVER, STANDARD, House, decided, hired, open_house
from tests.servers import TestDatabase

DAY = date(2026, 11, 2)


async def ended(house: House, operation: Any) -> Any:
    while operation["state"] not in ("succeeded", "failed"):
        await asyncio.sleep(0.01)
        operation = await house.get(f"/operations/{operation['operation_id']}")
    await house.caught_up()
    return operation["outcome"]


async def approved_budget(house: House) -> str:
    drafted = await house.post("/budget-drafts", {"region": STREET, "year": 2026}, status=202)
    budget: str = (await ended(house, drafted))["budget_id"]
    money = {"parts": [{"source": "区级财政", "amount": "90000.00"}], "document": "武财1号"}
    await house.post(f"/budgets/{budget}/submissions", money)
    await house.post(f"/budgets/{budget}/approvals", {}, by=APPROVER)
    return budget


async def stop_queueing(house: House) -> None:
    """As if the process died before it came to it."""
    [task] = [each for each in house.runtime.tasks if each.get_name() == "payroll owe"]
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def forecasts(house: House) -> list[str]:
    rows = await house.runtime.pool.fetch("select state from log.operation where kind = 'forecast-after-run'")
    return [row["state"] for row in rows]


async def queued_up_to(house: House) -> int:
    """Whatever is owed is queued now; up to which position of the log it was."""
    runtime = house.runtime
    await Owing(runtime.log, runtime.engine, runtime.files, owed_after).queue()
    return await runtime.log.cursor(SOURCE)


async def expected_on(house: House, budget: str) -> str | None:
    [row] = (await house.get("/budgets?year=2026"))["items"]
    assert row["budget_id"] == budget
    day: str | None = row["forecast_on"]
    return day


async def test_the_rest_of_the_year_is_expected_once_also_when_nobody_was_alive_after_the_closing(
    database: TestDatabase, addresses: Addresses
) -> None:
    async with open_house(database, addresses, DAY) as house:
        await stop_queueing(house)
        await house.post("/standards", STANDARD, by=APPROVER)
        await house.hear([hired(1, DAY), decided(1, 2, DAY)])
        before = await queued_up_to(house)
        await house.finish((await house.run(STREET, "2026-11"))["outcome"]["run_id"])
        queued = await queued_up_to(house)
        assert (queued > before, await forecasts(house)) == (True, [])  # no budget pays it
        budget = await approved_budget(house)
        run_id = (await house.run(STREET, "2026-12"))["outcome"]["run_id"]
        await house.finish(run_id)
        assert (await expected_on(house, budget), await forecasts(house)) == (None, [])
    async with open_house(database, addresses, DAY) as house:
        while await forecasts(house) != ["succeeded"]:
            await asyncio.sleep(0.02)
        await house.caught_up()
        assert await expected_on(house, budget) == str(DAY)
        await stop_queueing(house)
        runtime = house.runtime
        step = CursorStep(SOURCE, await runtime.log.cursor(SOURCE), queued)
        await runtime.log.append(Append(cursor=step))  # as if it died after queueing, before its step
        await queued_up_to(house)
        assert await forecasts(house) == ["succeeded"]
