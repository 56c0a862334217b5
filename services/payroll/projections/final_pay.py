"""Whose last wages a run has paid: people who left its unit by the end of its month, by news that it knew."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple, cast
from uuid import UUID

from sqlalchemy import Column, exists, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.payroll.domain.facts import FactKind
from services.payroll.domain.pay_run import county_of
from services.payroll.projections.entitlements import employment, fact
from shared.kernel import Month, Region
from shared.readmodel.scope import below
from shared.readmodel.tasks import task

FINAL_PAY: Final = "final-pay"


class Leaver(NamedTuple):
    worker_id: UUID
    employment_id: UUID


async def paid_by(read: AsyncConnection, run: Mapping[Any, Any]) -> Sequence[Leaver]:
    """Whose last wages still wait and are in what the run paid; without whoever it left out by name."""
    unit = Region(run["unit"])
    stopped = exists().where(
        fact.c.worker_id == employment.c.worker_id, fact.c.kind == FactKind.STOPPED.value,
        fact.c.fact == employment.c.employment_id, fact.c.effective == employment.c.last_day,
        fact.c.position <= run["known_at"],
    )  # fmt: skip
    rows = (
        select(employment.c.worker_id, employment.c.employment_id)
        .join(task, (task.c.item == employment.c.employment_id) & (task.c.kind == FINAL_PAY))
        .where(employment.c.county == county_of(unit), below(cast(Column[str], employment.c.employer), unit))
        .where(employment.c.last_day <= Month.parse(run["month"]).last, stopped)
        .order_by(employment.c.employment_id)
    )
    left_out = {UUID(worker) for worker, _, _ in run["exceptions"] or ()}
    found = [Leaver(*row) for row in (await read.execute(rows)).all()]
    return [each for each in found if each.worker_id not in left_out]
