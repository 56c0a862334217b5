"""The roster import over HTTP: a workbook goes in, an operation comes out."""

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query, Request, Response

from services.personnel.domain.streams import EMPLOYMENT
from services.personnel.rights import IMPORT_ROSTER
from shared.kernel import Region, Rejected, level
from shared.web.asked import RegionPath
from shared.web.handles import Handle, handler
from shared.web.operations import ACCEPTED, accepted
from shared.web.rates import BULK

router = APIRouter(tags=["imports"])
SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORKBOOK: Final = {"type": "string", "format": "binary"}
Officer = Annotated[Handle, Depends(handler(EMPLOYMENT, may=IMPORT_ROSTER, at_most=BULK))]


@router.post(
    "/roster-imports", status_code=202, operation_id="import_roster", responses=ACCEPTED,
    openapi_extra={"requestBody": {"required": True, "content": {SHEET: {"schema": WORKBOOK}}}},
)  # fmt: skip
async def import_roster(
    request: Request, handle: Officer, county: Annotated[RegionPath, Query()], dry_run: bool = False
) -> Response:
    """The body is the workbook. Row errors lie beside the operation as errors.json and errors.xlsx."""
    region = Region(county)
    if level(region) not in ("county", "city"):
        raise Rejected("imports.county", field="county")
    handle.require(region)
    files = {"input": await request.body()}
    asked = {"county": region, "dry_run": dry_run}
    return await accepted(handle, "roster-import", asked, region=region, files=files)
