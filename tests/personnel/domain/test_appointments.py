from datetime import date
from uuid import UUID

import pytest

from services.personnel.domain.appointments import (
    AppointmentEnded,
    AppointmentStarted,
    EndAppointment,
    EndReason,
    Post,
    StartAppointment,
)
from services.personnel.domain.scheme_terms import PostCategory
from services.personnel.domain.streams import APPOINTMENT
from shared.kernel import Release, Take
from tests.personnel.people import COMMUNITY, STREET, WORKER, on

ID = UUID(int=9)
STARTS = date(2027, 4, 1)


def start(post: Post) -> StartAppointment:
    return StartAppointment(worker_id=WORKER, appointment_id=ID, post=post, community=COMMUNITY, starts=STARTS)


def started(post: Post, category: PostCategory) -> AppointmentStarted:
    return AppointmentStarted(
        effective=STARTS, worker_id=WORKER, appointment_id=ID, post=post, post_category=category,
        community=COMMUNITY, term_ends=date(2032, 3, 31),
    )  # fmt: skip


SECRETARY = started(Post.SECRETARY, PostCategory.CHIEF)
ENDED = AppointmentEnded(
    effective=date(2028, 3, 31), worker_id=WORKER, appointment_id=ID, post=Post.SECRETARY, community=COMMUNITY,
    reason=EndReason.RECALLED,
)  # fmt: skip


@pytest.mark.parametrize(
    ("post", "category"),
    [
        (Post.SECRETARY, PostCategory.CHIEF), (Post.DIRECTOR, PostCategory.CHIEF),
        (Post.DEPUTY_SECRETARY, PostCategory.DEPUTY), (Post.DEPUTY_DIRECTOR, PostCategory.DEPUTY),
        (Post.COMMITTEE_MEMBER, PostCategory.STAFF),
    ],
)  # fmt: skip
def test_a_post_is_held_for_five_years_and_gives_its_category(post: Post, category: PostCategory) -> None:
    on(APPOINTMENT, STARTS).when(start(post)).then(started(post, category))


def test_a_post_ends_on_its_last_day_and_once() -> None:
    end = EndAppointment(reason=EndReason.RECALLED, last_day=date(2028, 3, 31))
    on(APPOINTMENT, date(2028, 4, 2), SECRETARY).when(end).then(ENDED)
    on(APPOINTMENT, date(2028, 4, 2), SECRETARY, ENDED).when(end).then_rejected("appointments.not-running")


def test_a_post_does_not_end_before_it_began() -> None:
    early = EndAppointment(reason=EndReason.RESIGNED, last_day=date(2027, 3, 31))
    on(APPOINTMENT, STARTS, SECRETARY).when(early).then_rejected("appointments.last-day")


def test_an_appointment_starts_once_and_in_a_community() -> None:
    on(APPOINTMENT, STARTS, SECRETARY).when(start(Post.SECRETARY)).then_rejected("appointments.started")
    outside = StartAppointment(worker_id=WORKER, appointment_id=ID, post=Post.DIRECTOR, community=STREET, starts=STARTS)
    on(APPOINTMENT, STARTS).when(outside).then_rejected("appointments.community")


def test_a_community_has_one_secretary_and_one_director_but_many_members() -> None:
    key = f"{COMMUNITY}:SECRETARY"
    assert APPOINTMENT.reserves(ID, start(Post.SECRETARY), SECRETARY) == (Take(kind="post", key=key),)
    assert APPOINTMENT.reserves(ID, start(Post.SECRETARY), ENDED) == (Release(kind="post", key=key),)
    member = started(Post.COMMITTEE_MEMBER, PostCategory.STAFF)
    assert APPOINTMENT.reserves(ID, start(Post.COMMITTEE_MEMBER), member) == ()
