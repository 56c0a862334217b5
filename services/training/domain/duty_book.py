"""A worker's training book: what is so after the events. The stream's id is the worker's id."""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.training.domain import duty_events as book
from services.training.domain.duty_events import Category, CompletionKind, DutyBookEvent, DutyKind
from shared.kernel import DAY, NATION, Region, Span, WorkerName, record


@record
class Employment:
    employment_id: UUID
    chief: bool
    span: Span


@record
class Post:
    appointment_id: UUID
    span: Span
    years: frozenset[int] = frozenset()


@record
class Completion:
    completion_id: UUID
    kind: CompletionKind
    category: Category
    hours: int
    course: str
    completed_on: date
    annulled: bool = False


@record
class Duty:
    duty_id: UUID
    kind: DutyKind
    opens: date
    due: date
    hours: int
    completion_kinds: tuple[str, ...]
    met_late: bool
    cause: UUID
    met_on: date | None = None
    withdrawal: book.DutyWithdrawn | None = None
    overdue_noticed: bool = False

    @property
    def withdrawn_on(self) -> date | None:
        return self.withdrawal.effective if self.withdrawal else None

    @property
    def moved(self) -> bool:
        """The window never was: another took its place."""
        return self.withdrawal is not None and self.withdrawal.reason is book.WithdrawalReason.MOVED

    @property
    def owed(self) -> bool:
        """Neither met nor withdrawn, as far as is known."""
        return self.met_on is None and self.withdrawn_on is None


class Standing(StrEnum):
    NOT_YET = "NOT_YET"
    OPEN = "OPEN"
    MET = "MET"
    OVERDUE = "OVERDUE"
    WITHDRAWN = "WITHDRAWN"


def standing_on(duty: Duty, day: date) -> Standing:
    """How the duty stands at the end of any day, past or future, by what is known now."""
    if duty.moved:
        return Standing.WITHDRAWN
    if day < duty.opens:
        return Standing.NOT_YET
    if duty.met_on is not None and duty.met_on <= day:
        return Standing.MET
    if duty.withdrawn_on is not None and duty.withdrawn_on <= day:
        return Standing.WITHDRAWN
    return Standing.OPEN if day <= duty.due else Standing.OVERDUE


@record
class DutyBook:
    worker_id: UUID | None = None
    region: Region = NATION
    employments: tuple[Employment, ...] = ()
    posts: tuple[Post, ...] = ()
    completions: tuple[Completion, ...] = ()
    duties: tuple[Duty, ...] = ()
    forgotten: bool = False
    name: WorkerName | None = None

    @property
    def employed(self) -> bool:
        """In a job with no end known."""
        return any(e.span.last is None for e in self.employments)

    @property
    def in_post(self) -> Post | None:
        """The earliest post owing yearly training that has no end known."""
        return next((p for p in self.posts if p.span.last is None), None)

    @property
    def gone_from(self) -> date | None:
        """The first day without any job or post; nothing while there is one, or never was."""
        spans = [*(e.span for e in self.employments), *(p.span for p in self.posts)]
        lasts = [s.last for s in spans if s.last is not None]
        return max(lasts) + DAY if lasts and len(lasts) == len(spans) else None

    def completion(self, completion_id: UUID) -> Completion | None:
        return next((c for c in self.completions if c.completion_id == completion_id), None)

    def duty(self, duty_id: UUID) -> Duty | None:
        return next((d for d in self.duties if d.duty_id == duty_id), None)

    def caused_by(self, kind: DutyKind, cause: UUID) -> tuple[Duty, ...]:
        """The duties of a kind that follow from this employment, post, result or earlier duty; no moved windows."""
        return tuple(d for d in self.duties if d.kind is kind and d.cause == cause and not d.moved)


