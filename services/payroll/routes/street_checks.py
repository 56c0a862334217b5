"""What a street checks of a county's run over HTTP: its own slips, and who has checked."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends

from services.payroll.projections import run_streets
from services.payroll.rights import CHECK_RUNS
from services.payroll.routes.payslips import page_of_run
from shared.kernel import record
from shared.web.handles import Reading, reader
from shared.web.pages import Cursor, Limit, Page

router = APIRouter(prefix="/runs/{run_id}/checks", tags=["runs"])
Reader = Annotated[Reading, Depends(reader(may=CHECK_RUNS))]


@record
class StreetCheck:
    """A street with so many slips of the run; checked where somebody is named."""

    street: str
    slips: int
    checked_on: date | None
    checked_by: str | None


@router.get("", operation_id="list_run_checks")
async def listed(run_id: UUID, reader: Reader) -> list[StreetCheck]:
    """The streets of a county's run that the caller may check, and who did. A street's own run has one check and no list."""
    async with reader.reading() as read:
        rows = await run_streets.of_run(read, run_id, reader.scope)
    return [
        StreetCheck(**{name: row[name] for name in ("street", "slips", "checked_on", "checked_by")}) for row in rows
    ]


@router.get("/payslips", operation_id="list_payslips_to_check")
async def slips(run_id: UUID, reader: Reader, limit: Limit = 100, cursor: Cursor = None) -> Page[dict[str, Any]]:
    """The slips of the caller's streets, and of no other."""
    return await page_of_run(run_id, reader, lines=False, limit=limit, cursor=cursor)
