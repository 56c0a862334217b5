"""Recommendations as delegates over HTTP: recommended, chosen for a term or not, over."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.personnel.domain.delegates import (
    Assembly,
    AssemblyLevel,
    ChooseDelegate,
    EndDelegacy,
    PassOverDelegate,
    RecommendDelegate,
)
from services.personnel.domain.streams import DELEGACY
from services.personnel.projections import reserve, roster
from services.personnel.rights import RECOMMEND_DELEGATES, SEE_POSTS
from shared.handling import Receipt
from shared.kernel import Region, record
from shared.web.asked import Asked
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.pages import Cursor, Limit, Page

router = APIRouter(prefix="/delegates", tags=["delegates"])
Officer = Annotated[Handle, Depends(handler(DELEGACY, may=RECOMMEND_DELEGATES))]
Reader = Annotated[Reading, Depends(reader(may=SEE_POSTS))]
Stage = Literal["RECOMMENDED", "NOT_CHOSEN", "DELEGATE", "ENDED"]


@record
class DelegateRecommendation:
    worker_id: UUID
    assembly: Assembly
    assembly_level: AssemblyLevel
    document: str


@router.post("", status_code=201, operation_id="recommend_delegate")
async def recommend(command: Asked[DelegateRecommendation], handle: Officer) -> Receipt:
    """Recommend a community worker as a delegate to a congress or a member of the consultative conference."""
    async with handle.reading() as read:
        row = await roster.find(read, command.worker_id)
    if row is None:
        raise HTTPException(404)
    recommended = RecommendDelegate(
        worker_id=command.worker_id, delegacy_id=handle.new_id("delegacy"), region=Region(row["region"]),
        assembly=command.assembly, assembly_level=command.assembly_level, document=command.document,
    )  # fmt: skip
    return await handle(recommended.delegacy_id, recommended, region=recommended.region)


@router.post("/{delegacy_id}/choices", status_code=201, operation_id="choose_delegate")
async def choose(delegacy_id: UUID, command: Asked[ChooseDelegate], handle: Officer) -> Receipt:
    """Chosen for a term."""
    return await handle(delegacy_id, command)


@router.post("/{delegacy_id}/rejections", status_code=201, operation_id="pass_over_delegate")
async def pass_over(delegacy_id: UUID, command: Asked[PassOverDelegate], handle: Officer) -> Receipt:
    """Not chosen."""
    return await handle(delegacy_id, command)


@router.post("/{delegacy_id}/ends", status_code=201, operation_id="end_delegacy")
async def end(delegacy_id: UUID, command: Asked[EndDelegacy], handle: Officer) -> Receipt:
    """No delegate any more before the term is over; at its end that comes by itself."""
    return await handle(delegacy_id, command)


@router.get("", operation_id="list_delegates")
async def listed(reader: Reader, stage: Stage, limit: Limit = 100, cursor: Cursor = None) -> Page[dict[str, Any]]:
    """Recommendations at a stage, those made first in front."""
    turn = reader.turning(cursor, limit, stage=stage)
    after = turn.after(date.fromisoformat, UUID)
    async with reader.reading() as read:
        rows = await reserve.recommended(read, reader.scope, stage, after=after, limit=limit)
    items = [dict(row) for row in rows]
    return turn.page(items, rows, "recommended_on", "delegacy_id")
