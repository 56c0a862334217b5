"""Leave over HTTP, for officers: asked for on behalf, decided, closed early, corrected; what is left to somebody."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends

from services.personnel.domain.leave import (
    AnnulLeave,
    ApproveLeave,
    CorrectLeave,
    EndLeave,
    RefuseLeave,
    WithdrawLeave,
)
from services.personnel.domain.leave_account import RebookLeave, UnbookLeave
from services.personnel.domain.leave_events import Leave, LeaveCorrection, LeaveEnd, LeavePhase, LeaveRefusal
from services.personnel.domain.leave_rules import LeaveKind
from services.personnel.domain.streams import LEAVE, LEAVE_ACCOUNT
from services.personnel.projections import leaves
from services.personnel.rights import DECIDE_LEAVE, DECIDE_LONG_LEAVE, KEEP_LEAVE, SEE_LEAVE
from services.personnel.routes.leave_asking import (
    BalanceYear,
    Childbirth,
    LeaveBalance,
    LeaveRow,
    NewLeave,
    ask_for,
    balance_of,
    changed,
    employed,
    shown,
)
from services.personnel.routes.leave_protection import protected
from shared.draft import Ask, Draft
from shared.handling import Receipt
from shared.kernel import Region, record
from shared.web.asked import Asked
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.pages import Cursor, Limit, Page

router = APIRouter(tags=["leave"])
Keeper = Annotated[Handle, Depends(handler(LEAVE, may=KEEP_LEAVE))]
Decider = Annotated[Handle, Depends(handler(LEAVE, may=DECIDE_LEAVE))]
Reader = Annotated[Reading, Depends(reader(may=SEE_LEAVE))]
LeaveStage = Literal["REQUESTED", "REFUSED", "WITHDRAWN", "APPROVED", "TAKEN", "CLOSED", "ANNULLED"]


@record
class NewLeaveFor:
    """`childbirth` is asked for maternity leave and after a miscarriage only, decides about the days and is not kept."""

    worker_id: UUID
    kind: LeaveKind
    starts: date
    ends: date
    reason: str | None
    childbirth: Childbirth | None


@record
class LeaveApproval:
    """An empty object: what is approved stands in the log."""


@record
class LeaveDenial:
    why: LeaveRefusal


@record
class LeaveWithdrawal:
    """An empty object."""


@record
class LeaveReturn:
    """The last day away."""

    last_day: date


@record
class LeaveAnnulment:
    why: LeaveCorrection


@router.post("/leaves", status_code=201, operation_id="request_leave")
async def request(command: Asked[NewLeaveFor], handle: Keeper) -> Receipt:
    """Ask for leave on somebody's behalf; another hand decides."""
    row = await employed(handle, command.worker_id)
    handle.require(Region(row["region"]))
    said = NewLeave(
        kind=command.kind,
        starts=command.starts,
        ends=command.ends,
        reason=command.reason,
        childbirth=command.childbirth,
    )
    return await ask_for(handle, row, said)


@router.post("/leaves/{leave_id}/approvals", status_code=201, operation_id="approve_leave")
async def approve(leave_id: UUID, command: Asked[LeaveApproval], handle: Decider) -> Receipt:
    """Agree; the secretary of the community up to so many days, above that the street."""
    approval = ApproveLeave(as_street=await _as_street(handle, leave_id))

    async def asks(draft: Draft) -> Sequence[Ask]:
        await draft.load([(LEAVE, leave_id)])
        leave: Leave = draft.state(LEAVE, leave_id)
        return Ask(stream=LEAVE, to=leave_id, command=approval), *await protected(handle, draft, leave)

    return await handle.all(asks)


@router.post("/leaves/{leave_id}/refusals", status_code=201, operation_id="refuse_leave")
async def refuse(leave_id: UUID, command: Asked[LeaveDenial], handle: Decider) -> Receipt:
    """Do not agree; the days are free again."""
    refusal = RefuseLeave(why=command.why, as_street=await _as_street(handle, leave_id))
    return await changed(handle, leave_id, refusal, lambda leave: UnbookLeave(leave_id=leave_id))


async def _as_street(handle: Handle, leave_id: UUID) -> bool:
    await handle.find(leave_id)
    draft = handle.runtime.handling.draft()
    await draft.load([(LEAVE, leave_id)])
    return handle.caller.may(DECIDE_LONG_LEAVE, draft.state(LEAVE, leave_id).region)


