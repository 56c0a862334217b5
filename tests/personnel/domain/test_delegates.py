"""Somebody is recommended as a delegate, chosen for a term or not, and a delegate until it is over."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.personnel.domain.delegates import (
    Assembly,
    AssemblyLevel,
    ChooseDelegate,
    CompleteDelegacy,
    DelegacyEnded,
    DelegacyEndReason,
    DelegateChosen,
    DelegateNotChosen,
    DelegateRecommended,
    EndDelegacy,
    PassOverDelegate,
    RecommendDelegate,
    ReopenDelegacy,
)
from services.personnel.domain.streams import DELEGACY
from tests.personnel.people import COMMUNITY, WORKER, on

TODAY, ID = date(2027, 5, 1), UUID(int=60)
STARTS, ENDS = date(2027, 6, 1), date(2032, 5, 31)
RECOMMEND = RecommendDelegate(
    worker_id=WORKER, delegacy_id=ID, region=COMMUNITY, assembly=Assembly.PEOPLES_CONGRESS,
    assembly_level=AssemblyLevel.COUNTY, document="推荐1号",
)  # fmt: skip
RECOMMENDED = DelegateRecommended(
    effective=TODAY, worker_id=WORKER, delegacy_id=ID, region=COMMUNITY, assembly=Assembly.PEOPLES_CONGRESS,
    assembly_level=AssemblyLevel.COUNTY, document="推荐1号", recommended_by="officer",
)  # fmt: skip
CHOOSE = ChooseDelegate(starts=STARTS, term_ends=ENDS, document="公告1号")
CHOSEN = DelegateChosen(effective=STARTS, worker_id=WORKER, delegacy_id=ID, term_ends=ENDS, document="公告1号")


def ended(day: date, reason: DelegacyEndReason, document: str) -> DelegacyEnded:
    return DelegacyEnded(effective=day, worker_id=WORKER, delegacy_id=ID, reason=reason, document=document)


def test_a_recommendation_is_made_once_and_ends_in_a_choice() -> None:
    on(DELEGACY, TODAY).when(RECOMMEND).then(RECOMMENDED)
    on(DELEGACY, TODAY, RECOMMENDED).when(RECOMMEND).then()
    on(DELEGACY, TODAY).when(replace(RECOMMEND, document="")).then_rejected("delegates.document")
    on(DELEGACY, TODAY, RECOMMENDED).when(CHOOSE).then(CHOSEN)
    on(DELEGACY, TODAY, RECOMMENDED, CHOSEN).when(CHOOSE).then_rejected("delegates.not-at-stage")
    backwards = replace(CHOOSE, term_ends=TODAY)
    on(DELEGACY, TODAY, RECOMMENDED).when(backwards).then_rejected("delegates.term")
    not_chosen = DelegateNotChosen(effective=TODAY, worker_id=WORKER, delegacy_id=ID, document="公告1号")
    on(DELEGACY, TODAY, RECOMMENDED).when(PassOverDelegate(document="公告1号")).then(not_chosen)
    on(DELEGACY, TODAY, RECOMMENDED, not_chosen).when(CHOOSE).then_rejected("delegates.not-at-stage")


@pytest.mark.parametrize("reason", list(DelegacyEndReason))
def test_a_delegate_is_one_until_the_term_is_over_or_he_goes_before(reason: DelegacyEndReason) -> None:
    end = EndDelegacy(reason=reason, last_day=date(2028, 1, 31), document="决定1号")
    over = ended(date(2028, 1, 31), reason, "决定1号")
    on(DELEGACY, TODAY, RECOMMENDED, CHOSEN).when(end).then(over)
    on(DELEGACY, TODAY, RECOMMENDED).when(end).then_rejected("delegates.not-at-stage")
    on(DELEGACY, TODAY, RECOMMENDED, CHOSEN).when(replace(end, last_day=TODAY)).then_rejected("delegates.last-day")
    on(DELEGACY, date(2032, 6, 1), RECOMMENDED, CHOSEN, over).when(CompleteDelegacy()).then()


def test_the_calendar_ends_the_term() -> None:
    on(DELEGACY, ENDS, RECOMMENDED, CHOSEN).when(CompleteDelegacy()).then()
    over = ended(ENDS, DelegacyEndReason.TERM_ENDED, "")
    on(DELEGACY, date(2032, 6, 1), RECOMMENDED, CHOSEN).when(CompleteDelegacy()).then(over)


def test_a_delegacy_that_ended_with_a_life_goes_on_when_the_exit_is_undone() -> None:
    died = ended(date(2028, 1, 31), DelegacyEndReason.DIED, "随离职办理")
    on(DELEGACY, date(2028, 2, 1), RECOMMENDED, CHOSEN, died).when(ReopenDelegacy()).then(CHOSEN)
    over = ended(ENDS, DelegacyEndReason.TERM_ENDED, "")
    on(DELEGACY, date(2032, 6, 1), RECOMMENDED, CHOSEN, died).when(ReopenDelegacy()).then(CHOSEN, over)
    on(DELEGACY, date(2028, 2, 1), RECOMMENDED, CHOSEN).when(ReopenDelegacy()).then()
