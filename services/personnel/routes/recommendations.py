"""Recommendations to public posts over HTTP: proposed, decided by another hand, hired away."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.personnel.domain.dismissal import EndEmployment
from services.personnel.domain.employment import Ground
from services.personnel.domain.recommendations import (
    EndRecommendation,
    HireAway,
    ProposeRecommendation,
    PublicPost,
    Recommend,
)
from services.personnel.domain.streams import EMPLOYMENT, RECOMMENDATION
from services.personnel.projections import recommendations, roster
from services.personnel.rights import PROPOSE_RECOMMENDATIONS, RECOMMEND, SEE_ROSTER
from services.personnel.routes import leaving
from shared.draft import Ask, Draft
from shared.handling import Receipt
from shared.kernel import Region, Rejected, record
from shared.web.asked import Asked
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.pages import Cursor, Limit, Page

router = APIRouter(tags=["recommendations"])
Proposer = Annotated[Handle, Depends(handler(RECOMMENDATION, may=PROPOSE_RECOMMENDATIONS))]
Decider = Annotated[Handle, Depends(handler(RECOMMENDATION, may=RECOMMEND))]
Reader = Annotated[Reading, Depends(reader(may=SEE_ROSTER))]
Stage = Literal["PROPOSED", "RECOMMENDED", "DECLINED", "WITHDRAWN", "HIRED_AWAY"]


@record
class NewRecommendation:
    """`merits` are papers: honours, results, service record."""

    post: PublicPost
    merits: tuple[str, ...]


@router.post("/workers/{worker_id}/recommendations", status_code=201, operation_id="propose_recommendation")
async def propose(worker_id: UUID, command: Asked[NewRecommendation], handle: Proposer) -> Receipt:
    """An excellent worker is to be recommended to those who recruit civil servants or institution staff."""
    async with handle.reading() as read:
        row = await roster.find(read, worker_id)
    if row is None:
        raise HTTPException(404)
    handle.require(Region(row["region"]))
    if row["employment_id"] is None or row["last_day"] is not None:
        raise Rejected("employments.not-running")
    proposed = ProposeRecommendation(
        worker_id=worker_id, recommendation_id=handle.new_id("recommendation"), community=Region(row["region"]),
        post=command.post, merits=command.merits,
    )  # fmt: skip
    return await handle(proposed.recommendation_id, proposed, region=proposed.community)


@router.post("/recommendations/{recommendation_id}/decisions", status_code=201, operation_id="recommend_worker")
async def recommend(recommendation_id: UUID, command: Asked[Recommend], handle: Decider) -> Receipt:
    """Recommended, by another hand than the one that proposed it."""
    return await handle(recommendation_id, command)


@router.post("/recommendations/{recommendation_id}/refusals", status_code=201, operation_id="decline_recommendation")
async def decline(recommendation_id: UUID, command: Asked[EndRecommendation], handle: Decider) -> Receipt:
    """Not recommended, or no longer."""
    return await handle(recommendation_id, command)


@router.post("/recommendations/{recommendation_id}/hirings", status_code=201, operation_id="hire_away")
async def hire_away(recommendation_id: UUID, command: Asked[HireAway], handle: Proposer) -> Receipt:
    """The person is hired to a public post: the employment here ends on that ground."""

    async def asks(draft: Draft) -> Sequence[Ask]:
        await draft.load([(RECOMMENDATION, recommendation_id)])
        worker = draft.state(RECOMMENDATION, recommendation_id).worker_id
        hired = Ask(stream=RECOMMENDATION, to=recommendation_id, command=command)
        async with handle.reading() as read:
            row = None if worker is None else await roster.find(read, worker)
        if row is None or row["employment_id"] is None:
            return [hired]
        await draft.load([(EMPLOYMENT, row["employment_id"])])
        ended = EndEmployment(ground=Ground.HIRED_TO_PUBLIC_POST, last_day=command.last_day, document=command.document)
        employment = draft.state(EMPLOYMENT, row["employment_id"])
        over = Ask(stream=EMPLOYMENT, to=row["employment_id"], command=ended)
        return [hired, over, *await leaving.asked(draft, handle, employment, command.last_day, ended.ground)]

    return await handle.all(asks)


@router.get("/recommendations", operation_id="list_recommendations")
async def listed(reader: Reader, stage: Stage, limit: Limit = 100, cursor: Cursor = None) -> Page[dict[str, Any]]:
    """Recommendations at a stage, the oldest first."""
    turn = reader.turning(cursor, limit, stage=stage)
    after = turn.after(date.fromisoformat, UUID)
    async with reader.reading() as read:
        rows = await recommendations.at_stage(read, reader.scope, stage, after=after, limit=limit)
    items = [dict(row) for row in rows]
    return turn.page(items, rows, "since", "recommendation_id")
