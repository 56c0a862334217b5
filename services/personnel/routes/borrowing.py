"""Borrowing over HTTP: what is forbidden is put on record and refused, what a street needs is asked of the county."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.personnel.domain.borrow_events import Borrower, Outcome
from services.personnel.domain.borrowing import FORBIDDEN, ApproveBorrow, EndBorrow, RejectBorrow, RequestBorrow
from services.personnel.domain.streams import BORROW
from services.personnel.projections import borrowings, roster
from services.personnel.rights import APPROVE_BORROWING, ASK_TO_BORROW, SEE_ROSTER
from shared.draft import Ask, Draft
from shared.handling import Receipt
from shared.kernel import Region, Rejected, record
from shared.web.asked import Asked, Day
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.pages import Cursor, Limit, Page

router = APIRouter(tags=["borrowing"])
Asker = Annotated[Handle, Depends(handler(BORROW, may=ASK_TO_BORROW))]
County = Annotated[Handle, Depends(handler(BORROW, may=APPROVE_BORROWING))]
Reader = Annotated[Reading, Depends(reader(may=SEE_ROSTER))]
Stage = Literal["REFUSED", "REQUESTED", "REJECTED", "APPROVED", "IN_FORCE", "OVERDUE", "ENDED"]


@record
class BorrowRequest:
    """`unit` names the office that wants the person, `task` what for; a street asks for its own people only."""

    worker_id: UUID
    borrower: Borrower
    unit: str
    task: str
    starts: date
    ends: date


@record
class BorrowApproval:
    document: str


@record
class BorrowRejection:
    reason: str


@record
class BorrowReturn:
    last_day: date


@record
class BorrowRevocation:
    reason: str


@router.post("/borrowings", status_code=201, operation_id="request_borrowing")
async def request(command: Asked[BorrowRequest], handle: Asker) -> Receipt:
    """Ask to borrow a community worker. For a body of county level or above, an institution or another street it is refused
    whoever asks, and the attempt is kept.
    """
    async with handle.reading() as read:
        row = await roster.find(read, command.worker_id)
    if row is None:
        raise HTTPException(404)
    handle.require(Region(row["region"]))
    if row["employer"] is None or row["starts"] > command.starts or (row["last_day"] or date.max) < command.ends:
        raise Rejected("borrowing.not-employed", field="/worker_id")
    asked = RequestBorrow(
        worker_id=command.worker_id, borrow_id=handle.new_id("borrow"), community=Region(row["region"]),
        street=Region(row["employer"]), borrower=command.borrower, unit=command.unit, task=command.task,
        starts=command.starts, ends=command.ends,
    )  # fmt: skip
    receipt = await handle(asked.borrow_id, asked, region=asked.community)
    if command.borrower in FORBIDDEN:
        raise Rejected("borrowing.forbidden", field="/borrower", borrower=command.borrower.value)
    return receipt


@router.post("/borrowings/{borrow_id}/approvals", status_code=201, operation_id="approve_borrowing")
async def approve(borrow_id: UUID, command: Asked[BorrowApproval], handle: County) -> Receipt:
    """Approve what a street asked for, before it begins."""
    return await handle(borrow_id, ApproveBorrow(document=command.document))


@router.post("/borrowings/{borrow_id}/rejections", status_code=201, operation_id="reject_borrowing")
async def reject(borrow_id: UUID, command: Asked[BorrowRejection], handle: County) -> Receipt:
    """Refuse what a street asked for, with a reason."""
    return await handle(borrow_id, RejectBorrow(reason=command.reason))


@router.post("/borrowings/{borrow_id}/returns", status_code=201, operation_id="return_borrowed")
async def come_back(borrow_id: UUID, command: Asked[BorrowReturn], handle: Asker) -> Receipt:
    """The person is back in the community; a borrowing that did not begin is withdrawn."""
    return await handle(borrow_id, EndBorrow(outcome=Outcome.RETURNED, last_day=command.last_day))


@router.post("/borrowings/{borrow_id}/revocations", status_code=201, operation_id="revoke_borrowing")
async def revoke(borrow_id: UUID, command: Asked[BorrowRevocation], handle: County) -> Receipt:
    """Call the person back today."""
    return await handle(borrow_id, EndBorrow(outcome=Outcome.REVOKED, last_day=handle.today, reason=command.reason))


@router.get("/borrowings", operation_id="list_borrowings")
async def listed(
    reader: Reader, stage: Stage | None = None, as_of: Day | None = None, limit: Limit = 100, cursor: Cursor = None
) -> Page[dict[str, Any]]:
    """Borrowings at a stage, or those going on on a day, by their first day; REFUSED lists the attempts with who asked."""
    turn = reader.turning(cursor, limit, stage=stage, as_of=as_of)
    after = turn.after(date.fromisoformat, UUID)
    async with reader.reading() as read:
        if stage is not None and as_of is None:
            rows = await borrowings.at_stage(read, reader.scope, stage, after=after, limit=limit)
        elif as_of is not None and stage is None:
            rows = await borrowings.going_on(read, reader.scope, as_of, after=after, limit=limit)
        else:
            raise Rejected("request.stage-or-day", field="query:stage")
    items = [dict(row) for row in rows]
    return turn.page(items, rows, "starts", "borrow_id")


@router.get("/workers/{worker_id}/borrowings", operation_id="read_borrowings_of_worker")
async def of_worker(worker_id: UUID, reader: Reader) -> list[dict[str, Any]]:
    """A person's borrowings and the attempts at them, by their first day."""
    async with reader.reading() as read:
        row = await roster.find(read, worker_id)
        if row is None:
            raise HTTPException(404)
        reader.require(Region(row["region"]))
        return [dict(each) for each in await borrowings.of_worker(read, worker_id)]


async def left(draft: Draft, handle: Handle, worker_id: UUID, last_day: date) -> Sequence[Ask]:
    """What the end of an employment asks of a borrowing that is still open."""
    async with handle.reading() as read:
        borrow_id = await borrowings.open_of(read, worker_id)
    if borrow_id is None:
        return ()
    await draft.load([(BORROW, borrow_id)])
    return (Ask(stream=BORROW, to=borrow_id, command=EndBorrow(outcome=Outcome.LEFT, last_day=last_day)),)
