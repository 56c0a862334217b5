"""Party membership of a person (发展党员, P-13.1): the stage, sealed, and its first day; nothing else. The stream's id is the worker's.

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.personnel.domain.policies import Policies
from shared.kernel import DAY, NATION, Facts, Region, Rejected, Timeline, WorkerPartyStage, record


class PartyStage(StrEnum):
    """申请入党、入党积极分子、发展对象、预备党员、正式党员、不是党员."""

    APPLICANT = "APPLICANT"
    ACTIVIST = "ACTIVIST"
    CANDIDATE = "CANDIDATE"
    PROBATIONARY = "PROBATIONARY"
    FULL = "FULL"
    NONE = "NONE"


MEMBERS = frozenset({PartyStage.PROBATIONARY, PartyStage.FULL})

# Events


@record
class PartyStatusRecorded:
    """Effective = first day of the stage."""

    effective: date
    worker_id: UUID
    region: Region
    fact: UUID
    stage: WorkerPartyStage
    recorded_by: str


@record
class PartyStatusCorrected:
    """The stage and its first day as they really were."""

    effective: date
    worker_id: UUID
    fact: UUID
    stage: WorkerPartyStage
    reason: str
    corrected_by: str


@record
class PartyStatusAnnulled:
    """It never was; effective = the first day it was said to have."""

    effective: date
    worker_id: UUID
    fact: UUID
    reason: str
    annulled_by: str


PartyStatusEvent = PartyStatusRecorded | PartyStatusCorrected | PartyStatusAnnulled

# State


@record
class PartyStatus:
    worker_id: UUID | None = None
    region: Region = NATION
    stages: Timeline[WorkerPartyStage] = Timeline()


def evolve(status: PartyStatus, event: PartyStatusEvent) -> PartyStatus:
    match event:
        case PartyStatusRecorded(region=region, fact=fact, effective=day, stage=stage):
            stages = status.stages.record(fact, day, stage)
            return replace(status, worker_id=event.worker_id, region=region, stages=stages)
        case PartyStatusCorrected(fact=fact, effective=day, stage=stage):
            return replace(status, stages=status.stages.correct(fact, day, stage))
        case PartyStatusAnnulled(fact=fact):
            return replace(status, stages=status.stages.annul(fact))


# Commands


@record
class RecordPartyStatus:
    worker_id: UUID
    region: Region
    fact: UUID
    stage: WorkerPartyStage
    since: date


@record
class CorrectPartyStatus:
    fact: UUID
    stage: WorkerPartyStage
    since: date
    reason: str


@record
class AnnulPartyStatus:
    fact: UUID
    reason: str


@record
class EndPartyStatus:
    """The person has died: `stage` says that there is no membership any more."""

    fact: UUID
    stage: WorkerPartyStage
    last_day: date


PartyStatusCommand = RecordPartyStatus | CorrectPartyStatus | AnnulPartyStatus | EndPartyStatus
Events = tuple[PartyStatusEvent, ...]

# Decisions


def tell(status: PartyStatus, command: RecordPartyStatus, facts: Facts[Policies]) -> Events:
    """In whatever order stages come to be known."""
    if status.stages.has(command.fact):
        return ()
    _check_day(command.since, facts)
    return (
        PartyStatusRecorded(
            effective=command.since, worker_id=command.worker_id, region=command.region, fact=command.fact,
            stage=command.stage, recorded_by=facts.by,
        ),
    )  # fmt: skip


def end(status: PartyStatus, command: EndPartyStatus, facts: Facts[Policies]) -> Events:
    """From the day after the last; nothing where no stage is known."""
    if status.worker_id is None or not status.stages.entries or status.stages.has(command.fact):
        return ()
    return (
        PartyStatusRecorded(
            effective=command.last_day + DAY, worker_id=status.worker_id, region=status.region, fact=command.fact,
            stage=command.stage, recorded_by=facts.by,
        ),
    )  # fmt: skip


def correct(status: PartyStatus, command: CorrectPartyStatus, facts: Facts[Policies]) -> Events:
    worker, _ = _entry(status, command.fact)
    _check_day(command.since, facts)
    return (
        PartyStatusCorrected(
            effective=command.since, worker_id=worker, fact=command.fact, stage=command.stage,
            reason=_because(command.reason), corrected_by=facts.by,
        ),
    )  # fmt: skip


def annul(status: PartyStatus, command: AnnulPartyStatus, facts: Facts[Policies]) -> Events:
    worker, since = _entry(status, command.fact)
    return (
        PartyStatusAnnulled(
            effective=since, worker_id=worker, fact=command.fact, reason=_because(command.reason), annulled_by=facts.by
        ),
    )


def _entry(status: PartyStatus, fact: UUID) -> tuple[UUID, date]:
    found = next((entry.effective for entry in status.stages.entries if entry.fact == fact), None)
    if status.worker_id is None or found is None:
        raise Rejected("party-status.unknown", field="/fact")
    return status.worker_id, found


def _check_day(since: date, facts: Facts[Policies]) -> None:
    if since > facts.today:
        raise Rejected("party-status.future", field="/since")


def _because(reason: str) -> str:
    if not reason.strip():
        raise Rejected("party-status.reason", field="/reason")
    return reason
