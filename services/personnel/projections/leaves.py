"""Leave: one row a request, at its stage; why somebody is away stays sealed. Not in the timeline, which more people see."""

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import Column, Date, Index, Integer, RowMapping, Table, Text, Uuid, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain import leave_events as events
from services.personnel.domain.leave_events import LeaveEvent, LeavePhase
from services.personnel.domain.leave_rules import LeaveKind
from shared.kernel import Recorded, Scope
from shared.readmodel import Patch, Projection, Put, RowChange, metadata, sealed_column
from shared.readmodel.scope import inside

leave = Table(
    "leave",
    metadata,
    Column("leave_id", Uuid, primary_key=True),
    Column("worker_id", Uuid, nullable=False, index=True),
    Column("region", Text(collation="C"), nullable=False),
    Column("stage", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("pay", Text, nullable=False),
    Column("starts", Date, nullable=False),
    Column("ends", Date, nullable=False),
    Column("days", Integer, nullable=False),
    Column("decided_at", Text, nullable=False),
    sealed_column("reason", "personnel.leave.reason"),
    Column("asked_by", Text, nullable=False),
    Column("decided_by", Text),
    Column("why", Text),
    Index("leave_by_stage", "stage", "starts", "leave_id"),
)

OPEN: Final = tuple(phase.value for phase in (LeavePhase.REQUESTED, LeavePhase.APPROVED, LeavePhase.TAKEN))


GRANTED: Final = tuple(phase.value for phase in (LeavePhase.APPROVED, LeavePhase.TAKEN, LeavePhase.CLOSED))


def project(recorded: Recorded[LeaveEvent]) -> tuple[RowChange, ...]:  # noqa: C901  one match
    match recorded.event:
        case events.LeaveRequested() as event:
            return (_requested(event),)
        case events.LeaveApproved(leave_id=id, approved_by=by):
            return (Patch(leave, leave_id=id, stage=LeavePhase.APPROVED.value, decided_by=by),)
        case events.LeaveRefused(leave_id=id, why=why, refused_by=by):
            return (Patch(leave, leave_id=id, stage=LeavePhase.REFUSED.value, decided_by=by, why=why.value),)
        case events.LeaveWithdrawn(leave_id=id):
            return (Patch(leave, leave_id=id, stage=LeavePhase.WITHDRAWN.value),)
        case events.LeaveTaken(leave_id=id):
            return (Patch(leave, leave_id=id, stage=LeavePhase.TAKEN.value),)
        case events.LeaveClosed(leave_id=id, effective=last_day, days=days):
            return (Patch(leave, leave_id=id, stage=LeavePhase.CLOSED.value, ends=last_day, days=days),)
        case events.LeaveCorrected(leave_id=id, effective=starts, ends=ends, days=days, why=why):
            return (Patch(leave, leave_id=id, starts=starts, ends=ends, days=days, why=why.value),)
        case events.LeaveMoved(leave_id=id, community=community):
            return (Patch(leave, leave_id=id, region=community),)
        case events.LeaveAnnulled(leave_id=id, why=why):
            return (Patch(leave, leave_id=id, stage=LeavePhase.ANNULLED.value, why=why.value),)


def _requested(event: events.LeaveRequested) -> Put:
    return Put(
        leave, leave_id=event.leave_id, worker_id=event.worker_id, region=event.community,
        stage=LeavePhase.REQUESTED.value, kind=event.kind.value, pay=event.pay.value, starts=event.effective,
        ends=event.ends, days=event.days, decided_at=event.decided_at.value,
        reason=None if event.reason is None else event.reason.token, asked_by=event.asked_by, decided_by=None, why=None,
    )  # fmt: skip


LEAVES = Projection(name="leaves", tables=(leave,), streams=("leave",), project=project)


async def at_stage(
    read: AsyncConnection, scope: Scope, stage: str, *, after: tuple[date, UUID] | None, limit: int
) -> Sequence[RowMapping]:
    """Those that begin first in front; `after` is (starts, leave_id)."""
    order = (leave.c.starts, leave.c.leave_id)
    rows = select(leave).where(inside(leave.c.region, scope), leave.c.stage == stage)
    if after is not None:
        rows = rows.where(tuple_(*order) > after)
    return (await read.execute(rows.order_by(*order).limit(limit))).mappings().all()


async def of_worker(read: AsyncConnection, worker_id: UUID) -> Sequence[RowMapping]:
    """A person's requests by their first day."""
    rows = select(leave).where(leave.c.worker_id == worker_id).order_by(leave.c.starts, leave.c.leave_id)
    return (await read.execute(rows)).mappings().all()


async def open_after(read: AsyncConnection, worker_id: UUID, day: date) -> Sequence[RowMapping]:
    """What is asked for, approved or running and goes on after the day."""
    rows = select(leave).where(leave.c.worker_id == worker_id, leave.c.stage.in_(OPEN), leave.c.ends > day)
    return (await read.execute(rows.order_by(leave.c.starts))).mappings().all()


async def granted(read: AsyncConnection, workers: Sequence[UUID], first: date, last: date) -> Sequence[RowMapping]:
    """Leave of these people that is approved, running or over and touches the days; the hour a day for nursing is none."""
    rows = select(leave).where(
        leave.c.worker_id.in_(workers), leave.c.stage.in_(GRANTED), leave.c.kind != LeaveKind.NURSING.value,
        leave.c.starts <= last, leave.c.ends >= first,
    )  # fmt: skip
    return (await read.execute(rows.order_by(leave.c.starts))).mappings().all()
