"""What can have happened to a region (行政区划与社区): its key is for ever, its official codes and names are dated facts.

A region has one code and name from a day on; the day is what a correction or an annulment names it by.
Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from uuid import UUID

from shared.kernel import NATION, Region, record
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


@record
class RegionNameCorrected:
    """The code and name that were entered for the day `since` were wrong: these hold, from the effective day."""

    effective: date
    path: Region
    since: date
    code: str
    name: str
    reason: str
    corrected_by: str


@record
class RegionNameAnnulled:
    """The code and name that were entered for the effective day never were: what came before goes on."""

    effective: date
    path: Region
    reason: str
    annulled_by: str


RegionEvent = RegionFounded | RegionRenamed | RegionMoved | RegionMerged | RegionNameCorrected | RegionNameAnnulled

# State


@record
class RegionName:
    code: str
    name: str


Names = tuple[tuple[date, RegionName], ...]


@record
class Place:
    """A region; `code` and `name` are the last ones known, `names` all of them by first day; `successor` is where it went on
    its last day, if it has one.
    """

    path: Region = NATION
    code: str = ""
    name: str = ""
    founded: date = date.min
    successor: Region | None = None
    gone: date | None = None
    names: Names = ()

    def called_on(self, day: date) -> RegionName | None:
        """Code and name on the day; none before it was founded."""
        return next((name for since, name in reversed(self.names) if since <= day), None)

    def stands_on(self, day: date) -> bool:
        return bool(self.names) and self.founded <= day and (self.gone is None or day < self.gone)


def evolve(place: Place, event: RegionEvent) -> Place:
    match event:
        case RegionFounded(path=path, effective=day):
            return _called(Place(path=path, founded=day), {day: RegionName(code=event.code, name=event.name)})
        case RegionRenamed(effective=day):
            return _called(place, {**dict(place.names), day: RegionName(code=event.code, name=event.name)})
        case RegionNameCorrected(since=since, effective=day):
            others = {kept: name for kept, name in place.names if kept != since}
            return _called(place, {**others, day: RegionName(code=event.code, name=event.name)})
        case RegionNameAnnulled(effective=day):
            return _called(place, {kept: name for kept, name in place.names if kept != day})
        case RegionMoved(to=to, effective=day) | RegionMerged(into=to, effective=day):
            return replace(place, successor=to, gone=day)


def _called(place: Place, names: dict[date, RegionName]) -> Place:
    ordered = tuple(sorted(names.items(), key=lambda each: each[0]))
    last = ordered[-1][1]
    return replace(place, names=ordered, code=last.code, name=last.name)


def region_id(path: Region) -> UUID:
    return derived_id("personnel.region", path)
