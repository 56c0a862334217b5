"""A closed month as pay hears it, and what the runs make of it: in time, late, counted anew."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import permutations
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.payroll.domain.attendance import HearAttendance
from services.payroll.domain.attendance_events import COUNTED, AttendanceHeard, attendance_fact, counts_of
from services.payroll.domain.comparison import Calculated, Cause
from services.payroll.domain.facts import Fact
from services.payroll.domain.streams import ENTITLEMENT
from shared.kernel import Region
from tests.payroll.county import COMMUNITY, WORKER, Books, amounts, flat_terms, on, only, version
from tests.payroll.domain.test_comparison import by_cause, changes, hired
from tests.payroll.domain.test_entitlements import ENROLLED
from tests.payroll.domain.test_explanation import explained, leaves
from tests.payroll.domain.test_explanation import slip as slip_of
from tests.payroll.domain.test_severances import sums_of
from tests.payroll.happened import attended, cause, enrolled, graded, stopped

APRIL, JANUARY, CAUSE = date(2026, 4, 3), date(2026, 1, 1), UUID(int=701)
OTHER = Region("51/01/07/017/k4f")
HEAR = HearAttendance(
    worker_id=WORKER, unit=COMMUNITY, first=date(2026, 3, 1), version=1, sick_days=3, insured_days=0, unpaid_days=0,
    absent_hours=0, overtime_workday_hours=0, overtime_rest_hours=8, overtime_holiday_hours=0, cause=CAUSE,
)  # fmt: skip
HEARD = AttendanceHeard(
    effective=date(2026, 3, 1), worker_id=WORKER, unit=COMMUNITY, version=1, sick_days=3, insured_days=0,
    unpaid_days=0, absent_hours=0, overtime_workday_hours=0, overtime_rest_hours=8, overtime_holiday_hours=0,
    cause=CAUSE,
)  # fmt: skip
ORDINARY = replace(HEAR, sick_days=0, overtime_rest_hours=0)
LINES = ("SICK_LEAVE", "UNPAID_LEAVE", "INSURED_LEAVE", "OVERTIME")


def test_what_moves_pay_is_remembered_once_and_an_ordinary_month_leaves_no_trace() -> None:
    on(ENTITLEMENT, APRIL)(ENROLLED).when(HEAR).then(HEARD)
    on(ENTITLEMENT, APRIL)(ENROLLED, HEARD).when(HEAR).then()
    on(ENTITLEMENT, APRIL)(ENROLLED).when(ORDINARY).then()
    on(ENTITLEMENT, APRIL)().when(HEAR).then()


def test_a_later_version_replaces_and_an_older_one_says_nothing() -> None:
    again = replace(HEARD, version=2, sick_days=0, overtime_rest_hours=0)
    on(ENTITLEMENT, APRIL)(ENROLLED, HEARD).when(replace(ORDINARY, version=2)).then(again)
    on(ENTITLEMENT, APRIL)(ENROLLED, HEARD, again).when(HEAR).then()


def test_the_fact_says_what_was_not_ordinary_in_words() -> None:
    fact = attendance_fact(HEARD, 5)
    assert (fact.word, fact.number) == ("sick_days=3 overtime_rest_hours=8", 1)
    assert dict(zip(COUNTED, counts_of(fact), strict=True))["overtime_rest_hours"] == 8
    assert attendance_fact(replace(HEARD, unit=OTHER), 5).key != fact.key


def person(*known: Fact, wage: int = 720_000) -> Books:
    books = Books(versions=(version(flat_terms(wage)),))
    return books.know(enrolled(JANUARY), graded(1, JANUARY), *known)


def test_two_communities_of_one_month_are_counted_together() -> None:
    books = person(attended("2026-03", sick_days=1), attended("2026-03", at=94, unit=OTHER, sick_days=2))
    books.run("2026-02")
    slip = only(books.run("2026-03").slips)
    assert amounts(slip, *LINES) == {("SICK_LEAVE", "2026-03"): -39_724}
    assert next(li for li in slip.lines if li.component == "SICK_LEAVE").causes == (cause(93), cause(94))
    assert slip.tax.income_fen == 3 * 720_000 - 39_724, "it is less wage"


def test_a_month_closed_late_is_a_difference_of_its_own_month_and_a_correction_takes_it_back() -> None:
    books = person()
    for month in ("2026-01", "2026-02", "2026-03"):
        books.run(month, known_at=60)
    books.know(attended("2026-02", at=100, unpaid_days=2, overtime_holiday_hours=8))
    slip = only(books.run("2026-04", known_at=120).slips)
    assert amounts(slip, *LINES) == {("UNPAID_LEAVE", "2026-02"): -66_207, ("OVERTIME", "2026-02"): 99_310}
    assert all(li.arrears for li in slip.lines if li.component.value in LINES)
    books.know(attended("2026-02", at=130, version=2, overtime_holiday_hours=8))
    calculated = slip_of(books, "2026-05", known_at=140)
    assert amounts(calculated.slip, *LINES) == {("UNPAID_LEAVE", "2026-02"): 66_207}
    explained(calculated)


def test_who_was_away_for_the_whole_month_keeps_nothing_of_it() -> None:
    [left] = person(attended("2026-01", unpaid_days=22)).run("2026-01").exceptions
    assert left.code == "runs.net-negative", "own shares of insurances are still owed"


def test_overtime_and_days_missed_count_in_the_average_of_severance() -> None:
    books = person(
        attended("2026-02", unpaid_days=2, overtime_rest_hours=8), stopped(date(2026, 3, 31), severance=True)
    )
    for month in ("2026-01", "2026-02"):
        books.run(month)
    average = (720_000 + 720_000 - 66_207 + 66_207) // 2
    assert amounts(only(books.run("2026-03").slips), "SEVERANCE") == {("SEVERANCE", "2026-03"): average // 2}


def test_the_difference_to_last_month_names_attendance_and_overtime() -> None:
    more = attended("2026-02", unpaid_days=1, overtime_workday_hours=4)
    found = by_cause(changes(hired(more), "2026-01", "2026-02"))
    assert found == {Cause.ATTENDANCE: -16_414, Cause.OVERTIME: 12_310}


def test_a_day_of_sickness_leads_down_to_years_share_and_minimum_wage() -> None:
    books = person(attended("2026-03", sick_days=3, overtime_rest_hours=8))
    books.run("2026-02")
    found = explained(slip_of(books, "2026-03"))
    assert leaves(found["SICK_LEAVE", "2026-03"])["SICK_SHARE"] == 600_000
    assert leaves(found["OVERTIME", "2026-03"])["WEIGHTED_HOURS"] == 16_000_000


NEWS = (
    attended("2026-01", at=1, sick_days=2),
    attended("2026-02", at=2, unpaid_days=1),
    graded(2, date(2026, 1, 12), at=3),
    attended("2026-01", at=4, unit=OTHER, absent_hours=3, overtime_rest_hours=4),
)


@pytest.mark.parametrize("order", list(permutations(range(len(NEWS)))))
def test_the_order_of_hearing_is_irrelevant(order: Sequence[int]) -> None:
    books = Books(versions=(version(flat_terms(500_000, 600_000)),)).know(enrolled(JANUARY), graded(1, JANUARY))
    books.run("2026-02", known_at=50)
    for n, place in enumerate(order):
        books.know(NEWS[place]._replace(position=100 + n))
        books.run(f"2026-{3 + n:02}", known_at=100 + n)
    together = Books(versions=books.versions).know(enrolled(JANUARY), graded(1, JANUARY))
    together.know(*(each._replace(position=100 + n) for n, each in enumerate(NEWS))).run("2026-06")
    assert sums_of(books) == sums_of(together)


COUNTS = st.dictionaries(st.sampled_from(COUNTED), st.integers(0, 25), max_size=4)


@settings(max_examples=60)
@given(st.integers(1, 12), COUNTS, COUNTS, st.integers(1, 28), st.none() | st.integers(1, 28))
def test_whatever_was_counted_wages_stay_above_nothing_and_every_line_is_explained(
    month: int, counts: dict[str, Any], other: dict[str, Any], first: int, last: int | None
) -> None:
    day, name = date(2026, month, first), f"2026-{month:02}"
    books = Books(versions=(version(flat_terms(3_000_000, 2_000_000)),)).know(enrolled(day), graded(1, day))
    books.know(
        graded(2, date(2026, month, 15), at=20), attended(name, **counts), attended(name, at=94, unit=OTHER, **other)
    )
    if last is not None and last >= first:
        books.know(stopped(date(2026, month, last)))
    cohort = books.cohort(name)
    books.runs -= 1
    for slip in books.run(name).slips:
        wages = [li.amount_fen for li in slip.lines if li.component.value in ("BASIC", "PERFORMANCE", *LINES[:3])]
        assert sum(wages) >= 0
        explained(Calculated(slip, cohort))
