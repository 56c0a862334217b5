"""Twelve pay runs, each opened by finance, checked by every street, approved by the county, paid, declared, closed."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from time import perf_counter
from typing import Any

from python_calamine import CalamineWorkbook

from deploy.local.story.frontend import Frontend
from deploy.local.story.places import COUNTY
from deploy.local.story.tale import Tale
from shared.kernel import Region
from shared.web.rights import Grant, Role


async def pay(tale: Tale, month: int) -> None:
    """One run for the county; its totals and who was left out."""
    finance, approver, began = tale.cast.finance, tale.cast.approver, perf_counter()
    body = {"unit": COUNTY, "month": f"{tale.year}-{month:02d}", "pay_day": tale.day(month, 28).isoformat()}
    outcome = await finance.operation("payroll", await finance.post("/payroll/runs", body))
    run_id = outcome["run_id"]
    await tale.cast.settled()
    await sign_off(finance, tale.cast.street, approver, run_id, tale.day(month, 25), by_street=True)
    run: dict[str, Any] = await finance.get(f"/payroll/runs/{run_id}")
    tale.runs.append(run)
    tale.counts["slips_paid"] += run["slips"]
    totals = run["totals"]
    if month == 1:
        paid, total = await hand_out(finance, run_id)
        tale.say(
            f"the bank's file of {run['month']}: {paid} payments, {total} yuan, the same to the byte whenever it is written"
        )
    tale.say(
        f"pay run {run['month']}: {run['slips']} slips, gross {totals['gross']}, tax {totals['tax']}, "
        f"net {totals['net']}, left out {len(run['exceptions'])} ({perf_counter() - began:.2f} s)"
    )


async def sign_off(
    finance: Frontend,
    street: Frontend,
    approver: Frontend,
    run_id: str,
    day: date,
    *,
    base: str = "/payroll",
    by_street: bool = False,
) -> None:
    """A calculated run to its end: the street checks (with `by_street` each its own slips) and answers for what was found, the
    county approves, the bank and the tax office answer that all is well, finance closes."""
    path = f"{base}/runs/{run_id}"
    for place in [each["street"] for each in await street.get(f"{path}/checks")] if by_street else []:
        hand = _of_street(street, place)
        await hand.post(f"{path}/checks", {"street": place}, key=f"{run_id}-{place}")
    await street.post(f"{path}/checks", {})
    for finding in (await finance.get(path))["findings"]:
        reason = {"kind": finding["kind"], "reason": f"已逐人核对 {finding['count']} 人"}
        await street.post(f"{path}/overrides", reason)
    await approver.post(f"{path}/approvals", {})
    sums = {each["kind"]: each for each in await finance.get(f"{path}/control-sums")}
    for kind in ("BANK", "TAX"):
        accepted = {"people": sums[kind]["people"], "total": sums[kind]["total"]}
        receipt = {"kind": kind, "reference": f"{kind}-{run_id[:8]}", "received_on": str(day), **accepted}
        await finance.post(f"{path}/receipts", receipt)
    await finance.post(f"{path}/closings", {})


def _of_street(officer: Frontend, street: str) -> Frontend:
    """The officer of one street, who sees and checks no other."""
    name = f"{officer.subject}-{street.split('/')[3]}"
    return Frontend(officer.http, officer.issuer, name, (Grant(Role.STREET_OFFICER, Region(street)),))


async def hand_out(finance: Frontend, run_id: str) -> tuple[int, Decimal]:
    """The bank's file as it was fetched: its rows, and what they come to, which is what the run says."""
    path = f"/payroll/runs/{run_id}"
    begun = await finance.post(f"{path}/files", {"kind": "BANK"})
    outcome = await finance.operation("payroll", begun)
    body = await finance.file(f"/payroll/operations/{begun['operation_id']}/files/{outcome['file']}")
    book = CalamineWorkbook.from_filelike(BytesIO(body))
    rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()[1:]]
    total = sum((Decimal(str(row[5])) for row in rows), Decimal(0)).quantize(Decimal("0.01"))
    sums = {each["kind"]: each for each in await finance.get(f"{path}/control-sums")}
    assert (len(rows), str(total)) == (sums["BANK"]["people"], sums["BANK"]["total"])
    return len(rows), total


def last_day(run: dict[str, Any]) -> date:
    """The last day of the run's month."""
    year, month = (int(part) for part in run["month"].split("-"))
    return date(year + month // 12, month % 12 + 1, 1).replace(day=1) - date.resolution
