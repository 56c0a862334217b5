"""The grade of a person: what is so after everything that happened to it."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from services.personnel.domain.grade_book import FactBook, GradeFact, GradeFactKind
from services.personnel.domain.grade_events import (
    CertificateCounted,
    GradeDecided,
    GradeDropped,
    GradeEvent,
    GradeFactAnnulled,
    GradeFactCorrected,
    GradeFactCounted,
    GradeFactEnded,
    GradeProposed,
    GradeReviewed,
    GradeRevoked,
    GradingClosed,
    GradingMoved,
    GradingOpened,
    GradingReopened,
    PostCounted,
    PostHeld,
    PostReleased,
    StepPassed,
    Trigger,
    WrittenBefore,
    YearNotCounted,
)
from shared.kernel import DAY, NATION, Region, Timeline, record
from shared.kernel.derived import derived_id


@record
class Proposal:
    """What is being decided. Who reviewed it may not approve it."""

    proposal_id: UUID
    trigger: Trigger
    post_category: str
    grade: int
    effective: date
    scheme: str
    scheme_version: int
    reviewed_by: str | None = None


@record
class Held:
    """A decided grade."""

    post_category: str
    grade: int


@record
class Grading:
    """`taken_over` is the day of a grade decided elsewhere: nothing before it is derived here. `closed` = last day of work."""

    worker_id: UUID | None = None
    region: Region = NATION
    book: FactBook = FactBook()
    held: Timeline[Held] = Timeline()
    proposals: tuple[Proposal, ...] = ()
    proposed: int = 0
    next_step: date | None = None
    taken_over: date | None = None
    closed: date | None = None
    older_posts: tuple[UUID, ...] = ()
    one_by_one: bool = False

    @property
    def foreseen(self) -> Timeline[Held]:
        """The grades if every open proposal is approved: a further proposal is measured against them."""
        timeline = self.held
        for p in self.proposals:
            timeline = timeline.record(p.proposal_id, p.effective, Held(post_category=p.post_category, grade=p.grade))
        return timeline

    @property
    def measured_from(self) -> date:
        return self.book.starts if self.taken_over is None else max(self.taken_over, self.book.starts)

    def proposal(self, id: UUID) -> Proposal | None:
        return next((p for p in self.proposals if p.proposal_id == id), None)

    def without(self, id: UUID) -> tuple[Proposal, ...]:
        return tuple(p for p in self.proposals if p.proposal_id != id)

    def knowing(self, fact: GradeFact, next_step: date | None) -> "Grading":
        return replace(self, book=self.book.told(fact), next_step=next_step)


def opening_fact(worker_id: UUID, kind: GradeFactKind) -> UUID:
    """The id of what the hire said, so that it can be corrected like any other fact."""
    return derived_id("personnel.grade.opening", str(worker_id), kind.value)


def evolve(grading: Grading, event: GradeEvent) -> Grading:
    match event:
        case GradingOpened():
            return _opened(grading, event)
        case GradeFactCounted() | GradeFactCorrected() | GradeFactEnded() | GradeFactAnnulled():
            return _fact(grading, event)
        case CertificateCounted() | PostCounted() | PostHeld() | PostReleased() | YearNotCounted():
            return _older(grading, event)
        case StepPassed(next_step=day):
            return replace(grading, next_step=day)
        case GradingClosed(effective=last_day):
            return replace(grading, closed=last_day, next_step=None)
        case GradingMoved(community=community):
            return replace(grading, region=community)
        case GradingReopened(next_step=day):
            return replace(grading, closed=None, next_step=day)
        case _:
            return _decided(grading, event)


def _decided(
    grading: Grading, event: GradeProposed | GradeReviewed | GradeDecided | GradeRevoked | GradeDropped
) -> Grading:
    match event:
        case GradeProposed():
            waiting = (*grading.without(event.proposal_id), _proposal(event))
            return replace(grading, proposals=waiting, proposed=grading.proposed + 1, next_step=event.next_step)
        case GradeReviewed(proposal_id=id, reviewed_by=by):
            seen = tuple(replace(p, reviewed_by=by) if p.proposal_id == id else p for p in grading.proposals)
            return replace(grading, proposals=seen)
        case GradeDecided(decision_id=id, effective=day, post_category=category, grade=grade):
            held = grading.held.record(id, day, Held(post_category=category, grade=grade))
            taken = day if event.trigger is Trigger.IMPORT else grading.taken_over
            return replace(grading, held=held, proposals=grading.without(id), taken_over=taken)
        case GradeRevoked(decision_id=id):
            return replace(grading, held=grading.held.annul(id))
        case GradeDropped(proposal_id=id):
            return replace(grading, proposals=grading.without(id))


def _opened(grading: Grading, event: GradingOpened) -> Grading:
    """Whoever comes back brings along what was known; years between are the seniority ledger's."""
    worker = event.worker_id
    book = replace(
        grading.book, starts=event.effective, since=event.community_work_since, category=event.post_category,
        probation_ends=event.probation_ends,
    )  # fmt: skip
    learned = GradeFact(
        fact=opening_fact(worker, GradeFactKind.EDUCATION), kind=GradeFactKind.EDUCATION, effective=date.min,
        word=event.education.value, papers=event.papers,
    )  # fmt: skip
    book = book.told(learned)
    if event.post_id is not None:
        post = GradeFact(
            fact=event.post_id, kind=GradeFactKind.POST, effective=event.effective, word=event.post_category
        )
        book = book.told(post)
    if event.certificate is not None:
        held = GradeFact(
            fact=opening_fact(worker, GradeFactKind.CERTIFICATE), kind=GradeFactKind.CERTIFICATE, effective=date.min,
            word=event.certificate.value,
        )  # fmt: skip
        book = book.told(held)
    return replace(
        grading,
        worker_id=worker,
        region=event.region,
        book=book,
        next_step=event.next_step,
        taken_over=None,
        closed=None,
    )


