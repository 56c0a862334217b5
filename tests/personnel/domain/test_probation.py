"""A probation is passed, or failed on a condition that was told and a paper that proves it; it is never extended."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.personnel.domain.employment import Exited, Ground, PlaceFreed, ProbationFailed, ProbationPassed
from services.personnel.domain.exit_events import ExitWeighed, NoticeKept, Severance
from services.personnel.domain.probation import ConcludeProbation, ExtendProbation, ReviewProbation, TellConditions
from services.personnel.domain.probation_events import ConditionsTold, ProbationGroundProven, ProbationReviewed
from services.personnel.domain.streams import EMPLOYMENT
from tests.personnel import people
from tests.personnel.people import STREET, WORKER, hired, on

STARTS, ENDS = date(2027, 3, 1), date(2027, 8, 31)
RUNNING = hired(probation_ends=ENDS)
PASSED = ProbationPassed(effective=date(2027, 8, 30), worker_id=WORKER)
CONDITIONS = ("独立办理民政事项", "无严重投诉")
TOLD = ConditionsTold(effective=STARTS, worker_id=WORKER, conditions=CONDITIONS)
DAY = date(2027, 7, 15)
FAIL = ConcludeProbation(
    passed=False,
    on=DAY,
    reason="未达到录用条件",
    condition=CONDITIONS[0],
    evidence="评8号",
    union_told_on=date(2027, 7, 10),
)


def test_a_probation_is_passed() -> None:
    passed = ConcludeProbation(passed=True, on=date(2027, 8, 30))
    on(EMPLOYMENT, date(2027, 8, 30), RUNNING).when(passed).then(PASSED)


def test_failing_it_on_a_proven_condition_ends_the_employment_without_severance() -> None:
    exited = Exited(
        effective=DAY, worker_id=WORKER, employment_id=people.EMPLOYMENT, ground=Ground.PROBATION_FAILED,
        severance=False, employed_since=STARTS, document="", papers_due=DAY + timedelta(days=15),
)  # fmt: skip
    weighed = ExitWeighed(
        effective=DAY, worker_id=WORKER, employment_id=people.EMPLOYMENT, ground=Ground.PROBATION_FAILED, article="39(1)",
        severance=Severance.NONE, half_months=0, service_since=STARTS, notice=NoticeKept.NOT_NEEDED,
        union_told_on=date(2027, 7, 10),
    )  # fmt: skip
    proven = ProbationGroundProven(
        effective=DAY, worker_id=WORKER, condition=CONDITIONS[0], evidence="评8号", union_told_on=date(2027, 7, 10)
    )
    told = ProbationFailed(effective=DAY, worker_id=WORKER, reason="未达到录用条件")
    on(EMPLOYMENT, DAY, RUNNING, TOLD).when(FAIL).then(proven, told, exited, weighed)
    freed = PlaceFreed(effective=date(2027, 7, 16), worker_id=WORKER, place=f"{STREET}#1")
    on(EMPLOYMENT, date(2027, 7, 20), RUNNING, TOLD).when(FAIL).then(proven, told, exited, weighed, freed)


def test_what_was_not_told_or_is_not_proven_fails_nobody() -> None:
    on(EMPLOYMENT, DAY, RUNNING).when(FAIL).then_rejected("probation.not-a-condition")
    given = on(EMPLOYMENT, DAY, RUNNING, TOLD)
    given.when(replace(FAIL, condition="迟到")).then_rejected("probation.not-a-condition")
    given.when(replace(FAIL, evidence=" ")).then_rejected("probation.evidence")
    given.when(replace(FAIL, reason="")).then_rejected("probation.reason")
    given.when(replace(FAIL, union_told_on=None)).then_rejected("dismissal.union")
    late = on(EMPLOYMENT, date(2027, 9, 3), RUNNING, TOLD).when(replace(FAIL, on=date(2027, 9, 1)))
    assert late.then_rejected("probation.over").facts == {"ended": ENDS}


def test_conditions_are_told_by_the_first_day_of_work() -> None:
    tell = TellConditions(conditions=CONDITIONS, on=STARTS)
    on(EMPLOYMENT, STARTS, RUNNING).when(tell).then(TOLD)
    on(EMPLOYMENT, STARTS, RUNNING, TOLD).when(tell).then()
    on(EMPLOYMENT, DAY, RUNNING).when(replace(tell, on=date(2027, 3, 2))).then_rejected("probation.told-late")
    on(EMPLOYMENT, STARTS, RUNNING).when(replace(tell, conditions=())).then_rejected("probation.conditions")


def test_half_way_it_is_reviewed_once_against_what_was_told() -> None:
    review = ReviewProbation(on=DAY, unmet=(CONDITIONS[1],), remark="已面谈")
    reviewed = ProbationReviewed(effective=DAY, worker_id=WORKER, unmet=(CONDITIONS[1],), remark="已面谈")
    on(EMPLOYMENT, DAY, RUNNING, TOLD).when(review).then(reviewed)
    on(EMPLOYMENT, DAY, RUNNING, TOLD, reviewed).when(review).then_rejected("probation.reviewed")
    on(EMPLOYMENT, DAY, RUNNING).when(review).then_rejected("probation.not-a-condition")
    on(EMPLOYMENT, DAY, hired()).when(review).then_rejected("probation.none")
    on(EMPLOYMENT, DAY, RUNNING, PASSED).when(review).then_rejected("probation.concluded")


@pytest.mark.parametrize("until", [date(2027, 9, 30), date(2028, 2, 29)])
def test_it_is_never_extended(until: date) -> None:
    on(EMPLOYMENT, DAY, RUNNING).when(ExtendProbation(until=until)).then_rejected("probation.extension")


def test_a_probation_is_concluded_once() -> None:
    again = ConcludeProbation(passed=True, on=date(2027, 8, 30))
    on(EMPLOYMENT, date(2027, 8, 31), RUNNING, PASSED).when(again).then_rejected("probation.concluded")


def test_without_a_probation_there_is_nothing_to_conclude() -> None:
    passed = ConcludeProbation(passed=True, on=date(2027, 3, 2))
    on(EMPLOYMENT, date(2027, 3, 2), hired()).when(passed).then_rejected("probation.none")
    on(EMPLOYMENT, date(2027, 3, 2)).when(passed).then_rejected("employments.not-running")


def test_a_conclusion_lies_neither_in_the_future_nor_before_the_hire() -> None:
    for day in (date(2027, 2, 28), date(2027, 8, 2)):
        concluded = ConcludeProbation(passed=True, on=day)
        on(EMPLOYMENT, date(2027, 8, 1), RUNNING).when(concluded).then_rejected("probation.day")
