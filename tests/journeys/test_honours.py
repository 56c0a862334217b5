"""An honour from the nomination to the slip: publicity, grant, a grade with it as trigger, an award and an allowance; all taken back.

Pay by education on the way: what the hire said is paid from the first day, a degree heard late from its month on.
"""

from dataclasses import replace
from typing import Any

from deploy.local.story.scheme import PAPERS, SCHEME, scheme_body, standard_body
from services.personnel.domain.scheme_terms import HonourCredit, HonourRank
from shared.kernel import to_fen
from tests.journeys.conftest import COUNTY, Journey

CREDIT = HonourCredit(honour="MODEL_WORKER", least_rank=HonourRank.CITY, grades=1)


def of(lines: list[dict[str, Any]], word: str) -> dict[tuple[str, str], int]:
    return {(x["component"], x["for_month"]): to_fen(x["amount"]) for x in lines if word in x["component"]}


async def rules(journey: Journey) -> None:
    """Further versions from this year on: a city's model worker is a grade higher, education is paid beside the grade."""
    cast, since = journey.cast, f"{journey.year}-01-01"
    body = scheme_body(COUNTY, replace(SCHEME, honours=(CREDIT,))) | {"effective": since, "document": "武社工2号"}
    draft = {name: value for name, value in body.items() if name not in PAPERS} | {"first_month": since[:7]}
    seen = await cast.officer.operation("personnel", await cast.officer.post("/personnel/grade-scheme-trials", draft))
    published = await cast.approver.post("/personnel/grade-schemes", {**body, "simulation": seen["digest"]})
    await cast.approver.operation("personnel", published)
    paid = [{"education": "BACHELOR", "monthly": "100.00"}, {"education": "MASTER", "monthly": "250.00"}]
    standard = standard_body(COUNTY) | {"effective": since, "educations": paid}
    asked = {name: value for name, value in standard.items() if name not in PAPERS}
    simulated = await cast.finance.post("/payroll/simulations", {**asked, "first_month": since[:7]})
    digest = (await cast.finance.operation("payroll", simulated))["digest"]
    await cast.approver.post("/payroll/standards", {**standard, "simulation": digest})


async def triggers(journey: Journey, worker: str) -> list[tuple[str, int]]:
    """What is proposed for the person and why."""
    rows = journey.cast.street.pages("/personnel/grade-proposals", stage="PROPOSED")
    return [(row["trigger"], row["grade"]) async for row in rows if row["worker_id"] == worker]


async def test_an_honour_lifts_the_grade_and_the_pay_and_its_withdrawal_takes_both_back(journey: Journey) -> None:
    cast, day = journey.cast, journey.day
    await rules(journey)
    worker, _ = await journey.hire(day(1, 4))
    await journey.decide_grades()
    await cast.go_to(day(2, 1))
    asked = {
        "year": journey.year,
        "kind": "MODEL_WORKER",
        "level": "CITY",
        "issuer": "成都市人民政府",
        "merits": ["武社工9号"],
    }
    path = f"/assessment/workers/{worker}/honours/nominations"
    path = f"/assessment/honours/{(await cast.street.post(path, asked))['stream_id']}"
    await cast.street.post(f"{path}/publications", {})
    await cast.go_to(day(2, 8))
    grant = {"document": "成府发5号", "granted_on": str(day(2, 8)), "sha256": "ab" * 32}
    await cast.approver.post(f"{path}/grants", grant)
    await cast.settled()
    assert await triggers(journey, worker) == [("HONOUR", 3)]
    await journey.decide_grades()
    await cast.go_to(day(2, 25))
    await journey.pay(2)
    february = await journey.lines(worker, 2)
    assert of(february, "HONOUR") == {("HONOUR_AWARD", f"{journey.year}-02"): 3_000_00}
    months = [f"{journey.year}-0{month}" for month in (1, 2, 3, 4)]
    assert of(february, "EDUCATION")["EDUCATION", months[1]] == 100_00
    await cast.go_to(day(3, 25))
    await journey.pay(3)
    march = await journey.lines(worker, 3)
    assert of(march, "HONOUR") == {("HONOUR_ALLOWANCE", months[2]): 100_00}
    assert of(march, "BASIC")["BASIC", months[2]] == 3_740_00 * 8 // 10
    gone = {"since": str(day(3, 20)), "document": "成府发31号", "reason": "撤销称号"}
    await cast.street.post(f"{path}/withdrawals", gone)
    await cast.approver.post(f"{path}/confirmations", {})
    await cast.settled()
    assert await triggers(journey, worker) == [("HONOUR", 2)]
    await journey.decide_grades()
    degree = {"kind": "EDUCATION", "word": "MASTER", "since": str(day(2, 10)), "papers": "BOTH"}
    await cast.street.post(f"/personnel/workers/{worker}/grade-facts", degree)
    await cast.go_to(day(4, 25))
    await journey.pay(4)
    april = await journey.lines(worker, 4)
    assert of(april, "HONOUR") == {("HONOUR_AWARD", months[1]): -3_000_00}
    assert of(april, "EDUCATION") == {("EDUCATION", months[2]): 150_00, ("EDUCATION", months[3]): 250_00}
    [slip] = [s for s in await cast.finance.get(f"/payroll/workers/{worker}/payslips") if s["month"] == months[3]]
    told = await cast.finance.get(f"/payroll/payslips/{slip['payslip_id']}/explanation")
    assert {"HONOUR_AWARD", "EDUCATION"} <= {line["tree"]["what"] for line in told["lines"]}
    why = await cast.finance.get(f"/payroll/payslips/{slip['payslip_id']}/difference")
    assert {"HONOUR", "EDUCATION"} <= {each["cause"] for each in why["causes"]}
    replayed = await cast.finance.get(f"/payroll/payslips/{slip['payslip_id']}/replay")
    assert replayed["same"]
