"""The files of a run over HTTP: written once approved, the same to the byte, adding up, told to those who are in them."""

import asyncio
from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID

from python_calamine import CalamineWorkbook

from shared.kernel import Region
from tests.payroll.house import APPROVER, CHECKER, House, decided, hired

STREET = Region("51/01/07/044/_")
DECEMBER = date(2026, 12, 1)
CARD = {"account": "6222020200000000006", "bank": "=工商银行成都武侯支行"}


async def written(house: House, run_id: str, kind: str) -> tuple[Any, bytes]:
    operation = await house.post(f"/runs/{run_id}/files", {"kind": kind}, status=202)
    while operation["state"] not in ("succeeded", "failed"):
        await asyncio.sleep(0.01)
        operation = await house.get(f"/operations/{operation['operation_id']}")
    assert operation["state"] == "succeeded", operation["outcome"]
    outcome = operation["outcome"]
    return outcome, await house.file(f"/operations/{operation['operation_id']}/files/{outcome['file']}")


def rows(body: bytes, sheet: int = 0) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(BytesIO(body)).get_sheet_by_index(sheet).to_python()[1:]


async def test_an_approved_run_is_handed_out_as_files_that_add_up_and_never_change(house: House) -> None:
    one, two = str(UUID(int=586)), str(UUID(int=587))
    await house.hear([hired(n, DECEMBER, employer=STREET) for n in (586, 587)])
    await house.hear([decided(586, 2, DECEMBER), decided(587, 3, DECEMBER)])
    await house.post("/my/bank-accounts", CARD, by=one)
    [card] = await house.get("/my/bank-accounts", by=one)
    await house.post(f"/workers/{one}/bank-accounts/{card['proposal']}/confirmations", {})
    run_id = (await house.run(STREET, "2026-12"))["outcome"]["run_id"]
    path = f"/runs/{run_id}"
    early = await house.post(f"{path}/files", {"kind": "BANK"}, status=409)
    assert early["code"] == "run-files.not-approved"
    await house.post(f"{path}/checks", {}, by=CHECKER)
    for finding in (await house.get(path))["findings"]:
        await house.post(f"{path}/overrides", {"kind": finding["kind"], "reason": "已核对"}, by=CHECKER)
    await house.post(f"{path}/approvals", {}, by=APPROVER)

    sums = {each["kind"]: each for each in await house.get(f"{path}/control-sums")}
    files = {kind: await written(house, run_id, kind) for kind in sums}
    outcome, body = files["BANK"]
    assert await written(house, run_id, "BANK") == (outcome, body)
    [paid], [without] = rows(body), rows(body, 1)
    assert (paid[1], paid[2], paid[3], paid[4]) == (UUID(one).hex, "王586", CARD["account"], f"'{CARD['bank']}")
    assert (without[1], without[3]) == (UUID(two).hex, "")
    assert f"{paid[5] + without[5]:.2f}" == sums["BANK"]["total"]
    for kind in ("TAX", "INSURANCE", "FUND"):
        assert f"{sum(row[-1] for row in rows(files[kind][1])):.2f}" == sums[kind]["total"]
        assert files[kind][0]["people"] == sums[kind]["people"]
    listed = {each["kind"]: each["digest"] for each in await house.get(f"{path}/files")}
    assert listed == {kind: told["digest"] for kind, (told, _) in files.items()}
    mine = (await house.get("/my/accesses?limit=200", by=one))["items"]
    opened = [each for each in mine if each["operation"] == "write_run_file" and each["purpose"] == "payment"]
    assert opened
    assert "payroll.entitlement.bank_account" in opened[0]["fields"]

    back = {"worker_id": two, "amount": f"{without[5]:.2f}", "reason": "未登记账号"}
    receipt = {
        "kind": "BANK",
        "reference": "网银7",
        "received_on": "2026-12-18",
        "people": 1,
        "total": f"{paid[5]:.2f}",
    }
    await house.post(f"{path}/receipts", {**receipt, "returned": [back]})
    page = await house.get("/work-list?limit=200")
    due = {t["kind"]: t["due"] for t in page["items"] if t["stream_id"] == run_id and t["kind"].endswith("remittance")}
    assert due == {"fund-remittance": "2026-12-23", "insurance-remittance": "2026-12-31"}
    fund = {
        "kind": "FUND",
        "reference": "公积金1",
        "received_on": "2026-12-19",
        "people": 2,
        "total": sums["FUND"]["total"],
    }
    await house.post(f"{path}/receipts", fund)
    page = await house.get("/work-list?kind=fund-remittance&limit=200")
    assert run_id not in [task["stream_id"] for task in page["items"]]
    await house.post(f"{path}/settled-differences", {"kind": "BANK", "number": 0, "note": "补登账号后发放"})
    tax = {"kind": "TAX", "reference": "税7", "received_on": "2026-12-19", "people": 2, "total": sums["TAX"]["total"]}
    await house.post(f"{path}/receipts", tax)
    await house.post(f"{path}/closings", {})
