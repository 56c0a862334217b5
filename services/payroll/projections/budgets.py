"""Budgets at their stage; what runs paid of them, month by month."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import BigInteger, Column, Date, Index, Integer, RowMapping, Table, Text, Uuid, func, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from services.payroll.domain import budget_events as events
from services.payroll.domain.budget_events import BudgetEvent, BudgetMonth, BudgetOverrun, BudgetPart, BudgetStage
from services.payroll.domain.budgets import ForecastAfterRun
from services.payroll.domain.pay_run import county_of
from services.payroll.domain.run_funds import StandingBudget
from services.payroll.projections import run_funds
from services.payroll.projections.payslips import payslip
from services.payroll.projections.run_funds import SPENT
from services.payroll.projections.runs import run
from shared.kernel import Month, Recorded, Region, Scope
from shared.operations import OwedWork
from shared.readmodel import Patch, Projection, Put, RowChange, metadata
from shared.readmodel.scope import below, inside

budget = Table(
    "budget",
    metadata,
    Column("budget_id", Uuid, primary_key=True),
    Column("region", Text(collation="C"), nullable=False),
    Column("year", Integer, nullable=False),
    Column("stage", Text, nullable=False),
    Column("months", JSONB, nullable=False),
    Column("left_out", Integer, nullable=False),
    Column("asked", JSONB),
    Column("asked_document", Text),
    Column("submitted_by", Text),
    Column("approved", JSONB),
    Column("document", Text),
    Column("approved_by", Text),
    Column("reason", Text),
    Column("expected", JSONB),
    Column("expected_funds", JSONB),
    Column("forecast_on", Date),
    Column("execution_over_fen", BigInteger),
    Column("forecast_over_fen", BigInteger),
    Index("budget_by_year", "year", "budget_id"),
)

OVER: Final = {
    BudgetOverrun.EXECUTION: "execution_over_fen", BudgetOverrun.FORECAST: "forecast_over_fen",
}  # fmt: skip
"""The column of each overrun: what was paid or expected when it was told."""
_WITHIN: Final = dict.fromkeys(OVER.values())


def project(recorded: Recorded[BudgetEvent]) -> tuple[RowChange, ...]:  # noqa: C901  one match
    id = recorded.stream_id
    match event := recorded.event:
        case events.BudgetDrafted() if recorded.version == 1:
            return (
                Put(
                    budget, budget_id=id, region=event.region, year=event.year, stage=BudgetStage.DRAFTED.value,
                    months=_months(event.months), left_out=event.left_out, asked=None, asked_document=None,
                    submitted_by=None, approved=None, document=None, approved_by=None, reason=None, expected=None,
                    expected_funds=None, forecast_on=None, **_WITHIN,
                ),
            )  # fmt: skip
        case events.BudgetDrafted(months=months, left_out=left_out):
            return (Patch(budget, budget_id=id, months=_months(months), left_out=left_out),)
        case events.BudgetSubmitted(parts=parts, document=document, submitted_by=by):
            waits = {"asked": _parts(parts), "asked_document": document, "submitted_by": by, "reason": None}
            return (Patch(budget, budget_id=id, stage=BudgetStage.SUBMITTED.value, **waits),)
        case events.BudgetApproved(parts=parts, document=document, approved_by=by):
            stands = {"approved": _parts(parts), "document": document, "approved_by": by, "asked": None}
            return (Patch(budget, budget_id=id, stage=BudgetStage.APPROVED.value, **_WITHIN, **stands),)
        case events.BudgetReturned(reason=reason):
            return (Patch(budget, budget_id=id, stage=BudgetStage.RETURNED.value, asked=None, reason=reason),)
        case events.BudgetForecastMade(expected=expected, expected_funds=funds, effective=day):
            by_fund = [[f.month, f.source, f.amount_fen] for f in funds]
            return (Patch(budget, budget_id=id, expected=_months(expected), expected_funds=by_fund, forecast_on=day),)
        case events.BudgetExceeded(overrun=overrun, amount_fen=fen):
            return (Patch(budget, budget_id=id, **{OVER[overrun]: fen}),)
        case events.BudgetSourceExceeded():
            return ()


def _months(months: Sequence[BudgetMonth]) -> list[list[Any]]:
    return [[m.month, m.people, m.amount_fen] for m in months]


def _parts(parts: Sequence[BudgetPart]) -> list[list[Any]]:
    return [[p.source, p.amount_fen, p.bears] for p in parts]


BUDGETS = Projection(name="budgets", tables=(budget,), streams=("budget",), project=project)


async def find(read: AsyncConnection, budget_id: UUID) -> RowMapping | None:
    return (await read.execute(select(budget).where(budget.c.budget_id == budget_id))).mappings().one_or_none()


async def page(
    read: AsyncConnection, scope: Scope, *, year: int | None, after: tuple[int, UUID] | None, limit: int
) -> Sequence[RowMapping]:
    """By year; `after` is (year, budget_id)."""
    rows = select(budget).where(inside(budget.c.region, scope))
    if year is not None:
        rows = rows.where(budget.c.year == year)
    if after is not None:
        before, id = after
        rows = rows.where((budget.c.year > before) | ((budget.c.year == before) & (budget.c.budget_id > id)))
    return (await read.execute(rows.order_by(budget.c.year, budget.c.budget_id).limit(limit))).mappings().all()


async def paid_by_month(
    read: AsyncConnection, region: Region, year: int, *, as_of: date | None = None
) -> Mapping[str, int]:
    """Pay and employer's contributions of approved runs by the month they were run for, paid out by a day."""
    cost = func.sum(payslip.c.gross_fen + payslip.c.employer_fen)
    rows = (
        select(payslip.c.month, cost)
        .join(run, run.c.run_id == payslip.c.run_id)
        .where(payslip.c.county == county_of(region), below(payslip.c.employer, region), run.c.stage.in_(SPENT))
        .where(payslip.c.month >= f"{year}-01", payslip.c.month <= f"{year}-12")
        .group_by(payslip.c.month)
        .order_by(payslip.c.month)
    )
    if as_of is not None:
        rows = rows.where(payslip.c.pay_day <= as_of)
    return {month: int(fen) for month, fen in (await read.execute(rows)).all()}


