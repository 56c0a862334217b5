"""The new year's deductions over HTTP: the worker's own word that what was declared is right."""

from typing import Annotated

from fastapi import APIRouter, Depends

from services.payroll.domain.streams import ENTITLEMENT
from services.payroll.domain.year_declarations import ConfirmDeductions
from services.payroll.rights import OWN_DECLARATIONS
from services.payroll.routes.bonuses import own_id
from shared.handling import Receipt
from shared.kernel import record
from shared.web.asked import Asked
from shared.web.handles import Handle, handler

router = APIRouter(prefix="/my", tags=["declarations"])
Declarer = Annotated[Handle, Depends(handler(ENTITLEMENT, may=OWN_DECLARATIONS))]


@record
class ConfirmedYear:
    """Everything declared is right for the year; what ends with the old one is declared anew before, or goes."""

    tax_year: int


@router.post("/deduction-confirmations", status_code=201, operation_id="confirm_own_deductions")
async def confirm(command: Asked[ConfirmedYear], handle: Declarer) -> Receipt:
    """Confirm that everything one declared is right for a tax year: this one, or from December the next."""
    return await handle(own_id(handle), ConfirmDeductions(tax_year=command.tax_year))
