"""What a worker has not answered yet: changed accounts, the years whose deductions are confirmed, payslips of these days."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Date, Integer, RowMapping, Table, Uuid, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.payroll.domain.pay_run import RunStage
from services.payroll.domain.year_declaration_events import DeductionsConfirmed
from services.payroll.projections.account_tasks import NOTICE
from services.payroll.projections.bank_accounts import account
from services.payroll.projections.payslips import payslip
from services.payroll.projections.runs import run
from shared.kernel import Recorded
from shared.readmodel import Projection, Put, RowChange, metadata
from shared.readmodel.tasks import task

confirmed = Table(
    "deductions_confirmed",
    metadata,
    Column("worker_id", Uuid, primary_key=True),
    Column("tax_year", Integer, primary_key=True),
    Column("confirmed_on", Date, nullable=False),
)


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    event = recorded.event
    if not isinstance(event, DeductionsConfirmed):
        return ()
    said = {"tax_year": event.tax_year, "confirmed_on": event.confirmed_on}
    return (Put(confirmed, worker_id=event.worker_id, **said),)


OWN_WAITING = Projection(name="own_waiting", tables=(confirmed,), streams=("entitlement",), project=project)


async def accounts(read: AsyncConnection, worker_id: UUID) -> Sequence[RowMapping]:
    """The account that somebody else changed, until the worker said whose it is: `proposal` and `since`."""
    rows = (
        select(account.c.proposal, task.c.since)
        .join(task, (task.c.stream_id == account.c.worker_id) & (task.c.kind == NOTICE))
        .where(account.c.worker_id == worker_id, account.c.state == "CONFIRMED", account.c.replaces)
        .order_by(account.c.position.desc())
        .limit(1)
    )
    return (await read.execute(rows)).mappings().all()


async def confirmed_years(read: AsyncConnection, worker_id: UUID) -> Sequence[int]:
    rows = select(confirmed.c.tax_year).where(confirmed.c.worker_id == worker_id)
    return list((await read.execute(rows)).scalars())


async def slips(read: AsyncConnection, worker_id: UUID, *, since: date) -> Sequence[RowMapping]:
    """Payslips of closed runs paid from a day on: `payslip_id` and `pay_day`."""
    rows = (
        select(payslip.c.payslip_id, payslip.c.pay_day)
        .join(run, run.c.run_id == payslip.c.run_id)
        .where(payslip.c.worker_id == worker_id, run.c.stage == RunStage.CLOSED.value, payslip.c.pay_day >= since)
        .order_by(payslip.c.pay_day, payslip.c.payslip_id)
    )
    return (await read.execute(rows)).mappings().all()
