"""Honours of outside bodies and changes of what is granted, over HTTP: entered by one hand, confirmed or refused by another."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from services.assessment.domain.honour import honour_id
from services.assessment.domain.honour_changes import (
    AnnulHonour,
    ConfirmHonour,
    CorrectHonour,
    RecordHonour,
    RefuseHonour,
    WithdrawHonour,
)
from services.assessment.domain.honour_events import HonourLevel, HonourPaper
from services.assessment.domain.streams import HONOUR
from services.assessment.rights import ENTER_HONOURS, GRANT_HONOURS
from services.assessment.routes.honours import assessee
from shared.handling import Receipt
from shared.kernel import record
from shared.web.asked import Asked, Year
from shared.web.handles import Handle, handler

router = APIRouter(tags=["honours"])
Officer = Annotated[Handle, Depends(handler(HONOUR, may=ENTER_HONOURS))]
Approver = Annotated[Handle, Depends(handler(HONOUR, may=GRANT_HONOURS))]


@record
class OutsideHonour:
    """As the paper says; `sha256` is the hash of its scan, 64 hexadecimal digits in lower case."""

    year: Year
    kind: str
    level: HonourLevel
    issuer: str
    document: str
    granted_on: date
    sha256: str


@router.post("/workers/{worker_id}/honours/records", status_code=201, operation_id="record_outside_honour")
async def recorded(worker_id: UUID, command: Asked[OutsideHonour], handle: Officer) -> Receipt:
    """Record an honour that an outside body gave; it counts once another hand confirmed it."""
    known = await assessee(worker_id, handle)
    paper = HonourPaper(
        kind=command.kind, level=command.level, issuer=command.issuer, document=command.document,
        granted_on=command.granted_on, sha256=command.sha256,
    )  # fmt: skip
    entered = RecordHonour(worker_id=worker_id, region=known.region, year=command.year, paper=paper)
    to = honour_id(worker_id, command.kind, command.level, command.year)
    return await handle(to, entered, region=known.region)


@router.post("/honours/{honour_id}/corrections", status_code=201, operation_id="correct_honour")
async def correct(honour_id: UUID, command: Asked[CorrectHonour], handle: Officer) -> Receipt:
    """It was entered wrongly: this is right, once another hand confirmed it."""
    return await handle(honour_id, command)


@router.post("/honours/{honour_id}/withdrawals", status_code=201, operation_id="withdraw_honour")
async def withdraw(honour_id: UUID, command: Asked[WithdrawHonour], handle: Officer) -> Receipt:
    """Whoever gave it took it back by a paper; another hand confirms."""
    return await handle(honour_id, command)


@router.post("/honours/{honour_id}/annulments", status_code=201, operation_id="annul_honour")
async def annul(honour_id: UUID, command: Asked[AnnulHonour], handle: Officer) -> Receipt:
    """It never was; another hand confirms."""
    return await handle(honour_id, command)


@router.post("/honours/{honour_id}/confirmations", status_code=201, operation_id="confirm_honour")
async def confirm(honour_id: UUID, command: Asked[ConfirmHonour], handle: Approver) -> Receipt:
    """What another hand entered is so. The body is an empty object."""
    return await handle(honour_id, command)


@router.post("/honours/{honour_id}/refusals", status_code=201, operation_id="refuse_honour")
async def refuse(honour_id: UUID, command: Asked[RefuseHonour], handle: Approver) -> Receipt:
    """What another hand entered is not so: a record ends, a change is dropped."""
    return await handle(honour_id, command)
