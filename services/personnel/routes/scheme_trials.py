"""What-if of a grade scheme over HTTP."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from services.personnel.domain.scheme_checks import check_draft
from services.personnel.domain.scheme_terms import SchemeTerms
from services.personnel.domain.scheme_trials import TryScheme, check_window
from services.personnel.domain.streams import GRADE_SCHEME
from services.personnel.rights import TRY_SCHEME
from shared.kernel import Region, record
from shared.web.asked import Asked, RegionPath
from shared.web.handles import Handle, handler
from shared.web.operations import ACCEPTED, accepted
from shared.web.rates import BULK

router = APIRouter(prefix="/grade-scheme-trials", tags=["grade schemes"])
Trier = Annotated[Handle, Depends(handler(GRADE_SCHEME, may=TRY_SCHEME, at_most=BULK))]


@record
class DraftScheme:
    """What is to be published later, and the months over which everybody's grade is followed, such as 12 from 2027-01."""

    region: RegionPath
    code: str
    effective: date
    terms: SchemeTerms
    first_month: str
    months: int = 12


@router.post("", status_code=202, operation_id="try_grade_scheme", responses=ACCEPTED)
async def try_out(command: Asked[DraftScheme], handle: Trier) -> Response:
    """Follow everybody's grade under the draft by the engine that proposes. The outcome has the digest that publishing asks for and how
    many hold each grade before and after; the file trial.json has everybody's grades month by month."""
    region = Region(command.region)
    handle.require(region)
    asked = TryScheme(
        region=region, code=command.code, effective=command.effective, terms=command.terms,
        first_month=command.first_month, months=command.months,
    )  # fmt: skip
    check_draft(region, command.code, command.terms)
    check_window(asked, handle.today)
    return await accepted(handle, "try-grade-scheme", asked, region=region)
