"""How archives go, over HTTP: handed over, sealed, destroyed by a list that another hand approved."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from services.personnel.domain.archive_closing import (
    ClosingCommand,
    DecideDestruction,
    ProposeDestruction,
    SealArchive,
    TransferArchive,
)
from services.personnel.domain.streams import ARCHIVE
from services.personnel.rights import APPROVE_DESTRUCTION, KEEP_ARCHIVES
from shared.draft import Ask
from shared.handling import Receipt
from shared.kernel import Rejected, record
from shared.web.asked import Asked
from shared.web.handles import Handle, handler

router = APIRouter(tags=["archives"])
Keeper = Annotated[Handle, Depends(handler(ARCHIVE, may=KEEP_ARCHIVES))]
Approver = Annotated[Handle, Depends(handler(ARCHIVE, may=APPROVE_DESTRUCTION))]
MOST = 200


@record
class DestructionList:
    """Archives that were kept long enough, under the number of their list (销毁清册)."""

    list_number: str
    workers: tuple[UUID, ...]


@record
class DestructionDecision:
    list_number: str
    workers: tuple[UUID, ...]
    agreed: bool
    reason: str = ""


@router.post("/workers/{worker_id}/archive/transfers", status_code=201, operation_id="transfer_archive")
async def transfer(worker_id: UUID, command: Asked[TransferArchive], handle: Keeper) -> Receipt:
    """Hand the archive of a leaver over, with a manifest of every material and its hash."""
    return await handle(worker_id, command)


@router.post("/workers/{worker_id}/archive/seals", status_code=201, operation_id="seal_archive")
async def seal(worker_id: UUID, handle: Keeper) -> Receipt:
    """Close what stays here of an archive that was handed over."""
    return await handle(worker_id, SealArchive())


@router.post("/archive-destructions", status_code=201, operation_id="propose_destruction")
async def propose(command: Asked[DestructionList], handle: Keeper) -> Receipt:
    """Put archives on a list of those to be destroyed; all of them or none."""
    return await handle.all(_asks(command.workers, ProposeDestruction(list_number=command.list_number)))


@router.post("/archive-destructions/decisions", status_code=201, operation_id="decide_destruction")
async def decide(command: Asked[DestructionDecision], handle: Approver) -> Receipt:
    """Approve the destruction of archives on a list, or decline it with a reason; never one's own list."""
    decision = DecideDestruction(list_number=command.list_number, agreed=command.agreed, reason=command.reason)
    return await handle.all(_asks(command.workers, decision))


def _asks(workers: tuple[UUID, ...], command: ClosingCommand) -> Sequence[Ask]:
    if not 1 <= len(workers) <= MOST or len(set(workers)) < len(workers):
        raise Rejected("archives.list", field="/workers")
    return [Ask(stream=ARCHIVE, to=worker, command=command) for worker in workers]
