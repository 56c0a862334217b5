"""The reserve: nominated by one hand, reviewed and admitted by others, trained, appointed or removed with a reason."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.personnel.domain.reserve import (
    AppointFromReserve,
    EnterReserve,
    NominateReserve,
    NoteReserveTrained,
    RemoveFromReserve,
    ReturnToReserve,
    ReviewReserve,
    vacant_seat,
)
from services.personnel.domain.reserve_events import (
    ReserveAppointed,
    ReserveEntered,
    ReserveNominated,
    ReserveRemovalReason,
    ReserveRemoved,
    ReserveReviewed,
    ReserveTrained,
    ReserveType,
    reserve_id,
)
from services.personnel.domain.streams import RESERVE
from services.personnel.reactions.training import react
from shared.kernel import Rejected, Release, Take
from shared.published.training.duties import ObligationMetV1
from shared.testing.spec import sent
from tests.personnel.people import COMMUNITY, STREET, WORKER, on
from tests.training.news import news

TODAY = date(2027, 5, 1)
ID, POST, DUTY = reserve_id(WORKER, ReserveType.SECRETARY), UUID(int=9), UUID(int=50)
SEAT = f"{COMMUNITY}:SECRETARY#1"
NOMINATE = NominateReserve(worker_id=WORKER, community=COMMUNITY, type=ReserveType.SECRETARY, document="推荐表1号")
NOMINATED = ReserveNominated(
    effective=TODAY, worker_id=WORKER, reserve_id=ID, community=COMMUNITY, type=ReserveType.SECRETARY,
    document="推荐表1号", nominated_by="street",
)  # fmt: skip
REVIEWED = ReserveReviewed(
    effective=TODAY, worker_id=WORKER, reserve_id=ID, passed=True, document="联审表1号", reviewed_by="county"
)
ENTERED = ReserveEntered(
    effective=TODAY, worker_id=WORKER, reserve_id=ID, community=COMMUNITY, type=ReserveType.SECRETARY, seat=SEAT,
    document="入库通知1号", entered_by="county",
)  # fmt: skip
TRAINED = ReserveTrained(effective=TODAY, worker_id=WORKER, reserve_id=ID, duty_id=DUTY, document="")
APPOINTED = ReserveAppointed(
    effective=TODAY, worker_id=WORKER, reserve_id=ID, community=COMMUNITY, type=ReserveType.SECRETARY, seat=SEAT,
    post_id=POST,
)  # fmt: skip
REMOVED = ReserveRemoved(
    effective=TODAY, worker_id=WORKER, reserve_id=ID, community=COMMUNITY, type=ReserveType.SECRETARY, seat=SEAT,
    reason=ReserveRemovalReason.DISCIPLINED, document="出库通知1号", removed_by="county",
)  # fmt: skip
ENTER, REVIEW = EnterReserve(seat=SEAT, document="入库通知1号"), ReviewReserve(passed=True, document="联审表1号")
IN_POOL = (NOMINATED, REVIEWED, ENTERED)


def test_somebody_is_nominated_for_a_community_and_again_after_he_left() -> None:
    on(RESERVE, TODAY, by="street").when(NOMINATE).then(NOMINATED)
    for history in ((NOMINATED,), (NOMINATED, REVIEWED), IN_POOL, (*IN_POOL, TRAINED)):
        on(RESERVE, TODAY, *history).when(NOMINATE).then_rejected("reserve.member")
    for last in (APPOINTED, REMOVED):
        on(RESERVE, TODAY, *IN_POOL, last, by="street").when(NOMINATE).then(NOMINATED)
    on(RESERVE, TODAY).when(replace(NOMINATE, community=STREET)).then_rejected("reserve.community")
    on(RESERVE, TODAY).when(replace(NOMINATE, document="")).then_rejected("reserve.document")


def test_the_nomination_is_reviewed_and_admitted_by_other_hands() -> None:
    on(RESERVE, TODAY, NOMINATED, by="county").when(REVIEW).then(REVIEWED)
    on(RESERVE, TODAY, NOMINATED, REVIEWED, by="county").when(ENTER).then(ENTERED)
    on(RESERVE, TODAY, NOMINATED, by="county").when(ENTER).then_rejected("reserve.not-at-stage")
    on(RESERVE, TODAY, NOMINATED, by="county").when(replace(REVIEW, document="")).then_rejected("reserve.document")
    unfit = replace(REVIEWED, passed=False)
    on(RESERVE, TODAY, NOMINATED, by="county").when(replace(REVIEW, passed=False)).then(unfit)
    on(RESERVE, TODAY, NOMINATED, unfit, by="county").when(ENTER).then_rejected("reserve.not-at-stage")


@pytest.mark.parametrize("by", ["street", "li for street"])
def test_who_nominated_neither_reviews_nor_admits(by: str) -> None:
    on(RESERVE, TODAY, NOMINATED, by=by).when(REVIEW).then_rejected("reserve.own-nomination")
    on(RESERVE, TODAY, NOMINATED, REVIEWED, by=by).when(ENTER).then_rejected("reserve.own-nomination")


def test_training_tells_that_the_course_is_completed_else_somebody_says_so_with_a_document() -> None:
    told = NoteReserveTrained(trained_on=TODAY, duty_id=DUTY)
    on(RESERVE, TODAY, *IN_POOL).when(told).then(TRAINED)
    for history in ((), (NOMINATED,), (*IN_POOL, TRAINED), (*IN_POOL, REMOVED)):
        on(RESERVE, TODAY, *history).when(told).then()
    by_hand = NoteReserveTrained(trained_on=TODAY, document="结业证书1号")
    on(RESERVE, TODAY, *IN_POOL).when(by_hand).then(replace(TRAINED, duty_id=None, document="结业证书1号"))
    on(RESERVE, TODAY, *IN_POOL).when(replace(by_hand, document="")).then_rejected("reserve.document")
    on(RESERVE, TODAY, *IN_POOL).when(replace(by_hand, trained_on=date(2027, 5, 2))).then_rejected("reserve.future")
    on(RESERVE, TODAY, NOMINATED).when(by_hand).then_rejected("reserve.not-at-stage")


def test_only_a_met_course_of_the_reserve_is_heard_of_for_both_types() -> None:
    met = ObligationMetV1(worker_id=WORKER, duty_id=DUTY, kind="RESERVE", met_on=TODAY)
    told = NoteReserveTrained(trained_on=TODAY, duty_id=DUTY)
    assert sent(list(react(news(met)))) == [
        ("reserve", reserve_id(WORKER, type), told) for type in (ReserveType.SECRETARY, ReserveType.COMMITTEE)
    ]
    assert list(react(news(replace(met, kind="ROTATION")))) == []


def test_who_is_in_the_pool_is_appointed_trained_or_not() -> None:
    come = AppointFromReserve(post_id=POST, starts=TODAY)
    on(RESERVE, TODAY, *IN_POOL).when(come).then(APPOINTED)
    on(RESERVE, TODAY, *IN_POOL, TRAINED).when(come).then(APPOINTED)
    on(RESERVE, TODAY, NOMINATED).when(come).then_rejected("reserve.not-at-stage")
    on(RESERVE, TODAY, *IN_POOL, APPOINTED).when(come).then_rejected("reserve.not-at-stage")


def test_somebody_is_removed_with_a_reason_and_a_document_and_once() -> None:
    out = RemoveFromReserve(reason=ReserveRemovalReason.DISCIPLINED, document="出库通知1号")
    on(RESERVE, TODAY, *IN_POOL, by="county").when(out).then(REMOVED)
    on(RESERVE, TODAY, *IN_POOL, REMOVED, by="county").when(out).then()
    on(RESERVE, TODAY, NOMINATED, by="county").when(out).then(replace(REMOVED, seat=""))
    on(RESERVE, TODAY, *IN_POOL).when(replace(out, document=" ")).then_rejected("reserve.document")
    on(RESERVE, TODAY, *IN_POOL, APPOINTED).when(out).then_rejected("reserve.not-at-stage")
    on(RESERVE, TODAY).when(out).then_rejected("reserve.not-at-stage")


def test_a_community_has_so_many_places_in_the_pool() -> None:
    assert vacant_seat(frozenset(), 2) == 1
    assert vacant_seat(frozenset({1}), 2) == 2
    with pytest.raises(Rejected) as full:
        vacant_seat(frozenset({1, 2}), 2)
    assert (full.value.code, full.value.facts) == ("reserve.full", {"places": 2})
    assert RESERVE.reserves(ID, ENTER, ENTERED) == (Take(kind="reserve-seat", key=SEAT),)
    assert RESERVE.reserves(ID, ENTER, APPOINTED) == (Release(kind="reserve-seat", key=SEAT),)
    assert RESERVE.reserves(ID, ENTER, REMOVED) == (Release(kind="reserve-seat", key=SEAT),)
    assert RESERVE.reserves(ID, ENTER, replace(REMOVED, seat="")) == ()


def test_who_did_not_leave_after_all_has_the_seat_again_from_the_same_day() -> None:
    on(RESERVE, TODAY, NOMINATED, REVIEWED, ENTERED, REMOVED).when(ReturnToReserve()).then(ENTERED)
    on(RESERVE, TODAY, NOMINATED, REVIEWED, ENTERED, TRAINED, REMOVED).when(ReturnToReserve()).then(ENTERED, TRAINED)
    on(RESERVE, TODAY, NOMINATED, REVIEWED, ENTERED).when(ReturnToReserve()).then()
    on(RESERVE, TODAY, NOMINATED, REMOVED).when(ReturnToReserve()).then()
