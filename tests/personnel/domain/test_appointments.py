"""A post is held for a term, ends for one of five reasons, is recalled only by who is entitled, and ends nothing else."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.personnel.domain.appointment_events import (
    AppointmentAnnulled,
    AppointmentCorrected,
    AppointmentEnded,
    AppointmentRecalled,
    AppointmentStarted,
    EndReason,
    Post,
    PostPhase,
    PostPlaceFreed,
    PostPlaceTaken,
    RecallingBody,
)
from services.personnel.domain.appointments import (
    AnnulAppointment,
    CompleteTerm,
    CorrectAppointment,
    EndAppointment,
    RecallAppointment,
    ReopenPost,
    StartAppointment,
)
from services.personnel.domain.scheme_terms import PostCategory
from services.personnel.domain.streams import APPOINTMENT
from shared.kernel import Release, Take
from tests.personnel.committees import joins, leaves
from tests.personnel.people import COMMUNITY, STREET, WORKER, on

ID = UUID(int=9)
STARTS = date(2027, 4, 1)
LATER = date(2028, 4, 2)


def start(post: Post) -> StartAppointment:
    return StartAppointment(worker_id=WORKER, appointment_id=ID, post=post, community=COMMUNITY, starts=STARTS)


def started(post: Post, category: PostCategory) -> AppointmentStarted:
    return AppointmentStarted(
        effective=STARTS, worker_id=WORKER, appointment_id=ID, post=post, post_category=category,
        community=COMMUNITY, term_ends=date(2032, 3, 31),
    )  # fmt: skip


def ended(post: Post, last_day: date, reason: EndReason) -> AppointmentEnded:
    return AppointmentEnded(
        effective=last_day, worker_id=WORKER, appointment_id=ID, post=post, community=COMMUNITY, reason=reason
    )


DIRECTOR = started(Post.DIRECTOR, PostCategory.CHIEF)
ENDED = ended(Post.DIRECTOR, date(2028, 3, 31), EndReason.RESIGNED)
RECALL = RecallAppointment(
    body=RecallingBody.RESIDENTS_MEETING, last_day=date(2028, 3, 31), document="居民会议决议1号", reason="不履职"
)
ANNULLED = AppointmentAnnulled(
    effective=STARTS, worker_id=WORKER, appointment_id=ID, post=Post.DIRECTOR, community=COMMUNITY,
    was=PostPhase.IN_TERM, reason="录入错误", annulled_by="officer",
)  # fmt: skip


@pytest.mark.parametrize(
    ("post", "category"),
    [
        (Post.DIRECTOR, PostCategory.CHIEF), (Post.DEPUTY_SECRETARY, PostCategory.DEPUTY),
        (Post.DEPUTY_DIRECTOR, PostCategory.DEPUTY), (Post.COMMITTEE_MEMBER, PostCategory.STAFF),
    ],
)  # fmt: skip
def test_a_post_is_held_for_five_years_and_gives_its_category(post: Post, category: PostCategory) -> None:
    begun = started(post, category)
    on(APPOINTMENT, STARTS).when(start(post)).then(begun, joins(begun))


@pytest.mark.parametrize("reason", sorted(set(EndReason) - {EndReason.RECALLED}))
def test_a_post_ends_on_its_last_day_and_once(reason: EndReason) -> None:
    end = EndAppointment(reason=reason, last_day=date(2028, 3, 31))
    over = ended(Post.DIRECTOR, date(2028, 3, 31), reason)
    on(APPOINTMENT, LATER, DIRECTOR).when(end).then(over, leaves(over))
    on(APPOINTMENT, LATER, DIRECTOR, over).when(end).then_rejected("appointments.not-running")


def test_a_post_does_not_end_before_it_began() -> None:
    early = EndAppointment(reason=EndReason.RESIGNED, last_day=date(2027, 3, 31))
    on(APPOINTMENT, STARTS, DIRECTOR).when(early).then_rejected("appointments.last-day")
    on(APPOINTMENT, STARTS, DIRECTOR).when(replace(RECALL, last_day=date(2027, 3, 31))).then_rejected(
        "appointments.last-day"
    )


def test_an_appointment_starts_once_and_in_a_community() -> None:
    on(APPOINTMENT, STARTS, DIRECTOR).when(start(Post.DIRECTOR)).then_rejected("appointments.started")
    outside = replace(start(Post.DIRECTOR), community=STREET)
    on(APPOINTMENT, STARTS).when(outside).then_rejected("appointments.community")


def test_the_term_is_over_the_day_after_its_last_unless_the_post_ended_before() -> None:
    over = ended(Post.DIRECTOR, date(2032, 3, 31), EndReason.TERM_ENDED)
    on(APPOINTMENT, date(2032, 3, 31), DIRECTOR).when(CompleteTerm()).then()
    on(APPOINTMENT, date(2032, 4, 1), DIRECTOR).when(CompleteTerm()).then(over, leaves(over))
    for past in (over, ENDED, ANNULLED):
        on(APPOINTMENT, date(2032, 4, 1), DIRECTOR, past).when(CompleteTerm()).then()
    on(APPOINTMENT, date(2032, 4, 1)).when(CompleteTerm()).then()


@pytest.mark.parametrize("post", list(Post))
def test_only_the_entitled_body_recalls_and_says_why(post: Post) -> None:
    party = post in (Post.SECRETARY, Post.DEPUTY_SECRETARY)
    entitled = RecallingBody.PARTY_COMMITTEE if party else RecallingBody.RESIDENTS_MEETING
    (other,) = set(RecallingBody) - {entitled}
    held = started(post, PostCategory.STAFF)
    recalled = AppointmentRecalled(
        effective=date(2028, 3, 31), worker_id=WORKER, appointment_id=ID, body=entitled, document="居民会议决议1号",
        reason="不履职",
    )  # fmt: skip
    asked = replace(RECALL, body=entitled)
    over = ended(post, date(2028, 3, 31), EndReason.RECALLED)
    on(APPOINTMENT, LATER, held).when(asked).then(recalled, over, leaves(over))
    on(APPOINTMENT, LATER, held).when(replace(asked, body=other)).then_rejected("appointments.not-entitled")
    on(APPOINTMENT, LATER, held).when(replace(asked, document="")).then_rejected("appointments.document")
    on(APPOINTMENT, LATER, held).when(replace(asked, reason=" ")).then_rejected("appointments.reason")
    on(APPOINTMENT, LATER).when(asked).then_rejected("appointments.not-running")


def test_a_wrong_first_day_is_corrected_and_the_term_counted_from_the_right_one() -> None:
    right = CorrectAppointment(starts=date(2027, 4, 12), reason="录入错误")
    corrected = AppointmentCorrected(
        effective=date(2027, 4, 12), worker_id=WORKER, appointment_id=ID, post=Post.DIRECTOR,
        post_category=PostCategory.CHIEF, community=COMMUNITY, term_ends=date(2032, 4, 11), reason="录入错误",
        corrected_by="officer",
    )  # fmt: skip
    on(APPOINTMENT, LATER, DIRECTOR).when(right).then(corrected)
    on(APPOINTMENT, LATER, DIRECTOR, corrected).when(right).then()
    on(APPOINTMENT, date(2032, 4, 1), DIRECTOR, corrected).when(CompleteTerm()).then()
    on(APPOINTMENT, LATER, DIRECTOR).when(replace(right, reason="")).then_rejected("appointments.reason")
    on(APPOINTMENT, LATER, DIRECTOR, ENDED).when(right).then_rejected("appointments.not-running")


def test_what_never_was_is_annulled_with_a_reason_and_once() -> None:
    never = AnnulAppointment(reason="录入错误")
    on(APPOINTMENT, LATER, DIRECTOR).when(never).then(ANNULLED, leaves(ANNULLED))
    on(APPOINTMENT, LATER, DIRECTOR, ANNULLED).when(never).then()
    on(APPOINTMENT, LATER, DIRECTOR, ENDED).when(never).then(replace(ANNULLED, was=PostPhase.ENDED))
    on(APPOINTMENT, LATER, DIRECTOR).when(AnnulAppointment(reason="")).then_rejected("appointments.reason")
    on(APPOINTMENT, LATER).when(never).then_rejected("appointments.not-running")


def test_a_community_has_one_secretary_and_one_director_but_many_members() -> None:
    key = f"{COMMUNITY}:DIRECTOR"
    asked = start(Post.DIRECTOR)
    assert APPOINTMENT.reserves(ID, asked, DIRECTOR) == (Take(kind="post", key=key),)
    assert APPOINTMENT.reserves(ID, asked, ENDED) == (Release(kind="post", key=key),)
    assert APPOINTMENT.reserves(ID, asked, ANNULLED) == (Release(kind="post", key=key),)
    assert APPOINTMENT.reserves(ID, asked, replace(ANNULLED, was=PostPhase.ENDED)) == ()
    member = started(Post.COMMITTEE_MEMBER, PostCategory.STAFF)
    assert APPOINTMENT.reserves(ID, start(Post.COMMITTEE_MEMBER), member) == ()


def test_a_post_gives_back_the_places_it_took_however_it_ends() -> None:
    place = f"{STREET}:CHIEF#1 {COMMUNITY}:CHIEF#1"
    taken = PostPlaceTaken(effective=STARTS, worker_id=WORKER, appointment_id=ID, place=place)
    on(APPOINTMENT, STARTS).when(replace(start(Post.DIRECTOR), place=place)).then(DIRECTOR, taken, joins(DIRECTOR))
    ways: list[tuple[Any, date]] = [
        (EndAppointment(reason=EndReason.RESIGNED, last_day=date(2028, 3, 31)), date(2028, 4, 1)),
        (RECALL, date(2028, 4, 1)), (CompleteTerm(), date(2032, 4, 1)), (AnnulAppointment(reason="x"), STARTS),
    ]  # fmt: skip
    for asked, free in ways:
        events = on(APPOINTMENT, date(2032, 4, 1), DIRECTOR, taken).when(asked).then_events()
        assert events[-2] == PostPlaceFreed(effective=free, worker_id=WORKER, appointment_id=ID, place=place)
    keys = tuple(Take(kind="headcount", key=key) for key in place.split())
    assert APPOINTMENT.reserves(ID, start(Post.DIRECTOR), taken) == keys


def test_nobody_is_recalled_without_the_decision_of_a_body() -> None:
    end = EndAppointment(reason=EndReason.RECALLED, last_day=date(2028, 3, 31))
    on(APPOINTMENT, LATER, DIRECTOR).when(end).then_rejected("appointments.recalled-by-whom")


def test_a_post_that_ended_with_an_exit_goes_on_from_the_same_day_when_that_is_undone() -> None:
    over = ended(Post.DIRECTOR, date(2028, 3, 31), EndReason.LEFT)
    on(APPOINTMENT, LATER, DIRECTOR, over, leaves(over)).when(ReopenPost()).then(DIRECTOR, joins(DIRECTOR))
    on(APPOINTMENT, LATER, DIRECTOR).when(ReopenPost()).then()
    again = (DIRECTOR, over, leaves(over), DIRECTOR, joins(DIRECTOR))
    twice = ended(Post.DIRECTOR, date(2029, 3, 31), EndReason.RESIGNED)
    end = EndAppointment(reason=EndReason.RESIGNED, last_day=date(2029, 3, 31))
    on(APPOINTMENT, LATER, *again).when(end).then(twice, leaves(twice))
