"""The tree of regions over HTTP."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from services.personnel.domain.regions import FoundRegion, RenameRegion, region_id
from services.personnel.domain.streams import REGION
from services.personnel.projections import regions
from services.personnel.rights import KEEP_REGIONS, SEE_REGIONS
from shared.draft import Ask
from shared.handling import Receipt
from shared.kernel import Region, Rejected, record
from shared.web.asked import Asked, RegionPath
from shared.web.handles import Handle, Reading, handler, reader

LARGEST_SET = 500

router = APIRouter(prefix="/regions", tags=["regions"])
Officer = Annotated[Handle, Depends(handler(REGION, may=KEEP_REGIONS))]
Reader = Annotated[Reading, Depends(reader(may=SEE_REGIONS))]


@record
class NewRegion:
    """`code` is the official code today."""

    path: RegionPath
    code: str
    name: str


@record
class RegionSet:
    """Regions that exist from the effective day, upper ones first."""

    effective: date
    regions: tuple[NewRegion, ...]


@record
class NewName:
    path: RegionPath
    code: str
    name: str
    effective: date


@router.post("", status_code=201, operation_id="found_regions")
async def found(command: Asked[RegionSet], handle: Officer) -> Receipt:
    """Found regions, all or none; founding one again with the same code and name is harmless."""
    if not 1 <= len(command.regions) <= LARGEST_SET:
        raise Rejected("regions.set", field="/regions", most=LARGEST_SET)
    return await handle.all([_ask(each, command.effective) for each in command.regions])


def _ask(new: NewRegion, effective: date) -> Ask:
    path = Region(new.path)
    found = FoundRegion(path=path, code=new.code, name=new.name, effective=effective)
    return Ask(stream=REGION, to=region_id(path), command=found, region=path)


@router.post("/renamings", status_code=201, operation_id="rename_region")
async def rename(command: Asked[NewName], handle: Officer) -> Receipt:
    """A new name or official code from a day on; the path stays."""
    change = RenameRegion(code=command.code, name=command.name, effective=command.effective)
    path = Region(command.path)
    return await handle(region_id(path), change, region=path)


@router.get("", operation_id="list_regions")
async def listed(reader: Reader, under: Annotated[RegionPath, Query()]) -> list[dict[str, Any]]:
    """The regions at and below a path that lie in the caller's regions."""
    async with reader.reading() as read:
        return [dict(row) for row in await regions.listed(read, reader.scope, reader.at(Region(under)))]
