"""Orders to withhold from wages over HTTP: entered, corrected, annulled by one hand; confirmed or refused by another."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.payroll.domain.account_numbers import account_number, bank_name
from services.payroll.domain.order_events import OrderKind, OrderPayee
from services.payroll.domain.streams import ENTITLEMENT
from services.payroll.domain.withholdings import AnnulOrder, ConfirmOrder, CorrectOrder, EnterOrder, RefuseOrder
from services.payroll.projections import entitlements, order_payees, withholdings
from services.payroll.rights import CONFIRM_ORDERS, ENTER_ORDERS, OWN_PAY, SEE_PAY
from services.payroll.routes.bonuses import own_id
from shared.handling import Receipt
from shared.kernel import Region, Rejected, Sealed, record, to_yuan
from shared.web.asked import Asked, Yuan
from shared.web.disclosure import Personal
from shared.web.handles import Handle, Reading, handler, reader

router = APIRouter(tags=["withholdings"])
Clerk = Annotated[Handle, Depends(handler(ENTITLEMENT, may=ENTER_ORDERS))]
Checker = Annotated[Handle, Depends(handler(ENTITLEMENT, may=CONFIRM_ORDERS))]
Reader = Annotated[Reading, Depends(reader(may=SEE_PAY))]
Own = Annotated[Reading, Depends(reader(may=OWN_PAY))]
PAYEE_NAME, PAYEE_NUMBER = "payroll.withholding.payee_name", "payroll.withholding.payee_account"
MOST_NAME: Final = 60
ONE = "/workers/{worker_id}/withholdings/{order_id}"


@record
class NewPayee:
    """Who gets what is kept: the creditor, or the court's own account."""

    name: str
    account: str
    bank: str


@record
class OrderTerms:
    """Kept from the month that `starts` begins; `total` 0 only for maintenance, `monthly` 0 as much as the law allows. `payee` stays
    where none is named."""

    body: str
    document: str
    starts: date
    total: Yuan
    monthly: Yuan
    ends: date | None = None
    payee: NewPayee | None = None


@record
class NewOrder:
    kind: OrderKind
    body: str
    document: str
    starts: date
    total: Yuan
    monthly: Yuan
    ends: date | None = None
    payee: NewPayee | None = None


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
    waits for another hand, beside what stands. `payee_name` and `payee_account` are shown to whoever pays, masked; null where
    nobody named a payee.
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
    payee_name: str | None = None
    payee_account: str | None = None
    payee_bank: str | None = None


@router.post("/workers/{worker_id}/withholdings", status_code=201, operation_id="enter_withholding")
async def enter(worker_id: UUID, command: Asked[NewOrder], handle: Clerk) -> Receipt:
    """Enter a decision that keeps a part of the wages; it counts when another hand confirmed it."""
    order = EnterOrder(
        order_id=handle.new_id("withholding"), kind=command.kind, body=command.body, document=command.document,
        starts=command.starts, total_fen=command.total, monthly_fen=command.monthly, ends=command.ends,
        payee=await _payee(worker_id, command.payee, handle),
    )  # fmt: skip
    return await handle(worker_id, order)


@router.post(ONE + "/corrections", status_code=201, operation_id="correct_withholding")
async def correct(worker_id: UUID, order_id: UUID, command: Asked[OrderTerms], handle: Clerk) -> Receipt:
    """Replace its terms, or name its last day; what was kept above a smaller total is paid back."""
    order = CorrectOrder(
        order_id=order_id, body=command.body, document=command.document, starts=command.starts,
        total_fen=command.total, monthly_fen=command.monthly, ends=command.ends,
        payee=await _payee(worker_id, command.payee, handle),
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
        payees = await order_payees.payees_of(read, [row["payee_id"] for row in rows if row["payee_id"] is not None])
    if not seen:
        raise HTTPException(404)
    return await _with_payees(worker_id, seen[-1], rows, payees, reader)


@router.get("/my/withholdings", operation_id="list_own_withholdings")
async def own(reader: Own) -> list[ShownOrder]:
    """What decisions keep of the caller's own wages."""
    worker_id = own_id(reader)
    async with reader.reading() as read:
        employers = await entitlements.employers_of(read, worker_id)
        rows = await withholdings.of_worker(read, worker_id)
    await reader.opened((), pay=[(worker_id, employer) for employer in employers[-1:] if rows])
    return [_shown(row) for row in rows]


async def _payee(worker_id: UUID, asked: NewPayee | None, handle: Handle) -> OrderPayee | None:
    """Checked, then sealed with the worker's key for pay."""
    if asked is None:
        return None
    name, number = " ".join(asked.name.split()), account_number(asked.account, "/payee/account")
    if not 0 < len(name) <= MOST_NAME or not name.isprintable():
        raise Rejected("withholdings.payee-name", field="/payee/name")
    bank = bank_name(asked.bank, "/payee/bank")
    await handle.find(worker_id)
    sealed = await handle.seal(worker_id, {PAYEE_NAME: name, PAYEE_NUMBER: number})
    return OrderPayee(
        payee_id=handle.new_id("payee"), name=sealed[PAYEE_NAME], account=sealed[PAYEE_NUMBER], bank=bank
    )  # fmt: skip


async def _with_payees(
    worker_id: UUID, region: Region, rows: Sequence[Any], payees: Mapping[UUID, Mapping[Any, Any]], reader: Reading
) -> list[ShownOrder]:
    kept = [row for row in payees.values() if row["account"] is not None]
    fields = ((PAYEE_NAME, "name"), (PAYEE_NUMBER, "account"))
    sealed = [Personal(worker_id, region, field, Sealed(row[column])) for row in kept for field, column in fields]
    opened = await reader.opened(sealed, pay=[(worker_id, region)] if rows else [])
    shown = {row["payee_id"]: (opened[2 * n], opened[2 * n + 1], row["bank"]) for n, row in enumerate(kept)}
    return [_shown(row, shown.get(row["payee_id"], (None, None, None))) for row in rows]


def _shown(row: Mapping[Any, Any], payee: tuple[str | None, ...] = (None, None, None)) -> ShownOrder:
    same = ("order_id", "worker_id", "stage", "kind", "body", "document", "starts", "ends", "entered_by")
    kept = int(row["kept_fen"])
    left = row["total_fen"] - kept if row["total_fen"] and row["stage"] != "ANNULLED" else None
    return ShownOrder(
        **{name: row[name] for name in same}, confirmed_by=row["confirmed_by"],
        total=to_yuan(row["total_fen"]), monthly=to_yuan(row["monthly_fen"]), kept=to_yuan(kept),
        left=None if left is None else to_yuan(left), currency="CNY", payee_name=payee[0], payee_account=payee[1],
        payee_bank=payee[2],
    )  # fmt: skip
