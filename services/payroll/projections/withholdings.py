"""Orders to withhold from wages, each as it stands and as it waits; and what the slips kept by each."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import BigInteger, Column, Date, RowMapping, Table, Text, Uuid, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.payroll.domain.order_events import (
    OrderAct,
    WithholdingOrderConfirmed,
    WithholdingOrderEntered,
    WithholdingOrderRefused,
)
from services.payroll.domain.pay_run import RunStage
from services.payroll.domain.payslips import Component, PayslipIssued
from services.payroll.projections.runs import run
from shared.kernel import Month, Recorded, Region
from shared.readmodel import Drop, Projection, Put, RowChange, metadata


def _terms(name: str) -> Table:
    """Orders as they stand, or as they wait for another hand."""
    return Table(
        name,
        metadata,
        Column("order_id", Uuid, primary_key=True),
        Column("worker_id", Uuid, nullable=False, index=True),
        Column("stage", Text, nullable=False),
        Column("kind", Text, nullable=False),
        Column("body", Text, nullable=False),
        Column("document", Text, nullable=False),
        Column("starts", Date, nullable=False),
        Column("ends", Date),
        Column("total_fen", BigInteger, nullable=False),
        Column("monthly_fen", BigInteger, nullable=False),
        Column("entered_by", Text, nullable=False),
        Column("confirmed_by", Text),
        Column("payee_id", Uuid),
    )


order = _terms("withholding_order")
waiting = _terms("withholding_waiting")
kept = Table(
    "order_kept",
    metadata,
    Column("worker_id", Uuid, primary_key=True),
    Column("order_id", Uuid, primary_key=True),
    Column("run_id", Uuid, primary_key=True),
    Column("county", Text(collation="C"), nullable=False, index=True),
    Column("month", Text, nullable=False),
    Column("kept_fen", BigInteger, nullable=False),
)
PAID: Final = (RunStage.PAID.value, RunStage.DECLARED.value, RunStage.CLOSED.value)
STAGES: Final = {
    OrderAct.STAND: ("ENTERED", "IN_FORCE"),
    OrderAct.ANNUL: ("ANNULMENT_ENTERED", "ANNULLED"),
}
"""Of what waits, and of what another hand confirmed."""


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    match event := recorded.event:
        case WithholdingOrderEntered():
            return (_put(waiting, event, STAGES[event.act][0], None),)
        case WithholdingOrderConfirmed():
            stands = _put(order, event, STAGES[event.act][1], event.confirmed_by)
            return (stands, Drop(waiting, order_id=event.order_id))
        case WithholdingOrderRefused(order_id=id):
            return (Drop(waiting, order_id=id),)
        case PayslipIssued():
            return tuple(
                Put(
                    kept, worker_id=event.worker_id, order_id=event.form.causes[entry.causes][0], run_id=event.run_id,
                    county=event.county, month=event.month, kept_fen=-entry.amount_fen,
                )
                for month in event.form.months
                for entry in month.entries
                if entry.component is Component.WITHHELD
            )  # fmt: skip
        case _:
            return ()


def _put(table: Table, event: WithholdingOrderEntered | WithholdingOrderConfirmed, stage: str, by: str | None) -> Put:
    return Put(
        table, order_id=event.order_id, worker_id=event.worker_id, stage=stage, kind=event.kind.value, body=event.body,
        document=event.document, starts=event.effective, ends=event.ends, total_fen=event.total_fen,
        monthly_fen=event.monthly_fen, entered_by=event.entered_by, confirmed_by=by,
        payee_id=None if event.payee is None else event.payee.payee_id,
    )  # fmt: skip


WITHHOLDINGS = Projection(
    name="withholdings", tables=(order, waiting, kept), streams=("entitlement", "payslip"), project=project
)  # fmt: skip


async def before(
    read: AsyncConnection, county: Region, month: Month, opened_at: int
) -> Mapping[tuple[UUID, UUID], tuple[int, int]]:
    """By (worker, order): what runs opened before the position kept, and of that in slips of the month."""
    of_month = func.coalesce(func.sum(kept.c.kept_fen).filter(kept.c.month == str(month)), 0)
    rows = (
        select(kept.c.worker_id, kept.c.order_id, func.sum(kept.c.kept_fen), of_month)
        .join(run, run.c.run_id == kept.c.run_id)
        .where(kept.c.county == county, run.c.known_at < opened_at, run.c.stage != RunStage.DISCARDED.value)
        .group_by(kept.c.worker_id, kept.c.order_id)
    )
    return {(worker, id): (int(total), int(some)) for worker, id, total, some in (await read.execute(rows)).all()}


async def of_worker(read: AsyncConnection, worker_id: UUID) -> Sequence[RowMapping]:
    """A person's orders as they stand, then those that wait; each with what the slips that the bank paid kept."""
    paid = (
        select(kept.c.order_id, func.sum(kept.c.kept_fen).label("kept_fen"))
        .join(run, run.c.run_id == kept.c.run_id)
        .where(kept.c.worker_id == worker_id, run.c.stage.in_(PAID))
        .group_by(kept.c.order_id)
        .subquery()
    )
    found: list[RowMapping] = []
    for table in (order, waiting):
        rows = (
            select(table, func.coalesce(paid.c.kept_fen, 0).label("kept_fen"))
            .outerjoin(paid, paid.c.order_id == table.c.order_id)
            .where(table.c.worker_id == worker_id)
        )
        found += (await read.execute(rows.order_by(table.c.starts, table.c.order_id))).mappings().all()
    return found
