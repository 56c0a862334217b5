"""Costs of tried grade schemes over HTTP: which counties have theirs, and who signed why one has none."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from services.personnel.domain.grade_schemes import scheme_id
from services.personnel.domain.scheme_costs import WaiveTrialCost
from services.personnel.domain.streams import GRADE_SCHEME
from services.personnel.projections import scheme_trials
from services.personnel.rights import TRY_SCHEME, WAIVE_COST
from shared.handling import Receipt
from shared.kernel import Region, record
from shared.web.asked import Asked, RegionPath
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.pages import Cursor, Limit, Page

router = APIRouter(prefix="/grade-scheme-trials", tags=["grade schemes"])
Signer = Annotated[Handle, Depends(handler(GRADE_SCHEME, may=WAIVE_COST))]
Reader = Annotated[Reading, Depends(reader(may=TRY_SCHEME))]


@record
class CostWaiver:
    """`trial` is the digest of a trial since the region's last version."""

    region: RegionPath
    trial: str
    reason: str


@router.post("/waivers", status_code=201, operation_id="waive_trial_cost")
async def waive(command: Asked[CostWaiver], handle: Signer) -> Receipt:
    """Sign why counties of a trial cannot have it valued by payroll, because they have no pay standard there. Somebody else
    publishes; a county that has a standard is refused."""
    region = Region(command.region)
    handle.require(region)
    waiver = WaiveTrialCost(region=region, trial=command.trial, reason=command.reason)
    return await handle(scheme_id(region), waiver, region=region)


@router.get("", operation_id="list_grade_scheme_trials")
async def listed(
    reader: Reader, trial: Annotated[str | None, Query(max_length=80)] = None, limit: Limit = 100, cursor: Cursor = None
) -> Page[dict[str, Any]]:
    """Trials in the caller's regions, or that of one digest: for each county the digest of its costs once payroll has told them, or
    who signed why there are none. `against` is the version that was in force: after the next one a trial no longer counts."""
    turn = reader.turning(cursor, limit, trial=trial)
    after = turn.after(str, str)
    async with reader.reading() as read:
        rows = await scheme_trials.page(read, reader.scope, trial, after=after, limit=limit)
    return turn.page([dict(row) for row in rows], rows, "region", "trial")
