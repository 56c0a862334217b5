"""The tax year before us, over HTTP: what was paid on paper, and that a wage is the first of the year."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from services.payroll.domain.declaration_events import DeclarationReason
from services.payroll.domain.openings import CorrectOpening, DeclareFirstWage, RecordOpening
from services.payroll.domain.streams import ENTITLEMENT
from services.payroll.rights import DECLARE, GRANT_BONUS
from shared.handling import Receipt
from shared.kernel import record
from shared.web.asked import Asked, Yuan
from shared.web.handles import Handle, handler

router = APIRouter(prefix="/workers/{worker_id}", tags=["openings"])
Clerk = Annotated[Handle, Depends(handler(ENTITLEMENT, may=GRANT_BONUS))]
Enterer = Annotated[Handle, Depends(handler(ENTITLEMENT, may=DECLARE))]


@record
class NewOpening:
    """Sums of whole months of one year, before the first that is paid here; `document` is the old system's sheet."""

    starts: date
    ends: date
    income: Yuan
    insured: Yuan
    tax: Yuan
    document: str


@record
class OtherOpening:
    starts: date
    ends: date
    income: Yuan
    insured: Yuan
    tax: Yuan
    document: str
    reason: DeclarationReason


@record
class FirstWage:
    tax_year: int


@router.post("/tax-openings", status_code=201, operation_id="record_opening")
async def record_opening(worker_id: UUID, command: Asked[NewOpening], handle: Clerk) -> Receipt:
    """Wages, own shares and tax that the same agent paid on paper in the tax year: they are accumulated with ours."""
    opening = RecordOpening(
        fact=handle.new_id("opening"), starts=command.starts, ends=command.ends, income_fen=command.income,
        insured_fen=command.insured, tax_fen=command.tax, document=command.document,
    )  # fmt: skip
    return await handle(worker_id, opening)


@router.post("/tax-openings/{fact}/corrections", status_code=201, operation_id="correct_opening")
async def correct_opening(worker_id: UUID, fact: UUID, command: Asked[OtherOpening], handle: Clerk) -> Receipt:
    """Replace sums that were entered wrongly; the next payment is taxed by the right ones."""
    opening = CorrectOpening(
        fact=fact, starts=command.starts, ends=command.ends, income_fen=command.income, insured_fen=command.insured,
        tax_fen=command.tax, document=command.document, reason=command.reason,
    )  # fmt: skip
    return await handle(worker_id, opening)


@router.post("/first-wages", status_code=201, operation_id="declare_first_wage")
async def declare_first_wage(worker_id: UUID, command: Asked[FirstWage], handle: Enterer) -> Receipt:
    """The person said that nobody paid a wage earlier in the year: the basic deduction counts from January."""
    return await handle(worker_id, DeclareFirstWage(fact=handle.new_id("first-wage"), tax_year=command.tax_year))
