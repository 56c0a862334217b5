"""How a duty is opened, and everything that follows from what the book says: met, reopened, withdrawn, next in turn."""

from datetime import date
from functools import reduce
from itertools import accumulate
from uuid import UUID

from services.training.domain.duty_book import Completion, Duty, DutyBook, evolve
from services.training.domain.duty_events import (
    DutyBookEvent,
    DutyKind,
    DutyMet,
    DutyOpened,
    DutyReopened,
    DutyWithdrawn,
    WaiverGround,
    WithdrawalReason,
)
from services.training.domain.policies import Policies
from shared.kernel import DAY, Facts, add_years
from shared.kernel.derived import derived_id


def settle(state: DutyBook, events: tuple[DutyBookEvent, ...], policies: Policies) -> tuple[DutyBookEvent, ...]:
    """The events and all that follows from them for every duty in the book; repeated until nothing more follows."""
    follows = events
    while follows:
        state = reduce(evolve, follows, state)
        follows = _unsettled(state, policies)
        events = (*events, *follows)
    return events


def is_history(day: date, facts: Facts[Policies]) -> bool:
    """Whether what began on this day is heard so late that it was taken over from paper."""
    return (facts.today - day).days > facts.policies.takeover_after_days.on(facts.today)


def opened(
    state: DutyBook, worker_id: UUID, kind: DutyKind, opens: date, due: date, hours: int, kinds: tuple[str, ...],
    cause: UUID, policies: Policies,
) -> DutyOpened:  # fmt: skip
    ordinal = sum(d.kind is kind for d in state.duties)
    return DutyOpened(
        effective=opens, worker_id=worker_id, duty_id=derived_id("training.duty", str(worker_id), kind, str(ordinal)),
        kind=kind, opens=opens, due=due, hours=hours, completion_kinds=kinds,
        met_late=kind in policies.met_after_due.on(opens), cause=cause,
    )  # fmt: skip


def rotation_opened(
    state: DutyBook, worker_id: UUID, opens: date, since: date, cause: UUID, policies: Policies
) -> DutyOpened:
    """`since` is the day the years are counted from: the hire, or the last rotation."""
    due = add_years(since, policies.rotation_every_years.on(opens))
    hours, kinds = policies.rotation_hours.on(opens), policies.rotation_kinds.on(opens)
    return opened(state, worker_id, DutyKind.ROTATION, opens, due, hours, kinds, cause, policies)


def withdrawn(
    worker_id: UUID, duty: Duty, day: date, reason: WithdrawalReason, ground: WaiverGround | None = None
) -> DutyWithdrawn:
    """A duty that has not begun by `day` is withdrawn from its first day on."""
    return DutyWithdrawn(
        effective=max(day, duty.opens), worker_id=worker_id, duty_id=duty.duty_id, kind=duty.kind, due=duty.due,
        reason=reason, ground=ground,
    )  # fmt: skip


def day_met(duty: Duty, completions: tuple[Completion, ...]) -> date | None:
    """The day on which the hours completed within the window reached what is asked."""
    counted = sorted(
        (c.completed_on, c.hours)
        for c in completions
        if not c.annulled and c.kind in duty.completion_kinds and _in_window(duty, c.completed_on)
    )
    totals = accumulate(hours for _, hours in counted)
    return next((day for (day, _), total in zip(counted, totals, strict=True) if total >= duty.hours), None)


def _in_window(duty: Duty, day: date) -> bool:
    in_time = duty.opens <= day and (duty.met_late or day <= duty.due)
    return in_time and (duty.withdrawn_on is None or day < duty.withdrawn_on)


def _unsettled(state: DutyBook, policies: Policies) -> tuple[DutyBookEvent, ...]:
    if state.worker_id is None:
        return ()
    for duty in state.duties:
        if duty.moved:
            continue
        follows = (
            _orphaned(state, state.worker_id, duty)
            or _fulfilment(state, state.worker_id, duty)
            or _withdrawal(state, state.worker_id, duty)
            or _succession(state, state.worker_id, duty, policies)
        )
        if follows:
            return follows
    return ()


def _orphaned(state: DutyBook, worker_id: UUID, duty: Duty) -> tuple[DutyBookEvent, ...]:
    """A window that followed from one that was moved is moved with it."""
    before = state.duty(duty.cause)
    return (withdrawn(worker_id, duty, duty.opens, WithdrawalReason.MOVED),) if before and before.moved else ()


def _fulfilment(state: DutyBook, worker_id: UUID, duty: Duty) -> tuple[DutyBookEvent, ...]:
    day = day_met(duty, state.completions)
    if day == duty.met_on:
        return ()
    if day is not None:
        return (DutyMet(effective=day, worker_id=worker_id, duty_id=duty.duty_id, kind=duty.kind),)
    reopened = DutyReopened(
        effective=duty.met_on or duty.opens, worker_id=worker_id, duty_id=duty.duty_id, kind=duty.kind,
        opens=duty.opens, due=duty.due,
    )  # fmt: skip
    return (reopened, duty.withdrawal) if duty.withdrawal else (reopened,)


def _withdrawal(state: DutyBook, worker_id: UUID, duty: Duty) -> tuple[DutyBookEvent, ...]:
    if not duty.owed:
        return ()
    if state.gone_from is not None:
        return (withdrawn(worker_id, duty, state.gone_from, WithdrawalReason.LEFT),)
    post = state.in_post
    if duty.kind is DutyKind.ROTATION and post is not None:
        return (withdrawn(worker_id, duty, post.span.first, WithdrawalReason.POST_TAKEN),)
    lasts = [p.span.last for p in state.posts if p.span.last is not None]
    if duty.kind is DutyKind.ANNUAL and post is None and max(lasts) < duty.due:
        return (withdrawn(worker_id, duty, max(lasts) + DAY, WithdrawalReason.POST_ENDED),)
    return ()


def _succession(state: DutyBook, worker_id: UUID, duty: Duty, policies: Policies) -> tuple[DutyBookEvent, ...]:
    """The next rotation opens the day after the last was met, and moves when that day turns out to be another."""
    if duty.kind is not DutyKind.ROTATION or duty.withdrawn_on is not None:
        return ()
    opens = duty.met_on + DAY if duty.met_on else None
    following = state.caused_by(DutyKind.ROTATION, duty.duty_id)
    if following:
        [after] = following
        kept = after.opens == opens or after.withdrawn_on is not None
        return () if kept else (withdrawn(worker_id, after, after.opens, WithdrawalReason.MOVED),)
    if duty.met_on is None or opens is None or not state.employed or state.in_post:
        return ()
    return (rotation_opened(state, worker_id, opens, duty.met_on, duty.duty_id, policies),)
