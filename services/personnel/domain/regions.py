"""The tree of regions (行政区划与社区): keys for ever, official codes and names as dated attributes.

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from uuid import UUID

from services.personnel.domain.policies import Policies
from shared.kernel import NATION, Facts, Region, Rejected, level, record
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


RegionEvent = RegionFounded | RegionRenamed

# State


@record
class Place:
    """A region as it is called now."""

    path: Region = NATION
    code: str = ""
    name: str = ""


def evolve(place: Place, event: RegionEvent) -> Place:
    match event:
        case RegionFounded(path=path, code=code, name=name):
            return Place(path=path, code=code, name=name)
        case RegionRenamed(code=code, name=name):
            return replace(place, code=code, name=name)


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


RegionCommand = FoundRegion | RenameRegion

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
    _check(command.code, command.name)
    return (RegionRenamed(effective=command.effective, path=place.path, code=command.code, name=command.name),)


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
