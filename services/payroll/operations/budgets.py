"""Budgets by the engine that pays: a year drafted from everybody known now, the rest of it expected after what was paid."""

import asyncio
from typing import Any, Final
from uuid import UUID

from services.payroll.domain.budget_events import BudgetMonth, budget_id
from services.payroll.domain.budgets import DraftBudget, ForecastBudget, RecordDraft, RecordForecast
from services.payroll.domain.cohort import Cohort
from services.payroll.domain.projected_cost import Projection, project
from services.payroll.domain.streams import BUDGET, RUN
from services.payroll.operations.pay_run import WAIT_SECONDS, collector_resting
from services.payroll.projections import budgets, cohorts
from shared.draft import Ask
from shared.kernel import Month, Region, Rejected
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
    await work.record(_ask(asked.region, asked.year, command))
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
    await work.record(_ask(asked.region, asked.year, command))
    return {**_outcome(asked.region, asked.year, expected, left_out), "paid_through": through}


HANDLERS: Final = {"draft-budget": draft_budget, "forecast-budget": forecast_budget}


def _ask(region: Region, year: int, command: RecordDraft | RecordForecast) -> Ask:
    return Ask(stream=BUDGET, to=budget_id(region, year), command=command, region=region)


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
    policies = await work.handling.policies_for(RUN.type, unit)
    async with work.service.engine.connect() as read:
        return await cohorts.expected(read, unit, first, months, policies, known_at=head)
