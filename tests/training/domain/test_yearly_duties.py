from dataclasses import replace
from datetime import date

from services.training.domain.duty_events import PostDaysCorrected, WithdrawalReason
from services.training.domain.post_corrections import CorrectPost
from services.training.domain.yearly_duties import BeginYear
from shared.kernel import always
from tests.training.book import (
    OTHER_TERM,
    POLICIES,
    TERM,
    annual,
    employed,
    leave,
    left,
    met,
    on,
    recorded,
    rotation,
    take,
    taken,
    withdrawn,
    year_began,
)  # fmt: skip

NEW_YEAR = date(2026, 1, 1)
HIRED = date(2024, 6, 1)
BEGAN = employed(HIRED)
WINDOW = rotation(HIRED, date(2027, 6, 1))
TAKEN = taken(NEW_YEAR)
YEARLY = annual(NEW_YEAR)


def test_a_secretary_owes_training_in_the_calendar_year_and_no_rotation_any_more() -> None:
    on(NEW_YEAR)(BEGAN, WINDOW).when(take(NEW_YEAR)).then(
        TAKEN, year_began(NEW_YEAR), YEARLY, withdrawn(WINDOW, NEW_YEAR, WithdrawalReason.POST_TAKEN)
    )


def test_a_deputy_owes_no_yearly_training() -> None:
    on(NEW_YEAR)(BEGAN, WINDOW).when(take(NEW_YEAR, post="DEPUTY_SECRETARY")).then()


def test_hearing_of_an_appointment_twice_changes_nothing() -> None:
    on(NEW_YEAR)(BEGAN, TAKEN, year_began(NEW_YEAR), YEARLY).when(take(NEW_YEAR)).then()


def test_hours_fall_by_a_twelfth_for_each_month_before_the_post_was_taken() -> None:
    july = date(2026, 7, 10)
    on(july)(BEGAN).when(take(july)).then(taken(july), year_began(july), annual(july, 12))


def test_who_takes_the_post_late_in_the_year_owes_nothing_until_the_next() -> None:
    october = date(2026, 10, 4)
    on(october)(BEGAN).when(take(october)).then(taken(october), year_began(october))
    on(date(2027, 1, 1))(BEGAN, taken(october), year_began(october)).when(
        BeginYear(appointment_id=TERM, year=2027)
    ).then(year_began(date(2027, 1, 1)), annual(date(2027, 1, 1)))


def test_ninety_days_in_the_post_are_enough() -> None:
    third = date(2026, 10, 3)
    on(third)(BEGAN).when(take(third)).then(taken(third), year_began(third), annual(third, 6))


def test_secretary_and_director_in_one_person_owe_one_training() -> None:
    given = on(NEW_YEAR)(BEGAN, TAKEN, year_began(NEW_YEAR), YEARLY)
    given.when(take(NEW_YEAR, post="DIRECTOR", term=OTHER_TERM)).then(
        taken(NEW_YEAR, post="DIRECTOR", term=OTHER_TERM), year_began(NEW_YEAR, term=OTHER_TERM)
    )


def test_an_appointment_of_years_ago_owes_only_this_year() -> None:
    starts, today = date(2021, 5, 1), date(2026, 1, 5)
    on(today)().when(take(starts)).then(taken(starts), year_began(NEW_YEAR), YEARLY)


def test_an_appointment_heard_across_the_turn_of_the_year_owes_both_years() -> None:
    starts = date(2025, 9, 15)
    patient = replace(POLICIES, takeover_after_days=always(120))
    on(date(2026, 1, 5), patient)().when(take(starts)).then(
        taken(starts), year_began(starts), annual(starts, 8), year_began(NEW_YEAR), annual(NEW_YEAR, ordinal=1)
    )


def test_the_next_year_opens_on_the_first_of_january_once() -> None:
    history = (BEGAN, TAKEN, year_began(NEW_YEAR), YEARLY)
    first = date(2027, 1, 1)
    ask = BeginYear(appointment_id=TERM, year=2027)
    on(first)(*history).when(ask).then(year_began(first), annual(first, ordinal=1))
    on(first)(*history, year_began(first), annual(first, ordinal=1)).when(ask).then()


def test_no_year_begins_for_a_post_that_was_left() -> None:
    gone = (BEGAN, TAKEN, year_began(NEW_YEAR), left(date(2026, 12, 31)))
    on(date(2027, 1, 1))(*gone).when(BeginYear(appointment_id=TERM, year=2027)).then()


