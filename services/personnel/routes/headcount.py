"""The establishment over HTTP: population, quota, and the ledger of any day."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends

from services.personnel.domain.headcount import ApproveQuota, RecordPopulation, RequestQuota, quota_id
from services.personnel.domain.streams import QUOTA
from services.personnel.projections import headcount
from services.personnel.rights import APPROVE_QUOTA, REQUEST_QUOTA, SEE_ROSTER
from shared.handling import Receipt
from shared.kernel import Region, record
from shared.web.asked import Asked, Day, RegionPath
from shared.web.handles import Handle, Reading, handler, reader

router = APIRouter(tags=["headcount"])
Officer = Annotated[Handle, Depends(handler(QUOTA, may=REQUEST_QUOTA))]
Approver = Annotated[Handle, Depends(handler(QUOTA, may=APPROVE_QUOTA))]
Reader = Annotated[Reading, Depends(reader(may=SEE_ROSTER))]


@record
class Population:
    """Urban permanent residents of a street from the effective day; `source` names the statistics."""

    unit: RegionPath
    residents: int
    effective: date
    source: str


@record
class QuotaRequest:
    unit: RegionPath
    effective: date


@record
class QuotaApproval:
    unit: RegionPath
    document: str


@router.post("/populations", status_code=201, operation_id="record_population")
async def record_population(command: Asked[Population], handle: Officer) -> Receipt:
    """Record a street's urban permanent residents from a day on."""
    unit = Region(command.unit)
    recorded = RecordPopulation(
        unit=unit, residents=command.residents, effective=command.effective, source=command.source
    )
    return await handle(quota_id(unit), recorded, region=unit)


@router.post("/quota-requests", status_code=201, operation_id="request_quota")
async def request(command: Asked[QuotaRequest], handle: Officer) -> Receipt:
    """Request the places that the population of the effective day gives."""
    unit = Region(command.unit)
    return await handle(quota_id(unit), RequestQuota(unit=unit, effective=command.effective), region=unit)


@router.post("/quota-approvals", status_code=201, operation_id="approve_quota")
async def approve(command: Asked[QuotaApproval], handle: Approver) -> Receipt:
    """Approve what somebody else requested; the places are free from the requested day on."""
    unit = Region(command.unit)
    return await handle(quota_id(unit), ApproveQuota(document=command.document), region=unit)


@router.get("/quota-ledger", operation_id="read_quota_ledger")
async def ledger(reader: Reader, as_of: Day | None = None) -> list[dict[str, Any]]:
    """Places approved, filled and vacant for each street of the caller's regions, on any day."""
    async with reader.reading() as read:
        return [dict(row) for row in await headcount.ledger(read, reader.scope, as_of or reader.today)]
