"""The grade counts the highest post that runs, whatever order posts are told in."""

from datetime import date
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from deploy.local.story.scheme import SCHEME as TERMS
from services.personnel.domain.grade_events import (
    GradeFactAnnulled,
    GradeFactCounted,
    GradeFactEnded,
    GradeProposed,
    GradingClosed,
    GradingOpened,
    PostCounted,
    PostHeld,
    PostReleased,
)
from services.personnel.domain.grade_posts import HoldPost, PostCommand, ReleasePost
from services.personnel.domain.scheme_terms import Education, EducationPapers, PostCategory
from services.personnel.domain.streams import GRADE
from tests.personnel import people
from tests.personnel.people import COMMUNITY, on

TODAY = date(2027, 6, 1)
CHIEF, DEPUTY, STAFF = PostCategory
A, B = UUID(int=11), UUID(int=12)


def opened(category: PostCategory = STAFF, post_id: UUID | None = None) -> GradingOpened:
    return GradingOpened(
        effective=date(2020, 1, 1), worker_id=people.WORKER, employment_id=people.EMPLOYMENT, region=COMMUNITY,
        post_category=category, community_work_since=date(2020, 1, 1), education=Education.BACHELOR, certificate=None,
        next_step=None, papers=EducationPapers.BOTH, probation_ends=None, post_id=post_id,
    )  # fmt: skip


def hold(id: UUID, category: PostCategory, month: int) -> HoldPost:
    return HoldPost(appointment_id=id, post_category=category, since=date(2027, month, 1))


def after(history: tuple[Any, ...], *commands: Any) -> tuple[Any, ...]:
    for command in commands:
        history = (*history, *on(GRADE, TODAY, *history).when(command).then_events())
    return history


def categories(history: tuple[Any, ...]) -> list[str]:
    """On the first of every month from January to June 2027."""
    book = GRADE.decider.fold(history).book
    return [book.category_on(TERMS, date(2027, month, 1)) for month in range(1, 7)]


def test_a_post_raises_the_category_and_its_end_leaves_what_the_others_give() -> None:
    both = after((opened(),), hold(A, DEPUTY, 2), hold(B, CHIEF, 3))
    assert categories(both) == [STAFF, DEPUTY, CHIEF, CHIEF, CHIEF, CHIEF]
    ended = after(both, ReleasePost(appointment_id=B, last_day=date(2027, 4, 30)))
    assert categories(ended) == [STAFF, DEPUTY, CHIEF, CHIEF, DEPUTY, DEPUTY]
    assert categories(after(both, ReleasePost(appointment_id=A, last_day=date(2027, 4, 30)))) == categories(both)


def test_a_change_of_category_proposes_a_grade() -> None:
    events = on(GRADE, TODAY, opened()).when(hold(A, CHIEF, 2)).then_events()
    assert [type(event) for event in events] == [GradeFactCounted, GradeProposed]


def test_told_twice_nothing_follows() -> None:
    history = after((opened(),), hold(A, CHIEF, 2))
    on(GRADE, TODAY, *history).when(hold(A, CHIEF, 2)).then()
    over = ReleasePost(appointment_id=A, last_day=date(2027, 4, 30))
    on(GRADE, TODAY, *after(history, over)).when(over).then()


def test_a_corrected_first_day_moves_the_category_and_what_never_was_gives_none() -> None:
    history = after((opened(),), hold(A, CHIEF, 2))
    assert categories(after(history, hold(A, CHIEF, 4))) == [STAFF, STAFF, STAFF, CHIEF, CHIEF, CHIEF]
    annulled, *_ = (
        on(GRADE, TODAY, *history).when(ReleasePost(appointment_id=A, last_day=date(2027, 1, 31))).then_events()
    )
    assert isinstance(annulled, GradeFactAnnulled)
    never = (*history, annulled)
    assert categories(never) == [STAFF] * 6
    on(GRADE, TODAY, *never).when(hold(A, CHIEF, 2)).then()


