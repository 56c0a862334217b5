"""A run from open to closed over HTTP: frozen apart, checked, answered for, paid with one payment back, declared, closed."""

import asyncio
from datetime import date
from typing import Any
from uuid import UUID

from shared.kernel import Region
from tests.payroll.house import APPROVER, CHECKER, House, decided, hired

STREET = Region("51/01/07/034/_")
DECEMBER = date(2026, 12, 1)


async def waiting(house: House, kind: str, run_id: str, *, by: str) -> list[Any]:
    page = await house.get(f"/work-list?kind={kind}&limit=200", by=by)
    return [task for task in page["items"] if task["stream_id"] == run_id]


async def test_every_stage_waits_for_its_hand(house: House) -> None:
    await house.hear([hired(n, DECEMBER, employer=STREET) for n in (521, 522, 523)])
    await house.hear([decided(521, 2, DECEMBER), decided(522, 3, DECEMBER)])
    run_id = (await house.post("/run-openings", {"unit": STREET, "month": "2026-12"}))["stream_id"]
    assert (await house.get(f"/runs/{run_id}"))["stage"] == "OPEN"
    deduction = {"kind": "CHILD_EDUCATION", "starts": "2026-12-01", "monthly": "2000.00"}
    await house.post(f"/workers/{UUID(int=521)}/deductions", deduction)
    operation = await house.post(f"/runs/{run_id}/freezes", {}, status=202)
    while operation["state"] != "succeeded":
        await asyncio.sleep(0.01)
        operation = await house.get(f"/operations/{operation['operation_id']}")
    await house.caught_up()
    run = await house.get(f"/runs/{run_id}")
    assert (run["stage"], run["slips"]) == ("CALCULATED", 2)
    assert [(f["kind"], f["workers"], f["signed_by"]) for f in run["findings"]] == [
        ("MISSING", [str(UUID(int=523))], None),
        ("NO_ACCOUNT", [str(UUID(int=521)), str(UUID(int=522))], None),
        ("NO_ID_NUMBER", [str(UUID(int=521)), str(UUID(int=522))], None),
    ]
    slips = {s["worker_id"]: s for s in (await house.get(f"/runs/{run_id}/payslips"))["items"]}
    first = str(UUID(int=521))
    assert (await house.get(f"/payslips/{slips[first]['payslip_id']}"))["tax"]["additional"] == "2000.00"

    assert len(await waiting(house, "run-check", run_id, by=CHECKER)) == 1
    await house.post(f"/runs/{run_id}/checks", {}, by=CHECKER)
    refused = await house.post(f"/runs/{run_id}/approvals", {}, by=APPROVER, status=409)
    assert refused["code"] == "runs.findings-open"
    await house.post(f"/runs/{run_id}/overrides", {"kind": "MISSING", "reason": "等级未定，下月补发"}, by=CHECKER)
    await house.post(f"/runs/{run_id}/overrides", {"kind": "NO_ACCOUNT", "reason": "本月发现金"}, by=CHECKER)
    await house.post(f"/runs/{run_id}/overrides", {"kind": "NO_ID_NUMBER", "reason": "人工补录"}, by=CHECKER)
    assert len(await waiting(house, "run-approval", run_id, by=APPROVER)) == 1
    await house.post(f"/runs/{run_id}/approvals", {}, by=APPROVER)

    sums = {each["kind"]: each for each in await house.get(f"/runs/{run_id}/control-sums")}
    assert (sums["BANK"]["people"], sums["BANK"]["total"]) == (2, run["totals"]["net"])
    shares = [sums[kind]["total"] for kind in ("INSURANCE", "FUND")]
    in_fen = [int(amount.replace(".", "")) for amount in (*shares, run["totals"]["own"], run["totals"]["employer"])]
    assert in_fen[0] + in_fen[1] == in_fen[2] + in_fen[3]
    back = {"worker_id": first, "amount": slips[first]["totals"]["net"], "reason": "账号与户名不符"}
    rest = slips[str(UUID(int=522))]["totals"]["net"]
    receipt = {"reference": "网银1", "received_on": "2026-12-20", "people": 1, "total": rest, "returned": [back]}
    await house.post(f"/runs/{run_id}/receipts", {"kind": "BANK", **receipt})
    assert (await house.get(f"/runs/{run_id}"))["stage"] == "PAID"
    [task] = await waiting(house, "tax-declaration", run_id, by="finance-1")
    assert task["due"] == "2027-01-15"
    tax = {**sums["TAX"], "reference": "税1", "received_on": "2026-12-20"}
    await house.post(
        f"/runs/{run_id}/receipts",
        {name: tax[name] for name in ("kind", "people", "total", "reference", "received_on")},
    )
    [task] = await waiting(house, "receipt-difference", run_id, by="finance-1")
    assert task["worker_id"] == first
    refused = await house.post(f"/runs/{run_id}/closings", {}, status=409)
    assert refused["code"] == "runs.differences-open"
    await house.post(f"/runs/{run_id}/settled-differences", {"kind": "BANK", "number": 0, "note": "更正账号后补发"})
    assert await waiting(house, "receipt-difference", run_id, by="finance-1") == []
    await house.post(f"/runs/{run_id}/closings", {})
    bank = next(r for r in await house.get(f"/runs/{run_id}/receipts") if r["kind"] == "BANK")
    assert [(d["worker_id"], d["reason"], d["settled_by"]) for d in bank["differences"]] == [
        (first, "账号与户名不符", "finance-1")
    ]
    refused = await house.post(f"/runs/{run_id}/discards", {"reason": "x"}, status=409)
    assert refused["code"] == "runs.not-in-progress"
