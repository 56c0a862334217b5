"""Whose slips of a month rest on certain lines or rules: slips are looked for in the table and read where they were issued."""

from collections.abc import AsyncIterator, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import RowMapping, Select, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.payroll.domain.clauses import Touched
from services.payroll.domain.pay_run import RunStage
from services.payroll.domain.payslips import PayslipIssued, SlipLine
from services.payroll.projections.payslips import issued, payslip
from services.payroll.projections.runs import run
from shared.eventlog import Log
from shared.kernel import Month, Scope
from shared.readmodel.scope import inside

CHUNK: Final = 500
"""Slips read at once."""


async def count(read: AsyncConnection, log: Log, sought: Touched, month: Month, scope: Scope) -> int:
    """How many people."""
    if sought.everybody:
        rows = _slips(month, scope).with_only_columns(func.count(payslip.c.worker_id.distinct()))
        return int((await read.execute(rows)).scalar_one())
    return len({row["worker_id"] async for row in _resting(read, log, sought, month, scope, None)})


async def page(
    read: AsyncConnection, log: Log, sought: Touched, month: Month, scope: Scope, *, after: UUID | None, limit: int
) -> Sequence[RowMapping]:  # fmt: skip
    found: list[RowMapping] = []
    async for row in _resting(read, log, sought, month, scope, after):
        found.append(row)
        if len(found) == limit:
            break
    return found


async def _resting(
    read: AsyncConnection, log: Log, sought: Touched, month: Month, scope: Scope, after: UUID | None
) -> AsyncIterator[RowMapping]:  # fmt: skip
    """In the order of slips, some hundreds of them at a time."""
    while not sought.nobody:
        rows = _slips(month, scope) if after is None else _slips(month, scope).where(payslip.c.payslip_id > after)
        chunk = (await read.execute(rows.order_by(payslip.c.payslip_id).limit(CHUNK))).mappings().all()
        slips = await issued(log, [] if sought.everybody else [row["payslip_id"] for row in chunk])
        for row in chunk:
            if sought.everybody or _rests(slips[row["payslip_id"]], sought):
                yield row
        if len(chunk) < CHUNK:
            return
        after = chunk[-1]["payslip_id"]


def _slips(month: Month, scope: Scope) -> Select[tuple[Any, ...]]:
    shown = [payslip.c[name] for name in ("payslip_id", "worker_id", "employer", "month")]
    rows: Select[tuple[Any, ...]] = (
        select(*shown)
        .join(run, run.c.run_id == payslip.c.run_id)
        .where(payslip.c.month == str(month), run.c.stage != RunStage.DISCARDED.value)
        .where(inside(payslip.c.employer, scope))
    )
    return rows


def _rests(slip: PayslipIssued, sought: Touched) -> bool:
    return any(_line_rests(line, sought) for line in slip.lines)


def _line_rests(line: SlipLine, sought: Touched) -> bool:
    by_policy = line.component in sought.without_table and line.rule.startswith("policy:")
    return line.component in sought.lines or by_policy or bool(sought.rules & {*line.rule.split(";")})
