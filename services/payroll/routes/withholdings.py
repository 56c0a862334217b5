"""Orders to withhold from wages over HTTP: entered, corrected, annulled by one hand; confirmed or refused by another."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.payroll.domain.order_events import OrderKind
from services.payroll.domain.streams import ENTITLEMENT
from services.payroll.domain.withholdings import AnnulOrder, ConfirmOrder, CorrectOrder, EnterOrder, RefuseOrder
from services.payroll.projections import entitlements, withholdings
from services.payroll.rights import CONFIRM_ORDERS, ENTER_ORDERS, OWN_PAY, SEE_PAY
from services.payroll.routes.bonuses import own_id
from shared.handling import Receipt
from shared.kernel import record, to_yuan
from shared.web.asked import Asked, Yuan
from shared.web.handles import Handle, Reading, handler, reader

router = APIRouter(tags=["withholdings"])
Clerk = Annotated[Handle, Depends(handler(ENTITLEMENT, may=ENTER_ORDERS))]
Checker = Annotated[Handle, Depends(handler(ENTITLEMENT, may=CONFIRM_ORDERS))]
Reader = Annotated[Reading, Depends(reader(may=SEE_PAY))]
Own = Annotated[Reading, Depends(reader(may=OWN_PAY))]
ONE = "/workers/{worker_id}/withholdings/{order_id}"


@record
class OrderTerms:
    """Kept from the month that `starts` begins; `total` 0 only for maintenance, `monthly` 0 as much as the law allows."""

    body: str
    document: str
    starts: date
    total: Yuan
    monthly: Yuan
    ends: date | None = None


@record
class NewOrder:
    kind: OrderKind
    body: str
    document: str
    starts: date
    total: Yuan
    monthly: Yuan
    ends: date | None = None


@record
class OrderAnnulment:
    """The document that lifts it from the beginning."""

    document: str


@record
class OrderConfirmation:
    """An empty object."""


@record
class OrderRefusal:
    reason: str


@record
class ShownOrder:
    """`kept` so far by what the bank paid; `left` of the total, null where there is none. `stage` ENTERED or ANNULMENT_ENTERED
    waits for another hand, beside what stands.
    """

    order_id: UUID
    worker_id: UUID
    stage: str
    kind: str
    body: str
    document: str
    starts: date
    ends: date | None
    total: str
    monthly: str
    kept: str
    left: str | None
    entered_by: str
    confirmed_by: str | None
    currency: str


@router.post("/workers/{worker_id}/withholdings", status_code=201, operation_id="enter_withholding")
async def enter(worker_id: UUID, command: Asked[NewOrder], handle: Clerk) -> Receipt:
    """Enter a decision that keeps a part of the wages; it counts when another hand confirmed it."""
    order = EnterOrder(
        order_id=handle.new_id("withholding"), kind=command.kind, body=command.body, document=command.document,
        starts=command.starts, total_fen=command.total, monthly_fen=command.monthly, ends=command.ends,
    )  # fmt: skip
    return await handle(worker_id, order)


@router.post(ONE + "/corrections", status_code=201, operation_id="correct_withholding")
async def correct(worker_id: UUID, order_id: UUID, command: Asked[OrderTerms], handle: Clerk) -> Receipt:
    """Replace its terms, or name its last day; what was kept above a smaller total is paid back."""
    order = CorrectOrder(
        order_id=order_id, body=command.body, document=command.document, starts=command.starts,
        total_fen=command.total, monthly_fen=command.monthly, ends=command.ends,
    )  # fmt: skip
    return await handle(worker_id, order)


@router.post(ONE + "/annulments", status_code=201, operation_id="annul_withholding")
async def annul(worker_id: UUID, order_id: UUID, command: Asked[OrderAnnulment], handle: Clerk) -> Receipt:
    """It never was: confirmed by another hand, the next run pays back what was kept."""
    return await handle(worker_id, AnnulOrder(order_id=order_id, document=command.document))


@router.post(ONE + "/confirmations", status_code=201, operation_id="confirm_withholding")
async def confirm(worker_id: UUID, order_id: UUID, command: Asked[OrderConfirmation], handle: Checker) -> Receipt:
    """Confirm what somebody else entered. The body is an empty object."""
    return await handle(worker_id, ConfirmOrder(order_id=order_id))


@router.post(ONE + "/refusals", status_code=201, operation_id="refuse_withholding")
async def refuse(worker_id: UUID, order_id: UUID, command: Asked[OrderRefusal], handle: Checker) -> Receipt:
    """What was entered does not count; what was confirmed before stands."""
    return await handle(worker_id, RefuseOrder(order_id=order_id, reason=command.reason))


@router.get("/workers/{worker_id}/withholdings", operation_id="list_withholdings")
async def listed(worker_id: UUID, reader: Reader) -> list[ShownOrder]:
    """A person's orders by their first day."""
    async with reader.reading() as read:
        seen = [each for each in await entitlements.employers_of(read, worker_id) if reader.may_see(each)]
        rows = await withholdings.of_worker(read, worker_id)
    if not seen:
        raise HTTPException(404)
    await reader.opened((), pay=[(worker_id, seen[-1])] if rows else [])
    return [_shown(row) for row in rows]


@router.get("/my/withholdings", operation_id="list_own_withholdings")
async def own(reader: Own) -> list[ShownOrder]:
    """What decisions keep of the caller's own wages."""
    worker_id = own_id(reader)
    async with reader.reading() as read:
        employers = await entitlements.employers_of(read, worker_id)
        rows = await withholdings.of_worker(read, worker_id)
    await reader.opened((), pay=[(worker_id, employer) for employer in employers[-1:] if rows])
    return [_shown(row) for row in rows]


def _shown(row: Mapping[Any, Any]) -> ShownOrder:
    same = ("order_id", "worker_id", "stage", "kind", "body", "document", "starts", "ends", "entered_by")
    kept = int(row["kept_fen"])
    left = row["total_fen"] - kept if row["total_fen"] and row["stage"] != "ANNULLED" else None
    return ShownOrder(
        **{name: row[name] for name in same}, confirmed_by=row["confirmed_by"],
        total=to_yuan(row["total_fen"]), monthly=to_yuan(row["monthly_fen"]), kept=to_yuan(kept),
        left=None if left is None else to_yuan(left), currency="CNY",
    )  # fmt: skip
