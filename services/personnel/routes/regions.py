"""The tree of regions over HTTP."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from services.personnel.domain.region_events import Place, region_id
from services.personnel.domain.region_names import AnnulRegionName, CorrectRegionName, RenameRegion
from services.personnel.domain.regions import FoundRegion, MergeRegion, MoveRegion, parent
from services.personnel.domain.streams import REGION
from services.personnel.projections import regions
from services.personnel.rights import KEEP_REGIONS, SEE_REGIONS
from shared.draft import Ask, Draft
from shared.handling import Receipt
from shared.kernel import Region, Rejected, record, region, segments
from shared.web.asked import Asked, Day, RegionPath
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


@record
class RightName:
    """`since` is the first day under which a code and name were entered wrongly; the rest is what is right."""

    path: RegionPath
    since: date
    code: str
    name: str
    effective: date
    reason: str


@record
class NeverCalled:
    path: RegionPath
    since: date
    reason: str


@record
class NewPlace:
    """`to` is a path of the same level that nothing had before, under a parent that stands on the day."""

    path: RegionPath
    to: RegionPath
    effective: date


@record
class Merger:
    """`into` is a region of the same level that goes on; nothing may be left below `path`."""

    path: RegionPath
    into: RegionPath
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


@router.post("/name-corrections", status_code=201, operation_id="correct_region_name")
async def correct_name(command: Asked[RightName], handle: Officer) -> Receipt:
    """A code and name, or their first day, were entered wrongly: these are the right ones."""
    right = CorrectRegionName(
        since=command.since, code=command.code, name=command.name, effective=command.effective, reason=command.reason
    )
    path = Region(command.path)
    return await handle(region_id(path), right, region=path)


@router.post("/name-annulments", status_code=201, operation_id="annul_region_name")
async def annul_name(command: Asked[NeverCalled], handle: Officer) -> Receipt:
    """It was never called so from that day: what came before goes on."""
    path = Region(command.path)
    return await handle(region_id(path), AnnulRegionName(since=command.since, reason=command.reason), region=path)


@router.post("/moves", status_code=201, operation_id="move_region")
async def move(command: Asked[NewPlace], handle: Officer) -> Receipt:
    """A region goes to another parent, with its code, its name and everything below it; both places must be the caller's."""
    path, to, day = Region(command.path), Region(command.to), command.effective

    async def asks(draft: Draft) -> Sequence[Ask]:
        async with handle.reading() as read:
            below = await regions.below_on(read, path, day)
        if len(below) >= LARGEST_SET:
            raise Rejected("regions.set", field="/path", most=LARGEST_SET)
        arrives = {Region(row["path"]): _below(to, Region(row["path"]), path) for row in below}
        await draft.load((REGION, region_id(each)) for each in (path, to, parent(to), *arrives, *arrives.values()))
        place = _place(draft, path)
        going = _going(
            draft, place, path, MoveRegion(to=to, effective=day, parent=_place(draft, parent(to)), free=True)
        )
        for child, at in arrives.items():
            under = Place(path=parent(at), name=place.name, founded=day)
            going += _going(
                draft, _place(draft, child), child, MoveRegion(to=at, effective=day, parent=under, free=True)
            )
        return going

    return await handle.all(asks)


@router.post("/mergers", status_code=201, operation_id="merge_region")
async def merge(command: Asked[Merger], handle: Officer) -> Receipt:
    """A region goes up in another one from a day on; both must be the caller's."""
    path, into, day = Region(command.path), Region(command.into), command.effective
    handle.require(into)

    async def asks(draft: Draft) -> Sequence[Ask]:
        await draft.load([(REGION, region_id(into))])
        async with handle.reading() as read:
            empty = not await regions.below_on(read, path, day)
        merged = MergeRegion(into=into, effective=day, other=_place(draft, into), empty=empty)
        return [Ask(stream=REGION, to=region_id(path), command=merged, region=path)]

    return await handle.all(asks)


def _place(draft: Draft, path: Region) -> Place:
    found: Place = draft.state(REGION, region_id(path))
    return found


def _below(to: Region, path: Region, left: Region) -> Region:
    """Where a path below `left` arrives below `to`."""
    return region(*segments(to), *segments(path)[len(segments(left)) :])


def _going(draft: Draft, place: Place, path: Region, move: MoveRegion) -> list[Ask]:
    """The region leaves, and is founded where it arrives with the code and name it has."""
    free = draft.version(REGION, region_id(move.to)) == 0
    arrived = FoundRegion(path=move.to, code=place.code, name=place.name, effective=move.effective)
    return [
        Ask(stream=REGION, to=region_id(path), command=replace(move, free=free), region=path),
        Ask(stream=REGION, to=region_id(move.to), command=arrived, region=move.to),
    ]


@router.get("", operation_id="list_regions")
async def listed(
    reader: Reader, under: Annotated[RegionPath, Query()], as_of: Day | None = None
) -> list[dict[str, Any]]:
    """The regions at and below a path that lie in the caller's regions; with a day only those that stand on it, as they are
    called then.
    """
    async with reader.reading() as read:
        rows = await regions.listed(
            read, reader.scope, reader.at(Region(under)), as_of or reader.today, standing=as_of is not None
        )
    return [dict(row) for row in rows]
