"""Annual leave that was not taken: remembered by version, paid at three day wages of which one was paid as wage."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import permutations
from uuid import UUID

import pytest

from services.payroll.domain.comparison import Cause
from services.payroll.domain.facts import Fact
from services.payroll.domain.formulas.attendance import unused_leave_pay
from services.payroll.domain.formulas.columns import column
from services.payroll.domain.streams import ENTITLEMENT
from services.payroll.domain.unused_leave import HearUnusedLeave
from services.payroll.domain.unused_leave_events import UnusedLeaveHeard
from shared.kernel import to_fen, to_yuan
from tests.payroll.county import JOB, WORKER, Books, amounts, flat_terms, on, only, version
from tests.payroll.domain.test_comparison import by_cause, changes, hired
from tests.payroll.domain.test_entitlements import ENROLLED
from tests.payroll.domain.test_explanation import explained, leaves
from tests.payroll.domain.test_explanation import slip as slip_of
from tests.payroll.domain.test_severances import sums_of
from tests.payroll.happened import attended, cause, enrolled, graded, stopped, unused, weighed

TODAY, YEAR, END, CAUSE = date(2026, 7, 1), date(2025, 1, 1), date(2025, 12, 31), UUID(int=703)
HEAR = HearUnusedLeave(worker_id=WORKER, employment_id=JOB, year=2025, last_day=END, days=3, version=1, cause=CAUSE)
HEARD = UnusedLeaveHeard(effective=END, worker_id=WORKER, employment_id=JOB, year=2025, days=3, version=1, cause=CAUSE)


def test_what_is_owed_is_remembered_by_version() -> None:
    given = on(ENTITLEMENT, TODAY)
    given(ENROLLED).when(HEAR).then(HEARD)
    given(ENROLLED, HEARD).when(HEAR).then()
    given(ENROLLED).when(replace(HEAR, days=0)).then()
    again = replace(HEARD, days=0, version=2)
    given(ENROLLED, HEARD).when(replace(HEAR, days=0, version=2)).then(again)
    given(ENROLLED, HEARD, again).when(HEAR).then()


@pytest.mark.parametrize(
    ("words", "total", "months", "days", "paid"),
    [
        ("7,200 的三天：÷ 21.75 × 3 × 200 %", "86400.00", 12, 3, "1986.21"),
        ("只做满五个月，按五个月平均", "36000.00", 5, 3, "1986.21"),
        ("十天", "86400.00", 12, 10, "6620.69"),
        ("没有未休", "86400.00", 12, 0, "0.00"),
    ],
)
def test_the_table_of_unused_leave(words: str, total: str, months: int, days: int, paid: str) -> None:
    found = unused_leave_pay(
        column([to_fen(total)]), column([months]), column([days]), column([2_000_000]), column([2_175])
    )
    assert to_yuan(int(found[0])) == paid, words


def person(*known: Fact, through: int = 12) -> Books:
    books = Books(versions=(version(flat_terms(720_000)),)).know(enrolled(YEAR), graded(1, YEAR))
    for n in range(through):
        books.run(f"{2025 + n // 12}-{n % 12 + 1:02}", known_at=30)
    return books.know(*known)


def test_a_years_leave_settled_in_january_is_a_difference_of_december() -> None:
    calculated = slip_of(person(unused(3, END)), "2026-01")
    assert amounts(calculated.slip, "UNUSED_LEAVE") == {("UNUSED_LEAVE", "2025-12"): 198_621}
    line = next(li for li in calculated.slip.lines if li.component == "UNUSED_LEAVE")
    assert (line.arrears, line.causes) == (True, (cause(95),))
    assert calculated.slip.tax.income_fen == 720_000 + 198_621, "taxed as wage"
    found = leaves(explained(calculated)["UNUSED_LEAVE", "2025-12"])
    assert (found["DAYS_UNUSED"], found["DAY_WAGES_OWED"], found["MONTHS"]) == (3, 2_000_000, 11)


def test_overtime_does_not_raise_the_day_wage_of_leave() -> None:
    books = person(unused(3, END), attended("2025-06", overtime_rest_hours=40))
    assert amounts(only(books.run("2026-01").slips), "UNUSED_LEAVE") == {("UNUSED_LEAVE", "2025-12"): 198_621}


def test_a_later_version_takes_back_what_was_paid_too_much() -> None:
    books = person(unused(3, END))
    books.run("2026-01", known_at=100)
    books.know(unused(1, END, at=150, version=2))
    assert amounts(only(books.run("2026-02").slips), "UNUSED_LEAVE") == {("UNUSED_LEAVE", "2025-12"): 66_207 - 198_621}


def test_the_final_slip_has_wage_severance_notice_and_unused_leave() -> None:
    last = date(2026, 1, 30)
    books = person(stopped(last), weighed(3, last, in_lieu=True), unused(2, last, at=96))
    slip = only(books.run("2026-01").slips)
    assert amounts(slip, "BASIC", "SEVERANCE", "NOTICE_PAY", "UNUSED_LEAVE") == {
        ("BASIC", "2026-01"): 720_000, ("SEVERANCE", "2026-01"): 1_080_000, ("NOTICE_PAY", "2026-01"): 720_000,
        ("UNUSED_LEAVE", "2026-01"): 132_414,
    }  # fmt: skip


def test_whoever_leaves_on_a_sunday_is_paid_for_leave_too() -> None:
    sunday = date(2026, 2, 1)
    slip = only(person(stopped(sunday), unused(2, sunday, at=96), through=13).run("2026-02").slips)
    assert amounts(slip) == {("UNUSED_LEAVE", "2026-02"): 132_414}


def test_the_difference_to_last_month_names_it() -> None:
    found = by_cause(changes(hired(unused(1, date(2026, 2, 28))), "2026-01", "2026-02"))
    assert found == {Cause.UNUSED_LEAVE: 2 * 357_000 * 100 // 2175 + 1}


NEWS = (unused(3, END, at=1), graded(2, date(2025, 12, 10), at=2), attended("2025-11", at=3, unpaid_days=2))


@pytest.mark.parametrize("order", list(permutations(range(len(NEWS)))))
def test_the_order_of_hearing_is_irrelevant(order: Sequence[int]) -> None:
    versions = (version(flat_terms(500_000, 600_000)),)
    apart = Books(versions=versions).know(enrolled(YEAR), graded(1, YEAR))
    apart.run("2025-12", known_at=50)
    for n, place in enumerate(order):
        apart.know(NEWS[place]._replace(position=100 + n)).run(f"2026-{1 + n:02}", known_at=100 + n)
    together = Books(versions=versions).know(enrolled(YEAR), graded(1, YEAR))
    together.know(*(each._replace(position=100 + n) for n, each in enumerate(NEWS))).run("2026-03")
    assert sums_of(apart) == sums_of(together)
