"""Probation over HTTP."""

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends

from services.personnel.domain.probation import ConcludeProbation
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
        concluded = Ask(stream=EMPLOYMENT, to=employment_id, command=command)
        if command.passed:
            return [concluded]
        return [concluded, *await leaving.asked(draft, handle, draft.state(EMPLOYMENT, employment_id), command.on)]

    return await handle.all(asks)


@router.get("/probations", operation_id="list_probations")
async def listed(reader: Reader, until: Day) -> list[dict[str, Any]]:
    """Probations that nobody concluded and that end by the day, the earliest first."""
    async with reader.reading() as read:
        rows = await roster.in_probation(read, reader.scope, until)
    shown = ("worker_id", "employment_id", "region", "probation_ends")
    return [{name: row[name] for name in shown} for row in rows]
