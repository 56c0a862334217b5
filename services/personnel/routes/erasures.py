"""Erasing personal values over HTTP: an officer or the calendar proposes, the county's approver decides."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends

from services.personnel.domain import erasures as domain
from services.personnel.domain.erasure_events import ErasureBasis, Purpose
from services.personnel.domain.streams import WORKER
from services.personnel.domain.worker import CERTIFICATE, NATIONAL_ID, PROPOSED_ID
from services.personnel.projections import erasures
from services.personnel.rights import APPROVE_ERASURE, PROPOSE_ERASURE, SEE_ERASURES
from shared.draft import Ask, Draft
from shared.handling import Receipt
from shared.kernel import record
from shared.web.asked import Asked
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.pages import Cursor, Limit, Page

router = APIRouter(tags=["erasures"])
Officer = Annotated[Handle, Depends(handler(WORKER, may=PROPOSE_ERASURE))]
Approver = Annotated[Handle, Depends(handler(WORKER, may=APPROVE_ERASURE))]
Reader = Annotated[Reading, Depends(reader(may=SEE_ERASURES))]


@record
class NewProposal:
    """Which values, by the purpose they are sealed for, and on which ground of PIPL art. 47."""

    purposes: tuple[Purpose, ...]
    basis: ErasureBasis


@record
class Erasure:
    """The decision by its document number."""

    purposes: tuple[Purpose, ...]
    document: str


@record
class Refusal:
    """A law requires longer storage: which, and until when."""

    purposes: tuple[Purpose, ...]
    reason: str
    kept_until: date


@router.post("/workers/{worker_id}/erasure-proposals", status_code=201, operation_id="propose_erasure")
async def propose(worker_id: UUID, command: Asked[NewProposal], handle: Officer) -> Receipt:
    """Propose to erase; refused while the person works here or a law keeps the values."""
    await handle.find(worker_id)
    return await handle(
        worker_id, domain.ProposeErasure(worker_id=worker_id, purposes=command.purposes, basis=command.basis)
    )


@router.post("/workers/{worker_id}/erasure-refusals", status_code=201, operation_id="decline_erasure")
async def decline(worker_id: UUID, command: Asked[Refusal], handle: Approver) -> Receipt:
    """Keep what was proposed for erasure because a law requires it; it is proposed again afterwards."""
    await handle.find(worker_id)
    declined = domain.DeclineErasure(
        worker_id=worker_id, purposes=command.purposes, reason=command.reason, kept_until=command.kept_until
    )
    return await handle(worker_id, declined)


@router.post("/workers/{worker_id}/erasures", status_code=201, operation_id="erase_personal_data")
async def erase(worker_id: UUID, command: Asked[Erasure], handle: Approver) -> Receipt:
    """Erase what somebody else proposed: the keys are destroyed at once, everywhere within a minute. There is no way back."""
    await handle.find(worker_id)

    async def with_what_is_held(draft: Draft) -> Sequence[Ask]:
        await draft.load([(WORKER, worker_id)])  # before looking: what is reserved meanwhile is a conflict then
        held = await handle.runtime.log.held_by(worker_id)
        decided = domain.ErasePersonalData(
            worker_id=worker_id, purposes=command.purposes, document=command.document,
            national_ids=tuple(key for kind, key in held if kind == NATIONAL_ID),
            certificates=tuple(key for kind, key in held if kind == CERTIFICATE),
            proposed_ids=tuple(key for kind, key in held if kind == PROPOSED_ID),
        )  # fmt: skip
        return [Ask(stream=WORKER, to=worker_id, command=decided)]

    return await handle.all(with_what_is_held)


@router.get("/erasures", operation_id="list_erasures")
async def listed(
    reader: Reader, stage: Literal["PROPOSED", "DECLINED", "ERASED"], limit: Limit = 100, cursor: Cursor = None
) -> Page[dict[str, Any]]:
    """What is proposed, kept longer or erased in the caller's regions, those due first in front."""
    turn = reader.turning(cursor, limit, stage=stage)
    after = turn.after(date.fromisoformat, UUID, str)
    async with reader.reading() as read:
        rows = await erasures.at_stage(read, reader.scope, stage, after=after, limit=limit)
    items = [{name: value for name, value in row.items() if name != "erased_at"} for row in rows]
    return turn.page(items, rows, "due", "worker_id", "purpose")
