"""Cadres sent to a community: begun, corrected, called back, over on the planned day, never there."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from services.personnel.domain.secondments import (
    AnnulSecondment,
    CompleteSecondment,
    CorrectSecondment,
    EndSecondment,
    SecondmentAnnulled,
    SecondmentCorrected,
    SecondmentEnded,
    SecondmentKind,
    SecondmentStarted,
    StartSecondment,
)
from services.personnel.domain.streams import SECONDMENT
from tests.personnel.people import COMMUNITY, STREET, WORKER, on

ID = UUID(int=6)
FIRST, LAST = date(2027, 3, 1), date(2028, 2, 29)
START = StartSecondment(
    worker_id=WORKER, secondment_id=ID, community=COMMUNITY, kind=SecondmentKind.TRAINING_POST, home_unit="区财政局",
    starts=FIRST, ends=LAST,
)  # fmt: skip
STARTED = SecondmentStarted(
    effective=FIRST, worker_id=WORKER, secondment_id=ID, community=COMMUNITY, kind=SecondmentKind.TRAINING_POST,
    home_unit="区财政局", ends=LAST,
)  # fmt: skip


def ended(day: date, *, early: bool) -> SecondmentEnded:
    return SecondmentEnded(effective=day, worker_id=WORKER, secondment_id=ID, early=early)


def test_somebody_is_sent_to_a_community_for_a_time() -> None:
    on(SECONDMENT, FIRST).when(START).then(STARTED)
    on(SECONDMENT, FIRST, STARTED).when(START).then()
    on(SECONDMENT, FIRST).when(replace(START, community=STREET)).then_rejected("secondments.community")
    on(SECONDMENT, FIRST).when(replace(START, home_unit=" ")).then_rejected("secondments.home-unit")
    on(SECONDMENT, FIRST).when(replace(START, ends=date(2027, 2, 28))).then_rejected("secondments.days")
    on(SECONDMENT, FIRST).when(replace(START, ends=date(2030, 3, 1))).then_rejected("secondments.days")


def test_it_is_over_on_the_planned_day_by_itself() -> None:
    on(SECONDMENT, LAST, STARTED).when(CompleteSecondment()).then()
    on(SECONDMENT, date(2028, 3, 1), STARTED).when(CompleteSecondment()).then(ended(LAST, early=False))
    on(SECONDMENT, date(2028, 3, 2), STARTED, ended(LAST, early=False)).when(CompleteSecondment()).then()


def test_the_body_may_call_back_early() -> None:
    back = EndSecondment(last_day=date(2027, 9, 30))
    on(SECONDMENT, date(2027, 10, 8), STARTED).when(back).then(ended(date(2027, 9, 30), early=True))
    on(SECONDMENT, date(2027, 9, 1), STARTED).when(back).then_rejected("secondments.last-day")
    on(SECONDMENT, date(2027, 10, 8), STARTED, ended(LAST, early=False)).when(back).then_rejected("secondments.ended")
    on(SECONDMENT, date(2027, 10, 8)).when(back).then_rejected("secondments.unknown")


def test_wrong_days_are_corrected_with_a_reason_while_it_runs() -> None:
    right = CorrectSecondment(starts=date(2027, 3, 8), ends=LAST, reason="录入错误")
    corrected = SecondmentCorrected(
        effective=date(2027, 3, 8), worker_id=WORKER, secondment_id=ID, ends=LAST, reason="录入错误"
    )
    on(SECONDMENT, date(2027, 4, 1), STARTED).when(right).then(corrected)
    on(SECONDMENT, date(2027, 4, 1), STARTED, corrected).when(right).then()
    on(SECONDMENT, date(2027, 4, 1), STARTED).when(replace(right, reason="")).then_rejected("secondments.reason")
    on(SECONDMENT, date(2027, 4, 1), STARTED, ended(LAST, early=False)).when(right).then_rejected("secondments.ended")
    on(SECONDMENT, date(2028, 3, 1), STARTED, replace(corrected, ends=date(2028, 5, 1))).when(
        CompleteSecondment()
    ).then()


def test_what_never_was_is_annulled_once_and_with_a_reason() -> None:
    annulled = SecondmentAnnulled(effective=FIRST, worker_id=WORKER, secondment_id=ID, reason="重复录入")
    on(SECONDMENT, date(2027, 4, 1), STARTED).when(AnnulSecondment(reason="重复录入")).then(annulled)
    on(SECONDMENT, date(2027, 4, 1), STARTED).when(AnnulSecondment(reason=" ")).then_rejected("secondments.reason")
    on(SECONDMENT, date(2027, 4, 1), STARTED, annulled).when(AnnulSecondment(reason="重复录入")).then()
    on(SECONDMENT, date(2028, 4, 1), STARTED, annulled).when(CompleteSecondment()).then()
