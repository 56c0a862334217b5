"""A person's slips of closed runs as they were issued, in two questions: for the views of months and years."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import RowMapping, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.payroll.domain.pay_run import RunStage
from services.payroll.domain.payslips import PayslipIssued
from services.payroll.projections.payslips import issued, payslip
from services.payroll.projections.runs import run
from shared.eventlog import Log
from shared.kernel import Month


class ClosedSlip(NamedTuple):
    """The row, and the slip that it holds."""

    row: RowMapping
    slip: PayslipIssued


async def closed(
    read: AsyncConnection, log: Log, worker_id: UUID, *, since: Month | None = None
) -> Sequence[ClosedSlip]:
    """The person's slips of closed runs, in the order in which they were calculated; `since` a month of payment."""
    rows = (
        select(payslip, run.c.unit, run.c.stage, run.c.opened_by, run.c.approved_by)
        .join(run, run.c.run_id == payslip.c.run_id)
        .where(payslip.c.worker_id == worker_id, run.c.stage == RunStage.CLOSED.value)
    )
    if since is not None:
        rows = rows.where(payslip.c.month >= str(since))
    found = (await read.execute(rows.order_by(payslip.c.pay_day, payslip.c.known_at))).mappings().all()
    slips = await issued(log, [row["payslip_id"] for row in found])
    return [ClosedSlip(row, slips[row["payslip_id"]]) for row in found]
