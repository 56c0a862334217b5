"""Certificates over HTTP."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from services.personnel.domain.grade_triggers import CountCertificate
from services.personnel.domain.qualifications import RegisterQualification
from services.personnel.domain.scheme_terms import Certificate
from services.personnel.domain.streams import GRADE, WORKER
from services.personnel.rights import KEEP_ROSTER
from shared.draft import Ask
from shared.handling import Receipt
from shared.kernel import Rejected, record
from shared.web.asked import Asked
from shared.web.handles import Handle, handler
from shared.web.rates import LOOKUP

router = APIRouter(tags=["qualifications"])
Officer = Annotated[Handle, Depends(handler(WORKER, may=KEEP_ROSTER, at_most=LOOKUP))]


@record
class NewQualification:
    """A registered social-worker certificate; its number is stored sealed."""

    level: Certificate
    number: str
    registered_on: date


@router.post("/workers/{worker_id}/qualifications", status_code=201, operation_id="register_qualification")
async def register(worker_id: UUID, command: Asked[NewQualification], handle: Officer) -> Receipt:
    """Register a certificate, also late; where the scheme counts it, a grade is proposed from its day on."""
    await handle.find(worker_id)
    if not 4 <= len(command.number) <= 40:
        raise Rejected("qualifications.number", field="/number")
    field = "personnel.worker.certificate_number"
    sealed = await handle.seal(worker_id, {field: command.number})
    registered = RegisterQualification(
        worker_id=worker_id, level=command.level, number=sealed[field],
        number_hash=handle.runtime.sealer.blind.of(field, command.number), registered_on=command.registered_on,
    )  # fmt: skip
    counted = CountCertificate(
        fact=handle.new_id("qualification"), certificate=command.level, registered_on=command.registered_on
    )
    return await handle.all(
        [
            Ask(stream=WORKER, to=worker_id, command=registered),
            Ask(stream=GRADE, to=worker_id, command=counted),
        ]
    )
