"""The establishment (员额): how many places a county, a street or a community may fill, from its dated population or as approved,
in all and for a category of posts (policy article 3). What lies below a unit never has more than the unit.

A place is a numbered reservation, taken by a hire and given back by an exit: two hires never share one.
"""

from datetime import date
from typing import Final

from services.personnel.domain.headcount_events import (
    PopulationRecorded,
    PostPlaces,
    Quota,
    QuotaApproved,
    QuotaExhausted,
    QuotaRequested,
    QuotaReviewSet,
    QuotaRounding,
    RatioComputed,
    evolve,
)
from services.personnel.domain.headcount_places import fits
from services.personnel.domain.headcount_review import ReviewCommand, review_set
from services.personnel.domain.policies import Policies
from shared.kernel import Facts, Region, Rejected, half_up_div, level, record, same_hand

PLACE: Final = "headcount"
SHARE: Final = "quota-share"
"""The reservation that lets approvals below one unit happen one after the other."""
_LARGEST_POPULATION: Final = 50_000_000
_LEVELS: Final = frozenset({"county", "street", "community"})

# Commands


@record
class RecordPopulation:
    unit: Region
    residents: int
    effective: date
    source: str


@record
class RequestQuota:
    """Without `places` they follow from the population."""

    unit: Region
    effective: date
    places: int | None = None
    by_post: tuple[PostPlaces, ...] = ()


@record
class ApproveQuota:
    """`above` is the quota of the unit above, `beside` those of its other units, `below` those of the unit's own; `turn` is how
    many approvals there were below the unit above.
    """

    document: str
    above: Quota | None = None
    beside: tuple[Quota, ...] = ()
    below: tuple[Quota, ...] = ()
    turn: int = 0


@record
class NoteExhausted:
    """The last vacant place is taken by somebody whose first day this is."""

    effective: date
    places: int


@record
class ComputeRatio:
    """`workers` are those who hold a place of the unit on the day."""

    unit: Region
    effective: date
    workers: int


HeadcountCommand = RecordPopulation | RequestQuota | ApproveQuota | NoteExhausted | ComputeRatio | ReviewCommand

# Decisions


def record_population(
    quota: Quota, command: RecordPopulation, facts: Facts[Policies]
) -> tuple[PopulationRecorded, ...]:
    _check_unit(command.unit)
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
    _check_unit(command.unit)
    asked = _by_ratio(quota, command, facts) if command.places is None else _as_said(command, facts)
    _check_posts(asked.places, command.by_post)
    before = quota.requested
    if before is not None and (before.effective, before.places, before.by_post) == (
        asked.effective, asked.places, asked.by_post,
    ):  # fmt: skip
        return ()
    return (asked,)


def _by_ratio(quota: Quota, command: RequestQuota, facts: Facts[Policies]) -> QuotaRequested:
    residents = quota.residents_on(command.effective)
    if residents is None:
        raise Rejected("headcount.no-population", field="/effective")
    ratio = facts.policies.places_per_10000_residents.on(command.effective)
    rounding = facts.policies.quota_rounding.on(command.effective)
    places = whole_places(residents * ratio, rounding)
    if level(command.unit) == "community":
        places = max(places, _least(residents, command.effective, facts.policies))
    return QuotaRequested(
        effective=command.effective, unit=command.unit, places=places, residents=residents, per_10000=ratio,
        requested_by=facts.by, rounding=rounding, by_post=command.by_post,
    )  # fmt: skip


def _as_said(command: RequestQuota, facts: Facts[Policies]) -> QuotaRequested:
    assert command.places is not None
    if not 0 <= command.places <= _LARGEST_POPULATION:
        raise Rejected("headcount.places", field="/places")
    return QuotaRequested(
        effective=command.effective, unit=command.unit, places=command.places, residents=None, per_10000=None,
        requested_by=facts.by, rounding=None, by_post=command.by_post,
    )  # fmt: skip


def _least(residents: int, day: date, policies: Policies) -> int:
    """What a small community has at least."""
    small = policies.small_communities.on(day)
    return max((each.places for each in small if residents < each.residents_below), default=0)


def whole_places(ten_thousandths: int, rounding: QuotaRounding) -> int:
    """Ten-thousandths of a place as whole ones, by the rule that is named."""
    match rounding:
        case QuotaRounding.DOWN:
            return ten_thousandths // 10_000
        case QuotaRounding.HALF_UP:
            return half_up_div(ten_thousandths, 10_000)
        case QuotaRounding.UP:
            return -(-ten_thousandths // 10_000)


def approve(quota: Quota, command: ApproveQuota, facts: Facts[Policies]) -> tuple[QuotaApproved | QuotaReviewSet, ...]:
    asked = quota.requested
    if asked is None:
        raise Rejected("headcount.nothing-requested")
    if same_hand(asked.requested_by, facts.by):
        raise Rejected("headcount.own-request")
    if not command.document.strip():
        raise Rejected("headcount.document", field="/document")
    approved = QuotaApproved(
        effective=asked.effective, unit=asked.unit, places=asked.places, document=command.document,
        requested_by=asked.requested_by, approved_by=facts.by, by_post=asked.by_post,
    )  # fmt: skip
    after = evolve(quota, approved)
    if command.above is not None and not fits(command.above, (*command.beside, after), asked.effective):
        raise Rejected("headcount.more-than-above", places=command.above.places_on(asked.effective))
    if not fits(after, command.below, asked.effective):
        raise Rejected("headcount.less-than-below")
    return approved, review_set(asked.unit, asked.effective, facts)


def note_exhausted(quota: Quota, command: NoteExhausted, facts: Facts[Policies]) -> tuple[QuotaExhausted, ...]:
    if quota.exhausted == (command.effective, command.places):
        return ()
    return (QuotaExhausted(effective=command.effective, unit=quota.unit, places=command.places),)


def compute_ratio(quota: Quota, command: ComputeRatio, facts: Facts[Policies]) -> tuple[RatioComputed, ...]:
    residents = quota.residents_on(command.effective)
    if residents is None:
        raise Rejected("headcount.no-population", field="/effective")
    per_10000 = facts.policies.places_per_10000_residents.on(command.effective)
    required = half_up_div(residents * per_10000, 1_000)
    computed = RatioComputed(
        effective=command.effective, unit=command.unit, residents=residents, per_10000=per_10000, workers=command.workers,
        required_tenths=required, ratio_tenths=half_up_div(command.workers * 100_000, residents),
        gap_tenths=required - command.workers * 10,
    )  # fmt: skip
    return () if quota.computed == computed else (computed,)


def _check_posts(places: int, by_post: tuple[PostPlaces, ...]) -> None:
    named = [limit.post_category for limit in by_post]
    if len(set(named)) != len(named) or any(limit.places < 0 for limit in by_post):
        raise Rejected("headcount.by-post", field="/by_post")
    if sum(limit.places for limit in by_post) > places:
        raise Rejected("headcount.by-post", field="/by_post")


def _check_unit(path: Region) -> None:
    try:
        known = level(path) in _LEVELS
    except ValueError:
        known = False
    if not known:
        raise Rejected("headcount.unit", field="/unit")
