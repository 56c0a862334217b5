"""Yearly health check-ups (体检): who is invited where and until when, and whether he went. Results are never kept, nor asked for.

The stream's id follows from person and year. Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.personnel.domain.policies import Policies
from shared.kernel import NATION, Facts, Region, Rejected, record
from shared.kernel.derived import derived_id


class CheckupPhase(StrEnum):
    NONE = "NONE"
    INVITED = "INVITED"
    ATTENDED = "ATTENDED"
    MISSED = "MISSED"


def checkup_id(worker_id: UUID, year: int) -> UUID:
    return derived_id("personnel.checkup", str(worker_id), str(year))


# Events


@record
class CheckupInvited:
    """Effective = first day on which the person may go, `ends` the last."""

    effective: date
    worker_id: UUID
    checkup_id: UUID
    community: Region
    year: int
    provider: str
    ends: date
    invited_by: str


@record
class CheckupAttended:
    """Effective = the day of the check-up; nothing is known of what came of it."""

    effective: date
    worker_id: UUID
    checkup_id: UUID


@record
class CheckupMissed:
    """Effective = the day on which it was said so."""

    effective: date
    worker_id: UUID
    checkup_id: UUID


CheckupEvent = CheckupInvited | CheckupAttended | CheckupMissed

# State


@record
class Checkup:
    worker_id: UUID | None = None
    checkup_id: UUID | None = None
    region: Region = NATION
    starts: date = date.min
    phase: CheckupPhase = CheckupPhase.NONE
    on: date | None = None


def evolve(checkup: Checkup, event: CheckupEvent) -> Checkup:
    match event:
        case CheckupInvited():
            return Checkup(
                worker_id=event.worker_id, checkup_id=event.checkup_id, region=event.community, starts=event.effective,
                phase=CheckupPhase.INVITED,
            )  # fmt: skip
        case CheckupAttended(effective=day):
            return replace(checkup, phase=CheckupPhase.ATTENDED, on=day)
        case CheckupMissed():
            return replace(checkup, phase=CheckupPhase.MISSED, on=None)


# Commands


@record
class InviteToCheckup:
    worker_id: UUID
    checkup_id: UUID
    community: Region
    year: int
    provider: str
    starts: date
    ends: date


@record
class RecordCheckup:
    """`on` is the day of the check-up, none where the person did not go."""

    on: date | None


CheckupCommand = InviteToCheckup | RecordCheckup

# Decisions


def invite(checkup: Checkup, command: InviteToCheckup, facts: Facts[Policies]) -> tuple[CheckupEvent, ...]:
    """Once for each year."""
    if checkup.phase is not CheckupPhase.NONE:
        return ()
    if not 1 <= len(command.provider.strip()) <= 100:
        raise Rejected("checkups.provider", field="/provider")
    if not command.starts <= command.ends or command.ends < facts.today or command.ends.year != command.year:
        raise Rejected("checkups.days", field="/ends", year=command.year)
    invited = CheckupInvited(
        effective=command.starts, worker_id=command.worker_id, checkup_id=command.checkup_id, community=command.community,
        year=command.year, provider=command.provider.strip(), ends=command.ends, invited_by=facts.by,
    )  # fmt: skip
    return (invited,)


def record_checkup(checkup: Checkup, command: RecordCheckup, facts: Facts[Policies]) -> tuple[CheckupEvent, ...]:
    """Said anew where it was said wrongly."""
    if checkup.worker_id is None or checkup.checkup_id is None:
        raise Rejected("checkups.unknown")
    if command.on is not None and not checkup.starts <= command.on <= facts.today:
        raise Rejected("checkups.on", field="/on")
    who, id = checkup.worker_id, checkup.checkup_id
    if command.on is None:
        missed = CheckupMissed(effective=facts.today, worker_id=who, checkup_id=id)
        return () if checkup.phase is CheckupPhase.MISSED else (missed,)
    return () if checkup.on == command.on else (CheckupAttended(effective=command.on, worker_id=who, checkup_id=id),)
