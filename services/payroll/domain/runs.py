"""Pay runs: opened, calculated, approved by somebody else, closed; discarded before that, never opened again.

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from services.payroll.domain.policies import Policies
from shared.kernel import NATION, Facts, Month, Region, Rejected, Release, Reservation, Take, ancestor, level, record

IN_PROGRESS: Final = "pay-run"
MOST_MONTHS_AHEAD: Final = 1
MOST_MONTHS_BACK: Final = 24


@record
class RunException:
    """Left out by name: what of this person could not be calculated, and for which month."""

    worker_id: UUID
    code: str
    month: str


@record
class RunTotals:
    slips: int
    gross_fen: int
    own_fen: int
    tax_fen: int
    net_fen: int
    employer_fen: int


# Events


@record
class RunOpened:
    """Facts recorded after this event wait for the next run."""

    effective: date
    unit: Region
    month: str
    pay_day: date
    opened_by: str


@record
class RunCalculated:
    effective: date
    totals: RunTotals
    exceptions: tuple[RunException, ...]


@record
class RunApproved:
    effective: date
    approved_by: str


@record
class RunClosed:
    effective: date
    unit: Region
    month: str
    slips: int
    exceptions: int


@record
class RunDiscarded:
    """Its slips never counted."""

    effective: date
    unit: Region
    reason: str
    discarded_by: str


RunEvent = RunOpened | RunCalculated | RunApproved | RunClosed | RunDiscarded

# State


class RunStage(StrEnum):
    UNKNOWN = "UNKNOWN"
    OPEN = "OPEN"
    CALCULATED = "CALCULATED"
    APPROVED = "APPROVED"
    CLOSED = "CLOSED"
    DISCARDED = "DISCARDED"


@record
class PayRun:
    stage: RunStage = RunStage.UNKNOWN
    unit: Region = NATION
    month: str = ""
    opened_by: str = ""
    slips: int = 0
    exceptions: int = 0


def evolve(run: PayRun, event: RunEvent) -> PayRun:
    match event:
        case RunOpened(unit=unit, month=month, opened_by=by):
            return PayRun(stage=RunStage.OPEN, unit=unit, month=month, opened_by=by)
        case RunCalculated(totals=totals, exceptions=exceptions):
            return replace(run, stage=RunStage.CALCULATED, slips=totals.slips, exceptions=len(exceptions))
        case RunApproved():
            return replace(run, stage=RunStage.APPROVED)
        case RunClosed():
            return replace(run, stage=RunStage.CLOSED)
        case RunDiscarded():
            return replace(run, stage=RunStage.DISCARDED)


def reserves(run_id: UUID, command: object, event: RunEvent) -> tuple[Reservation, ...]:
    """One run at a time in a county: two would pay the same differences."""
    match event:
        case RunOpened(unit=unit):
            return (Take(kind=IN_PROGRESS, key=county_of(unit)),)
        case RunClosed(unit=unit) | RunDiscarded(unit=unit):
            return (Release(kind=IN_PROGRESS, key=county_of(unit)),)
        case RunCalculated() | RunApproved():
            return ()


def county_of(unit: Region) -> Region:
    """The county whose ledger a unit is in; a city without counties is its own."""
    return unit if level(unit) == "city" else ancestor(unit, "county")


# Commands


@record
class OpenRun:
    """For a street or a county; without a pay day the last day of the month."""

    unit: Region
    month: str
    pay_day: date | None = None


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
    month = _month(command.month)
    if not -MOST_MONTHS_BACK <= month.index - Month.of(facts.today).index <= MOST_MONTHS_AHEAD:
        raise Rejected("runs.month", field="/month")
    pay_day = command.pay_day or month.last
    if pay_day < month.first or Month.of(pay_day).index > month.index + MOST_MONTHS_BACK:
        raise Rejected("runs.pay-day", field="/pay_day")
    return (
        RunOpened(effective=facts.today, unit=command.unit, month=command.month, pay_day=pay_day, opened_by=facts.by),
    )


def finish(run: PayRun, command: FinishCalculation, facts: Facts[Policies]) -> tuple[RunCalculated, ...]:
    if run.stage is not RunStage.OPEN:
        return ()
    return (RunCalculated(effective=facts.today, totals=command.totals, exceptions=command.exceptions),)


def approve(run: PayRun, facts: Facts[Policies]) -> tuple[RunApproved, ...]:
    if run.stage in (RunStage.APPROVED, RunStage.CLOSED):
        return ()
    if run.stage is not RunStage.CALCULATED:
        raise Rejected("runs.not-calculated")
    if run.opened_by == facts.by:
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


def _month(text: str) -> Month:
    try:
        month = Month.parse(text)
    except ValueError:
        raise Rejected("runs.month", field="/month") from None
    if str(month) != text:
        raise Rejected("runs.month", field="/month")
    return month
