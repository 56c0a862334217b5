"""Recommendations to public posts, one row each at its stage."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Date, RowMapping, Table, Text, Uuid, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain import recommendations as events
from services.personnel.domain.recommendations import RecommendationEvent, RecommendationStage
from shared.kernel import Recorded, Scope
from shared.readmodel import Patch, Projection, Put, RowChange, metadata
from shared.readmodel.scope import inside

recommendation = Table(
    "recommendation",
    metadata,
    Column("recommendation_id", Uuid, primary_key=True),
    Column("worker_id", Uuid, nullable=False, index=True),
    Column("region", Text(collation="C"), nullable=False, index=True),
    Column("stage", Text, nullable=False),
    Column("post", Text, nullable=False),
    Column("since", Date, nullable=False),
    Column("proposed_by", Text, nullable=False),
    Column("decided_by", Text),
    Column("document", Text),
    Column("employer", Text),
    Column("last_day", Date),
)


def project(recorded: Recorded[RecommendationEvent]) -> tuple[RowChange, ...]:
    event = recorded.event
    match event:
        case events.RecommendationProposed(recommendation_id=id):
            row = Put(
                recommendation, recommendation_id=id, worker_id=event.worker_id, region=event.community,
                stage=RecommendationStage.PROPOSED.value, post=event.post.value, since=event.effective,
                proposed_by=event.proposed_by, decided_by=None, document=None, employer=None, last_day=None,
            )  # fmt: skip
            return (row,)
        case events.WorkerRecommended(recommendation_id=id, document=document, recommended_by=by):
            return (_at(id, RecommendationStage.RECOMMENDED, document=document, decided_by=by),)
        case events.RecommendationEnded(recommendation_id=id, stage=stage, ended_by=by):
            return (_at(id, stage, decided_by=by),)
        case events.WorkerHiredAway(recommendation_id=id, employer=employer, effective=day):
            return (_at(id, RecommendationStage.HIRED_AWAY, employer=employer, last_day=day),)


def _at(id: UUID, stage: RecommendationStage, **changes: Any) -> Patch:
    return Patch(recommendation, recommendation_id=id, stage=stage.value, **changes)


RECOMMENDATIONS = Projection(
    name="recommendations", tables=(recommendation,), streams=("recommendation",), project=project
)


async def at_stage(
    read: AsyncConnection, scope: Scope, stage: str, *, after: tuple[date, UUID] | None, limit: int
) -> Sequence[RowMapping]:
    """The oldest first; `after` is (since, recommendation_id)."""
    order = (recommendation.c.since, recommendation.c.recommendation_id)
    rows = select(recommendation).where(inside(recommendation.c.region, scope), recommendation.c.stage == stage)
    if after is not None:
        rows = rows.where(tuple_(*order) > after)
    return (await read.execute(rows.order_by(*order).limit(limit))).mappings().all()


async def open_of(read: AsyncConnection, worker_id: UUID) -> Sequence[RowMapping]:
    """What of a person is not over."""
    going_on = recommendation.c.stage.in_(("PROPOSED", "RECOMMENDED"))
    rows = select(recommendation).where(recommendation.c.worker_id == worker_id, going_on)
    return (await read.execute(rows.order_by(recommendation.c.recommendation_id))).mappings().all()
