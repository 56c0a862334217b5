"""A run from the request to closed read models, on real servers."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from deploy.local.servers import Addresses
from services.payroll.operations import pay_run
from shared.kernel import to_fen
from tests.payroll.county import COUNTY, OTHER_STREET
from tests.payroll.house import APPROVER, STANDARD, House, decided, hired, open_house
from tests.servers import TestDatabase

JANUARY = date(2026, 1, 1)


@pytest.fixture(scope="module")
async def house(database: TestDatabase, addresses: Addresses) -> AsyncIterator[House]:
    async with open_house(database, addresses, date(2026, 1, 20)) as made:
        await made.post("/standards", STANDARD, by=APPROVER)
        await made.hear([hired(n, JANUARY) for n in range(1, 21)])
        await made.hear([decided(n, 2, JANUARY) for n in range(1, 20)])  # nobody decided the grade of the twentieth
        yield made


async def slip_of(house: House, run_id: str, worker: int) -> Any:
    page = await house.get(f"/runs/{run_id}/payslips?limit=200")
    found = next((s for s in page["items"] if s["worker_id"] == str(UUID(int=worker))), None)
    return await house.get(f"/payslips/{found['payslip_id']}") if found else None


async def test_a_month_is_opened_calculated_approved_and_closed(house: House) -> None:
    operation = await house.run(COUNTY, "2026-01")
    run_id = operation["outcome"]["run_id"]
    assert operation["outcome"] == {"run_id": run_id, "slips": 19, "exceptions": 1}
    run = await house.get(f"/runs/{run_id}")
    assert (run["stage"], run["slips"], run["totals"]["gross"]) == ("CALCULATED", 19, f"{19 * 3570}.00")
    assert [(e["worker_id"], e["code"], e["month"]) for e in run["exceptions"]] == [
        (str(UUID(int=20)), "runs.no-grade", "2026-01")
    ]
    await house.finish(run_id)
    assert (await house.get(f"/runs/{run_id}"))["stage"] == "CLOSED"
    slip = await slip_of(house, run_id, 1)
    assert sum(to_fen(line["amount"]) for line in slip["lines"] if "EMPLOYER" not in line["component"]) == to_fen(
        slip["totals"]["net"]
    )
    basic = next(line for line in slip["lines"] if line["component"] == "BASIC")
    assert (basic["amount"], basic["for_month"], basic["arrears"]) == ("2856.00", "2026-01", False)
    assert basic["causes"] == [str(UUID(int=503_000_001))]
    assert slip["rules"][basic["rule"]]["document"] == STANDARD["document"]
    assert slip["rules"]["policy:pension_employee_ppm"]["source"]
    own = await house.get("/my/payslips", by=str(UUID(int=1)))
    assert [s["payslip_id"] for s in own] == [slip["payslip_id"]]


async def test_a_run_twice_pays_nothing_twice(house: House) -> None:
    again = await house.run(COUNTY, "2026-01")
    assert (again["outcome"]["slips"], again["outcome"]["exceptions"]) == (0, 1)
    await house.post(f"/runs/{again['outcome']['run_id']}/discards", {"reason": "empty"})


async def test_a_late_grade_pays_exactly_the_difference_per_month(house: House) -> None:
    house.clock.day = date(2026, 3, 20)
    await house.hear([decided(3, 4, date(2026, 1, 1), nth=1), decided(20, 2, JANUARY)])
    operation = await house.run(COUNTY, "2026-03")
    run_id = operation["outcome"]["run_id"]
    assert operation["outcome"]["exceptions"] == 0
    slip = await slip_of(house, run_id, 3)
    basics = {line["for_month"]: line for line in slip["lines"] if line["component"] == "BASIC"}
    assert {month: line["amount"] for month, line in basics.items()} == {
        "2026-01": "272.00", "2026-02": "3128.00", "2026-03": "3128.00",
    }  # fmt: skip
    assert basics["2026-01"]["causes"] == [str(UUID(int=504_000_003))]
    assert [m for m, line in basics.items() if line["arrears"]] == ["2026-01", "2026-02"]
    await house.finish(run_id)


async def test_one_run_at_a_time_in_a_county_and_nobody_approves_his_own(house: House) -> None:
    operation = await house.run(COUNTY, "2026-04", by="both")
    run_id = operation["outcome"]["run_id"]
    refused = await house.post("/runs", {"unit": COUNTY, "month": "2026-04"}, status=409)
    assert refused["code"] == "runs.another-in-progress"
    refused = await house.post(f"/runs/{run_id}/approvals", {}, by="both", status=409)
    assert refused["code"] == "runs.own-run"
    await house.post(f"/runs/{run_id}/discards", {"reason": "too early"})


async def test_a_discarded_run_never_counted(house: House) -> None:
    operation = await house.run(COUNTY, "2026-04")
    run = await house.get(f"/runs/{operation['outcome']['run_id']}")
    assert run["slips"] == 20
    await house.finish(run["run_id"])


async def test_a_calculation_that_broke_off_is_carried_on_to_the_same_slips(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.clock.day = date(2026, 5, 20)
    broken: list[int] = []
    issue = pay_run._issue

    async def breaks_once(work: Any, run_id: UUID, chunk: Any, start: int) -> None:
        if start >= 10 and not broken:
            broken.append(start)
            raise OSError("the machine stops here")
        await issue(work, run_id, chunk, start)

    monkeypatch.setattr(pay_run, "LINES", 80)
    monkeypatch.setattr(pay_run, "_issue", breaks_once)
    operation = await house.post("/runs", {"unit": COUNTY, "month": "2026-05"}, status=202)
    while not broken:
        await asyncio.sleep(0.01)
    expired = "update log.operation set lease_until = clock_timestamp() - interval '1 second' where operation_id = $1"
    while operation["state"] != "succeeded":
        await house.runtime.pool.execute(expired, UUID(operation["operation_id"]))
        await asyncio.sleep(0.05)
        operation = await house.get(f"/operations/{operation['operation_id']}")
    await house.caught_up()
    run = await house.get(f"/runs/{operation['outcome']['run_id']}")
    page = await house.get(f"/runs/{run['run_id']}/payslips")
    assert len(page["items"]) == len({s["worker_id"] for s in page["items"]}) == run["slips"] == 20
    assert sum(to_fen(s["totals"]["net"]) for s in page["items"]) == to_fen(run["totals"]["net"])
    await house.finish(run["run_id"])


async def test_a_street_is_paid_without_its_neighbours(house: House) -> None:
    house.clock.day = date(2026, 6, 20)
    await house.hear([hired(30, date(2026, 6, 1), employer=OTHER_STREET), decided(30, 1, date(2026, 6, 1))])
    operation = await house.run(OTHER_STREET, "2026-06")
    assert operation["outcome"]["slips"] == 1
    await house.finish(operation["outcome"]["run_id"])
    operation = await house.run(COUNTY, "2026-06")
    assert operation["outcome"]["slips"] == 20, "the other street is paid already"
    await house.finish(operation["outcome"]["run_id"])


async def test_a_late_declaration_is_settled_for_every_month(house: House) -> None:
    house.clock.day = date(2026, 7, 20)
    worker = UUID(int=7)
    base = {"starts": "2026-06-01", "base": "5000.00"}
    await house.post(f"/workers/{worker}/insurance-bases", base)
    deduction = {"kind": "HOUSING_RENT", "starts": "2026-01-01", "monthly": "1500.00"}
    await house.post(f"/workers/{worker}/deductions", deduction)
    run_id = (await house.run(COUNTY, "2026-07"))["outcome"]["run_id"]
    slip = await slip_of(house, run_id, 7)
    pension = {line["for_month"]: line["amount"] for line in slip["lines"] if line["component"] == "PENSION"}
    assert pension == {"2026-06": "-24.08", "2026-07": "-400.00"}  # 8 % of 5,000 instead of the floor of 4,699
    assert slip["tax"]["additional"] == "10500.00"
    facts = await house.get(f"/workers/{worker}/entitlement?as_of=2026-05-31")
    assert [f["kind"] for f in facts] == ["ENROLLED", "GRADE", "DEDUCTION"]
    await house.finish(run_id)


async def test_rights(house: House) -> None:
    await house.post("/standards", STANDARD, status=403)
    await house.post("/runs", {"unit": COUNTY, "month": "2026-08"}, by=APPROVER, status=403)
    await house.get("/runs", by=str(UUID(int=1)), status=403)
    other = (await house.get(f"/workers/{UUID(int=2)}/payslips"))[0]["payslip_id"]
    await house.get(f"/my/payslips/{other}", by=str(UUID(int=1)), status=404)
    mine = (await house.get("/my/payslips", by=str(UUID(int=1))))[0]["payslip_id"]
    assert (await house.get(f"/my/payslips/{mine}", by=str(UUID(int=1))))["lines"]
    [standard] = await house.get(f"/standards?region={COUNTY}", by=str(UUID(int=1)))
    assert standard["grades"][1] == {"grade": 2, "monthly": "3570.00"}
    assert await house.get(f"/standards/{standard['standard_id']}") == [standard]
    assert len((await house.get("/runs?month=2026-07"))["items"]) == 1


async def test_looking_back_pays_nothing_where_no_rule_changed(house: House) -> None:
    body = {"unit": COUNTY, "month": "2026-07", "recalculate_from": "2026-1"}
    assert (await house.post("/runs", body, status=422))["field"] == "/recalculate_from"
    operation = await house.run(COUNTY, "2026-07", recalculate_from="2026-01")
    assert operation["outcome"]["slips"] == 0
    await house.post(f"/runs/{operation['outcome']['run_id']}/discards", {"reason": "empty"})
