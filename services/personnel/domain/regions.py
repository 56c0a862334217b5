"""The tree of regions (行政区划与社区): founded, moved, merged; keys for ever."""

from datetime import date

from services.personnel.domain.policies import Policies
from services.personnel.domain.region_events import Place as Place
from services.personnel.domain.region_events import RegionFounded as RegionFounded
from services.personnel.domain.region_events import RegionMerged as RegionMerged
from services.personnel.domain.region_events import RegionMoved as RegionMoved
from services.personnel.domain.region_events import region_id as region_id
from services.personnel.domain.region_names import AnnulRegionName, CorrectRegionName, RenameRegion, check
from shared.kernel import NATION, Facts, Region, Rejected, level, record, region, segments

# Commands


@record
class FoundRegion:
    path: Region
    code: str
    name: str
    effective: date


@record
class MoveRegion:
    """`parent` is what stands above `to`, as the edge found it; `free`: nothing ever stood at `to`."""

    to: Region
    effective: date
    parent: Place
    free: bool


@record
class MergeRegion:
    """`other` is the region merged into, as the edge found it; `empty`: nothing is left below the one that goes."""

    into: Region
    effective: date
    other: Place
    empty: bool


RegionCommand = FoundRegion | RenameRegion | CorrectRegionName | AnnulRegionName | MoveRegion | MergeRegion

# Decisions


def found(place: Place, command: FoundRegion, facts: Facts[Policies]) -> tuple[RegionFounded, ...]:
    if place.name:
        if (place.code, place.name) == (command.code, command.name):
            return ()
        raise Rejected("regions.exists", field="/path")
    check(command.code, command.name)
    return (
        RegionFounded(
            effective=command.effective, path=command.path, level=_level(command.path), code=command.code,
            name=command.name,
        ),
    )  # fmt: skip


def move(place: Place, command: MoveRegion, facts: Facts[Policies]) -> tuple[RegionMoved, ...]:
    """A key is opaque for ever: what moves gets a path that nothing had before, so that no two moves ever chase each other."""
    if (place.successor, place.gone) == (command.to, command.effective):
        return ()
    _may_go(place, command.to, command.effective, "/to")
    if not command.free:
        raise Rejected("regions.path-used", field="/to")
    if parent(command.to) != NATION and not _stands(command.parent, command.effective):
        raise Rejected("regions.no-parent", field="/to")
    return (RegionMoved(effective=command.effective, path=place.path, to=command.to),)


def merge(place: Place, command: MergeRegion, facts: Facts[Policies]) -> tuple[RegionMerged, ...]:
    """Whatever lies below moves out first: nobody else can say where it belongs."""
    if (place.successor, place.gone) == (command.into, command.effective):
        return ()
    _may_go(place, command.into, command.effective, "/into")
    if not _stands(command.other, command.effective):
        raise Rejected("regions.no-such-other", field="/into")
    if not command.empty:
        raise Rejected("regions.not-empty")
    return (RegionMerged(effective=command.effective, path=place.path, into=command.into),)


def parent(path: Region) -> Region:
    """What stands directly above; the city where there is no county."""
    return region(*segments(region(*segments(path)[:-1])))


def _may_go(place: Place, to: Region, day: date, field: str) -> None:
    if not place.name:
        raise Rejected("regions.unknown")
    if place.successor is not None:
        raise Rejected("regions.gone")
    if _level(to) != _level(place.path):
        raise Rejected("regions.other-level", field=field)
    if to == place.path:
        raise Rejected("regions.into-itself", field=field)
    if day < place.founded:
        raise Rejected("regions.before-founding", field="/effective", founded=place.founded)


def _stands(place: Place, day: date) -> bool:
    return bool(place.name) and place.founded <= day and place.successor is None


def _level(path: Region) -> str:
    try:
        found = level(path)
    except ValueError:
        found = "nation"
    if found == "nation":
        raise Rejected("regions.path", field="/path")
    return found
