"""Insurances and fund over HTTP: what waits for the bureaus, and a table published late."""

from datetime import date
from uuid import UUID

from deploy.local.story.insuring import figure_body, table_body
from shared.kernel import Region
from tests.payroll.county import COUNTY
from tests.payroll.house import APPROVER, House, decided, hired

STREET = Region("51/01/07/033/_")
NOVEMBER = date(2026, 11, 2)


async def test_registrations_wait_until_the_bureaus_know(house: House) -> None:
    worker, job = str(UUID(int=511)), str(UUID(int=1_000_511))
    await house.hear([hired(511, NOVEMBER, employer=STREET), decided(511, 2, NOVEMBER)])
    page = await house.get("/work-list?limit=200")
    mine = {task["kind"]: task for task in page["items"] if task["worker_id"] == worker}
    assert {kind: (task["item"], task["due"]) for kind, task in mine.items()} == {
        "insurance-enrolment": (job, "2026-12-02"), "fund-opening": (job, "2026-12-02"),
    }  # fmt: skip
    done = {"employment_id": job, "scheme": "FUND", "act": "ENROL", "day": "2026-11-20", "reference": "公积金回执1"}
    await house.post(f"/workers/{worker}/coverage-registrations", done)
    refused = await house.post(
        f"/workers/{worker}/coverage-registrations", {**done, "act": "TRANSFER", "day": "2027-01-01"}, status=422
    )
    assert refused["code"] == "coverage.day"
    page = await house.get("/work-list?kind=fund-opening&limit=200")
    assert worker not in [task["worker_id"] for task in page["items"]]
    counts = {c["kind"]: c["late"] for c in await house.get("/work-list/counts")}
    assert counts["insurance-enrolment"] >= 1
    assert (await house.get("/work-list?kind=nothing", status=422))["code"] == "work-list.kind"


async def test_a_table_published_late_is_on_the_next_slip_month_by_month(house: House) -> None:
    worker = str(UUID(int=512))
    await house.hear([hired(512, NOVEMBER, employer=STREET), decided(512, 2, NOVEMBER)])
    await house.finish((await house.run(STREET, "2026-11"))["outcome"]["run_id"])
    body = table_body(COUNTY, 2026)
    await house.post("/contribution-tables", body, status=403)
    await house.post("/contribution-tables", body, by=APPROVER)
    [table] = await house.get(f"/contribution-tables?region={COUNTY}", by=worker)
    assert (table["floor"], table["rates"][0]["employer_rounding"]) == ("4832.00", "FEN")
    assert await house.get("/contribution-tables") == [table]
    await _worked_out_by_the_published_floor(house)
    run_id = (await house.run(STREET, "2026-12"))["outcome"]["run_id"]
    [slip_id] = [s["payslip_id"] for s in await house.get(f"/workers/{worker}/payslips") if s["run_id"] == run_id]
    explained = await house.get(f"/payslips/{slip_id}/explanation")
    [line] = [x for x in explained["lines"] if x["tree"]["what"] == "PENSION" and x["arrears"]]
    assert (line["for_month"], line["tree"]["value"]) == ("2026-11", "-10.64")
    rule = explained["rules"][line["tree"]["rule"]]
    assert (rule["document"], rule["article"]) == ("川人社办发〔2026〕31号", "第一条")
    assert (await house.get(f"/payslips/{slip_id}/replay"))["same"]
    await house.finish(run_id)


async def _worked_out_by_the_published_floor(house: House) -> None:
    """8 % of 4,832: a golden case follows what is published, as the run does."""
    case = {
        "name": "缴费下限", "month": "2026-12", "grade": 1, "expected": [{"component": "PENSION", "amount": "-386.56"}],
    }  # fmt: skip
    await house.post("/golden-cases", {"county": COUNTY, "cases": [case]})
    assert [each["green"] for each in await house.get(f"/golden-cases/results?county={COUNTY}")] == [True]
    await house.post("/golden-cases/withdrawals", {"county": COUNTY, "name": "缴费下限", "reason": "试算"})


async def test_what_a_level_above_binds_in_the_files_no_county_publishes_otherwise(house: House) -> None:
    """The employee's pension share is the law's; the average wage is the city's: neither says that it is open to a county."""
    table = table_body(COUNTY, 2026)
    table["rates"] = [r | ({"employee_ppm": 90_000} if r["scheme"] == "PENSION" else {}) for r in table["rates"]]
    refused = await house.post("/contribution-tables", table, by=APPROVER, status=422)
    assert (refused["code"], refused["facts"]["rule"]) == ("contribution-tables.bound", "policy:pension_employee_ppm")
    average = {**figure_body(COUNTY, 2026), "kind": "AVERAGE_WAGE", "monthly": "7000.00", "hourly": "0.00"}
    refused = await house.post("/wage-figures", average, by=APPROVER, status=422)
    assert (refused["code"], refused["facts"]["region"]) == ("wage-figures.bound", "51/01/_/_/_")


async def test_a_minimum_wage_is_published_and_found_below_before_payment(house: House) -> None:
    worker = str(UUID(int=513))
    street = Region("51/01/07/035/_")
    await house.hear([hired(513, NOVEMBER, employer=street), decided(513, 1, NOVEMBER)])
    body = {**figure_body(COUNTY, 2026), "effective": "2026-12-01", "monthly": "3500.00", "hourly": "24.00"}
    await house.post("/wage-figures", body, status=403)
    await house.post("/wage-figures", body, by=APPROVER)
    refused = await house.post("/wage-figures", {**body, "article": ""}, by=APPROVER, status=422)
    assert refused["code"] == "wage-figures.article"
    [shown] = await house.get(f"/wage-figures?region={street}")
    assert (shown["monthly"], shown["hourly"], shown["tier"]) == ("3500.00", "24.00", "第一档")
    assert await house.get("/wage-figures") == [shown]
    found: list[list[str]] = []
    for month in ("2026-11", "2026-12"):
        run_id = (await house.run(street, month))["outcome"]["run_id"]
        kinds = {f["kind"]: f["workers"] for f in (await house.get(f"/runs/{run_id}"))["findings"]}
        found.append([str(each) for each in kinds.get("BELOW_MINIMUM_WAGE", [])])
        await house.finish(run_id)
    assert [worker in str(each) for each in found] == [False, True]
    lower = {**body, "monthly": "1800.00", "hourly": "18.00", "document": "川人社发〔2026〕99号"}
    await house.post("/wage-figures", lower, by=APPROVER)
