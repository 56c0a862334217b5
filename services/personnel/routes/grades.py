"""Grade proposals and decisions over HTTP."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.personnel.domain.grades import ApproveProposal, ReviewProposal, RevokeDecision
from services.personnel.domain.streams import GRADE
from services.personnel.projections import grades, roster
from services.personnel.rights import APPROVE_GRADES, REVIEW_GRADES, SEE_ROSTER
from shared.draft import Ask
from shared.handling import Receipt
from shared.kernel import Region, Rejected, record
from shared.web.asked import Asked
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.pages import Cursor, Limit, Page

LARGEST_SHEET = 500

router = APIRouter(tags=["grades"])
Street = Annotated[Handle, Depends(handler(GRADE, may=REVIEW_GRADES))]
County = Annotated[Handle, Depends(handler(GRADE, may=APPROVE_GRADES))]
Reader = Annotated[Reading, Depends(reader(may=SEE_ROSTER))]


@record
class Which:
    worker_id: UUID
    proposal_id: UUID


@record
class Reviews:
    """The street's word on several proposals at once; a refusal needs a remark."""

    proposals: tuple[Which, ...]
    agreed: bool
    remark: str = ""


@record
class Approvals:
    """The county's word on several proposals at once, by one document; a refusal needs a remark."""

    proposals: tuple[Which, ...]
    agreed: bool
    document: str = ""
    remark: str = ""


@router.post("/grade-reviews", status_code=201, operation_id="review_grades")
async def review(command: Asked[Reviews], handle: Street) -> Receipt:
    """Review proposals as the street, all or none; the receipt is about the first."""
    _check(command.proposals)
    return await handle.all(
        [
            Ask(
                stream=GRADE, to=which.worker_id,
                command=ReviewProposal(
                    proposal_id=which.proposal_id, agreed=command.agreed, remark=command.remark
                ),
            )
            for which in command.proposals
        ]
    )  # fmt: skip


@router.post("/grade-approvals", status_code=201, operation_id="approve_grades")
async def approve(command: Asked[Approvals], handle: County) -> Receipt:
    """Decide reviewed proposals as the county, all or none; nobody approves what they reviewed."""
    _check(command.proposals)
    return await handle.all(
        [
            Ask(
                stream=GRADE, to=which.worker_id,
                command=ApproveProposal(
                    proposal_id=which.proposal_id, agreed=command.agreed, document=command.document,
                    remark=command.remark,
                ),
            )
            for which in command.proposals
        ]
    )  # fmt: skip


@record
class Revocation:
    """`document` is the number of the county's decision to take it back."""

    reason: str
    document: str


@router.post("/workers/{worker_id}/grades/{decision_id}/revocations", status_code=201, operation_id="revoke_grade")
async def revoke(worker_id: UUID, decision_id: UUID, command: Asked[Revocation], handle: County) -> Receipt:
    """Take a decision back: it never counted, the one before holds again, also in pay."""
    await handle.find(worker_id)
    revoked = RevokeDecision(decision_id=decision_id, reason=command.reason, document=command.document)
    return await handle(worker_id, revoked)


def _check(proposals: tuple[Which, ...]) -> None:
    if not 1 <= len(proposals) <= LARGEST_SHEET or len({p.proposal_id for p in proposals}) != len(proposals):
        raise Rejected("grades.sheet", field="/proposals", most=LARGEST_SHEET)


@router.get("/grade-proposals", operation_id="list_grade_proposals")
async def listed(
    reader: Reader, stage: Literal["PROPOSED", "REVIEWED", "DECIDED", "DROPPED", "REVOKED"], limit: Limit = 100,
    cursor: Cursor = None,
) -> Page[dict[str, Any]]:  # fmt: skip
    """Proposals at a stage with everything they follow from, those that take effect first in front."""
    turn = reader.turning(cursor, limit, stage=stage)
    after = turn.after(date.fromisoformat, UUID)
    async with reader.reading() as read:
        rows = await grades.at_stage(read, reader.scope, stage, after=after, limit=limit)
    items = [dict(row) for row in rows]
    return turn.page(items, rows, "effective", "proposal_id")


@router.get("/workers/{worker_id}/grades", operation_id="read_grades_of_worker")
async def of_worker(worker_id: UUID, reader: Reader) -> list[dict[str, Any]]:
    """A person's proposals and decisions by the day they take effect."""
    async with reader.reading() as read:
        row = await roster.find(read, worker_id)
        if row is None:
            raise HTTPException(404)
        reader.require(Region(row["region"]))
        return await grades.of_worker(read, worker_id, reader.today)
