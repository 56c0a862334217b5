"""What earlier runs paid, as a run reads it: by original month, by tax year; of discarded runs nothing counts."""

from collections.abc import Mapping, Sequence
from operator import add
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    Integer,
    Select,
    Subquery,
    Uuid,
    bindparam,
    func,
    select,
    text,
    true,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import NullType

from services.payroll.domain.cohort import YearSoFar
from services.payroll.domain.pay_run import RunStage
from services.payroll.domain.people import Mark
from services.payroll.projections.payslips import month_paid, payslip, tax_year
from services.payroll.projections.runs import run
from shared.kernel import Month, Region
from shared.readmodel.scope import below


def _counts(run_id: Any, opened_at: int) -> ColumnElement[bool]:
    """Slips of runs opened before this one and not discarded: whoever calculates a run again, after a crash or years later,
    sees what it saw.
    """
    counted = select(run.c.run_id).where(run.c.known_at < opened_at, run.c.stage != RunStage.DISCARDED.value)
    found: ColumnElement[bool] = run_id.in_(counted)
    return found


def _of(worker_id: Any, worker: UUID | None) -> ColumnElement[bool]:
    return true() if worker is None else worker_id == worker


async def marks(
    read: AsyncConnection, county: Region, opened_at: int, worker: UUID | None = None
) -> Mapping[UUID, Mark]:
    """How far everybody, or one person, was paid in the county before the run that was opened at the position."""
    rows = (
        select(payslip.c.worker_id, func.max(payslip.c.known_at), func.max(payslip.c.month))
        .where(payslip.c.county == county, _counts(payslip.c.run_id, opened_at), _of(payslip.c.worker_id, worker))
        .group_by(payslip.c.worker_id)
    )
    return {
        worker: Mark(known_at, Month.parse(month).index) for worker, known_at, month in (await read.execute(rows)).all()
    }


async def paid(
    read: AsyncConnection, county: Region, opened_at: int, wanted: Mapping[UUID, int]
) -> Mapping[tuple[UUID, int], tuple[int, ...]]:
    """What was paid in the county to each worker from a month on, by original month, in the order of the ledger."""
    if not wanted:
        return {}
    rows = select(month_paid.c.worker_id, month_paid.c.for_month, type_coerce(month_paid.c.amounts, NullType())).where(
        month_paid.c.county == county, _counts(month_paid.c.run_id, opened_at)
    )
    if len(wanted) == 1:
        # One slip explained: nobody else's months are looked at, whatever the planner knows of the table.
        [(worker, first)] = wanted.items()
        rows = rows.where(month_paid.c.worker_id == worker, month_paid.c.for_month >= first)
    else:
        asked = _asked(wanted)
        rows = rows.join(
            asked, (asked.c.worker_id == month_paid.c.worker_id) & (month_paid.c.for_month >= asked.c.first)
        )
    found: dict[tuple[UUID, int], tuple[int, ...]] = {}
    together: Sequence[Any] = (await read.execute(rows)).all()
    for worker, month, entered in together:
        before = found.get((worker, month))
        found[worker, month] = tuple(entered) if before is None else tuple(map(add, before, entered))
    return found


def _asked(wanted: Mapping[UUID, int]) -> Subquery:
    return (
        text("select * from unnest(:workers, :months) as asked(worker_id, first)")
        .bindparams(bindparam("workers", list(wanted), ARRAY(Uuid)))
        .bindparams(bindparam("months", list(wanted.values()), ARRAY(Integer)))
        .columns(Column("worker_id", Uuid), Column("first", Integer))
        .subquery("asked")
    )


async def years_so_far(
    read: AsyncConnection, county: Region, year: int, opened_at: int, worker: UUID | None = None
) -> Mapping[int, Mapping[tuple[UUID, Region], YearSoFar]]:
    """What each agent in the county paid and withheld in the tax year and in the one before."""
    sums = [func.sum(tax_year.c[name]).label(name) for name in YearSoFar._fields[:-1]]
    sums.append(func.max(tax_year.c.bonus_month).label("bonus_month"))
    rows: Select[tuple[Any, ...]] = (
        select(tax_year.c.tax_year, tax_year.c.worker_id, tax_year.c.agent, *sums)
        .where(below(tax_year.c.agent, county), tax_year.c.tax_year.in_((year, year - 1)))
        .where(_counts(tax_year.c.run_id, opened_at), _of(tax_year.c.worker_id, worker))
        .group_by(tax_year.c.tax_year, tax_year.c.worker_id, tax_year.c.agent)
    )
    found: dict[int, dict[tuple[UUID, Region], YearSoFar]] = {year: {}, year - 1: {}}
    for r in (await read.execute(rows)).mappings().all():
        amounts = (int(r[name]) for name in YearSoFar._fields)
        found[r["tax_year"]][r["worker_id"], Region(r["agent"])] = YearSoFar(*amounts)
    return found


async def nets(read: AsyncConnection, county: Region, month: Month, opened_at: int) -> Mapping[UUID, int]:
    """What the slips of a month paid out to each in the county, by runs opened before the position."""
    rows = (
        select(payslip.c.worker_id, func.sum(payslip.c.net_fen))
        .where(payslip.c.county == county, payslip.c.month == str(month), _counts(payslip.c.run_id, opened_at))
        .group_by(payslip.c.worker_id)
    )
    return {worker: int(net) for worker, net in (await read.execute(rows)).all()}
