"""Why this month's pay is not last month's: every cause by name, and together they are the difference to the fen."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from services.payroll.domain.comparison import Calculated, Cause, Change, compare
from services.payroll.domain.facts import Fact
from services.payroll.domain.pay_standard import EducationPay
from shared.kernel import Month
from tests.payroll.county import WORKER, Books, demo_terms, insurance_table, only, policies, version
from tests.payroll.happened import based, certified, deducted, enrolled, graded, honoured, judged, schooled, stopped

JANUARY = date(2026, 1, 1)


def months(books: Books, *names: str, learnt: dict[str, Sequence[Fact]] | None = None) -> list[Calculated]:
    """The person's slip of each month with the cohort it was calculated from; `learnt` before the run of the month."""
    found: list[Calculated] = []
    for name in names:
        books.know(*(learnt or {}).get(name, ()))
        cohort = books.cohort(name, known_at=10_000 + 10 * len(found))
        books.runs -= 1
        found.append(Calculated(only(books.run(name, known_at=10_000 + 10 * len(found)).slips), cohort))
    return found


def changes(books: Books, *names: str, learnt: dict[str, Sequence[Fact]] | None = None) -> tuple[Change, ...]:
    """Between the last two months."""
    *_, before, after = months(books, *names, learnt=learnt)
    found = compare(before, after)
    assert sum(c.amount_fen for c in found) == after.slip.sums.net_fen - before.slip.sums.net_fen
    return found


def by_cause(found: Sequence[Change]) -> dict[Cause, int]:
    return {change.cause: change.amount_fen for change in found}


def hired(*more: Fact, grade: int = 2, **rules: int) -> Books:
    known = Books(policies=policies(**rules)) if rules else Books()
    return known.know(enrolled(JANUARY), graded(grade, JANUARY), based(5_000_00, JANUARY), *more)


def test_a_table_published_late_is_told_as_rules_and_its_arrears_apart() -> None:
    books = hired()
    books.tables = (insurance_table(550_000, 2_500_000, date(2026, 1, 1), at=10_005),)
    found = by_cause(changes(books, "2026-01", "2026-02"))
    assert found[Cause.CONTRIBUTION_RULES] == found[Cause.ARREARS] == -(4_000 + 1_000 + 250)


def test_two_equal_months_have_no_causes() -> None:
    assert changes(hired(), "2026-01", "2026-02") == ()


def test_a_higher_grade_is_named_with_both_grades() -> None:
    found = changes(hired(graded(5, date(2026, 2, 1), at=20)), "2026-01", "2026-02")
    assert found == (Change(cause=Cause.GRADE, amount_fen=3 * 170_00, before="2", after="5"),)


def test_a_late_grade_is_arrears_of_its_months_and_a_higher_month_from_now_on() -> None:
    late = graded(4, date(2026, 2, 1), at=10_015)
    found = changes(hired(), "2026-01", "2026-02", "2026-03", learnt={"2026-03": [late]})
    assert found == (
        Change(cause=Cause.ARREARS, amount_fen=340_00, before="", after="2026-02"),
        Change(cause=Cause.GRADE, amount_fen=340_00, before="2", after="4"),
    )
    after = changes(hired(), "2026-01", "2026-02", "2026-03", "2026-04", learnt={"2026-03": [late]})
    assert after == (Change(cause=Cause.ARREARS, amount_fen=-340_00, before="2026-02", after=""),)


def test_a_new_standard_a_result_and_a_certificate_are_told_apart() -> None:
    books = hired(judged("EXCELLENT", date(2026, 2, 1)), certified("SOCIAL_WORKER", date(2026, 1, 20)))
    books.versions = (version(), version(demo_terms(base_fen=360_000), date(2026, 2, 1), 2, 2))
    assert by_cause(changes(books, "2026-01", "2026-02")) == {
        Cause.STANDARD: 210_00, Cause.RESULT: 756_00 // 5, Cause.CERTIFICATE: 400_00,
    }  # fmt: skip


def test_a_month_begun_in_the_middle_differs_by_its_days() -> None:
    books = Books().know(enrolled(date(2026, 1, 12)), graded(2, JANUARY), based(5_000_00, JANUARY))
    assert set(by_cause(changes(books, "2026-01", "2026-02"))) == {Cause.DAYS}


