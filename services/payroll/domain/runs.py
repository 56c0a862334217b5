"""Pay runs: opened, inputs frozen, calculated, checked by the street, approved by the county, paid, declared, closed.

Maker ≠ checker at each check; discarded before it is paid, never opened again: later runs correct.
"""

from datetime import date
from typing import Final
from uuid import UUID

from services.payroll.domain.finding_events import FindingKind, FindingOverridden, RunFinding, RunFindingsNoted
from services.payroll.domain.pay_run import (
    ENGINE,
    PayRun,
    RunApproved,
    RunCalculated,
    RunChecked,
    RunClosed,
    RunDiscarded,
    RunException,
    RunInputsFrozen,
    RunOpened,
    RunStage,
    RunTotals,
)
from services.payroll.domain.policies import Policies
from services.payroll.domain.receipts import ReceiptCommand
from services.payroll.domain.run_files import RecordRunFile
from services.payroll.domain.run_fund_events import FundCharge, RunFundsCharged
from services.payroll.domain.street_check_events import (
    RunChecksCalledOff,
    RunStreetChecked,
    RunStreetsNamed,
    StreetShare,
)
from services.payroll.domain.street_checks import CheckRun, called_off, checked, named
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
    findings: tuple[RunFinding, ...] = ()
    streets: tuple[StreetShare, ...] = ()
    funds: tuple[FundCharge, ...] = ()


@record
class FreezeInputs:
    """Nothing recorded later enters this run. `rules` are pinned as they are."""

    rules: str = ""


@record
class OverrideFinding:
    """By somebody other than who opened the run, with a reason."""

    kind: FindingKind
    reason: str


@record
class ApproveRun:
    """By somebody other than who opened and who checked it."""


@record
class CloseRun:
    """Paid, declared, differences settled."""


@record
class DiscardRun:
    """Take it back before it is paid: its slips never counted."""

    reason: str


RunCommand = (
    OpenRun
    | FreezeInputs
    | FinishCalculation
    | CheckRun
    | OverrideFinding
    | ApproveRun
    | ReceiptCommand
    | RecordRunFile
    | CloseRun
    | DiscardRun
)

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


def freeze(run: PayRun, command: FreezeInputs, facts: Facts[Policies]) -> tuple[RunInputsFrozen, ...]:
    if run.stage is not RunStage.OPEN:
        raise Rejected("runs.not-open")
    return (RunInputsFrozen(effective=facts.today, frozen_by=facts.by, rules=command.rules, engine=ENGINE),)


def finish(
    run: PayRun, command: FinishCalculation, facts: Facts[Policies]
) -> tuple[RunCalculated | RunFindingsNoted | RunStreetsNamed | RunFundsCharged, ...]:
    """A run of before inputs were frozen apart is still open."""
    if run.stage not in (RunStage.OPEN, RunStage.INPUTS_FROZEN):
        return ()
    calculated = RunCalculated(effective=facts.today, totals=command.totals, exceptions=command.exceptions)
    found = (RunFindingsNoted(effective=facts.today, findings=command.findings),) if command.findings else ()
    funds = (RunFundsCharged(effective=facts.today, charges=command.funds),) if command.funds else ()
    return calculated, *found, *named(command.streets, run.unit, facts.today), *funds


def check(run: PayRun, command: CheckRun, facts: Facts[Policies]) -> tuple[RunStreetChecked | RunChecked, ...]:
    if run.stage in (*_APPROVED, RunStage.STREET_CHECKED):
        return ()
    if run.stage is not RunStage.CALCULATED:
        raise Rejected("runs.not-calculated")
    if same_hand(run.opened_by, facts.by):
        raise Rejected("runs.own-run")
    return checked(run, command, facts)


def override(run: PayRun, command: OverrideFinding, facts: Facts[Policies]) -> tuple[FindingOverridden, ...]:
    """A finding that nobody made, or that is overridden already, needs no word."""
    if run.stage not in (RunStage.CALCULATED, RunStage.STREET_CHECKED):
        raise Rejected("runs.not-calculated")
    if command.kind not in run.findings:
        return ()
    if same_hand(run.opened_by, facts.by):
        raise Rejected("runs.own-run")
    if not command.reason.strip():
        raise Rejected("runs.reason", field="/reason")
    return (FindingOverridden(effective=facts.today, kind=command.kind, reason=command.reason, signed_by=facts.by),)


_APPROVED: Final = (RunStage.COUNTY_APPROVED, RunStage.PAID, RunStage.DECLARED, RunStage.CLOSED)


def approve(run: PayRun, facts: Facts[Policies]) -> tuple[RunApproved, ...]:
    if run.stage in _APPROVED:
        return ()
    if run.stage not in (RunStage.CALCULATED, RunStage.STREET_CHECKED):
        raise Rejected("runs.not-calculated")
    if same_hand(run.opened_by, facts.by):
        raise Rejected("runs.own-run")
    if run.stage is RunStage.CALCULATED:
        raise Rejected("runs.not-checked")
    if any(same_hand(checker, facts.by) for checker in run.checkers):
        raise Rejected("runs.own-check")
    if run.findings:
        raise Rejected("runs.findings-open", findings=", ".join(sorted(run.findings)))
    return (RunApproved(effective=facts.today, approved_by=facts.by),)


def close(run: PayRun, facts: Facts[Policies]) -> tuple[RunClosed, ...]:
    if run.stage is RunStage.CLOSED:
        return ()
    if run.stage not in (RunStage.COUNTY_APPROVED, RunStage.PAID, RunStage.DECLARED):
        raise Rejected("runs.not-approved")
    if run.stage is not RunStage.DECLARED:
        raise Rejected("runs.not-declared")
    if run.open_differences:
        raise Rejected("runs.differences-open", count=len(run.open_differences))
    return (
        RunClosed(effective=facts.today, unit=run.unit, month=run.month, slips=run.slips, exceptions=run.exceptions),
    )


def discard(run: PayRun, command: DiscardRun, facts: Facts[Policies]) -> tuple[RunDiscarded | RunChecksCalledOff, ...]:
    if run.stage is RunStage.DISCARDED:
        return ()
    if run.stage in (RunStage.UNKNOWN, RunStage.PAID, RunStage.DECLARED, RunStage.CLOSED):
        raise Rejected("runs.not-in-progress")
    if not command.reason.strip():
        raise Rejected("runs.reason", field="/reason")
    discarded = RunDiscarded(effective=facts.today, unit=run.unit, reason=command.reason, discarded_by=facts.by)
    return discarded, *called_off(run, facts.today)


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
