"""Annual leave that was not taken, over HTTP: what was agreed about it, the year's end for a unit, and what an exit leaves over."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from services.personnel.domain.leave_account_state import UnusedLeaveChoice
from services.personnel.domain.leave_settlement import (
    AgreeOnUnused,
)
from services.personnel.domain.streams import LEAVE_ACCOUNT
from services.personnel.rights import KEEP_LEAVE, SETTLE_LEAVE
from services.personnel.routes.leave_asking import employed
from services.personnel.routes.leave_service import service_of
from shared.handling import Receipt
from shared.kernel import Region, Rejected, record
from shared.web.asked import Asked, RegionPath, Year
from shared.web.handles import Handle, handler
from shared.web.operations import ACCEPTED, accepted
from shared.web.rates import BULK

router = APIRouter(tags=["leave"])
Keeper = Annotated[Handle, Depends(handler(LEAVE_ACCOUNT, may=KEEP_LEAVE))]
Settler = Annotated[Handle, Depends(handler(LEAVE_ACCOUNT, may=SETTLE_LEAVE, at_most=BULK))]


@record
class UnusedLeave:
    """`days` of the year's annual leave: carried into the next year with the person's consent, or waived in writing by the person
    (then nothing is paid beyond the wage). `document` numbers the paper.
    """

    year: Year
    choice: UnusedLeaveChoice
    days: int
    document: str


@record
class LeaveYear:
    under: RegionPath
    year: Year


@router.post("/workers/{worker_id}/unused-leave", status_code=201, operation_id="agree_on_unused_leave")
async def agree(worker_id: UUID, command: Asked[UnusedLeave], handle: Keeper) -> Receipt:
    """Say what happens to annual leave that is not taken this year, before the year is settled; said again, the last one holds."""
    row = await employed(handle, worker_id)
    region = Region(row["region"])
    handle.require(region)
    if row["employment_id"] is None:
        raise Rejected("leave.not-employed")
    last = date(command.year, 12, 31)
    agreed = AgreeOnUnused(
        worker_id=worker_id, community=region, year=command.year, choice=command.choice, days=command.days,
        document=command.document, service=await service_of(handle, row, max(last, row["starts"])),
    )  # fmt: skip
    return await handle(row["employment_id"], agreed, region=region)


@router.post("/leave-years", status_code=202, operation_id="settle_leave_year", responses=ACCEPTED)
async def settle(command: Asked[LeaveYear], handle: Settler) -> Response:
    """After the end of a year: what everybody under a region did not take, was not carried over and not waived is owed in money."""
    region = Region(command.under)
    handle.require(region)
    if command.year >= handle.today.year:
        raise Rejected("leave-settlement.year", field="/year")
    return await accepted(handle, "settle-leave-year", {"under": region, "year": command.year}, region=region)
