"""A subsidy over HTTP: paid by the next run as its own line with its explanation, seen by the worker, replayed."""

from datetime import date
from uuid import UUID

from services.payroll.domain.streams import SUBSIDY
from services.payroll.domain.subsidy_commands import ClaimSubsidy, OpenSubsidy
from shared.kernel import Region
from tests.payroll.house import APPROVER, House, decided, hired

STREET, NOVEMBER = Region("51/01/07/034/_"), date(2026, 11, 2)
DAYS = (date(2026, 11, 28), date(2026, 11, 29), date(2026, 12, 1))


async def test_days_of_duty_are_paid_each_in_its_month_and_explained(house: House) -> None:
    worker, emergency = UUID(int=541), UUID(int=970_541)
    claim = ClaimSubsidy(
        worker_id=worker, emergency_id=emergency, street=STREET, days=DAYS, version=1, listed_by="street",
        confirmed_by="officer", cause=UUID(int=970_543),
    )  # fmt: skip
    opened = OpenSubsidy(
        emergency_id=emergency, region=STREET, starts=DAYS[0], document="武应急9号", cause=UUID(int=970_542)
    )
    await house.hear([hired(541, NOVEMBER, employer=STREET), decided(541, 2, NOVEMBER)])
    await house.hear([(emergency, opened), (emergency, claim)], stream=SUBSIDY)
    await house.finish((await house.run(STREET, "2026-11"))["outcome"]["run_id"])
    path, chosen = f"/emergencies/{emergency}", {"workers": [str(worker)]}
    kinds = [task["kind"] for task in (await house.get("/work-list?limit=200"))["items"] if task["item"] == str(worker)]
    assert "subsidy-verification" in kinds
    await house.post(f"{path}/budgets", {"budget": "500.00", "document": "武财9号", "exempt_document": ""})
    await house.post(f"{path}/budget-approvals", {}, by=APPROVER)
    await house.post(f"{path}/verifications", chosen)
    await house.post(f"{path}/approvals", chosen, by=APPROVER)
    run_id = (await house.run(STREET, "2026-12"))["outcome"]["run_id"]
    [mine] = [s for s in await house.get(f"/workers/{worker}/payslips") if s["run_id"] == run_id]
    slip = await house.get(f"/payslips/{mine['payslip_id']}")
    paid = {
        line["for_month"]: (line["amount"], line["arrears"]) for line in slip["lines"] if line["component"] == "SUBSIDY"
    }
    assert paid == {"2026-11": ("200.00", True), "2026-12": ("100.00", False)}
    told = await house.get(f"/payslips/{mine['payslip_id']}/explanation")
    assert any("值守天数 2" in line["zh"] for line in told["lines"])
    assert (await house.get(f"/payslips/{mine['payslip_id']}/replay"))["same"]
    [own] = await house.get("/my/subsidies", by=str(worker))
    assert own["stage"] == "APPROVED"
    await house.finish(run_id)
    [own] = await house.get("/my/subsidies", by=str(worker))
    assert (own["stage"], own["approved"][0]["amount"]) == ("PAID", "200.00")
