"""Funding over HTTP: what a run, or one slip, costs by source of money, community and month."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.payroll.domain.funding import Charge, charges
from services.payroll.domain.sheet import of_index
from services.payroll.projections import payslips, runs
from services.payroll.projections.funding import costs_of
from services.payroll.rights import SEE_PAY
from shared.kernel import Region, record, to_yuan
from shared.web.handles import Reading, reader

router = APIRouter(tags=["runs"])
Reader = Annotated[Reading, Depends(reader(may=SEE_PAY))]


@record
class SourceTotal:
    """All that one source of money bears."""

    source: str
    people: int
    amount: str


@record
class BornePart:
    """What a source bears for the people of a community in one original month; less where others bear it now."""

    source: str
    cost_centre: Region
    month: str
    people: int
    amount: str


@record
class BorneCosts:
    """Everything earned and the employer's shares: `total` is the sum of the sources, and of the parts."""

    currency: str
    total: str
    sources: tuple[SourceTotal, ...]
    parts: tuple[BornePart, ...]


@record
class SlipCosts:
    """What one person's slip costs, and who bears it."""

    worker_id: UUID
    costs: BorneCosts


@router.get("/runs/{run_id}/costs", operation_id="read_run_costs")
async def of_run(run_id: UUID, reader: Reader) -> BorneCosts:
    """Who bears what this run paid; months that a late conversion moved stand with a minus where they were charged before."""
    async with reader.reading() as read:
        run = await runs.find(read, run_id)
        if run is None:
            raise HTTPException(404)
        reader.require(Region(run["unit"]))
        found = await costs_of(read, run)
    return _borne((who, charge) for who, costs in found.items() for charge in charges(costs))


@router.get("/payslips/{payslip_id}/costs", operation_id="read_payslip_costs")
async def of_payslip(payslip_id: UUID, reader: Reader) -> SlipCosts:
    """Who bears the cost of one slip."""
    async with reader.reading() as read:
        row = await payslips.find(read, payslip_id)
        if row is None:
            raise HTTPException(404)
        reader.require(Region(row["employer"]))
        run = await runs.find(read, row["run_id"])
        assert run is not None
        found = await costs_of(read, run, row["worker_id"])
    await reader.opened((), pay=[(row["worker_id"], Region(row["employer"]))])
    borne = _borne((who, charge) for who, costs in found.items() for charge in charges(costs))
    return SlipCosts(worker_id=row["worker_id"], costs=borne)


def _borne(found: Iterable[tuple[UUID, Charge]]) -> BorneCosts:
    sums: dict[tuple[str, Region, int], int] = defaultdict(int)
    whose: dict[tuple[str, Region, int], set[UUID]] = defaultdict(set)
    for who, charge in found:
        key = charge.bearer.source, charge.bearer.centre, charge.month
        sums[key] += charge.fen
        whose[key].add(who)
    sources = sorted({source for source, _, _ in sums})
    return BorneCosts(
        currency="CNY", total=to_yuan(sum(sums.values())),
        sources=tuple(
            SourceTotal(
                source=source, people=len(set[UUID]().union(*(whose[key] for key in sums if key[0] == source))),
                amount=to_yuan(sum(fen for key, fen in sums.items() if key[0] == source)),
            )
            for source in sources
        ),
        parts=tuple(
            BornePart(
                source=source, cost_centre=centre, month=str(of_index(month)), people=len(whose[source, centre, month]),
                amount=to_yuan(fen),
            )
            for (source, centre, month), fen in sorted(sums.items())
        ),
    )  # fmt: skip
