"""Reporting and asking for instruction over HTTP."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends

from services.personnel.domain.reporting import AnswerMatter, ReportKind, ReportMatter
from services.personnel.domain.streams import REPORTING
from services.personnel.projections import reports
from services.personnel.rights import ANSWER_REPORTS, MAKE_REPORTS, SEE_LEAVE
from shared.handling import Receipt
from shared.kernel import Region, record
from shared.web.asked import Asked, RegionPath
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.pages import Cursor, Limit, Page

router = APIRouter(prefix="/reports", tags=["reports"])
Reporter = Annotated[Handle, Depends(handler(REPORTING, may=MAKE_REPORTS))]
Answerer = Annotated[Handle, Depends(handler(REPORTING, may=ANSWER_REPORTS))]
Reader = Annotated[Reading, Depends(reader(may=SEE_LEAVE))]
ReportStage = Literal["REPORTED", "ANSWERED"]


@record
class NewReport:
    """`unit` is who reports; the text is about the work and names no resident."""

    unit: RegionPath
    kind: ReportKind
    title: str
    text: str


@record
class ReportRow:
    report_id: UUID
    region: str
    stage: str
    kind: str
    title: str
    text: str
    reported_on: date
    due: date
    reported_by: str
    answer: str | None
    answered_on: date | None
    answered_by: str | None


@router.post("", status_code=201, operation_id="make_report")
async def report(command: Asked[NewReport], handle: Reporter) -> Receipt:
    """Tell the one above, or ask what to do."""
    unit = Region(command.unit)
    handle.require(unit)
    id = handle.new_id("report")
    made = ReportMatter(report_id=id, unit=unit, kind=command.kind, title=command.title, text=command.text)
    return await handle(id, made, region=unit)


@router.post("/{report_id}/answers", status_code=201, operation_id="answer_report")
async def answer(report_id: UUID, command: Asked[AnswerMatter], handle: Answerer) -> Receipt:
    """Once, by another hand than the one that reported."""
    return await handle(report_id, command)


@router.get("", operation_id="list_reports")
async def listed(reader: Reader, stage: ReportStage, limit: Limit = 100, cursor: Cursor = None) -> Page[ReportRow]:
    """The oldest first."""
    turn = reader.turning(cursor, limit, stage=stage)
    after = turn.after(date.fromisoformat, UUID)
    async with reader.reading() as read:
        rows = await reports.at_stage(read, reader.scope, stage, after=after, limit=limit)
    items = [ReportRow(**row) for row in rows]
    return turn.page(items, rows, "reported_on", "report_id")
