"""Which posts a person holds, as the grade counts them: the highest category of those running, or that of the hire."""

from datetime import date
from functools import reduce
from uuid import UUID

from services.personnel.domain.grade_events import GradeEvent, PostHeld, PostReleased
from services.personnel.domain.grade_triggers import CountPost, count_post
from services.personnel.domain.grading import Grading, evolve
from services.personnel.domain.policies import Policies
from services.personnel.domain.scheme_terms import PostCategory
from shared.kernel import DAY, Facts, record


@record
class HoldPost:
    """The post is held from `since` on; told again with another day when that was corrected. `known_only` leaves alone
    what was counted before posts were told one by one.
    """

    appointment_id: UUID
    post_category: PostCategory
    since: date
    known_only: bool = False


@record
class ReleasePost:
    """`last_day` in the post; the day before the first where it never was."""

    appointment_id: UUID
    last_day: date


PostCommand = HoldPost | ReleasePost


def hold(grading: Grading, command: HoldPost, facts: Facts[Policies]) -> tuple[GradeEvent, ...]:
    held = grading.tenure(command.appointment_id)
    if grading.worker_id is None or grading.closed or (held is None and command.known_only):
        return ()
    if held is not None and held.first == command.since:
        return ()
    event = PostHeld(
        effective=command.since, worker_id=grading.worker_id, appointment_id=command.appointment_id,
        post_category=command.post_category,
    )  # fmt: skip
    first = command.since if held is None else min(held.first, command.since)
    return (event, *_recounted(evolve(grading, event), first, facts))


def release(grading: Grading, command: ReleasePost, facts: Facts[Policies]) -> tuple[GradeEvent, ...]:
    """Counted anew from the day after; after the last day of work only remembered."""
    held = grading.tenure(command.appointment_id)
    if grading.worker_id is None or (held is not None and held.last == command.last_day):
        return ()
    event = PostReleased(effective=command.last_day, worker_id=grading.worker_id, appointment_id=command.appointment_id)
    released = evolve(grading, event)
    return (event,) if grading.closed else (event, *_recounted(released, command.last_day + DAY, facts))


def _recounted(grading: Grading, first: date, facts: Facts[Policies]) -> tuple[GradeEvent, ...]:
    """The category of every day from which another one counts now."""
    changes = {t.first for t in grading.tenures} | {t.last + DAY for t in grading.tenures if t.last is not None}
    events: tuple[GradeEvent, ...] = ()
    for day in sorted({first} | {change for change in changes if change > first}):
        counted = count_post(grading, CountPost(post_category=grading.category_on(day), since=day), facts)
        grading, events = reduce(evolve, counted, grading), events + counted
    return events
