"""The grade of a person (等级): what can have happened, and what is therefore so. The stream's id is the worker's.

Every decision keeps its inputs and the version of the scheme, so it can be explained for ever.
Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.personnel.domain.scheme_terms import Certificate, Education, Inputs, PostCategory
from shared.kernel import NATION, Region, Timeline, record


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


# Events


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
    | GradeDropped | StepPassed | GradingClosed
)  # fmt: skip

# State


@record
class Proposal:
    """What is being decided. `proposed_by` may not review, neither of the two may approve."""

    proposal_id: UUID
    trigger: Trigger
    post_category: PostCategory
    grade: int
    effective: date
    scheme: str
    scheme_version: int
    reviewed_by: str | None = None


@record
class Held:
    """A decided grade."""

    post_category: PostCategory
    grade: int


@record
class Grading:
    worker_id: UUID | None = None
    region: Region = NATION
    since: date = date.min
    education: Education = Education.COLLEGE
    certificates: tuple[tuple[date, Certificate], ...] = ()
    posts: Timeline[PostCategory] = Timeline()
    uncounted: tuple[tuple[date, int], ...] = ()
    held: Timeline[Held] = Timeline()
    proposals: tuple[Proposal, ...] = ()
    closed: bool = False

    def inputs_on(self, day: date) -> Inputs:
        """Everything a grade follows from, as of the day."""
        return Inputs(
            post_category=self.posts.on(day) or PostCategory.STAFF, community_work_since=self.since,
            uncounted_years=sum(1 for since, _ in self.uncounted if since <= day), education=self.education,
            certificate=self.certificate_on(day),
        )  # fmt: skip

    def certificate_on(self, day: date) -> Certificate | None:
        """The highest level counted by the day."""
        held = [level for since, level in self.certificates if since <= day]
        return max(held, key=list(Certificate).index, default=None)

    def grade_on(self, day: date) -> Held | None:
        """The grade of the day if every open proposal is approved: a further proposal is measured against it."""
        timeline = self.held
        for p in self.proposals:
            timeline = timeline.record(p.proposal_id, p.effective, Held(post_category=p.post_category, grade=p.grade))
        return timeline.on(day)

    def proposal(self, id: UUID) -> Proposal | None:
        return next((p for p in self.proposals if p.proposal_id == id), None)

    def without(self, id: UUID) -> tuple[Proposal, ...]:
        return tuple(p for p in self.proposals if p.proposal_id != id)


def evolve(grading: Grading, event: GradeEvent) -> Grading:  # noqa: C901  one match
    match event:
        case GradingOpened():
            return _opened(event)
        case CertificateCounted(effective=day, certificate=level):
            return replace(grading, certificates=(*grading.certificates, (day, level)))
        case PostCounted(effective=day, post_category=category):
            return replace(grading, posts=grading.posts.record(event.worker_id, day, category))
        case YearNotCounted(effective=day, year=year):
            return replace(grading, uncounted=(*grading.uncounted, (day, year)))
        case GradeProposed():
            return replace(grading, proposals=(*grading.without(event.proposal_id), _proposal(event)))
        case GradeReviewed(proposal_id=id, reviewed_by=by):
            seen = tuple(replace(p, reviewed_by=by) if p.proposal_id == id else p for p in grading.proposals)
            return replace(grading, proposals=seen)
        case GradeDecided(decision_id=id, effective=day, post_category=category, grade=grade):
            held = grading.held.record(id, day, Held(post_category=category, grade=grade))
            return replace(grading, held=held, proposals=grading.without(id))
        case GradeDropped(proposal_id=id):
            return replace(grading, proposals=grading.without(id))
        case StepPassed():
            return grading
        case GradingClosed():
            return replace(grading, closed=True)


def _opened(event: GradingOpened) -> Grading:
    posts: Timeline[PostCategory] = Timeline()
    return Grading(
        worker_id=event.worker_id, region=event.region, since=event.community_work_since, education=event.education,
        certificates=() if event.certificate is None else ((date.min, event.certificate),),
        posts=posts.record(event.worker_id, event.effective, event.post_category),
    )  # fmt: skip


def _proposal(event: GradeProposed) -> Proposal:
    return Proposal(
        proposal_id=event.proposal_id, trigger=event.trigger, post_category=event.post_category, grade=event.grade,
        effective=event.effective, scheme=event.scheme, scheme_version=event.scheme_version,
    )  # fmt: skip
