"""Budgets by the engine that pays: a year drafted from everybody known now, the rest of it expected after what was paid."""

import asyncio
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from services.payroll.domain.budget_events import BudgetMonth, budget_id
from services.payroll.domain.budgets import DraftBudget, ForecastBudget, RecordDraft, RecordForecast
from services.payroll.domain.cohort import Cohort, in_order
from services.payroll.domain.pay_run import county_of
from services.payroll.domain.people import person_in
from services.payroll.domain.projected_cost import Projection, project
from services.payroll.domain.streams import BUDGET, RUN
from services.payroll.operations.pay_run import WAIT_SECONDS, collector_resting
from services.payroll.projections import budgets, contribution_tables, entitlements, standards
from shared.draft import Ask
from shared.eventlog import Conflict
from shared.kernel import Month, Region, Rejected, add_months
from shared.operations import Work

NOBODY: Final = UUID(int=0)
TWELVE: Final = 12


async def draft_budget(work: Work) -> dict[str, Any]:
    """Outcome: the budget's id, people and cost by month."""
    asked: DraftBudget = work.request(DraftBudget)
    await work.progress(work.done, total=1)
    months, left_out, known_at = await _expected(work, asked.region, Month(year=asked.year, month=1), TWELVE)
    command = RecordDraft(
        region=asked.region, year=asked.year, months=months, left_out=left_out, known_at=known_at
    )  # fmt: skip
    await _record(work, asked.region, asked.year, command)
    return _outcome(asked.region, asked.year, months, left_out)


async def forecast_budget(work: Work) -> dict[str, Any]:
    """Outcome: what was paid through which month, and what is expected after it."""
    asked: ForecastBudget = work.request(ForecastBudget)
    await work.progress(work.done, total=1)
    await work.service.positions.reached(await work.handling.log.head(), timeout=WAIT_SECONDS)
    async with work.service.engine.connect() as read:
        paid = await budgets.paid_by_month(read, asked.region, asked.year)
    through = max(paid, default="")
    first = Month.parse(through).plus(1) if through else Month(year=asked.year, month=1)
    rest = (asked.year + 1) * TWELVE - first.index
    expected, left_out, known_at = await _expected(work, asked.region, first, rest) if rest else ((), 0, 0)
    command = RecordForecast(
        region=asked.region, year=asked.year, paid_through=through, paid_fen=sum(paid.values()), expected=expected,
        known_at=known_at,
    )  # fmt: skip
    await _record(work, asked.region, asked.year, command)
    return {**_outcome(asked.region, asked.year, expected, left_out), "paid_through": through}


HANDLERS: Final = {"draft-budget": draft_budget, "forecast-budget": forecast_budget}


def _outcome(region: Region, year: int, months: tuple[BudgetMonth, ...], left_out: int) -> dict[str, Any]:
    return {"budget_id": str(budget_id(region, year)), "months": len(months), "left_out": left_out}


async def _expected(work: Work, unit: Region, first: Month, months: int) -> tuple[tuple[BudgetMonth, ...], int, int]:
    """Everybody of the unit by what is known now, future days included."""
    with collector_resting():
        cohort = await _cohort(work, unit, first, months)
        if not cohort.versions:
            raise Rejected("runs.no-standard")
        found: Projection = await asyncio.to_thread(project, cohort, cohort.versions[-1], months)
    parts = tuple(
        BudgetMonth(month=part.name, people=part.people, amount_fen=part.before_fen) for part in found.by_month
    )
    return parts, len(found.left_out), cohort.known_at


async def _cohort(work: Work, unit: Region, first: Month, months: int) -> Cohort:
    head = await work.handling.log.head()
    await work.service.positions.reached(head, timeout=WAIT_SECONDS)
    county, until = county_of(unit), add_months(first.first, months) - timedelta(days=1)
    policies = await work.handling.policies_for(RUN.type, unit)
    async with work.service.engine.connect() as read:
        published = await standards.versions(read, county, known_at=head)
        tables = await contribution_tables.versions(read, county, known_at=head)
        facts = await entitlements.facts_of_unit(read, unit, county, until=until, known_at=head)
    return Cohort(
        run_id=NOBODY, unit=unit, county=county, month=first, pay_day=first.last, known_at=head, policies=policies,
        versions=in_order(published), tables=tables, paid={}, year={},
        people=tuple(person_in(county, id, known, None) for id, known in facts.items()),
    )  # fmt: skip


async def _record(work: Work, region: Region, year: int, command: RecordDraft | RecordForecast) -> None:
    ask = Ask(stream=BUDGET, to=budget_id(region, year), command=command, region=region)
    while work.done == 0:
        draft = work.draft()
        await draft.decide(ask, work.origin)
        try:
            await work.commit(draft.append(), done=1)
        except Conflict:
            continue
