"""Posts that owe training in every calendar year: taken, left, and carried into the next year (P-08.4)."""

from datetime import date
from functools import reduce
from uuid import UUID

from services.training.domain.duty_book import DutyBook, evolve
from services.training.domain.duty_events import DutyBookEvent, DutyKind, PostLeft, PostTaken, PostYearBegan
from services.training.domain.obligations import is_history, opened, rotation_opened, settle
from services.training.domain.policies import Policies
from shared.kernel import DAY, Facts, Region, Span, half_up_div, record

Events = tuple[DutyBookEvent, ...]


@record
class TakePost:
    worker_id: UUID
    appointment_id: UUID
    post: str
    community: Region
    starts: date


@record
class LeavePost:
    worker_id: UUID
    appointment_id: UUID
    last_day: date
    reason: str


@record
class BeginYear:
    """A calendar year begins for a post still held."""

    appointment_id: UUID
    year: int


def take_post(state: DutyBook, command: TakePost, facts: Facts[Policies]) -> Events:
    """Opens the duty of every year from the first day in the post until today; history only that of this year."""
    known = any(p.appointment_id == command.appointment_id for p in state.posts)
    if known or command.post not in facts.policies.yearly_posts.on(command.starts):
        return ()
    taken = PostTaken(
        effective=command.starts, worker_id=command.worker_id, appointment_id=command.appointment_id,
        post=command.post, community=command.community,
    )  # fmt: skip
    starts, today = command.starts.year, facts.today.year
    first = max(starts, today) if is_history(command.starts, facts) else starts
    years = range(first, max(first, today) + 1)
    return settle(state, with_years(state, (taken,), command.appointment_id, years, facts.policies), facts.policies)


def leave_post(state: DutyBook, command: LeavePost, facts: Facts[Policies]) -> Events:
    """Years until the last day that have not begun are looked at now; without a post the rotation begins again."""
    post = next((p for p in state.posts if p.appointment_id == command.appointment_id), None)
    if post is None or post.span.last is not None:
        return ()
    last = max(command.last_day, post.span.first)
    left = PostLeft(
        effective=last, worker_id=command.worker_id, appointment_id=command.appointment_id, reason=command.reason
    )
    years = range(max(post.years, default=last.year) + 1, last.year + 1)
    begun = with_years(state, (left,), command.appointment_id, years, facts.policies)[1:]
    again = _rotation_again(evolve(state, left), left, facts)
    return settle(state, (*begun, left, *again), facts.policies)


def begin_year(state: DutyBook, command: BeginYear, facts: Facts[Policies]) -> Events:
    return settle(state, _year(state, command.appointment_id, command.year, facts.policies), facts.policies)


def with_years(state: DutyBook, events: Events, appointment_id: UUID, years: range, policies: Policies) -> Events:
    for year in years:
        events = (*events, *_year(reduce(evolve, events, state), appointment_id, year, policies))
    return events


def _year(state: DutyBook, appointment_id: UUID, year: int, policies: Policies) -> Events:
    post = next((p for p in state.posts if p.appointment_id == appointment_id), None)
    held = post.span.overlap(Span(first=date(year, 1, 1), last=date(year, 12, 31))) if post else None
    if post is None or held is None or state.worker_id is None or year in post.years:
        return ()
    began = PostYearBegan(effective=held.first, worker_id=state.worker_id, appointment_id=appointment_id, year=year)
    owed = held.days() >= policies.yearly_from_days_in_post.on(held.first)
    if not owed or any(_of_year(d.kind, d.opens, d.withdrawn_on, year) for d in state.duties):
        return (began,)
    due = date(year, 12, 31)
    hours, kinds = _hours(held.first, policies), policies.yearly_kinds.on(held.first)
    return (
        began,
        opened(state, state.worker_id, DutyKind.ANNUAL, held.first, due, hours, kinds, appointment_id, policies),
    )


def _of_year(kind: DutyKind, opens: date, withdrawn_on: date | None, year: int) -> bool:
    """Secretary and director in one person (一肩挑) owe one duty, not two."""
    return kind is DutyKind.ANNUAL and opens.year == year and withdrawn_on is None


def _hours(first: date, policies: Policies) -> int:
    """The year's hours, less a twelfth for each calendar month before the post was taken."""
    whole = policies.yearly_hours.on(first)
    by_month = policies.yearly_hours_by_month.on(first)
    return max(1, half_up_div(whole * (13 - first.month), 12)) if by_month else whole


def _rotation_again(state: DutyBook, left: PostLeft, facts: Facts[Policies]) -> Events:
    owes_one = any(d.kind is DutyKind.ROTATION and d.owed for d in state.duties)
    if not state.employed or state.in_post is not None or owes_one:
        return ()
    since = facts.today if is_history(left.effective, facts) else left.effective + DAY
    return (rotation_opened(state, left.worker_id, since, since, left.appointment_id, facts.policies),)
