"""The grade counts the highest post that runs, whatever order posts are told in."""

from datetime import date
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from services.personnel.domain.grade_events import (
    GradeProposed,
    GradingClosed,
    GradingOpened,
    PostCounted,
    PostHeld,
    PostReleased,
)
from services.personnel.domain.grade_posts import HoldPost, PostCommand, ReleasePost
from services.personnel.domain.grade_triggers import CountPost
from services.personnel.domain.scheme_terms import Education, PostCategory
from services.personnel.domain.streams import GRADE
from tests.personnel import people
from tests.personnel.people import COMMUNITY, on

TODAY = date(2027, 6, 1)
CHIEF, DEPUTY, STAFF = PostCategory
A, B = UUID(int=11), UUID(int=12)


def opened(category: PostCategory = STAFF) -> GradingOpened:
    return GradingOpened(
        effective=date(2020, 1, 1), worker_id=people.WORKER, employment_id=people.EMPLOYMENT, region=COMMUNITY,
        post_category=category, community_work_since=date(2020, 1, 1), education=Education.BACHELOR, certificate=None,
        next_step=None,
    )  # fmt: skip


def hold(id: UUID, category: PostCategory, month: int) -> HoldPost:
    return HoldPost(appointment_id=id, post_category=category, since=date(2027, month, 1))


def counted(history: tuple[Any, ...], command: Any) -> list[tuple[date, PostCategory]]:
    events = on(GRADE, TODAY, *history).when(command).then_events()
    return [(e.effective, e.post_category) for e in events if isinstance(e, PostCounted)]


def after(history: tuple[Any, ...], *commands: Any) -> tuple[Any, ...]:
    for command in commands:
        history = (*history, *on(GRADE, TODAY, *history).when(command).then_events())
    return history


def test_a_post_raises_the_category_and_its_end_leaves_what_the_others_give() -> None:
    deputy = after((opened(),), hold(A, DEPUTY, 2))
    assert counted(deputy, hold(B, CHIEF, 3)) == [(date(2027, 3, 1), CHIEF)]
    both = after(deputy, hold(B, CHIEF, 3))
    assert counted(both, ReleasePost(appointment_id=B, last_day=date(2027, 4, 30))) == [(date(2027, 5, 1), DEPUTY)]
    assert counted(both, ReleasePost(appointment_id=A, last_day=date(2027, 4, 30))) == []


def test_a_change_of_category_proposes_a_grade() -> None:
    events = on(GRADE, TODAY, opened()).when(hold(A, CHIEF, 2)).then_events()
    assert [type(event) for event in events] == [PostHeld, PostCounted, GradeProposed]


def test_a_post_told_late_changes_nothing_where_a_higher_one_ran_and_counts_after_it() -> None:
    history = after((opened(),), hold(B, CHIEF, 3), ReleasePost(appointment_id=B, last_day=date(2027, 4, 30)))
    assert counted(history, hold(A, DEPUTY, 2)) == [(date(2027, 2, 1), DEPUTY), (date(2027, 5, 1), DEPUTY)]


def test_told_twice_nothing_follows() -> None:
    history = after((opened(),), hold(A, CHIEF, 2))
    on(GRADE, TODAY, *history).when(hold(A, CHIEF, 2)).then()
    over = ReleasePost(appointment_id=A, last_day=date(2027, 4, 30))
    on(GRADE, TODAY, *after(history, over)).when(over).then()


def test_a_corrected_first_day_moves_the_category_and_what_never_was_gives_none() -> None:
    history = after((opened(),), hold(A, CHIEF, 2))
    assert counted(history, hold(A, CHIEF, 4)) == [(date(2027, 2, 1), STAFF), (date(2027, 4, 1), CHIEF)]
    assert counted(history, ReleasePost(appointment_id=A, last_day=date(2027, 1, 31))) == [(date(2027, 2, 1), STAFF)]


def test_a_post_counted_before_posts_were_told_one_by_one_is_what_the_person_falls_back_to_until_it_ends() -> None:
    history = after((opened(),), CountPost(post_category=DEPUTY, since=date(2026, 1, 1)), hold(A, CHIEF, 2))
    assert counted(history, ReleasePost(appointment_id=A, last_day=date(2027, 4, 30))) == [(date(2027, 5, 1), DEPUTY)]
    gone = after(history, ReleasePost(appointment_id=B, last_day=date(2027, 3, 31)))
    assert counted(gone, ReleasePost(appointment_id=A, last_day=date(2027, 4, 30))) == [(date(2027, 5, 1), STAFF)]
    imported = (opened(CHIEF),)
    assert counted(imported, ReleasePost(appointment_id=B, last_day=date(2027, 4, 30))) == [(date(2027, 5, 1), STAFF)]
    moved = HoldPost(appointment_id=B, post_category=CHIEF, since=date(2027, 2, 1), known_only=True)
    on(GRADE, TODAY, *imported).when(moved).then()


def test_nobody_who_is_not_graded_is_counted_and_who_left_is_only_remembered() -> None:
    on(GRADE, TODAY).when(hold(A, CHIEF, 2)).then()
    on(GRADE, TODAY).when(ReleasePost(appointment_id=A, last_day=TODAY)).then()
    left = (*after((opened(),), hold(A, CHIEF, 2)), GradingClosed(effective=TODAY, worker_id=people.WORKER))
    released = PostReleased(effective=TODAY, worker_id=people.WORKER, appointment_id=A)
    on(GRADE, TODAY, *left).when(ReleasePost(appointment_id=A, last_day=TODAY)).then(released)
    on(GRADE, TODAY, *left).when(hold(B, CHIEF, 2)).then()


TENURES: tuple[tuple[PostCommand, ...], ...] = tuple(
    (
        HoldPost(appointment_id=UUID(int=n), post_category=category, since=date(2027, first, 1)),
        *(() if last is None else (ReleasePost(appointment_id=UUID(int=n), last_day=date(2027, last, 28)),)),
    )
    for n, category, first, last in ((1, DEPUTY, 1, 5), (2, CHIEF, 3, 4), (3, DEPUTY, 4, None), (4, STAFF, 2, 6))
)


@given(st.permutations(TENURES))
def test_the_category_of_every_day_is_the_same_in_whatever_order_posts_are_told(told: list[Any]) -> None:
    grading = GRADE.decider.fold(after((opened(),), *(command for tenure in told for command in tenure)))
    days = [date(2027, month, day) for month in range(1, 9) for day in (1, 27, 28)]
    expected = [DEPUTY if day < date(2027, 3, 1) or day > date(2027, 4, 28) else CHIEF for day in days]
    assert [grading.posts.on(day) for day in days] == expected
