"""What-if over HTTP: a draft standard over everybody a county pays, before it is published."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from services.payroll.domain.pay_standard import StandardKind
from services.payroll.domain.simulations import SimulateStandard, check_window
from services.payroll.domain.standards import check_terms
from services.payroll.domain.streams import STANDARD
from services.payroll.projections import simulations
from services.payroll.rights import SEE_PAY, SIMULATE
from services.payroll.routes.standards import EducationAmount, Factor, GradeAmount, LevelAmount, terms_of, terms_shown
from shared.kernel import Region, record, to_yuan
from shared.web.asked import Asked, RegionPath
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.operations import ACCEPTED, accepted
from shared.web.pages import Cursor, Limit, Page
from shared.web.rates import BULK

router = APIRouter(prefix="/simulations", tags=["simulations"])
Asking = Annotated[Handle, Depends(handler(STANDARD, may=SIMULATE, at_most=BULK))]
Reader = Annotated[Reading, Depends(reader(may=SEE_PAY))]


@record
class DraftStandard:
    """What is to be published later, and the months it is calculated over, such as 12 from 2027-01."""

    county: RegionPath
    effective: date
    first_month: str
    grades: tuple[GradeAmount, ...]
    basic_share_ppm: int
    factors: tuple[Factor, ...] = ()
    allowances: tuple[LevelAmount, ...] = ()
    educations: tuple[EducationAmount, ...] = ()
    months: int = 12
    kind: StandardKind = StandardKind.GRADE_PAY


@router.post("", status_code=202, operation_id="simulate_standard", responses=ACCEPTED)
async def simulate(command: Asked[DraftStandard], handle: Asking) -> Response:
    """Calculate the draft over the whole workforce by the engine that pays. The outcome has the totals by month, grade and
    employer and the digest that publishing asks for; the file simulation.json has everybody's wages before and after."""
    county = Region(command.county)
    handle.require(county)
    asked = SimulateStandard(
        county=county, kind=command.kind, effective=command.effective, terms=terms_of(command),
        first_month=command.first_month, months=command.months,
    )  # fmt: skip
    check_terms(county, asked.terms)
    check_window(asked, handle.today)
    return await accepted(handle, "simulate-standard", asked, region=county)


@router.get("", operation_id="list_simulations")
async def listed(reader: Reader, limit: Limit = 100, cursor: Cursor = None) -> Page[dict[str, Any]]:
    """What drafts in the caller's regions were seen to cost, the newest first."""
    turn = reader.turning(cursor, limit)
    after = turn.after(date.fromisoformat, UUID)
    async with reader.reading() as read:
        rows = await simulations.page(read, reader.scope, after=after, limit=limit)
    items = [_shown(row) for row in rows]
    return turn.page(items, rows, "simulated", "simulation_id")


def _shown(row: Mapping[Any, Any]) -> dict[str, Any]:
    amounts = {"before": to_yuan(row["before_fen"]), "after": to_yuan(row["after_fen"])}
    kept = {name: value for name, value in row.items() if name not in ("terms", "before_fen", "after_fen")}
    return {**kept, **amounts, **terms_shown(row["terms"])}
