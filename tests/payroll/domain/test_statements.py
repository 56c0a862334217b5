"""The statement of a year: cumulative sums of the last slip of each agent, shares and bases by the month they are for."""

from datetime import date

from services.payroll.domain.comparison import Calculated
from services.payroll.domain.statements import BaseSpan, bases_of, schemes_of, taxes_of
from tests.payroll.county import COUNTY, Books, only, policies
from tests.payroll.happened import based, deducted, enrolled, graded, granted, stopped

JANUARY = date(2026, 1, 1)


def year(books: Books, first: int = 1, last: int = 12) -> Calculated:
    """Runs of these months of 2026; the last slip with everything its run knew."""
    for n in range(first, last):
        books.run(f"2026-{n:02d}")
    cohort = books.cohort(f"2026-{last:02d}")
    books.runs -= 1
    return Calculated(only(books.run(f"2026-{last:02d}").slips), cohort)


def test_taxes_of_a_year_are_the_last_cumulative_sums_of_the_agent() -> None:
    books = Books().know(enrolled(JANUARY), graded(18, JANUARY), based(9_000_00, JANUARY), deducted(1_000_00, JANUARY))
    books.know(granted(20_000_00, date(2026, 12, 1)))
    year(books)
    [found] = taxes_of(books.slips, 2026)
    assert (found.agent, found.months, found.income_fen) == (COUNTY, 12, 12 * 6_290_00)
    assert (found.exempt_fen, found.additional_fen) == (60_000_00, 12_000_00)
    assert found.special_fen == sum(s.sums.own_fen for s in books.slips)
    assert found.taxable_fen == max(0, found.income_fen - found.exempt_fen - found.special_fen - found.additional_fen)
    assert (found.bonus_fen, found.bonus_tax_fen) == (20_000_00, 600_00)
    assert found.withheld_fen + found.bonus_tax_fen == sum(s.sums.tax_fen for s in books.slips)
    assert taxes_of(books.slips, 2025) == ()


def test_shares_are_counted_by_the_month_they_are_for_with_the_bases_of_then() -> None:
    books = Books(policies=policies(insurance_floor_fen=3_000_00, insurance_cap_fen=12_000_00, fund_cap_fen=30_000_00))
    books.know(enrolled(JANUARY), graded(18, JANUARY), based(5_000_00, JANUARY, fund=4_000_00))
    books.know(based(15_000_00, date(2026, 7, 1), at=30))
    last = year(books)
    found = {s.scheme: s for s in schemes_of(books.slips, 2026, bases_of(last, 2026))}
    first, second = (
        BaseSpan(first="2026-01", last="2026-06", base_fen=5_000_00),
        BaseSpan(first="2026-07", last="2026-12", base_fen=12_000_00),
    )
    assert found["PENSION"].bases == (first, second)
    assert [span.base_fen for span in found["FUND"].bases] == [4_000_00, 15_000_00]
    assert (found["PENSION"].months, found["PENSION"].own_fen) == (12, 6 * 400_00 + 6 * 960_00)
    assert (found["INJURY"].own_fen, found["INJURY"].months) == (0, 12)
    assert sum(s.own_fen for s in found.values()) == sum(s.sums.own_fen for s in books.slips)
    assert sum(s.employer_fen for s in found.values()) == sum(s.sums.employer_fen for s in books.slips)


def test_severance_is_told_apart_from_the_year_s_income() -> None:
    books = Books().know(
        enrolled(JANUARY), graded(2, JANUARY), stopped(date(2026, 6, 30), severance=True, since=date(2020, 1, 1))
    )
    year(books, last=6)
    [found] = taxes_of(books.slips, 2026)
    assert found.severance_fen > 0
    assert found.severance_tax_fen == 0
    assert found.income_fen + found.severance_fen == sum(s.sums.gross_fen for s in books.slips)
    [pension] = [s for s in schemes_of(books.slips, 2026, {}) if s.scheme == "PENSION"]
    assert (pension.months, pension.bases) == (6, ())
