"""What can have happened to a person's grade (等级). The stream's id is the worker's.

Every decision keeps its inputs and the version of the scheme, so it can be explained for ever.
Class and field names of events are the storage format: add, never rename.
"""

from datetime import date
from enum import StrEnum
from uuid import UUID

from services.personnel.domain.scheme_terms import Certificate, Education, PostCategory
from shared.kernel import Region, record


class Trigger(StrEnum):
    HIRE = "HIRE"
    IMPORT = "IMPORT"
    ANNIVERSARY = "ANNIVERSARY"
    CERTIFICATE = "CERTIFICATE"
    RESULT = "RESULT"
    APPOINTMENT = "APPOINTMENT"
    SCHEME = "SCHEME"


class Fate(StrEnum):
    """Why a proposal went no further."""

    STREET_REFUSED = "STREET_REFUSED"
    COUNTY_REFUSED = "COUNTY_REFUSED"
    OVERTAKEN = "OVERTAKEN"
    LEFT = "LEFT"


@record
class GradingOpened:
    """Effective = first day of work: the record from which grades follow."""

    effective: date
    worker_id: UUID
    employment_id: UUID
    region: Region
    post_category: PostCategory
    community_work_since: date
    education: Education
    certificate: Certificate | None
    next_step: date | None


@record
class CertificateCounted:
    effective: date
    worker_id: UUID
    certificate: Certificate


@record
class PostCounted:
    """The post category that a person's posts give from the effective day."""

    effective: date
    worker_id: UUID
    post_category: PostCategory


@record
class PostHeld:
    """One of the person's posts, told one by one; effective = first day in it. Told again when that was corrected."""

    effective: date
    worker_id: UUID
    appointment_id: UUID
    post_category: PostCategory


@record
class PostReleased:
    """Effective = last day in the post; the day before the first where it never was."""

    effective: date
    worker_id: UUID
    appointment_id: UUID


@record
class YearNotCounted:
    """The result of the year is one of those that the scheme does not count."""

    effective: date
    worker_id: UUID
    year: int
    result: str
    next_step: date | None


@record
class GradeProposed:
    """Effective = the day the grade would take effect; with everything it follows from."""

    effective: date
    worker_id: UUID
    proposal_id: UUID
    trigger: Trigger
    post_category: PostCategory
    grade: int
    counted_years: int
    education: Education
    certificate: Certificate | None
    scheme: str
    scheme_version: int
    next_step: date | None


@record
class GradeReviewed:
    """The street agrees; the county decides."""

    effective: date
    worker_id: UUID
    proposal_id: UUID
    reviewed_by: str
    remark: str


@record
class GradeDecided:
    """The grade from the effective day on, whenever it was decided. `decision_id` is the proposal's id."""

    effective: date
    worker_id: UUID
    decision_id: UUID
    trigger: Trigger
    post_category: PostCategory
    grade: int
    scheme: str
    scheme_version: int
    document: str


@record
class GradeDropped:
    """The proposal goes no further."""

    effective: date
    worker_id: UUID
    proposal_id: UUID
    fate: Fate
    remark: str


@record
class StepPassed:
    """The years for the next grade were full, and the grade is already that high."""

    effective: date
    worker_id: UUID
    next_step: date | None


@record
class GradingClosed:
    """Effective = last day of work."""

    effective: date
    worker_id: UUID


GradeEvent = (
    GradingOpened | CertificateCounted | PostCounted | YearNotCounted | GradeProposed | GradeReviewed | GradeDecided
    | GradeDropped | StepPassed | GradingClosed | PostHeld | PostReleased
)  # fmt: skip
