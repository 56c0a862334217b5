from dataclasses import replace
from datetime import date
from uuid import UUID

from services.training.domain.duties import NoticeOverdue, OweRemedial, WaiveDuty
from services.training.domain.duty_book import Standing, standing_on
from services.training.domain.duty_events import DutyKind, DutyOpened, WaiverGround, WithdrawalReason
from tests.training.book import (
    POLICIES,
    WORKER,
    annual,
    begin,
    duty_id,
    employed,
    end,
    ended,
    induction,
    left,
    met,
    on,
    overdue,
    recorded,
    reopened,
    rotation,
    taken,
    withdrawn,
    year_began,
)  # fmt: skip

HIRED = date(2026, 3, 1)
BEGAN = employed(HIRED)
FIRST = induction(HIRED, date(2026, 9, 1))
WINDOW = rotation(HIRED, date(2029, 3, 1))
RESULT = UUID(int=50)


def test_a_hire_owes_the_initial_training_within_six_months_and_a_rotation_within_three_years() -> None:
    on(HIRED)().when(begin(HIRED)).then(BEGAN, FIRST, WINDOW)


def test_hearing_of_a_hire_twice_changes_nothing() -> None:
    on(HIRED)(BEGAN, FIRST, WINDOW).when(begin(HIRED)).then()


def test_a_chief_owes_no_rotation() -> None:
    on(HIRED)().when(begin(HIRED, chief=True)).then(employed(HIRED, chief=True), FIRST)


def test_a_hire_of_years_ago_owes_nothing_for_the_past_and_its_rotation_begins_when_it_is_heard() -> None:
    today = date(2026, 1, 5)
    on(today)().when(begin(date(2015, 7, 1))).then(employed(date(2015, 7, 1)), rotation(today, date(2029, 1, 5)))


def test_a_hire_heard_within_the_grace_still_owes_the_initial_training_from_the_first_day() -> None:
    on(date(2026, 5, 30))().when(begin(HIRED)).then(BEGAN, FIRST, WINDOW)


def test_hours_of_initial_training_follow_the_policy_of_the_first_day() -> None:
    dearer = replace(POLICIES, induction_hours=POLICIES.induction_hours.overlaid([(date(2026, 3, 1), 40)]))
    events = on(HIRED, dearer)().when(begin(HIRED)).then_events()
    assert [e.hours for e in events if isinstance(e, DutyOpened)] == [40, 24]


def test_an_exit_withdraws_what_is_owed_from_the_next_day_on() -> None:
    given = on(date(2026, 6, 30))(BEGAN, FIRST, WINDOW)
    given.when(end(date(2026, 6, 30))).then(
        ended(date(2026, 6, 30)),
        withdrawn(FIRST, date(2026, 7, 1), WithdrawalReason.LEFT),
        withdrawn(WINDOW, date(2026, 7, 1), WithdrawalReason.LEFT),
    )


def test_an_exit_leaves_met_duties_alone() -> None:
    done = recorded(date(2026, 4, 1))
    after = rotation(date(2026, 4, 2), date(2029, 4, 1), ordinal=1, cause=WINDOW.duty_id)
    given = on(date(2026, 8, 1))(BEGAN, WINDOW, done, met(WINDOW, date(2026, 4, 1)), after)
    given.when(end(date(2026, 7, 31))).then(
        ended(date(2026, 7, 31)), withdrawn(after, date(2026, 8, 1), WithdrawalReason.LEFT)
    )


def test_hearing_of_an_exit_twice_changes_nothing() -> None:
    last = date(2026, 6, 30)
    gone = (BEGAN, WINDOW, ended(last), withdrawn(WINDOW, date(2026, 7, 1), WithdrawalReason.LEFT))
    on(last)(*gone).when(end(last)).then()


def test_an_exit_of_a_secretary_ends_the_post_and_the_yearly_duty() -> None:
    yearly = annual(date(2026, 3, 1), 20)
    given = on(date(2026, 6, 30))(employed(HIRED, chief=True), taken(HIRED), year_began(HIRED), yearly)
    given.when(end(date(2026, 6, 30))).then(
        ended(date(2026, 6, 30)),
        left(date(2026, 6, 30), reason="EXITED"),
        withdrawn(yearly, date(2026, 7, 1), WithdrawalReason.LEFT),
    )


def test_an_exit_of_somebody_unknown_changes_nothing() -> None:
    on(HIRED)().when(end(HIRED)).then()


def test_who_comes_back_owes_anew() -> None:
    last, back, again = date(2026, 6, 30), date(2026, 10, 1), UUID(int=9)
    history = (BEGAN, WINDOW, ended(last), withdrawn(WINDOW, date(2026, 7, 1), WithdrawalReason.LEFT))
    on(back)(*history).when(begin(back, job=again)).then(
        employed(back, job=again),
        replace(induction(back, date(2027, 4, 1)), cause=again),
        rotation(back, date(2029, 10, 1), ordinal=1, cause=again),
    )


def test_a_duty_is_noticed_as_overdue_the_day_after_it_was_due() -> None:
    ask = NoticeOverdue(duty_id=FIRST.duty_id)
    on(date(2026, 9, 1))(BEGAN, FIRST).when(ask).then()
    on(date(2026, 9, 2))(BEGAN, FIRST).when(ask).then(overdue(FIRST, date(2026, 9, 2)))


