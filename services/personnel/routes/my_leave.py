"""A worker's phone: my leave, what is left of it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException
from sqlalchemy import RowMapping

from services.personnel.domain.leave import WithdrawLeave
from services.personnel.domain.leave_account import UnbookLeave
from services.personnel.domain.streams import LEAVE
from services.personnel.projections import leaves
from services.personnel.rights import OWN_LEAVE
from services.personnel.routes.leave_asking import (
    BalanceYear,
    LeaveBalance,
    LeaveRow,
    NewLeave,
    ask_for,
    balance_of,
    changed,
    employed,
    shown,
)
from shared.handling import Receipt
from shared.kernel import record
from shared.web.asked import Asked
from shared.web.handles import Handle, Reading, handler, reader

router = APIRouter(prefix="/my", tags=["my file"])
Own = Annotated[Handle, Depends(handler(LEAVE, may=OWN_LEAVE))]
Reader = Annotated[Reading, Depends(reader(may=OWN_LEAVE))]


@record
class OwnWithdrawal:
    """An empty object."""


@router.post("/leaves", status_code=201, operation_id="request_own_leave")
async def request(command: Asked[NewLeave], handle: Own) -> Receipt:
    """Ask for leave; the secretary of the community or the street decides."""
    return await ask_for(handle, await _own(handle), command)


@router.post("/leaves/{leave_id}/withdrawals", status_code=201, operation_id="withdraw_own_leave")
async def withdraw(leave_id: UUID, command: Asked[OwnWithdrawal], handle: Own) -> Receipt:
    """Before its first day, approved or not."""
    return await changed(handle, leave_id, WithdrawLeave(own=True), lambda leave: UnbookLeave(leave_id=leave_id))


@router.get("/leaves", operation_id="list_own_leaves")
async def listed(reader: Reader) -> list[LeaveRow]:
    """The caller's leave by its first day."""
    row = await _own(reader)
    async with reader.reading() as read:
        rows = await leaves.of_worker(read, row["worker_id"])
    return await shown(reader, rows)


@router.get("/leave-balance", operation_id="read_own_leave_balance")
async def balance(reader: Reader, year: BalanceYear = None) -> LeaveBalance:
    """What the caller may still take in a year; this year without one."""
    return await balance_of(reader, await _own(reader), year)


async def _own(reader: Reading) -> RowMapping:
    try:
        return await employed(reader, UUID(reader.caller.subject))
    except ValueError:
        raise HTTPException(404) from None
