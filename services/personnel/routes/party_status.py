"""Party membership over HTTP, for the organisation department only: stages and their first days, sealed and masked."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException
from sqlalchemy import RowMapping

from services.personnel.domain.party_status import (
    AnnulPartyStatus,
    CorrectPartyStatus,
    PartyStage,
    RecordPartyStatus,
)
from services.personnel.domain.streams import PARTY_STATUS
from services.personnel.projections import party_status, roster
from services.personnel.rights import KEEP_PARTY_STATUS
from shared.handling import Receipt
from shared.kernel import Region, Rejected, Sealed, record
from shared.web.asked import Asked
from shared.web.disclosure import Personal
from shared.web.handles import Handle, Reading, handler, reader

router = APIRouter(prefix="/workers", tags=["party membership"])
Officer = Annotated[Handle, Depends(handler(PARTY_STATUS, may=KEEP_PARTY_STATUS))]
Reader = Annotated[Reading, Depends(reader(may=KEEP_PARTY_STATUS))]
_FIELD = "personnel.worker.party_stage"


@record
class PartyStageTold:
    stage: PartyStage
    since: date


@record
class PartyStageCorrection:
    fact: UUID
    stage: PartyStage
    since: date
    reason: str


@router.post("/{worker_id}/party-status", status_code=201, operation_id="record_party_status")
async def tell(worker_id: UUID, command: Asked[PartyStageTold], handle: Officer) -> Receipt:
    """A stage and its first day, in whatever order they come to be known."""
    row = await _seen(handle, worker_id)
    _check(command.since, handle)
    told = RecordPartyStatus(
        worker_id=worker_id, region=Region(row["region"]), fact=handle.new_id("party status"),
        stage=await sealed(handle, worker_id, command.stage), since=command.since,
    )  # fmt: skip
    return await handle(worker_id, told, region=told.region)


@router.post("/{worker_id}/party-status/corrections", status_code=201, operation_id="correct_party_status")
async def correct(worker_id: UUID, command: Asked[PartyStageCorrection], handle: Officer) -> Receipt:
    """The stage and its first day as they really were."""
    await _seen(handle, worker_id)
    async with handle.reading() as read:
        known = {row["fact"] for row in await party_status.of_worker(read, worker_id)}
    if command.fact not in known:
        raise Rejected("party-status.unknown", field="/fact")
    _check(command.since, handle)
    if not command.reason.strip():
        raise Rejected("party-status.reason", field="/reason")
    corrected = CorrectPartyStatus(
        fact=command.fact, stage=await sealed(handle, worker_id, command.stage), since=command.since,
        reason=command.reason,
    )  # fmt: skip
    return await handle(worker_id, corrected)


@router.post("/{worker_id}/party-status/annulments", status_code=201, operation_id="annul_party_status")
async def annul(worker_id: UUID, command: Asked[AnnulPartyStatus], handle: Officer) -> Receipt:
    """The stage never was."""
    await _seen(handle, worker_id)
    return await handle(worker_id, command)


@router.get("/{worker_id}/party-status", operation_id="read_party_status")
async def of_worker(worker_id: UUID, reader: Reader) -> list[dict[str, Any]]:
    """A person's stages by their first day; which they are is shown for the purpose of party building only."""
    row = await _seen(reader, worker_id)
    async with reader.reading() as read:
        stages = await party_status.of_worker(read, worker_id)
    region = Region(row["region"])
    opened = await reader.opened([Personal(worker_id, region, _FIELD, Sealed(each["stage"])) for each in stages])
    return [
        {"fact": each["fact"], "since": each["since"], "party_stage": stage}
        for each, stage in zip(stages, opened, strict=True)
    ]


async def _seen(reading: Reading, worker_id: UUID) -> RowMapping:
    async with reading.reading() as read:
        row = await roster.find(read, worker_id)
    if row is None:
        raise HTTPException(404)
    reading.require(Region(row["region"]))
    return row


def _check(since: date, handle: Handle) -> None:
    """Before anything is sealed: a refused command leaves no key behind."""
    if since > handle.today:
        raise Rejected("party-status.future", field="/since")


async def sealed(handle: Handle, worker_id: UUID, stage: PartyStage) -> Sealed:
    return (await handle.seal(worker_id, {_FIELD: stage.value}))[_FIELD]
