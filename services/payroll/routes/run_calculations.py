"""A calculation that was cancelled is carried on."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Response

from services.payroll.domain.pay_run import RunStage
from services.payroll.domain.runs import CalculateRun
from services.payroll.domain.streams import RUN
from services.payroll.projections import runs
from services.payroll.rights import RUN_PAY
from shared.kernel import Region, Rejected, record
from shared.web.asked import Asked
from shared.web.handles import Handle, handler
from shared.web.operations import ACCEPTED, accepted, room_for
from shared.web.rates import BULK

router = APIRouter(prefix="/runs/{run_id}/calculations", tags=["runs"])
Starter = Annotated[Handle, Depends(handler(RUN, may=RUN_PAY, at_most=BULK))]


@record
class ResumedCalculation:
    """Nothing is said: the inputs are those that were frozen."""


@router.post("", status_code=202, operation_id="resume_run", responses=ACCEPTED)
async def resume(run_id: UUID, command: Asked[ResumedCalculation], handle: Starter) -> Response:
    """Carry on the calculation of a run whose operation was cancelled or failed: slips that were issued stay what they are, the
    rest is calculated from the same frozen inputs. The body is an empty object."""
    await handle.find(run_id)
    async with handle.reading() as read:
        row = await runs.find(read, run_id)
    if row is None:
        raise HTTPException(404)
    if row["stage"] != RunStage.INPUTS_FROZEN.value:
        raise Rejected("runs.not-frozen")
    await room_for(handle, "calculate-run")
    asked = CalculateRun(run_id=run_id, again_from=row["again_from"])
    return await accepted(handle, "calculate-run", asked, region=Region(row["unit"]))
