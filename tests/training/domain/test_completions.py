from datetime import date
from uuid import UUID

import pytest

from services.training.domain.completions import AnnulCompletion, CorrectCompletion
from services.training.domain.duty_events import (
    Category,
    CompletionAnnulled,
    CompletionCorrected,
    CompletionKind,
    CorrectionReason,
    WithdrawalReason,
)
from tests.training.book import (
    WORKER,
    annual,
    employed,
    ended,
    induction,
    met,
    on,
    overdue,
    record,
    recorded,
    reopened,
    rotation,
    taken,
    withdrawn,
    year_began,
)  # fmt: skip

HIRED = date(2026, 3, 1)
TODAY = date(2026, 8, 1)
BEGAN = employed(HIRED)
FIRST = induction(HIRED, date(2026, 9, 1))
WINDOW = rotation(HIRED, date(2029, 3, 1))
APRIL, MAY, JUNE = date(2026, 4, 10), date(2026, 5, 10), date(2026, 6, 10)
INDUCTION = CompletionKind.INDUCTION
AFTER_MAY = rotation(date(2026, 5, 11), date(2029, 5, 10), ordinal=1, cause=WINDOW.duty_id)
ROTATED_IN_MAY = (BEGAN, WINDOW, recorded(MAY), met(WINDOW, MAY), AFTER_MAY)


def correction(day: date, hours: int = 24) -> CorrectCompletion:
    return CorrectCompletion(
        completion_id=UUID(int=100), kind=CompletionKind.IN_SERVICE, category=Category.LAW_POLICY, hours=hours,
        course="依法办事", completed_on=day, reason=CorrectionReason.ENTRY_ERROR,
    )  # fmt: skip


def corrected(day: date, hours: int = 24) -> CompletionCorrected:
    return CompletionCorrected(
        effective=day, worker_id=WORKER, completion_id=UUID(int=100), kind=CompletionKind.IN_SERVICE,
        category=Category.LAW_POLICY, hours=hours, course="依法办事", reason=CorrectionReason.ENTRY_ERROR,
    )  # fmt: skip


def annulled(day: date) -> CompletionAnnulled:
    return CompletionAnnulled(
        effective=day, worker_id=WORKER, completion_id=UUID(int=100), reason=CorrectionReason.NOT_ATTENDED
    )


ANNUL = AnnulCompletion(completion_id=UUID(int=100), reason=CorrectionReason.NOT_ATTENDED)


def test_initial_training_meets_its_duty_on_the_day_it_was_completed() -> None:
    on(TODAY)(BEGAN, FIRST, WINDOW).when(record(APRIL, kind=INDUCTION)).then(
        recorded(APRIL, kind=INDUCTION), met(FIRST, APRIL)
    )


def test_hours_add_up_until_the_duty_is_met() -> None:
    half = recorded(APRIL, 12, kind=INDUCTION, id=1)
    on(TODAY)(BEGAN, FIRST).when(record(APRIL, 12, kind=INDUCTION, id=1)).then(half)
    on(TODAY)(BEGAN, FIRST, half).when(record(MAY, 12, kind=INDUCTION, id=2)).then(
        recorded(MAY, 12, kind=INDUCTION, id=2), met(FIRST, MAY)
    )


def test_hours_recorded_late_for_an_earlier_day_count_from_that_day() -> None:
    given = on(TODAY)(BEGAN, FIRST, recorded(MAY, 12, kind=INDUCTION, id=1))
    given.when(record(APRIL, 12, kind=INDUCTION, id=2)).then(recorded(APRIL, 12, kind=INDUCTION, id=2), met(FIRST, MAY))


def test_another_kind_of_training_does_not_count() -> None:
    on(TODAY)(BEGAN, FIRST).when(record(APRIL)).then(recorded(APRIL))


def test_what_was_completed_before_the_window_does_not_count() -> None:
    before = date(2026, 2, 28)
    on(TODAY)(BEGAN, FIRST).when(record(before, kind=INDUCTION)).then(recorded(before, kind=INDUCTION))


def test_an_overdue_initial_training_can_still_be_met() -> None:
    day = date(2026, 10, 5)
    given = on(day)(BEGAN, FIRST, overdue(FIRST, date(2026, 9, 2)))
    given.when(record(day, kind=INDUCTION)).then(recorded(day, kind=INDUCTION), met(FIRST, day))


def test_training_in_the_next_year_never_meets_the_duty_of_the_last() -> None:
    yearly = annual(date(2026, 3, 1), 20)
    given = on(date(2027, 1, 2))(employed(HIRED, chief=True), taken(HIRED), year_began(HIRED), yearly)
    given.when(record(date(2027, 1, 1))).then(recorded(date(2027, 1, 1)))
    given.when(record(date(2026, 12, 31))).then(recorded(date(2026, 12, 31)), met(yearly, date(2026, 12, 31)))


def test_the_next_rotation_is_counted_from_the_last() -> None:
    on(TODAY)(BEGAN, WINDOW).when(record(MAY)).then(recorded(MAY), met(WINDOW, MAY), AFTER_MAY)


