"""Somebody is nominated by one hand; every body of the joint review has to agree; then he is elected or appointed."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.personnel.domain.appointment_events import (
    AppointmentAnnulled,
    AppointmentStarted,
    BodyReviewed,
    CandidacyLapsed,
    CandidacyReopened,
    Post,
    PostChoice,
    PostDecided,
    PostNominated,
    PostPhase,
    QualificationReviewed,
    ReviewBody,
)
from services.personnel.domain.appointments import AnnulAppointment
from services.personnel.domain.candidacies import (
    DecidePost,
    LapseCandidacy,
    NominateForPost,
    ReopenCandidacy,
    ReviewQualification,
)
from services.personnel.domain.scheme_terms import PostCategory
from services.personnel.domain.streams import APPOINTMENT
from shared.kernel import Release, Take
from tests.personnel.committees import joins
from tests.personnel.people import COMMUNITY, STREET, WORKER, on

ID = UUID(int=9)
TODAY, STARTS = date(2027, 3, 1), date(2027, 4, 1)
NOMINATE = NominateForPost(worker_id=WORKER, appointment_id=ID, post=Post.DIRECTOR, community=COMMUNITY)
STANDS = f"{WORKER}:{COMMUNITY}:DIRECTOR"
NOMINATED = PostNominated(
    effective=TODAY, worker_id=WORKER, appointment_id=ID, post=Post.DIRECTOR, community=COMMUNITY, nominated_by="street"
)
AGREES = ReviewQualification(body=ReviewBody.ORGANISATION, passed=True, document="武组函1号")
DECIDE = DecidePost(choice=PostChoice.ELECTED, starts=STARTS, document="公告1号")


def answered(body: ReviewBody, passed: bool = True) -> BodyReviewed:
    return BodyReviewed(
        effective=TODAY, worker_id=WORKER, appointment_id=ID, body=body, passed=passed, document="武组函1号",
        recorded_by="county",
    )  # fmt: skip


ONE = answered(ReviewBody.ORGANISATION)
BOTH = answered(ReviewBody.DISCIPLINE)
QUALIFIED = QualificationReviewed(
    effective=TODAY, worker_id=WORKER, appointment_id=ID, post=Post.DIRECTOR, community=COMMUNITY, qualified=True
)
DECIDED = PostDecided(
    effective=STARTS, worker_id=WORKER, appointment_id=ID, post=Post.DIRECTOR, community=COMMUNITY,
    choice=PostChoice.ELECTED, term_ends=date(2032, 3, 31), document="公告1号", decided_by="county",
)  # fmt: skip
STARTED = AppointmentStarted(
    effective=STARTS, worker_id=WORKER, appointment_id=ID, post=Post.DIRECTOR, post_category=PostCategory.CHIEF,
    community=COMMUNITY, term_ends=date(2032, 3, 31),
)  # fmt: skip


def test_a_candidate_is_nominated_once_and_for_a_community() -> None:
    on(APPOINTMENT, TODAY, by="street").when(NOMINATE).then(NOMINATED)
    on(APPOINTMENT, TODAY, NOMINATED, by="street").when(NOMINATE).then()
    on(APPOINTMENT, TODAY).when(replace(NOMINATE, community=STREET)).then_rejected("appointments.community")


def test_the_last_body_that_agrees_concludes_the_joint_review() -> None:
    on(APPOINTMENT, TODAY, NOMINATED, by="county").when(AGREES).then(ONE)
    second = replace(AGREES, body=ReviewBody.DISCIPLINE)
    on(APPOINTMENT, TODAY, NOMINATED, ONE, by="county").when(second).then(BOTH, QUALIFIED)
    on(APPOINTMENT, TODAY, NOMINATED, ONE, by="county").when(AGREES).then_rejected("appointments.reviewed")
    court = replace(AGREES, body=ReviewBody.COURT)
    refused = on(APPOINTMENT, TODAY, NOMINATED, by="county").when(court).then_rejected("appointments.body")
    assert refused.facts == {"bodies": "ORGANISATION, DISCIPLINE"}
    on(APPOINTMENT, TODAY, NOMINATED, by="county").when(replace(AGREES, document="")).then_rejected(
        "appointments.document"
    )


def test_one_body_that_does_not_agree_ends_the_candidacy() -> None:
    refusal = answered(ReviewBody.ORGANISATION, passed=False)
    unfit = replace(QUALIFIED, qualified=False)
    on(APPOINTMENT, TODAY, NOMINATED, by="county").when(replace(AGREES, passed=False)).then(refusal, unfit)
    over = on(APPOINTMENT, TODAY, NOMINATED, refusal, unfit, by="county")
    over.when(DECIDE).then_rejected("appointments.not-at-stage")
    over.when(replace(AGREES, body=ReviewBody.DISCIPLINE)).then_rejected("appointments.not-at-stage")


@pytest.mark.parametrize("by", ["street", "li for street"])
def test_who_nominated_neither_reviews_nor_decides(by: str) -> None:
    on(APPOINTMENT, TODAY, NOMINATED, by=by).when(AGREES).then_rejected("appointments.own-nomination")
    reviewed = on(APPOINTMENT, TODAY, NOMINATED, ONE, BOTH, QUALIFIED, by=by)
    reviewed.when(DECIDE).then_rejected("appointments.own-nomination")


def test_after_the_review_the_candidate_is_elected_or_appointed_and_the_term_begins() -> None:
    history = (NOMINATED, ONE, BOTH, QUALIFIED)
    on(APPOINTMENT, TODAY, *history, by="county").when(DECIDE).then(DECIDED, STARTED, joins(STARTED))
    named = replace(DECIDE, choice=PostChoice.APPOINTED)
    on(APPOINTMENT, TODAY, *history, by="county").when(named).then(
        replace(DECIDED, choice=PostChoice.APPOINTED), STARTED, joins(STARTED)
    )
    on(APPOINTMENT, TODAY, NOMINATED, ONE, by="county").when(DECIDE).then_rejected("appointments.not-at-stage")
    on(APPOINTMENT, TODAY, *history, by="county").when(replace(DECIDE, document="")).then_rejected(
        "appointments.document"
    )
    on(APPOINTMENT, TODAY, *history, DECIDED, STARTED, by="county").when(DECIDE).then_rejected(
        "appointments.not-at-stage"
    )


def test_a_nomination_can_be_withdrawn() -> None:
    withdrawn = AppointmentAnnulled(
        effective=TODAY, worker_id=WORKER, appointment_id=ID, post=Post.DIRECTOR, community=COMMUNITY,
        was=PostPhase.NOMINATED, reason="本人不愿意", annulled_by="officer",
    )  # fmt: skip
    on(APPOINTMENT, TODAY, NOMINATED).when(AnnulAppointment(reason="本人不愿意")).then(withdrawn)
    assert APPOINTMENT.reserves(ID, NOMINATE, withdrawn) == (Release(kind="candidate", key=STANDS),)


def test_nobody_stands_twice_at_a_time_for_one_post() -> None:
    free = (Release(kind="candidate", key=STANDS),)
    assert APPOINTMENT.reserves(ID, NOMINATE, NOMINATED) == (Take(kind="candidate", key=STANDS),)
    assert APPOINTMENT.reserves(ID, AGREES, replace(QUALIFIED, qualified=False)) == free
    assert APPOINTMENT.reserves(ID, DECIDE, DECIDED) == free
    assert APPOINTMENT.reserves(ID, AGREES, QUALIFIED) == ()


def test_who_leaves_the_employment_stands_no_longer_and_does_again_as_far_as_it_was_when_the_exit_is_undone() -> None:
    last, lapse = date(2027, 3, 31), LapseCandidacy(last_day=date(2027, 3, 31))
    reviewed = (NOMINATED, ONE, BOTH, QUALIFIED)
    lapsed = CandidacyLapsed(
        effective=last, worker_id=WORKER, appointment_id=ID, post=Post.DIRECTOR, community=COMMUNITY,
        was=PostPhase.QUALIFICATION_REVIEWED,
    )  # fmt: skip
    on(APPOINTMENT, TODAY, *reviewed).when(lapse).then(lapsed)
    on(APPOINTMENT, TODAY, NOMINATED).when(lapse).then(replace(lapsed, was=PostPhase.NOMINATED))
    over = on(APPOINTMENT, TODAY, *reviewed, lapsed, by="county")
    over.when(DECIDE).then_rejected("appointments.not-at-stage")
    over.when(lapse).then()
    again = CandidacyReopened(
        effective=TODAY, worker_id=WORKER, appointment_id=ID, post=Post.DIRECTOR, community=COMMUNITY,
        phase=PostPhase.QUALIFICATION_REVIEWED, nominated_by="street",
    )  # fmt: skip
    over.when(ReopenCandidacy()).then(again)
    back = on(APPOINTMENT, TODAY, *reviewed, lapsed, again, by="county")
    back.when(ReopenCandidacy()).then()
    back.when(DECIDE).then(DECIDED, STARTED, joins(STARTED))
    assert APPOINTMENT.reserves(ID, lapse, lapsed) == (Release(kind="candidate", key=STANDS),)
    assert APPOINTMENT.reserves(ID, ReopenCandidacy(), again) == (Take(kind="candidate", key=STANDS),)


def test_who_is_chosen_already_stays_chosen_whoever_employs_him() -> None:
    lapse = LapseCandidacy(last_day=date(2027, 3, 31))
    on(APPOINTMENT, TODAY, NOMINATED, ONE, BOTH, QUALIFIED, DECIDED).when(lapse).then()
    on(APPOINTMENT, TODAY, NOMINATED, ONE, BOTH, QUALIFIED, DECIDED, STARTED).when(lapse).then()
    on(APPOINTMENT, TODAY).when(lapse).then()
    on(APPOINTMENT, TODAY, NOMINATED).when(ReopenCandidacy()).then()
