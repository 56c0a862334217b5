"""Registration of insurances and fund over HTTP."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from services.payroll.domain.coverage import RegisterCoverage
from services.payroll.domain.coverage_events import CoverageAct, CoverageScheme
from services.payroll.domain.streams import ENTITLEMENT
from services.payroll.rights import DECLARE
from shared.handling import Receipt
from shared.kernel import record
from shared.web.asked import Asked
from shared.web.handles import Handle, handler

router = APIRouter(prefix="/workers/{worker_id}", tags=["coverage"])
Clerk = Annotated[Handle, Depends(handler(ENTITLEMENT, may=DECLARE))]


@record
class NewRegistration:
    """Done at the bureau on `day`: the insurances enrolled, suspended, carried over, ended; the fund opened, sealed and so on."""

    employment_id: UUID
    scheme: CoverageScheme
    act: CoverageAct
    day: date
    reference: str


@router.post("/coverage-registrations", status_code=201, operation_id="register_coverage")
async def register(worker_id: UUID, command: Asked[NewRegistration], handle: Clerk) -> Receipt:
    """Record what the bureau registered; what waited for it waits no longer."""
    asked = RegisterCoverage(
        employment_id=command.employment_id, scheme=command.scheme, act=command.act, day=command.day,
        reference=command.reference,
    )  # fmt: skip
    return await handle(worker_id, asked)