def test_a_duty_is_noticed_once_and_never_when_met_or_withdrawn_in_time() -> None:
    ask, later = NoticeOverdue(duty_id=FIRST.duty_id), date(2026, 9, 3)
    on(later)(BEGAN, FIRST, overdue(FIRST, date(2026, 9, 2))).when(ask).then()
    on(later)(BEGAN, FIRST, met(FIRST, date(2026, 5, 1))).when(ask).then()
    on(later)(BEGAN, FIRST, withdrawn(FIRST, date(2026, 9, 1), WithdrawalReason.LEFT)).when(ask).then()


def test_a_duty_whose_completion_fell_away_is_noticed_again() -> None:
    day = date(2026, 9, 2)
    given = on(date(2026, 10, 1))(BEGAN, FIRST, overdue(FIRST, day), met(FIRST, day), reopened(FIRST, day))
    given.when(NoticeOverdue(duty_id=FIRST.duty_id)).then(overdue(FIRST, day))


def test_a_failed_year_owes_a_remedial_training() -> None:
    today = date(2026, 3, 10)
    remedial = DutyOpened(
        effective=today, worker_id=WORKER, duty_id=duty_id(DutyKind.REMEDIAL), kind=DutyKind.REMEDIAL, opens=today,
        due=date(2026, 9, 10), hours=16, completion_kinds=("IN_SERVICE", "SPECIAL", "PRACTICE"), met_late=True,
        cause=RESULT,
    )  # fmt: skip
    ask = OweRemedial(worker_id=WORKER, result_id=RESULT, result="FAIL")
    on(today)(BEGAN).when(ask).then(remedial)
    on(today)(BEGAN, remedial).when(ask).then()


def test_other_results_and_people_who_left_owe_no_remedial_training() -> None:
    on(HIRED)(BEGAN).when(OweRemedial(worker_id=WORKER, result_id=RESULT, result="QUALIFIED")).then()
    on(HIRED)(BEGAN, ended(HIRED)).when(OweRemedial(worker_id=WORKER, result_id=RESULT, result="FAIL")).then()


def test_a_waived_duty_is_owed_no_more() -> None:
    today = date(2026, 5, 1)
    ask = WaiveDuty(duty_id=FIRST.duty_id, ground=WaiverGround.LONG_LEAVE)
    waived = withdrawn(FIRST, today, WithdrawalReason.WAIVED, WaiverGround.LONG_LEAVE)
    on(today)(BEGAN, FIRST).when(ask).then(waived)
    on(today)(BEGAN, FIRST, waived).when(ask).then()


def test_a_waived_rotation_is_followed_by_the_next() -> None:
    today = date(2026, 5, 1)
    ask = WaiveDuty(duty_id=WINDOW.duty_id, ground=WaiverGround.EQUAL_TRAINING)
    on(today)(BEGAN, WINDOW).when(ask).then(
        withdrawn(WINDOW, today, WithdrawalReason.WAIVED, WaiverGround.EQUAL_TRAINING),
        rotation(date(2026, 5, 2), date(2029, 5, 1), ordinal=1, cause=WINDOW.duty_id),
    )


def test_a_met_or_unknown_duty_cannot_be_waived() -> None:
    ask = WaiveDuty(duty_id=FIRST.duty_id, ground=WaiverGround.LONG_LEAVE)
    on(HIRED)(BEGAN, FIRST, met(FIRST, HIRED)).when(ask).then_rejected("duties.already-met")
    on(HIRED)(BEGAN).when(ask).then_rejected("duties.unknown")


def test_how_a_duty_stands_on_any_day() -> None:
    [late] = on(HIRED)(BEGAN, FIRST, met(FIRST, date(2026, 10, 5))).state().duties
    days = [
        date(2026, 2, 28),
        date(2026, 3, 1),
        date(2026, 9, 1),
        date(2026, 9, 2),
        date(2026, 10, 4),
        date(2026, 10, 5),
    ]
    assert [standing_on(late, day) for day in days] == [
        Standing.NOT_YET, Standing.OPEN, Standing.OPEN, Standing.OVERDUE, Standing.OVERDUE, Standing.MET,
    ]  # fmt: skip


def test_a_withdrawn_duty_stood_open_until_then_and_a_moved_window_never_did() -> None:
    day = date(2026, 7, 1)
    [gone] = on(HIRED)(BEGAN, WINDOW, withdrawn(WINDOW, day, WithdrawalReason.LEFT)).state().duties
    [moved] = on(HIRED)(BEGAN, WINDOW, withdrawn(WINDOW, HIRED, WithdrawalReason.MOVED)).state().duties
    assert [standing_on(gone, date(2026, 6, 30)), standing_on(gone, day)] == [Standing.OPEN, Standing.WITHDRAWN]
    assert standing_on(moved, date(2026, 2, 1)) is Standing.WITHDRAWN


def test_the_book_lies_where_the_person_works() -> None:
    assert on(HIRED)(BEGAN).state().region == "51/01/07/017/k3f"
