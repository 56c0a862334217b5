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
    PostHeld,
    PostReleased,
    StepPassed,
    Trigger,
    YearNotCounted,
)
from services.personnel.domain.scheme_terms import Certificate, Education, Inputs, PostCategory
from shared.kernel import NATION, Region, Span, Timeline, record


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
class PostTenure:
    """A post that was told one by one; a last day before the first: it never was."""

    appointment_id: UUID
    post_category: PostCategory
    first: date
    last: date | None = None


@record
class Grading:
    """`base` is the category that was counted before the first post told one by one, until `base_until` if that is known."""

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
    tenures: tuple[PostTenure, ...] = ()
    base: PostCategory | None = None
    base_until: date | None = None

    def tenure(self, appointment_id: UUID) -> PostTenure | None:
        return next((t for t in self.tenures if t.appointment_id == appointment_id), None)

    def category_on(self, day: date) -> PostCategory:
        """The highest of all posts running on the day; STAFF without any."""
        running = [t.post_category for t in self.tenures if Span(first=t.first, last=t.last).covers(day)]
        if self.base is not None and (self.base_until is None or day <= self.base_until):
            running.append(self.base)
        return min(running, key=list(PostCategory).index, default=PostCategory.STAFF)

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
        case PostHeld():
            return _held(_based(grading, event.effective), event)
        case PostReleased():
            return _released(_based(grading, event.effective), event)
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


def _based(grading: Grading, day: date) -> Grading:
    """A post held from the first day of work on explains the category of the hire."""
    if grading.base is not None:
        return grading
    before = None if day <= grading.starts else grading.posts.on(day)
    return replace(grading, base=before or PostCategory.STAFF)


def _held(grading: Grading, event: PostHeld) -> Grading:
    others = tuple(t for t in grading.tenures if t.appointment_id != event.appointment_id)
    new = PostTenure(appointment_id=event.appointment_id, post_category=event.post_category, first=event.effective)
    return replace(grading, tenures=(*others, new))


def _released(grading: Grading, event: PostReleased) -> Grading:
    """One that was never told is the one that was counted before."""
    if grading.tenure(event.appointment_id) is None:
        return replace(grading, base_until=event.effective)
    ended = (
        replace(t, last=event.effective) if t.appointment_id == event.appointment_id else t for t in grading.tenures
    )
    return replace(grading, tenures=tuple(ended))


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
