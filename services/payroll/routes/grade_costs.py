"""What-if of a grade scheme over HTTP: personnel's trial goes in, what it would cost comes out."""

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query, Request, Response

from services.payroll.domain.grade_costs import CostGradeScheme
from services.payroll.domain.grade_trials import check_heard, trial_id
from services.payroll.domain.streams import GRADE_TRIAL, STANDARD
from services.payroll.rights import SIMULATE
from shared.crypto import content_digest
from shared.kernel import Region
from shared.web.asked import RegionPath
from shared.web.handles import Handle, handler
from shared.web.operations import ACCEPTED, accepted
from shared.web.rates import BULK

router = APIRouter(prefix="/grade-scheme-costs", tags=["simulations"])
Asking = Annotated[Handle, Depends(handler(STANDARD, may=SIMULATE, at_most=BULK))]
TRIAL: Final = {"type": "string", "format": "binary"}


@router.post(
    "", status_code=202, operation_id="cost_grade_scheme", responses=ACCEPTED,
    openapi_extra={
        "requestBody": {"required": True, "content": {"application/octet-stream": {"schema": TRIAL}}}
    },
)  # fmt: skip
async def cost(request: Request, handle: Asking, county: Annotated[RegionPath, Query()]) -> Response:
    """The body is the file trial.json of personnel's trial, byte for byte; any other is refused. Its people's months are valued by
    the engine that pays, by the grades before and after. The outcome names the trial's digest and the costs' own; the file cost.json
    has everybody. Personnel hears of it, and publishes no further version whose trial was not valued."""
    place = Region(county)
    handle.require(place)
    content = await request.body()
    draft, to = handle.runtime.handling.draft(), trial_id(content_digest(content))
    await draft.load([(GRADE_TRIAL, to)])
    check_heard(draft.state(GRADE_TRIAL, to), place)
    return await accepted(
        handle, "cost-grade-scheme", CostGradeScheme(county=place), region=place, files={"input": content}
    )
