"""The establishment of a unit: its population, what was requested, what was approved."""

from typing import get_args

from services.personnel.domain import headcount
from services.personnel.domain.headcount import HeadcountCommand, HeadcountEvent, Quota
from services.personnel.domain.policies import Policies
from shared.kernel import Decider, Facts, Region, Stream


def _decide(state: Quota, command: HeadcountCommand, facts: Facts[Policies]) -> tuple[HeadcountEvent, ...]:
    match command:
        case headcount.RecordPopulation():
            return headcount.record_population(state, command, facts)
        case headcount.RequestQuota():
            return headcount.request(state, command, facts)
        case headcount.ApproveQuota():
            return headcount.approve(state, command, facts)


def _unit(state: Quota) -> Region:
    return state.unit


QUOTA: Stream[Quota, HeadcountCommand, HeadcountEvent, Policies] = Stream(
    type="quota", decider=Decider(initial=Quota(), decide=_decide, evolve=headcount.evolve),
    events=get_args(HeadcountEvent), region_of=_unit,
)  # fmt: skip
