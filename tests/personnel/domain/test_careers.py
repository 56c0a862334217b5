"""A step into the leadership of a street is recorded, corrected, annulled."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from services.personnel.domain.careers import (
    AnnulCareerStep,
    CareerStep,
    CareerStepAnnulled,
    CareerStepCorrected,
    CareerStepRecorded,
    CorrectCareerStep,
    RecordCareerStep,
)
from services.personnel.domain.streams import CAREER
from tests.personnel.people import COMMUNITY, STREET, WORKER, on

STEP, TODAY, SINCE = UUID(int=70), date(2027, 6, 1), date(2027, 5, 1)
RECORD = RecordCareerStep(
    worker_id=WORKER, step_id=STEP, region=COMMUNITY, step=CareerStep.LEADERSHIP_SELECTED, street=STREET, post="副主任",
    since=SINCE, document="武组1号",
)  # fmt: skip
RECORDED = CareerStepRecorded(
    effective=SINCE, worker_id=WORKER, step_id=STEP, region=COMMUNITY, step=CareerStep.LEADERSHIP_SELECTED, street=STREET,
    post="副主任", document="武组1号", recorded_by="officer",
)  # fmt: skip
CORRECT = CorrectCareerStep(since=date(2027, 5, 4), post="副主任", document="武组1号", reason="日期有误")
CORRECTED = CareerStepCorrected(
    effective=date(2027, 5, 4), worker_id=WORKER, step_id=STEP, post="副主任", document="武组1号", reason="日期有误",
    corrected_by="officer",
)  # fmt: skip
ANNULLED = CareerStepAnnulled(effective=TODAY, worker_id=WORKER, step_id=STEP, reason="误录", annulled_by="officer")


def test_it_is_recorded_once() -> None:
    on(CAREER, TODAY).when(RECORD).then(RECORDED)
    on(CAREER, TODAY, RECORDED).when(RECORD).then()
    on(CAREER, TODAY).when(replace(RECORD, street=COMMUNITY)).then_rejected("careers.street")
    on(CAREER, TODAY).when(replace(RECORD, document="")).then_rejected("careers.post")


def test_it_is_corrected_and_annulled_with_a_reason() -> None:
    on(CAREER, TODAY, RECORDED).when(CORRECT).then(CORRECTED)
    on(CAREER, TODAY, RECORDED).when(replace(CORRECT, post=" ")).then_rejected("careers.post")
    on(CAREER, TODAY, RECORDED, CORRECTED).when(AnnulCareerStep(reason="误录")).then(ANNULLED)
    on(CAREER, TODAY, RECORDED).when(AnnulCareerStep(reason="")).then_rejected("careers.reason")
    for command in (CORRECT, AnnulCareerStep(reason="误录")):
        on(CAREER, TODAY, RECORDED, ANNULLED).when(command).then_rejected("careers.nothing-recorded")
        on(CAREER, TODAY).when(command).then_rejected("careers.nothing-recorded")
