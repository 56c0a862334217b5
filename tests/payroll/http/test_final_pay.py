"""A leaver's last wages wait on the work list, late from the day after the last, until the bank has paid them."""

from datetime import date
from typing import Any
from uuid import UUID

from services.payroll.domain.entitlements import StopPay
from shared.kernel import Region
from tests.payroll.house import APPROVER, CHECKER, House, decided, hired

STREET, NOVEMBER, LAST = Region("51/01/07/048/_"), date(2026, 11, 2), date(2026, 12, 10)


def stopped(n: int) -> tuple[UUID, Any]:
    worker = UUID(int=n)
    return worker, StopPay(
        worker_id=worker, employment_id=UUID(int=1_000_000 + n), ground="RESIGNED", last_day=LAST, severance=False,
        employed_since=NOVEMBER, cause=UUID(int=5_000_000 + n),
    )  # fmt: skip


async def late(house: House) -> dict[str, str]:
    page = await house.get("/work-list?kind=final-pay&limit=200")
    return {task["worker_id"]: task["due"] for task in page["items"]}


async def test_last_wages_wait_until_the_bank_paid_them_and_longer_where_the_payment_came_back(house: House) -> None:
    one, two, three = (str(UUID(int=n)) for n in (596, 597, 598))
    await house.hear([hired(n, NOVEMBER, employer=STREET) for n in (596, 597, 598)])
    await house.hear([*(decided(n, 2, NOVEMBER) for n in (596, 597)), *(stopped(n) for n in (596, 597, 598))])
    assert await late(house) == dict.fromkeys((one, two, three), str(LAST))
    counts = {each["kind"]: each["late"] for each in await house.get("/work-list/counts")}
    assert counts["final-pay"] == 3
    run_id = (await house.run(STREET, "2026-12"))["outcome"]["run_id"]
    path = f"/runs/{run_id}"
    await house.post(f"{path}/checks", {}, by=CHECKER)
    for finding in (await house.get(path))["findings"]:
        await house.post(f"{path}/overrides", {"kind": finding["kind"], "reason": "已核对"}, by=CHECKER)
    await house.post(f"{path}/approvals", {}, by=APPROVER)
    assert await late(house) == dict.fromkeys((one, two, three), str(LAST))
    slips = {s["worker_id"]: s["totals"]["net"] for s in (await house.get(f"{path}/payslips"))["items"]}
    assert set(slips) == {one, two}
    back = {"worker_id": two, "amount": slips[two], "reason": "账号与户名不符"}
    receipt = {"kind": "BANK", "reference": "网银48", "received_on": "2026-12-18", "people": 1, "total": slips[one]}
    await house.post(f"{path}/receipts", {**receipt, "returned": [back]})
    assert await late(house) == dict.fromkeys((two, three), str(LAST))
    sums = {each["kind"]: each for each in await house.get(f"{path}/control-sums")}
    tax = {name: sums["TAX"][name] for name in ("kind", "people", "total")}
    await house.post(f"{path}/receipts", {**tax, "reference": "税48", "received_on": "2026-12-19"})
    await house.post(f"{path}/settled-differences", {"kind": "BANK", "number": 0, "note": "另行发放"})
    await house.post(f"{path}/closings", {})
