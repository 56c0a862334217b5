"""A visit is planned with its gift by one hand and made by another."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.personnel.domain.care_visits import (
    CancelVisit,
    PlanVisit,
    RecordVisit,
    VisitCancelled,
    VisitDone,
    VisitOccasion,
    VisitPlanned,
)
from services.personnel.domain.streams import CARE_VISIT
from tests.personnel.people import COMMUNITY, WORKER, on

ID, TODAY, DAY = UUID(int=15), date(2027, 1, 20), date(2027, 2, 3)
PLAN = PlanVisit(
    worker_id=WORKER, visit_id=ID, community=COMMUNITY, occasion=VisitOccasion.SPRING_FESTIVAL, on=DAY, gift_fen=30_000,
    funding="工会经费",
)  # fmt: skip
PLANNED = VisitPlanned(
    effective=DAY, worker_id=WORKER, visit_id=ID, community=COMMUNITY, occasion=VisitOccasion.SPRING_FESTIVAL,
    gift_fen=30_000, funding="工会经费", planned_by="planner",
)  # fmt: skip
DONE = VisitDone(
    effective=DAY, worker_id=WORKER, visit_id=ID, occasion=VisitOccasion.SPRING_FESTIVAL, gift_fen=30_000,
    funding="工会经费", visited_by="officer",
)  # fmt: skip
MADE = RecordVisit(on=DAY, gift_fen=30_000)


def test_a_visit_is_planned_once() -> None:
    on(CARE_VISIT, TODAY, by="planner").when(PLAN).then(PLANNED)
    on(CARE_VISIT, TODAY, PLANNED, by="planner").when(PLAN).then()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"on": date(2027, 1, 19)}, "care.on"), ({"gift_fen": 200_001}, "care.gift"), ({"gift_fen": -1}, "care.gift"),
        ({"funding": " "}, "care.funding"),
    ],
)  # fmt: skip
def test_a_plan_says_when_what_and_who_pays(changes: dict[str, Any], code: str) -> None:
    on(CARE_VISIT, TODAY).when(replace(PLAN, **changes)).then_rejected(code)


def test_another_hand_records_it_with_no_more_than_planned() -> None:
    on(CARE_VISIT, DAY, PLANNED).when(MADE).then(DONE)
    on(CARE_VISIT, DAY, PLANNED, by="planner").when(MADE).then_rejected("care.own-plan")
    on(CARE_VISIT, DAY, PLANNED, by="li for planner").when(MADE).then_rejected("care.own-plan")
    on(CARE_VISIT, DAY, PLANNED).when(replace(MADE, gift_fen=30_001)).then_rejected("care.gift")
    on(CARE_VISIT, TODAY, PLANNED).when(MADE).then_rejected("care.on")
    on(CARE_VISIT, DAY, PLANNED, DONE).when(MADE).then_rejected("care.not-planned")
    on(CARE_VISIT, DAY).when(MADE).then_rejected("care.not-planned")


def test_what_is_not_made_is_cancelled() -> None:
    cancelled = VisitCancelled(effective=TODAY, worker_id=WORKER, visit_id=ID, cancelled_by="officer")
    on(CARE_VISIT, TODAY, PLANNED).when(CancelVisit()).then(cancelled)
    on(CARE_VISIT, TODAY, PLANNED, cancelled).when(CancelVisit()).then()
    on(CARE_VISIT, TODAY, PLANNED, DONE).when(CancelVisit()).then_rejected("care.not-planned")
