"""Twelve months on a phone: what was paid, kept and withheld, and why a month is not like the one before."""

from datetime import date
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from services.payroll.domain.pay_months import MONTHS_SHOWN, PaidMonth, added, paid_months
from services.payroll.domain.payslips import Sums
from services.payroll.projections import own_pay
from services.payroll.rights import OWN_PAY
from shared.kernel import Month, Rejected, record, to_yuan
from shared.web.handles import Reading, reader

router = APIRouter(tags=["payslips"])
Own = Annotated[Reading, Depends(reader(may=OWN_PAY))]
EARLIEST: Final = 1949


@record
class PayTotals:
    gross: str
    own: str
    tax: str
    net: str
    employer: str


@record
class ArrearsOfMonth:
    """What was paid, or taken back, for an earlier month."""

    for_month: str
    amount: str


@record
class ShareOfMonth:
    component: str
    amount: str


@record
class PayMonth:
    """`change` is the net pay less that of the month before, `cause` the first reason for it, told from the lines; both null
    where there is no month before. The slips' differences tell every cause to the fen.
    """

    month: str
    slips: int
    totals: PayTotals
    contributions: tuple[ShareOfMonth, ...]
    arrears: tuple[ArrearsOfMonth, ...]
    change: str | None
    cause: str | None


@record
class PayMonths:
    """The months with a slip among the twelve that end with `through`; `totals` are the sums of the slips."""

    worker_id: UUID | None
    through: str
    currency: str
    months: tuple[PayMonth, ...]
    totals: PayTotals


@router.get("/my/pay-months", operation_id="list_own_pay_months")
async def own_months(reader: Own, through: Annotated[str, Query(max_length=7)] = "") -> PayMonths:
    """The caller's own twelve months up to one (the present one where none is said), of closed runs."""
    last = _month(through, reader.today)
    worker_id = own_worker(reader)
    if worker_id is None:
        return _shown(None, last, ())
    async with reader.reading() as read:
        found = await own_pay.closed(read, reader.runtime.log, worker_id, since=last.plus(-MONTHS_SHOWN))
    months = paid_months([each.slip for each in found], last)
    regions = {each.slip.worker_id: each.slip.employer for each in found} if months else {}
    await reader.opened((), pay=regions.items())
    return _shown(worker_id, last, months)


def own_worker(reader: Reading) -> UUID | None:
    """The caller as a worker; None where the caller is none."""
    try:
        return UUID(reader.caller.subject)
    except ValueError:
        return None


def _month(text: str, today: date) -> Month:
    if not text:
        return Month.of(today)
    try:
        month = Month.parse(text)
    except ValueError:
        raise Rejected("pay-months.month", field="/through") from None
    if not EARLIEST < month.year <= today.year + 1:
        raise Rejected("pay-months.month", field="/through")
    return month


def _shown(worker_id: UUID | None, last: Month, months: tuple[PaidMonth, ...]) -> PayMonths:
    return PayMonths(
        worker_id=worker_id, through=str(last), currency="CNY", months=tuple(_one(month) for month in months),
        totals=totals(added(month.sums for month in months)),
    )  # fmt: skip


def _one(month: PaidMonth) -> PayMonth:
    return PayMonth(
        month=month.month, slips=month.slips, totals=totals(month.sums),
        contributions=tuple(ShareOfMonth(component=c.value, amount=to_yuan(fen)) for c, fen in month.contributions.items()),
        arrears=tuple(ArrearsOfMonth(for_month=name, amount=to_yuan(fen)) for name, fen in month.arrears.items()),
        change=None if month.change_fen is None else to_yuan(month.change_fen),
        cause=None if month.cause is None else month.cause.value,
    )  # fmt: skip


def totals(sums: Sums) -> PayTotals:
    return PayTotals(
        gross=to_yuan(sums.gross_fen), own=to_yuan(sums.own_fen), tax=to_yuan(sums.tax_fen),
        net=to_yuan(sums.net_fen), employer=to_yuan(sums.employer_fen),
    )  # fmt: skip
