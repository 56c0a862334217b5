"""Contracts over HTTP."""

from datetime import date, timedelta
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from services.personnel.domain.contracts import RenewContract, SignContract
from services.personnel.domain.streams import EMPLOYMENT
from services.personnel.projections import roster
from services.personnel.rights import KEEP_ROSTER, SEE_ROSTER
from shared.handling import Receipt
from shared.web.asked import Asked, Day
from shared.web.handles import Handle, Reading, handler, reader

router = APIRouter(tags=["contracts"])
Officer = Annotated[Handle, Depends(handler(EMPLOYMENT, may=KEEP_ROSTER))]
Reader = Annotated[Reading, Depends(reader(may=SEE_ROSTER))]


@router.post("/employments/{employment_id}/contract", status_code=201, operation_id="sign_contract")
async def sign(employment_id: UUID, command: Asked[SignContract], handle: Officer) -> Receipt:
    """Sign the first written contract; its term must allow the probation that was agreed."""
    return await handle(employment_id, command)


@router.post("/employments/{employment_id}/renewals", status_code=201, operation_id="renew_contract")
async def renew(employment_id: UUID, command: Asked[RenewContract], handle: Officer) -> Receipt:
    """Go on from the day after the term that runs; open-ended where the law says so."""
    return await handle(employment_id, command)


@router.get("/expiring-contracts", operation_id="list_expiring_contracts")
async def expiring(
    reader: Reader, within_days: Annotated[int, Query(ge=0, le=366)] = 90, as_of: Day | None = None
) -> list[dict[str, Any]]:
    """Terms that end within so many days and are not settled, also those already over; the earliest first."""
    day = as_of or reader.today
    until = day + timedelta(days=min(within_days, (date.max - day).days))
    async with reader.reading() as read:
        rows = await roster.expiring(read, reader.scope, until)
    shown = ("worker_id", "employment_id", "region", "contract_ends", "starts")
    return [{name: row[name] for name in shown} for row in rows]