def test_the_category_of_the_hire_is_what_a_person_falls_back_to_until_its_own_post_ends() -> None:
    history = after((opened(DEPUTY),), hold(A, CHIEF, 2), ReleasePost(appointment_id=A, last_day=date(2027, 4, 30)))
    assert categories(history) == [DEPUTY, CHIEF, CHIEF, CHIEF, DEPUTY, DEPUTY]
    unknown = ReleasePost(appointment_id=B, last_day=date(2027, 5, 31))
    ended, *_ = on(GRADE, TODAY, *history).when(unknown).then_events()
    assert isinstance(ended, GradeFactEnded)
    assert categories((*history, ended)) == [DEPUTY, CHIEF, CHIEF, CHIEF, DEPUTY, STAFF]
    on(GRADE, TODAY, *history, ended).when(unknown).then()


def test_a_post_that_was_taken_over_with_the_person_ends_under_its_own_id() -> None:
    imported = (opened(CHIEF, post_id=A),)
    assert categories(imported) == [CHIEF] * 6
    gone = after(imported, ReleasePost(appointment_id=A, last_day=date(2027, 3, 31)))
    assert categories(gone) == [CHIEF, CHIEF, CHIEF, STAFF, STAFF, STAFF]
    moved = HoldPost(appointment_id=B, post_category=CHIEF, since=date(2027, 2, 1), known_only=True)
    on(GRADE, TODAY, *imported).when(moved).then()


def test_nobody_who_is_not_graded_is_counted_and_who_left_is_only_remembered() -> None:
    on(GRADE, TODAY).when(hold(A, CHIEF, 2)).then()
    on(GRADE, TODAY).when(ReleasePost(appointment_id=A, last_day=TODAY)).then()
    left = (*after((opened(),), hold(A, CHIEF, 2)), GradingClosed(effective=TODAY, worker_id=people.WORKER))
    (released,) = on(GRADE, TODAY, *left).when(ReleasePost(appointment_id=A, last_day=TODAY)).then_events()
    assert isinstance(released, GradeFactEnded)


def test_what_was_written_before_facts_had_one_form_is_read_for_ever() -> None:
    def told(event: type[Any], day: date, **more: Any) -> Any:
        return event(effective=day, worker_id=people.WORKER, **more)

    together = (opened(DEPUTY), told(PostCounted, date(2027, 2, 1), post_category=CHIEF))
    assert categories((*together, told(PostCounted, date(2027, 4, 1), post_category=STAFF))) == [
        DEPUTY, CHIEF, CHIEF, STAFF, STAFF, STAFF,
    ]  # fmt: skip
    one_by_one = (
        opened(DEPUTY), told(PostHeld, date(2027, 2, 1), appointment_id=A, post_category=CHIEF),
        told(PostCounted, date(2027, 2, 1), post_category=CHIEF), told(PostReleased, date(2027, 3, 31), appointment_id=A),
        told(PostCounted, date(2027, 4, 1), post_category=DEPUTY),
    )  # fmt: skip
    assert categories(one_by_one) == [DEPUTY, CHIEF, CHIEF, DEPUTY, DEPUTY, DEPUTY]


TENURES: tuple[tuple[PostCommand, ...], ...] = tuple(
    (
        HoldPost(appointment_id=UUID(int=n), post_category=category, since=date(2027, first, 1)),
        *(() if last is None else (ReleasePost(appointment_id=UUID(int=n), last_day=date(2027, last, 28)),)),
    )
    for n, category, first, last in ((1, DEPUTY, 1, 5), (2, CHIEF, 3, 4), (3, DEPUTY, 4, None), (4, STAFF, 2, 6))
)


@given(st.permutations(TENURES))
def test_the_category_of_every_day_is_the_same_in_whatever_order_posts_are_told(told: list[Any]) -> None:
    history = after((opened(),), *(command for tenure in told for command in tenure))
    assert categories(history) == [DEPUTY, DEPUTY, CHIEF, CHIEF, DEPUTY, DEPUTY]
