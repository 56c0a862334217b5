"""Yearly schemes over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.assessment.domain.schemes import DraftScheme, FreezeScheme, IssueScheme, scheme_id
from services.assessment.domain.streams import SCHEME
from services.assessment.domain.terms import Terms
from services.assessment.projections import schemes
from services.assessment.rights import SCHEMES, SEE_SCHEMES
from shared.handling import Receipt
from shared.kernel import Region, record
from shared.web.asked import Asked, RegionPath, Year
from shared.web.handles import Handle, Reading, handler, reader

router = APIRouter(prefix="/schemes", tags=["schemes"])
County = Annotated[Handle, Depends(handler(SCHEME, may=SCHEMES))]
Reader = Annotated[Reading, Depends(reader(may=SEE_SCHEMES))]


@record
class NewScheme:
    county: RegionPath
    year: Year
    terms: Terms


@router.post("", status_code=201, operation_id="draft_scheme")
async def draft(command: Asked[NewScheme], handle: County) -> Receipt:
    """Draft the scheme of a county and year, or draft it anew; the receipt names the scheme."""
    county = Region(command.county)
    drafted = DraftScheme(county=county, year=command.year, terms=command.terms)
    return await handle(scheme_id(county, command.year), drafted, region=county)


@router.post("/{scheme_id}/issues", status_code=201, operation_id="issue_scheme")
async def issue(scheme_id: UUID, command: Asked[IssueScheme], handle: County) -> Receipt:
    """Issue the drafted scheme with the number of the county's document."""
    return await handle(scheme_id, command)


@router.post("/{scheme_id}/freezes", status_code=201, operation_id="freeze_scheme")
async def freeze(scheme_id: UUID, command: Asked[FreezeScheme], handle: County) -> Receipt:
    """No more changes: results are proposed by it from now on. The body is an empty object."""
    return await handle(scheme_id, command)


@router.get("", operation_id="list_schemes")
async def listed(year: Year, reader: Reader) -> list[dict[str, Any]]:
    """The schemes of a year in the caller's regions; scores in hundredths, the quota in parts per million."""
    async with reader.reading() as read:
        return [dict(row) for row in await schemes.of_year(read, reader.scope, year)]


@router.get("/{scheme_id}", operation_id="read_scheme")
async def found(scheme_id: UUID, reader: Reader) -> dict[str, Any]:
    async with reader.reading() as read:
        row = await schemes.find(read, scheme_id)
    if row is None:
        raise HTTPException(404)
    reader.require(Region(row["county"]))
    return dict(row)
