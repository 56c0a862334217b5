"""Every line of every slip is explained by a tree, and whoever works the tree out again comes to the line, to the fen."""

from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from services.payroll.domain.comparison import Calculated
from services.payroll.domain.explanation import explain
from services.payroll.domain.facts import Fact
from services.payroll.domain.steps import How, Step
from shared.kernel import Month
from tests.payroll.county import WORKER, Books, demo_terms, only, version
from tests.payroll.domain.test_comparison import EDUCATION_PAY, FACTS
from tests.payroll.happened import based, certified, deducted, enrolled, graded, judged, stopped

JANUARY = date(2026, 1, 1)


def worked_out(step: Step) -> int:  # noqa: C901  one match
    """The value of a step by somebody who never saw the engine, from the values of its parts."""
    parts = [Decimal(part.value) for part in step.parts]
    match step.how:
        case How.GIVEN:
            return step.value
        case How.SUM:
            return int(sum(parts))
        case How.DIFFERENCE:
            return int(parts[0] - sum(parts[1:]))
        case How.MINUS:
            return int(-parts[0])
        case How.SHARE:
            return _rounded(parts[0] * parts[1] / 1_000_000)
        case How.SHARE_IN_YUAN:
            return _rounded(parts[0] * parts[1] / 100_000_000) * 100
        case How.SHARE_IN_JIAO:
            return _rounded(parts[0] * parts[1] / 10_000_000) * 10
        case How.PART_OF_MONTH:
            return _rounded(parts[0] * parts[1] / (parts[2] / 100))
        case How.CLAMPED:
            return int(min(max(parts[0], parts[1]), parts[2]))
        case How.AVERAGE:
            return _rounded(parts[0] / parts[1])
        case How.AT_LEAST:
            return int(max(parts))
        case How.AT_MOST:
            return int(min(parts))
        case How.TIMES:
            return int(parts[0] * parts[1])
        case How.HALF_TIMES:
            return _rounded(parts[0] * parts[1] / 2)
        case How.TAX:
            return _rounded(max(parts[0], Decimal(0)) * parts[1] / 1_000_000 - parts[2])


