"""The tree of regions (行政区划与社区): keys for ever, official codes and names as dated attributes.

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from uuid import UUID

from services.personnel.domain.policies import Policies
from shared.kernel import NATION, Facts, Region, Rejected, level, record, region, segments
from shared.kernel.derived import derived_id

# Events


@record
class RegionFounded:
    """`code` is the official code on that day (GB/T 2260 and the statistical code below the county)."""

    effective: date
    path: Region
    level: str
    code: str
    name: str


@record
class RegionRenamed:
    """A new name, a new official code, or both; the path stays."""

    effective: date
    path: Region
    code: str
    name: str


@record
class RegionMoved:
    """From the effective day it lies, with everything below it, at another path: under another parent."""

    effective: date
    path: Region
    to: Region


@record
class RegionMerged:
    """From the effective day it is no more: everything in it lies in another region of its level."""

    effective: date
    path: Region
    into: Region


RegionEvent = RegionFounded | RegionRenamed | RegionMoved | RegionMerged

# State


@record
class Place:
    """A region as it is called now; `successor` is where it went on its last day, if it has one."""

    path: Region = NATION
    code: str = ""
    name: str = ""
    founded: date = date.min
    successor: Region | None = None
    gone: date | None = None


def evolve(place: Place, event: RegionEvent) -> Place:
    match event:
        case RegionFounded(path=path, code=code, name=name, effective=day):
            return Place(path=path, code=code, name=name, founded=day)
        case RegionRenamed(code=code, name=name):
            return replace(place, code=code, name=name)
        case RegionMoved(to=to, effective=day) | RegionMerged(into=to, effective=day):
            return replace(place, successor=to, gone=day)


def region_id(path: Region) -> UUID:
    return derived_id("personnel.region", path)


# Commands


@record
class FoundRegion:
    path: Region
    code: str
    name: str
    effective: date


@record
class RenameRegion:
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


RegionCommand = FoundRegion | RenameRegion | MoveRegion | MergeRegion

# Decisions


def found(place: Place, command: FoundRegion, facts: Facts[Policies]) -> tuple[RegionFounded, ...]:
    if place.name:
        if (place.code, place.name) == (command.code, command.name):
            return ()
        raise Rejected("regions.exists", field="/path")
    _check(command.code, command.name)
    return (
        RegionFounded(
            effective=command.effective, path=command.path, level=_level(command.path), code=command.code,
            name=command.name,
        ),
    )  # fmt: skip


def rename(place: Place, command: RenameRegion, facts: Facts[Policies]) -> tuple[RegionRenamed, ...]:
    if not place.name:
        raise Rejected("regions.unknown")
    if (place.code, place.name) == (command.code, command.name):
        return ()
    if place.successor is not None:
        raise Rejected("regions.gone")
    _check(command.code, command.name)
    return (RegionRenamed(effective=command.effective, path=place.path, code=command.code, name=command.name),)


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


def _check(code: str, name: str) -> None:
    if not (code.isdecimal() and 2 <= len(code) <= 12):
        raise Rejected("regions.code", field="/code")
    if not 1 <= len(name.strip()) <= 100:
        raise Rejected("regions.name", field="/name")
