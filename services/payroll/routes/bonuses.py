"""Year-end bonuses over HTTP: granted, corrected, and what each way of taxing would leave."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.payroll.domain.bonuses import CorrectBonus, GrantBonus, both_ways
from services.payroll.domain.declaration_events import BonusTaxing, DeclarationReason
from services.payroll.domain.pay_run import RunStage
from services.payroll.domain.streams import ENTITLEMENT, RUN
from services.payroll.projections import entitlements, payslips
from services.payroll.rights import GRANT_BONUS, OWN_PAY, SEE_PAY
from shared.handling import Receipt
from shared.kernel import Region, Rejected, record, to_fen, to_yuan
from shared.web.asked import Asked, Day, Yuan
from shared.web.handles import Handle, Reading, handler, reader

router = APIRouter(tags=["bonuses"])
Clerk = Annotated[Handle, Depends(handler(ENTITLEMENT, may=GRANT_BONUS))]
Reader = Annotated[Reading, Depends(reader(may=SEE_PAY))]
Own = Annotated[Reading, Depends(reader(may=OWN_PAY))]


@record
class NewBonus:
    """Paid with the run of the month of `day`; `taxed` is the receiver's choice, `document` the decision that grants it."""

    day: date
    amount: Yuan
    taxed: BonusTaxing
    document: str


@record
class OtherBonus:
    """Another amount or day of the same year; the choice of taxing stands."""

    day: date
    amount: Yuan
    document: str
    reason: DeclarationReason


@record
class BonusCompared:
    """The tax each way on top of what the year's last slip shows; `leaves_more`: a smaller bonus that leaves more when taxed
    alone, null where there is none.
    """

    worker_id: UUID
    amount: str
    separate: str
    merged: str
    cheaper: BonusTaxing
    leaves_more: str | None
    currency: str


@router.post("/workers/{worker_id}/bonuses", status_code=201, operation_id="grant_bonus")
async def grant(worker_id: UUID, command: Asked[NewBonus], handle: Clerk) -> Receipt:
    """Grant a bonus; granted late, the next run pays it. One a month, one a year taxed alone."""
    bonus = GrantBonus(
        fact=handle.new_id("bonus"), day=command.day, amount_fen=command.amount, taxed=command.taxed,
        document=command.document,
    )  # fmt: skip
    return await handle(worker_id, bonus)


@router.post("/workers/{worker_id}/bonuses/{fact}/corrections", status_code=201, operation_id="correct_bonus")
async def correct(worker_id: UUID, fact: UUID, command: Asked[OtherBonus], handle: Clerk) -> Receipt:
    """Replace a bonus that was entered wrongly; the next run settles the difference."""
    bonus = CorrectBonus(
        fact=fact, day=command.day, amount_fen=command.amount, document=command.document, reason=command.reason
    )
    return await handle(worker_id, bonus)


@router.get("/workers/{worker_id}/bonus-taxes", operation_id="compare_bonus_taxes")
async def compared(worker_id: UUID, reader: Reader, amount: str, day: Day) -> BonusCompared:
    """What a bonus would be taxed alone and with the year's wages, and whether a smaller one would leave more."""
    async with reader.reading() as read:
        seen = [each for each in await entitlements.employers_of(read, worker_id) if reader.may_see(each)]
    if not seen:
        raise HTTPException(404)
    return await _compared(worker_id, seen[-1], reader, amount, day)


@router.get("/my/bonus-taxes", operation_id="compare_own_bonus_taxes")
async def own_compared(reader: Own, amount: str, day: Day) -> BonusCompared:
    """The same for the caller, before he chooses."""
    worker_id = own_id(reader)
    async with reader.reading() as read:
        employers = await entitlements.employers_of(read, worker_id)
    if not employers:
        raise HTTPException(404)
    return await _compared(worker_id, employers[-1], reader, amount, day)


async def _compared(worker_id: UUID, employer: Region, reader: Reading, amount: str, day: date) -> BonusCompared:
    fen = _amount(amount)
    if abs(day.year - reader.today.year) > 1:
        raise Rejected("bonuses.day", field="day")
    async with reader.reading() as read:
        rows = await payslips.of_worker(read, worker_id)
    await reader.opened((), pay=[(worker_id, employer)])
    this_year = [r for r in rows if r["pay_day"].year == day.year and r["stage"] != RunStage.DISCARDED.value]
    last = [r["payslip_id"] for r in this_year[:1]]
    taxable = sum(s.tax.taxable_fen for s in (await payslips.issued(reader.runtime.log, last)).values())
    found = both_ways(fen, taxable, await reader.runtime.policies_for(RUN.type, employer), day)
    return BonusCompared(
        worker_id=worker_id, amount=to_yuan(fen), separate=to_yuan(found.separate_fen), merged=to_yuan(found.merged_fen),
        cheaper=BonusTaxing.SEPARATE if found.separate_fen < found.merged_fen else BonusTaxing.MERGED,
        leaves_more=None if found.cliff_fen is None else to_yuan(found.cliff_fen), currency="CNY",
    )  # fmt: skip


def _amount(text: str) -> int:
    try:
        fen = to_fen(text)
    except ValueError:
        raise Rejected("bonuses.amount", field="amount") from None
    if not 0 < fen <= 100_000_000:
        raise Rejected("bonuses.amount", field="amount")
    return fen


def own_id(reader: Reading) -> UUID:
    """The caller as a worker; 404 for whoever is none."""
    try:
        return UUID(reader.caller.subject)
    except ValueError:
        raise HTTPException(404) from None
