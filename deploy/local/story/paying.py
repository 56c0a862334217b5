"""Twelve pay runs, each opened by finance, approved by the county, closed."""

from datetime import date
from time import perf_counter
from typing import Any

from deploy.local.story.places import COUNTY
from deploy.local.story.tale import Tale


async def pay(tale: Tale, month: int) -> None:
    """One run for the county; its totals and who was left out."""
    finance, approver, began = tale.cast.finance, tale.cast.approver, perf_counter()
    body = {"unit": COUNTY, "month": f"{tale.year}-{month:02d}", "pay_day": tale.day(month, 28).isoformat()}
    outcome = await finance.operation("payroll", await finance.post("/payroll/runs", body))
    run_id = outcome["run_id"]
    await approver.post(f"/payroll/runs/{run_id}/approvals", {})
    await finance.post(f"/payroll/runs/{run_id}/closings", {})
    run: dict[str, Any] = await finance.get(f"/payroll/runs/{run_id}")
    tale.runs.append(run)
    tale.counts["slips_paid"] += run["slips"]
    totals = run["totals"]
    tale.say(
        f"pay run {run['month']}: {run['slips']} slips, gross {totals['gross']}, tax {totals['tax']}, "
        f"net {totals['net']}, left out {len(run['exceptions'])} ({perf_counter() - began:.2f} s)"
    )


def last_day(run: dict[str, Any]) -> date:
    """The last day of the run's month."""
    year, month = (int(part) for part in run["month"].split("-"))
    return date(year + month // 12, month % 12 + 1, 1).replace(day=1) - date.resolution
