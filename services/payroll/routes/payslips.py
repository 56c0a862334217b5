"""Payslips over HTTP: of a run, of a person, one with every line explained; a worker's own."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException
from msgspec import to_builtins

from services.payroll.domain.pay_run import RunStage
from services.payroll.projections import entitlements, payslips
from services.payroll.rights import OWN_PAY, SEE_PAY
from services.payroll.routes.explained import explanations, line, papers_of
from shared.kernel import Region, to_yuan
from shared.web.disclosure import Personal
from shared.web.handles import Reading, reader
from shared.web.pages import Cursor, Limit, Page

router = APIRouter(tags=["payslips"])
Reader = Annotated[Reading, Depends(reader(may=SEE_PAY))]
Own = Annotated[Reading, Depends(reader(may=OWN_PAY))]


@router.get("/runs/{run_id}/payslips", operation_id="list_payslips")
async def of_run(
    run_id: UUID, reader: Reader, lines: bool = False, limit: Limit = 100, cursor: Cursor = None
) -> Page[dict[str, Any]]:
    """The slips of a run in the caller's regions, with names; with their lines for whoever adds them up."""
    return await page_of_run(run_id, reader, lines=lines, limit=limit, cursor=cursor)


async def page_of_run(
    run_id: UUID, reader: Reading, *, lines: bool, limit: int, cursor: str | None
) -> Page[dict[str, Any]]:  # fmt: skip
    turn = reader.turning(cursor, limit, run_id=run_id)
    async with reader.reading() as read:
        rows = await payslips.of_run(read, run_id, reader.scope, after=turn.after(UUID), limit=limit)
        names = await entitlements.names(read, {row["worker_id"] for row in rows})
    issued = await payslips.issued(reader.runtime.log, [row["payslip_id"] for row in rows] if lines else [])
    paid = _paid(rows)
    opened = await reader.opened(
        [Personal(id, paid[id], "personnel.worker.name", name) for id, name in names.items()], pay=paid.items()
    )
    shown = dict(zip(names, opened, strict=True))
    items = [
        {
            **_shown(row), "name": shown.get(row["worker_id"]),
            **({"lines": [line(each) for each in issued[row["payslip_id"]].lines]} if lines else {}),
        }
        for row in rows
    ]  # fmt: skip
    return turn.page(items, rows, "payslip_id")


@router.get("/workers/{worker_id}/payslips", operation_id="read_payslips_of_worker")
async def of_worker(worker_id: UUID, reader: Reader) -> list[dict[str, Any]]:
    """A person's slips in the caller's regions, the latest pay day first."""
    async with reader.reading() as read:
        rows = await payslips.of_worker(read, worker_id)
    seen = [row for row in rows if reader.may_see(Region(row["employer"]))]
    await reader.opened((), pay=_paid(seen).items())
    return [_shown(row) for row in seen]


@router.get("/payslips/{payslip_id}", operation_id="read_payslip")
async def found(payslip_id: UUID, reader: Reader) -> dict[str, Any]:
    """One slip: every line with its original month, the rule it rests on and the published events that caused it."""
    async with reader.reading() as read:
        row = await payslips.find(read, payslip_id)
    if row is None:
        raise HTTPException(404)
    reader.require(Region(row["employer"]))
    return await _explained(row, reader)


@router.get("/my/payslips", operation_id="list_own_payslips")
async def own(reader: Own) -> list[dict[str, Any]]:
    """The caller's own slips of closed runs, the latest pay day first."""
    rows = await _own(reader)
    await reader.opened((), pay=_paid(rows).items())
    return [_shown(row) for row in rows]


@router.get("/my/payslips/{payslip_id}", operation_id="read_own_payslip")
async def own_found(payslip_id: UUID, reader: Own) -> dict[str, Any]:
    """One of the caller's own slips of a closed run, explained."""
    row = next((row for row in await _own(reader) if row["payslip_id"] == payslip_id), None)
    if row is None:
        raise HTTPException(404)
    return await _explained(row, reader)


async def _own(reader: Reading) -> list[Mapping[Any, Any]]:
    try:
        worker_id = UUID(reader.caller.subject)
    except ValueError:
        return []
    async with reader.reading() as read:
        rows = await payslips.of_worker(read, worker_id)
    return [row for row in rows if row["stage"] == RunStage.CLOSED.value]


async def _explained(row: Mapping[Any, Any], reader: Reading) -> dict[str, Any]:
    async with reader.reading() as read:
        papers = await papers_of(read, Region(row["county"]))
    await reader.opened((), pay=_paid([row]).items())
    slip = (await payslips.issued(reader.runtime.log, [row["payslip_id"]]))[row["payslip_id"]]
    named = {rule for each in slip.lines for rule in each.rule.split(";")}
    rules = explanations(Region(row["county"]), named, papers, reader.runtime.book)
    tax: dict[str, Any] = to_builtins(slip.tax)
    shown = _in_yuan(tax) | {"bonus": _in_yuan(tax["bonus"]) if tax["bonus"] else None}
    by = {"opened_by": row["opened_by"], "approved_by": row["approved_by"]}
    return {**_shown(row), **by, "lines": [line(each) for each in slip.lines], "tax": shown, "rules": rules}


def _in_yuan(stored: Mapping[str, Any]) -> dict[str, Any]:
    return {k.removesuffix("_fen"): to_yuan(v) if k.endswith("_fen") else v for k, v in stored.items()}


def _paid(rows: Sequence[Mapping[Any, Any]]) -> Mapping[UUID, Region]:
    """Whose amounts the rows hold, and who pays them."""
    return {row["worker_id"]: Region(row["employer"]) for row in rows}


def _shown(row: Mapping[Any, Any]) -> dict[str, Any]:
    names = ("payslip_id", "run_id", "worker_id", "employer", "month", "pay_day", "stage")
    amounts = ("gross", "own", "tax", "net", "employer")
    shown = {name: row[name] for name in names}
    return {**shown, "currency": "CNY", "totals": {name: to_yuan(row[f"{name}_fen"]) for name in amounts}}
