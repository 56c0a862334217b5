"""What a level above says binds those below it, unless it says by which document it is open (P-15.2)."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

from shared.kernel.record import record
from shared.kernel.region import Region, segments


class Version(Protocol):
    """One version of what a region published."""

    @property
    def region(self) -> Region: ...
    @property
    def effective(self) -> date: ...
    @property
    def binds(self) -> bool: ...


V = TypeVar("V", bound=Version)


@record
class Said:
    """What a level above says of the same thing: `open_by` names the document that leaves it to those below, "" binds them, none
    says nothing, as before levels were asked.
    """

    region: Region
    effective: date
    value: object
    document: str
    open_by: str | None

    @property
    def binds(self) -> bool:
        return self.open_by == ""


@record
class Bound:
    """What another value stands against: a rule by its name, of which region, by which document."""

    rule: str
    region: Region
    document: str


def in_force(versions: Iterable[V], day: date) -> V | None:
    """Of the nearest region the latest day begun, of one day the one published last; a version that binds goes before all that
    lie below its region. `versions` of a region in the order in which they were published.
    """
    begun: dict[Region, V] = {}
    for each in versions:
        if each.effective <= day and (each.region not in begun or begun[each.region].effective <= each.effective):
            begun[each.region] = each
    found: V | None = None
    for place in sorted(begun, key=lambda place: len(segments(place))):
        found = begun[place]
        if found.binds:
            break
    return found


def against(value: object, day: date, above: Iterable[Said], bound: Iterable[Bound]) -> Bound | None:
    """What another value than this one binds from the day on: of those `above`, or of the policy files (`bound`)."""
    said = in_force(above, day)
    if said is not None and said.binds and said.value != value:
        return Bound(rule="", region=said.region, document=said.document)
    return next(iter(bound), None)
