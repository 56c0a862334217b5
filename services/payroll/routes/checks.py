"""Checks of a run over HTTP: the street's, and who answers for what was found."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.payroll.domain.runs import OverrideFinding
from services.payroll.domain.streams import RUN
from services.payroll.domain.street_checks import CheckRun
from services.payroll.projections import runs
from services.payroll.rights import CHECK_RUNS, OVERRIDE_FINDINGS
from shared.handling import Receipt
from shared.kernel import Region, record, within
from shared.web.asked import Asked, RegionPath
from shared.web.handles import Handle, handler

router = APIRouter(prefix="/runs/{run_id}", tags=["runs"])
Checker = Annotated[Handle, Depends(handler(RUN, may=CHECK_RUNS))]
Signer = Annotated[Handle, Depends(handler(RUN, may=OVERRIDE_FINDINGS))]


@record
class NewCheck:
    """A street of the run; without one all of them."""

    street: RegionPath | None = None


@router.post("/checks", status_code=201, operation_id="check_run")
async def check(run_id: UUID, command: Asked[NewCheck], handle: Checker) -> Receipt:
    """The street looked at its slips of a calculated run; whoever opened it cannot. Without a street everything that nobody
    checked yet, which takes a right over all of it."""
    street = Region(command.street) if command.street is not None else None
    if street is not None:
        await _within(run_id, street, handle)
        handle.part = street
    return await handle(run_id, CheckRun(street=street))


async def _within(run_id: UUID, street: Region, handle: Handle) -> None:
    """404 for a street that lies outside the run or the caller's regions."""
    handle.require(street)
    async with handle.reading() as read:
        row = await runs.find(read, run_id)
    if row is None or not within(Region(row["unit"]), street):
        raise HTTPException(404)


@router.post("/overrides", status_code=201, operation_id="override_finding")
async def override(run_id: UUID, command: Asked[OverrideFinding], handle: Signer) -> Receipt:
    """Answer for what was found, with a reason: without it the run is not approved."""
    return await handle(run_id, command)
