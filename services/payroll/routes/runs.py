"""Pay runs over HTTP: opened, frozen, calculated, approved by somebody else, closed."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Query, Response

from services.payroll.domain.runs import (
    ApproveRun,
    CalculateRun,
    CloseRun,
    DiscardRun,
    FreezeInputs,
    OpenRun,
    month_named,
)
from services.payroll.domain.streams import RUN
from services.payroll.projections import entitlements, run_checks, runs
from services.payroll.rights import APPROVE_RUNS, RUN_PAY, SEE_PAY
from shared.draft import Ask
from shared.handling import Receipt
from shared.kernel import Region, record, to_yuan
from shared.web.asked import Asked, RegionPath
from shared.web.disclosure import Personal
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.operations import ACCEPTED, accepted, room_for
from shared.web.pages import Cursor, Limit, Page
from shared.web.rates import BULK

MONTH = r"^[0-9]{4}-[0-9]{2}$"

router = APIRouter(prefix="/runs", tags=["runs"])
openings = APIRouter(prefix="/run-openings", tags=["runs"])
Finance = Annotated[Handle, Depends(handler(RUN, may=RUN_PAY))]
Starter = Annotated[Handle, Depends(handler(RUN, may=RUN_PAY, at_most=BULK))]
Approver = Annotated[Handle, Depends(handler(RUN, may=APPROVE_RUNS))]
Reader = Annotated[Reading, Depends(reader(may=SEE_PAY))]


@record
class NewRun:
    """A street or county and a month such as 2026-03; without a pay day the last day of the month.

    `recalculate_from`: a month from which everybody is calculated anew, after a published rule (a floor, a rate) changed for
    months already paid. News and standards need no such word.
    """

    unit: RegionPath
    month: str
    pay_day: date | None = None
    recalculate_from: str | None = None


@record
class Frozen:
    """Nothing is said: inputs are those recorded by now."""


@router.post("", status_code=202, operation_id="start_run", responses=ACCEPTED)
async def start(command: Asked[NewRun], handle: Starter) -> Response:
    """Open a run, freeze its inputs and calculate it: what the month is due, and every difference for earlier months. The
    outcome of the operation names the run."""
    await room_for(handle, "calculate-run")
    unit, run_id, opened = _opened(command, handle)
    freeze = FreezeInputs(rules=opened.rules)
    await handle.all([Ask(stream=RUN, to=run_id, command=each, region=unit) for each in (opened, freeze)])
    return await _calculated(handle, run_id, unit, command.recalculate_from)


@openings.post("", status_code=201, operation_id="open_run")
async def open_run(command: Asked[NewRun], handle: Finance) -> Receipt:
    """Open a run and leave it open: what is recorded until its inputs are frozen enters it. The receipt names the run."""
    unit, run_id, opened = _opened(command, handle)
    return await handle(run_id, opened, region=unit)


@router.post("/{run_id}/freezes", status_code=202, operation_id="freeze_run", responses=ACCEPTED)
async def freeze(run_id: UUID, command: Asked[Frozen], handle: Starter) -> Response:
    """Freeze the inputs of an open run and calculate it. The body is an empty object."""
    await handle.find(run_id)
    async with handle.reading() as read:
        row = await runs.find(read, run_id)
    if row is None:
        raise HTTPException(404)
    await room_for(handle, "calculate-run")
    unit = Region(row["unit"])
    await handle(run_id, FreezeInputs(rules=handle.runtime.book.fingerprint(unit)))
    return await _calculated(handle, run_id, unit, row["again_from"])


def _opened(command: NewRun, handle: Handle) -> tuple[Region, UUID, OpenRun]:
    unit, run_id = Region(command.unit), handle.new_id("run")
    handle.require(unit)
    if command.recalculate_from is not None:
        month_named(command.recalculate_from, "/recalculate_from")
    opened = OpenRun(
        unit=unit, month=command.month, pay_day=command.pay_day, again_from=command.recalculate_from,
        rules=handle.runtime.book.fingerprint(unit),
    )  # fmt: skip
    return unit, run_id, opened


async def _calculated(handle: Handle, run_id: UUID, unit: Region, again_from: str | None) -> Response:
    asked = CalculateRun(run_id=run_id, again_from=again_from)
    return await accepted(handle, "calculate-run", asked, region=unit)


@router.post("/{run_id}/approvals", status_code=201, operation_id="approve_run")
async def approve(run_id: UUID, command: Asked[ApproveRun], handle: Approver) -> Receipt:
    """Approve a checked run without open findings; whoever opened or checked it cannot. The body is an empty object."""
    return await handle(run_id, command)


@router.post("/{run_id}/closings", status_code=201, operation_id="close_run")
async def close(run_id: UUID, command: Asked[CloseRun], handle: Finance) -> Receipt:
    """Paid, declared, differences settled: the run never changes again. The body is an empty object. The rest of the year is then
    expected anew for every approved budget it was paid from; one that will not suffice is told once."""
    return await handle(run_id, command)


@router.post("/{run_id}/discards", status_code=201, operation_id="discard_run")
async def discard(run_id: UUID, command: Asked[DiscardRun], handle: Finance) -> Receipt:
    """Take a run back before it is paid: its slips never counted, the next run pays everything anew."""
    return await handle(run_id, command)


@router.get("", operation_id="list_runs")
async def listed(
    reader: Reader, month: Annotated[str | None, Query(pattern=MONTH)] = None, limit: Limit = 100, cursor: Cursor = None
) -> Page[dict[str, Any]]:
    """Runs in the caller's regions, with their totals."""
    turn = reader.turning(cursor, limit, month=month)
    after = turn.after(UUID)
    async with reader.reading() as read:
        rows = await runs.listed(read, reader.scope, month=month, after=after, limit=limit)
    items = [{**_shown(row), "exceptions": len(row["exceptions"] or ())} for row in rows]
    return turn.page(items, rows, "run_id")


@router.get("/{run_id}", operation_id="read_run")
async def found(run_id: UUID, reader: Reader) -> dict[str, Any]:
    """One run with its totals and everybody who was left out, by name."""
    async with reader.reading() as read:
        row = await runs.find(read, run_id)
        if row is None:
            raise HTTPException(404)
        reader.require(Region(row["unit"]))
        left_out = [(UUID(worker), code, month) for worker, code, month in row["exceptions"] or ()]
        found = await run_checks.findings(read, run_id)
        names = await entitlements.names(read, {worker for worker, _, _ in left_out})
    unit = Region(row["unit"])
    opened = await reader.opened([Personal(id, unit, "personnel.worker.name", name) for id, name in names.items()])
    shown = dict(zip(names, opened, strict=True))
    exceptions = [
        {"worker_id": worker, "name": shown.get(worker), "code": code, "month": month}
        for worker, code, month in left_out
    ]
    findings = [
        {name: each[name] for name in ("kind", "count", "workers", "about", "reason", "signed_by")} for each in found
    ]
    return {**_shown(row), "exceptions": exceptions, "findings": findings}


def _shown(row: Mapping[Any, Any]) -> dict[str, Any]:
    amounts = ("gross", "own", "tax", "net", "employer")
    return {
        **{
            name: row[name]
            for name in ("run_id", "unit", "month", "pay_day", "stage", "opened_by", "checked_by", "approved_by")
        },
        "slips": row["slips"],
        "totals": {name: to_yuan(row[f"{name}_fen"]) for name in amounts if row[f"{name}_fen"] is not None},
    }
