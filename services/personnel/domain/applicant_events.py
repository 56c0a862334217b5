"""What can have happened to an applicant (报名人员), and what is therefore so.

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.personnel.domain.campaign_plan import SourceTag
from services.personnel.domain.scheme_terms import Certificate, Education
from shared.kernel import (
    NATION,
    ApplicantIdNumber,
    ApplicantName,
    ApplicantPhone,
    ApplicantScore,
    Region,
    record,
)


class ReviewGround(StrEnum):
    """Papers are missing or wrong; a ground that excludes; the conditions are not met."""

    PAPERS = "PAPERS"
    DISQUALIFIED = "DISQUALIFIED"
    CONDITIONS = "CONDITIONS"


class ExamKind(StrEnum):
    """笔试、面试."""

    WRITTEN = "WRITTEN"
    INTERVIEW = "INTERVIEW"


# Events


@record
class ApplicantRegistered:
    """Effective = day of registration; `number` counts in the campaign; after `kept_until` the values should be erased."""

    effective: date
    applicant_id: UUID
    campaign_id: UUID
    region: Region
    vacancy: str
    number: int
    name: ApplicantName
    id_number: ApplicantIdNumber
    phone: ApplicantPhone
    sex: str
    birth_month: str
    education: Education
    certificate: Certificate | None
    community_years: int
    sources: tuple[SourceTag, ...]
    kept_until: date


@record
class ApplicantReviewed:
    """The qualification review (资格初审)."""

    effective: date
    applicant_id: UUID
    passed: bool
    ground: ReviewGround | None
    reviewed_by: str


@record
class ExamScored:
    """The score is sealed until the result is published; scored again, the newest counts."""

    effective: date
    applicant_id: UUID
    exam: ExamKind
    score: ApplicantScore
    scored_by: str


@record
class ApplicantRetentionEnded:
    """The calendar: what identifies the applicant has been kept long enough and waits for the decision to erase it."""

    effective: date
    applicant_id: UUID


@record
class ApplicantForgotten:
    """Decided; the keys are destroyed by whoever follows the log, and stay so for ever."""

    effective: date
    applicant_id: UUID
    document: str
    erased_by: str


ApplicantEvent = ApplicantRegistered | ApplicantReviewed | ExamScored | ApplicantRetentionEnded | ApplicantForgotten

# State


@record
class Applicant:
    applicant_id: UUID | None = None
    campaign_id: UUID | None = None
    region: Region = NATION
    registered: ApplicantRegistered | None = None
    reviewed: bool = False
    admitted: bool = False
    written: ApplicantScore | None = None
    interview: ApplicantScore | None = None
    due: bool = False
    forgotten: bool = False


def evolve(applicant: Applicant, event: ApplicantEvent) -> Applicant:
    match event:
        case ApplicantRegistered():
            return Applicant(
                applicant_id=event.applicant_id, campaign_id=event.campaign_id, region=event.region, registered=event
            )
        case ApplicantReviewed(passed=passed):
            return replace(applicant, reviewed=True, admitted=passed)
        case ExamScored(exam=ExamKind.WRITTEN, score=score):
            return replace(applicant, written=score)
        case ExamScored(score=score):
            return replace(applicant, interview=score)
        case ApplicantRetentionEnded():
            return replace(applicant, due=True)
        case ApplicantForgotten():
            return replace(applicant, forgotten=True, due=False)
