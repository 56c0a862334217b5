"""A street's budget over HTTP: drafted by the engine, approved, executed by runs, expected for the rest, exceeded once."""

import asyncio
from datetime import date
from typing import Any

from shared.kernel import Region
from tests.payroll.house import APPROVER, House, decided, hired

STREET, NOVEMBER = Region("51/01/07/036/_"), date(2026, 11, 2)


async def done(house: House, path: str, body: Any) -> Any:
    operation = await house.post(path, body, status=202)
    while operation["state"] not in ("succeeded", "failed", "cancelled"):
        operation = await house.get(f"/operations/{operation['operation_id']}")
    assert operation["state"] == "succeeded", operation
    await house.caught_up()
    return operation["outcome"]


async def expected_again(house: House, budget: str) -> None:
    """Closing a run expects the rest of the year anew, by itself."""
    for _ in range(500):
        rows = (await house.get("/budgets?year=2026"))["items"]
        if any(row["forecast_on"] for row in rows if row["budget_id"] == budget):
            return
        await asyncio.sleep(0.02)
    raise AssertionError("nothing was expected after the run was closed")


async def test_a_years_money_is_held_against_what_is_paid_and_expected(house: House) -> None:
    await house.hear([hired(561, NOVEMBER, employer=STREET), decided(561, 2, NOVEMBER)])
    scope = {"region": STREET, "year": 2026}
    budget = (await done(house, "/budget-drafts", scope))["budget_id"]
    path = f"/budgets/{budget}"
    [row] = [row for row in (await house.get("/budgets?year=2026"))["items"] if row["budget_id"] == budget]
    drafted = int(row["drafted"].replace(".", ""))
    assert (row["stage"], drafted > 0) == ("DRAFTED", True)
    money = {"parts": [{"source": "区级财政", "amount": "1.00"}], "document": "武财1号"}
    await house.post(f"{path}/submissions", money)
    await house.post(f"{path}/approvals", {}, status=403)
    await house.post(f"{path}/approvals", {}, by=APPROVER)
    run_id = (await house.run(STREET, "2026-11"))["outcome"]["run_id"]
    [over] = [each for each in (await house.get(f"/runs/{run_id}"))["findings"] if each["kind"] == "BUDGET"]
    assert over["about"].startswith(f"{STREET} 2026 COUNTY_BUDGET ")
    assert over["about"].endswith("/1.00")
    await house.finish(run_id)
    await expected_again(house, budget)
    found = await house.get(f"{path}/execution")
    [fund] = found["funds"]
    assert (fund["source"], fund["parts"], fund["approved"]) == ("COUNTY_BUDGET", ["区级财政"], "1.00")
    assert (fund["paid"], fund["expected"], fund["left"]) == (
        found["paid_total"],
        found["expected"][0]["amount"],
        found["left"],
    )
    await done(house, "/budget-forecasts", scope)
    found = await house.get(f"{path}/execution")
    assert [each["month"] for each in found["paid"]] == ["2026-11"]
    assert [each["month"] for each in found["expected"]] == ["2026-12"]
    assert found["left"].startswith("-")
    assert drafted == int(found["paid_total"].replace(".", "")) + int(found["expected"][0]["amount"].replace(".", ""))
    assert (await house.get(f"{path}/execution?as_of=2026-11-01"))["paid"] == []
    waiting = [task["stream_id"] for task in (await house.get("/work-list?kind=budget-exceeded&limit=200"))["items"]]
    assert waiting.count(budget) == 2
    [row] = [row for row in (await house.get("/budgets?year=2026"))["items"] if row["budget_id"] == budget]
    assert [each["overrun"] for each in row["overruns"]] == ["EXECUTION", "FORECAST"]
    await house.post(f"{path}/submissions", {**money, "document": "武财2号"})
    await house.post(f"{path}/returns", {"reason": "压减"}, by=APPROVER)
