"""An order over HTTP: two hands, a fifth of the month, the rest in the next; annulled it is paid back; the worker sees it."""

from datetime import date
from uuid import UUID

from shared.kernel import Region
from tests.payroll.house import APPROVER, House, decided, hired

STREET, NOVEMBER = Region("51/01/07/035/_"), date(2026, 11, 2)


async def test_damages_are_kept_month_by_month_and_shown_to_the_worker(house: House) -> None:
    worker = UUID(int=551)
    await house.hear([hired(551, NOVEMBER, employer=STREET), decided(551, 2, NOVEMBER)])
    body = {
        "kind": "DAMAGES", "body": "街道办事处", "document": "街决1号", "starts": "2026-11-01", "total": "900.00",
        "monthly": "0.00", "ends": None,
    }  # fmt: skip
    path = f"/workers/{worker}/withholdings"
    await house.post(path, body)
    [waiting] = await house.get(path)
    assert (waiting["stage"], waiting["left"]) == ("ENTERED", "900.00")
    one = f"{path}/{waiting['order_id']}"
    tasks = (await house.get("/work-list?kind=withholding-confirmation&limit=200", by=APPROVER))["items"]
    assert str(worker) in [task["worker_id"] for task in tasks]
    await house.post(f"{one}/confirmations", {}, status=403)
    await house.post(f"{one}/confirmations", {}, by=APPROVER)
    run_id = (await house.run(STREET, "2026-11"))["outcome"]["run_id"]
    [mine] = await house.get(f"/workers/{worker}/payslips")
    slip = await house.get(f"/payslips/{mine['payslip_id']}")
    [line] = [line for line in slip["lines"] if line["component"] == "WITHHELD"]
    wage = sum(int(x["amount"].replace(".", "")) for x in slip["lines"] if x["component"] in ("BASIC", "PERFORMANCE"))
    assert -int(line["amount"].replace(".", "")) == wage // 5
    told = await house.get(f"/payslips/{mine['payslip_id']}/explanation")
    assert "工资支付暂行规定" in str(told["rules"])
    assert (await house.get(f"/payslips/{mine['payslip_id']}/replay"))["same"]
    await house.finish(run_id)
    [own] = await house.get("/my/withholdings", by=str(worker))
    assert (own["stage"], own["kept"]) == ("IN_FORCE", line["amount"].lstrip("-"))

    await house.post(f"{one}/corrections", {name: body[name] for name in body if name != "kind"} | {"total": "950.00"})
    await house.post(f"{one}/refusals", {"reason": "金额有误"}, by=APPROVER)
    await house.post(f"{one}/annulments", {"document": "街决2号"})
    await house.post(f"{one}/confirmations", {}, by=APPROVER)
    again = (await house.run(STREET, "2026-11"))["outcome"]["run_id"]
    [back] = [s for s in await house.get(f"/workers/{worker}/payslips") if s["run_id"] == again]
    assert back["totals"]["net"] == line["amount"].lstrip("-")
    await house.finish(again)
