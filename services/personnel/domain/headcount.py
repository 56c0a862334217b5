"""The establishment (员额): how many places a street may fill, from its dated population (policy article 3).

A place is a numbered reservation `<unit>#<n>`, taken by a hire and given back by an exit: two hires never share one.
Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from services.personnel.domain.policies import Policies
from shared.kernel import NATION, Facts, Region, Rejected, level, record, same_hand
from shared.kernel.derived import derived_id

PLACE: Final = "headcount"
_LARGEST_POPULATION: Final = 50_000_000

# Events


@record
class PopulationRecorded:
    """Urban permanent residents (城镇常住人口) from the effective day; `source` names the statistics."""

    effective: date
    unit: Region
    residents: int
    source: str


@record
class QuotaRequested:
    """What the law's ratio gives for the population of the effective day."""

    effective: date
    unit: Region
    places: int
    residents: int
    per_10000: int
    requested_by: str


@record
class QuotaApproved:
    """The unit may fill so many places from the effective day; replaces what was approved before."""

    effective: date
    unit: Region
    places: int
    document: str
    requested_by: str
    approved_by: str


HeadcountEvent = PopulationRecorded | QuotaRequested | QuotaApproved

# State


@record
class Quota:
    unit: Region = NATION
    populations: tuple[tuple[date, int], ...] = ()
    requested: QuotaRequested | None = None
    approved: tuple[tuple[date, int], ...] = ()

    def residents_on(self, day: date) -> int | None:
        return max(((d, n) for d, n in self.populations if d <= day), default=(day, None))[1]

    def places_on(self, day: date) -> int:
        """Places that may be filled on the day; none before the first approval."""
        return max(((d, n) for d, n in self.approved if d <= day), default=(day, 0))[1]


def evolve(quota: Quota, event: HeadcountEvent) -> Quota:
    match event:
        case PopulationRecorded(unit=unit, effective=day, residents=residents):
            kept = tuple(p for p in quota.populations if p[0] != day)
            return replace(quota, unit=unit, populations=(*kept, (day, residents)))
        case QuotaRequested():
            return replace(quota, unit=event.unit, requested=event)
        case QuotaApproved(effective=day, places=places):
            kept = tuple(p for p in quota.approved if p[0] != day)
            return replace(quota, requested=None, approved=(*kept, (day, places)))


def quota_id(unit: Region) -> UUID:
    return derived_id("personnel.quota", unit)


def place_key(unit: Region, number: int) -> str:
    """Numbers begin at 1."""
    return f"{unit}#{number}"


# Commands


@record
class RecordPopulation:
    unit: Region
    residents: int
    effective: date
    source: str


@record
class RequestQuota:
    unit: Region
    effective: date


@record
class ApproveQuota:
    document: str


HeadcountCommand = RecordPopulation | RequestQuota | ApproveQuota

# Decisions


def record_population(
    quota: Quota, command: RecordPopulation, facts: Facts[Policies]
) -> tuple[PopulationRecorded, ...]:
    if not _is_street(command.unit):
        raise Rejected("headcount.not-a-street", field="/unit")
    if not 1 <= command.residents <= _LARGEST_POPULATION:
        raise Rejected("headcount.residents", field="/residents")
    if not command.source.strip():
        raise Rejected("headcount.source", field="/source")
    if (command.effective, command.residents) in quota.populations:
        return ()
    return (
        PopulationRecorded(
            effective=command.effective, unit=command.unit, residents=command.residents, source=command.source
        ),
    )


def request(quota: Quota, command: RequestQuota, facts: Facts[Policies]) -> tuple[QuotaRequested, ...]:
    residents = quota.residents_on(command.effective)
    if residents is None:
        raise Rejected("headcount.no-population", field="/effective")
    ratio = facts.policies.places_per_10000_residents.on(command.effective)
    places = residents * ratio // 10_000  # whole places only: a fraction of a person cannot be hired
    if quota.requested is not None and quota.requested.effective == command.effective:
        return ()
    return (
        QuotaRequested(
            effective=command.effective, unit=quota.unit, places=places, residents=residents, per_10000=ratio,
            requested_by=facts.by,
        ),
    )  # fmt: skip


def approve(quota: Quota, command: ApproveQuota, facts: Facts[Policies]) -> tuple[QuotaApproved, ...]:
    asked = quota.requested
    if asked is None:
        raise Rejected("headcount.nothing-requested")
    if same_hand(asked.requested_by, facts.by):
        raise Rejected("headcount.own-request")
    if not command.document.strip():
        raise Rejected("headcount.document", field="/document")
    return (
        QuotaApproved(
            effective=asked.effective, unit=asked.unit, places=asked.places, document=command.document,
            requested_by=asked.requested_by, approved_by=facts.by,
        ),
    )  # fmt: skip


def vacant_place(quota: Quota, taken: frozenset[int], day: date, *, begin: int) -> int:
    """A free number on the day, looking from `begin` on so that callers at once look in different places."""
    places = quota.places_on(day)
    for step in range(places):
        number = (begin + step) % places + 1
        if number not in taken:
            return number
    raise Rejected("headcount.no-vacancy", field="/employer", places=places)


def _is_street(path: Region) -> bool:
    try:
        return level(path) == "street"
    except ValueError:
        return False
