"""The money of each emergency, and each person's claim at its stage."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Column, Date, Index, Integer, RowMapping, Table, Text, Uuid, case, func, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from services.payroll.domain.pay_run import RunStage
from services.payroll.domain.payslips import Component
from services.payroll.domain.subsidy_events import (
    SubsidyApproved,
    SubsidyBudgetApproved,
    SubsidyBudgetProposed,
    SubsidyClaimed,
    SubsidyEvent,
    SubsidyMonth,
    SubsidyOpened,
    SubsidyReturned,
    SubsidyStage,
    SubsidyVerified,
)
from services.payroll.projections.payslips import month_paid, paid_for
from services.payroll.projections.runs import run
from shared.kernel import Month, Recorded, Scope
from shared.readmodel import Patch, Projection, Put, RowChange, metadata
from shared.readmodel.scope import above, inside

subsidy = Table(
    "emergency_subsidy",
    metadata,
    Column("emergency_id", Uuid, primary_key=True),
    Column("region", Text(collation="C"), nullable=False),
    Column("starts", Date, nullable=False),
    Column("emergency_document", Text, nullable=False),
    Column("budget_fen", BigInteger),
    Column("document", Text),
    Column("exempt_document", Text),
    Column("approved_by", Text),
    Column("proposed_fen", BigInteger),
    Column("proposed_document", Text),
    Column("proposed_by", Text),
    Index("emergency_subsidy_start", "starts", "emergency_id"),
)
claim = Table(
    "subsidy_claim",
    metadata,
    Column("emergency_id", Uuid, primary_key=True),
    Column("worker_id", Uuid, primary_key=True),
    Column("street", Text(collation="C"), nullable=False),
    Column("stage", Text, nullable=False),
    Column("days", JSONB, nullable=False),
    Column("version", Integer, nullable=False),
    Column("months", JSONB, nullable=False),
    Column("approved", JSONB, nullable=False),
    Column("verified_by", Text),
    Column("approved_by", Text),
    Column("reason", Text),
    Index("subsidy_claim_worker", "worker_id"),
)
_HEAD = (subsidy.c.emergency_id, subsidy.c.region, subsidy.c.starts, subsidy.c.emergency_document)
PAID = (RunStage.PAID.value, RunStage.DECLARED.value, RunStage.CLOSED.value)


def project(recorded: Recorded[SubsidyEvent]) -> tuple[RowChange, ...]:
    id = recorded.stream_id
    match event := recorded.event:
        case SubsidyOpened():
            return (
                Put(
                    subsidy, emergency_id=id, region=event.region, starts=event.effective,
                    emergency_document=event.document, budget_fen=None, document=None, exempt_document=None,
                    approved_by=None, proposed_fen=None, proposed_document=None, proposed_by=None,
                ),
            )  # fmt: skip
        case SubsidyBudgetProposed(budget_fen=fen, document=document, proposed_by=by):
            waits = {"proposed_fen": fen, "proposed_document": document, "proposed_by": by}
            return (Patch(subsidy, emergency_id=id, **waits),)
        case SubsidyBudgetApproved(budget_fen=fen, document=document, exempt_document=exempt, approved_by=by):
            stands = {"budget_fen": fen, "document": document, "exempt_document": exempt, "approved_by": by}
            gone = {"proposed_fen": None, "proposed_document": None, "proposed_by": None}
            return (Patch(subsidy, emergency_id=id, **stands, **gone),)
        case SubsidyClaimed():
            return (_claimed(id, event),)
        case SubsidyVerified(worker_id=worker, months=months, verified_by=by):
            said = {"stage": SubsidyStage.VERIFIED.value, "months": _plain(months), "verified_by": by}
            return (Patch(claim, emergency_id=id, worker_id=worker, **said),)
        case SubsidyReturned(worker_id=worker, reason=reason):
            return (Patch(claim, emergency_id=id, worker_id=worker, stage=SubsidyStage.RETURNED.value, reason=reason),)
        case SubsidyApproved(worker_id=worker, months=months, approved_by=by):
            said = {"stage": SubsidyStage.APPROVED.value, "approved": _plain(months), "approved_by": by}
            return (Patch(claim, emergency_id=id, worker_id=worker, **said),)


def _claimed(id: UUID, event: SubsidyClaimed) -> RowChange:
    """The first claim is a row; a later one replaces the days and leaves what was approved."""
    said: dict[str, Any] = {
        "street": event.street, "stage": SubsidyStage.CLAIMED.value, "days": [str(day) for day in event.days],
        "version": event.version, "months": [], "reason": None,
    }  # fmt: skip
    if event.version > 1:
        return Patch(claim, emergency_id=id, worker_id=event.worker_id, **said)
    nobody = {"verified_by": None, "approved_by": None}
    return Put(claim, emergency_id=id, worker_id=event.worker_id, approved=[], **said, **nobody)


def _plain(months: tuple[SubsidyMonth, ...]) -> list[list[Any]]:
    return [[m.month, m.days, m.amount_fen] for m in months]


SUBSIDIES = Projection(name="subsidies", tables=(subsidy, claim), streams=("emergency_subsidy",), project=project)


async def find(read: AsyncConnection, emergency_id: UUID) -> RowMapping | None:
    rows = select(subsidy).where(subsidy.c.emergency_id == emergency_id)
    return (await read.execute(rows)).mappings().one_or_none()


async def page(read: AsyncConnection, scope: Scope, *, after: Any, limit: int) -> Sequence[RowMapping]:
    """Emergencies of these regions by their first day, and the heads of those that a region above declared for them: what money there
    is for those is its own matter."""
    mine = inside(subsidy.c.region, scope)
    money = (case((mine, each)).label(each.name) for each in subsidy.c if each not in _HEAD)
    rows = select(*_HEAD, *money).where(mine | above(subsidy.c.region, scope))
    if after is not None:
        first, id = after
        rows = rows.where((subsidy.c.starts > first) | ((subsidy.c.starts == first) & (subsidy.c.emergency_id > id)))
    return (await read.execute(rows.order_by(subsidy.c.starts, subsidy.c.emergency_id).limit(limit))).mappings().all()


async def claims(
    read: AsyncConnection, emergency_id: UUID, scope: Scope, *, stage: str | None, after: UUID | None, limit: int
) -> Sequence[RowMapping]:
    rows = select(claim).where(claim.c.emergency_id == emergency_id, inside(claim.c.street, scope))
    if stage is not None:
        rows = rows.where(claim.c.stage == stage)
    if after is not None:
        rows = rows.where(claim.c.worker_id > after)
    return (await read.execute(rows.order_by(claim.c.worker_id).limit(limit))).mappings().all()


async def of_worker(read: AsyncConnection, worker_id: UUID) -> Sequence[RowMapping]:
    rows = select(claim, subsidy.c.emergency_document, subsidy.c.document).join(
        subsidy, subsidy.c.emergency_id == claim.c.emergency_id
    )
    rows = rows.where(claim.c.worker_id == worker_id).order_by(subsidy.c.starts, claim.c.emergency_id)
    return (await read.execute(rows)).mappings().all()


async def paid_months(read: AsyncConnection, rows: Sequence[Mapping[Any, Any]]) -> set[tuple[UUID, str]]:
    """Of these people the months of duty whose whole subsidy the bank has paid."""
    workers = {row["worker_id"] for row in rows}
    approved = await read.execute(select(claim.c.worker_id, claim.c.approved).where(claim.c.worker_id.in_(workers)))
    due: dict[tuple[UUID, str], int] = {}
    for worker, months in approved.all():
        for month, _, fen in months:
            due[worker, month] = due.get((worker, month), 0) + fen
    total = func.sum(paid_for((Component.SUBSIDY, Component.EXEMPT_SUBSIDY)))
    asked = (
        select(month_paid.c.worker_id, month_paid.c.for_month, total)
        .join(run, run.c.run_id == month_paid.c.run_id)
        .where(month_paid.c.worker_id.in_(workers), run.c.stage.in_(PAID))
        .group_by(month_paid.c.worker_id, month_paid.c.for_month)
    )
    found = {(worker, index): int(fen) for worker, index, fen in (await read.execute(asked)).all()}
    return {key for key, fen in due.items() if found.get((key[0], Month.parse(key[1]).index)) == fen}
