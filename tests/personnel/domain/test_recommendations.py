"""An excellent worker is proposed for a public post, recommended by another hand, hired away."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from services.personnel.domain.recommendations import (
    EndRecommendation,
    HireAway,
    ProposeRecommendation,
    PublicPost,
    Recommend,
    RecommendationEnded,
    RecommendationProposed,
    RecommendationStage,
    WorkerHiredAway,
    WorkerRecommended,
)
from services.personnel.domain.streams import RECOMMENDATION
from shared.kernel import Release, Take
from tests.personnel.people import COMMUNITY, WORKER, on

ID, DAY = UUID(int=91), date(2027, 5, 1)
PROPOSE = ProposeRecommendation(
    worker_id=WORKER, recommendation_id=ID, community=COMMUNITY, post=PublicPost.CIVIL_SERVANT, merits=("武奖3号",)
)
PROPOSED = RecommendationProposed(
    effective=DAY, worker_id=WORKER, recommendation_id=ID, community=COMMUNITY, post=PublicPost.CIVIL_SERVANT,
    merits=("武奖3号",), proposed_by="street",
)  # fmt: skip
RECOMMENDED = WorkerRecommended(
    effective=DAY,
    worker_id=WORKER,
    recommendation_id=ID,
    document="荐2号",
    proposed_by="street",
    recommended_by="county",
)
HIRE = HireAway(last_day=date(2027, 8, 31), employer="某街道办事处", document="录9号")
HIRED = WorkerHiredAway(
    effective=date(2027, 8, 31), worker_id=WORKER, recommendation_id=ID, post=PublicPost.CIVIL_SERVANT,
    employer="某街道办事处", document="录9号",
)  # fmt: skip


def ended(stage: RecommendationStage, by: str) -> RecommendationEnded:
    return RecommendationEnded(
        effective=DAY, worker_id=WORKER, recommendation_id=ID, stage=stage, reason="本人放弃", ended_by=by
    )


def test_merits_are_papers() -> None:
    on(RECOMMENDATION, DAY, by="street").when(PROPOSE).then(PROPOSED)
    on(RECOMMENDATION, DAY, PROPOSED, by="street").when(PROPOSE).then()
    for merits in ((), (" ",)):
        on(RECOMMENDATION, DAY).when(replace(PROPOSE, merits=merits)).then_rejected("recommendations.merits")


def test_another_hand_recommends_with_a_document() -> None:
    on(RECOMMENDATION, DAY, PROPOSED, by="county").when(Recommend(document="荐2号")).then(RECOMMENDED)
    for hand in ("street", "li for street"):
        own = on(RECOMMENDATION, DAY, PROPOSED, by=hand).when(Recommend(document="荐2号"))
        own.then_rejected("recommendations.own-proposal")
    on(RECOMMENDATION, DAY, PROPOSED, by="county").when(Recommend(document="")).then_rejected(
        "recommendations.document"
    )
    on(RECOMMENDATION, DAY, PROPOSED, RECOMMENDED, by="county").when(Recommend(document="x")).then_rejected(
        "recommendations.stage"
    )


def test_it_is_declined_or_withdrawn_with_a_reason() -> None:
    end = EndRecommendation(reason="本人放弃")
    declined, withdrawn = RecommendationStage.DECLINED, RecommendationStage.WITHDRAWN
    on(RECOMMENDATION, DAY, PROPOSED, by="county").when(end).then(ended(declined, "county"))
    on(RECOMMENDATION, DAY, PROPOSED, by="street").when(end).then(ended(withdrawn, "street"))
    on(RECOMMENDATION, DAY, PROPOSED, RECOMMENDED, by="county").when(end).then(ended(withdrawn, "county"))
    on(RECOMMENDATION, DAY, PROPOSED).when(EndRecommendation(reason="")).then_rejected("recommendations.reason")
    on(RECOMMENDATION, DAY, PROPOSED, ended(declined, "county")).when(end).then_rejected("recommendations.stage")


def test_only_who_was_recommended_is_hired_away() -> None:
    on(RECOMMENDATION, DAY, PROPOSED, RECOMMENDED).when(HIRE).then(HIRED)
    on(RECOMMENDATION, DAY, PROPOSED).when(HIRE).then_rejected("recommendations.stage")
    given = on(RECOMMENDATION, DAY, PROPOSED, RECOMMENDED)
    given.when(replace(HIRE, employer="")).then_rejected("recommendations.employer")
    given.when(replace(HIRE, document=" ")).then_rejected("recommendations.document")


def test_a_person_has_one_recommendation_at_a_time() -> None:
    assert RECOMMENDATION.reserves(ID, PROPOSE, PROPOSED) == (Take(kind="recommended", key=str(WORKER)),)
    assert RECOMMENDATION.reserves(ID, HIRE, HIRED) == (Release(kind="recommended", key=str(WORKER)),)
    assert RECOMMENDATION.reserves(ID, HIRE, RECOMMENDED) == ()
