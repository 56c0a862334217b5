"""Checks of a run over HTTP: the street's, and who answers for what was found."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from services.payroll.domain.runs import CheckRun, OverrideFinding
from services.payroll.domain.streams import RUN
from services.payroll.rights import CHECK_RUNS, OVERRIDE_FINDINGS
from shared.handling import Receipt
from shared.web.asked import Asked
from shared.web.handles import Handle, handler

router = APIRouter(prefix="/runs/{run_id}", tags=["runs"])
Checker = Annotated[Handle, Depends(handler(RUN, may=CHECK_RUNS))]
Signer = Annotated[Handle, Depends(handler(RUN, may=OVERRIDE_FINDINGS))]


@router.post("/checks", status_code=201, operation_id="check_run")
async def check(run_id: UUID, command: Asked[CheckRun], handle: Checker) -> Receipt:
    """The street looked at a calculated run; whoever opened it cannot. The body is an empty object."""
    return await handle(run_id, command)


@router.post("/overrides", status_code=201, operation_id="override_finding")
async def override(run_id: UUID, command: Asked[OverrideFinding], handle: Signer) -> Receipt:
    """Answer for what was found, with a reason: without it the run is not approved."""
    return await handle(run_id, command)
