"""Pay runs: opened, calculated, approved by somebody else, closed; discarded before that, never opened again."""

from datetime import date
from typing import Final
from uuid import UUID

from services.payroll.domain.pay_run import (
    ENGINE,
    PayRun,
    RunApproved,
    RunCalculated,
    RunClosed,
    RunDiscarded,
    RunException,
    RunOpened,
    RunStage,
    RunTotals,
)
from services.payroll.domain.policies import Policies
from shared.kernel import Facts, Month, Region, Rejected, level, record, same_hand

MOST_MONTHS_AHEAD: Final = 1
MOST_MONTHS_BACK: Final = 24

# Commands


@record
class OpenRun:
    """For a street or a county; without a pay day the last day of the month. `again_from` and `rules` are pinned as they are."""

    unit: Region
    month: str
    pay_day: date | None = None
    again_from: str | None = None
    rules: str = ""


@record
class CalculateRun:
    """The long work on an opened run. `again_from`: everybody is calculated anew from this month on, because rules changed that
    nobody tells of (a published floor, a rate)."""

    run_id: UUID
    again_from: str | None = None


@record
class FinishCalculation:
    """All slips are issued."""

    totals: RunTotals
    exceptions: tuple[RunException, ...]


@record
class ApproveRun:
    """By somebody other than who opened it."""


@record
class CloseRun:
    """It is paid."""


@record
class DiscardRun:
    """Take it back before it is closed: its slips never counted."""

    reason: str


RunCommand = OpenRun | FinishCalculation | ApproveRun | CloseRun | DiscardRun

# Decisions


def open_run(run: PayRun, command: OpenRun, facts: Facts[Policies]) -> tuple[RunOpened, ...]:
    if run.stage is not RunStage.UNKNOWN:
        return ()
    if not _is_unit(command.unit):
        raise Rejected("runs.unit", field="/unit")
    month = month_named(command.month)
    if not -MOST_MONTHS_BACK <= month.index - Month.of(facts.today).index <= MOST_MONTHS_AHEAD:
        raise Rejected("runs.month", field="/month")
    pay_day = command.pay_day or month.last
    if pay_day < month.first or Month.of(pay_day).index > month.index + MOST_MONTHS_BACK:
        raise Rejected("runs.pay-day", field="/pay_day")
    return (
        RunOpened(
            effective=facts.today, unit=command.unit, month=command.month, pay_day=pay_day, opened_by=facts.by,
            again_from=command.again_from, rules=command.rules, engine=ENGINE,
        ),
    )  # fmt: skip


def finish(run: PayRun, command: FinishCalculation, facts: Facts[Policies]) -> tuple[RunCalculated, ...]:
    if run.stage is not RunStage.OPEN:
        return ()
    return (RunCalculated(effective=facts.today, totals=command.totals, exceptions=command.exceptions),)


def approve(run: PayRun, facts: Facts[Policies]) -> tuple[RunApproved, ...]:
    if run.stage in (RunStage.APPROVED, RunStage.CLOSED):
        return ()
    if run.stage is not RunStage.CALCULATED:
        raise Rejected("runs.not-calculated")
    if same_hand(run.opened_by, facts.by):
        raise Rejected("runs.own-run")
    return (RunApproved(effective=facts.today, approved_by=facts.by),)


def close(run: PayRun, facts: Facts[Policies]) -> tuple[RunClosed, ...]:
    if run.stage is RunStage.CLOSED:
        return ()
    if run.stage is not RunStage.APPROVED:
        raise Rejected("runs.not-approved")
    return (
        RunClosed(effective=facts.today, unit=run.unit, month=run.month, slips=run.slips, exceptions=run.exceptions),
    )


def discard(run: PayRun, command: DiscardRun, facts: Facts[Policies]) -> tuple[RunDiscarded, ...]:
    if run.stage is RunStage.DISCARDED:
        return ()
    if run.stage in (RunStage.UNKNOWN, RunStage.CLOSED):
        raise Rejected("runs.not-in-progress")
    if not command.reason.strip():
        raise Rejected("runs.reason", field="/reason")
    return (RunDiscarded(effective=facts.today, unit=run.unit, reason=command.reason, discarded_by=facts.by),)


def _is_unit(path: Region) -> bool:
    try:
        return level(path) in ("city", "county", "street")
    except ValueError:
        return False


def month_named(text: str, field: str = "/month") -> Month:
    """A month written 2026-03 and no other way."""
    try:
        month = Month.parse(text)
    except ValueError:
        raise Rejected("runs.month", field=field) from None
    if str(month) != text:
        raise Rejected("runs.month", field=field)
    return month
