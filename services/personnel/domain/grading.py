"""The grade of a person: what is so after everything that happened to it."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from services.personnel.domain.grade_events import (
    CertificateCounted,
    GradeDecided,
    GradeDropped,
    GradeEvent,
    GradeProposed,
    GradeReviewed,
    GradingClosed,
    GradingOpened,
    PostCounted,
    StepPassed,
    Trigger,
    YearNotCounted,
)
from services.personnel.domain.scheme_terms import Certificate, Education, Inputs, PostCategory
from shared.kernel import NATION, Region, Timeline, record


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
    starts: date = date.min
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

    @property
    def foreseen(self) -> Timeline[Held]:
        """The grades if every open proposal is approved: a further proposal is measured against them."""
        timeline = self.held
        for p in self.proposals:
            timeline = timeline.record(p.proposal_id, p.effective, Held(post_category=p.post_category, grade=p.grade))
        return timeline

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
        worker_id=event.worker_id, region=event.region, since=event.community_work_since, starts=event.effective,
        education=event.education,
        certificates=() if event.certificate is None else ((date.min, event.certificate),),
        posts=posts.record(event.worker_id, event.effective, event.post_category),
    )  # fmt: skip


def _proposal(event: GradeProposed) -> Proposal:
    return Proposal(
        proposal_id=event.proposal_id, trigger=event.trigger, post_category=event.post_category, grade=event.grade,
        effective=event.effective, scheme=event.scheme, scheme_version=event.scheme_version,
    )  # fmt: skip
