"""Terms and service: month ends, leap days, whole months and years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.kernel import DAY, Month, Span, add_months, add_years, full_months, full_years, months_between

DAYS = st.dates(date(1950, 1, 1), date(2080, 12, 31))
OPEN = Span(first=date(2026, 3, 1))
MARCH = Span(first=date(2026, 3, 1), last=date(2026, 3, 31))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 1, 31), 2, date(2026, 3, 31)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 1, 15), -13, date(2024, 12, 15)),
        (date(2026, 5, 31), 0, date(2026, 5, 31)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
    ],
)
def test_the_same_day_of_another_month_or_its_last(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later


def test_the_anniversary_of_a_leap_day_is_the_28th_in_common_years() -> None:
    assert [add_years(date(2024, 2, 29), years) for years in (1, 4)] == [date(2025, 2, 28), date(2028, 2, 29)]
    assert full_years(date(2024, 2, 29), date(2025, 2, 27)) == 0
    assert full_years(date(2024, 2, 29), date(2025, 2, 28)) == 1
    assert full_years(date(2024, 2, 29), date(2028, 2, 28)) == 3
    assert full_years(date(2024, 2, 29), date(2028, 2, 29)) == 4


@pytest.mark.parametrize(
    ("first", "until", "months"),
    [
        (date(2026, 3, 1), date(2026, 4, 1), 1),
        (date(2026, 3, 1), date(2026, 3, 31), 0),
        (date(2026, 1, 31), date(2026, 2, 27), 0),
        (date(2026, 1, 31), date(2026, 2, 28), 1),
        (date(2026, 1, 31), date(2026, 3, 30), 1),
        (date(2026, 3, 15), date(2026, 3, 15), 0),
        (date(2026, 3, 15), date(2025, 3, 15), 0),
        (date(2020, 7, 1), date(2026, 7, 1), 72),
    ],
)
def test_whole_months_end_before_the_day_that_is_not_included(first: date, until: date, months: int) -> None:
    assert full_months(first, until) == months


@given(DAYS, DAYS)
def test_whole_months_fit_and_one_more_does_not(one: date, other: date) -> None:
    first, until = sorted((one, other))
    months = full_months(first, until)
    assert add_months(first, months) <= until < add_months(first, months + 1)
    assert full_years(first, until) == months // 12


@given(DAYS, DAYS, st.integers(0, 800))
def test_waiting_longer_never_gives_fewer_months(one: date, other: date, days: int) -> None:
    first, until = sorted((one, other))
    assert full_months(first, until) <= full_months(first, until + timedelta(days=days))


@given(DAYS, st.integers(-600, 600))
def test_adding_months_lands_in_the_right_month(day: date, months: int) -> None:
    later = add_months(day, months)
    assert Month.of(later).index == Month.of(day).index + months
    assert later.day == min(day.day, Month.of(later).last.day)


def test_both_days_of_a_span_belong_to_it() -> None:
    assert [MARCH.covers(date(2026, m, d)) for m, d in ((2, 28), (3, 1), (3, 31), (4, 1))] == [False, True, True, False]
    assert MARCH.days() == 31
    assert Span(first=date(2026, 3, 1), last=date(2026, 3, 1)).days() == 1


def test_an_open_span_covers_every_later_day_and_has_no_length() -> None:
    assert OPEN.covers(date.max)
    assert not OPEN.covers(date(2026, 2, 28))
    with pytest.raises(ValueError, match="no length"):
        OPEN.days()


@st.composite
def spans(draw: st.DrawFn) -> Span:
    first = draw(DAYS)
    return Span(first=first, last=draw(st.none() | st.integers(0, 5_000).map(lambda n: first + timedelta(days=n))))


@given(spans(), spans(), DAYS)
def test_the_overlap_holds_exactly_the_days_of_both(one: Span, other: Span, day: date) -> None:
    overlap = one.overlap(other)
    assert (overlap is not None and overlap.covers(day)) == (one.covers(day) and other.covers(day))
    assert overlap == other.overlap(one)


def test_spans_that_only_touch_share_no_day() -> None:
    assert MARCH.overlap(Span(first=date(2026, 4, 1))) is None
    assert MARCH.overlap(Span(first=date(2026, 3, 31))) == Span(first=date(2026, 3, 31), last=date(2026, 3, 31))


def test_a_month_knows_its_days() -> None:
    february = Month.parse("2028-02")
    assert (february.first, february.last, february.span.days()) == (date(2028, 2, 1), date(2028, 2, 29), 29)
    assert str(february) == "2028-02"
    assert Month.of(date(2028, 2, 29)) == february
    assert (february.plus(11), february.plus(-2)) == (Month.parse("2029-01"), Month.parse("2027-12"))


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-3", "2026-13", "2026-00", "26-03", "2026-03-01", "2026/03", "202603", "2026-W1"]
)
def test_anything_else_is_no_month(text: str) -> None:
    with pytest.raises(ValueError):
        Month.parse(text)


@pytest.mark.parametrize(("year", "month"), [(2026, 0), (2026, 13), (0, 1), (10_000, 1), (2026, -1)])
def test_a_month_that_no_calendar_has_cannot_be_made(year: int, month: int) -> None:
    with pytest.raises(ValueError, match="not a month"):
        Month(year=year, month=month)


def test_months_are_walked_with_both_ends() -> None:
    walked = months_between(Month.parse("2026-11"), Month.parse("2027-02"))
    assert [str(month) for month in walked] == ["2026-11", "2026-12", "2027-01", "2027-02"]
    assert list(months_between(Month.parse("2027-02"), Month.parse("2026-11"))) == []


@given(DAYS)
def test_the_day_after_the_last_of_a_month_is_the_first_of_the_next(day: date) -> None:
    month = Month.of(day)
    assert month.last + DAY == month.plus(1).first
    assert month.span.covers(day)
