"""Recommending an excellent worker to those who recruit civil servants and institution staff (P-13.2): proposed by the street or
county, recommended by another hand, and hired away, which ends the employment here.

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.personnel.domain.policies import Policies
from shared.kernel import NATION, Facts, Region, Rejected, record, same_hand


class PublicPost(StrEnum):
    """公务员、事业编制."""

    CIVIL_SERVANT = "CIVIL_SERVANT"
    INSTITUTION_STAFF = "INSTITUTION_STAFF"


class RecommendationStage(StrEnum):
    NONE = "NONE"
    PROPOSED = "PROPOSED"
    RECOMMENDED = "RECOMMENDED"
    DECLINED = "DECLINED"
    WITHDRAWN = "WITHDRAWN"
    HIRED_AWAY = "HIRED_AWAY"


# Events


@record
class RecommendationProposed:
    """Effective = the day of the proposal; `merits` are papers: honours, results, service record."""

    effective: date
    worker_id: UUID
    recommendation_id: UUID
    community: Region
    post: PublicPost
    merits: tuple[str, ...]
    proposed_by: str


@record
class WorkerRecommended:
    effective: date
    worker_id: UUID
    recommendation_id: UUID
    document: str
    proposed_by: str
    recommended_by: str


@record
class RecommendationEnded:
    """DECLINED by the other hand, or WITHDRAWN."""

    effective: date
    worker_id: UUID
    recommendation_id: UUID
    stage: RecommendationStage
    reason: str
    ended_by: str


@record
class WorkerHiredAway:
    """Effective = last day of work here; `employer` names the body that hires."""

    effective: date
    worker_id: UUID
    recommendation_id: UUID
    post: PublicPost
    employer: str
    document: str


RecommendationEvent = RecommendationProposed | WorkerRecommended | RecommendationEnded | WorkerHiredAway

# State


@record
class Recommendation:
    worker_id: UUID | None = None
    recommendation_id: UUID | None = None
    region: Region = NATION
    post: PublicPost = PublicPost.CIVIL_SERVANT
    stage: RecommendationStage = RecommendationStage.NONE
    proposed_by: str = ""


def evolve(recommendation: Recommendation, event: RecommendationEvent) -> Recommendation:
    match event:
        case RecommendationProposed():
            return Recommendation(
                worker_id=event.worker_id, recommendation_id=event.recommendation_id, region=event.community,
                post=event.post, stage=RecommendationStage.PROPOSED, proposed_by=event.proposed_by,
            )  # fmt: skip
        case WorkerRecommended():
            return replace(recommendation, stage=RecommendationStage.RECOMMENDED)
        case RecommendationEnded(stage=stage):
            return replace(recommendation, stage=stage)
        case WorkerHiredAway():
            return replace(recommendation, stage=RecommendationStage.HIRED_AWAY)


# Commands


@record
class ProposeRecommendation:
    worker_id: UUID
    recommendation_id: UUID
    community: Region
    post: PublicPost
    merits: tuple[str, ...]


@record
class Recommend:
    document: str


@record
class EndRecommendation:
    """Declined where it is only proposed and another hand says so; withdrawn else."""

    reason: str


@record
class HireAway:
    """The exit itself is asked in the same append, on the ground HIRED_TO_PUBLIC_POST."""

    last_day: date
    employer: str
    document: str


RecommendationCommand = ProposeRecommendation | Recommend | EndRecommendation | HireAway

# Decisions


def propose(
    recommendation: Recommendation, command: ProposeRecommendation, facts: Facts[Policies]
) -> tuple[RecommendationEvent, ...]:
    if recommendation.stage is not RecommendationStage.NONE:
        return ()
    if not command.merits or not all(each.strip() for each in command.merits):
        raise Rejected("recommendations.merits", field="/merits")
    return (
        RecommendationProposed(
            effective=facts.today, worker_id=command.worker_id, recommendation_id=command.recommendation_id,
            community=command.community, post=command.post, merits=command.merits, proposed_by=facts.by,
        ),
    )  # fmt: skip


def recommend(
    recommendation: Recommendation, command: Recommend, facts: Facts[Policies]
) -> tuple[RecommendationEvent, ...]:
    worker, id = _at(recommendation, RecommendationStage.PROPOSED)
    if same_hand(recommendation.proposed_by, facts.by):
        raise Rejected("recommendations.own-proposal")
    return (
        WorkerRecommended(
            effective=facts.today, worker_id=worker, recommendation_id=id,
            document=_said(command.document, "recommendations.document", "/document"),
            proposed_by=recommendation.proposed_by, recommended_by=facts.by,
        ),
    )  # fmt: skip


def end(
    recommendation: Recommendation, command: EndRecommendation, facts: Facts[Policies]
) -> tuple[RecommendationEvent, ...]:
    worker, id = _at(recommendation, RecommendationStage.PROPOSED, RecommendationStage.RECOMMENDED)
    waiting = recommendation.stage is RecommendationStage.PROPOSED
    declined = waiting and not same_hand(recommendation.proposed_by, facts.by)
    return (
        RecommendationEnded(
            effective=facts.today, worker_id=worker, recommendation_id=id,
            stage=RecommendationStage.DECLINED if declined else RecommendationStage.WITHDRAWN,
            reason=_said(command.reason, "recommendations.reason", "/reason"), ended_by=facts.by,
        ),
    )  # fmt: skip


def hire_away(
    recommendation: Recommendation, command: HireAway, facts: Facts[Policies]
) -> tuple[RecommendationEvent, ...]:
    worker, id = _at(recommendation, RecommendationStage.RECOMMENDED)
    return (
        WorkerHiredAway(
            effective=command.last_day, worker_id=worker, recommendation_id=id, post=recommendation.post,
            employer=_said(command.employer, "recommendations.employer", "/employer"),
            document=_said(command.document, "recommendations.document", "/document"),
        ),
    )  # fmt: skip


def _at(recommendation: Recommendation, *stages: RecommendationStage) -> tuple[UUID, UUID]:
    if recommendation.stage not in stages:
        raise Rejected("recommendations.stage", stage=recommendation.stage.value)
    assert recommendation.worker_id is not None
    assert recommendation.recommendation_id is not None
    return recommendation.worker_id, recommendation.recommendation_id


def _said(text: str, code: str, field: str) -> str:
    if not text.strip():
        raise Rejected(code, field=field)
    return text
