"""In which status somebody works, over HTTP: on a labour contract, with an established status, in a public-welfare post."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from services.personnel.domain.contract_events import EmploymentStatus
from services.personnel.domain.contract_papers import RecordStatus
from services.personnel.domain.grades import CloseGrading
from services.personnel.domain.streams import EMPLOYMENT, GRADE
from services.personnel.rights import KEEP_ROSTER
from shared.draft import Ask, Draft
from shared.handling import Receipt
from shared.kernel import DAY, record
from shared.web.asked import Asked
from shared.web.handles import Handle, handler

router = APIRouter(tags=["contracts"])
Officer = Annotated[Handle, Depends(handler(EMPLOYMENT, may=KEEP_ROSTER))]


@record
class NewStatus:
    status: EmploymentStatus
    since: date
    document: str = ""


@router.post("/employments/{employment_id}/statuses", status_code=201, operation_id="record_employment_status")
async def status(employment_id: UUID, command: Asked[NewStatus], handle: Officer) -> Receipt:
    """From the day the person works in this status; an established one ends the grade pay the day before."""
    recorded = RecordStatus(
        fact_id=handle.new_id("status"), status=command.status, since=command.since, document=command.document
    )

    async def asks(draft: Draft) -> Sequence[Ask]:
        await draft.load([(EMPLOYMENT, employment_id)])
        worker = draft.state(EMPLOYMENT, employment_id).worker_id
        asked = Ask(stream=EMPLOYMENT, to=employment_id, command=recorded)
        if worker is None or command.status is not EmploymentStatus.ESTABLISHED_STATUS:
            return [asked]
        return [asked, Ask(stream=GRADE, to=worker, command=CloseGrading(last_day=command.since - DAY))]

    return await handle.all(asks)
