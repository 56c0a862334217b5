"""What officers and workers ask of leave alike: a request with its days booked, a change with the account, rows, the balance."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import HTTPException, Query
from sqlalchemy import RowMapping

from services.personnel.domain.leave import LeaveCommand, RequestLeave
from services.personnel.domain.leave_account import BookLeave, LeaveAccountCommand
from services.personnel.domain.leave_account_state import LeaveAccount
from services.personnel.domain.leave_entitlement import (
    Occasion,
    YearBalance,
    balances,
    medical_step,
    sick_within,
)
from services.personnel.domain.leave_events import Leave
from services.personnel.domain.leave_rules import LeaveKind
from services.personnel.domain.policies import Policies
from services.personnel.domain.streams import LEAVE, LEAVE_ACCOUNT
from services.personnel.projections import roster
from services.personnel.routes import leave_owed
from services.personnel.routes.leave_protection import protected
from services.personnel.routes.leave_service import service_of
from shared.draft import Ask, Draft
from shared.handling import Receipt
from shared.kernel import DAY, Region, Rejected, Sealed, Span, add_months, record
from shared.web.disclosure import Personal
from shared.web.handles import Handle, Reading

BalanceYear = Annotated[int | None, Query(ge=2_000, le=2_100)]
_REASON = "personnel.leave.reason"


@record
class Childbirth:
    """How many children, whether the birth was difficult; for a miscarriage whether from the fourth month on."""

    children: int
    difficult: bool
    late_loss: bool


@record
class NewLeave:
    """`childbirth` is asked for maternity leave and after a miscarriage only, decides about the days and is not kept."""

    kind: LeaveKind
    starts: date
    ends: date
    reason: str | None
    childbirth: Childbirth | None


@record
class LeaveRow:
    """`days` as the kind counts them; `reason` in clear to the person, else masked; `why` it was refused or corrected."""

    leave_id: UUID
    worker_id: UUID
    region: str
    stage: str
    kind: str
    pay: str
    starts: date
    ends: date
    days: int
    decided_at: str
    reason: str | None
    asked_by: str
    decided_by: str | None
    why: str | None


@record
class MedicalPeriod:
    """`months` of sick leave within `within` months; `used_days` in the window that ends on the day looked at."""

    months: int
    within: int
    used_days: int


@record
class LeaveBalance:
    """As it stands today, or on the last or first day of another year, by the working years of the seniority ledger."""

    worker_id: UUID
    year: int
    working_since: date
    here_since: date
    kinds: tuple[YearBalance, ...]
    medical_period: MedicalPeriod


async def employed(reader: Reading, worker_id: UUID) -> RowMapping:
    """The person as the roster knows him. Raises 404."""
    async with reader.reading() as read:
        row = await roster.find(read, worker_id)
    if row is None:
        raise HTTPException(404)
    return row


async def ask_for(handle: Handle, row: RowMapping, said: NewLeave) -> Receipt:
    """The request and the booking of its days in one append. Raises Rejected."""
    if row["employment_id"] is None:
        raise Rejected("leave.not-employed", field="/starts")
    worker, community, id = row["worker_id"], Region(row["region"]), handle.new_id("leave")
    if said.reason is not None and not 1 <= len(said.reason.strip()) <= 500:
        raise Rejected("leave.reason", field="/reason")
    sealed = {} if said.reason is None else await handle.seal(worker, {_REASON: said.reason.strip()})
    request = RequestLeave(
        worker_id=worker, leave_id=id, account=row["employment_id"], community=community, kind=said.kind,
        starts=said.starts, ends=said.ends, reason=sealed.get(_REASON),
    )  # fmt: skip
    birth = said.childbirth
    occasion = (
        Occasion()
        if birth is None
        else Occasion(children=birth.children, difficult=birth.difficult, late_loss=birth.late_loss)
    )
    booking = BookLeave(
        worker_id=worker, community=community, leave_id=id, kind=said.kind, starts=said.starts, ends=said.ends,
        service=await service_of(handle, row, max(said.starts, row["starts"])), occasion=occasion,
    )  # fmt: skip
    booked = Ask(stream=LEAVE_ACCOUNT, to=request.account, command=booking, region=community)
    asked = Ask(stream=LEAVE, to=id, command=request, region=community)

    async def asks(draft: Draft) -> Sequence[Ask]:
        return asked, booked, *await leave_owed.again(draft, handle, request.account)

    return await handle.all(asks)


async def changed(
    handle: Handle, leave_id: UUID, command: LeaveCommand, booked: Callable[[Leave], LeaveAccountCommand]
) -> Receipt:
    """A change of a leave and what it means for the account, in one append."""

    async def asks(draft: Draft) -> Sequence[Ask]:
        await draft.load([(LEAVE, leave_id)])
        leave: Leave = draft.state(LEAVE, leave_id)
        first = Ask(stream=LEAVE, to=leave_id, command=command)
        if leave.account is None:
            return (first,)
        days = Ask(stream=LEAVE_ACCOUNT, to=leave.account, command=booked(leave))
        owed = await leave_owed.again(draft, handle, leave.account)
        return first, days, *owed, *await protected(handle, draft, leave)

    return await handle.all(asks)


async def shown(reader: Reading, rows: Sequence[RowMapping]) -> list[LeaveRow]:
    """Rows with their reasons as the caller may see them."""
    items: list[dict[str, Any]] = [dict(row) for row in rows]
    kept = [item for item in items if item["reason"] is not None]
    sealed = [Personal(item["worker_id"], Region(item["region"]), _REASON, Sealed(item["reason"])) for item in kept]
    for item, text in zip(kept, await reader.opened(sealed), strict=True):
        item["reason"] = text
    return [LeaveRow(**item) for item in items]


async def balance_of(reader: Reading, row: RowMapping, year: int | None) -> LeaveBalance:
    """Raises 404 for somebody who was never employed."""
    if row["employment_id"] is None:
        raise HTTPException(404)
    draft = reader.runtime.handling.draft()
    await draft.load([(LEAVE_ACCOUNT, row["employment_id"])])
    account: LeaveAccount = draft.state(LEAVE_ACCOUNT, row["employment_id"])
    policies: Policies = await reader.runtime.policies_for(LEAVE_ACCOUNT.type, Region(row["region"]))
    asked, today = year or reader.today.year, reader.today
    on = min(max(today, date(asked, 1, 1)), date(asked, 12, 31))
    known = await service_of(reader, row, on)
    step = medical_step(known, on, policies)
    window = Span(first=add_months(on, -step.within) + DAY, last=on)
    return LeaveBalance(
        worker_id=row["worker_id"], year=asked, working_since=known.working_since, here_since=known.here_since,
        kinds=balances(account.bookings, known, asked, on, policies, account.carried_into),
        medical_period=MedicalPeriod(
            months=step.months, within=step.within, used_days=sick_within(account.bookings, window)
        ),
    )  # fmt: skip
