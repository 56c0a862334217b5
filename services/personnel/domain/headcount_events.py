"""The establishment (员额) of a county, a street or a community: what can have happened to it, and what is therefore so.

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from services.personnel.domain.scheme_terms import PostCategory
from shared.kernel import NATION, Region, record
from shared.kernel.derived import derived_id


class QuotaRounding(StrEnum):
    """How a fraction of a place becomes places: dropped (a part of a person cannot be hired), half up, or up."""

    DOWN = "DOWN"
    HALF_UP = "HALF_UP"
    UP = "UP"


class QuotaStage(StrEnum):
    """Where a quota stands on a day: asked for, approved for a later day, in force, replaced by a later one."""

    REQUESTED = "REQUESTED"
    APPROVED = "APPROVED"
    EFFECTIVE = "EFFECTIVE"
    SUPERSEDED = "SUPERSEDED"


@record
class PostPlaces:
    """So many of a unit's places are for posts of this category (正职、副职、工作人员)."""

    post_category: PostCategory
    places: int


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
    """What the law's ratio gives for the population of the effective day, rounded by `rounding`; or so many as somebody says,
    then without `residents`, ratio and rounding. `by_post`: limits by category; a category that is not named has none.
    """

    schema_version: ClassVar[int] = 2
    effective: date
    unit: Region
    places: int
    residents: int | None
    per_10000: int | None
    requested_by: str
    rounding: QuotaRounding | None
    by_post: tuple[PostPlaces, ...]


@record
class QuotaApproved:
    """The unit may fill so many places from the effective day; replaces what was approved before."""

    schema_version: ClassVar[int] = 2
    effective: date
    unit: Region
    places: int
    document: str
    requested_by: str
    approved_by: str
    by_post: tuple[PostPlaces, ...]


@record
class QuotaExhausted:
    """The last vacant place was taken. Effective = first day of whoever took it."""

    effective: date
    unit: Region
    places: int


@record
class RatioComputed:
    """How many work there for how many residents, on the effective day. Tenths of a person, half up: nothing else is rounded.

    `required_tenths` is what the law's ratio gives, `ratio_tenths` the workers for 10,000 residents, `gap_tenths` what is
    missing (below zero: more than required).
    """

    effective: date
    unit: Region
    residents: int
    per_10000: int
    workers: int
    required_tenths: int
    ratio_tenths: int
    gap_tenths: int


@record
class QuotaReviewSet:
    """From the effective day the quota stands until it is looked at again on `review_on`."""

    effective: date
    unit: Region
    review_on: date


@record
class QuotaReviewDue:
    """The day has come: effective = that day."""

    effective: date
    unit: Region
    places: int


@record
class QuotaReviewed:
    """It was looked at against the residents of the day and stays as it is."""

    effective: date
    unit: Region
    places: int
    residents: int
    document: str
    reviewed_by: str


HeadcountEvent = (
    PopulationRecorded | QuotaRequested | QuotaApproved | QuotaExhausted | RatioComputed | QuotaReviewSet | QuotaReviewDue
    | QuotaReviewed
)  # fmt: skip


def requested_by_ratio(stored: dict[str, Any]) -> dict[str, Any]:
    """QuotaRequested of version 1 as one of version 2: it always followed from the ratio, rounded down."""
    return {**stored, "rounding": QuotaRounding.DOWN.value, "by_post": []}


def approved_for_all_posts(stored: dict[str, Any]) -> dict[str, Any]:
    """QuotaApproved of version 1 as one of version 2."""
    return {**stored, "by_post": []}


# State


@record
class Quota:
    unit: Region = NATION
    populations: tuple[tuple[date, int], ...] = ()
    requested: QuotaRequested | None = None
    approved: tuple[tuple[date, int], ...] = ()
    by_post: tuple[tuple[date, tuple[PostPlaces, ...]], ...] = ()
    exhausted: tuple[date, int] | None = None
    computed: RatioComputed | None = None
    review_on: date | None = None
    review_due: bool = False

    def residents_on(self, day: date) -> int | None:
        return max(((d, n) for d, n in self.populations if d <= day), default=(day, None))[1]

    def places_on(self, day: date) -> int:
        """Places that may be filled on the day; none before the first approval."""
        return max(((d, n) for d, n in self.approved if d <= day), default=(day, 0))[1]

    def limited_on(self, day: date) -> bool:
        """Whether anything was approved for the day."""
        return any(d <= day for d, _ in self.approved)

    def places_for(self, post: PostCategory, day: date) -> int | None:
        """The limit for a category on the day; None where there is none."""
        limits = max(((d, p) for d, p in self.by_post if d <= day), key=lambda each: each[0], default=(day, ()))[1]
        return next((limit.places for limit in limits if limit.post_category is post), None)


def evolve(quota: Quota, event: HeadcountEvent) -> Quota:  # noqa: C901  one match
    match event:
        case PopulationRecorded(unit=unit, effective=day, residents=residents):
            kept = tuple(p for p in quota.populations if p[0] != day)
            return replace(quota, unit=unit, populations=(*kept, (day, residents)))
        case QuotaRequested():
            return replace(quota, unit=event.unit, requested=event)
        case QuotaApproved(effective=day, places=places):
            kept = tuple(p for p in quota.approved if p[0] != day)
            posts = tuple(p for p in quota.by_post if p[0] != day)
            return replace(
                quota,
                unit=event.unit,
                requested=None,
                approved=(*kept, (day, places)),
                by_post=(*posts, (day, event.by_post)),
            )
        case QuotaExhausted(effective=day, places=places):
            return replace(quota, exhausted=(day, places))
        case RatioComputed():
            return replace(quota, computed=event)
        case QuotaReviewSet(review_on=day):
            return replace(quota, review_on=day, review_due=False)
        case QuotaReviewDue():
            return replace(quota, review_due=True)
        case QuotaReviewed():
            return quota


def stage_on(effective: date, approved: bool, newest: date | None, day: date) -> QuotaStage:
    """Where a quota stands on a day, `newest` being the first day of the one in force then."""
    if not approved:
        return QuotaStage.REQUESTED
    if newest is None or effective > day:
        return QuotaStage.APPROVED
    return QuotaStage.EFFECTIVE if effective == newest else QuotaStage.SUPERSEDED


def quota_id(unit: Region) -> UUID:
    return derived_id("personnel.quota", unit)
