"""Contribution bases and special deductions over HTTP."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from services.payroll.domain.declaration_events import DeclarationReason, DeductionKind
from services.payroll.domain.declarations import (
    AnnulDeclaration,
    CorrectBase,
    CorrectDeduction,
    DeclareBase,
    DeclareDeduction,
)
from services.payroll.domain.streams import ENTITLEMENT
from services.payroll.domain.year_declarations import ConfirmDeductions
from services.payroll.rights import DECLARE
from shared.handling import Receipt
from shared.kernel import record
from shared.web.asked import Asked, Yuan
from shared.web.handles import Handle, handler

router = APIRouter(prefix="/workers/{worker_id}", tags=["declarations"])
Clerk = Annotated[Handle, Depends(handler(ENTITLEMENT, may=DECLARE))]


@record
class NewBase:
    """Average monthly wage of last year, from the first day of a month; without a fund base the fund counts by it too."""

    starts: date
    base: Yuan
    fund_base: Yuan | None = None


@record
class OtherBase:
    starts: date
    base: Yuan
    reason: DeclarationReason
    fund_base: Yuan | None = None


@record
class NewDeduction:
    """A monthly amount as the worker declared it, from the month of `starts` to the month of `ends`."""

    kind: DeductionKind
    starts: date
    monthly: Yuan
    ends: date | None = None


@record
class OtherDeduction:
    kind: DeductionKind
    starts: date
    monthly: Yuan
    reason: DeclarationReason
    ends: date | None = None


@record
class Annulment:
    reason: DeclarationReason


@router.post("/insurance-bases", status_code=201, operation_id="declare_base")
async def declare_base(worker_id: UUID, command: Asked[NewBase], handle: Clerk) -> Receipt:
    """Declare the base of a contribution year; months already paid are settled by the next run."""
    base = DeclareBase(
        fact=handle.new_id("base"), starts=command.starts, base_fen=command.base, fund_base_fen=command.fund_base
    )
    return await handle(worker_id, base)


@router.post("/insurance-bases/{fact}/corrections", status_code=201, operation_id="correct_base")
async def correct_base(worker_id: UUID, fact: UUID, command: Asked[OtherBase], handle: Clerk) -> Receipt:
    """Replace a base that was entered wrongly."""
    base = CorrectBase(
        fact=fact, starts=command.starts, base_fen=command.base, fund_base_fen=command.fund_base,
        reason=command.reason,
    )  # fmt: skip
    return await handle(worker_id, base)


@router.post("/deductions", status_code=201, operation_id="declare_deduction")
async def declare_deduction(worker_id: UUID, command: Asked[NewDeduction], handle: Clerk) -> Receipt:
    """Enter a special additional deduction; declared late, past months of the year enter with the next payment."""
    deduction = DeclareDeduction(
        fact=handle.new_id("deduction"), kind=command.kind, starts=command.starts, monthly_fen=command.monthly,
        ends=command.ends,
    )  # fmt: skip
    return await handle(worker_id, deduction)


@router.post("/deductions/{fact}/corrections", status_code=201, operation_id="correct_deduction")
async def correct_deduction(worker_id: UUID, fact: UUID, command: Asked[OtherDeduction], handle: Clerk) -> Receipt:
    """Replace a deduction; to end it, name its last day."""
    deduction = CorrectDeduction(
        fact=fact, kind=command.kind, starts=command.starts, monthly_fen=command.monthly, ends=command.ends,
        reason=command.reason,
    )  # fmt: skip
    return await handle(worker_id, deduction)


@router.post("/deduction-confirmations", status_code=201, operation_id="confirm_deductions")
async def confirm(worker_id: UUID, command: Asked[ConfirmDeductions], handle: Clerk) -> Receipt:
    """Enter that the worker confirmed on paper what is deducted for a tax year: this one, or from December the next. What was left
    out since January follows with the next payment."""
    return await handle(worker_id, command)


@router.post("/declarations/{fact}/annulments", status_code=201, operation_id="annul_declaration")
async def annul(worker_id: UUID, fact: UUID, command: Asked[Annulment], handle: Clerk) -> Receipt:
    """A base or deduction never was; what was paid by it is settled by the next run."""
    return await handle(worker_id, AnnulDeclaration(fact=fact, reason=command.reason))
