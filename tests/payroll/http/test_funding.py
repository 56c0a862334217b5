"""P-01.5: whose money pays a converted worker, month by month; told late, the months paid before move with the next run."""

import asyncio
from datetime import date
from uuid import UUID

from services.payroll.domain.funding import ReassignFunding
from shared.kernel import Region
from tests.payroll.house import APPROVER, House, decided, hired

STREET = Region("51/01/07/035/_")
OCTOBER, GRID = date(2026, 10, 1), "政法委网格经费"


async def test_a_late_conversion_moves_the_cost_of_the_months_before(house: House) -> None:
    worker = UUID(int=541)
    await house.hear([hired(n, OCTOBER, employer=STREET) for n in (541, 542)])
    await house.hear([decided(n, 2, OCTOBER) for n in (541, 542)])
    first = (await house.run(STREET, "2026-10"))["outcome"]["run_id"]
    before = await house.get(f"/runs/{first}/costs")
    run = await house.get(f"/runs/{first}")
    paid = sum(fen(run["totals"][name]) for name in ("gross", "employer"))
    assert [(s["source"], s["people"]) for s in before["sources"]] == [("COUNTY_BUDGET", 2)]
    assert fen(before["total"]) == paid
    await house.finish(first)
    reassign = ReassignFunding(
        worker_id=worker, employment_id=UUID(int=1_000_541), starts=OCTOBER, sponsor="区委政法委", funding_source=GRID,
        cause=UUID(int=7_541),
    )  # fmt: skip
    await house.hear([(worker, reassign)])
    second = (await house.run(STREET, "2026-11"))["outcome"]["run_id"]
    found = await house.get(f"/runs/{second}/costs")
    parts = {(p["source"], p["month"]): fen(p["amount"]) for p in found["parts"]}
    half = paid // 2
    assert parts == {
        ("COUNTY_BUDGET", "2026-10"): -half, ("COUNTY_BUDGET", "2026-11"): half, (GRID, "2026-10"): half,
        (GRID, "2026-11"): half,
    }  # fmt: skip
    slips = {s["worker_id"]: s for s in (await house.get(f"/runs/{second}/payslips"))["items"]}
    mine = await house.get(f"/payslips/{slips[str(worker)]['payslip_id']}/costs")
    assert {s["source"]: fen(s["amount"]) for s in mine["costs"]["sources"]} == {"COUNTY_BUDGET": -half, GRID: 2 * half}
    assert (await house.get(f"/runs/{UUID(int=1)}/costs", status=404))["status"] == 404
    await house.finish(second)
    await held_by_source(house, worker)


async def held_by_source(house: House, worker: UUID) -> None:
    """The next month is held against a budget that pays the county's people and not the sponsor's."""
    asked = await house.post("/budget-drafts", {"region": STREET, "year": 2026}, status=202)
    while asked["state"] not in ("succeeded", "failed"):
        asked = await house.get(f"/operations/{asked['operation_id']}")
    await house.caught_up()
    path = f"/budgets/{asked['outcome']['budget_id']}"
    parts = [{"source": "区级财政", "amount": "900000.00"}, {"source": "政法", "amount": "1.00", "bears": GRID}]
    await house.post(f"{path}/submissions", {"parts": parts, "document": "武财3号"})
    await house.post(f"{path}/approvals", {}, by=APPROVER)
    third = (await house.run(STREET, "2026-12"))["outcome"]["run_id"]
    [over] = [each for each in (await house.get(f"/runs/{third}"))["findings"] if each["kind"] == "BUDGET"]
    assert (over["count"], over["about"].split()[2]) == (1, GRID)
    await house.finish(third)
    budget = asked["outcome"]["budget_id"]
    while await overruns(house, budget) < 2:  # of the sponsor's part: paid, and paid with what is expected
        await asyncio.sleep(0.02)
    held = {each["source"]: each for each in (await house.get(f"{path}/execution"))["funds"]}
    runs = (await house.get("/runs?limit=200"))["items"]
    mine = [run["run_id"] for run in runs if run["unit"] == STREET and run["stage"] == "CLOSED"]
    costs = [await house.get(f"/runs/{run}/costs") for run in mine]
    for source, each in held.items():
        borne = sum(fen(s["amount"]) for cost in costs for s in cost["sources"] if s["source"] == source)
        assert fen(each["paid"]) == borne
    assert fen(held[GRID]["left"]) == 100 - fen(held[GRID]["paid"])


async def overruns(house: House, budget: str) -> int:
    waiting = (await house.get("/work-list?kind=budget-exceeded&limit=200"))["items"]
    return sum(task["stream_id"] == budget for task in waiting)


def fen(yuan: str) -> int:
    """Fen of a decimal string."""
    whole, _, rest = yuan.removeprefix("-").partition(".")
    found = int(whole) * 100 + int(rest)
    return -found if yuan.startswith("-") else found
