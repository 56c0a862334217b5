"""What a run may know, read as it stood when the run was opened: for the calculation, and for whoever calculates it again. And
what is expected of months to come, for whoever plans.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from services.payroll.domain.cohort import Cohort, in_order, ledger_from
from services.payroll.domain.pay_run import county_of
from services.payroll.domain.people import person_in
from services.payroll.domain.policies import Policies
from services.payroll.domain.wage_figures import laid_over
from services.payroll.projections import (
    contribution_tables,
    entitlements,
    paid_before,
    pay_groups,
    standards,
    wage_figures,
    withholdings,
)
from shared.kernel import Month, Region, add_months

NO_RUN: Final = UUID(int=0)


async def of_run(
    read: AsyncConnection, run: Mapping[Any, Any], policies: Policies, *, worker: UUID | None = None
) -> Cohort:
    """Everybody of the run's unit, or one of them, in nine questions; `run` is its row."""
    unit, month, opened_at = Region(run["unit"]), Month.parse(run["month"]), run["known_at"]
    county = county_of(unit)
    again_from = Month.parse(run["again_from"]).index if run["again_from"] else None
    versions = in_order(await standards.versions(read, county, known_at=opened_at))
    tables = await contribution_tables.versions(read, county, known_at=opened_at)
    figures = await wage_figures.versions(read, county, known_at=opened_at)
    facts = await entitlements.facts_of_unit(read, unit, county, until=month.last, known_at=opened_at, worker=worker)
    marks = await paid_before.marks(read, county, opened_at, worker)
    people = tuple(person_in(county, id, known, marks.get(id)) for id, known in facts.items())
    wanted = {
        p.worker_id: first
        for p in people
        if (first := ledger_from(p, (*versions, *tables, *figures), again_from)) is not None
    }
    years = await paid_before.years_so_far(read, county, run["pay_day"].year, opened_at, worker)
    return Cohort(
        run_id=run["run_id"], unit=unit, county=county, month=month, again_from=again_from, pay_day=run["pay_day"],
        known_at=opened_at, policies=laid_over(policies, figures), versions=versions, people=people,
        paid=await paid_before.paid(read, county, opened_at, wanted),
        year=years[run["pay_day"].year], last_year=years[run["pay_day"].year - 1],
        groups=await pay_groups.named(read, county, known_at=opened_at), engine=run["engine"],
        tables=tables, figures=figures,
        kept=await withholdings.before(read, county, month, opened_at),
    )  # fmt: skip


async def expected(
    read: AsyncConnection, unit: Region, first: Month, months: int, policies: Policies, *, known_at: int
) -> Cohort:
    """Everybody of a unit over so many months by what was known at a position, future days included, as if nothing was paid yet."""
    county, until = county_of(unit), add_months(first.first, months) - timedelta(days=1)
    published = await standards.versions(read, county, known_at=known_at)
    figures = await wage_figures.versions(read, county, known_at=known_at)
    facts = await entitlements.facts_of_unit(read, unit, county, until=until, known_at=known_at)
    return Cohort(
        run_id=NO_RUN, unit=unit, county=county, month=first, pay_day=first.last, known_at=known_at,
        policies=laid_over(policies, figures), versions=in_order(published), figures=figures,
        tables=await contribution_tables.versions(read, county, known_at=known_at), paid={}, year={},
        people=tuple(person_in(county, id, known, None) for id, known in facts.items()),
    )  # fmt: skip
