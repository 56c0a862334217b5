from datetime import date
from uuid import UUID

from services.assessment.domain.assessees import AssesseeEmployed, AssesseeLeft, BeginEmployment, EndEmployment
from services.assessment.domain.streams import ASSESSEE
from shared.kernel import Sealed
from shared.testing.spec import Spec
from tests.assessment.year import COMMUNITY, WORKER, facts

JOB, NEXT_JOB = UUID(int=2), UUID(int=3)
NAME = Sealed("token")
given = Spec(ASSESSEE, facts(date(2026, 3, 1))).given


def employed(first: date, job: UUID = JOB) -> AssesseeEmployed:
    return AssesseeEmployed(
        effective=first, worker_id=WORKER, employment_id=job, name=NAME, workplace=COMMUNITY,
        category="DEDICATED_STAFF", post_category="STAFF",
    )  # fmt: skip


def begin(first: date, job: UUID = JOB) -> BeginEmployment:
    return BeginEmployment(
        worker_id=WORKER, employment_id=job, name=NAME, workplace=COMMUNITY, category="DEDICATED_STAFF",
        post_category="STAFF", starts=first,
    )  # fmt: skip


def left(last: date, job: UUID = JOB) -> AssesseeLeft:
    return AssesseeLeft(effective=last, worker_id=WORKER, employment_id=job, ground="RESIGNATION")


END = EndEmployment(worker_id=WORKER, employment_id=JOB, last_day=date(2026, 6, 30), ground="RESIGNATION")
HIRED = date(2026, 3, 1)


def test_a_hire_and_an_exit_are_remembered_once() -> None:
    given().when(begin(HIRED)).then(employed(HIRED))
    given(employed(HIRED)).when(begin(HIRED)).then()
    given(employed(HIRED)).when(END).then(left(date(2026, 6, 30)))
    given(employed(HIRED), left(date(2026, 6, 30))).when(END).then()
    given().when(END).then()


def test_days_of_the_year_are_counted_from_the_first_day_to_the_end_of_the_year() -> None:
    assessee = given(employed(HIRED)).state()
    assert [assessee.days_employed(year) for year in (2025, 2026, 2027, 2028)] == [0, 306, 365, 366]


def test_days_end_with_the_last_day_of_work() -> None:
    assessee = given(employed(HIRED), left(date(2026, 6, 30))).state()
    assert [assessee.days_employed(2026), assessee.days_employed(2027)] == [122, 0]


def test_days_of_two_employments_are_counted_once_where_they_overlap() -> None:
    apart = given(employed(HIRED), left(date(2026, 6, 30)), employed(date(2026, 8, 1), NEXT_JOB)).state()
    overlapping = given(employed(HIRED), left(date(2026, 6, 30)), employed(date(2026, 6, 1), NEXT_JOB)).state()
    inside = given(employed(HIRED), employed(date(2026, 6, 1), NEXT_JOB), left(date(2026, 6, 30), NEXT_JOB)).state()
    assert [a.days_employed(2026) for a in (apart, overlapping, inside)] == [122 + 153, 306, 306]


def test_who_left_and_was_hired_again_has_not_left() -> None:
    gone = (employed(HIRED), left(date(2026, 6, 30)))
    assert not given(employed(HIRED)).state().left
    assert given(*gone).state().left
    assert not given(*gone, employed(date(2026, 8, 1), NEXT_JOB)).state().left
    assert not given().state().left
