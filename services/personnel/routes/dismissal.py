"""Leaving over HTTP."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from services.personnel.domain.dismissal import EndEmployment
from services.personnel.domain.grades import CloseGrading
from services.personnel.domain.streams import EMPLOYMENT, GRADE
from services.personnel.rights import KEEP_ROSTER
from services.personnel.routes import borrowing
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
        worker = draft.state(EMPLOYMENT, employment_id).worker_id
        close = CloseGrading(last_day=command.last_day)
        if worker is None:
            return [ended]
        brought_back = await borrowing.left(draft, handle, worker, command.last_day)
        return [ended, Ask(stream=GRADE, to=worker, command=close), *brought_back]

    return await handle.all(asks)
