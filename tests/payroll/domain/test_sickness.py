"""Sickness without a day at work: six months of pay for sickness, relief after them (劳动保险条例实施细则 arts. 16 and 17)."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given as holds
from hypothesis import strategies as st

from services.payroll.domain.calculation import calculate
from services.payroll.domain.facts import Fact
from services.payroll.domain.pay_run import BEFORE_RELIEF
from services.payroll.domain.sickness import DropSickness, HearSickness, relief_days
from services.payroll.domain.sickness_events import SicknessHeard
from services.payroll.domain.streams import ENTITLEMENT
from services.payroll.reactions.absences import hear
from shared.published.personnel.leave import LeaveApprovedV1, LeaveCancelledV1, LeaveClosedV1
from shared.testing.spec import sent
from tests.payroll.county import WORKER, Books, amounts, flat_terms, on, only, version
from tests.payroll.domain.test_entitlements import ENROLLED
from tests.payroll.domain.test_explanation import explained, leaves
from tests.payroll.domain.test_explanation import slip as slip_of
from tests.payroll.happened import attended, cause, enrolled, graded, sick

HIRED, LEAVE, NEWS = date(2024, 1, 1), UUID(int=700), UUID(int=501)
BEGAN, ENDS = date(2025, 10, 16), date(2026, 6, 30)
MARCH, APRIL = (date(2026, 3, 1), date(2026, 3, 31)), (date(2026, 4, 1), date(2026, 4, 30))
HEAR = HearSickness(worker_id=WORKER, leave_id=LEAVE, starts=BEGAN, ends=ENDS, version=0, cause=NEWS)
HEARD = SicknessHeard(
    effective=BEGAN, worker_id=WORKER, leave_id=LEAVE, ends=ENDS, version=0, cancelled=False, cause=NEWS
)


def person(*known: Fact) -> Books:
    """Two full years with the employer: 70 % for six months, then 50 %."""
    books = Books(versions=(version(flat_terms(720_000)),))
    return books.know(enrolled(HIRED), graded(1, HIRED), *known)


def months_of(books: Books, *months: str) -> dict[str, int]:
    found = {month: amounts(only(books.run(month).slips), "SICK_LEAVE") for month in months}
    return {month: lines.get(("SICK_LEAVE", month), 0) for month, lines in found.items()}


def test_leave_for_sickness_is_remembered_by_its_calendar_and_what_was_taken_replaces_what_was_approved() -> None:
    given = on(ENTITLEMENT, ENDS)
    given(ENROLLED).when(HEAR).then(HEARD)
    given(ENROLLED, HEARD).when(HEAR).then()
    given().when(HEAR).then()
    shorter = replace(HEARD, ends=date(2026, 5, 31), version=1)
    given(ENROLLED, HEARD).when(replace(HEAR, ends=date(2026, 5, 31), version=1)).then(shorter)
    given(ENROLLED, HEARD, shorter).when(HEAR).then()


def test_what_never_was_is_taken_back_and_what_pay_knows_nothing_of_is_not_missed() -> None:
    drop = DropSickness(leave_id=LEAVE, cause=NEWS)
    given, dropped = on(ENTITLEMENT, ENDS), replace(HEARD, cancelled=True)
    given(ENROLLED, HEARD).when(drop).then(dropped)
    given(ENROLLED, HEARD, dropped).when(drop).then()
    given(ENROLLED).when(drop).then()


def test_only_leave_for_sickness_is_heard() -> None:
    approved = LeaveApprovedV1(worker_id=WORKER, leave_id=LEAVE, pay="SICK", starts=BEGAN, ends=ENDS, days=258)
    closed = LeaveClosedV1(worker_id=WORKER, leave_id=LEAVE, pay="SICK", starts=BEGAN, ends=ENDS, days=258, version=1)
    cancelled = LeaveCancelledV1(worker_id=WORKER, leave_id=LEAVE)
    assert sent(list(hear(approved, NEWS))) == [("entitlement", WORKER, HEAR)]
    assert sent(list(hear(closed, NEWS))) == [("entitlement", WORKER, replace(HEAR, version=1))]
    assert sent(list(hear(cancelled, NEWS))) == [("entitlement", WORKER, DropSickness(leave_id=LEAVE, cause=NEWS))]
    assert not list(hear(replace(approved, pay="PAID"), NEWS))


@pytest.mark.parametrize(
    ("words", "spans", "told", "late"),
    [
        ("满六个月的当月：16 日起", [(BEGAN, ENDS)], 22, 11),
        ("两张假条首尾相接，周末不打断", [(BEGAN, date(2026, 1, 9)), (date(2026, 1, 12), ENDS)], 22, 11),
        ("中间上过一天班，重新起算", [(BEGAN, date(2026, 1, 8)), (date(2026, 1, 12), ENDS)], 22, 0),
        ("当月 10 日痊愈，不满六个月", [(BEGAN, date(2026, 4, 10))], 8, 0),
        ("早已超过六个月", [(date(2025, 7, 1), ENDS)], 22, 22),
        ("超过六个月后 20 日痊愈，27 日另一次病假", [(date(2025, 7, 1), date(2026, 4, 20)), (date(2026, 4, 27), ENDS)], 18, 14),
        ("只知道月内病假天数", [], 22, 0),
    ],
)  # fmt: skip
def test_the_days_after_six_months(words: str, spans: list[tuple[date, date]], told: int, late: int) -> None:
    known = [sick(*span, leave=700 + n) for n, span in enumerate(spans)]
    assert relief_days(known, 6, told, *APRIL) == late, words


def test_the_seventh_month_is_paid_as_relief_and_the_month_between_by_both() -> None:
    ill = (attended("2026-03", sick_days=22), attended("2026-04", at=94, sick_days=22))
    books = person(sick(BEGAN, ENDS), *ill, attended("2026-05", at=96, sick_days=21))
    assert months_of(books, "2026-02", "2026-03", "2026-04", "2026-05") == {
        "2026-02": 0, "2026-03": -216_000, "2026-04": -(720_000 - 252_000 - 180_000), "2026-05": -360_000,
    }  # fmt: skip


def test_relief_is_never_less_than_four_fifths_of_the_minimum_wage() -> None:
    books = Books(versions=(version(flat_terms(250_000)),))
    books.know(enrolled(HIRED), graded(1, HIRED), sick(date(2025, 7, 1), ENDS), attended("2026-03", sick_days=22))
    assert months_of(books, "2026-02", "2026-03")["2026-03"] == -(250_000 - 144_000)


def test_a_sickness_heard_late_is_settled_in_its_own_month_and_taken_back_when_it_never_was() -> None:
    books = person(attended("2026-03", at=40, sick_days=22))
    for month in ("2026-01", "2026-02", "2026-03"):
        books.run(month, known_at=60)
    books.know(sick(date(2025, 7, 1), date(2026, 3, 31), at=100))
    slip = only(books.run("2026-04", known_at=120).slips)
    assert amounts(slip, "SICK_LEAVE") == {("SICK_LEAVE", "2026-03"): -144_000}
    books.know(sick(date(2025, 7, 1), date(2026, 3, 31), at=130, cancelled=True))
    slip = only(books.run("2026-05", known_at=140).slips)
    assert amounts(slip, "SICK_LEAVE") == {("SICK_LEAVE", "2026-03"): 144_000}


def test_a_run_pinned_to_an_engine_that_knew_no_relief_keeps_its_lines() -> None:
    books = person(sick(date(2025, 7, 1), ENDS), attended("2026-03", sick_days=22))
    books.run("2026-02")
    cohort = books.cohort("2026-03")
    for engine in sorted(BEFORE_RELIEF):
        slip = only(calculate(replace(cohort, engine=engine)).slips)
        assert amounts(slip, "SICK_LEAVE") == {("SICK_LEAVE", "2026-03"): -216_000}
    assert amounts(only(calculate(cohort).slips), "SICK_LEAVE") == {("SICK_LEAVE", "2026-03"): -360_000}


def test_the_explanation_says_which_stage_and_the_line_names_the_leave() -> None:
    books = person(sick(BEGAN, ENDS), attended("2026-04", sick_days=22), attended("2026-05", at=96, sick_days=21))
    books.run("2026-03")
    calculated = slip_of(books, "2026-04")
    found = leaves(explained(calculated)["SICK_LEAVE", "2026-04"])
    assert (found["SICK_SHARE"], found["RELIEF_SHARE"], found["WAGE_AFTER_THE_MONTHS"]) == (700_000, 500_000, 360_000)
    line = next(li for li in calculated.slip.lines if li.component == "SICK_LEAVE")
    assert line.causes == (cause(93), cause(17))
    found = leaves(explained(slip_of(books, "2026-05"))["SICK_LEAVE", "2026-05"])
    assert "SICK_SHARE" not in found
    assert found["RELIEF_SHARE"] == 500_000


@holds(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 120)), max_size=5), st.integers(0, 22))
def test_never_more_days_than_were_told_and_none_before_six_months(spans: list[tuple[int, int]], told: int) -> None:
    first = date(2025, 7, 1)
    known = sorted(
        (
            sick(first + timedelta(days=at), first + timedelta(days=at + length), leave=700 + n)
            for n, (at, length) in enumerate(spans)
        ),
        key=lambda fact: fact.effective,
    )
    assert 0 <= relief_days(known, 6, told, *APRIL) <= told
    assert relief_days(known, 24, told, *APRIL) == 0
