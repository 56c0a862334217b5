"""Vetting over HTTP: opened, its material complete, concluded; the reasons for the organisation department alone."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.personnel.domain.applicant_events import Applicant
from services.personnel.domain.campaign_events import CandidateStep, OutGround
from services.personnel.domain.candidates import ConcludeCandidate
from services.personnel.domain.streams import APPLICANT, CAMPAIGN, VETTING
from services.personnel.domain.vetting import (
    CompleteMaterial,
    ConcludeVetting,
    OpenVetting,
    Vetting,
    VettingResult,
    may_be_concluded,
)
from services.personnel.projections import vettings
from services.personnel.rights import CONCLUDE_VETTINGS, KEEP_VETTINGS
from services.personnel.routes.campaigns import Nothing
from shared.draft import Ask
from shared.handling import Receipt
from shared.kernel import Region, Rejected, Sealed, record
from shared.web.asked import Asked
from shared.web.disclosure import Personal
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.pages import Cursor, Limit, Page

router = APIRouter(prefix="/vettings", tags=["vetting"])
Keeper = Annotated[Handle, Depends(handler(VETTING, may=KEEP_VETTINGS))]
Organisation = Annotated[Handle, Depends(handler(VETTING, may=CONCLUDE_VETTINGS))]
Reader = Annotated[Reading, Depends(reader(may=KEEP_VETTINGS))]
ReasonsReader = Annotated[Reading, Depends(reader(may=CONCLUDE_VETTINGS))]
Stage = Literal["OPEN", "MATERIAL_COMPLETE", "CONCLUDED"]
_REASONS = "personnel.vetting.reasons"
_GROUND = {VettingResult.FAIL: OutGround.NOT_PASSED, VettingResult.RESERVE: OutGround.RESERVE}


@record
class NewVetting:
    applicant_id: UUID


@record
class VettingConclusion:
    result: VettingResult
    reasons: str


@record
class VettingRow:
    vetting_id: UUID
    candidate_id: UUID
    campaign_id: UUID | None
    region: str
    opened_on: date
    stage: str
    result: str | None


@record
class VettingFile:
    """`reasons` are masked unless a purpose is stated that opens them; none where they are erased or not there yet."""

    vetting_id: UUID
    candidate_id: UUID
    campaign_id: UUID | None
    region: str
    opened_on: date
    stage: str
    result: str | None
    reasons: str | None
    signed_by: str | None


@router.post("", status_code=201, operation_id="open_vetting")
async def open_file(command: Asked[NewVetting], handle: Keeper) -> Receipt:
    """Open the vetting of a candidate."""
    draft = handle.runtime.handling.draft()
    await draft.load([(APPLICANT, command.applicant_id)])
    applicant: Applicant = draft.state(APPLICANT, command.applicant_id)
    if applicant.applicant_id is None:
        raise HTTPException(404)
    handle.require(applicant.region)
    id = handle.new_id("vetting")
    opened = OpenVetting(
        vetting_id=id, candidate_id=command.applicant_id, campaign_id=applicant.campaign_id, region=applicant.region
    )
    return await handle(id, opened, region=applicant.region)


@router.post("/{vetting_id}/materials", status_code=201, operation_id="complete_vetting_material")
async def complete(vetting_id: UUID, command: Asked[Nothing], handle: Keeper) -> Receipt:
    """Everything that the vetting needs is there."""
    return await handle(vetting_id, CompleteMaterial())


@router.post("/{vetting_id}/conclusions", status_code=201, operation_id="conclude_vetting")
async def conclude(vetting_id: UUID, command: Asked[VettingConclusion], handle: Organisation) -> Receipt:
    """Conclude with the signature of the organisation department; in a campaign, who did not pass is out and the next is
    pulled in.
    """
    draft = handle.runtime.handling.draft()
    await draft.load([(VETTING, vetting_id)])
    state: Vetting = draft.state(VETTING, vetting_id)
    if state.vetting_id is None:
        raise HTTPException(404)
    handle.require(state.region)
    if not command.reasons.strip():
        raise Rejected("vetting.reasons", field="/reasons")
    candidate = may_be_concluded(state)
    reasons = (await handle.seal(candidate, {_REASONS: command.reasons.strip()}))[_REASONS]
    concluded = ConcludeVetting(result=command.result, reasons=reasons)
    return await handle.all(_asks(vetting_id, state, candidate, concluded))


def _asks(vetting_id: UUID, state: Vetting, candidate: UUID, concluded: ConcludeVetting) -> Sequence[Ask]:
    first = Ask(stream=VETTING, to=vetting_id, command=concluded)
    if state.campaign_id is None:
        return [first]
    step = ConcludeCandidate(
        applicant_id=candidate, step=CandidateStep.VETTING, passed=concluded.result is VettingResult.PASS,
        ground=_GROUND.get(concluded.result),
    )  # fmt: skip
    return [first, Ask(stream=CAMPAIGN, to=state.campaign_id, command=step)]


@router.get("", operation_id="list_vettings")
async def listed(reader: Reader, stage: Stage, limit: Limit = 100, cursor: Cursor = None) -> Page[VettingRow]:
    """Vettings at a stage by the day they were opened on: the result, nothing of its content."""
    turn = reader.turning(cursor, limit, stage=stage)
    after = turn.after(date.fromisoformat, UUID)
    async with reader.reading() as read:
        rows = await vettings.page(read, reader.scope, stage, after=after, limit=limit)
    items = [VettingRow(**row) for row in rows]
    return turn.page(items, rows, "opened_on", "vetting_id")


@router.get("/{vetting_id}", operation_id="read_vetting")
async def one(vetting_id: UUID, reader: ReasonsReader) -> VettingFile:
    """One vetting with its reasons, for the organisation department."""
    async with reader.reading() as read:
        row = await vettings.find(read, vetting_id)
    if row is None:
        raise HTTPException(404)
    reader.require(Region(row["region"]))
    shown = dict(row)
    if shown["reasons"] is not None:
        value = Personal(shown["candidate_id"], Region(shown["region"]), _REASONS, Sealed(shown["reasons"]))
        (shown["reasons"],) = await reader.opened([value])
    return VettingFile(**shown)
