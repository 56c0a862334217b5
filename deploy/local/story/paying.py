"""Twelve pay runs, each opened by finance, checked by the street, approved by the county, paid, declared, closed."""

from datetime import date
from time import perf_counter
from typing import Any

from deploy.local.story.frontend import Frontend
from deploy.local.story.places import COUNTY
from deploy.local.story.tale import Tale


async def pay(tale: Tale, month: int) -> None:
    """One run for the county; its totals and who was left out."""
    finance, approver, began = tale.cast.finance, tale.cast.approver, perf_counter()
    body = {"unit": COUNTY, "month": f"{tale.year}-{month:02d}", "pay_day": tale.day(month, 28).isoformat()}
    outcome = await finance.operation("payroll", await finance.post("/payroll/runs", body))
    run_id = outcome["run_id"]
    await sign_off(finance, tale.cast.street, approver, run_id, tale.day(month, 25))
    run: dict[str, Any] = await finance.get(f"/payroll/runs/{run_id}")
    tale.runs.append(run)
    tale.counts["slips_paid"] += run["slips"]
    totals = run["totals"]
    tale.say(
        f"pay run {run['month']}: {run['slips']} slips, gross {totals['gross']}, tax {totals['tax']}, "
        f"net {totals['net']}, left out {len(run['exceptions'])} ({perf_counter() - began:.2f} s)"
    )


async def sign_off(
    finance: Frontend, street: Frontend, approver: Frontend, run_id: str, day: date, *, base: str = "/payroll"
) -> None:
    """A calculated run to its end: the street checks and answers for what was found, the county approves, the bank and the tax
    office answer that all is well, finance closes."""
    path = f"{base}/runs/{run_id}"
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


def last_day(run: dict[str, Any]) -> date:
    """The last day of the run's month."""
    year, month = (int(part) for part in run["month"].split("-"))
    return date(year + month // 12, month % 12 + 1, 1).replace(day=1) - date.resolution
