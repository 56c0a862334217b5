"""What a worker reads of a year on the phone, and prints for a bank: the sums of the slips, one's own only, the same bytes."""

from datetime import date
from uuid import UUID

from sqlalchemy import event

from shared.kernel import Region
from tests.payroll.house import House, decided, hired

STREET = Region("51/01/07/037/_")
OCTOBER = date(2026, 10, 1)


async def test_twelve_months_and_the_statement_add_up_to_the_slips(house: House) -> None:
    worker, other = str(UUID(int=571)), str(UUID(int=572))
    await house.hear([hired(571, OCTOBER, employer=STREET), decided(571, 2, OCTOBER)])
    for month in ("2026-10", "2026-11"):
        await house.finish((await house.run(STREET, month))["outcome"]["run_id"])
    await house.hear([decided(571, 5, date(2026, 11, 1), nth=1)])
    await house.finish((await house.run(STREET, "2026-12"))["outcome"]["run_id"])

    asked: list[str] = []
    counted = house.runtime.engine.sync_engine
    event.listen(counted, "before_cursor_execute", lambda c, cur, sql, *_: asked.append(sql))
    found = await house.get("/my/pay-months?through=2026-12", by=worker)
    assert len([sql for sql in asked if "payslip" in sql]) == 1
    slips = await house.get("/my/payslips", by=worker)
    assert [m["month"] for m in found["months"]] == ["2026-10", "2026-11", "2026-12"]
    assert [m["totals"] for m in found["months"]] == [s["totals"] for s in reversed(slips)]
    assert found["months"][2]["arrears"] == [{"for_month": "2026-11", "amount": "510.00"}]
    assert [m["cause"] for m in found["months"]] == [None, None, "ARREARS"]
    [difference] = [await house.get(f"/my/payslips/{slips[0]['payslip_id']}/difference", by=worker)]
    assert difference["causes"][0]["cause"] == "ARREARS"
    assert (await house.get("/my/pay-months?through=2026-13", by=worker, status=422))["code"] == "pay-months.month"
    assert (await house.get("/my/pay-months", by=other))["months"] == []
    assert (await house.get("/my/pay-months", by="nobody"))["worker_id"] is None

    year = await house.get("/my/pay-statements/2026", by=worker)
    [tax], pension = year["taxes"], year["contributions"][0]
    assert (tax["months"], tax["income"], tax["exempt"]) == (3, "11730.00", "15000.00")
    assert (pension["scheme"], pension["months"], len(pension["bases"])) == ("PENSION", 3, 1)
    assert await house.get(f"/workers/{worker}/pay-statements/2026") == year
    for path in ("/my/pay-statements/2026", "/my/pay-statements/2026/print"):
        await house.get(path, by=other, status=404)
        await house.get(path, by="nobody", status=404)

    path, slip = f"/my/payslips/{slips[0]['payslip_id']}/print", slips[0]["payslip_id"]
    page = (await house.file(path, by=worker)).decode()
    assert page == (await house.file(path, by=worker)).decode()
    bears = ("王571", slips[0]["totals"]["net"], slip, slips[0]["run_id"])
    assert [each for each in bears if each not in page] == []
    assert (await house.get(f"/payslips/{slip}/replay"))["issued"] in page
    assert not [bad for bad in ("<script", "http:", "https:", "url(", "@import") if bad in page]
    await house.get(path, by=other, status=404)
    small = (await house.file(f"{path}?paper=A5", by=worker)).decode()
    assert "size:A5" in small
    handed = (await house.file(f"/payslips/{slip}/print")).decode()
    assert "王571" not in handed
    assert "王" in handed
    printed = (await house.file("/my/pay-statements/2026/print", by=worker)).decode()
    assert "11730.00" in printed
    assert "基本养老保险" in printed
