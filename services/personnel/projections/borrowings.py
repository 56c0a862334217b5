"""Borrowings and attempts at them: one row each, at its stage."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Date, Index, RowMapping, Table, Text, Uuid, and_, func, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain import borrow_events as events
from services.personnel.domain.borrow_events import BorrowEvent, Phase
from shared.kernel import Recorded, Scope
from shared.readmodel import Patch, Projection, Put, RowChange, metadata
from shared.readmodel.scope import inside

borrowing = Table(
    "borrowing",
    metadata,
    Column("borrow_id", Uuid, primary_key=True),
    Column("worker_id", Uuid, nullable=False, index=True),
    Column("region", Text(collation="C"), nullable=False),
    Column("stage", Text, nullable=False),
    Column("borrower", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("task", Text, nullable=False),
    Column("starts", Date, nullable=False),
    Column("ends", Date),
    Column("last_day", Date),
    Column("outcome", Text),
    Column("asked_by", Text, nullable=False),
    Column("decided_by", Text),
    Column("document", Text),
    Column("reason", Text),
    Index("borrowing_by_stage", "stage", "starts", "borrow_id"),
    Index("borrowing_by_start", "starts", "borrow_id"),
)


def project(recorded: Recorded[BorrowEvent]) -> tuple[RowChange, ...]:
    event = recorded.event
    match event:
        case events.BorrowRefused(borrower=borrower):
            return (_asked(event, Phase.REFUSED, borrower.value, None),)
        case events.BorrowRequested(ends=ends):
            return (_asked(event, Phase.REQUESTED, events.Borrower.OWN_STREET.value, ends),)
        case events.BorrowApproved(borrow_id=id, document=document, approved_by=by):
            return (Patch(borrowing, borrow_id=id, stage=Phase.APPROVED.value, document=document, decided_by=by),)
        case events.BorrowRejected(borrow_id=id, reason=reason, rejected_by=by):
            return (Patch(borrowing, borrow_id=id, stage=Phase.REJECTED.value, reason=reason, decided_by=by),)
        case events.BorrowStarted(borrow_id=id):
            return (Patch(borrowing, borrow_id=id, stage=Phase.IN_FORCE.value),)
        case events.BorrowOverdue(borrow_id=id):
            return (Patch(borrowing, borrow_id=id, stage=Phase.OVERDUE.value),)
        case events.BorrowEnded(borrow_id=id, effective=day, outcome=outcome, reason=reason):
            over = {"stage": Phase.ENDED.value, "last_day": day, "outcome": outcome.value, "reason": reason}
            return (Patch(borrowing, borrow_id=id, **over),)


def _asked(event: events.BorrowRefused | events.BorrowRequested, phase: Phase, borrower: str, ends: date | None) -> Put:
    return Put(
        borrowing, borrow_id=event.borrow_id, worker_id=event.worker_id, region=event.community, stage=phase.value,
        borrower=borrower, unit=event.unit, task=event.task, starts=event.effective, ends=ends, last_day=None, outcome=None,
        asked_by=event.asked_by, decided_by=None, document=None, reason=None,
    )  # fmt: skip


BORROWINGS = Projection(name="borrowings", tables=(borrowing,), streams=("borrow",), project=project)


async def at_stage(
    read: AsyncConnection, scope: Scope, stage: str, *, after: tuple[date, UUID] | None, limit: int
) -> Sequence[RowMapping]:
    """Those that begin first in front; `after` is (starts, borrow_id)."""
    order = (borrowing.c.starts, borrowing.c.borrow_id)
    rows = select(borrowing).where(inside(borrowing.c.region, scope), borrowing.c.stage == stage)
    if after is not None:
        rows = rows.where(tuple_(*order) > after)
    return (await read.execute(rows.order_by(*order).limit(limit))).mappings().all()


async def going_on(
    read: AsyncConnection, scope: Scope, day: date, *, after: tuple[date, UUID] | None, limit: int
) -> Sequence[RowMapping]:
    """What was approved and goes on on a day, by first day: till the last one, and where nobody came back till he does."""
    order, ends = (borrowing.c.starts, borrowing.c.borrow_id), func.coalesce(borrowing.c.last_day, borrowing.c.ends)
    approved = borrowing.c.stage.in_([each.value for each in (Phase.APPROVED, Phase.IN_FORCE, Phase.ENDED)])
    going = or_(borrowing.c.stage == Phase.OVERDUE.value, and_(approved, ends >= day))
    rows = select(borrowing).where(inside(borrowing.c.region, scope), borrowing.c.starts <= day, going)
    if after is not None:
        rows = rows.where(tuple_(*order) > after)
    return (await read.execute(rows.order_by(*order).limit(limit))).mappings().all()


def on_day(rows: Iterable[Mapping[str, Any]], day: date) -> list[Mapping[str, Any]]:
    """Of rows as of the table those that `going_on` finds."""
    approved = {phase.value for phase in (Phase.APPROVED, Phase.IN_FORCE, Phase.ENDED)}

    def goes_on(row: Mapping[str, Any]) -> bool:
        overdue, ends = row["stage"] == Phase.OVERDUE.value, row["last_day"] or row["ends"]
        return overdue or (row["stage"] in approved and ends is not None and ends >= day)

    return [row for row in rows if row["starts"] <= day and goes_on(row)]


async def of_worker(read: AsyncConnection, worker_id: UUID) -> Sequence[RowMapping]:
    rows = select(borrowing).where(borrowing.c.worker_id == worker_id)
    return (await read.execute(rows.order_by(borrowing.c.starts, borrowing.c.borrow_id))).mappings().all()


async def open_of(read: AsyncConnection, worker_id: UUID) -> UUID | None:
    """The borrowing that is asked for, approved or running, if there is one."""
    going_on = [phase.value for phase in (Phase.REQUESTED, Phase.APPROVED, Phase.IN_FORCE, Phase.OVERDUE)]
    rows = select(borrowing.c.borrow_id).where(borrowing.c.worker_id == worker_id, borrowing.c.stage.in_(going_on))
    return (await read.execute(rows)).scalar_one_or_none()
