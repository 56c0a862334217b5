"""Shadow runs, their differences, and the cause that each was given."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Column, Date, Integer, RowMapping, Table, Text, Uuid, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.payroll.domain.shadow_events import (
    DifferencesClassified,
    ShadowCompared,
    ShadowEvent,
    ShadowSignedOff,
)
from shared.kernel import Recorded, Scope
from shared.readmodel import Patch, Projection, Put, RowChange, metadata
from shared.readmodel.scope import inside

shadow_run = Table(
    "shadow_run",
    metadata,
    Column("shadow_run_id", Uuid, primary_key=True),
    Column("run_id", Uuid, nullable=False),
    Column("unit", Text(collation="C"), nullable=False, index=True),
    Column("month", Text, nullable=False),
    Column("compared", Date, nullable=False),
    Column("compared_by", Text, nullable=False),
    Column("sheet", Text, nullable=False),
    Column("sheet_rows", Integer, nullable=False),
    Column("people", Integer, nullable=False),
    Column("equal", Integer, nullable=False),
    Column("old_net_fen", BigInteger, nullable=False),
    Column("new_net_fen", BigInteger, nullable=False),
    Column("signed_by", Text),
)
difference = Table(
    "shadow_difference",
    metadata,
    Column("shadow_run_id", Uuid, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("sheet_row", Integer),
    Column("worker_id", Uuid),
    Column("component", Text, nullable=False),
    Column("old_fen", BigInteger),
    Column("new_fen", BigInteger),
    Column("why", Text),
    Column("note", Text),
)


def project(recorded: Recorded[ShadowEvent]) -> tuple[RowChange, ...]:
    id = recorded.stream_id
    match event := recorded.event:
        case ShadowCompared():
            row = Put(
                shadow_run, shadow_run_id=id, run_id=event.run_id, unit=event.unit, month=event.month,
                compared=event.effective, compared_by=event.compared_by, sheet=event.sheet, sheet_rows=event.rows,
                people=event.people, equal=event.equal, old_net_fen=event.old_net_fen, new_net_fen=event.new_net_fen,
                signed_by=None,
            )  # fmt: skip
            return (row, *(_difference(id, d) for d in event.differences))
        case DifferencesClassified(numbers=numbers, why=why, note=note):
            return tuple(Patch(difference, shadow_run_id=id, number=n, why=why.value, note=note) for n in numbers)
        case ShadowSignedOff(signed_by=by):
            return (Patch(shadow_run, shadow_run_id=id, signed_by=by),)


def _difference(id: UUID, each: Any) -> Put:
    return Put(
        difference, shadow_run_id=id, number=each.number, sheet_row=each.row, worker_id=each.worker_id,
        component=each.component, old_fen=each.old_fen, new_fen=each.new_fen, why=None, note=None,
    )  # fmt: skip


SHADOW_RUNS = Projection(
    name="shadow_runs", tables=(shadow_run, difference), streams=("shadow_run",), project=project
)  # fmt: skip


async def page(read: AsyncConnection, scope: Scope, *, after: UUID | None, limit: int) -> Sequence[RowMapping]:
    """Shadow runs of these regions, each with how many differences have no cause yet."""
    left = func.count(difference.c.number).filter(difference.c.why.is_(None)).label("unclassified")
    rows = (
        select(shadow_run, func.count(difference.c.number).label("differences"), left)
        .outerjoin(difference, difference.c.shadow_run_id == shadow_run.c.shadow_run_id)
        .where(inside(shadow_run.c.unit, scope))
        .group_by(shadow_run.c.shadow_run_id)
    )
    if after is not None:
        rows = rows.where(shadow_run.c.shadow_run_id > after)
    return (await read.execute(rows.order_by(shadow_run.c.shadow_run_id).limit(limit))).mappings().all()


async def find(read: AsyncConnection, id: UUID) -> RowMapping | None:
    return (await read.execute(select(shadow_run).where(shadow_run.c.shadow_run_id == id))).mappings().one_or_none()


async def differences(
    read: AsyncConnection, id: UUID, *, after: int, limit: int, open_only: bool
) -> Sequence[RowMapping]:  # fmt: skip
    """By number; the largest sheets have as many as rows times columns."""
    rows = select(difference).where(difference.c.shadow_run_id == id, difference.c.number > after)
    if open_only:
        rows = rows.where(difference.c.why.is_(None))
    return (await read.execute(rows.order_by(difference.c.number).limit(limit))).mappings().all()
