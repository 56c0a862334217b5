"""A worker sees what waits for himself and nobody else's: a changed account, the new year's deductions, a new payslip."""

from datetime import date
from typing import Any
from uuid import UUID

from shared.kernel import Region
from tests.payroll.house import APPROVER, House, decided, hired

STREET, DECEMBER = Region("51/01/07/049/_"), date(2026, 12, 1)
FIRST = {"account": "110010001234567", "bank": "工商银行"}
OTHER = {"account": "6222020200000000006", "bank": "工商银行"}


async def waiting(house: House, worker: str) -> dict[str, Any]:
    return {each["kind"]: each for each in await house.get("/my/waiting", by=worker)}


async def account(house: House, worker: str, body: Any) -> str:
    path = f"/workers/{worker}/bank-accounts"
    await house.post(path, body)
    proposal = next(each["proposal"] for each in await house.get(path) if each["state"] == "PROPOSED")
    await house.post(f"{path}/{proposal}/confirmations", {}, by="checker-1")
    return str(proposal)


async def test_what_waits_is_shown_to_the_person_until_it_is_answered(house: House) -> None:
    one, two = str(UUID(int=601)), str(UUID(int=602))
    await house.hear([hired(n, DECEMBER, employer=STREET) for n in (601, 602)])
    await house.hear([decided(n, 2, DECEMBER) for n in (601, 602)])
    assert await waiting(house, one) == {}
    await account(house, one, FIRST)
    changed = await account(house, one, OTHER)
    study = {"kind": "CONTINUING_EDUCATION", "starts": "2026-12-01", "monthly": "400.00", "ends": "2026-12-31"}
    await house.post("/my/deductions", study, by=one)
    [deduction] = await house.get("/my/deductions", by=one)
    run_id = (await house.run(STREET, "2026-12", pay_day="2026-12-18"))["outcome"]["run_id"]
    assert set(await waiting(house, one)) == {"ACCOUNT", "DEDUCTIONS"}
    await house.finish(run_id)
    found = await waiting(house, one)
    [slip] = await house.get("/my/payslips", by=one)
    assert (found["ACCOUNT"]["about"], found["PAYSLIP"]["about"]) == (changed, slip["payslip_id"])
    deductions = found["DEDUCTIONS"]
    assert (deductions["tax_year"], deductions["due"], deductions["ending"]) == (
        2027,
        "2026-12-31",
        [deduction["fact"]],
    )
    assert set(await waiting(house, two)) == {"PAYSLIP"}
    assert (await waiting(house, two))["PAYSLIP"]["about"] != slip["payslip_id"]

    await house.post(f"/my/bank-accounts/{changed}/answers", {"mine": True}, by=one)
    early = await house.post("/my/deduction-confirmations", {"tax_year": 2028}, by=one, status=422)
    assert (early["code"], early["field"]) == ("deductions.year", "/tax_year")
    await house.post("/my/deduction-confirmations", {"tax_year": 2027}, by=one)
    assert set(await waiting(house, one)) == {"PAYSLIP"}
    await house.get("/my/waiting", by=APPROVER, status=404)
