"""Emergencies over HTTP: proposed, declared by another hand, ended."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends

from services.personnel.domain.emergencies import (
    ConfirmEmergencyEnd,
    DeclareEmergency,
    ProposeEmergency,
    ProposeEmergencyEnd,
    RejectEmergency,
)
from services.personnel.domain.emergency_events import EmergencyCategory, EmergencyDegree
from services.personnel.domain.streams import EMERGENCY
from services.personnel.projections import emergencies
from services.personnel.rights import DECLARE_EMERGENCIES, PROPOSE_EMERGENCIES, SEE_ROSTER
from shared.handling import Receipt
from shared.kernel import Region, record
from shared.web.asked import Asked, RegionPath
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.pages import Cursor, Limit, Page

router = APIRouter(prefix="/emergencies", tags=["emergencies"])
Officer = Annotated[Handle, Depends(handler(EMERGENCY, may=PROPOSE_EMERGENCIES))]
Checker = Annotated[Handle, Depends(handler(EMERGENCY, may=DECLARE_EMERGENCIES))]
Reader = Annotated[Reading, Depends(reader(may=SEE_ROSTER))]
EmergencyStage = Literal["PROPOSED", "REJECTED", "DECLARED", "END_PROPOSED", "ENDED"]


@record
class NewEmergency:
    """`degree` I is the gravest; `document` is the decision that declares it; `starts` its first day, which has come."""

    region: RegionPath
    category: EmergencyCategory
    degree: EmergencyDegree
    title: str
    document: str
    starts: date


@record
class EmergencyDeclaration:
    """An empty object: what is declared was proposed."""


@record
class EmergencyRejection:
    reason: str


@record
class EmergencyLastDay:
    last_day: date
    document: str


@router.post("", status_code=201, operation_id="propose_emergency")
async def propose(command: Asked[NewEmergency], handle: Officer) -> Receipt:
    """Propose an emergency with the document that declares it. The receipt names it."""
    region = Region(command.region)
    handle.require(region)
    asked = ProposeEmergency(
        emergency_id=handle.new_id("emergency"), region=region, category=command.category, degree=command.degree,
        title=command.title, document=command.document, starts=command.starts,
    )  # fmt: skip
    return await handle(asked.emergency_id, asked, region=region)


@router.post("/{emergency_id}/declarations", status_code=201, operation_id="declare_emergency")
async def declare(emergency_id: UUID, command: Asked[EmergencyDeclaration], handle: Checker) -> Receipt:
    """Confirm what somebody else proposed: it counts from its first day. The body is an empty object."""
    return await handle(emergency_id, DeclareEmergency())


@router.post("/{emergency_id}/rejections", status_code=201, operation_id="reject_emergency")
async def reject(emergency_id: UUID, command: Asked[EmergencyRejection], handle: Checker) -> Receipt:
    """Refuse what was proposed, with a reason."""
    return await handle(emergency_id, RejectEmergency(reason=command.reason))


@router.post("/{emergency_id}/end-proposals", status_code=201, operation_id="propose_emergency_end")
async def propose_end(emergency_id: UUID, command: Asked[EmergencyLastDay], handle: Officer) -> Receipt:
    """Propose its last day, which has come."""
    return await handle(emergency_id, ProposeEmergencyEnd(last_day=command.last_day, document=command.document))


@router.post("/{emergency_id}/ends", status_code=201, operation_id="end_emergency")
async def end(emergency_id: UUID, command: Asked[EmergencyDeclaration], handle: Checker) -> Receipt:
    """Confirm the last day that somebody else proposed. The body is an empty object."""
    return await handle(emergency_id, ConfirmEmergencyEnd())


@router.get("", operation_id="list_emergencies")
async def listed(
    reader: Reader, stage: EmergencyStage | None = None, limit: Limit = 100, cursor: Cursor = None
) -> Page[dict[str, Any]]:
    """Emergencies of the caller's regions, and those that a region above declared for them, by their first day. Who was on duty is
    shown of the caller's regions only."""
    turn = reader.turning(cursor, limit, stage=stage)
    after = turn.after(date.fromisoformat, UUID)
    async with reader.reading() as read:
        rows = await emergencies.page(read, reader.scope, stage=stage, after=after, limit=limit)
    return turn.page([dict(row) for row in rows], rows, "starts", "emergency_id")
