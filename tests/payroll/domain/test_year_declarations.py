"""Deductions are looked at again for the new year: from December on, until confirmed; what nobody confirmed is not deducted."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given as any_of
from hypothesis import strategies as st

from services.payroll.domain.calculation import calculate
from services.payroll.domain.declaration_events import DeductionDeclared, DeductionKind
from services.payroll.domain.declarations import DeclareDeduction
from services.payroll.domain.facts import Fact
from services.payroll.domain.pay_run import BEFORE_CONFIRMATIONS, FIRST_ENGINE
from services.payroll.domain.streams import ENTITLEMENT
from services.payroll.domain.year_declaration_events import DeductionsConfirmed
from services.payroll.domain.year_declarations import ConfirmDeductions, InForce, YearTask, year_task
from shared.kernel import always
from tests.payroll.county import WORKER, Books, flat_terms, on, only, policies, version
from tests.payroll.domain.test_entitlements import ENROLLED
from tests.payroll.happened import confirmed, deducted, enrolled, graded

LONG_AGO = date(2025, 1, 1)
NO_SHARES = policies(pension_employee_ppm=0, medical_employee_ppm=0, unemployment_employee_ppm=0, fund_ppm=0)
CHILD, STUDY = UUID(int=1), UUID(int=2)
GOES_ON = InForce(CHILD, "CHILD_EDUCATION", date(2026, 3, 1), None)
ENDS = InForce(STUDY, "CONTINUING_EDUCATION", date(2026, 9, 1), date(2026, 12, 31))
WAITS = YearTask(2027, date(2026, 12, 1), date(2026, 12, 31), (STUDY,))
DECLARED = DeductionDeclared(
    effective=date(2026, 3, 1), worker_id=WORKER, fact=CHILD, kind=DeductionKind.CHILD_EDUCATION, monthly_fen=200_000,
    ends=None,
)  # fmt: skip


@pytest.mark.parametrize(
    ("today", "confirmed", "found"),
    [
        (date(2026, 11, 30), (), None), (date(2026, 12, 1), (), WAITS), (date(2026, 12, 31), (2026,), WAITS),
        (date(2027, 1, 31), (), WAITS), (date(2027, 2, 1), (), None), (date(2026, 12, 20), (2027,), None),
    ],
)  # fmt: skip
def test_it_waits_from_december_until_confirmed_and_no_longer_than_january(
    today: date, confirmed: tuple[int, ...], found: YearTask | None
) -> None:
    assert year_task((GOES_ON, ENDS), confirmed, today, 12) == found


def test_what_is_declared_anew_does_not_end_and_without_a_deduction_nothing_waits() -> None:
    again = InForce(UUID(int=3), "CONTINUING_EDUCATION", date(2027, 1, 1), None)
    assert year_task((GOES_ON, ENDS, again), (), date(2026, 12, 5), 12) == WAITS._replace(ending=())
    gone = InForce(STUDY, "CONTINUING_EDUCATION", date(2026, 3, 1), date(2026, 8, 31))
    assert year_task((gone,), (), date(2026, 12, 5), 12) is None
    assert year_task((), (), date(2026, 12, 5), 12) is None


@pytest.mark.parametrize(
    ("today", "stopping", "waits"),
    [
        (date(2027, 7, 1), ("CHILD_EDUCATION",), True), (date(2027, 7, 1), ("HOUSING_RENT",), False),
        (date(2027, 11, 30), ("CHILD_EDUCATION", "CONTINUING_EDUCATION"), True),
    ],
)  # fmt: skip
def test_what_is_not_deducted_until_it_is_confirmed_waits_as_long(
    today: date, stopping: tuple[str, ...], waits: bool
) -> None:
    assert year_task((GOES_ON, ENDS), (), today, 12, stopping) == (WAITS._replace(ending=()) if waits else None)
    assert year_task((GOES_ON, ENDS), (2027,), today, 12, stopping) is None
    assert year_task((ENDS,), (), today, 12, stopping) is None


def books(*facts: Fact) -> Books:
    """Somebody with 10,000 yuan a month since 2025, and a deduction of 2,000 that began then."""
    made = Books(policies=NO_SHARES, versions=(version(flat_terms(1_000_000)),))
    return made.know(enrolled(LONG_AGO), graded(1, LONG_AGO), deducted(200_000, LONG_AGO), *facts)


def deducted_by(books: Books, month: str, known_at: int = 100) -> int:
    return only(books.run(month, known_at=known_at).slips).tax.additional_fen


def test_what_nobody_confirmed_for_the_year_is_not_deducted_in_it() -> None:
    assert deducted_by(books(), "2026-01") == 0
    assert deducted_by(books(confirmed(2025)), "2026-01") == 0
    assert deducted_by(books(confirmed(2026)), "2026-01") == 200_000
    assert deducted_by(books(), "2025-12") == 12 * 200_000
    begins = deducted(100_000, date(2026, 1, 1), at=19)
    assert deducted_by(books(begins), "2026-01") == 100_000
    pension = deducted(50_000, LONG_AGO, at=19)._replace(word="PERSONAL_PENSION")
    assert deducted_by(books(pension), "2026-01") == 50_000


def test_confirmed_late_the_months_left_out_follow_and_the_years_tax_is_the_same() -> None:
    months = [f"2026-0{n}" for n in range(1, 7)]
    late, early = books(), books(confirmed(2026))
    first = [deducted_by(late, month) for month in months[:3]]
    late.know(confirmed(2026, at=150))
    rest = [deducted_by(late, month, 200) for month in months[3:]]
    assert (first, rest) == ([0, 0, 0], [800_000, 1_000_000, 1_200_000])
    for month in months:
        early.run(month, known_at=100)
    assert sum(s.tax.tax_fen for s in late.slips) == sum(s.tax.tax_fen for s in early.slips)


def test_runs_of_before_went_on_deducting_and_where_no_rule_asks_nobody_has_to_confirm() -> None:
    cohort = books().cohort("2026-01", known_at=100)
    for engine in sorted(BEFORE_CONFIRMATIONS - {FIRST_ENGINE}):
        assert only(calculate(replace(cohort, engine=engine)).slips).tax.additional_fen == 200_000
    free = replace(cohort, policies=replace(NO_SHARES, deductions_confirmed_yearly=always(())))
    assert only(calculate(free).slips).tax.additional_fen == 200_000


def test_whoever_declares_what_began_before_confirms_the_year_with_it_unless_something_else_waits() -> None:
    spring = on(ENTITLEMENT, date(2027, 5, 4))
    declare = DeclareDeduction(
        fact=CHILD, kind=DeductionKind.CHILD_EDUCATION, starts=date(2026, 3, 1), monthly_fen=200_000
    )
    year = DeductionsConfirmed(
        effective=date(2027, 1, 1), worker_id=WORKER, tax_year=2027, confirmed_on=date(2027, 5, 4)
    )
    spring(ENROLLED).when(declare).then(DECLARED, year)
    spring(ENROLLED, year).when(declare).then(DECLARED)
    of_this_year = replace(declare, starts=date(2027, 3, 1))
    spring(ENROLLED).when(of_this_year).then(replace(DECLARED, effective=date(2027, 3, 1)))
    waits = replace(DECLARED, fact=STUDY, kind=DeductionKind.ELDERLY_SUPPORT)
    spring(ENROLLED, waits).when(declare).then(DECLARED)
    spring(ENROLLED, replace(waits, ends=date(2026, 12, 31))).when(declare).then(DECLARED, year)


@any_of(st.dates(date(2026, 1, 1), date(2030, 12, 31)))
def test_a_confirmed_year_never_waits_again(today: date) -> None:
    task = year_task((GOES_ON,), (), today, 12)
    if task is not None:
        assert year_task((GOES_ON,), (task.tax_year,), today, 12) is None
        assert task.since.year == task.due.year == task.tax_year - 1


def test_a_year_is_confirmed_once_by_whoever_declared_something_and_not_before_it_is_open() -> None:
    december, november = on(ENTITLEMENT, date(2026, 12, 2)), on(ENTITLEMENT, date(2026, 11, 30))
    confirm = ConfirmDeductions(tax_year=2027)
    done = DeductionsConfirmed(
        effective=date(2027, 1, 1), worker_id=WORKER, tax_year=2027, confirmed_on=date(2026, 12, 2)
    )
    december(ENROLLED, DECLARED).when(confirm).then(done)
    december(ENROLLED, DECLARED, done).when(confirm).then()
    december(ENROLLED).when(confirm).then_rejected("deductions.none")
    november(ENROLLED, DECLARED).when(confirm).then_rejected("deductions.year")
    december().when(confirm).then_rejected("declarations.worker-unknown")
