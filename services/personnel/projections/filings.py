"""Filings of secretaries: one row each, at its stage."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Column, Date, Index, RowMapping, Table, Text, Uuid, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain import filing_events as events
from services.personnel.domain.filing_events import FilingEvent, FilingStage
from shared.kernel import Recorded, Scope
from shared.readmodel import Patch, Projection, Put, RowChange, metadata
from shared.readmodel.scope import inside

filing = Table(
    "filing",
    metadata,
    Column("filing_id", Uuid, primary_key=True),
    Column("worker_id", Uuid, nullable=False, index=True),
    Column("region", Text(collation="C"), nullable=False),
    Column("stage", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("subject_id", Uuid, nullable=False, index=True),
    Column("starts", Date, nullable=False),
    Column("submitted_on", Date, nullable=False),
    Column("due", Date, nullable=False),
    Column("filed_on", Date),
    Column("number", Text),
    Column("document", Text, nullable=False),
    Column("reason", Text),
    Column("submitted_by", Text, nullable=False),
    Column("decided_by", Text),
    Index("filing_by_stage", "stage", "submitted_on", "filing_id"),
)


def project(recorded: Recorded[FilingEvent]) -> tuple[RowChange, ...]:
    event = recorded.event
    match event:
        case events.FilingSubmitted():
            return (_submitted(event),)
        case events.FilingAccepted(filing_id=id, accepted_by=by):
            return (Patch(filing, filing_id=id, stage=FilingStage.ACCEPTED.value, decided_by=by),)
        case events.FilingReturned(filing_id=id, reason=reason, returned_by=by):
            return (Patch(filing, filing_id=id, stage=FilingStage.RETURNED.value, reason=reason, decided_by=by),)
        case events.SecretaryFiled(filing_id=id, effective=day, starts=starts, number=number, filed_by=by):
            on_file = {"stage": FilingStage.FILED.value, "filed_on": day, "starts": starts, "number": number}
            return (Patch(filing, filing_id=id, decided_by=by, **on_file),)
        case events.FilingChanged(filing_id=id, document=document, reason=reason, changed_by=by):
            changed = {"stage": FilingStage.CHANGED.value, "document": document, "reason": reason}
            return (Patch(filing, filing_id=id, decided_by=by, **changed),)
        case events.FilingCancelled(filing_id=id, reason=why, cancelled_by=by):
            return (Patch(filing, filing_id=id, stage=FilingStage.CANCELLED.value, reason=why.value, decided_by=by),)


def _submitted(event: events.FilingSubmitted) -> Put:
    return Put(
        filing, filing_id=event.filing_id, worker_id=event.worker_id, region=event.community,
        stage=FilingStage.SUBMITTED.value, subject=event.subject.value, subject_id=event.subject_id,
        starts=event.starts, submitted_on=event.effective, due=event.due, filed_on=None, number=None,
        document=event.document, reason=None, submitted_by=event.submitted_by, decided_by=None,
    )  # fmt: skip


FILINGS = Projection(name="filings", tables=(filing,), streams=("filing",), project=project)


async def at_stage(
    read: AsyncConnection, scope: Scope, stage: str, *, after: tuple[date, UUID] | None, limit: int
) -> Sequence[RowMapping]:
    """Those submitted first in front; `after` is (submitted_on, filing_id)."""
    order = (filing.c.submitted_on, filing.c.filing_id)
    rows = select(filing).where(inside(filing.c.region, scope), filing.c.stage == stage)
    if after is not None:
        rows = rows.where(tuple_(*order) > after)
    return (await read.execute(rows.order_by(*order).limit(limit))).mappings().all()


async def open_of(read: AsyncConnection, worker_id: UUID) -> Sequence[RowMapping]:
    """Everything of a person that was not cancelled."""
    rows = select(filing).where(filing.c.worker_id == worker_id, filing.c.stage != FilingStage.CANCELLED.value)
    return (await read.execute(rows.order_by(filing.c.filing_id))).mappings().all()
