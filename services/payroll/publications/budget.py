"""That a budget is exceeded, and that a forecast was made, is told; amounts are not."""

from uuid import UUID

from services.payroll.domain.budget_events import BudgetEvent, BudgetExceeded, BudgetForecastMade, BudgetSourceExceeded
from shared.published import Published
from shared.published.payroll.budgets import BudgetExceededV1, BudgetForecastPublishedV1, BudgetSourceExceededV1


def publish(budget_id: UUID, event: BudgetEvent) -> Published | None:
    match event:
        case BudgetForecastMade(region=region, year=year, paid_through=through):
            return BudgetForecastPublishedV1(budget_id=budget_id, region=region, year=year, paid_through=through)
        case BudgetExceeded(region=region, year=year, overrun=overrun):
            return BudgetExceededV1(budget_id=budget_id, region=region, year=year, overrun=overrun.value)
        case BudgetSourceExceeded(region=region, year=year, source=source, overrun=overrun):
            return BudgetSourceExceededV1(
                budget_id=budget_id, region=region, year=year, source=source, overrun=overrun.value
            )
        case _:
            return None
