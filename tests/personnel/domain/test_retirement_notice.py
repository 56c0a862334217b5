"""Somebody is told ahead of who retires, by what is known then; what may still change is looked at again."""

from dataclasses import replace
from datetime import date

import pytest

from services.personnel.domain.employment import Exited
from services.personnel.domain.exit_events import Ground, RetirementClass, RetirementClassRecorded, RetirementReckoned
from services.personnel.domain.retirement_notice import ReckonRetirement, first_look
from services.personnel.domain.scheme_terms import PostCategory
from services.personnel.domain.streams import EMPLOYMENT
from tests.personnel.people import EMPLOYMENT as SPELL
from tests.personnel.people import WORKER, hired, on

MEN, WOMEN_55, WOMEN_50 = RetirementClass
MAN = ReckonRetirement(sex="MALE", birth_month="1968-05", post_category=None)  # retires in April 2029
WOMAN = ReckonRetirement(
    sex="FEMALE", birth_month="1977-05", post_category=None
)  # in August 2028, in management in April 2034


def reckoned(
    today: date, which: RetirementClass, retires_on: date, next_look: date, *, near: bool
) -> RetirementReckoned:
    return RetirementReckoned(
        effective=today, worker_id=WORKER, retirement_class=which, retires_on=retires_on, near=near, next_look=next_look
    )


def test_nobody_is_looked_at_before_the_first_look_nor_before_the_day_after_his_first() -> None:
    assert first_look(date(2027, 3, 1), "1990-05") == date(2035, 5, 1)
    assert first_look(date(2027, 3, 1), "1968-05") == date(2027, 3, 2)


@pytest.mark.parametrize(
    ("case", "asked", "today", "which", "retires_on", "next_look", "near"),
    [
        ("far off", MAN, date(2027, 3, 2), MEN, date(2029, 4, 1), date(2029, 1, 1), False),
        ("the day before", MAN, date(2028, 12, 31), MEN, date(2029, 4, 1), date(2029, 1, 1), False),
        ("three months ahead", MAN, date(2029, 1, 1), MEN, date(2029, 4, 1), date(2030, 1, 1), True),
        ("still there later", MAN, date(2030, 1, 1), MEN, date(2029, 4, 1), date(2031, 1, 1), True),
        ("a woman", WOMAN, date(2027, 3, 2), WOMEN_50, date(2028, 8, 1), date(2028, 5, 1), False),
        ("in management, staff she may become", replace(WOMAN, post_category=PostCategory.CHIEF), date(2027, 3, 2),
         WOMEN_55, date(2034, 4, 1), date(2028, 5, 1), False),
        ("in management past the age of staff", replace(WOMAN, post_category=PostCategory.CHIEF), date(2028, 5, 1),
         WOMEN_55, date(2034, 4, 1), date(2029, 5, 1), False),
        ("in management shortly before", replace(WOMAN, post_category=PostCategory.CHIEF), date(2033, 5, 1),
         WOMEN_55, date(2034, 4, 1), date(2034, 1, 1), False),
    ],
)  # fmt: skip
def test_it_is_near_so_many_months_ahead_and_looked_at_again_when_it_may_be(
    case: str,
    asked: ReckonRetirement,
    today: date,
    which: RetirementClass,
    retires_on: date,
    next_look: date,
    near: bool,
) -> None:
    said = reckoned(today, which, retires_on, next_look, near=near)
    on(EMPLOYMENT, today, hired()).when(asked).then(said)


def test_a_class_that_is_recorded_moves_the_day() -> None:
    today = date(2028, 5, 1)
    other = RetirementClassRecorded(effective=today, worker_id=WORKER, retirement_class=WOMEN_55)
    near = reckoned(today, WOMEN_50, date(2028, 8, 1), date(2029, 5, 1), near=True)
    later = reckoned(today, WOMEN_55, date(2034, 4, 1), date(2029, 5, 1), near=False)
    on(EMPLOYMENT, today, hired(), near, other).when(WOMAN).then(later)


def test_who_leaves_or_was_never_employed_is_not_reckoned() -> None:
    gone = Exited(
        effective=date(2029, 3, 31), worker_id=WORKER, employment_id=SPELL, ground=Ground.RETIREMENT, severance=False,
        employed_since=date(2027, 3, 1), document="", papers_due=date(2029, 4, 15),
    )  # fmt: skip
    on(EMPLOYMENT, date(2029, 1, 1), hired(), gone).when(MAN).then()
    on(EMPLOYMENT, date(2029, 1, 1)).when(MAN).then()