def evolve(state: DutyBook, event: DutyBookEvent) -> DutyBook:  # noqa: C901  one match
    match event:
        case book.EmploymentBegan():
            return _employed(state, event)
        case book.EmploymentEnded(employment_id=ended, effective=last):
            return replace(
                state, employments=tuple(_ended(e, last) if e.employment_id == ended else e for e in state.employments)
            )
        case book.EmploymentResumed(employment_id=id):
            return replace(
                state, employments=tuple(_ended(e, None) if e.employment_id == id else e for e in state.employments)
            )
        case book.LearnerMoved(workplace=region):
            return replace(state, region=region)
        case book.DutyRestored(duty_id=id):
            return _with_duty(state, id, withdrawal=None)
        case book.PostTaken():
            return _in_post(state, event)
        case book.PostLeft(appointment_id=left, effective=last):
            return replace(state, posts=tuple(_left(p, last) if p.appointment_id == left else p for p in state.posts))
        case book.PostDaysCorrected(appointment_id=held, effective=first):
            return replace(state, posts=tuple(_from(p, first) if p.appointment_id == held else p for p in state.posts))
        case book.PostYearBegan(appointment_id=held, year=year):
            return replace(
                state, posts=tuple(_with_year(p, year) if p.appointment_id == held else p for p in state.posts)
            )
        case book.DutyOpened():
            return replace(state, duties=(*state.duties, _duty(event)))
        case book.DutyMet(duty_id=id, effective=day):
            return _with_duty(state, id, met_on=day)
        case book.DutyReopened(duty_id=id):
            return _with_duty(state, id, met_on=None, overdue_noticed=False)
        case book.DutyOverdue(duty_id=id):
            return _with_duty(state, id, overdue_noticed=True)
        case book.DutyWithdrawn(duty_id=id):
            return _with_duty(state, id, withdrawal=event)
        case book.PersonForgotten():
            return replace(state, forgotten=True)
        case book.LearnerRenamed(name=name):
            return replace(state, name=name)
        case book.CompletionRecorded() | book.CompletionCorrected():
            return _completed(state, event)
        case book.CompletionAnnulled(completion_id=id):
            return replace(
                state,
                completions=tuple(replace(c, annulled=True) if c.completion_id == id else c for c in state.completions),
            )


def _employed(state: DutyBook, event: book.EmploymentBegan) -> DutyBook:
    new = Employment(employment_id=event.employment_id, chief=event.chief, span=Span(first=event.effective))
    return replace(state, worker_id=event.worker_id, region=event.workplace, employments=(*state.employments, new))


def _ended(employment: Employment, last: date | None) -> Employment:
    return replace(employment, span=Span(first=employment.span.first, last=last))


def _in_post(state: DutyBook, event: book.PostTaken) -> DutyBook:
    new = Post(appointment_id=event.appointment_id, span=Span(first=event.effective))
    return replace(state, worker_id=event.worker_id, region=event.community, posts=(*state.posts, new))


def _left(post: Post, last: date) -> Post:
    return replace(post, span=Span(first=post.span.first, last=last))


def _from(post: Post, first: date) -> Post:
    """Years that another first day changes are looked at again."""
    changed = max(first.year, post.span.first.year) if first != post.span.first else 0
    return replace(post, span=Span(first=first), years=frozenset(y for y in post.years if y > changed))


def _with_year(post: Post, year: int) -> Post:
    return replace(post, years=post.years | {year})


def _duty(event: book.DutyOpened) -> Duty:
    return Duty(
        duty_id=event.duty_id, kind=event.kind, opens=event.opens, due=event.due, hours=event.hours,
        completion_kinds=event.completion_kinds, met_late=event.met_late, cause=event.cause,
    )  # fmt: skip


def _with_duty(state: DutyBook, duty_id: UUID, **changes: object) -> DutyBook:
    duties = tuple(replace(d, **changes) if d.duty_id == duty_id else d for d in state.duties)  # type: ignore[arg-type]
    return replace(state, duties=duties)


def _completed(state: DutyBook, event: book.CompletionRecorded | book.CompletionCorrected) -> DutyBook:
    new = Completion(
        completion_id=event.completion_id, kind=event.kind, category=event.category, hours=event.hours,
        course=event.course, completed_on=event.effective,
    )  # fmt: skip
    others = tuple(c for c in state.completions if c.completion_id != event.completion_id)
    return replace(state, completions=(*others, new))