@router.post("/leaves/{leave_id}/withdrawals", status_code=201, operation_id="withdraw_leave")
async def withdraw(leave_id: UUID, command: Asked[LeaveWithdrawal], handle: Keeper) -> Receipt:
    """Before its first day, on behalf of the worker."""
    return await changed(handle, leave_id, WithdrawLeave(own=False), lambda leave: UnbookLeave(leave_id=leave_id))


@router.post("/leaves/{leave_id}/returns", status_code=201, operation_id="return_from_leave")
async def come_back(leave_id: UUID, command: Asked[LeaveReturn], handle: Keeper) -> Receipt:
    """Back at work before the last day; on the last day a leave closes by itself."""
    back = EndLeave(end=LeaveEnd.BACK_EARLY, last_day=command.last_day)
    return await changed(handle, leave_id, back, lambda leave: _until(leave_id, leave, command.last_day))


@router.post("/leaves/{leave_id}/corrections", status_code=201, operation_id="correct_leave")
async def correct(leave_id: UUID, command: Asked[CorrectLeave], handle: Keeper) -> Receipt:
    """What is over was on other days than recorded; it is told anew."""
    rebooked = RebookLeave(leave_id=leave_id, starts=command.starts, ends=command.ends)
    return await changed(handle, leave_id, command, lambda leave: rebooked)


@router.post("/leaves/{leave_id}/annulments", status_code=201, operation_id="annul_leave")
async def annul(leave_id: UUID, command: Asked[LeaveAnnulment], handle: Keeper) -> Receipt:
    """It never was; the days are free again."""
    return await changed(handle, leave_id, AnnulLeave(why=command.why), lambda leave: UnbookLeave(leave_id=leave_id))


@router.get("/leaves", operation_id="list_leaves")
async def listed(reader: Reader, stage: LeaveStage, limit: Limit = 100, cursor: Cursor = None) -> Page[LeaveRow]:
    """Leave at a stage by its first day; reasons masked unless a purpose is stated that opens them."""
    turn = reader.turning(cursor, limit, stage=stage)
    after = turn.after(date.fromisoformat, UUID)
    async with reader.reading() as read:
        rows = await leaves.at_stage(read, reader.scope, stage, after=after, limit=limit)
    items = await shown(reader, rows)
    return turn.page(items, rows, "starts", "leave_id")


@router.get("/workers/{worker_id}/leaves", operation_id="read_leaves_of_worker")
async def of_worker(worker_id: UUID, reader: Reader) -> list[LeaveRow]:
    """A person's leave by its first day."""
    row = await employed(reader, worker_id)
    reader.require(Region(row["region"]))
    async with reader.reading() as read:
        rows = await leaves.of_worker(read, worker_id)
    return await shown(reader, rows)


@router.get("/workers/{worker_id}/leave-balance", operation_id="read_leave_balance")
async def balance(worker_id: UUID, reader: Reader, year: BalanceYear = None) -> LeaveBalance:
    """What somebody may still take in a year; this year without one."""
    row = await employed(reader, worker_id)
    reader.require(Region(row["region"]))
    return await balance_of(reader, row, year)


async def left(draft: Draft, handle: Handle, worker_id: UUID, last_day: date) -> Sequence[Ask]:
    """What the end of an employment asks of leave that goes on after it: cut off, or withdrawn before it begins."""
    async with handle.reading() as read:
        rows = await leaves.open_after(read, worker_id, last_day)
    await draft.load([(LEAVE, row["leave_id"]) for row in rows])
    found = [(row["leave_id"], draft.state(LEAVE, row["leave_id"])) for row in rows]
    return [ask for id, leave in found for ask in _cut(id, leave, last_day)]


def _cut(id: UUID, leave: Leave, last_day: date) -> Sequence[Ask]:
    if leave.account is None:
        return ()
    if leave.phase is LeavePhase.TAKEN and leave.starts <= last_day:
        cut = Ask(stream=LEAVE, to=id, command=EndLeave(end=LeaveEnd.LEFT, last_day=last_day))
        return cut, Ask(stream=LEAVE_ACCOUNT, to=leave.account, command=_until(id, leave, last_day))
    never = (
        AnnulLeave(why=LeaveCorrection.PAPERS_CHANGED) if leave.phase is LeavePhase.TAKEN else WithdrawLeave(own=False)
    )
    off = Ask(stream=LEAVE, to=id, command=never)
    return off, Ask(stream=LEAVE_ACCOUNT, to=leave.account, command=UnbookLeave(leave_id=id))


def _until(id: UUID, leave: Leave, last_day: date) -> RebookLeave:
    return RebookLeave(leave_id=id, starts=leave.starts, ends=last_day)
