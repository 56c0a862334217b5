from datetime import date

import pytest

from services.personnel.domain.dismissal import EndEmployment, FreePlace
from services.personnel.domain.employment import Exited, Ground, PlaceFreed
from services.personnel.domain.streams import EMPLOYMENT
from tests.personnel import people
from tests.personnel.people import STREET, WORKER, hired, on, signed

STARTS, LAST = date(2027, 3, 1), date(2027, 6, 30)
HIRED = hired(STARTS)
FREED = PlaceFreed(effective=date(2027, 7, 1), worker_id=WORKER, place=f"{STREET}#1")


def exited(ground: Ground, *, severance: bool, document: str = "武人〔2027〕9号") -> Exited:
    return Exited(
        effective=LAST, worker_id=WORKER, employment_id=people.EMPLOYMENT, ground=ground, severance=severance,
        employed_since=STARTS, document=document,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("ground", "severance"),
    [
        (Ground.RESIGNATION, False), (Ground.SERIOUS_BREACH, False), (Ground.INCOMPETENCE, True),
        (Ground.MUTUAL, True), (Ground.RETIREMENT, False), (Ground.DEATH, False),
    ],
)  # fmt: skip
def test_the_ground_decides_severance(ground: Ground, severance: bool) -> None:
    end = EndEmployment(ground=ground, last_day=LAST, document="武人〔2027〕9号")
    on(EMPLOYMENT, date(2027, 6, 20), HIRED).when(end).then(exited(ground, severance=severance))


def test_a_term_that_the_employer_lets_expire_ends_with_severance_on_its_last_day() -> None:
    history = (HIRED, signed(STARTS, LAST))
    end = EndEmployment(ground=Ground.EXPIRY, last_day=LAST, document="武人〔2027〕9号")
    on(EMPLOYMENT, LAST, *history).when(end).then(exited(Ground.EXPIRY, severance=True))
    early = EndEmployment(ground=Ground.EXPIRY, last_day=date(2027, 6, 29))
    on(EMPLOYMENT, LAST, *history).when(early).then_rejected("dismissal.not-expiring")


def test_the_place_is_free_the_day_after_the_last_day_of_work() -> None:
    gone = exited(Ground.RESIGNATION, severance=False)
    on(EMPLOYMENT, LAST, HIRED, gone).when(FreePlace()).then()
    on(EMPLOYMENT, date(2027, 7, 1), HIRED, gone).when(FreePlace()).then(FREED)
    on(EMPLOYMENT, date(2027, 7, 2), HIRED, gone, FREED).when(FreePlace()).then()


def test_an_exit_recorded_late_frees_the_place_at_once() -> None:
    end = EndEmployment(ground=Ground.RESIGNATION, last_day=LAST, document="武人〔2027〕9号")
    on(EMPLOYMENT, date(2027, 8, 1), HIRED).when(end).then(exited(Ground.RESIGNATION, severance=False), FREED)


def test_a_dismissal_names_its_document() -> None:
    for ground in (Ground.SERIOUS_BREACH, Ground.INCOMPETENCE):
        silent = EndEmployment(ground=ground, last_day=LAST)
        on(EMPLOYMENT, LAST, HIRED).when(silent).then_rejected("dismissal.document")


def test_nobody_leaves_twice_or_before_they_came() -> None:
    end = EndEmployment(ground=Ground.RESIGNATION, last_day=LAST)
    gone = exited(Ground.RESIGNATION, severance=False)
    on(EMPLOYMENT, LAST, HIRED, gone).when(end).then_rejected("employments.not-running")
    early = EndEmployment(ground=Ground.RESIGNATION, last_day=date(2027, 2, 28))
    on(EMPLOYMENT, LAST, HIRED).when(early).then_rejected("dismissal.last-day")


def test_a_failed_probation_is_concluded_not_dismissed() -> None:
    end = EndEmployment(ground=Ground.PROBATION_FAILED, last_day=LAST)
    on(EMPLOYMENT, LAST, HIRED).when(end).then_rejected("dismissal.by-probation")
    running = hired(STARTS, probation_ends=date(2027, 8, 31))
    incompetent = EndEmployment(ground=Ground.INCOMPETENCE, last_day=LAST, document="x")
    on(EMPLOYMENT, LAST, running).when(incompetent).then_rejected("dismissal.by-probation")
