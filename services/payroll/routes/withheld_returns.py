"""What a payee of an order gave back, over HTTP."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from services.payroll.domain.streams import ENTITLEMENT
from services.payroll.domain.withheld_returns import RecordWithheldReturn
from services.payroll.projections import order_payees
from services.payroll.rights import ENTER_ORDERS
from shared.handling import Receipt
from shared.kernel import record
from shared.web.asked import Asked, Yuan
from shared.web.handles import Handle, handler

router = APIRouter(prefix="/workers/{worker_id}/withholdings/{order_id}/returns", tags=["withholdings"])
Clerk = Annotated[Handle, Depends(handler(ENTITLEMENT, may=ENTER_ORDERS))]


@record
class NewReturn:
    """`reference` is the payee's or the bank's number."""

    amount: Yuan
    reference: str
    received_on: date


@router.post("", status_code=201, operation_id="record_withheld_return")
async def record_return(worker_id: UUID, order_id: UUID, command: Asked[NewReturn], handle: Clerk) -> Receipt:
    """The payee of an order gave back what was handed on too much: nothing of it is taken off later payments any more."""
    async with handle.reading() as read:
        carried = await order_payees.carried(read, order_id)
    asked = RecordWithheldReturn(
        order_id=order_id, day=command.received_on, returned_fen=command.amount, reference=command.reference,
        carried_fen=carried,
    )  # fmt: skip
    return await handle(worker_id, asked)
