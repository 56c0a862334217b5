"""Leaving over HTTP."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from services.personnel.domain.dismissal import EndEmployment
from services.personnel.domain.streams import EMPLOYMENT
from services.personnel.rights import KEEP_ROSTER
from services.personnel.routes import leaving
from shared.draft import Ask, Draft
from shared.handling import Receipt
from shared.web.asked import Asked
from shared.web.handles import Handle, handler

router = APIRouter(tags=["dismissal"])
Officer = Annotated[Handle, Depends(handler(EMPLOYMENT, may=KEEP_ROSTER))]


@router.post("/employments/{employment_id}/exit", status_code=201, operation_id="end_employment")
async def end(employment_id: UUID, command: Asked[EndEmployment], handle: Officer) -> Receipt:
    """End an employment on its ground; pay, training and assessment hear of it, the place is free the day after."""

    async def asks(draft: Draft) -> Sequence[Ask]:
        await draft.load([(EMPLOYMENT, employment_id)])
        ended = Ask(stream=EMPLOYMENT, to=employment_id, command=command)
        employment = draft.state(EMPLOYMENT, employment_id)
        return [ended, *await leaving.asked(draft, handle, employment, command.last_day)]

    return await handle.all(asks)
