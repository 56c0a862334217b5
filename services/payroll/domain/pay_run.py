"""The pay run stream: what can have happened to a run, and what is therefore so.

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, Final
from uuid import UUID

from shared.kernel import NATION, Region, Release, Reservation, Take, ancestor, level, record

IN_PROGRESS: Final = "pay-run"
FIRST_ENGINE: Final = "1"
ENGINE: Final = "2"
"""Raised with every change after which an old slip would be calculated to another fen."""


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
