"""Twelve pay runs, each opened by finance, checked by every street, approved by the county, paid, declared, closed."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from time import perf_counter
from typing import Any, Final

from python_calamine import CalamineWorkbook

from deploy.local.story.frontend import Frontend
from deploy.local.story.places import COUNTY
from deploy.local.story.tale import Tale
from shared.kernel import Region
from shared.web.rights import Grant, Role

AMOUNT: Final = {"BANK": "金额", "TAX": "本期应扣缴税额"}
"""The column of each file that its receiver adds up."""


async def pay(tale: Tale, month: int) -> None:
    """One run for the county; its totals and who was left out."""
    finance, approver, began = tale.cast.finance, tale.cast.approver, perf_counter()
    body = {"unit": COUNTY, "month": f"{tale.year}-{month:02d}", "pay_day": tale.day(month, 28).isoformat()}
    outcome = await finance.operation("payroll", await finance.post("/payroll/runs", body))
    run_id = outcome["run_id"]
    await tale.cast.settled()
    await sign_off(finance, tale.cast.street, approver, run_id, tale.day(month, 25), by_street=True, by_file=True)
    run: dict[str, Any] = await finance.get(f"/payroll/runs/{run_id}")
    tale.runs.append(run)
    tale.counts["slips_paid"] += run["slips"]
    totals = run["totals"]
    if month == 1:
        files = {each["kind"]: each for each in await finance.get(f"/payroll/runs/{run_id}/files")}
        tale.say(
            f"the bank's file of {run['month']}: {files['BANK']['people']} payments, {files['BANK']['total']} yuan, the same to the "
            "byte whenever it is written; what the bank answers is read off its rows"
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
    by_file: bool = False,
) -> None:
    """A calculated run to its end: the street checks (with `by_street` each its own slips) and answers for what was found, the
    county approves, the bank and the tax office answer that all is well (with `by_file` to the rows of the files they were given,
    else to the run's control sums), finance closes."""
    path = f"{base}/runs/{run_id}"
    for place in [each["street"] for each in await street.get(f"{path}/checks")] if by_street else []:
        hand = _of_street(street, place)
        await hand.post(f"{path}/checks", {"street": place}, key=f"{run_id}-{place}")
    await street.post(f"{path}/checks", {})
    for finding in (await finance.get(path))["findings"]:
        reason = {"kind": finding["kind"], "reason": f"已逐人核对 {finding['count']} 人"}
        await street.post(f"{path}/overrides", reason)
    await approver.post(f"{path}/approvals", {})
    sums = {} if by_file else {each["kind"]: each for each in await finance.get(f"{path}/control-sums")}
    for kind in ("BANK", "TAX"):
        people, total = await handed_out(finance, base, run_id, kind) if by_file else _said(sums[kind])
        accepted = {"people": people, "total": total}
        receipt = {"kind": kind, "reference": f"{kind}-{run_id[:8]}", "received_on": str(day), **accepted}
        await finance.post(f"{path}/receipts", receipt)
    await finance.post(f"{path}/closings", {})


def _of_street(officer: Frontend, street: str) -> Frontend:
    """The officer of one street, who sees and checks no other."""
    name = f"{officer.subject}-{street.split('/')[3]}"
    return Frontend(officer.http, officer.issuer, name, (Grant(Role.STREET_OFFICER, Region(street)),))


def _said(sums: dict[str, Any]) -> tuple[int, str]:
    return sums["people"], sums["total"]


async def handed_out(finance: Frontend, base: str, run_id: str, kind: str) -> tuple[int, str]:
    """A file as whoever receives it reads it: how many rows it has, and what they come to."""
    begun = await finance.post(f"{base}/runs/{run_id}/files", {"kind": kind})
    outcome = await finance.operation("payroll", begun)
    body = await finance.file(f"{base}/operations/{begun['operation_id']}/files/{outcome['file']}")
    book = CalamineWorkbook.from_filelike(BytesIO(body))
    sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    amounts = [Decimal(str(row[head.index(AMOUNT[kind])])) for head, *rows in sheets for row in rows]
    return len(amounts), f"{sum(amounts, Decimal(0)):.2f}"


def last_day(run: dict[str, Any]) -> date:
    """The last day of the run's month."""
    year, month = (int(part) for part in run["month"].split("-"))
    return date(year + month // 12, month % 12 + 1, 1).replace(day=1) - date.resolution
