"""Payslips, and the two ledgers that they enter: what was paid by original month, and by tax year (read in paid_before.py)."""

from collections.abc import Mapping, Sequence
from functools import cache, reduce
from operator import add
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ColumnElement,
    Date,
    Index,
    Integer,
    RowMapping,
    Select,
    Table,
    Text,
    Uuid,
    select,
)  # fmt: skip
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from services.payroll.domain.payslips import LEDGER, TAXED, Component, PayslipEvent, PayslipIssued
from services.payroll.domain.slip_form import Entry
from services.payroll.projections.runs import run
from shared.eventlog import Log
from shared.kernel import Month, Recorded, Scope
from shared.readmodel import Projection, Put, RowChange, metadata
from shared.readmodel.scope import inside

payslip = Table(
    "payslip",
    metadata,
    Column("payslip_id", Uuid, primary_key=True),
    Column("run_id", Uuid, nullable=False),
    Column("worker_id", Uuid, nullable=False, index=True),
    Column("employer", Text(collation="C"), nullable=False),
    Column("county", Text(collation="C"), nullable=False),
    Column("month", Text, nullable=False),
    Column("pay_day", Date, nullable=False),
    Column("known_at", BigInteger, nullable=False),
    Column("gross_fen", BigInteger, nullable=False),
    Column("own_fen", BigInteger, nullable=False),
    Column("tax_fen", BigInteger, nullable=False),
    Column("net_fen", BigInteger, nullable=False),
    Column("employer_fen", BigInteger, nullable=False),
    Index("payslip_run", "run_id", "payslip_id"),
    Index("payslip_county", "county", "worker_id"),
)
month_paid = Table(
    "month_paid",
    metadata,
    Column("worker_id", Uuid, primary_key=True),
    Column("for_month", Integer, primary_key=True),
    Column("run_id", Uuid, primary_key=True),
    Column("county", Text(collation="C"), nullable=False),
    Column("amounts", ARRAY(BigInteger), nullable=False),
    CheckConstraint(f"cardinality(amounts) = {len(LEDGER)}"),
)
"""`amounts` in fen, in the order of the ledger."""
tax_year = Table(
    "tax_year",
    metadata,
    Column("worker_id", Uuid, primary_key=True),
    Column("tax_year", Integer, primary_key=True),
    Column("run_id", Uuid, primary_key=True),
    Column("agent", Text(collation="C"), nullable=False),
    Column("income_fen", BigInteger, nullable=False),
    Column("insured_fen", BigInteger, nullable=False),
    Column("tax_fen", BigInteger, nullable=False),
    Column("bonus_fen", BigInteger, nullable=False),
    Column("bonus_tax_fen", BigInteger, nullable=False),
    Column("bonus_month", Integer, nullable=False),
    Index("tax_year_agent", "agent", "tax_year"),
)
_PLACE = {component: place for place, component in enumerate(LEDGER)}
_TAXED = frozenset(TAXED)
_OWN = (Component.PENSION, Component.MEDICAL, Component.UNEMPLOYMENT, Component.FUND)


def project(recorded: Recorded[PayslipEvent]) -> tuple[RowChange, ...]:
    slip = recorded.event
    sums, tax = slip.sums, slip.tax
    months: dict[str, list[int]] = {}
    earned, before = 0, tuple[Entry, ...]()
    entered, taxed = _entered(before)
    for of in slip.form.months:
        if of.entries != before:  # months paid anew mostly say the same
            before, (entered, taxed) = of.entries, _entered(of.entries)
        earned += taxed
        if any(entered):
            also = months.get(of.for_month)
            months[of.for_month] = (
                entered if also is None else [now or was for was, now in zip(also, entered, strict=True)]
            )
    bonus = tax.bonus
    alone = (bonus.now_fen, bonus.tax_fen, _index(bonus.month)) if bonus is not None else (0, 0, 0)
    own = {"worker_id": slip.worker_id, "run_id": slip.run_id}
    return (
        Put(
            payslip, **own, payslip_id=recorded.stream_id, employer=slip.employer, county=slip.county,
            month=slip.month, pay_day=slip.effective, known_at=slip.known_at, gross_fen=sums.gross_fen,
            own_fen=sums.own_fen, tax_fen=sums.tax_fen, net_fen=sums.net_fen, employer_fen=sums.employer_fen,
        ),
        *(
            Put(month_paid, **own, county=slip.county, for_month=_index(month), amounts=amounts)
            for month, amounts in months.items()
        ),
        Put(
            tax_year, **own, tax_year=tax.tax_year, agent=tax.agent, income_fen=earned - alone[0],
            insured_fen=sums.own_fen, tax_fen=tax.tax_fen, bonus_fen=alone[0], bonus_tax_fen=alone[1], bonus_month=alone[2],
        ),
    )  # fmt: skip


@cache
def _index(month: str) -> int:
    return Month.parse(month).index


def _entered(entries: Sequence[Entry]) -> tuple[list[int], int]:
    """What a month's entries come to in the order of the ledger, and what of it is taxed."""
    amounts, taxed = [0] * len(LEDGER), 0
    for component, amount, _, _ in entries:
        if (place := _PLACE.get(component)) is not None:
            amounts[place] = -amount if component in _OWN else amount
        if component in _TAXED:
            taxed += amount
    return amounts, taxed


PAYSLIPS = Projection(
    name="payslips", tables=(payslip, month_paid, tax_year), streams=("payslip",), project=project
)  # fmt: skip


def paid_for(components: Sequence[Component]) -> ColumnElement[int]:
    """What was paid for these components in a row of the months paid."""
    return reduce(add, (month_paid.c.amounts[_PLACE[component] + 1] for component in components))


async def issued(log: Log, payslip_ids: Sequence[UUID]) -> Mapping[UUID, PayslipIssued]:
    """Slips with every line and their tax, from the log: the table keeps what is looked for and added up, not a second copy."""
    found = await log.load([("payslip", id) for id in payslip_ids])
    return {id: first.event for (_, id), (first, *_) in found.items()}


async def find(read: AsyncConnection, payslip_id: UUID) -> RowMapping | None:
    return next(iter(await _all(read, _with_run().where(payslip.c.payslip_id == payslip_id))), None)


async def of_run(
    read: AsyncConnection, run_id: UUID, scope: Scope, *, after: UUID | None, limit: int
) -> Sequence[RowMapping]:  # fmt: skip
    rows = _with_run().where(payslip.c.run_id == run_id, inside(payslip.c.employer, scope))
    if after is not None:
        rows = rows.where(payslip.c.payslip_id > after)
    return await _all(read, rows.order_by(payslip.c.payslip_id).limit(limit))


async def all_of_run(read: AsyncConnection, run_id: UUID) -> Sequence[RowMapping]:
    """Every slip of a run, wherever it was paid."""
    return await _all(read, _with_run().where(payslip.c.run_id == run_id).order_by(payslip.c.payslip_id))


async def of_worker(read: AsyncConnection, worker_id: UUID) -> Sequence[RowMapping]:
    """A person's slips, the latest pay day first."""
    rows = _with_run().where(payslip.c.worker_id == worker_id)
    return await _all(read, rows.order_by(payslip.c.pay_day.desc(), payslip.c.known_at.desc()))


async def _all(read: AsyncConnection, rows: Select[tuple[Any, ...]]) -> Sequence[RowMapping]:
    found: Sequence[RowMapping] = (await read.execute(rows)).mappings().all()
    return found


def _with_run() -> Select[tuple[Any, ...]]:
    return select(payslip, run.c.stage, run.c.opened_by, run.c.approved_by).join(run, run.c.run_id == payslip.c.run_id)
