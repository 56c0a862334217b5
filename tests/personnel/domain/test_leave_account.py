"""Days of leave are booked in one account of an employment: nothing overlaps and nothing is overdrawn."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.personnel.domain.leave_account import (
    BookLeave,
    RebookLeave,
    UnbookLeave,
)
from services.personnel.domain.leave_account_state import LeaveAccountEvent, LeaveBooked, LeaveUnbooked
from services.personnel.domain.leave_entitlement import (
    Booking,
    Occasion,
    Service,
    annual_days,
    balances,
    medical_step,
    sick_within,
)
from services.personnel.domain.leave_rules import LeaveKind
from services.personnel.domain.streams import LEAVE_ACCOUNT
from services.personnel.domain.working_days import YearDays
from shared.kernel import Rejected, Span
from tests.personnel.people import COMMUNITY, POLICIES, WORKER, on

TODAY = date(2026, 6, 1)
HERE = date(2020, 1, 1)
TEN_YEARS = Service(starts=HERE, last_day=None, working_since=date(2014, 9, 1), here_since=HERE)


def book(
    n: int, kind: LeaveKind, starts: date, ends: date, occasion: Occasion | None = None, service: Service = TEN_YEARS
) -> BookLeave:
    return BookLeave(
        worker_id=WORKER, community=COMMUNITY, leave_id=UUID(int=n), kind=kind, starts=starts, ends=ends, service=service,
        occasion=occasion or Occasion(),
    )  # fmt: skip


def booked(n: int, kind: LeaveKind, starts: date, ends: date, days: int) -> LeaveBooked:
    return LeaveBooked(
        effective=starts, worker_id=WORKER, community=COMMUNITY, leave_id=UUID(int=n), kind=kind, ends=ends,
        days=(YearDays(year=starts.year, days=days),),
    )  # fmt: skip


JUNE = booked(1, LeaveKind.ANNUAL, date(2026, 6, 8), date(2026, 6, 12), 5)


@pytest.mark.parametrize(
    ("since", "starts", "last", "days"),
    [
        (date(2025, 6, 2), date(2020, 1, 1), None, 0), (date(2025, 6, 1), date(2020, 1, 1), None, 5),
        (date(2016, 6, 2), date(2016, 6, 2), None, 5), (date(2016, 6, 1), date(2016, 6, 1), None, 10),
        (date(2006, 6, 1), date(2016, 6, 1), None, 15), (date(2020, 4, 1), date(2026, 4, 1), None, 3),
        (date(2014, 4, 1), date(2026, 4, 1), None, 7), (date(2014, 4, 1), date(2020, 4, 1), date(2026, 6, 30), 4),
        (date(2014, 4, 1), date(2020, 4, 1), date(2025, 6, 30), 0),
    ],
)  # fmt: skip
def test_annual_leave_goes_by_all_working_years_and_by_the_part_of_the_year(
    since: date, starts: date, last: date | None, days: int
) -> None:
    service = Service(starts=starts, last_day=last, working_since=since, here_since=starts)
    assert annual_days((), service, 2026, TODAY, POLICIES) == days


def sick(year: int, days: int) -> Booking:
    first = date(year, 1, 5)
    counted = (YearDays(year=year, days=days),)
    return Booking(leave_id=UUID(int=9), kind=LeaveKind.SICK, starts=first, ends=first, days=counted)


def annual(year: int) -> Booking:
    return replace(sick(year, 1), leave_id=UUID(int=8), kind=LeaveKind.ANNUAL)


def test_long_sick_leave_takes_the_annual_leave_of_the_year_or_of_the_next() -> None:
    def left(*bookings: Booking, year: int = 2026) -> int:
        return annual_days(bookings, TEN_YEARS, year, date(year, 12, 1), POLICIES)

    assert left(sick(2026, 89)) == 10
    assert left(sick(2026, 90)) == 0
    assert left(sick(2026, 90), annual(2026)) == 10
    assert left(sick(2026, 90), annual(2026), year=2027) == 0
    assert left(sick(2026, 90), year=2027) == 10


@pytest.mark.parametrize(
    ("years", "here", "months"),
    [(1, 1, 3), (9, 4, 3), (9, 5, 6), (10, 4, 6), (12, 5, 9), (12, 10, 12), (16, 15, 18), (25, 20, 24), (25, 4, 6)],
)  # fmt: skip
def test_the_medical_period_goes_by_working_years_in_all_and_here(years: int, here: int, months: int) -> None:
    since = date(2026 - here, 1, 1)
    service = Service(starts=since, last_day=None, working_since=date(2026 - years, 1, 1), here_since=since)
    assert medical_step(service, date(2026, 1, 1), POLICIES).months == months


def test_sick_leave_ends_with_the_medical_period() -> None:
    """Eleven years in all, six here: nine months within fifteen."""
    before = booked(1, LeaveKind.SICK, date(2025, 7, 1), date(2026, 2, 25), 240)
    short = book(2, LeaveKind.SICK, date(2026, 3, 1), date(2026, 3, 30))
    assert on(LEAVE_ACCOUNT, TODAY, before).when(short).then_events()
    on(LEAVE_ACCOUNT, TODAY, before).when(replace(short, ends=date(2026, 3, 31))).then_rejected("leave.medical-period")
    window = Span(first=date(2025, 12, 1), last=date(2025, 12, 31))
    assert sick_within(on(LEAVE_ACCOUNT, TODAY, before).state().bookings, window) == 31


def test_nobody_takes_more_than_there_is() -> None:
    on(LEAVE_ACCOUNT, TODAY).when(book(1, LeaveKind.ANNUAL, date(2026, 6, 8), date(2026, 6, 12))).then(JUNE)
    rest = book(2, LeaveKind.ANNUAL, date(2026, 7, 6), date(2026, 7, 10))
    assert on(LEAVE_ACCOUNT, TODAY, JUNE).when(rest).then_events()
    refused = (
        on(LEAVE_ACCOUNT, TODAY, JUNE).when(replace(rest, ends=date(2026, 7, 13))).then_rejected("leave.overdrawn")
    )
    assert refused.facts == {"days": 6, "left": 5}
    young = replace(TEN_YEARS, working_since=date(2026, 1, 1), starts=date(2026, 1, 1))
    on(LEAVE_ACCOUNT, TODAY).when(replace(rest, service=young)).then_rejected("leave.overdrawn")


def test_over_new_year_each_year_gives_its_own_days() -> None:
    across = book(1, LeaveKind.ANNUAL, date(2026, 12, 28), date(2027, 1, 8))
    (event,) = on(LEAVE_ACCOUNT, TODAY).when(across).then_events()
    assert isinstance(event, LeaveBooked)
    assert event.days == (YearDays(year=2026, days=4), YearDays(year=2027, days=5))


def test_a_marriage_has_three_days_and_a_year_twenty_personal_ones() -> None:
    wedding = book(1, LeaveKind.MARRIAGE, date(2026, 6, 8), date(2026, 6, 10))
    assert on(LEAVE_ACCOUNT, TODAY).when(wedding).then_events()
    on(LEAVE_ACCOUNT, TODAY).when(replace(wedding, ends=date(2026, 6, 11))).then_rejected("leave.overdrawn")
    away = booked(1, LeaveKind.PERSONAL, date(2026, 1, 5), date(2026, 1, 30), 20)
    one = book(2, LeaveKind.PERSONAL, date(2026, 6, 8), date(2026, 6, 8))
    on(LEAVE_ACCOUNT, TODAY, away).when(one).then_rejected("leave.overdrawn")
    assert (
        on(LEAVE_ACCOUNT, TODAY, away).when(replace(one, starts=date(2027, 6, 8), ends=date(2027, 6, 8))).then_events()
    )


@pytest.mark.parametrize(
    ("kind", "occasion", "days"),
    [
        (LeaveKind.MATERNITY, Occasion(), 188), (LeaveKind.MATERNITY, Occasion(difficult=True), 203),
        (LeaveKind.MATERNITY, Occasion(children=3), 218), (LeaveKind.MISCARRIAGE, Occasion(), 15),
        (LeaveKind.MISCARRIAGE, Occasion(late_loss=True), 42),
    ],
)  # fmt: skip
def test_a_birth_has_its_calendar_days_with_those_of_the_province(
    kind: LeaveKind, occasion: Occasion, days: int
) -> None:
    first = date(2026, 6, 8)
    whole = book(1, kind, first, first + timedelta(days=days - 1), occasion)
    assert on(LEAVE_ACCOUNT, TODAY).when(whole).then_events()
    longer = replace(whole, ends=first + timedelta(days=days))
    on(LEAVE_ACCOUNT, TODAY).when(longer).then_rejected("leave.overdrawn")


@pytest.mark.parametrize("children", [0, 11])
def test_children_are_counted(children: int) -> None:
    birth = book(1, LeaveKind.MATERNITY, date(2026, 6, 8), date(2026, 6, 9), Occasion(children=children))
    on(LEAVE_ACCOUNT, TODAY).when(birth).then_rejected("leave.children")


def test_leave_lies_within_the_employment_and_on_days_of_its_own() -> None:
    duty = book(2, LeaveKind.PUBLIC_DUTY, date(2026, 6, 12), date(2026, 6, 15))
    on(LEAVE_ACCOUNT, TODAY, JUNE).when(duty).then_rejected("leave.overlap")
    assert on(LEAVE_ACCOUNT, TODAY, JUNE).when(replace(duty, starts=date(2026, 6, 15))).then_events()
    assert on(LEAVE_ACCOUNT, TODAY, JUNE).when(replace(duty, kind=LeaveKind.NURSING)).then_events()
    leaving = replace(TEN_YEARS, last_day=date(2026, 6, 14))
    on(LEAVE_ACCOUNT, TODAY).when(replace(duty, service=leaving)).then_rejected("leave.not-employed")
    coming = replace(TEN_YEARS, starts=date(2026, 6, 13))
    on(LEAVE_ACCOUNT, TODAY).when(replace(duty, service=coming)).then_rejected("leave.not-employed")


def test_days_are_given_back_and_changed() -> None:
    free = LeaveUnbooked(effective=date(2026, 6, 8), worker_id=WORKER, leave_id=UUID(int=1))
    on(LEAVE_ACCOUNT, TODAY, JUNE).when(UnbookLeave(leave_id=UUID(int=1))).then(free)
    on(LEAVE_ACCOUNT, TODAY, JUNE, free).when(UnbookLeave(leave_id=UUID(int=1))).then()
    less = RebookLeave(leave_id=UUID(int=1), starts=date(2026, 6, 8), ends=date(2026, 6, 9))
    two = booked(1, LeaveKind.ANNUAL, date(2026, 6, 8), date(2026, 6, 9), 2)
    on(LEAVE_ACCOUNT, TODAY, JUNE).when(less).then(two)
    on(LEAVE_ACCOUNT, TODAY, JUNE, two).when(less).then()
    on(LEAVE_ACCOUNT, TODAY).when(less).then()
    other = booked(2, LeaveKind.PERSONAL, date(2026, 6, 15), date(2026, 6, 16), 2)
    longer = replace(less, ends=date(2026, 6, 15))
    on(LEAVE_ACCOUNT, TODAY, JUNE, other).when(longer).then_rejected("leave.overlap")


def test_asked_twice_it_is_booked_once() -> None:
    on(LEAVE_ACCOUNT, TODAY, JUNE).when(book(1, LeaveKind.ANNUAL, date(2026, 6, 8), date(2026, 6, 12))).then()


def test_the_balance_shows_what_is_limited_by_the_year_and_what_was_taken() -> None:
    taken = on(LEAVE_ACCOUNT, TODAY, JUNE).state().bookings
    found = {each.kind: each for each in balances(taken, TEN_YEARS, 2026, TODAY, POLICIES)}
    annual = found[LeaveKind.ANNUAL]
    assert (annual.entitled, annual.booked, annual.left) == (10, 5, 5)
    assert set(found) == {LeaveKind.ANNUAL, LeaveKind.PARENTAL, LeaveKind.ELDERLY_CARE, LeaveKind.PERSONAL}
    wedding = booked(2, LeaveKind.MARRIAGE, date(2026, 8, 3), date(2026, 8, 4), 2)
    more = balances(on(LEAVE_ACCOUNT, TODAY, JUNE, wedding).state().bookings, TEN_YEARS, 2026, TODAY, POLICIES)
    assert next(each for each in more if each.kind is LeaveKind.MARRIAGE).left is None


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 9)), max_size=12))
def test_in_whatever_order_it_is_asked_no_two_overlap_and_no_year_is_overdrawn(wanted: list[tuple[int, int]]) -> None:
    history: list[LeaveAccountEvent] = []
    for n, (start, days) in enumerate(wanted):
        first = date(2026, 3, 2) + timedelta(days=start)
        asked = book(n, LeaveKind.ANNUAL, first, first + timedelta(days=days))
        try:
            history += on(LEAVE_ACCOUNT, TODAY, *history).when(asked).then_events()
        except Rejected:
            continue
    found = sorted(on(LEAVE_ACCOUNT, TODAY, *history).state().bookings, key=lambda each: each.starts)
    assert sum(each.in_year(2026) for each in found) <= 10
    assert all(one.ends < other.starts for one, other in pairwise(found))
