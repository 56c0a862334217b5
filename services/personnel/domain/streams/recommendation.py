"""One recommendation of a worker to a public post."""

from typing import get_args
from uuid import UUID

from services.personnel.domain import recommendations
from services.personnel.domain.policies import Policies
from services.personnel.domain.recommendations import (
    Recommendation,
    RecommendationCommand,
    RecommendationEnded,
    RecommendationEvent,
    RecommendationProposed,
    WorkerHiredAway,
    WorkerRecommended,
)
from services.personnel.domain.streams.placed import home
from shared.kernel import Decider, Facts, Release, Reservation, Stream, Take

RECOMMENDED = "recommended"
"""The reservation of a person: one recommendation at a time."""


def _decide(
    state: Recommendation, command: RecommendationCommand, facts: Facts[Policies]
) -> tuple[RecommendationEvent, ...]:
    match command:
        case recommendations.ProposeRecommendation():
            return recommendations.propose(state, command, facts)
        case recommendations.Recommend():
            return recommendations.recommend(state, command, facts)
        case recommendations.EndRecommendation():
            return recommendations.end(state, command, facts)
        case recommendations.HireAway():
            return recommendations.hire_away(state, command, facts)


def _reserves(id: UUID, command: RecommendationCommand, event: RecommendationEvent) -> tuple[Reservation, ...]:
    match event:
        case RecommendationProposed(worker_id=worker):
            return (Take(kind=RECOMMENDED, key=str(worker)),)
        case RecommendationEnded(worker_id=worker) | WorkerHiredAway(worker_id=worker):
            return (Release(kind=RECOMMENDED, key=str(worker)),)
        case WorkerRecommended():
            return ()


def _whose(stream_id: UUID, state: Recommendation) -> UUID | None:
    return state.worker_id


RECOMMENDATION: Stream[Recommendation, RecommendationCommand, RecommendationEvent, Policies] = Stream(
    type="recommendation",
    decider=Decider(initial=Recommendation(), decide=_decide, evolve=recommendations.evolve),
    events=get_args(RecommendationEvent), region_of=home, subject_of=_whose, reserves=_reserves,
)  # fmt: skip
