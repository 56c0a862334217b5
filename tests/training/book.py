"""A worker's training book as the specs tell it: people, days, policies and the events they expect."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import UUID

from services.training.domain import duty_events as book
from services.training.domain.completions import RecordCompletion
from services.training.domain.duties import BeginEmployment, EndEmployment
from services.training.domain.duty_book import DutyBook
from services.training.domain.duty_events import (
    Category,
    CompletionKind,
    DutyBookEvent,
    DutyKind,
    WaiverGround,
    WithdrawalReason,
)
from services.training.domain.policies import Policies
from services.training.domain.streams import DUTY_BOOK, DutyBookCommand
from services.training.domain.yearly_duties import LeavePost, TakePost
from shared.kernel import Facts, Region, Sealed, always
from shared.kernel.derived import derived_id
from shared.testing.spec import Given, Spec

BookGiven = Given[DutyBook, DutyBookCommand, DutyBookEvent, Policies]

WORKER = UUID(int=1)
JOB = UUID(int=2)
TERM = UUID(int=3)
OTHER_TERM = UUID(int=4)
NAME = Sealed("token")
COMMUNITY = Region("51/01/07/017/k3f")

POLICIES = Policies(
    takeover_after_days=always(90),
    induction_within_months=always(6),
    induction_hours=always(24),
    induction_kinds=always(("INDUCTION",)),
    yearly_posts=always(("SECRETARY", "DIRECTOR")),
    yearly_hours=always(24),
    yearly_kinds=always(("IN_SERVICE", "SPECIAL")),
    yearly_from_days_in_post=always(90),
    yearly_hours_by_month=always(True),
    rotation_every_years=always(3),
    rotation_hours=always(24),
    rotation_kinds=always(("IN_SERVICE", "SPECIAL")),
    remedial_results=always(("FAIL",)),
    remedial_within_months=always(6),
    remedial_hours=always(16),
    remedial_kinds=always(("IN_SERVICE", "SPECIAL", "PRACTICE")),
    reserve_within_months=always(12),
    reserve_hours=always(24),
    reserve_kinds=always(("SPECIAL", "PRACTICE")),
    met_after_due=always(("INDUCTION", "ROTATION", "REMEDIAL", "RESERVE")),
    completion_hours_at_most=always(200),
)


def facts(today: date, policies: Policies = POLICIES) -> Facts[Policies]:
    return Facts(today=today, now=datetime(2026, 1, 1, tzinfo=UTC), by="officer", policies=policies)


def on(today: date, policies: Policies = POLICIES) -> Callable[..., BookGiven]:
    """`given` for asks on this day."""
    return Spec(DUTY_BOOK, facts(today, policies)).given


def duty_id(kind: DutyKind, ordinal: int = 0) -> UUID:
    """The id of the n-th duty of a kind in the book."""
    return derived_id("training.duty", str(WORKER), kind, str(ordinal))


def employed(starts: date, *, chief: bool = False, job: UUID = JOB) -> book.EmploymentBegan:
    return book.EmploymentBegan(
        effective=starts, worker_id=WORKER, employment_id=job, name=NAME, workplace=COMMUNITY, chief=chief
    )


def begin(starts: date, *, chief: bool = False, job: UUID = JOB) -> BeginEmployment:
    return BeginEmployment(
        worker_id=WORKER, employment_id=job, name=NAME, workplace=COMMUNITY, chief=chief, starts=starts
    )


def end(last_day: date) -> EndEmployment:
    return EndEmployment(worker_id=WORKER, employment_id=JOB, last_day=last_day, ground="RESIGNATION")


def ended(last_day: date) -> book.EmploymentEnded:
    return book.EmploymentEnded(effective=last_day, worker_id=WORKER, employment_id=JOB, ground="RESIGNATION")


def induction(opens: date, due: date) -> book.DutyOpened:
    return _opened(DutyKind.INDUCTION, 0, opens, due, 24, ("INDUCTION",), True, JOB)


def rotation(opens: date, due: date, *, ordinal: int = 0, cause: UUID = JOB) -> book.DutyOpened:
    return _opened(DutyKind.ROTATION, ordinal, opens, due, 24, ("IN_SERVICE", "SPECIAL"), True, cause)


def annual(opens: date, hours: int = 24, *, ordinal: int = 0, cause: UUID = TERM) -> book.DutyOpened:
    due = date(opens.year, 12, 31)
    return _opened(DutyKind.ANNUAL, ordinal, opens, due, hours, ("IN_SERVICE", "SPECIAL"), False, cause)


def _opened(
    kind: DutyKind, ordinal: int, opens: date, due: date, hours: int, kinds: tuple[str, ...], late: bool, cause: UUID
) -> book.DutyOpened:
    return book.DutyOpened(
        effective=opens, worker_id=WORKER, duty_id=duty_id(kind, ordinal), kind=kind, opens=opens, due=due,
        hours=hours, completion_kinds=kinds, met_late=late, cause=cause,
    )  # fmt: skip


def met(duty: book.DutyOpened, day: date) -> book.DutyMet:
    return book.DutyMet(effective=day, worker_id=WORKER, duty_id=duty.duty_id, kind=duty.kind)


def reopened(duty: book.DutyOpened, was: date) -> book.DutyReopened:
    return book.DutyReopened(
        effective=was, worker_id=WORKER, duty_id=duty.duty_id, kind=duty.kind, opens=duty.opens, due=duty.due
    )


def overdue(duty: book.DutyOpened, day: date) -> book.DutyOverdue:
    return book.DutyOverdue(effective=day, worker_id=WORKER, duty_id=duty.duty_id, kind=duty.kind, due=duty.due)


def withdrawn(
    duty: book.DutyOpened, day: date, reason: WithdrawalReason, ground: WaiverGround | None = None
) -> book.DutyWithdrawn:
    return book.DutyWithdrawn(
        effective=day,
        worker_id=WORKER,
        duty_id=duty.duty_id,
        kind=duty.kind,
        due=duty.due,
        reason=reason,
        ground=ground,
    )


def record(
    day: date, hours: int = 24, *, kind: CompletionKind = CompletionKind.IN_SERVICE, id: int = 100
) -> RecordCompletion:
    return RecordCompletion(
        completion_id=UUID(int=id),
        kind=kind,
        category=Category.LAW_POLICY,
        hours=hours,
        course="依法办事",
        completed_on=day,
    )


def recorded(
    day: date, hours: int = 24, *, kind: CompletionKind = CompletionKind.IN_SERVICE, id: int = 100
) -> book.CompletionRecorded:
    return book.CompletionRecorded(
        effective=day, worker_id=WORKER, completion_id=UUID(int=id), kind=kind, category=Category.LAW_POLICY,
        hours=hours, course="依法办事",
    )  # fmt: skip


def take(starts: date, *, post: str = "SECRETARY", term: UUID = TERM) -> TakePost:
    return TakePost(worker_id=WORKER, appointment_id=term, post=post, community=COMMUNITY, starts=starts)


def taken(starts: date, *, post: str = "SECRETARY", term: UUID = TERM) -> book.PostTaken:
    return book.PostTaken(effective=starts, worker_id=WORKER, appointment_id=term, post=post, community=COMMUNITY)


def year_began(first: date, *, term: UUID = TERM) -> book.PostYearBegan:
    return book.PostYearBegan(effective=first, worker_id=WORKER, appointment_id=term, year=first.year)


def leave(last_day: date, *, term: UUID = TERM) -> LeavePost:
    return LeavePost(worker_id=WORKER, appointment_id=term, last_day=last_day, reason="TERM_ENDED")


def left(last_day: date, *, term: UUID = TERM, reason: str = "TERM_ENDED") -> book.PostLeft:
    return book.PostLeft(effective=last_day, worker_id=WORKER, appointment_id=term, reason=reason)
