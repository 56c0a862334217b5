"""Who is touched by a clause: one question over HTTP, by document and article, without an amount."""

from datetime import date
from uuid import UUID

from shared.kernel import Region
from tests.payroll.county import COUNTY
from tests.payroll.house import House, decided, hired

STREET = Region("51/01/07/036/_")
DECEMBER = date(2026, 12, 1)


async def test_from_a_clause_to_rules_and_people(house: House) -> None:
    worker = str(UUID(int=531))
    await house.hear([hired(531, DECEMBER, employer=STREET), decided(531, 2, DECEMBER)])
    run_id = (await house.run(STREET, "2026-12"))["outcome"]["run_id"]
    asked = f"region={COUNTY}&month=2026-12&document="
    standard = await house.get(f"/clauses?{asked}示范薪酬〔2026〕1号")
    assert [rule["rule"].split(":")[0] for rule in standard["rules"]] == ["standard"]
    people = await house.get(f"/clauses/people?{asked}示范薪酬〔2026〕1号&limit=200")
    assert len({each["worker_id"] for each in people["items"]}) == standard["people"]
    assert worker in {each["worker_id"] for each in people["items"]}
    law = await house.get(f"/clauses?{asked}个人所得税法&article=第六条")
    assert {rule["rule"] for rule in law["rules"]} == {"policy:basic_deduction_fen"}
    assert law["people"] >= standard["people"]
    days = await house.get(f"/clauses?{asked}社会保险法&article=第五十七条")
    assert ({r["rule"] for r in days["rules"]}, days["people"]) == ({"policy:insurance_registration_days"}, 0)
    assert (await house.get(f"/clauses?{asked}没有这个文件"))["people"] == 0
    await house.get("/clauses?region=44/01/07/_/_&month=2026-12&document=示范", status=404)
    assert (await house.get(f"/clauses?region={COUNTY}&month=x&document=示范", status=422))["code"] == "runs.month"
    await house.finish(run_id)
