"""Budgets by the engine that pays: a year drafted from everybody known now, the rest of it expected after what was paid."""

import asyncio
from typing import Any, Final

from services.payroll.domain.budget_events import budget_id
from services.payroll.domain.budgets import DraftBudget, ForecastAfterRun, ForecastBudget, RecordDraft, RecordForecast
from services.payroll.domain.expected_funds import Expected, expect
from services.payroll.domain.streams import BUDGET, RUN
from services.payroll.operations.pay_run import collector_resting
from services.payroll.projections import budgets, cohorts, run_funds, runs
from shared.draft import Ask
from shared.kernel import Month, Region, Rejected
from shared.operations import Work

TWELVE: Final = 12
NOTHING: Final = Expected(months=(), funds=(), left_out=0)


async def draft_budget(work: Work) -> dict[str, Any]:
    """Outcome: the budget's id, people and cost by month."""
    asked: DraftBudget = work.request(DraftBudget)
    await work.progress(work.done, total=1)
    found, known_at = await _expected(work, asked.region, Month(year=asked.year, month=1), TWELVE)
    command = RecordDraft(
        region=asked.region, year=asked.year, months=found.months, left_out=found.left_out, known_at=known_at
    )
    await work.record(_ask(asked.region, asked.year, command))
    return _outcome(asked.region, asked.year, found)


async def forecast_budget(work: Work) -> dict[str, Any]:
    """Outcome: what was paid through which month, and what is expected after it."""
    asked: ForecastBudget = work.request(ForecastBudget)
    await work.progress(work.done, total=1)
    command, found = await _forecast(work, asked.region, asked.year)
    await work.record(_ask(asked.region, asked.year, command))
    return {**_outcome(asked.region, asked.year, found), "paid_through": command.paid_through}


async def forecast_after_run(work: Work) -> dict[str, Any]:
    """Outcome: the budgets whose rest was expected anew, one after the other; each once, also when the work is carried on."""
    asked: ForecastAfterRun = work.request(ForecastAfterRun)
    await work.caught_up()
    async with work.service.engine.connect() as read:
        run = await runs.find(read, asked.run_id)
        if run is None:
            raise Rejected("runs.unknown")
        year = Month.parse(run["month"]).year
        held = await budgets.standing(read, Region(run["unit"]), year)
    await work.progress(work.done, total=len(held))
    for n, each in enumerate(held):
        if n >= work.done:
            command, _ = await _forecast(work, each.region, year)
            await work.record(_ask(each.region, year, command), done=n + 1)
    return {"budgets": [str(budget_id(each.region, year)) for each in held]}


HANDLERS: Final = {
    "draft-budget": draft_budget,
    "forecast-budget": forecast_budget,
    "forecast-after-run": forecast_after_run,
}


def _ask(region: Region, year: int, command: RecordDraft | RecordForecast) -> Ask:
    return Ask(stream=BUDGET, to=budget_id(region, year), command=command, region=region)


def _outcome(region: Region, year: int, found: Expected) -> dict[str, Any]:
    return {"budget_id": str(budget_id(region, year)), "months": len(found.months), "left_out": found.left_out}


async def _forecast(work: Work, region: Region, year: int) -> tuple[RecordForecast, Expected]:
    """What approved runs paid, and the months after the last of them from the people there are."""
    await work.caught_up()
    async with work.service.engine.connect() as read:
        paid = await budgets.paid_by_month(read, region, year)
        paid_funds = await run_funds.spent(read, region, year)
    through = max(paid, default="")
    first = Month.parse(through).plus(1) if through else Month(year=year, month=1)
    rest = (year + 1) * TWELVE - first.index
    found, known_at = await _expected(work, region, first, rest) if rest else (NOTHING, 0)
    command = RecordForecast(
        region=region, year=year, paid_through=through, paid_fen=sum(paid.values()), expected=found.months,
        known_at=known_at, expected_funds=found.funds, paid_funds=paid_funds,
    )  # fmt: skip
    return command, found


async def _expected(work: Work, unit: Region, first: Month, months: int) -> tuple[Expected, int]:
    """Everybody of the unit by what is known at the position answered, future days included."""
    with collector_resting():
        head = await work.caught_up()
        policies = await work.handling.policies_for(RUN.type, unit)
        async with work.service.engine.connect() as read:
            cohort = await cohorts.expected(read, unit, first, months, policies, known_at=head)
        return await asyncio.to_thread(expect, cohort, months), head
