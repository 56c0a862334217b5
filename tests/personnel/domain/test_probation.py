from datetime import date

from services.personnel.domain.employment import Exited, Ground, PlaceFreed, ProbationFailed, ProbationPassed
from services.personnel.domain.probation import ConcludeProbation
from services.personnel.domain.streams import EMPLOYMENT
from tests.personnel import people
from tests.personnel.people import STREET, WORKER, hired, on

ENDS = date(2027, 8, 31)
RUNNING = hired(probation_ends=ENDS)
PASSED = ProbationPassed(effective=date(2027, 8, 30), worker_id=WORKER)


def test_a_probation_is_passed() -> None:
    passed = ConcludeProbation(passed=True, on=date(2027, 8, 30))
    on(EMPLOYMENT, date(2027, 8, 30), RUNNING).when(passed).then(PASSED)


def test_failing_it_ends_the_employment_without_severance() -> None:
    day = date(2027, 7, 15)
    failed = ConcludeProbation(passed=False, on=day, reason="未达到录用条件")
    exited = Exited(
        effective=day, worker_id=WORKER, employment_id=people.EMPLOYMENT, ground=Ground.PROBATION_FAILED,
        severance=False, employed_since=date(2027, 3, 1), document="",
    )  # fmt: skip
    told = ProbationFailed(effective=day, worker_id=WORKER, reason="未达到录用条件")
    on(EMPLOYMENT, day, RUNNING).when(failed).then(told, exited)
    freed = PlaceFreed(effective=date(2027, 7, 16), worker_id=WORKER, place=f"{STREET}#1")
    on(EMPLOYMENT, date(2027, 7, 20), RUNNING).when(failed).then(told, exited, freed)


def test_a_failure_is_told_with_its_reason_and_only_while_the_probation_runs() -> None:
    day = date(2027, 9, 3)
    silent = ConcludeProbation(passed=False, on=date(2027, 8, 1))
    on(EMPLOYMENT, day, RUNNING).when(silent).then_rejected("probation.reason")
    late = ConcludeProbation(passed=False, on=date(2027, 9, 1), reason="迟到")
    assert on(EMPLOYMENT, day, RUNNING).when(late).then_rejected("probation.over").facts == {"ended": ENDS}


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
