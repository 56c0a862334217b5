"""A person's slips of closed runs as they were issued, in one question: for the views of months and years."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import RowMapping, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.payroll.domain.pay_run import RunStage
from services.payroll.domain.payslips import (
    BonusTax,
    Component,
    PayslipIssued,
    SlipLine,
    Sums,
    TaxStep,
    TaxVariant,
)
from services.payroll.projections.payslips import payslip
from services.payroll.projections.runs import run
from shared.kernel import Month, Region


class ClosedSlip(NamedTuple):
    """The row, and the slip that it holds."""

    row: RowMapping
    slip: PayslipIssued


async def closed(read: AsyncConnection, worker_id: UUID, *, since: Month | None = None) -> Sequence[ClosedSlip]:
    """The person's slips of closed runs, in the order in which they were calculated; `since` a month of payment."""
    rows = (
        select(payslip, run.c.unit, run.c.stage, run.c.opened_by, run.c.approved_by)
        .join(run, run.c.run_id == payslip.c.run_id)
        .where(payslip.c.worker_id == worker_id, run.c.stage == RunStage.CLOSED.value)
    )
    if since is not None:
        rows = rows.where(payslip.c.month >= str(since))
    found = (await read.execute(rows.order_by(payslip.c.pay_day, payslip.c.known_at))).mappings().all()
    return [ClosedSlip(row, slip_of(row)) for row in found]


def slip_of(row: Mapping[Any, Any]) -> PayslipIssued:
    sums = ("gross_fen", "own_fen", "tax_fen", "net_fen", "employer_fen")
    return PayslipIssued(
        effective=row["pay_day"], worker_id=row["worker_id"], run_id=row["run_id"], unit=Region(row["unit"]),
        county=Region(row["county"]), employer=Region(row["employer"]), month=row["month"], known_at=row["known_at"],
        lines=tuple(_line(*stored) for stored in row["lines"]), tax=_step(row["tax"]),
        sums=Sums(**{name: row[name] for name in sums}),
    )  # fmt: skip


def _line(component: str, month: str, fen: int, rule: str, causes: Sequence[str], arrears: bool) -> SlipLine:
    return SlipLine(
        component=Component(component), for_month=month, amount_fen=fen, rule=rule,
        causes=tuple(UUID(cause) for cause in causes), arrears=arrears,
    )  # fmt: skip


def _step(stored: Mapping[str, Any]) -> TaxStep:
    bonus = BonusTax(**stored["bonus"]) if stored["bonus"] is not None else None
    known: dict[str, Any] = {
        **stored, "agent": Region(stored["agent"]), "variant": TaxVariant(stored["variant"]), "bonus": bonus,
    }  # fmt: skip
    return TaxStep(**known)
