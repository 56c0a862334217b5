"""Twelve months side by side: the sums of the slips, arrears by original month, the first cause of a difference."""

from datetime import date

from services.payroll.domain.comparison import Cause, compare
from services.payroll.domain.pay_months import first_cause, paid_months
from services.payroll.domain.payslips import Component
from shared.kernel import Month
from tests.payroll.county import Books, demo_terms, insurance_table, version
from tests.payroll.domain.test_comparison import JANUARY, hired, months
from tests.payroll.happened import based, certified, enrolled, graded, judged

THROUGH = Month.parse("2026-12")


def test_a_month_is_what_its_slips_paid() -> None:
    books = hired()
    for month in ("2025-12", "2026-01", "2026-02"):
        books.run(month)
    books.know(graded(5, date(2026, 1, 1), at=2_000_000))
    books.run("2026-02", known_at=3_000_000)
    found = paid_months(books.slips, THROUGH)
    assert [(m.month, m.slips) for m in found] == [("2026-01", 1), ("2026-02", 2)]
    assert sum(m.sums.net_fen for m in found) == sum(s.sums.net_fen for s in books.slips)
    assert found[0].contributions[Component.PENSION] == 400_00
    assert found[1].arrears == {"2026-01": 3 * 170_00}
    assert (found[0].change_fen, found[0].cause, found[1].cause) == (None, None, Cause.ARREARS)


def test_twelve_months_are_shown_and_the_one_before_them_is_compared_with() -> None:
    books = hired(certified("ASSISTANT", date(2026, 1, 5)))
    for n in range(14):
        books.run(str(Month.parse("2026-01").plus(n)))
    found = paid_months(books.slips, Month.parse("2027-01"))
    assert [m.month for m in found] == [str(Month.parse("2026-02").plus(n)) for n in range(12)]
    assert (found[0].change_fen, found[0].cause) == (200_00 - 600, Cause.CERTIFICATE) or found[
        0
    ].cause is Cause.CERTIFICATE
    assert {m.cause for m in found[1:]} <= {None, Cause.TAX_BRACKET}


def test_the_first_cause_is_the_one_that_a_comparison_names_first() -> None:
    """From the lines alone, without calculating anything again."""
    february = date(2026, 2, 1)
    standards = Books(versions=(version(), version(demo_terms(360_000), february, position=2, number=2)))
    standards.know(enrolled(JANUARY), graded(2, JANUARY), based(5_000_00, JANUARY))
    tables = hired()
    tables.tables = (insurance_table(550_000, 2_500_000, february),)
    for books in (
        standards, tables, hired(graded(5, february, at=20)), hired(judged("EXCELLENT", february)),
        hired(certified("SENIOR", date(2026, 1, 20))), hired(based(9_000_00, february, at=30)),
        hired(graded(4, february, at=20), certified("SENIOR", date(2026, 1, 20))),
    ):  # fmt: skip
        before, after = months(books, "2026-01", "2026-02")
        assert first_cause(before.slip.lines, after.slip.lines) is compare(before, after)[0].cause
    before, after = months(hired(), "2026-01", "2026-02")
    assert first_cause(before.slip.lines, after.slip.lines) is None
