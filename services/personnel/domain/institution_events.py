"""What can have happened on the way of a secretary into an institution (事业编制专项招聘): the year's list, each person's case.

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.personnel.domain.career_path import ConditionFound
from shared.kernel import NATION, Region, record


class InstitutionStage(StrEnum):
    NONE = "NONE"
    ELIGIBLE = "ELIGIBLE"
    APPLIED = "APPLIED"
    EXAMINED = "EXAMINED"
    HIRED = "HIRED"
    NOT_HIRED = "NOT_HIRED"


class NotHiredReason(StrEnum):
    """考试未通过、考察未通过、体检不合格、本人放弃、岗位已满、离职."""

    EXAMINATION = "EXAMINATION"
    REVIEW = "REVIEW"
    HEALTH = "HEALTH"
    WITHDREW = "WITHDREW"
    NO_POST = "NO_POST"
    LEFT = "LEFT"


@record
class EligiblePerson:
    worker_id: UUID
    region: Region
    case_id: UUID
    conditions: tuple[ConditionFound, ...]


# Events


@record
class EligibilityListFrozen:
    """Effective = the day on which everybody was judged; from then on the list does not change."""

    effective: date
    list_id: UUID
    region: Region
    year: int
    people: tuple[EligiblePerson, ...]
    frozen_by: str


@record
class InstitutionCaseOpened:
    """The person stands on the year's list; effective = the day he was judged."""

    effective: date
    worker_id: UUID
    case_id: UUID
    region: Region
    list_id: UUID
    year: int
    conditions: tuple[ConditionFound, ...]


@record
class InstitutionApplied:
    """Effective = day of the application for a post of a unit."""

    effective: date
    worker_id: UUID
    case_id: UUID
    unit: str
    post: str
    recorded_by: str


@record
class InstitutionExamined:
    """Effective = day of the examination under the rules of open recruitment."""

    effective: date
    worker_id: UUID
    case_id: UUID
    passed: bool
    document: str
    recorded_by: str


@record
class InstitutionHired:
    """Effective = first day in the institution; grade pay ends the day before."""

    effective: date
    worker_id: UUID
    case_id: UUID
    employment_id: UUID
    employed_since: date
    unit: str
    document: str
    hired_by: str


@record
class InstitutionNotHired:
    effective: date
    worker_id: UUID
    case_id: UUID
    why: NotHiredReason
    document: str
    recorded_by: str


@record
class InstitutionCaseReopened:
    """The exit with which it ended is undone: it is at `stage` again, last recorded by `recorded_by`. Effective = the day of that."""

    effective: date
    worker_id: UUID
    case_id: UUID
    stage: InstitutionStage
    recorded_by: str


InstitutionCaseEvent = (
    InstitutionCaseOpened | InstitutionApplied | InstitutionExamined | InstitutionHired | InstitutionNotHired
    | InstitutionCaseReopened
)  # fmt: skip

# State


@record
class EligibilityList:
    region: Region = NATION
    frozen: bool = False


def evolve_list(found: EligibilityList, event: EligibilityListFrozen) -> EligibilityList:
    return EligibilityList(region=event.region, frozen=True)


@record
class InstitutionCase:
    """`left_at` is the stage at which the person left."""

    worker_id: UUID | None = None
    case_id: UUID | None = None
    region: Region = NATION
    stage: InstitutionStage = InstitutionStage.NONE
    unit: str = ""
    recorded_by: tuple[str, ...] = ()
    left_at: InstitutionStage | None = None


def evolve(case: InstitutionCase, event: InstitutionCaseEvent) -> InstitutionCase:
    match event:
        case InstitutionCaseOpened():
            return InstitutionCase(
                worker_id=event.worker_id, case_id=event.case_id, region=event.region, stage=InstitutionStage.ELIGIBLE
            )
        case InstitutionApplied(unit=unit, recorded_by=by):
            return replace(case, stage=InstitutionStage.APPLIED, unit=unit, recorded_by=(*case.recorded_by, by))
        case InstitutionExamined(recorded_by=by):
            return replace(case, stage=InstitutionStage.EXAMINED, recorded_by=(*case.recorded_by, by))
        case InstitutionHired():
            return replace(case, stage=InstitutionStage.HIRED)
        case InstitutionNotHired(why=why):
            left_at = case.stage if why is NotHiredReason.LEFT else None
            return replace(case, stage=InstitutionStage.NOT_HIRED, left_at=left_at)
        case InstitutionCaseReopened(stage=stage):
            return replace(case, stage=stage, left_at=None)
