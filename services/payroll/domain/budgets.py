"""Budgets of pay (P-15.3): drafted from real people and rules by the engine that pays, submitted by source, approved by another
hand, adjusted by a document; paid and expected months held against them, and an overrun told once.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from typing import Final
from uuid import UUID

from services.payroll.domain.budget_events import (
    Budget,
    BudgetApproved,
    BudgetDrafted,
    BudgetEvent,
    BudgetExceeded,
    BudgetForecastMade,
    BudgetMonth,
    BudgetOverrun,
    BudgetPart,
    BudgetReturned,
    BudgetSourceExceeded,
    BudgetStage,
    BudgetSubmitted,
    FundMonth,
)
from services.payroll.domain.policies import Policies
from shared.kernel import Facts, Month, Region, Rejected, level, record, same_hand

MOST_FEN: Final = 100_000_000_000_00
MOST_PARTS: Final = 20

# Commands


@record
class DraftBudget:
    """The long work: a county's or street's year, by what is known now."""

    region: Region
    year: int


@record
class ForecastBudget:
    """The long work: what the rest of the year is expected to cost."""

    region: Region
    year: int


@record
class ForecastAfterRun:
    """The long work after a run was closed: the rest of the year of every approved budget that the run was paid from."""

    run_id: UUID


@record
class RecordDraft:
    region: Region
    year: int
    months: tuple[BudgetMonth, ...]
    left_out: int
    known_at: int


@record
class RecordForecast:
    """Paid through a month ("" for none) and the months expected after it; `paid_funds` is what was paid by funding source."""

    region: Region
    year: int
    paid_through: str
    paid_fen: int
    expected: tuple[BudgetMonth, ...]
    known_at: int
    expected_funds: tuple[FundMonth, ...] = ()
    paid_funds: Mapping[str, int] = field(default_factory=dict[str, int])


@record
class SubmitBudget:
    parts: tuple[BudgetPart, ...]
    document: str


@record
class ApproveBudget:
    """What was submitted."""


@record
class ReturnBudget:
    reason: str


BudgetCommand = RecordDraft | RecordForecast | SubmitBudget | ApproveBudget | ReturnBudget

# Decisions


def decide(budget: Budget, command: BudgetCommand, facts: Facts[Policies]) -> tuple[BudgetEvent, ...]:
    match command:
        case RecordDraft():
            return _draft(budget, command, facts)
        case RecordForecast():
            return tuple(_forecast(budget, command, facts))
        case SubmitBudget():
            return _submit(budget, command, facts)
        case ApproveBudget():
            return _approve(budget, facts)
        case ReturnBudget():
            return _return(budget, command, facts)


def check_scope(region: Region, year: int, facts_year: int) -> None:
    """Raises Rejected for what has no budget, or a year that nobody plans now."""
    if level(region) not in ("city", "county", "street"):
        raise Rejected("budgets.region", field="/region")
    if abs(year - facts_year) > 1:
        raise Rejected("budgets.year", field="/year")


def _draft(budget: Budget, command: RecordDraft, facts: Facts[Policies]) -> tuple[BudgetDrafted, ...]:
    """Drafted again, what was drafted before is replaced; what was approved stands."""
    if budget.months == command.months:
        return ()
    return (
        BudgetDrafted(
            effective=Month(year=command.year, month=1).first, region=command.region, year=command.year,
            months=command.months, left_out=command.left_out, known_at=command.known_at, drafted_by=facts.by,
        ),
    )  # fmt: skip


def _submit(budget: Budget, command: SubmitBudget, facts: Facts[Policies]) -> tuple[BudgetSubmitted, ...]:
    if budget.stage is BudgetStage.NONE:
        raise Rejected("budgets.not-drafted")
    sources = [part.source.strip() for part in command.parts]
    bears = [part.bears.strip() for part in command.parts]
    if not 0 < len(sources) <= MOST_PARTS or not all(sources) or not all(bears) or len(set(sources)) != len(sources):
        raise Rejected("budgets.sources", field="/parts", most=MOST_PARTS)
    if any(not 0 < part.amount_fen <= MOST_FEN for part in command.parts):
        raise Rejected("budgets.amount", field="/parts")
    if not command.document.strip():
        raise Rejected("budgets.document", field="/document")
    asked = budget.asked
    if asked is not None and (asked.parts, asked.document) == (command.parts, command.document):
        return ()
    return (
        BudgetSubmitted(
            effective=facts.today, parts=command.parts, document=command.document, submitted_by=facts.by
        ),
    )  # fmt: skip


def _approve(budget: Budget, facts: Facts[Policies]) -> tuple[BudgetApproved, ...]:
    if budget.asked is None and budget.stage is BudgetStage.APPROVED:
        return ()
    asked = _another_hand(budget, facts)
    return (
        BudgetApproved(
            effective=facts.today, region=budget.region, year=budget.year, parts=asked.parts, document=asked.document,
            approved_by=facts.by,
        ),
    )  # fmt: skip


def _return(budget: Budget, command: ReturnBudget, facts: Facts[Policies]) -> tuple[BudgetReturned, ...]:
    _another_hand(budget, facts)
    if not command.reason.strip():
        raise Rejected("budgets.reason", field="/reason")
    return (BudgetReturned(effective=facts.today, reason=command.reason, returned_by=facts.by),)


def _another_hand(budget: Budget, facts: Facts[Policies]) -> BudgetSubmitted:
    if budget.asked is None:
        raise Rejected("budgets.nothing-submitted")
    if same_hand(budget.asked.submitted_by, facts.by):
        raise Rejected("budgets.own-submission")
    return budget.asked


def _forecast(budget: Budget, command: RecordForecast, facts: Facts[Policies]) -> Iterator[BudgetEvent]:
    """Against what was approved. The same forecast is not told again, nor an overrun until the budget is adjusted."""
    if not budget.approved:
        raise Rejected("budgets.not-approved")
    made = BudgetForecastMade(
        effective=facts.today, region=command.region, year=command.year, paid_through=command.paid_through,
        paid_fen=command.paid_fen, expected=command.expected, known_at=command.known_at, made_by=facts.by,
        expected_funds=command.expected_funds,
    )  # fmt: skip
    last = budget.forecast
    if last is None or replace(made, known_at=last.known_at, effective=last.effective, made_by=last.made_by) != last:
        yield made
    whole = command.paid_fen + sum(month.amount_fen for month in command.expected)
    for overrun, amount in ((BudgetOverrun.EXECUTION, command.paid_fen), (BudgetOverrun.FORECAST, whole)):
        if amount > budget.approved_fen and overrun not in budget.overruns:
            yield BudgetExceeded(
                effective=facts.today, region=budget.region, year=budget.year, overrun=overrun,
                budget_fen=budget.approved_fen, amount_fen=amount,
            )  # fmt: skip
    yield from _sources_exceeded(budget, command, facts)


def _sources_exceeded(
    budget: Budget, command: RecordForecast, facts: Facts[Policies]
) -> Iterator[BudgetSourceExceeded]:
    """By funding source, where there are several; a single one is the budget itself."""
    approved, whole = Counter[str](), Counter(command.paid_funds)
    for part in budget.approved:
        approved[part.bears] += part.amount_fen
    for month in command.expected_funds:
        whole[month.source] += month.amount_fen
    if len({*approved, *whole}) < 2:
        return
    for overrun, spent in ((BudgetOverrun.EXECUTION, command.paid_funds), (BudgetOverrun.FORECAST, whole)):
        for source, fen in sorted(spent.items()):
            if fen > approved[source] and (source, overrun) not in budget.source_overruns:
                yield BudgetSourceExceeded(
                    effective=facts.today, region=budget.region, year=budget.year, source=source, overrun=overrun,
                    budget_fen=approved[source], amount_fen=fen,
                )  # fmt: skip
