"""What is found before a run is paid, and that nobody approves it without somebody's answer."""

from datetime import date
from uuid import UUID

import pytest

from services.payroll.domain.calculation import Calculated, calculate
from services.payroll.domain.checks import check
from services.payroll.domain.facts import Fact
from services.payroll.domain.finding_events import FindingKind, FindingOverridden, RunFinding, RunFindingsNoted
from services.payroll.domain.runs import ApproveRun, FinishCalculation, OverrideFinding
from tests.payroll.county import WORKER, Books, flat_terms, policies, version
from tests.payroll.domain.test_runs import (
    APPROVED,
    CALCULATED,
    CHECKED,
    FROZEN,
    LEFT_OUT,
    OPENED,
    TODAY,
    TOTALS,
    approver,
    finance,
    street,
)
from tests.payroll.happened import enrolled, graded, granted, stopped

JANUARY = date(2026, 1, 1)
CHANGE = RunFinding(kind=FindingKind.CHANGE, count=1, workers=(WORKER,), about="")
NOTED = RunFindingsNoted(effective=TODAY, findings=(CHANGE,))
OVERRIDDEN = FindingOverridden(effective=TODAY, kind=FindingKind.CHANGE, reason="补发三月", signed_by="street")
OVERRIDE = OverrideFinding(kind=FindingKind.CHANGE, reason="补发三月")
FOUND = (OPENED, FROZEN, CALCULATED, NOTED, CHECKED)


def test_findings_are_noted_with_the_calculation_and_open_until_somebody_answers_for_them() -> None:
    done = FinishCalculation(totals=TOTALS, exceptions=LEFT_OUT, findings=(CHANGE,))
    finance(OPENED, FROZEN).when(done).then(CALCULATED, NOTED)
    approver(*FOUND).when(ApproveRun()).then_rejected("runs.findings-open")
    street(*FOUND).when(OVERRIDE).then(OVERRIDDEN)
    street(*FOUND, OVERRIDDEN).when(OVERRIDE).then()
    approver(*FOUND, OVERRIDDEN).when(ApproveRun()).then(APPROVED)


def test_whoever_opened_the_run_does_not_answer_for_it_and_nobody_without_a_reason() -> None:
    finance(*FOUND).when(OVERRIDE).then_rejected("runs.own-run")
    street(*FOUND).when(OverrideFinding(kind=FindingKind.CHANGE, reason=" ")).then_rejected("runs.reason")
    street(OPENED, FROZEN).when(OVERRIDE).then_rejected("runs.not-calculated")


def found(books: Books, month: str = "2026-01", before: dict[UUID, int] | None = None) -> dict[FindingKind, int]:
    cohort = books.cohort(month)
    return {f.kind: f.count for f in check(cohort, calculate(cohort), before or {})}


def hired(*more: Fact, first: date = JANUARY) -> Books:
    return Books().know(enrolled(first), graded(2, first), *more)


def test_an_ordinary_month_finds_nothing() -> None:
    assert found(hired()) == {}


def test_who_cannot_be_calculated_is_missing_and_who_owes_is_negative() -> None:
    books = hired()
    books.know(enrolled(JANUARY, at=20, job=UUID(int=3)), of=UUID(int=5))
    assert found(books) == {FindingKind.MISSING: 1}
    books = hired()
    books.run("2026-03", known_at=100)
    books.know(stopped(date(2026, 2, 27), at=150))
    assert found(books, "2026-04") == {FindingKind.NEGATIVE_NET: 1}


def test_a_slip_for_somebody_who_was_not_there_is_a_ghost() -> None:
    """The engine pays no such slip: the check would see it if it did."""
    books, gone = hired(), hired(stopped(date(2025, 12, 31)))
    issued = calculate(books.cohort("2026-01"))
    assert [f.kind for f in check(gone.cohort("2026-01"), issued, {})] == [FindingKind.GHOST]


def test_somebody_told_of_twice_is_a_double() -> None:
    assert found(hired(enrolled(JANUARY, at=30, job=UUID(int=9)))) == {FindingKind.DOUBLE: 1}
    moved = hired(stopped(date(2026, 1, 14), at=20), enrolled(date(2026, 1, 15), at=21, job=UUID(int=9)))
    assert found(moved) == {}


@pytest.mark.parametrize(("before", "kinds"), [(282_670, []), (217_438, [FindingKind.CHANGE]), (217_439, [])])
def test_pay_further_than_thirty_per_cent_from_the_month_before_is_named(before: int, kinds: list[FindingKind]) -> None:
    """2,826.70 now; 2,174.39 × 1.3 = 2,826.707 is not below it, 2,174.38 × 1.3 is."""
    assert list(found(hired(), before={WORKER: before})) == kinds


def test_a_whole_month_below_the_minimum_wage_and_where_the_city_says_so_after_contributions() -> None:
    books = hired()
    books.versions = (version(flat_terms(150_000, 190_000)),)
    assert found(books) == {}
    books.policies = policies(minimum_wage_after_contributions=True)
    assert found(books) == {FindingKind.BELOW_MINIMUM_WAGE: 1}
    books.policies = policies(minimum_wage_fen=200_000)
    assert found(books) == {FindingKind.BELOW_MINIMUM_WAGE: 1}
    part = Books(versions=books.versions, policies=books.policies)
    part.know(enrolled(date(2026, 1, 12)), graded(2, date(2026, 1, 12)))
    assert found(part) == {}


def test_a_bonus_just_above_a_row_is_named_to_the_approver() -> None:
    assert found(hired(granted(3_600_100, JANUARY))) == {FindingKind.BONUS_CLIFF: 1}
    assert found(hired(granted(3_600_000, JANUARY))) == {}


def test_only_the_first_people_are_named_and_all_are_counted() -> None:
    books = Books()
    for n in range(1, 151):
        books.know(enrolled(JANUARY, at=n, job=UUID(int=1_000 + n)), of=UUID(int=n))
    cohort = books.cohort("2026-01")
    [finding] = check(cohort, Calculated(slips=(), exceptions=calculate(cohort).exceptions), {})
    assert (finding.count, len(finding.workers), finding.workers[0]) == (150, 100, UUID(int=1))


def test_a_final_slip_after_the_legal_day_is_named() -> None:
    """Pay day is the last of the month: in time for whoever leaves on it, late for whoever left before."""
    assert found(hired(stopped(date(2026, 1, 31)))) == {}
    assert found(hired(stopped(date(2026, 1, 30)))) == {FindingKind.FINAL_PAY_LATE: 1}
    books = hired(stopped(date(2026, 1, 30)))
    books.policies = policies(final_pay_days=5)
    assert found(books) == {}
