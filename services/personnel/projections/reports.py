"""Reports and requests for instruction: one row each."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Column, Date, Index, RowMapping, Table, Text, Uuid, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain import reporting as events
from services.personnel.domain.reporting import ReportingEvent, ReportPhase
from shared.kernel import Recorded, Scope
from shared.readmodel import Patch, Projection, Put, RowChange, metadata
from shared.readmodel.scope import inside

report = Table(
    "report",
    metadata,
    Column("report_id", Uuid, primary_key=True),
    Column("region", Text(collation="C"), nullable=False),
    Column("stage", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("reported_on", Date, nullable=False),
    Column("due", Date, nullable=False),
    Column("reported_by", Text, nullable=False),
    Column("answer", Text),
    Column("answered_on", Date),
    Column("answered_by", Text),
    Index("report_by_stage", "stage", "reported_on", "report_id"),
)


def project(recorded: Recorded[ReportingEvent]) -> tuple[RowChange, ...]:
    match recorded.event:
        case events.MatterReported() as event:
            row = Put(
                report, report_id=event.report_id, region=event.unit, stage=ReportPhase.REPORTED.value,
                kind=event.kind.value, title=event.title, text=event.text, reported_on=event.effective, due=event.due,
                reported_by=event.reported_by, answer=None, answered_on=None, answered_by=None,
            )  # fmt: skip
            return (row,)
        case events.MatterAnswered(report_id=id, effective=day, answer=answer, answered_by=by):
            said = {"answer": answer, "answered_on": day, "answered_by": by}
            return (Patch(report, report_id=id, stage=ReportPhase.ANSWERED.value, **said),)


REPORTS = Projection(name="reports", tables=(report,), streams=("reporting",), project=project)


async def at_stage(
    read: AsyncConnection, scope: Scope, stage: str, *, after: tuple[date, UUID] | None, limit: int
) -> Sequence[RowMapping]:
    """The oldest first; `after` is (reported_on, report_id)."""
    order = (report.c.reported_on, report.c.report_id)
    rows = select(report).where(inside(report.c.region, scope), report.c.stage == stage)
    if after is not None:
        rows = rows.where(tuple_(*order) > after)
    return (await read.execute(rows.order_by(*order).limit(limit))).mappings().all()
