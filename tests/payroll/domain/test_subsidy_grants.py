"""An approved subsidy in the pay: a line of its own in its month, late ones as arrears, taken back as a difference."""

from dataclasses import replace
from datetime import date

from services.payroll.domain.comparison import Calculated as Slip
from services.payroll.domain.comparison import Cause, compare
from services.payroll.domain.declaration_events import SubsidyGranted
from services.payroll.domain.explanation import explain
from services.payroll.domain.streams import ENTITLEMENT
from services.payroll.domain.subsidies import fact_id
from services.payroll.domain.subsidy_grants import GrantSubsidy
from tests.payroll.county import WORKER, Books, amounts, flat_terms, on, only, policies, version
from tests.payroll.domain.test_entitlements import ENROLLED
from tests.payroll.domain.test_subsidies import CAUSE, ID, MONTHS, TODAY
from tests.payroll.happened import enrolled, graded, on_duty, stopped

JANUARY, JULY, AUGUST = date(2027, 1, 1), date(2027, 7, 1), date(2027, 8, 1)
GRANT = GrantSubsidy(emergency_id=ID, months=MONTHS, before=(), exempt=False, document="财8号", cause=CAUSE)
IN_JULY, IN_AUGUST = (
    SubsidyGranted(
        effective=day, worker_id=WORKER, fact=fact_id(ID, WORKER, month.month), emergency_id=ID, days=month.days,
        amount_fen=month.amount_fen, exempt=False, document="财8号", cause=CAUSE,
    )
    for day, month in zip((JULY, AUGUST), MONTHS, strict=True)
)  # fmt: skip
given = on(ENTITLEMENT, TODAY)
NO_SHARES = policies(pension_employee_ppm=0, medical_employee_ppm=0, unemployment_employee_ppm=0, fund_ppm=0)


def test_it_is_a_fact_of_each_month_said_once_and_taken_back_where_the_month_is_gone() -> None:
    given(ENROLLED).when(GRANT).then(IN_JULY, IN_AUGUST)
    given(ENROLLED, IN_JULY, IN_AUGUST).when(GRANT).then()
    given().when(GRANT).then_rejected("declarations.worker-unknown")
    less = replace(GRANT, months=MONTHS[:1], before=MONTHS)
    gone = replace(IN_AUGUST, days=0, amount_fen=0)
    given(ENROLLED, IN_JULY, IN_AUGUST).when(less).then(gone)
    given(ENROLLED, IN_JULY, IN_AUGUST, gone).when(less).then()
    given(ENROLLED, IN_JULY, IN_AUGUST, gone).when(GRANT).then(IN_AUGUST)


def hired() -> Books:
    books = Books(policies=NO_SHARES, versions=(version(flat_terms(1_000_000)),))
    return books.know(enrolled(JANUARY), graded(1, JANUARY))


def test_it_is_paid_with_the_next_run_once_and_taxed_as_a_wage() -> None:
    books = hired().know(on_duty(20_000, JULY, days=2))
    slip = only(books.run("2027-07", known_at=100).slips)
    assert amounts(slip, "SUBSIDY") == {("SUBSIDY", "2027-07"): 20_000}
    assert slip.tax.income_fen == 7 * 1_000_000 + 20_000
    assert books.run("2027-07", known_at=100).slips == ()


def test_claimed_late_it_is_arrears_of_its_month_and_taken_back_it_is_a_difference() -> None:
    books = hired()
    books.run("2027-08", known_at=100)
    books.know(on_duty(20_000, JULY, at=150, fact=CAUSE))
    slip = only(books.run("2027-09", known_at=200).slips)
    (line,) = [line for line in slip.lines if line.component == "SUBSIDY"]
    assert (line.for_month, line.amount_fen, line.arrears) == ("2027-07", 20_000, True)
    books.know(on_duty(0, JULY, at=250, fact=CAUSE))
    back = only(books.run("2027-10", known_at=300).slips)
    assert amounts(back, "SUBSIDY") == {("SUBSIDY", "2027-07"): -20_000}
    assert back.tax.income_fen == 10 * 1_000_000


def test_a_document_frees_it_of_tax() -> None:
    books = hired().know(on_duty(20_000, JULY, exempt=True))
    slip = only(books.run("2027-07", known_at=100).slips)
    assert amounts(slip, "EXEMPT_SUBSIDY") == {("EXEMPT_SUBSIDY", "2027-07"): 20_000}
    assert slip.tax.income_fen == 7 * 1_000_000
    assert slip.sums.gross_fen == slip.tax.income_fen + 20_000


def test_it_counts_in_the_average_wage_of_severance() -> None:
    exits = stopped(date(2027, 8, 31), severance=True, since=JANUARY)
    plain = only(hired().know(exits).run("2027-08", known_at=100).slips)
    more = only(hired().know(exits, on_duty(70_000, JULY)).run("2027-08", known_at=100).slips)
    without, with_it = (amounts(slip, "SEVERANCE")["SEVERANCE", "2027-08"] for slip in (plain, more))
    assert with_it == without + 10_000


def test_it_is_explained_by_days_rate_and_cap() -> None:
    ordinary, capped = on_duty(20_000, JULY, days=2, at=20), on_duty(15_000, JULY, days=2, at=21)
    books = hired().know(ordinary, capped)
    cohort = books.cohort("2027-07", known_at=100)
    slip = only(books.run("2027-07", known_at=100).slips)
    trees = {line.component.value: tree for line, tree in zip(slip.lines, explain(Slip(slip, cohort)), strict=True)}
    due = trees["SUBSIDY"].parts[0]
    assert (trees["SUBSIDY"].value, due.value) == (35_000, 35_000)
    assert [part.value for part in due.parts] == [20_000, 15_000]
    assert [part.what for part in due.parts[1].parts] == ["DUTY", "LEFT_OF_THE_CAP"]


def test_a_slip_differs_from_the_one_before_by_the_subsidy() -> None:
    books = hired()
    before = only(books.run("2027-06", known_at=50).slips)
    was = books.cohort("2027-06", known_at=50)
    books.know(on_duty(20_000, JULY))
    cohort = books.cohort("2027-07", known_at=100)
    after = only(books.run("2027-07", known_at=100).slips)
    found = {change.cause: change.amount_fen for change in compare(Slip(before, was), Slip(after, cohort))}
    assert found[Cause.SUBSIDY] == 20_000
    assert sum(found.values()) == after.sums.net_fen - before.sums.net_fen
