"""Transfers inside the street over HTTP: the street proposes, another hand approves, the day brings it about."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends

from services.personnel.domain import workplace
from services.personnel.domain.employment import Employment
from services.personnel.domain.headcount_events import quota_id
from services.personnel.domain.headcount_places import place_keys, together, unit_of
from services.personnel.domain.leave_account_state import LeaveAccount
from services.personnel.domain.streams import EMPLOYMENT, LEAVE_ACCOUNT, QUOTA
from services.personnel.domain.transfer_events import found
from services.personnel.domain.transfers import (
    AnnulTransfer,
    ApproveTransfer,
    CorrectTransfer,
    ProposeTransfer,
    RejectTransfer,
)
from services.personnel.projections import transfers
from services.personnel.rights import KEEP_ROSTER, SEE_ROSTER
from services.personnel.routes.vacancies import community_shares
from shared.draft import Ask, Draft
from shared.handling import Receipt
from shared.kernel import Region, Send, record
from shared.web.asked import Asked, RegionPath
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.pages import Cursor, Limit, Page

router = APIRouter(tags=["transfers"])
Officer = Annotated[Handle, Depends(handler(EMPLOYMENT, may=KEEP_ROSTER))]
Reader = Annotated[Reading, Depends(reader(may=SEE_ROSTER))]
Stage = Literal["PROPOSED", "APPROVED", "EFFECTIVE", "REJECTED", "ANNULLED", "LAPSED"]
AT = "/employments/{employment_id}/transfers"


@record
class NewTransfer:
    """`reason` names the size of the community, its population structure or the workload."""

    workplace: RegionPath
    day: date
    reason: str


@record
class TransferDocument:
    document: str


@record
class TransferReason:
    reason: str


@record
class TransferDay:
    day: date
    reason: str


@router.post(AT, status_code=201, operation_id="propose_transfer")
async def propose(employment_id: UUID, command: Asked[NewTransfer], handle: Officer) -> Receipt:
    """Somebody is to work in another community of the same street; employer, contract and grade stay."""
    proposed = ProposeTransfer(
        transfer_id=handle.new_id("transfer"), workplace=Region(command.workplace), day=command.day,
        reason=command.reason,
    )  # fmt: skip
    return await handle(employment_id, proposed)


@router.post(f"{AT}/{{transfer_id}}/approvals", status_code=201, operation_id="approve_transfer")
async def approve(employment_id: UUID, transfer_id: UUID, command: Asked[TransferDocument], handle: Officer) -> Receipt:
    """Approve what somebody else proposed; where the new community has quotas, a vacant place of its is taken."""

    async def asks(draft: Draft) -> Sequence[Ask]:
        await draft.load([(EMPLOYMENT, employment_id)])
        place = await _place(draft, handle, draft.state(EMPLOYMENT, employment_id), transfer_id)
        approved = ApproveTransfer(transfer_id=transfer_id, document=command.document, place=place)
        first = Ask(stream=EMPLOYMENT, to=employment_id, command=approved)
        return [first, *await _along(draft, employment_id)]

    return await handle.all(asks)


async def _place(draft: Draft, handle: Handle, employment: Employment, transfer_id: UUID) -> str:
    """The street's place as before, the community's anew."""
    transfer = found(employment.transfers, transfer_id)
    if transfer is None or employment.worker_id is None or not handle.may_see(employment.region):
        return employment.place
    await draft.load([(QUOTA, quota_id(transfer.workplace))])
    kept = [key for key in place_keys(employment.place) if not _of(transfer.was, key)]
    begins = employment.worker_id.int % 9_973
    shares = await community_shares(draft, handle, transfer.workplace, employment.post_category, transfer.day, begins)
    return together([*kept, *(share.key for share in shares)])


def _of(unit: Region, key: str) -> bool:
    """Whether the reservation is a community's own, in all or for a category of posts."""
    return unit_of(key)[0].partition(":")[0] == unit


@router.post(f"{AT}/{{transfer_id}}/rejections", status_code=201, operation_id="reject_transfer")
async def reject(employment_id: UUID, transfer_id: UUID, command: Asked[TransferReason], handle: Officer) -> Receipt:
    """Refuse what somebody else proposed, with a reason."""
    return await handle(employment_id, RejectTransfer(transfer_id=transfer_id, reason=command.reason))


@router.post(f"{AT}/{{transfer_id}}/corrections", status_code=201, operation_id="correct_transfer")
async def correct(employment_id: UUID, transfer_id: UUID, command: Asked[TransferDay], handle: Officer) -> Receipt:
    """It took effect on another day."""
    return await handle(employment_id, CorrectTransfer(transfer_id=transfer_id, day=command.day, reason=command.reason))


@router.post(f"{AT}/{{transfer_id}}/annulments", status_code=201, operation_id="annul_transfer")
async def annul(employment_id: UUID, transfer_id: UUID, command: Asked[TransferReason], handle: Officer) -> Receipt:
    """It never was: the person works where he worked before."""

    async def asks(draft: Draft) -> Sequence[Ask]:
        annulled = AnnulTransfer(transfer_id=transfer_id, reason=command.reason)
        first = Ask(stream=EMPLOYMENT, to=employment_id, command=annulled)
        return [first, *await _along(draft, employment_id)]

    return await handle.all(asks)


async def _along(draft: Draft, employment_id: UUID) -> Sequence[Ask]:
    """What is kept of the person lies where he works once the append has decided where that is."""
    await draft.load([(EMPLOYMENT, employment_id)])
    employment: Employment = draft.state(EMPLOYMENT, employment_id)
    if employment.worker_id is None:
        return ()
    await draft.load([(LEAVE_ACCOUNT, employment_id)])
    account: LeaveAccount = draft.state(LEAVE_ACCOUNT, employment_id)
    sent = [*workplace.moved(employment), *workplace.leaves(account)]
    await draft.load((send.stream, send.to) for send in sent)

    def there(send: Send[Any]) -> Ask:
        def command(draft: Draft) -> Any:
            return replace(send.command, community=draft.state(EMPLOYMENT, employment_id).region)

        return Ask(stream=send.stream, to=send.to, command=command, region=employment.region)

    return [there(send) for send in sent if draft.version(send.stream, send.to)]


@router.get("/transfers", operation_id="list_transfers")
async def listed(reader: Reader, stage: Stage, limit: Limit = 100, cursor: Cursor = None) -> Page[dict[str, Any]]:
    """Transfers at a stage out of the caller's communities, the earliest day first."""
    turn = reader.turning(cursor, limit, stage=stage)
    after = turn.after(date.fromisoformat, UUID)
    async with reader.reading() as read:
        rows = await transfers.at_stage(read, reader.scope, stage, after=after, limit=limit)
    items = [dict(row) for row in rows]
    return turn.page(items, rows, "day", "transfer_id")
