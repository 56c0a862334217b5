"""Probation over HTTP."""

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends

from services.personnel.domain.employment import Ground
from services.personnel.domain.probation import ConcludeProbation, ExtendProbation, ReviewProbation, TellConditions
from services.personnel.domain.streams import EMPLOYMENT
from services.personnel.projections import roster
from services.personnel.rights import KEEP_ROSTER, SEE_ROSTER
from services.personnel.routes import leaving
from shared.draft import Ask, Draft
from shared.handling import Receipt
from shared.web.asked import Asked, Day
from shared.web.handles import Handle, Reading, handler, reader

router = APIRouter(tags=["probation"])
Officer = Annotated[Handle, Depends(handler(EMPLOYMENT, may=KEEP_ROSTER))]
Reader = Annotated[Reading, Depends(reader(may=SEE_ROSTER))]


@router.post("/employments/{employment_id}/probation", status_code=201, operation_id="conclude_probation")
async def conclude(employment_id: UUID, command: Asked[ConcludeProbation], handle: Officer) -> Receipt:
    """Passed, or failed with the reason told to the worker, which ends the employment."""

    async def asks(draft: Draft) -> Sequence[Ask]:
        await draft.load([(EMPLOYMENT, employment_id)])
        employment = draft.state(EMPLOYMENT, employment_id)
        concluded = Ask(stream=EMPLOYMENT, to=employment_id, command=command)
        if command.passed:
            return [concluded]
        return [concluded, *await leaving.asked(draft, handle, employment, command.on, Ground.PROBATION_FAILED)]

    return await handle.all(asks)


@router.post("/employments/{employment_id}/probation/conditions", status_code=201, operation_id="tell_conditions")
async def tell(employment_id: UUID, command: Asked[TellConditions], handle: Officer) -> Receipt:
    """The recruitment conditions as the worker was told them, by the first day of work."""
    return await handle(employment_id, command)


@router.post("/employments/{employment_id}/probation/reviews", status_code=201, operation_id="review_probation")
async def review(employment_id: UUID, command: Asked[ReviewProbation], handle: Officer) -> Receipt:
    """Half-way: which of the conditions are not met yet."""
    return await handle(employment_id, command)


@router.post("/employments/{employment_id}/probation/extensions", status_code=201, operation_id="extend_probation")
async def extend(employment_id: UUID, command: Asked[ExtendProbation], handle: Officer) -> Receipt:
    """Always refused: a probation is agreed once and never extended (Labour Contract Law art. 19)."""
    return await handle(employment_id, command)


@router.get("/probations", operation_id="list_probations")
async def listed(reader: Reader, until: Day) -> list[dict[str, Any]]:
    """Probations that nobody concluded and that end by the day, the earliest first."""
    async with reader.reading() as read:
        rows = await roster.in_probation(read, reader.scope, until)
    shown = ("worker_id", "employment_id", "region", "probation_ends")
    return [{name: row[name] for name in shown} for row in rows]
