"""The pay run stream: what can have happened to a run, and what is therefore so.

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, Final
from uuid import UUID

from services.payroll.domain.finding_events import FindingKind, FindingOverridden, RunFindingsNoted
from services.payroll.domain.receipt_events import ReceiptDifferenceSettled, ReceiptKind, RunReceiptRecorded
from services.payroll.domain.remittance_events import RemittancesOwed, WithheldOwed
from services.payroll.domain.run_file_events import RunFileWritten
from services.payroll.domain.run_fund_events import RunFundsCharged
from services.payroll.domain.street_check_events import (
    RunChecksCalledOff,
    RunStreetChecked,
    RunStreetsNamed,
    StreetCheckEvent,
)
from shared.kernel import NATION, Region, Release, Reservation, Take, ancestor, level, record

IN_PROGRESS: Final = "pay-run"
FIRST_ENGINE: Final = "1"
SECOND_ENGINE: Final = "2"
THIRD_ENGINE: Final = "3"
FOURTH_ENGINE: Final = "4"
ENGINE: Final = "5"
"""Raised with every change after which an old slip would be calculated to another fen."""
BEFORE_RELIEF: Final = frozenset((FIRST_ENGINE, SECOND_ENGINE, THIRD_ENGINE))
"""They paid all sickness alike, however long."""
BEFORE_CONFIRMATIONS: Final = BEFORE_RELIEF | {FOURTH_ENGINE}
"""They went on deducting what nobody had confirmed for the new year."""


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
    """Facts recorded after this event wait for the next run.

    What a slip follows from besides facts is pinned: `again_from`, the month everybody was calculated anew from; `rules`, the
    fingerprint of the policies that ruled ("" where nobody wrote it down); `engine`, the calculation's own version.
    """

    schema_version: ClassVar[int] = 2
    effective: date
    unit: Region
    month: str
    pay_day: date
    opened_by: str
    again_from: str | None
    rules: str
    engine: str


def opened_before_rules_were_pinned(stored: dict[str, Any]) -> dict[str, Any]:
    """RunOpened of version 1 as one of version 2."""
    return {**stored, "again_from": None, "rules": "", "engine": "1"}


@record
class RunCalculated:
    effective: date
    totals: RunTotals
    exceptions: tuple[RunException, ...]


@record
class RunInputsFrozen:
    """What is recorded after this event waits for the next run; the rules and the engine that calculate are pinned anew."""

    effective: date
    frozen_by: str
    rules: str
    engine: str


@record
class RunChecked:
    """By the street, before the county approves."""

    effective: date
    checked_by: str


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


RunEvent = (
    RunOpened
    | RunInputsFrozen
    | RunCalculated
    | RunFindingsNoted
    | FindingOverridden
    | RunChecked
    | RunApproved
    | RunReceiptRecorded
    | ReceiptDifferenceSettled
    | RemittancesOwed
    | WithheldOwed
    | RunFileWritten
    | StreetCheckEvent
    | RunFundsCharged
    | RunClosed
    | RunDiscarded
)

# State


class RunStage(StrEnum):
    UNKNOWN = "UNKNOWN"
    OPEN = "OPEN"
    INPUTS_FROZEN = "INPUTS_FROZEN"
    CALCULATED = "CALCULATED"
    STREET_CHECKED = "STREET_CHECKED"
    COUNTY_APPROVED = "COUNTY_APPROVED"
    PAID = "PAID"
    DECLARED = "DECLARED"
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
    findings: frozenset[FindingKind] = frozenset()
    checked_by: str = ""
    checkers: tuple[str, ...] = ()
    streets: frozenset[Region] = frozenset()
    streets_checked: frozenset[Region] = frozenset()
    files: tuple[RunFileWritten, ...] = ()
    receipts: tuple[RunReceiptRecorded, ...] = ()
    settled: frozenset[tuple[ReceiptKind, int]] = frozenset()

    @property
    def open_differences(self) -> frozenset[tuple[ReceiptKind, int]]:
        """Of the receipts: those that nobody settled yet."""
        return frozenset((r.kind, n) for r in self.receipts for n in range(len(r.differences))) - self.settled


MOVES: Final = {
    (RunStage.COUNTY_APPROVED, ReceiptKind.BANK): RunStage.PAID,
    (RunStage.PAID, ReceiptKind.TAX): RunStage.DECLARED,
}
"""Which receipt takes a run to its next stage."""


def evolve(run: PayRun, event: RunEvent) -> PayRun:  # noqa: C901  one match
    match event:
        case RunOpened(unit=unit, month=month, opened_by=by):
            return PayRun(stage=RunStage.OPEN, unit=unit, month=month, opened_by=by)
        case RunInputsFrozen():
            return replace(run, stage=RunStage.INPUTS_FROZEN)
        case RunFindingsNoted(findings=findings):
            return replace(run, findings=frozenset(f.kind for f in findings))
        case FindingOverridden(kind=kind):
            return replace(run, findings=run.findings - {kind})
        case RunStreetsNamed(streets=shares):
            return replace(run, streets=frozenset(share.street for share in shares))
        case RunStreetChecked(street=street, checked_by=by):
            return replace(run, streets_checked=run.streets_checked | {street}, checkers=(*run.checkers, by))
        case RunFileWritten():
            return replace(run, files=(*run.files, event))
        case RunChecksCalledOff() | RemittancesOwed() | WithheldOwed() | RunFundsCharged():
            return run
        case RunChecked(checked_by=by):
            return replace(run, stage=RunStage.STREET_CHECKED, checked_by=by, checkers=(*run.checkers, by))
        case RunReceiptRecorded(kind=kind):
            return replace(run, stage=MOVES.get((run.stage, kind), run.stage), receipts=(*run.receipts, event))
        case ReceiptDifferenceSettled(kind=kind, number=number):
            return replace(run, settled=run.settled | {(kind, number)})
        case RunCalculated(totals=totals, exceptions=exceptions):
            return replace(run, stage=RunStage.CALCULATED, slips=totals.slips, exceptions=len(exceptions))
        case RunApproved():
            return replace(run, stage=RunStage.COUNTY_APPROVED)
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
        case _:
            return ()


def county_of(unit: Region) -> Region:
    """The county whose ledger a unit is in; a city without counties is its own."""
    return unit if level(unit) == "city" else ancestor(unit, "county")