async def standing(read: AsyncConnection, unit: Region, year: int) -> tuple[StandingBudget, ...]:
    """Approved budgets of the year that a run of the unit is paid from: its county's, its own, and those of streets within it."""
    return tuple([
        StandingBudget(
            region=Region(region), year=year, spent=await run_funds.spent(read, Region(region), year),
            parts=tuple(BudgetPart(source=source, amount_fen=fen, bears=bears) for source, fen, bears in approved),
        )
        for region, approved in await _approved(read, unit, year)
    ])  # fmt: skip


async def _approved(read: AsyncConnection, unit: Region, year: int) -> list[tuple[str, Any]]:
    held = below(budget.c.region, unit) | (budget.c.region == county_of(unit))
    rows = select(budget.c.region, budget.c.approved).where(budget.c.year == year, held)
    found = (await read.execute(rows.order_by(budget.c.region))).all()
    return [(region, approved) for region, approved in found if approved]


async def owed_after(read: AsyncConnection, position: int) -> Sequence[OwedWork]:
    """For every run closed after a position of the log that an approved budget pays: the rest of the year is expected anew."""
    rows = select(run).where(run.c.closed_at > position).order_by(run.c.closed_at)
    return [
        OwedWork(
            position=row["closed_at"], kind="forecast-after-run", about=row["run_id"], owner=row["closed_by"],
            request=ForecastAfterRun(run_id=row["run_id"])
            if await _approved(read, Region(row["unit"]), Month.parse(row["month"]).year)
            else None,
            region=Region(row["unit"]),
        )
        for row in (await read.execute(rows)).mappings().all()
    ]  # fmt: skip
