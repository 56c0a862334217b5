"""What can have happened to a person's grade (等级). The stream's id is the worker's.

Every decision keeps its inputs and the version of the scheme, so it can be explained for ever.
Class and field names of events are the storage format: add, never rename.
"""

from datetime import date
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from services.personnel.domain.grade_book import GradeFactKind
from services.personnel.domain.grade_proposed import GradeProposed as GradeProposed
from services.personnel.domain.grade_proposed import Trigger as Trigger
from services.personnel.domain.grade_written_before import CertificateCounted as CertificateCounted
from services.personnel.domain.grade_written_before import PostCounted as PostCounted
from services.personnel.domain.grade_written_before import PostHeld as PostHeld
from services.personnel.domain.grade_written_before import PostReleased as PostReleased
from services.personnel.domain.grade_written_before import YearNotCounted as YearNotCounted
from services.personnel.domain.scheme_terms import Certificate, Education, EducationPapers, HonourRank
from shared.kernel import Region, record


class Fate(StrEnum):
    """Why a proposal went no further."""

    STREET_REFUSED = "STREET_REFUSED"
    COUNTY_REFUSED = "COUNTY_REFUSED"
    OVERTAKEN = "OVERTAKEN"
    LEFT = "LEFT"


@record
class GradingOpened:
    """Effective = first day of work: the record from which grades follow. `post_id` is the post that gives the category, if one is
    held already.
    """

    schema_version: ClassVar[int] = 2
    effective: date
    worker_id: UUID
    employment_id: UUID
    region: Region
    post_category: str
    community_work_since: date
    education: Education
    certificate: Certificate | None
    next_step: date | None
    papers: EducationPapers
    probation_ends: date | None
    post_id: UUID | None


def opened_before_papers(stored: dict[str, Any]) -> dict[str, Any]:
    return {**stored, "papers": "BOTH", "probation_ends": None, "post_id": None}


@record
class GradeFactCounted:
    """Something that a grade follows from is so from the effective day. Fields as in `GradeFact`."""

    effective: date
    worker_id: UUID
    fact: UUID
    kind: GradeFactKind
    word: str
    papers: EducationPapers | None
    rank: HonourRank | None
    year: int | None
    months: int | None
    ledger_version: int | None
    until: date | None
    next_step: date | None


@record
class GradeFactCorrected:
    """It was told wrongly: this is right. Effective = from which day it is so."""

    effective: date
    worker_id: UUID
    fact: UUID
    kind: GradeFactKind
    word: str
    papers: EducationPapers | None
    rank: HonourRank | None
    year: int | None
    months: int | None
    ledger_version: int | None
    until: date | None
    next_step: date | None
    reason: str


@record
class GradeFactEnded:
    """A post, a certificate or a sanction is over. Effective = its last day. A post nobody told of is the one of the hire."""

    effective: date
    worker_id: UUID
    fact: UUID
    kind: GradeFactKind
    next_step: date | None


@record
class GradeFactAnnulled:
    """It never was. Effective = the day from which it was said to be so."""

    effective: date
    worker_id: UUID
    fact: UUID
    kind: GradeFactKind
    next_step: date | None
    reason: str


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
    """The grade from the effective day on, whenever it was decided. `decision_id` is the proposal's id.

    `until`: the first day of the grade that was decided for later already.
    """

    schema_version: ClassVar[int] = 2
    effective: date
    worker_id: UUID
    decision_id: UUID
    trigger: Trigger
    post_category: str
    grade: int
    scheme: str
    scheme_version: int
    document: str
    until: date | None


def decided_without_what_follows(stored: dict[str, Any]) -> dict[str, Any]:
    return {**stored, "until": None}


@record
class GradeRevoked:
    """The county takes a decision back: it never counted. The grade from its day on is again `grade`, if there was one before.

    Effective = the day of the decision that is taken back.
    """

    effective: date
    worker_id: UUID
    decision_id: UUID
    reason: str
    document: str
    revoked_by: str
    grade: int | None
    post_category: str
    since: date | None
    current: bool


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


@record
class GradingReopened:
    """The person did not leave after all: what was closed goes on. `next_step` is the next day on which years are full."""

    effective: date
    worker_id: UUID
    next_step: date | None


@record
class GradingMoved:
    """The person works in another community from the effective day."""

    effective: date
    worker_id: UUID
    community: Region


FactEvent = GradeFactCounted | GradeFactCorrected | GradeFactEnded | GradeFactAnnulled
WrittenBefore = CertificateCounted | PostCounted | PostHeld | PostReleased | YearNotCounted
GradeEvent = (
    GradingOpened | GradeFactCounted | GradeFactCorrected | GradeFactEnded | GradeFactAnnulled | CertificateCounted
    | PostCounted | PostHeld | PostReleased | YearNotCounted | GradeProposed | GradeReviewed | GradeDecided | GradeRevoked
    | GradeDropped | StepPassed | GradingClosed | GradingReopened
    | GradingMoved
)  # fmt: skip