def test_leaving_the_post_withdraws_the_open_duty_and_begins_the_rotation_again() -> None:
    last = date(2026, 5, 31)
    on(last)(BEGAN, TAKEN, year_began(NEW_YEAR), YEARLY).when(leave(last)).then(
        left(last),
        rotation(date(2026, 6, 1), date(2029, 6, 1), cause=TERM),
        withdrawn(YEARLY, date(2026, 6, 1), WithdrawalReason.POST_ENDED),
    )


def test_a_duty_of_the_year_that_was_held_to_its_end_stays_owed() -> None:
    last = date(2026, 12, 31)
    on(last)(BEGAN, TAKEN, year_began(NEW_YEAR), YEARLY).when(leave(last)).then(
        left(last), rotation(date(2027, 1, 1), date(2030, 1, 1), cause=TERM)
    )


def test_leaving_one_of_two_posts_changes_nothing_else() -> None:
    last = date(2026, 5, 31)
    both = (
        BEGAN,
        TAKEN,
        year_began(NEW_YEAR),
        YEARLY,
        taken(NEW_YEAR, term=OTHER_TERM),
        year_began(NEW_YEAR, term=OTHER_TERM),
    )
    on(last)(*both).when(leave(last)).then(left(last))


def test_leaving_in_the_next_year_opens_that_year_at_once() -> None:
    last = date(2027, 6, 30)
    given = on(date(2026, 11, 1))(employed(HIRED, chief=True), TAKEN, year_began(NEW_YEAR), YEARLY)
    next_year = annual(date(2027, 1, 1), ordinal=1)
    given.when(leave(last)).then(
        year_began(date(2027, 1, 1)),
        next_year,
        left(last),
        rotation(date(2027, 7, 1), date(2030, 7, 1), cause=TERM),
        withdrawn(next_year, date(2027, 7, 1), WithdrawalReason.POST_ENDED),
    )


def test_leaving_twice_or_an_unknown_post_changes_nothing() -> None:
    last = date(2026, 5, 31)
    on(last)(BEGAN, TAKEN, left(last)).when(leave(last)).then()
    on(last)(BEGAN).when(leave(last)).then()


def test_what_was_completed_late_in_the_year_before_does_not_meet_this_years_duty() -> None:
    early = recorded(date(2025, 12, 31))
    on(NEW_YEAR)(BEGAN, early).when(take(NEW_YEAR)).then(TAKEN, year_began(NEW_YEAR), YEARLY)


def test_what_was_recorded_before_the_post_was_heard_of_meets_the_duty_at_once() -> None:
    done = recorded(date(2026, 1, 20))
    on(date(2026, 2, 1))(BEGAN, done).when(take(NEW_YEAR)).then(
        TAKEN, year_began(NEW_YEAR), YEARLY, met(YEARLY, date(2026, 1, 20))
    )


def corrected(first: date) -> PostDaysCorrected:
    return PostDaysCorrected(effective=first, worker_id=TAKEN.worker_id, appointment_id=TERM)


def right(first: date) -> CorrectPost:
    return CorrectPost(
        worker_id=TAKEN.worker_id, appointment_id=TERM, post="SECRETARY", community=TAKEN.community, starts=first
    )


def test_another_first_day_moves_the_duty_and_its_hours() -> None:
    july = date(2026, 7, 10)
    known = (BEGAN, TAKEN, year_began(NEW_YEAR), YEARLY)
    moved = withdrawn(YEARLY, NEW_YEAR, WithdrawalReason.MOVED)
    on(july)(*known).when(right(july)).then(corrected(july), moved, year_began(july), annual(july, 12, ordinal=1))
    on(july)(*known).when(right(NEW_YEAR)).then()
    on(july)(*known, left(july)).when(right(july)).then()
    on(july)(BEGAN).when(right(july)).then(taken(july), year_began(july), annual(july, 12))


def test_a_post_whose_end_is_undone_goes_on_from_the_same_first_day() -> None:
    day = date(2026, 7, 10)
    known = (BEGAN, TAKEN, year_began(NEW_YEAR), YEARLY, left(day))
    on(day)(*known).when(take(NEW_YEAR)).then(corrected(NEW_YEAR))
    on(day)(*known, corrected(NEW_YEAR)).when(take(NEW_YEAR)).then()
