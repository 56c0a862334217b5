"""The worker's tax over HTTP: deductions on the phone, a first wage, a bonus both ways, an agent of the street's own."""

from datetime import date
from typing import Any
from uuid import UUID

from shared.kernel import Region
from tests.payroll.county import COUNTY
from tests.payroll.house import APPROVER, FINANCE, House, decided, hired

STREET = Region("51/01/07/031/_")
DECEMBER = date(2026, 12, 1)


async def slip_of(house: House, worker: str, month: str) -> Any:
    found = next(s for s in await house.get(f"/workers/{worker}/payslips") if s["month"] == month)
    return await house.get(f"/payslips/{found['payslip_id']}")


async def test_the_worker_declares_and_the_street_withholds_for_itself(house: House) -> None:
    worker = str(UUID(int=501))
    await house.hear([hired(501, DECEMBER, employer=STREET), decided(501, 18, DECEMBER)])
    named = {"unit": STREET, "agent": STREET, "starts": "2026-12-01", "document": "武财〔2026〕40号"}
    await house.post("/pay-groups", named, by=APPROVER)
    await house.post("/pay-groups", named, status=403)
    [group] = await house.get("/pay-groups")
    assert (group["unit"], group["agent"], group["named_by"]) == (STREET, STREET, APPROVER)

    child = {"kind": "CHILD_EDUCATION", "starts": "2026-01-01", "monthly": "2000.00"}
    await house.post("/my/deductions", child, by=worker)
    refused = await house.post("/my/deductions", {**child, "monthly": "1999.00"}, by=worker, status=422)
    assert refused["code"] == "declarations.not-by-law"
    rent = {"kind": "HOUSING_RENT", "starts": "2026-06-01", "monthly": "1500.00"}
    await house.post("/my/deductions", rent, by=worker)
    loan = {"kind": "HOUSING_LOAN", "starts": "2026-12-01", "monthly": "1000.00"}
    assert (await house.post("/my/deductions", loan, by=worker, status=409))["code"] == "declarations.loan-and-rent"
    declared = {d["kind"]: d for d in await house.get("/my/deductions", by=worker)}
    assert {kind: d["monthly"] for kind, d in declared.items()} == {
        "CHILD_EDUCATION": "2000.00", "HOUSING_RENT": "1500.00",
    }  # fmt: skip
    ended = {**rent, "ends": "2026-11-30", "reason": "DOCUMENT_CHANGED"}
    await house.post(f"/my/deductions/{declared['HOUSING_RENT']['fact']}/corrections", ended, by=worker)
    await house.post("/my/first-wages", {"tax_year": 2026}, by=worker)
    base = f"/my/declarations/{UUID(int=1)}/annulments"
    assert (await house.post(base, {"reason": "ENTRY_ERROR"}, by=worker, status=404))["code"] == "declarations.unknown"
    await house.get("/my/bonus-taxes?amount=1.00&day=2026-12-01", by="nobody", status=404)

    bonus = {"day": "2026-12-15", "amount": "36001.00", "taxed": "SEPARATE", "document": "武社工〔2026〕30号"}
    ways = await house.get("/my/bonus-taxes?amount=36001.00&day=2026-12-15", by=worker)
    assert (ways["separate"], ways["merged"], ways["leaves_more"]) == ("3390.10", "1080.10", "36000.00")
    await house.post(f"/workers/{worker}/bonuses", bonus)
    run_id = (await house.run(STREET, "2026-12"))["outcome"]["run_id"]
    await house.finish(run_id)
    tax = (await slip_of(house, worker, "2026-12"))["tax"]
    assert (tax["agent"], tax["variant"], tax["months"], tax["additional"]) == (STREET, "FIRST_WAGE", 12, "2000.00")
    assert (tax["bonus"]["month"], tax["bonus"]["tax"]) == ("2026-12", "3390.10")
    explained = await house.get(f"/payslips/{(await slip_of(house, worker, '2026-12'))['payslip_id']}/explanation")
    line = next(x for x in explained["lines"] if x["tree"]["what"] == "BONUS_TAX")
    assert "全年一次性奖金个人所得税 -3390.10" in line["zh"]
    assert explained["rules"]["policy:bonus_brackets"]["source"].startswith("财政部 税务总局公告2023年第30号")


async def test_a_mid_year_takeover_goes_on_from_the_sheet(house: House) -> None:
    worker = str(UUID(int=502))
    await house.hear([hired(502, DECEMBER, employer=Region("51/01/07/032/_")), decided(502, 18, DECEMBER)])
    sheet = {
        "starts": "2026-01-01", "ends": "2026-11-30", "income": "66000.00", "insured": "11000.00", "tax": "0.00",
        "document": "2026年工资表",
    }  # fmt: skip
    await house.post(f"/workers/{worker}/tax-openings", sheet, by=FINANCE)
    again = {**sheet, "starts": "2026-05-01"}
    assert (await house.post(f"/workers/{worker}/tax-openings", again, status=409))["code"] == "openings.months-twice"
    [fact] = [f for f in await house.get(f"/workers/{worker}/entitlement") if f["kind"] == "TAX_OPENING"]
    assert fact["amount"] == "66000.00"
    corrected = {**sheet, "income": "67000.00", "reason": "ENTRY_ERROR"}
    await house.post(f"/workers/{worker}/tax-openings/{fact['fact']}/corrections", corrected)
    refused = await house.post(f"/workers/{worker}/first-wages", {"tax_year": 2026}, status=409)
    assert refused["code"] == "openings.not-the-first"
    run_id = (await house.run(Region("51/01/07/032/_"), "2026-12"))["outcome"]["run_id"]
    await house.finish(run_id)
    tax = (await slip_of(house, worker, "2026-12"))["tax"]
    assert (tax["months"], tax["income"], tax["agent"]) == (12, "73290.00", COUNTY)


async def test_what_is_not_confirmed_for_the_year_is_not_deducted_and_waits_for_the_worker(house: House) -> None:
    street, one, two = Region("51/01/07/059/_"), str(UUID(int=503)), str(UUID(int=504))
    await house.hear([hired(n, DECEMBER, employer=street) for n in (503, 504)])
    await house.hear([decided(n, 18, DECEMBER) for n in (503, 504)])
    for worker in (one, two):
        child = {"kind": "CHILD_EDUCATION", "starts": "2025-09-01", "monthly": "2000.00"}
        await house.post("/my/deductions", child, by=worker)
    path = f"/workers/{one}/deduction-confirmations"  # on paper; on the phone it is the same command
    assert (await house.post(path, {"tax_year": 2028}, status=422))["code"] == "deductions.year"
    await house.post(path, {"tax_year": 2027})
    await house.finish((await house.run(street, "2026-12", pay_day="2027-01-10"))["outcome"]["run_id"])
    slips = [await slip_of(house, worker, "2026-12") for worker in (one, two)]
    assert [slip["tax"]["additional"] for slip in slips] == ["2000.00", "0.00"]
    again = await house.get(f"/payslips/{slips[1]['payslip_id']}/replay")
    assert again["same"] is True
