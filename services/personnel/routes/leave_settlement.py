"""Annual leave that was not taken, over HTTP: what was agreed about it, the year's end for a unit, and what an exit leaves over."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from services.personnel.domain.employment import Employment
from services.personnel.domain.leave_account_state import LeaveAccount, LeaveSettlementCause, UnusedLeaveChoice
from services.personnel.domain.leave_settlement import (
    AgreeOnUnused,
    SettleUnused,
    WithdrawSettlement,
    open_years,
    unused,
)
from services.personnel.domain.policies import Policies
from services.personnel.domain.streams import EMPLOYMENT, LEAVE_ACCOUNT
from services.personnel.rights import KEEP_LEAVE, SETTLE_LEAVE
from services.personnel.routes.leave_asking import employed
from services.personnel.routes.leave_service import service_of, service_within
from shared.draft import Ask, Draft
from shared.handling import Receipt
from shared.kernel import Region, Rejected, Span, record
from shared.readmodel.tasks import CHINA
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


async def left(draft: Draft, handle: Handle, employment: Employment, last_day: date) -> Sequence[Ask]:
    """What the end of an employment leaves over of the annual leave of its last year, and of the one before while that is open."""
    account, worker = employment.employment_id, employment.worker_id
    if account is None or worker is None:
        return ()
    await draft.load([(LEAVE_ACCOUNT, account)])
    known: LeaveAccount = draft.state(LEAVE_ACCOUNT, account)
    years = open_years(known, employment.starts, last_day, await _kept_since(handle, account))
    asks = [await _settled(handle, known, employment, year, last_day) for year in years]
    return [ask for ask in asks if ask is not None]


async def _kept_since(handle: Handle, employment_id: UUID) -> date:
    """The day on which the employment was entered here."""
    key = (EMPLOYMENT.type, employment_id)
    past = (await handle.runtime.log.load([key]))[key]
    return past[0].recorded.astimezone(CHINA).date() if past else handle.today


async def _settled(
    handle: Handle, known: LeaveAccount, employment: Employment, year: int, last_day: date
) -> Ask | None:
    account, worker = employment.employment_id, employment.worker_id
    assert account is not None
    assert worker is not None
    ends = min(date(year, 12, 31), last_day)
    span = Span(first=employment.starts, last=max(last_day, employment.starts))
    service = await service_within(handle, worker, employment.region, span, max(ends, employment.starts))
    policies: Policies = handle.runtime.book.of(employment.region)
    if known.worker_id is None and not unused(known, year, ends, service, policies):
        return None
    settled = SettleUnused(
        worker_id=worker, community=employment.region, employment_id=account, year=year, last_day=ends,
        cause=LeaveSettlementCause.EXIT, service=service,
    )  # fmt: skip
    return Ask(stream=LEAVE_ACCOUNT, to=account, command=settled, region=employment.region)


async def stayed(draft: Draft, employment: Employment) -> Sequence[Ask]:
    """An exit that is undone leaves nothing over; a year that was over by itself stays settled."""
    account, worker, last_day = employment.employment_id, employment.worker_id, employment.last_day
    if account is None or worker is None or last_day is None:
        return ()
    await draft.load([(LEAVE_ACCOUNT, account)])
    if draft.version(LEAVE_ACCOUNT, account) == 0:
        return ()
    return [
        Ask(
            stream=LEAVE_ACCOUNT, to=account, region=employment.region,
            command=WithdrawSettlement(
                worker_id=worker, community=employment.region, employment_id=account, year=ends.year, last_day=ends
            ),
        )
        for ends in (date(last_day.year - 1, 12, 31), last_day)
    ]  # fmt: skip
