"""Budgets of pay; no amounts: those are read by right, not broadcast."""

from typing import ClassVar
from uuid import UUID

from shared.kernel import Region, record
from shared.published.envelope import Name


@record
class BudgetForecastPublishedV1:
    """What the rest of the year is expected to cost was worked out anew; paid through `paid_through` ("" for nothing yet)."""

    told: ClassVar[Name] = Name("payroll.budget.forecast_published")
    budget_id: UUID
    region: Region
    year: int
    paid_through: str


@record
class BudgetExceededV1:
    """`overrun` is EXECUTION (paid more than was approved) or FORECAST (paid and expected together are more)."""

    told: ClassVar[Name] = Name("payroll.budget.exceeded")
    budget_id: UUID
    region: Region
    year: int
    overrun: str


@record
class BudgetSourceExceededV1:
    """The same of one funding source of several (COUNTY_BUDGET, or as conversions name it); the whole may still suffice."""

    told: ClassVar[Name] = Name("payroll.budget.source_exceeded")
    budget_id: UUID
    region: Region
    year: int
    source: str
    overrun: str
