"""Budgets over HTTP: drafted by the engine, submitted, approved, adjusted; paid and expected held against them."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Query, Response

from services.payroll.domain.budget_events import BudgetPart
from services.payroll.domain.budgets import (
    ApproveBudget,
    DraftBudget,
    ForecastBudget,
    ReturnBudget,
    SubmitBudget,
    check_scope,
)
from services.payroll.domain.funding import ORDINARY
from services.payroll.domain.streams import BUDGET
from services.payroll.projections import budgets, run_funds
from services.payroll.rights import APPROVE_BUDGETS, PLAN_BUDGETS, SEE_PAY
from shared.handling import Receipt
from shared.kernel import Region, record, to_yuan
from shared.web.asked import Asked, Day, RegionPath, Yuan
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.operations import ACCEPTED, accepted
from shared.web.pages import Cursor, Limit, Page
from shared.web.rates import BULK

router = APIRouter(tags=["budgets"])
Starter = Annotated[Handle, Depends(handler(BUDGET, may=PLAN_BUDGETS, at_most=BULK))]
Finance = Annotated[Handle, Depends(handler(BUDGET, may=PLAN_BUDGETS))]
Approver = Annotated[Handle, Depends(handler(BUDGET, may=APPROVE_BUDGETS))]
Reader = Annotated[Reading, Depends(reader(may=SEE_PAY))]
Year = Annotated[int | None, Query(ge=2_000, le=2_100)]


@record
class BudgetScope:
    """A county or street, and the year."""

    region: RegionPath
    year: int


@record
class SourceMoney:
    """`bears`: the funding source of the people that this money pays, as conversions name it."""

    source: str
    amount: Yuan
    bears: str = ORDINARY


@record
class BudgetSubmission:
    """The money by its source, and the paper that asks for it."""

    parts: tuple[SourceMoney, ...]
    document: str


@record
class BudgetApproval:
    """An empty object."""


@record
class BudgetReturn:
    reason: str


@record
class MonthCost:
    month: str
    people: int | None
    amount: str


@record
class FundExecution:
    """A funding source: the parts that bear it, what is approved, paid, expected and left of it; nothing is approved where no part
    bears it.
    """

    source: str
    parts: tuple[str, ...]
    approved: str
    paid: str
    expected: str
    left: str


@record
class BudgetExecution:
    """`paid` by approved runs, `expected` by the last forecast for months after them; `left` of what is approved, below zero where
    it does not suffice. `funds`: the same by funding source.
    """

    budget_id: UUID
    region: str
    year: int
    stage: str
    approved: str | None
    paid: tuple[MonthCost, ...]
    paid_total: str
    expected: tuple[MonthCost, ...]
    left: str | None
    funds: tuple[FundExecution, ...]
    currency: str


@router.post("/budget-drafts", status_code=202, operation_id="draft_budget", responses=ACCEPTED)
async def draft(command: Asked[BudgetScope], handle: Starter) -> Response:
    """Draft a year from everybody known now, by the engine that pays. The outcome names the budget."""
    region = Region(command.region)
    handle.require(region)
    check_scope(region, command.year, handle.today.year)
    return await accepted(handle, "draft-budget", DraftBudget(region=region, year=command.year), region=region)


@router.post("/budget-forecasts", status_code=202, operation_id="forecast_budget", responses=ACCEPTED)
async def forecast(command: Asked[BudgetScope], handle: Starter) -> Response:
    """Expect the rest of the year from today's people and known future days; an overrun of the approved budget is told once."""
    region = Region(command.region)
    handle.require(region)
    check_scope(region, command.year, handle.today.year)
    return await accepted(handle, "forecast-budget", ForecastBudget(region=region, year=command.year), region=region)


@router.post("/budgets/{budget_id}/submissions", status_code=201, operation_id="submit_budget")
async def submit(budget_id: UUID, command: Asked[BudgetSubmission], handle: Finance) -> Receipt:
    """Ask for the money by source; after an approval it is an adjustment."""
    parts = tuple(BudgetPart(source=part.source, amount_fen=part.amount, bears=part.bears) for part in command.parts)
    return await handle(budget_id, SubmitBudget(parts=parts, document=command.document))


@router.post("/budgets/{budget_id}/approvals", status_code=201, operation_id="approve_budget")
async def approve(budget_id: UUID, command: Asked[BudgetApproval], handle: Approver) -> Receipt:
    """Approve what somebody else submitted. The body is an empty object."""
    return await handle(budget_id, ApproveBudget())


