"""A post whose first day was told wrongly, or whose end is undone: the years it owes training for are looked at again."""

from datetime import date
from uuid import UUID

from services.training.domain.duty_book import DutyBook, Post
from services.training.domain.duty_events import DutyBookEvent, DutyKind, PostDaysCorrected, WithdrawalReason
from services.training.domain.obligations import is_history, settle, withdrawn
from services.training.domain.policies import Policies
from services.training.domain.yearly_duties import TakePost, take_post, with_years
from shared.kernel import Facts, Region, record


@record
class CorrectPost:
    """`starts` is the right first day."""

    worker_id: UUID
    appointment_id: UUID
    post: str
    community: Region
    starts: date


def correct_post(state: DutyBook, command: CorrectPost, facts: Facts[Policies]) -> tuple[DutyBookEvent, ...]:
    """Duties of years that the wrong day changed are moved: what was completed counts for the right ones."""
    post = next((p for p in state.posts if p.appointment_id == command.appointment_id), None)
    if post is None:
        take = TakePost(
            worker_id=command.worker_id, appointment_id=command.appointment_id, post=command.post,
            community=command.community, starts=command.starts,
        )  # fmt: skip
        return take_post(state, take, facts)
    if post.span.last is not None or post.span.first == command.starts:
        return ()
    return _from(state, post, command.worker_id, command.starts, facts)


def take_up(state: DutyBook, command: TakePost, facts: Facts[Policies]) -> tuple[DutyBookEvent, ...]:
    """A post that was left on the same first day goes on; every other is taken."""
    post = next((p for p in state.posts if p.appointment_id == command.appointment_id), None)
    if post is None or post.span.last is None or post.span.first != command.starts:
        return take_post(state, command, facts)
    return _from(state, post, command.worker_id, command.starts, facts)


def _from(
    state: DutyBook, post: Post, worker_id: UUID, starts: date, facts: Facts[Policies]
) -> tuple[DutyBookEvent, ...]:
    right = PostDaysCorrected(effective=starts, worker_id=worker_id, appointment_id=post.appointment_id)
    changed = max(starts.year, post.span.first.year) if starts != post.span.first else 0
    moved = tuple(
        withdrawn(worker_id, duty, duty.opens, WithdrawalReason.MOVED)
        for duty in state.caused_by(DutyKind.ANNUAL, post.appointment_id)
        if duty.withdrawn_on is None and duty.opens.year <= changed
    )
    today = facts.today.year
    first = max(starts.year, today) if is_history(starts, facts) else starts.year
    years = range(first, max(first, today) + 1)
    events = with_years(state, (right, *moved), post.appointment_id, years, facts.policies)
    return settle(state, events, facts.policies)