def _rounded(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


def check(step: Step) -> None:
    assert worked_out(step) == step.value, step
    for part in step.parts:
        check(part)


def slip(books: Books, name: str, *, known_at: int = 1_000_000) -> Calculated:
    cohort = books.cohort(name, known_at=known_at)
    books.runs -= 1
    return Calculated(only(books.run(name, known_at=known_at).slips), cohort)


def explained(calculated: Calculated) -> dict[tuple[str, str], Step]:
    steps = explain(calculated)
    for step, line in zip(steps, calculated.slip.lines, strict=True):
        check(step)
        assert (step.what, step.value) == (line.component.value, line.amount_fen)
        assert (step.rule, step.causes) == (line.rule, line.causes)
    return {
        (line.component.value, line.for_month): step for step, line in zip(steps, calculated.slip.lines, strict=True)
    }


def leaves(step: Step) -> dict[str, int]:
    found = {} if step.parts else {step.what: step.value}
    for part in step.parts:
        found |= leaves(part)
    return found


def test_a_months_basic_part_leads_down_to_the_standard_the_share_and_the_days() -> None:
    books = Books().know(enrolled(JANUARY), graded(5, JANUARY))
    basic = explained(slip(books, "2026-01"))["BASIC", "2026-01"]
    assert basic.value == 3_264_00
    assert leaves(basic) == {
        "GRADE_STANDARD": 4_080_00, "BASIC_SHARE": 800_000, "PAID_DAYS": 22, "DAYS_OF_MONTH": 22_00, "PAID_BEFORE": 0,
    }  # fmt: skip


def test_arrears_are_what_is_due_now_less_what_was_paid_then() -> None:
    books = Books().know(enrolled(JANUARY), graded(2, JANUARY))
    books.run("2026-01", known_at=100)
    books.know(graded(5, JANUARY, at=150))
    late = explained(slip(books, "2026-02", known_at=200))["BASIC", "2026-01"]
    due, before = late.parts
    assert (due.value, before.value, late.value) == (3_264_00, 2_856_00, 408_00)


def test_a_contribution_leads_down_to_the_base_its_limits_and_the_rate() -> None:
    books = Books().know(enrolled(JANUARY), graded(1, JANUARY), based(3_000_00, JANUARY))
    pension = explained(slip(books, "2026-01"))["PENSION", "2026-01"]
    found = leaves(pension)
    assert (found["DECLARED_WAGE"], found["RATE"]) == (3_000_00, 80_000)
    assert pension.value == -(max(3_000_00, found["FLOOR"]) * 8 // 100)


def test_the_tax_shows_the_years_sums_the_bracket_and_what_was_withheld() -> None:
    books = Books().know(enrolled(JANUARY), graded(18, JANUARY), deducted(100_00, JANUARY))
    tax = explained(slip(books, "2026-01"))["INCOME_TAX", "2026-01"]
    found = leaves(tax)
    assert (found["BASIC_DEDUCTION"], found["MONTHS_EMPLOYED"], found["TAX_RATE"]) == (5_000_00, 1, 30_000)
    assert found["ADDITIONAL_DEDUCTIONS"] == 100_00


def test_severance_shows_the_average_the_years_and_the_limits() -> None:
    gone = stopped(date(2026, 3, 10), severance=True, since=date(2020, 1, 1))
    books = Books().know(enrolled(JANUARY), graded(5, JANUARY), gone)
    for month in ("2026-01", "2026-02"):
        books.run(month, known_at=50)
    found = leaves(explained(slip(books, "2026-03"))["SEVERANCE", "2026-03"])
    assert (found["HALF_MONTHS"], found["MONTHS"]) == (13, 2)
    assert found["LAST_TWELVE_MONTHS"] == 2 * 4_080_00


@settings(deadline=None)
@given(
    st.lists(FACTS, max_size=6, unique_by=lambda f: f.position),
    st.integers(1, 28),
    st.none() | st.dates(date(2026, 3, 1), date(2026, 6, 30)),
)
def test_whatever_happened_every_line_can_be_worked_out_again(facts: list[Fact], first: int, last: date | None) -> None:
    gone = [] if last is None else [stopped(last, at=7_500, severance=True, since=date(2019, 5, 1))]
    versions = (version(replace(demo_terms(), educations=EDUCATION_PAY)),)
    books = Books(versions=versions).know(enrolled(date(2026, 1, first)), graded(3, JANUARY), *facts, *gone)
    for n in range(6):
        name, known_at = str(Month.of(JANUARY).plus(n)), 5_000 + n * 1_000
        cohort = books.cohort(name, known_at=known_at)
        for issued in (s for s in books.run(name, known_at=known_at).slips if s.worker_id == WORKER):
            explained(Calculated(issued, cohort))


def test_the_tax_on_a_large_severance_shows_what_is_free() -> None:
    gone = stopped(date(2026, 3, 10), severance=True, since=date(1980, 1, 1))
    books = Books(versions=(version(demo_terms(base_fen=9_000_00)),))
    books.know(enrolled(JANUARY), graded(18, JANUARY), gone)
    found = explained(slip(books, "2026-03"))["SEVERANCE_TAX", "2026-03"]
    assert leaves(found)["THREE_YEARLY_AVERAGES"] == 36 * 7_831_00
    assert found.value < 0


def test_a_performance_part_and_an_allowance_name_their_results_and_certificates() -> None:
    books = Books().know(
        enrolled(JANUARY), graded(2, JANUARY), judged("EXCELLENT", JANUARY), certified("SENIOR", date(2025, 12, 3))
    )
    found = explained(slip(books, "2026-01"))
    assert leaves(found["PERFORMANCE", "2026-01"])["RESULT_FACTOR"] == 1_200_000
    assert leaves(found["CERTIFICATE", "2026-01"])["ALLOWANCE"] == 800_00