@router.post("/budgets/{budget_id}/returns", status_code=201, operation_id="return_budget")
async def give_back(budget_id: UUID, command: Asked[BudgetReturn], handle: Approver) -> Receipt:
    """Return what was submitted, with a reason; what was approved before stands."""
    return await handle(budget_id, ReturnBudget(reason=command.reason))


@router.get("/budgets", operation_id="list_budgets")
async def listed(
    reader: Reader, year: Year = None, limit: Limit = 100, cursor: Cursor = None
) -> Page[dict[str, Any]]:  # fmt: skip
    """Budgets of the caller's regions by year."""
    turn = reader.turning(cursor, limit, year=year)
    async with reader.reading() as read:
        rows = await budgets.page(read, reader.scope, year=year, after=turn.after(int, UUID), limit=limit)
    return turn.page([_shown(row) for row in rows], rows, "year", "budget_id")


@router.get("/budgets/{budget_id}/execution", operation_id="read_budget_execution")
async def execution(budget_id: UUID, reader: Reader, as_of: Day | None = None) -> BudgetExecution:
    """What was paid of it month by month, by today or another day, and what is expected of the rest of the year."""
    async with reader.reading() as read:
        row = await budgets.find(read, budget_id)
        if row is None:
            raise HTTPException(404)
        region = Region(row["region"])
        reader.require(region)
        paid = await budgets.paid_by_month(read, region, row["year"], as_of=as_of)
        by_source = await run_funds.spent(read, region, row["year"], as_of=as_of)
    expected = [each for each in row["expected"] or () if each[0] not in paid]
    approved = sum(fen for _, fen, _ in row["approved"]) if row["approved"] else None
    spent = sum(paid.values())
    left = None if approved is None else approved - spent - sum(fen for _, _, fen in expected)
    return BudgetExecution(
        budget_id=budget_id, region=region, year=row["year"], stage=row["stage"], approved=_yuan(approved),
        paid=tuple(MonthCost(month=month, people=None, amount=to_yuan(fen)) for month, fen in paid.items()),
        paid_total=to_yuan(spent), expected=_months(expected), left=_yuan(left),
        funds=_funds(row, by_source, paid), currency="CNY",
    )  # fmt: skip


def _funds(row: Mapping[Any, Any], spent: Mapping[str, int], paid: Collection[str]) -> tuple[FundExecution, ...]:
    """Every source that money was approved for, that paid, or that is expected to; of months not paid yet."""
    parts = row["approved"] or ()
    coming: Counter[str] = Counter()
    for month, source, fen in row["expected_funds"] or ():
        coming[source] += 0 if month in paid else fen
    approved: Counter[str] = Counter()
    for _, fen, bears in parts:
        approved[bears] += fen
    return tuple(
        FundExecution(
            source=source, parts=tuple(name for name, _, bears in parts if bears == source),
            approved=to_yuan(approved[source]), paid=to_yuan(spent.get(source, 0)), expected=to_yuan(coming[source]),
            left=to_yuan(approved[source] - spent.get(source, 0) - coming[source]),
        )
        for source in sorted({*approved, *spent, *coming})
    )  # fmt: skip


def _shown(row: Mapping[Any, Any]) -> dict[str, Any]:
    same = ("budget_id", "region", "year", "stage", "left_out", "document", "submitted_by", "approved_by", "reason")
    return {
        **{name: row[name] for name in (*same, "asked_document", "forecast_on")},
        "drafted": to_yuan(sum(fen for _, _, fen in row["months"])),
        **{name: _sources(row[name]) for name in ("asked", "approved")},
        "overruns": [
            {"overrun": overrun.value, "amount": to_yuan(row[column])}
            for overrun, column in budgets.OVER.items()
            if row[column] is not None
        ],
        "currency": "CNY",
    }


def _sources(parts: Sequence[Sequence[Any]] | None) -> list[dict[str, str]] | None:
    return (
        None
        if parts is None
        else [{"source": source, "amount": to_yuan(fen), "bears": bears} for source, fen, bears in parts]
    )


def _months(months: Sequence[Sequence[Any]]) -> tuple[MonthCost, ...]:
    return tuple(MonthCost(month=month, people=people, amount=to_yuan(fen)) for month, people, fen in months)


def _yuan(fen: int | None) -> str | None:
    return None if fen is None else to_yuan(fen)