def test_one_completion_does_not_meet_two_rotations() -> None:
    on(TODAY)(*ROTATED_IN_MAY).when(record(JUNE, id=101)).then(
        recorded(JUNE, id=101),
        met(AFTER_MAY, JUNE),
        rotation(date(2026, 6, 11), date(2029, 6, 10), ordinal=2, cause=AFTER_MAY.duty_id),
    )


def test_an_earlier_rotation_recorded_late_moves_the_next_window() -> None:
    moved = rotation(date(2026, 4, 11), date(2029, 4, 10), ordinal=2, cause=WINDOW.duty_id)
    on(TODAY)(*ROTATED_IN_MAY).when(record(APRIL, id=101)).then(
        recorded(APRIL, id=101),
        met(WINDOW, APRIL),
        withdrawn(AFTER_MAY, AFTER_MAY.opens, WithdrawalReason.MOVED),
        moved,
        met(moved, MAY),
        rotation(date(2026, 5, 11), date(2029, 5, 10), ordinal=3, cause=moved.duty_id),
    )


def test_an_annulled_completion_reopens_the_duty_and_takes_the_next_window_back() -> None:
    on(TODAY)(*ROTATED_IN_MAY).when(ANNUL).then(
        annulled(MAY), reopened(WINDOW, MAY), withdrawn(AFTER_MAY, AFTER_MAY.opens, WithdrawalReason.MOVED)
    )


def test_windows_that_followed_from_a_moved_one_move_with_it() -> None:
    third = rotation(date(2026, 6, 11), date(2029, 6, 10), ordinal=2, cause=AFTER_MAY.duty_id)
    twice = (*ROTATED_IN_MAY, recorded(JUNE, id=101), met(AFTER_MAY, JUNE), third)
    fourth = rotation(date(2026, 6, 11), date(2029, 6, 10), ordinal=3, cause=WINDOW.duty_id)
    on(TODAY)(*twice).when(ANNUL).then(
        annulled(MAY),
        met(WINDOW, JUNE),
        withdrawn(AFTER_MAY, AFTER_MAY.opens, WithdrawalReason.MOVED),
        fourth,
        withdrawn(third, third.opens, WithdrawalReason.MOVED),
    )


def test_a_correction_replaces_the_whole_completion() -> None:
    on(TODAY)(*ROTATED_IN_MAY).when(correction(MAY, 8)).then(
        corrected(MAY, 8), reopened(WINDOW, MAY), withdrawn(AFTER_MAY, AFTER_MAY.opens, WithdrawalReason.MOVED)
    )


def test_a_completion_before_the_exit_still_meets_what_was_owed_then() -> None:
    left = (BEGAN, FIRST, ended(date(2026, 6, 30)), withdrawn(FIRST, date(2026, 7, 1), WithdrawalReason.LEFT))
    on(TODAY)(*left).when(record(MAY, kind=INDUCTION)).then(recorded(MAY, kind=INDUCTION), met(FIRST, MAY))
    on(TODAY)(*left).when(record(date(2026, 7, 1), kind=INDUCTION)).then(recorded(date(2026, 7, 1), kind=INDUCTION))


def test_a_duty_that_falls_open_again_after_the_exit_is_withdrawn_again() -> None:
    gone = withdrawn(FIRST, date(2026, 7, 1), WithdrawalReason.LEFT)
    left = (BEGAN, FIRST, ended(date(2026, 6, 30)), gone, recorded(MAY, kind=INDUCTION), met(FIRST, MAY))
    on(TODAY)(*left).when(ANNUL).then(annulled(MAY), reopened(FIRST, MAY), gone)


def test_recording_correcting_and_annulling_twice_changes_nothing() -> None:
    on(TODAY)(BEGAN, recorded(MAY)).when(record(MAY)).then()
    on(TODAY)(BEGAN, recorded(MAY)).when(correction(MAY)).then()
    on(TODAY)(BEGAN, recorded(MAY), annulled(MAY)).when(ANNUL).then()


def test_the_same_id_cannot_name_another_completion() -> None:
    on(TODAY)(BEGAN, recorded(MAY)).when(record(JUNE)).then_rejected("completions.recorded-differently")


def test_an_annulled_completion_stays_annulled() -> None:
    on(TODAY)(BEGAN, recorded(MAY), annulled(MAY)).when(record(MAY)).then_rejected("completions.annulled")
    on(TODAY)(BEGAN, recorded(MAY), annulled(MAY)).when(correction(MAY)).then_rejected("completions.annulled")


def test_nothing_is_recorded_before_it_happened() -> None:
    on(MAY)(BEGAN).when(record(JUNE)).then_rejected("completions.not-yet")


@pytest.mark.parametrize("hours", [0, -1, 201])
def test_hours_are_believable(hours: int) -> None:
    on(TODAY)(BEGAN).when(record(MAY, hours)).then_rejected("completions.hours")


def test_nothing_is_recorded_for_somebody_unknown() -> None:
    on(TODAY)().when(record(MAY)).then_rejected("completions.worker-unknown")
    on(TODAY)(BEGAN).when(ANNUL).then_rejected("completions.unknown")
    on(TODAY)(BEGAN).when(correction(MAY)).then_rejected("completions.unknown")
