"""What a run's slips cost, person by person and month by month, and what decides who bears it: read for the report."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from services.payroll.domain.funding import BORNE, DECIDE, Costs, Known
from services.payroll.domain.pay_run import county_of
from services.payroll.domain.payslips import LEDGER
from services.payroll.projections import entitlements, paid_before
from services.payroll.projections.payslips import month_paid, paid_for, payslip
from shared.kernel import Region

_PLACES = [LEDGER.index(component) for component in BORNE]


async def costs_of(read: AsyncConnection, run: Mapping[Any, Any], worker: UUID | None = None) -> dict[UUID, Costs]:
    """Of everybody with a slip in the run, or of one of them, in five questions."""
    mine = true() if worker is None else month_paid.c.worker_id == worker
    paid = await read.execute(
        select(month_paid.c.worker_id, month_paid.c.for_month, paid_for(BORNE)).where(
            month_paid.c.run_id == run["run_id"], mine
        )
    )
    now: dict[UUID, dict[int, int]] = defaultdict(dict)
    for who, month, fen in paid.all():
        now[who][month] = int(fen)
    whose = select(payslip.c.worker_id).where(payslip.c.run_id == run["run_id"])
    if worker is not None:
        whose = whose.where(payslip.c.worker_id == worker)
    facts = await entitlements.facts_of(read, whose, DECIDE, known_at=run["known_at"])
    places = await entitlements.workplaces(read, whose)
    moved = {who for who, known in facts.items() if len({f.kind for f in known}) > 1}
    marks = await paid_before.marks(read, _county(run), run["known_at"], worker)
    since = {who: marks[who].known_at for who in moved & marks.keys()}
    before = await paid_before.paid(read, _county(run), run["known_at"], dict.fromkeys(since, 0))
    earlier: dict[UUID, dict[int, int]] = defaultdict(dict)
    for (who, month), amounts in before.items():
        earlier[who][month] = sum(amounts[place] for place in _PLACES)
    found: dict[UUID, Costs] = {}
    for who in {*now, *earlier}:
        known = facts.get(who, [])
        was = [f for f in known if f.position <= since.get(who, 0)]
        found[who] = Costs(now[who], Known(known, places), earlier[who], Known(was, places))
    return found


def _county(run: Mapping[Any, Any]) -> Region:
    return county_of(Region(run["unit"]))
