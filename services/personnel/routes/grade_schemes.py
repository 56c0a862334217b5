"""Grade schemes over HTTP."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends

from services.personnel.domain.grade_schemes import PublishScheme, scheme_id
from services.personnel.domain.scheme_terms import SchemeTerms
from services.personnel.domain.streams import GRADE_SCHEME
from services.personnel.projections import grade_schemes
from services.personnel.rights import PUBLISH_SCHEME, SEE_REGIONS
from shared.handling import Receipt
from shared.kernel import Region, record
from shared.web.asked import Asked, RegionPath
from shared.web.handles import Handle, Reading, handler, reader

router = APIRouter(prefix="/grade-schemes", tags=["grade schemes"])
Approver = Annotated[Handle, Depends(handler(GRADE_SCHEME, may=PUBLISH_SCHEME))]
Reader = Annotated[Reading, Depends(reader(may=SEE_REGIONS))]


@record
class NewScheme:
    """A region's scheme from the effective day on; `document` is the number of the paper."""

    region: RegionPath
    code: str
    effective: date
    terms: SchemeTerms
    document: str


@router.post("", status_code=201, operation_id="publish_grade_scheme")
async def publish(command: Asked[NewScheme], handle: Approver) -> Receipt:
    """Publish the next version of a region's grade scheme."""
    region = Region(command.region)
    published = PublishScheme(
        region=region, code=command.code, effective=command.effective, terms=command.terms, document=command.document
    )
    return await handle(scheme_id(region), published, region=region)


@router.get("", operation_id="list_grade_schemes")
async def listed(reader: Reader) -> list[dict[str, Any]]:
    """Every published version in the caller's regions."""
    async with reader.reading() as read:
        return [dict(row) for row in await grade_schemes.listed(read, reader.scope)]
