"""Career records: the very best enter the leadership of a street by transfer selection or election (P-13.4).

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.personnel.domain.policies import Policies
from shared.kernel import NATION, Facts, Region, Rejected, level, record


class CareerStep(StrEnum):
    """调任进入、选举进入街道(乡镇)领导班子."""

    LEADERSHIP_SELECTED = "LEADERSHIP_SELECTED"
    LEADERSHIP_ELECTED = "LEADERSHIP_ELECTED"


# Events


@record
class CareerStepRecorded:
    """Effective = first day in the leadership of `street`; `region` is where the person worked till then."""

    effective: date
    worker_id: UUID
    step_id: UUID
    region: Region
    step: CareerStep
    street: Region
    post: str
    document: str
    recorded_by: str


@record
class CareerStepCorrected:
    """The first day, the post or the document was entered wrongly; effective is the right first day."""

    effective: date
    worker_id: UUID
    step_id: UUID
    post: str
    document: str
    reason: str
    corrected_by: str


@record
class CareerStepAnnulled:
    """It never was; effective = the day it was found out."""

    effective: date
    worker_id: UUID
    step_id: UUID
    reason: str
    annulled_by: str


CareerEvent = CareerStepRecorded | CareerStepCorrected | CareerStepAnnulled

# State


@record
class Career:
    worker_id: UUID | None = None
    step_id: UUID | None = None
    region: Region = NATION
    annulled: bool = False


def evolve(career: Career, event: CareerEvent) -> Career:
    match event:
        case CareerStepRecorded():
            return Career(worker_id=event.worker_id, step_id=event.step_id, region=event.region)
        case CareerStepCorrected():
            return career
        case CareerStepAnnulled():
            return replace(career, annulled=True)


# Commands


@record
class RecordCareerStep:
    worker_id: UUID
    step_id: UUID
    region: Region
    step: CareerStep
    street: Region
    post: str
    since: date
    document: str


@record
class CorrectCareerStep:
    since: date
    post: str
    document: str
    reason: str


@record
class AnnulCareerStep:
    reason: str


CareerCommand = RecordCareerStep | CorrectCareerStep | AnnulCareerStep

# Decisions


def decide(career: Career, command: CareerCommand, facts: Facts[Policies]) -> tuple[CareerEvent, ...]:
    match command:
        case RecordCareerStep():
            return _recorded(career, command, facts)
        case CorrectCareerStep():
            worker, id = _standing(career, command.reason)
            _check(command.post, command.document)
            corrected = CareerStepCorrected(
                effective=command.since, worker_id=worker, step_id=id, post=command.post, document=command.document,
                reason=command.reason, corrected_by=facts.by,
            )  # fmt: skip
            return (corrected,)
        case AnnulCareerStep(reason=reason):
            worker, id = _standing(career, reason)
            gone = CareerStepAnnulled(
                effective=facts.today, worker_id=worker, step_id=id, reason=reason, annulled_by=facts.by
            )
            return (gone,)


def _recorded(career: Career, command: RecordCareerStep, facts: Facts[Policies]) -> tuple[CareerEvent, ...]:
    if career.worker_id is not None:
        return ()
    _check(command.post, command.document)
    if level(command.street) != "street":
        raise Rejected("careers.street", field="/street")
    return (
        CareerStepRecorded(
            effective=command.since, worker_id=command.worker_id, step_id=command.step_id, region=command.region,
            step=command.step, street=command.street, post=command.post, document=command.document, recorded_by=facts.by,
        ),
    )  # fmt: skip


def _check(post: str, document: str) -> None:
    if not post.strip() or not document.strip():
        raise Rejected("careers.post", field="/post")


def _standing(career: Career, reason: str) -> tuple[UUID, UUID]:
    if career.worker_id is None or career.step_id is None or career.annulled:
        raise Rejected("careers.nothing-recorded")
    if not reason.strip():
        raise Rejected("careers.reason", field="/reason")
    return career.worker_id, career.step_id
