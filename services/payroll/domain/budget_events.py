"""What can have happened to the budget (人员经费预算) of a county or street in one year.

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from services.payroll.domain.funding import ORDINARY
from shared.kernel import NATION, Region, record
from shared.kernel.derived import derived_id


class BudgetStage(StrEnum):
    NONE = "NONE"
    DRAFTED = "DRAFTED"
    SUBMITTED = "SUBMITTED"
    APPROVED = "APPROVED"
    RETURNED = "RETURNED"


class BudgetOverrun(StrEnum):
    """What went above it: what was paid, or what was paid and is expected together."""

    EXECUTION = "EXECUTION"
    FORECAST = "FORECAST"


@record
class BudgetMonth:
    """So many people, and what they cost: wages and the employer's shares."""

    month: str
    people: int
    amount_fen: int


@record
class BudgetPart:
    """The money of one source (资金来源). `bears` is the funding source of people that it pays, as conversions name it: COUNTY_BUDGET
    for everybody whom no sponsor's money pays.
    """

    source: str
    amount_fen: int
    bears: str


@record
class FundMonth:
    """What a funding source is expected to bear of a month."""

    month: str
    source: str
    amount_fen: int


def parted_before_funds(stored: dict[str, Any]) -> dict[str, Any]:
    """BudgetSubmitted or BudgetApproved of version 1 as one of version 2."""
    return {**stored, "parts": [{**part, "bears": ORDINARY} for part in stored["parts"]]}


def forecast_before_funds(stored: dict[str, Any]) -> dict[str, Any]:
    """BudgetForecastMade of version 1 as one of version 2: nobody wrote the sources down."""
    return {**stored, "expected_funds": []}


@record
class BudgetDrafted:
    """What everybody known now costs in the year by the rules known now. Effective = its first day; `left_out` could not be
    calculated.
    """

    effective: date
    region: Region
    year: int
    months: tuple[BudgetMonth, ...]
    left_out: int
    known_at: int
    drafted_by: str


@record
class BudgetSubmitted:
    """The money asked for by source; again after an approval it is an adjustment."""

    schema_version: ClassVar[int] = 2
    effective: date
    parts: tuple[BudgetPart, ...]
    document: str
    submitted_by: str


@record
class BudgetApproved:
    schema_version: ClassVar[int] = 2
    effective: date
    region: Region
    year: int
    parts: tuple[BudgetPart, ...]
    document: str
    approved_by: str


@record
class BudgetReturned:
    """What was approved before stands."""

    effective: date
    reason: str
    returned_by: str


@record
class BudgetForecastMade:
    """Paid through a month ("" for none), and what the months after it are expected to cost, by funding source too."""

    schema_version: ClassVar[int] = 2
    effective: date
    region: Region
    year: int
    paid_through: str
    paid_fen: int
    expected: tuple[BudgetMonth, ...]
    known_at: int
    made_by: str
    expected_funds: tuple[FundMonth, ...]


@record
class BudgetExceeded:
    """Told once for each approved budget and kind of overrun."""

    effective: date
    region: Region
    year: int
    overrun: BudgetOverrun
    budget_fen: int
    amount_fen: int


@record
class BudgetSourceExceeded:
    """The same of one funding source among several: the whole may still hold. Nothing was approved of a source that no part bears."""

    effective: date
    region: Region
    year: int
    source: str
    overrun: BudgetOverrun
    budget_fen: int
    amount_fen: int


BudgetEvent = (
    BudgetDrafted
    | BudgetSubmitted
    | BudgetApproved
    | BudgetReturned
    | BudgetForecastMade
    | BudgetExceeded
    | BudgetSourceExceeded
)

# State


@record
class Budget:
    """`approved` is what stands, `asked` what waits for another hand, `forecast` the last one made."""

    region: Region = NATION
    year: int = 0
    stage: BudgetStage = BudgetStage.NONE
    months: tuple[BudgetMonth, ...] = ()
    approved: tuple[BudgetPart, ...] = ()
    asked: BudgetSubmitted | None = None
    overruns: frozenset[BudgetOverrun] = frozenset()
    source_overruns: frozenset[tuple[str, BudgetOverrun]] = frozenset()
    forecast: BudgetForecastMade | None = None

    @property
    def approved_fen(self) -> int:
        return sum(part.amount_fen for part in self.approved)


def budget_id(region: Region, year: int) -> UUID:
    return derived_id("payroll.budget", region, str(year))


def evolve(budget: Budget, event: BudgetEvent) -> Budget:
    match event:
        case BudgetDrafted(region=region, year=year, months=months):
            stage = BudgetStage.DRAFTED if budget.stage is BudgetStage.NONE else budget.stage
            return replace(budget, region=region, year=year, months=months, stage=stage)
        case BudgetSubmitted():
            return replace(budget, stage=BudgetStage.SUBMITTED, asked=event)
        case BudgetApproved(parts=parts):
            told: dict[str, Any] = {"overruns": frozenset(), "source_overruns": frozenset()}
            return replace(budget, stage=BudgetStage.APPROVED, approved=parts, asked=None, **told)
        case BudgetReturned():
            stage = BudgetStage.APPROVED if budget.approved else BudgetStage.RETURNED
            return replace(budget, stage=stage, asked=None)
        case BudgetForecastMade():
            return replace(budget, forecast=event)
        case BudgetExceeded(overrun=overrun):
            return replace(budget, overruns=budget.overruns | {overrun})
        case BudgetSourceExceeded(source=source, overrun=overrun):
            return replace(budget, source_overruns=budget.source_overruns | {(source, overrun)})
