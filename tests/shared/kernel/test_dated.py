"""A policy value is asked for on the day the rule applies."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.kernel import Dated, NoValueYet, always

DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))
QUOTA = Dated(((date(2024, 4, 1), 18), (date(2026, 1, 1), 20), (date(2027, 1, 1), 25)))


def test_a_value_holds_from_its_first_day_until_the_next_begins() -> None:
    days = [date(2024, 4, 1), date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2040, 1, 1)]
    assert [QUOTA.on(day) for day in days] == [18, 18, 20, 20, 25]


def test_before_its_first_day_there_is_no_value() -> None:
    with pytest.raises(NoValueYet):
        QUOTA.on(date(2024, 3, 31))
    with pytest.raises(NoValueYet):
        Dated(()).on(date(2024, 3, 31))


def test_a_value_that_never_changed_is_there_on_any_day() -> None:
    assert [always(7).on(day) for day in (date.min, date(2026, 11, 23), date.max)] == [7, 7, 7]


def test_days_ascend_and_are_unique() -> None:
    with pytest.raises(ValueError, match="must ascend"):
        Dated(((date(2026, 1, 1), 1), (date(2025, 1, 1), 2)))
    with pytest.raises(ValueError, match="must ascend"):
        Dated(((date(2026, 1, 1), 1), (date(2026, 1, 1), 2)))


def test_the_days_of_change_inside_a_period_are_told() -> None:
    assert QUOTA.changes(date(2024, 4, 2), date(2027, 1, 1)) == (date(2026, 1, 1), date(2027, 1, 1))
    assert QUOTA.changes(date(2024, 4, 1), date(2024, 4, 1)) == (date(2024, 4, 1),)
    assert QUOTA.changes(date(2026, 1, 2), date(2026, 12, 31)) == ()


def test_further_days_laid_over_win_on_the_same_day_and_leave_the_original_alone() -> None:
    laid = QUOTA.overlaid([(date(2026, 1, 1), 21), (date(2025, 1, 1), 19)])
    assert [laid.on(date(year, 6, 1)) for year in (2024, 2025, 2026, 2027)] == [18, 19, 21, 25]
    assert QUOTA.on(date(2026, 6, 1)) == 20


@given(st.dictionaries(DAYS, st.integers(), min_size=1), DAYS)
def test_the_value_is_that_of_the_last_day_not_after_the_day_asked(values: dict[date, int], day: date) -> None:
    dated = Dated(tuple(sorted(values.items())))
    before = [known for known in values if known <= day]
    if before:
        assert dated.on(day) == values[max(before)]
    else:
        with pytest.raises(NoValueYet):
            dated.on(day)


@given(st.dictionaries(DAYS, st.integers(), min_size=1))
def test_between_two_changes_the_value_stays(values: dict[date, int]) -> None:
    dated = Dated(tuple(sorted(values.items())))
    for change in sorted(values)[1:]:
        eve = change - timedelta(days=1)
        assert dated.on(change) == values[change]
        assert dated.on(eve) == values[max(day for day in values if day <= eve)]