def _fact(
    grading: Grading, event: GradeFactCounted | GradeFactCorrected | GradeFactEnded | GradeFactAnnulled
) -> Grading:
    match event:
        case GradeFactCounted() | GradeFactCorrected():
            told = GradeFact(
                fact=event.fact, kind=event.kind, effective=event.effective, word=event.word, papers=event.papers,
                rank=event.rank, year=event.year, months=event.months, ledger_version=event.ledger_version,
                until=event.until,
            )  # fmt: skip
            return grading.knowing(told, event.next_step)
        case GradeFactEnded(fact=id, effective=last_day):
            return replace(ended(grading, id, last_day), next_step=event.next_step)
        case GradeFactAnnulled(fact=id):
            known = grading.book.fact(id)
            assert known is not None
            return grading.knowing(replace(known, annulled=True), event.next_step)


def ended(grading: Grading, fact: UUID, last_day: date) -> Grading:
    """A post that was never told is the one that the hire said."""
    known = grading.book.fact(fact)
    if known is None:
        return replace(grading, book=replace(grading.book, category_until=last_day))
    return replace(grading, book=grading.book.told(replace(known, until=last_day)))


def _older(grading: Grading, event: WrittenBefore) -> Grading:
    """What was written before facts had one form, as facts."""
    day, worker = event.effective, str(event.worker_id)
    match event:
        case CertificateCounted(certificate=level):
            id = derived_id("personnel.grade.older", worker, "certificate", day.isoformat(), level.value)
            return grading.knowing(
                GradeFact(fact=id, kind=GradeFactKind.CERTIFICATE, effective=day, word=level.value), grading.next_step
            )
        case YearNotCounted(year=year, result=result, next_step=step):
            return grading.knowing(result_fact(event.worker_id, year, result, day), step)
        case PostHeld(appointment_id=id, post_category=category):
            post = GradeFact(fact=id, kind=GradeFactKind.POST, effective=day, word=category.value)
            return replace(grading.knowing(post, grading.next_step), one_by_one=True)
        case PostReleased(appointment_id=id):
            return ended(grading, id, day)
        case PostCounted(post_category=category):
            return grading if grading.one_by_one else _together(grading, day, worker, category)


def _together(grading: Grading, day: date, worker: str, category: str) -> Grading:
    """The category of all posts together ends the one before."""
    book = grading.book
    for id in grading.older_posts:
        before = book.fact(id)
        if before is not None and (before.until is None or before.until >= day):
            book = book.told(replace(before, until=day - DAY))
    id = derived_id("personnel.grade.older", worker, "post", day.isoformat(), str(len(grading.older_posts)))
    book = book.told(GradeFact(fact=id, kind=GradeFactKind.POST, effective=day, word=str(category)))
    until = day - DAY if book.category_until is None else min(book.category_until, day - DAY)
    return replace(grading, book=replace(book, category_until=until), older_posts=(*grading.older_posts, id))


def result_fact(worker_id: UUID, year: int, result: str, day: date) -> GradeFact:
    """A year has one result: told again, it is the same fact."""
    id = derived_id("personnel.grade.result", str(worker_id), str(year))
    return GradeFact(fact=id, kind=GradeFactKind.RESULT, effective=day, word=result, year=year)


def _proposal(event: GradeProposed) -> Proposal:
    return Proposal(
        proposal_id=event.proposal_id, trigger=event.trigger, post_category=event.post_category, grade=event.grade,
        effective=event.effective, scheme=event.scheme, scheme_version=event.scheme_version,
    )  # fmt: skip
