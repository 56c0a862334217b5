"""What can have happened to somebody of another department's post who is to become dedicated staff (转聘).

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.personnel.domain.scheme_terms import Education
from shared.kernel import NATION, ApplicantIdNumber, ApplicantName, ApplicantPhone, Region, record


class ConversionPhase(StrEnum):
    NONE = "NONE"
    LISTED = "LISTED"
    ELIGIBILITY_CHECKED = "ELIGIBILITY_CHECKED"
    EXAMINED = "EXAMINED"
    CONVERTED = "CONVERTED"
    NOT_CONVERTED = "NOT_CONVERTED"


class ConversionGround(StrEnum):
    """Too few years there; too old; not enough education; did not pass the exam; gave up."""

    YEARS = "YEARS"
    AGE = "AGE"
    EDUCATION = "EDUCATION"
    EXAM = "EXAM"
    WITHDREW = "WITHDREW"


# Events


@record
class ConversionListed:
    """`sponsor` and `funding_source` are those of the post on the day; `since` is the first day of work in it."""

    effective: date
    conversion_id: UUID
    foreign_post_id: UUID
    region: Region
    sponsor: str
    funding_source: str
    name: ApplicantName
    id_number: ApplicantIdNumber
    phone: ApplicantPhone
    sex: str
    birth_month: str
    education: Education
    since: date
    outstanding: bool
    kept_until: date
    listed_by: str


@record
class ConversionEligibilityChecked:
    """Who is eligible sits the exam."""

    effective: date
    conversion_id: UUID
    years: int
    age: int
    checked_by: str


@record
class ConversionExamined:
    """`score` in hundredths of a point."""

    effective: date
    conversion_id: UUID
    score: int


@record
class WorkerConverted:
    """Effective = first day of work as dedicated staff; the county pools the old sponsor's money."""

    effective: date
    conversion_id: UUID
    worker_id: UUID
    employment_id: UUID
    sponsor: str
    funding_source: str


@record
class WorkerNotConverted:
    effective: date
    conversion_id: UUID
    ground: ConversionGround


@record
class ConversionRetentionEnded:
    effective: date
    conversion_id: UUID


@record
class ConversionForgotten:
    """Decided; the keys are destroyed by whoever follows the log."""

    effective: date
    conversion_id: UUID
    document: str
    erased_by: str


ConversionEvent = (
    ConversionListed | ConversionEligibilityChecked | ConversionExamined | WorkerConverted | WorkerNotConverted
    | ConversionRetentionEnded | ConversionForgotten
)  # fmt: skip

# State


@record
class Conversion:
    conversion_id: UUID | None = None
    region: Region = NATION
    listed: ConversionListed | None = None
    phase: ConversionPhase = ConversionPhase.NONE
    due: bool = False
    forgotten: bool = False


def evolve(conversion: Conversion, event: ConversionEvent) -> Conversion:
    match event:
        case ConversionListed():
            return Conversion(
                conversion_id=event.conversion_id, region=event.region, listed=event, phase=ConversionPhase.LISTED
            )
        case ConversionEligibilityChecked():
            return replace(conversion, phase=ConversionPhase.ELIGIBILITY_CHECKED)
        case ConversionExamined():
            return replace(conversion, phase=ConversionPhase.EXAMINED)
        case WorkerConverted():
            return replace(conversion, phase=ConversionPhase.CONVERTED)
        case WorkerNotConverted():
            return replace(conversion, phase=ConversionPhase.NOT_CONVERTED)
        case ConversionRetentionEnded():
            return replace(conversion, due=True)
        case ConversionForgotten():
            return replace(conversion, due=False, forgotten=True)
