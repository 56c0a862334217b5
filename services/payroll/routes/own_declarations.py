"""A worker's own declarations on the phone: deductions recorded, corrected, annulled; the first wage of a year."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from services.payroll.domain.declarations import OWN_DECLARED, AnnulDeclaration, CorrectDeduction, DeclareDeduction
from services.payroll.domain.openings import DeclareFirstWage
from services.payroll.domain.streams import ENTITLEMENT
from services.payroll.projections import entitlements
from services.payroll.rights import OWN_DECLARATIONS
from services.payroll.routes.bonuses import own_id
from services.payroll.routes.declarations import Annulment, NewDeduction, OtherDeduction
from services.payroll.routes.openings import FirstWage
from shared.handling import Receipt
from shared.kernel import record, to_yuan
from shared.web.asked import Asked
from shared.web.handles import Handle, Reading, handler, reader

router = APIRouter(prefix="/my", tags=["declarations"])
Own = Annotated[Handle, Depends(handler(ENTITLEMENT, may=OWN_DECLARATIONS))]
Reader = Annotated[Reading, Depends(reader(may=OWN_DECLARATIONS))]


@record
class OwnDeclaration:
    """`kind` of deduction, or FIRST_WAGE; amounts a month as decimal strings."""

    fact: UUID
    worker_id: UUID
    kind: str
    starts: date
    ends: date | None
    monthly: str


@router.get("/deductions", operation_id="list_own_deductions")
async def listed(reader: Reader) -> list[OwnDeclaration]:
    """What the caller declared, as it stands."""
    async with reader.reading() as read:
        worker_id = own_id(reader)
        rows = await entitlements.of_worker(read, worker_id)
        employers = await entitlements.employers_of(read, worker_id)
    shown = [row for row in rows if row["kind"] in OWN_DECLARED]
    await reader.opened((), pay=[(worker_id, employer) for employer in employers[-1:] if shown])
    return [
        OwnDeclaration(
            fact=row["fact"], worker_id=worker_id, kind=row["word"] or row["kind"], starts=row["effective"], ends=row["until"],
            monthly=to_yuan(row["number"]),
        )
        for row in shown
    ]  # fmt: skip


@router.post("/deductions", status_code=201, operation_id="declare_own_deduction")
async def declare(command: Asked[NewDeduction], handle: Own) -> Receipt:
    """Declare a deduction; declared late, past months of the year enter with the next payment."""
    deduction = DeclareDeduction(
        fact=handle.new_id("deduction"), kind=command.kind, starts=command.starts, monthly_fen=command.monthly,
        ends=command.ends,
    )  # fmt: skip
    return await handle(own_id(handle), deduction)


@router.post("/deductions/{fact}/corrections", status_code=201, operation_id="correct_own_deduction")
async def correct(fact: UUID, command: Asked[OtherDeduction], handle: Own) -> Receipt:
    """Replace what one declared; to end it, name its last day."""
    deduction = CorrectDeduction(
        fact=fact, kind=command.kind, starts=command.starts, monthly_fen=command.monthly, ends=command.ends,
        reason=command.reason,
    )  # fmt: skip
    return await handle(own_id(handle), deduction)


@router.post("/declarations/{fact}/annulments", status_code=201, operation_id="annul_own_declaration")
async def annul(fact: UUID, command: Asked[Annulment], handle: Own) -> Receipt:
    """A deduction or first wage never was."""
    return await handle(own_id(handle), AnnulDeclaration(fact=fact, reason=command.reason, kinds=OWN_DECLARED))


@router.post("/first-wages", status_code=201, operation_id="declare_own_first_wage")
async def first_wage(command: Asked[FirstWage], handle: Own) -> Receipt:
    """Nobody paid the caller a wage earlier in the year: the basic deduction counts from January."""
    return await handle(own_id(handle), DeclareFirstWage(fact=handle.new_id("first-wage"), tax_year=command.tax_year))