def test_a_new_base_costs_more_contributions() -> None:
    books = hired(based(6_000_00, date(2026, 2, 1), at=30))
    assert by_cause(changes(books, "2026-01", "2026-02")) == {Cause.CONTRIBUTION_BASE: -(80_00 + 20_00 + 5_00 + 70_00)}


def test_the_higher_bracket_is_told_apart_from_more_pay() -> None:
    """E3 of the domain reference: 12,500 a month, the cumulated income crosses into 10 % in November."""
    books = hired(deducted(2_000_00, JANUARY), grade=18)
    books.versions = (version(demo_terms(base_fen=12_500_00 * 100 // 185)),)
    names = [f"2026-{month:02d}" for month in range(1, 13)]
    told = [by_cause(compare(a, b)) for a, b in pairwise(months(books, *names))]
    crossed = next(each for each in told if each.get(Cause.TAX_BRACKET, 0) < -1_00)
    assert set(crossed) == {Cause.TAX_BRACKET}


def test_who_leaves_has_days_less_and_severance_with_its_tax() -> None:
    books = hired(stopped(date(2026, 3, 10), severance=True, since=date(2020, 1, 1)))
    found = by_cause(changes(books, "2026-02", "2026-03"))
    assert found[Cause.SEVERANCE] > 0 > found[Cause.DAYS]


EDUCATION_PAY = tuple(
    EducationPay(education=held, monthly_fen=fen) for held, fen in (("COLLEGE", 100_01), ("MASTER", 300_00))
)
FACTS = st.one_of(
    st.builds(graded, st.integers(1, 18), st.dates(JANUARY, date(2026, 6, 30)), at=st.integers(20, 11_000)),
    st.builds(judged, st.sampled_from(["EXCELLENT", "BASIC", "FAIL"]), st.dates(JANUARY, date(2026, 6, 30)), at=st.integers(20, 11_000)),
    st.builds(certified, st.sampled_from(["ASSISTANT", "SENIOR"]), st.dates(JANUARY, date(2026, 6, 30)), at=st.integers(20, 11_000)),
    st.builds(based, st.integers(1_000_00, 40_000_00), st.dates(JANUARY, date(2026, 6, 30)), at=st.integers(20, 11_000)),
    st.builds(
        honoured, st.sampled_from(["MODEL_WORKER", "YOUTH_MEDAL"]), st.sampled_from(["CITY", "PROVINCE"]),
        st.dates(JANUARY, date(2026, 4, 30)), at=st.integers(20, 11_000), since=st.none() | st.just(date(2026, 5, 15)),
    ),
    st.builds(schooled, st.sampled_from(["COLLEGE", "MASTER"]), st.dates(JANUARY, date(2026, 6, 30)), at=st.integers(20, 11_000)),
    st.builds(deducted, st.integers(0, 4_000_00), st.dates(JANUARY, date(2026, 6, 30)), at=st.integers(20, 11_000)),
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(FACTS, max_size=6, unique_by=lambda f: f.position), st.integers(1, 28))
def test_whatever_happened_the_causes_add_up_to_the_difference(facts: list[Fact], first: int) -> None:
    versions = (version(replace(demo_terms(), educations=EDUCATION_PAY)),)
    books = Books(versions=versions).know(enrolled(date(2026, 1, first)), graded(3, JANUARY), *facts)
    names = [str(Month.of(JANUARY).plus(n)) for n in range(6)]
    slips: list[Calculated] = []
    for n, name in enumerate(names):
        cohort = books.cohort(name, known_at=5_000 + n * 1_000)
        issued = [s for s in books.run(name, known_at=5_000 + n * 1_000).slips if s.worker_id == WORKER]
        slips += [Calculated(slip, cohort) for slip in issued]
    for before, after in pairwise(slips):
        assert sum(c.amount_fen for c in compare(before, after)) == after.slip.sums.net_fen - before.slip.sums.net_fen


def test_causes_are_told_in_their_order() -> None:
    order = list(Cause)
    books = hired(
        graded(9, date(2026, 2, 1), at=20),
        certified("SENIOR", date(2026, 1, 9)),
        based(9_000_00, date(2026, 2, 1), at=31),
    )
    found = [order.index(change.cause) for change in changes(books, "2026-01", "2026-02")]
    assert found == sorted(found)
    assert len(found) > 2
