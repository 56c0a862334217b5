"""Whose slips of a month rest on certain lines or rules: one question over the lines."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, Select, Text, and_, column, exists, false, func, or_, select, true
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from services.payroll.domain.clauses import Touched
from services.payroll.domain.pay_run import RunStage
from services.payroll.projections.payslips import payslip
from services.payroll.projections.runs import run
from shared.kernel import Month, Scope
from shared.readmodel.scope import inside


async def count(read: AsyncConnection, sought: Touched, month: Month, scope: Scope) -> int:
    """How many people."""
    rows = _slips(sought, month, scope).with_only_columns(func.count(payslip.c.worker_id.distinct()))
    return int((await read.execute(rows)).scalar_one())


async def page(
    read: AsyncConnection, sought: Touched, month: Month, scope: Scope, *, after: UUID | None, limit: int
) -> Sequence[RowMapping]:  # fmt: skip
    rows = _slips(sought, month, scope)
    if after is not None:
        rows = rows.where(payslip.c.payslip_id > after)
    found: Sequence[RowMapping] = (
        (await read.execute(rows.order_by(payslip.c.payslip_id).limit(limit))).mappings().all()
    )
    return found


def _slips(sought: Touched, month: Month, scope: Scope) -> Select[tuple[Any, ...]]:
    shown = [payslip.c[name] for name in ("payslip_id", "worker_id", "employer", "month")]
    rows: Select[tuple[Any, ...]] = (
        select(*shown)
        .join(run, run.c.run_id == payslip.c.run_id)
        .where(payslip.c.month == str(month), run.c.stage != RunStage.DISCARDED.value)
        .where(inside(payslip.c.employer, scope), _rests(sought))
    )
    return rows


def _rests(sought: Touched) -> ColumnElement[bool]:
    if sought.everybody:
        return true()
    if sought.nobody:
        return false()
    line = func.jsonb_array_elements(payslip.c.lines).table_valued(column("value", JSONB), name="line").lateral()
    component, rule = line.c.value[0].astext, line.c.value[3].astext
    return exists(
        select(1)
        .select_from(line)
        .where(
            or_(
                component.in_(sought.lines),
                and_(component.in_(sought.without_table), rule.like("policy:%")),
                func.string_to_array(rule, ";", type_=ARRAY(Text)).overlap(sorted(sought.rules)),
            )
        )
    )
