"""The establishment of a unit: its population, what was requested, what was approved."""

from typing import get_args
from uuid import UUID

from services.personnel.domain import headcount, headcount_events, headcount_review
from services.personnel.domain.headcount import SHARE, ApproveQuota, HeadcountCommand
from services.personnel.domain.headcount_events import HeadcountEvent, Quota
from services.personnel.domain.headcount_places import above
from services.personnel.domain.policies import Policies
from shared.kernel import Decider, Facts, Region, Reservation, Stream, Take


def _decide(state: Quota, command: HeadcountCommand, facts: Facts[Policies]) -> tuple[HeadcountEvent, ...]:
    match command:
        case headcount.RecordPopulation():
            return headcount.record_population(state, command, facts)
        case headcount.RequestQuota():
            return headcount.request(state, command, facts)
        case headcount.ApproveQuota():
            return headcount.approve(state, command, facts)
        case headcount.NoteExhausted():
            return headcount.note_exhausted(state, command, facts)
        case headcount.ComputeRatio():
            return headcount.compute_ratio(state, command, facts)
        case _:
            return headcount_review.decide(state, command, facts)


def _unit(state: Quota) -> Region:
    return state.unit


def _reserves(id: UUID, command: HeadcountCommand, event: HeadcountEvent) -> tuple[Reservation, ...]:
    """Approvals below one unit are decided one after the other: each takes its turn."""
    match command, event:
        case ApproveQuota(turn=turn), headcount_events.QuotaApproved(unit=unit) if (over := above(unit)) is not None:
            return (Take(kind=SHARE, key=f"{over}#{turn}"),)
        case _:
            return ()


QUOTA: Stream[Quota, HeadcountCommand, HeadcountEvent, Policies] = Stream(
    type="quota", decider=Decider(initial=Quota(), decide=_decide, evolve=headcount_events.evolve),
    events=get_args(HeadcountEvent), region_of=_unit, reserves=_reserves,
)  # fmt: skip
