"""Before an exit, over HTTP: protected periods, findings of incompetence, training or another post, the class of retirement."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from services.personnel.domain.protection import (
    AnnulProtection,
    FindIncompetent,
    GiveRemedy,
    RecordProtection,
    RecordRetirementClass,
)
from services.personnel.domain.streams import EMPLOYMENT
from services.personnel.rights import KEEP_ROSTER
from shared.handling import Receipt
from shared.kernel import record
from shared.web.asked import Asked
from shared.web.handles import Handle, handler

router = APIRouter(prefix="/employments/{employment_id}", tags=["dismissal"])
Officer = Annotated[Handle, Depends(handler(EMPLOYMENT, may=KEEP_ROSTER))]


@record
class ProtectedPeriod:
    """No `ends` while it is not known; `document` numbers the paper that says why, which is not asked here."""

    starts: date
    ends: date | None
    document: str


@record
class ProtectionPaper:
    document: str


@router.post("/protections", status_code=201, operation_id="record_protection")
async def protect(employment_id: UUID, command: Asked[ProtectedPeriod], handle: Officer) -> Receipt:
    """A protected period (pregnancy, maternity, nursing, medical period, occupational disease, work injury)."""
    protection = RecordProtection(
        protection_id=handle.new_id("protection"), starts=command.starts, ends=command.ends, document=command.document
    )
    return await handle(employment_id, protection)


@router.post("/protections/{protection_id}/corrections", status_code=201, operation_id="correct_protection")
async def correct(
    employment_id: UUID, protection_id: UUID, command: Asked[ProtectedPeriod], handle: Officer
) -> Receipt:
    """The days were entered wrongly, or the end is known by now."""
    protection = RecordProtection(
        protection_id=protection_id, starts=command.starts, ends=command.ends, document=command.document
    )
    return await handle(employment_id, protection)


@router.post("/protections/{protection_id}/annulments", status_code=201, operation_id="annul_protection")
async def annul(employment_id: UUID, protection_id: UUID, command: Asked[ProtectionPaper], handle: Officer) -> Receipt:
    """It never was."""
    return await handle(employment_id, AnnulProtection(protection_id=protection_id, document=command.document))


@router.post("/incompetence-findings", status_code=201, operation_id="record_incompetence")
async def incompetent(employment_id: UUID, command: Asked[FindIncompetent], handle: Officer) -> Receipt:
    """Not up to the work, on paper: a failed year alone ends nothing."""
    return await handle(employment_id, command)


@router.post("/remedies", status_code=201, operation_id="record_remedy")
async def remedy(employment_id: UUID, command: Asked[GiveRemedy], handle: Officer) -> Receipt:
    """Training or another post after a finding."""
    return await handle(employment_id, command)


@router.post("/retirement-classes", status_code=201, operation_id="record_retirement_class")
async def retirement(employment_id: UUID, command: Asked[RecordRetirementClass], handle: Officer) -> Receipt:
    """By which age the person retires, where the post does not say it rightly."""
    return await handle(employment_id, command)
