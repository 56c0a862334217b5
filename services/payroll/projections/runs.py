"""Pay runs: how far each is, what it came to, who was left out."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Column, Date, Index, Integer, RowMapping, Table, Text, Uuid, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from services.payroll.domain.pay_run import (
    RunApproved,
    RunCalculated,
    RunChecked,
    RunClosed,
    RunDiscarded,
    RunEvent,
    RunInputsFrozen,
    RunOpened,
    RunStage,
)
from services.payroll.domain.receipt_events import ReceiptKind, RunReceiptRecorded
from shared.kernel import Recorded, Scope
from shared.readmodel import Patch, Projection, Put, RowChange, metadata
from shared.readmodel.scope import inside

run = Table(
    "pay_run",
    metadata,
    Column("run_id", Uuid, primary_key=True),
    Column("known_at", BigInteger, nullable=False),
    Column("unit", Text(collation="C"), nullable=False),
    Column("month", Text, nullable=False),
    Column("pay_day", Date, nullable=False),
    Column("stage", Text, nullable=False),
    Column("opened_by", Text, nullable=False),
    Column("again_from", Text),
    Column("rules", Text, nullable=False),
    Column("engine", Text, nullable=False),
    Column("checked_by", Text),
    Column("approved_by", Text),
    Column("slips", Integer),
    Column("gross_fen", BigInteger),
    Column("own_fen", BigInteger),
    Column("tax_fen", BigInteger),
    Column("net_fen", BigInteger),
    Column("employer_fen", BigInteger),
    Column("exceptions", JSONB),
    Column("closed_at", BigInteger, index=True),
    Column("closed_by", Text),
    Index("pay_run_month_unit", "month", "unit"),
)


def project(recorded: Recorded[RunEvent]) -> tuple[RowChange, ...]:  # noqa: C901  one match
    id, event = recorded.stream_id, recorded.event
    match event:
        case RunOpened():
            return (
                Put(
                    run, run_id=id, known_at=recorded.position, unit=event.unit, month=event.month,
                    pay_day=event.pay_day, stage=RunStage.OPEN.value, opened_by=event.opened_by,
                    again_from=event.again_from, rules=event.rules, engine=event.engine,
                ),
            )  # fmt: skip
        case RunCalculated(totals=totals):
            exceptions = [[str(e.worker_id), e.code, e.month] for e in event.exceptions]
            return (
                _patch(
                    id, stage=RunStage.CALCULATED.value, slips=totals.slips, gross_fen=totals.gross_fen,
                    own_fen=totals.own_fen, tax_fen=totals.tax_fen, net_fen=totals.net_fen,
                    employer_fen=totals.employer_fen, exceptions=exceptions,
                ),
            )  # fmt: skip
        case RunInputsFrozen():
            frozen = RunStage.INPUTS_FROZEN.value
            return (_patch(id, stage=frozen, known_at=recorded.position, rules=event.rules, engine=event.engine),)
        case RunChecked(checked_by=by):
            return (_patch(id, stage=RunStage.STREET_CHECKED.value, checked_by=by),)
        case RunApproved(approved_by=by):
            return (_patch(id, stage=RunStage.COUNTY_APPROVED.value, approved_by=by),)
        case RunReceiptRecorded(kind=ReceiptKind.BANK):
            return (_patch(id, stage=RunStage.PAID.value),)
        case RunReceiptRecorded(kind=ReceiptKind.TAX):
            return (_patch(id, stage=RunStage.DECLARED.value),)
        case RunClosed():
            closed = {"closed_at": recorded.position, "closed_by": recorded.actor}
            return (_patch(id, stage=RunStage.CLOSED.value, **closed),)
        case RunDiscarded():
            return (_patch(id, stage=RunStage.DISCARDED.value),)
        case _:
            return ()


def _patch(id: UUID, **values: Any) -> Patch:
    return Patch(run, run_id=id, **values)


RUNS = Projection(name="runs", tables=(run,), streams=("pay_run",), project=project)


async def find(read: AsyncConnection, run_id: UUID) -> RowMapping | None:
    return (await read.execute(select(run).where(run.c.run_id == run_id))).mappings().one_or_none()


async def listed(
    read: AsyncConnection, scope: Scope, *, month: str | None, after: UUID | None, limit: int
) -> Sequence[RowMapping]:  # fmt: skip
    """Runs of these units by id."""
    rows = select(run).where(inside(run.c.unit, scope))
    if month is not None:
        rows = rows.where(run.c.month == month)
    if after is not None:
        rows = rows.where(run.c.run_id > after)
    return (await read.execute(rows.order_by(run.c.run_id).limit(limit))).mappings().all()
