"""What a payment keeps by order: by priority, within the law, the rest later; nobody is paid less than nothing."""

from datetime import date
from uuid import UUID

from services.payroll.domain.comparison import Calculated as Slip
from services.payroll.domain.comparison import Cause, compare
from services.payroll.domain.explanation import explain
from services.payroll.domain.payslips import PayslipIssued, sums
from tests.payroll.county import Books, flat_terms, only, policies, version
from tests.payroll.happened import enrolled, graded, ordered

JANUARY = date(2026, 1, 1)
RULES = policies(
    pension_employee_ppm=0, medical_employee_ppm=0, unemployment_employee_ppm=0, fund_ppm=0, minimum_wage_fen=200_000,
    living_minimum_fen=150_000,
)  # fmt: skip
A, B = UUID(int=81), UUID(int=82)


def hired(monthly: int = 400_000) -> Books:
    books = Books(policies=RULES, versions=(version(flat_terms(monthly)),))
    return books.know(enrolled(JANUARY), graded(1, JANUARY))


def kept(slip: PayslipIssued) -> dict[UUID, int]:
    assert sums(slip.lines) == slip.sums
    return {line.causes[0]: -line.amount_fen for line in slip.lines if line.component == "WITHHELD"}


def test_damages_take_a_fifth_of_the_month_until_they_are_settled() -> None:
    books = hired().know(ordered("DAMAGES", 200_000, 0, JANUARY, fact=A))
    months = [kept(only(books.run(f"2026-0{n}").slips)) for n in (1, 2, 3, 4)]
    assert months == [{A: 80_000}, {A: 80_000}, {A: 40_000}, {}]


def test_damages_leave_the_minimum_wage_and_a_court_what_a_person_lives_on() -> None:
    damages = hired(220_000).know(ordered("DAMAGES", 200_000, 0, JANUARY, fact=A))
    assert kept(only(damages.run("2026-01").slips)) == {A: 20_000}
    poor = hired(190_000).know(ordered("DAMAGES", 200_000, 0, JANUARY, fact=A))
    assert kept(only(poor.run("2026-01").slips)) == {}
    court = hired(220_000).know(ordered("COURT", 200_000, 0, JANUARY, fact=A))
    assert kept(only(court.run("2026-01").slips)) == {A: 70_000}


def test_maintenance_comes_first_then_the_court_then_the_employer() -> None:
    orders = (
        ordered("RECOVERY", 500_000, 0, JANUARY, at=21), ordered("COURT", 500_000, 100_000, JANUARY, at=22, fact=B),
        ordered("MAINTENANCE", 0, 120_000, JANUARY, at=23, fact=A),
    )  # fmt: skip
    slip = only(hired().know(*orders).run("2026-01").slips)
    assert kept(slip) == {A: 120_000, B: 100_000}
    assert slip.sums.net_fen == 180_000


def test_two_of_the_employers_share_the_fifth() -> None:
    orders = (
        ordered("DAMAGES", 50_000, 0, JANUARY, at=21, fact=A),
        ordered("RECOVERY", 90_000, 0, JANUARY, at=22, fact=B),
    )
    assert kept(only(hired().know(*orders).run("2026-01").slips)) == {A: 50_000, B: 30_000}


def test_a_monthly_most_is_the_months_whichever_run_keeps_it() -> None:
    books = hired(900_000).know(ordered("COURT", 0, 100_000, JANUARY, fact=A))
    assert kept(only(books.run("2026-01", known_at=100).slips)) == {A: 100_000}
    books.versions = (*books.versions, version(flat_terms(1_900_000), JANUARY, 150, 2))
    assert kept(only(books.run("2026-01", known_at=200).slips)) == {}


def test_it_ends_with_its_last_month_and_waits_for_its_first() -> None:
    books = hired().know(ordered("DAMAGES", 900_000, 0, date(2026, 2, 1), until=date(2026, 3, 31), fact=A))
    months = [kept(only(books.run(f"2026-0{n}").slips)) for n in (1, 2, 3, 4)]
    assert months == [{}, {A: 80_000}, {A: 80_000}, {}]


def test_annulled_it_is_paid_back_even_without_wages_and_a_smaller_total_gives_back_the_rest() -> None:
    books = hired().know(ordered("DAMAGES", 200_000, 0, JANUARY, fact=A))
    books.run("2026-01", known_at=100)
    books.know(ordered("DAMAGES", 30_000, 0, JANUARY, at=150, fact=A))
    again = only(books.run("2026-01", known_at=200).slips)
    assert (kept(again), again.sums.net_fen) == ({A: -50_000}, 50_000)
    books.know(ordered("DAMAGES", 30_000, 0, JANUARY, at=250, fact=A, annulled=True))
    back = only(books.run("2026-01", known_at=300).slips)
    assert (kept(back), back.sums.net_fen) == ({A: -30_000}, 30_000)
    assert books.run("2026-01", known_at=300).slips == ()


def test_each_line_is_explained_and_compared() -> None:
    books = hired()
    before = only(books.run("2026-01", known_at=15).slips)
    was = books.cohort("2026-01", known_at=15)
    books.know(ordered("DAMAGES", 200_000, 0, JANUARY, at=20, fact=A))
    cohort = books.cohort("2026-02", known_at=50)
    slip = only(books.run("2026-02", known_at=50).slips)
    [tree] = [
        t for line, t in zip(slip.lines, explain(Slip(slip, cohort)), strict=True) if line.component == "WITHHELD"
    ]
    assert (tree.value, tree.parts[0].what) == (-80_000, "KEPT_NOW")
    assert [part.what for part in tree.parts[0].parts] == ["ORDER_OWED", "SHARE_OF_WAGE", "MAY_BE_KEPT"]
    changes = {change.cause: change.amount_fen for change in compare(Slip(before, was), Slip(slip, cohort))}
    assert changes[Cause.WITHHELD] == -80_000
    assert sum(changes.values()) == slip.sums.net_fen - before.sums.net_fen
