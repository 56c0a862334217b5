"""A month's run, late news, corrections, joiners and leavers: what each pays, line by line."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from services.payroll.domain.calculation import calculate, totals
from services.payroll.domain.pay_standard import GradePay
from services.payroll.domain.payslips import sums
from shared.kernel import to_fen
from tests.payroll.county import OTHER_STREET, TERMS, WORKER, Books, amounts, flat_terms, only, policies, version
from tests.payroll.happened import based, cause, certified, deducted, enrolled, graded, judged, stopped

JANUARY = date(2026, 1, 1)
WAGE = ("BASIC", "PERFORMANCE", "CERTIFICATE")


def hired(*more: object, grade: int = 2, first: date = JANUARY) -> Books:
    return Books().know(enrolled(first), graded(grade, first), *more)  # type: ignore[arg-type]


def test_a_month_of_grade_2() -> None:
    slip = only(hired().run("2026-01").slips)
    assert amounts(slip) == {
        ("BASIC", "2026-01"): 285_600, ("PERFORMANCE", "2026-01"): 71_400,
        ("PENSION", "2026-01"): -37_592, ("MEDICAL", "2026-01"): -9_398, ("UNEMPLOYMENT", "2026-01"): -2_350,
        ("FUND", "2026-01"): -24_990, ("EMPLOYER_PENSION", "2026-01"): 75_184, ("EMPLOYER_MEDICAL", "2026-01"): 37_592,
        ("EMPLOYER_UNEMPLOYMENT", "2026-01"): 2_350, ("EMPLOYER_INJURY", "2026-01"): 940,
        ("EMPLOYER_MATERNITY", "2026-01"): 2_350, ("EMPLOYER_FUND", "2026-01"): 24_990,
    }  # fmt: skip
    assert (slip.sums.gross_fen, slip.sums.net_fen) == (357_000, 357_000 - 37_592 - 9_398 - 2_350 - 24_990)
    assert not any(line.arrears for line in slip.lines)


def test_every_line_names_its_rule_and_the_events_behind_it() -> None:
    books = hired(certified("SENIOR", date(2025, 12, 3)), judged("EXCELLENT", JANUARY))
    lines = {line.component.value: line for line in only(books.run("2026-01").slips).lines}
    assert lines["BASIC"].rule == version().rule
    assert lines["BASIC"].causes == (cause(11),)
    assert (lines["PERFORMANCE"].causes, lines["PERFORMANCE"].amount_fen) == ((cause(13),), 85_680)
    assert (lines["CERTIFICATE"].causes, lines["CERTIFICATE"].amount_fen) == ((cause(12),), 80_000)
    assert (lines["PENSION"].rule, lines["PENSION"].causes) == ("policy:pension_employee_ppm", (cause(10),))


def test_a_late_grade_pays_exactly_the_difference_of_each_month() -> None:
    books = hired()
    for month in ("2026-01", "2026-02", "2026-03"):
        books.run(month, known_at=100)
    books.know(graded(5, date(2026, 2, 1), at=150))
    slip = only(books.run("2026-04", known_at=200).slips)
    assert amounts(slip, *WAGE) == {
        ("BASIC", "2026-02"): 40_800, ("PERFORMANCE", "2026-02"): 10_200, ("BASIC", "2026-03"): 40_800,
        ("PERFORMANCE", "2026-03"): 10_200, ("BASIC", "2026-04"): 326_400, ("PERFORMANCE", "2026-04"): 81_600,
    }  # fmt: skip
    assert {line.for_month for line in slip.lines if line.arrears} == {"2026-02", "2026-03"}
    assert all(line.causes == (cause(150),) for line in slip.lines if line.component in WAGE)
    assert ("PENSION", "2026-03") not in amounts(slip), "a raise inside the year does not change the base"


def test_a_correction_that_cancels_an_earlier_one_nets_to_zero() -> None:
    books, decision = hired(), UUID(int=77)
    books.run("2026-01", known_at=100)
    books.know(graded(5, JANUARY, at=150, decision=decision)).run("2026-02", known_at=200)
    books.know(graded(2, JANUARY, at=250, decision=decision)).run("2026-03", known_at=300)
    for month in ("2026-01", "2026-02", "2026-03"):
        basic = [li for s in books.slips for li in s.lines if (li.component, li.for_month) == ("BASIC", month)]
        assert sum(line.amount_fen for line in basic) == 285_600
    assert amounts(books.slips[2], "BASIC")["BASIC", "2026-01"] == -40_800


def test_a_run_twice_pays_nothing_twice() -> None:
    books = hired(certified("ASSISTANT", JANUARY))
    books.run("2026-01")
    assert books.run("2026-01").slips == ()


def test_a_standard_published_late_reaches_everybody_and_every_month() -> None:
    books = hired()
    books.run("2026-01", known_at=100)
    raised = replace(
        TERMS, grades=tuple(GradePay(grade=g.grade, monthly_fen=g.monthly_fen + 10_000) for g in TERMS.grades)
    )
    books.versions = (version(), version(raised, JANUARY, position=150, number=2))
    slip = only(books.run("2026-02", known_at=200).slips)
    assert amounts(slip, *WAGE) == {
        ("BASIC", "2026-01"): 8_000, ("PERFORMANCE", "2026-01"): 2_000, ("BASIC", "2026-02"): 293_600,
        ("PERFORMANCE", "2026-02"): 73_400,
    }  # fmt: skip
    assert slip.lines[0].rule.endswith(":v2")


def test_a_failed_year_takes_the_performance_part_from_the_day_it_takes_effect() -> None:
    books = hired()
    books.run("2026-01", known_at=100)
    books.know(judged("FAIL", JANUARY, at=150))
    slip = only(books.run("2026-02", known_at=200).slips)
    assert amounts(slip, *WAGE) == {("PERFORMANCE", "2026-01"): -71_400, ("BASIC", "2026-02"): 285_600}


def test_joining_in_the_middle_is_paid_by_the_day() -> None:
    """16 to 31 March 2026: 12 weekdays of 21.75."""
    slip = only(Books().know(enrolled(date(2026, 3, 16)), graded(2, date(2026, 3, 16))).run("2026-03").slips)
    assert amounts(slip, "BASIC") == {("BASIC", "2026-03"): 157_572}
    assert slip.lines[0].causes == (cause(10), cause(11))


def test_a_new_grade_in_the_middle_is_paid_from_its_day() -> None:
    """Grade 2 for the 10 weekdays until 15 March, grade 3 for the 12 from the 16th, of 22."""
    books = hired(graded(3, date(2026, 3, 16), at=12))
    slip = only(books.run("2026-03").slips)
    assert amounts(slip, "BASIC")["BASIC", "2026-03"] == 129_818 + 163_200


def test_leaving_stops_pay_and_takes_back_what_was_paid_beyond() -> None:
    books = hired()
    books.run("2026-03", known_at=100)
    books.know(stopped(date(2026, 2, 27), at=150))
    [exception] = books.run("2026-04", known_at=200).exceptions
    assert (exception.code, exception.worker_id) == ("runs.net-negative", WORKER)


def test_severance_is_paid_with_the_last_month() -> None:
    """Grade 2 since 2024; six years and seven months with the employer: seven months of 3,570."""
    books = Books().know(enrolled(date(2025, 1, 1)), graded(2, date(2025, 1, 1)))
    books.run("2026-02", known_at=100)
    books.know(stopped(date(2026, 3, 31), at=150, severance=True, since=date(2019, 9, 1)))
    slip = only(books.run("2026-03", known_at=200).slips)
    assert amounts(slip, "SEVERANCE", "SEVERANCE_TAX") == {("SEVERANCE", "2026-03"): 7 * 357_000}
    line = next(line for line in slip.lines if line.component == "SEVERANCE")
    assert line.causes[-1] == cause(150)
    assert slip.tax.income_fen == 15 * 357_000, "severance is no wage of the tax year"
    assert books.run("2026-04", known_at=300).slips == ()


def test_no_severance_where_the_law_grants_none() -> None:
    books = hired(stopped(date(2026, 1, 31), at=20))
    assert amounts(only(books.run("2026-01").slips), "SEVERANCE") == {}


def test_e4_arrears_are_taxed_in_the_month_of_payment() -> None:
    """8,000 from January, in July grade 2 with 600 more from 1 March on; 1,400 own shares by a fixed base."""
    rules = policies(
        pension_employee_ppm=140_000, medical_employee_ppm=0, unemployment_employee_ppm=0, fund_ppm=0,
        insurance_cap_fen=100_000_000,
    )  # fmt: skip
    books = Books(policies=rules, versions=(version(flat_terms(800_000, 860_000)),))
    books.know(enrolled(JANUARY), graded(1, JANUARY), based(1_000_000, JANUARY))
    for n in range(1, 7):
        books.run(f"2026-{n:02}", known_at=100)
    books.know(graded(2, date(2026, 3, 1), at=150))
    for n in range(7, 13):
        books.run(f"2026-{n:02}", known_at=200)
    assert [s.tax.tax_fen for s in books.slips] == [4_800] * 6 + [13_800] + [6_600] * 5
    assert books.slips[6].sums.gross_fen == to_fen("11000.00")
    arrears = {li.for_month: li.amount_fen for li in books.slips[6].lines if li.arrears}
    assert arrears == {f"2026-{n:02}": 60_000 for n in range(3, 7)}


def test_a_deduction_declared_late_enters_at_once() -> None:
    books = Books(versions=(version(flat_terms(1_250_000)),)).know(enrolled(JANUARY), graded(1, JANUARY))
    books.run("2026-01", known_at=100)
    books.know(deducted(200_000, JANUARY, at=150))
    slip = only(books.run("2026-02", known_at=200).slips)
    assert (slip.tax.additional_fen, slip.tax.months) == (400_000, 2)


def test_a_certificate_obtained_in_the_year_deducts_once() -> None:
    books = hired(certified("SENIOR", date(2026, 2, 10)))
    books.run("2026-02")
    assert only(books.run("2026-03").slips).tax.additional_fen == 360_000
    books.run("2026-12")
    assert only(books.run("2027-01").slips).tax.additional_fen == 0


def test_somebody_taken_over_from_paper_is_paid_from_the_month_of_hearing() -> None:
    books = Books().know(enrolled(date(2015, 5, 1), heard=date(2026, 3, 1)), graded(2, date(2015, 5, 1)))
    slip = only(books.run("2026-03").slips)
    assert {line.for_month for line in slip.lines} == {"2026-03"}
    assert slip.tax.months == 1


def test_one_broken_person_is_named_and_the_others_are_paid() -> None:
    books = hired()
    books.know(enrolled(JANUARY, at=20, job=UUID(int=3)), of=UUID(int=5))
    books.know(enrolled(JANUARY, at=21, job=UUID(int=4)), graded(40, JANUARY, at=22), of=UUID(int=6))
    run = books.run("2026-01")
    assert [s.worker_id for s in run.slips] == [WORKER]
    assert [(e.worker_id.int, e.code) for e in run.exceptions] == [
        (5, "runs.no-grade"),
        (6, "runs.grade-not-in-standard"),
    ]
    assert books.know(graded(1, JANUARY, at=30), of=UUID(int=5)).run("2026-02").slips[1].lines[0].for_month == "2026-01"


def test_without_a_standard_nobody_is_paid() -> None:
    books = hired()
    books.versions = (version(effective=date(2026, 6, 1)),)
    assert [e.code for e in books.run("2026-01").exceptions] == ["runs.no-standard"]


def test_moving_to_another_street_of_the_county_is_one_month_and_one_slip() -> None:
    """Exit on Friday the 13th, hired elsewhere on Monday the 16th: every paid day once."""
    books = hired(
        stopped(date(2026, 3, 13), at=20), enrolled(date(2026, 3, 16), at=21, job=UUID(int=9), employer=OTHER_STREET)
    )
    slip = only(books.run("2026-03").slips)
    assert amounts(slip, "BASIC")["BASIC", "2026-03"] == 285_600
    assert slip.employer == OTHER_STREET


def test_the_order_of_people_is_irrelevant_and_sums_agree() -> None:
    books = Books()
    for n in range(1, 40):
        books.know(
            enrolled(date(2026, 1, 1 + n % 28), at=n, job=UUID(int=100 + n)),
            graded(1 + n % 18, JANUARY, at=n + 50),
            of=UUID(int=n),
        )
    cohort = books.cohort("2026-02")
    forward, backward = calculate(cohort), calculate(replace(cohort, people=tuple(reversed(cohort.people))))
    assert forward == backward
    assert all(sums(slip.lines) == slip.sums for slip in forward.slips)
    assert totals(forward.slips).net_fen == sum(line.amount_fen for s in forward.slips for line in s.lines) - sum(
        s.sums.employer_fen for s in forward.slips
    )


def test_whoever_begins_on_a_sunday_has_a_slip_with_nothing_on_it() -> None:
    """31 May 2026 is a Sunday: no paid day, no contributions, and a slip all the same."""
    books = Books().know(enrolled(date(2026, 5, 31)), graded(2, date(2026, 5, 31)))
    slip = only(books.run("2026-05").slips)
    assert (slip.lines, slip.sums.net_fen) == ((), 0)
    assert books.run("2026-05").slips == ()
    assert amounts(only(books.run("2026-06").slips), "BASIC") == {("BASIC", "2026-06"): 285_600}


def test_severance_of_whoever_leaves_on_a_sunday_is_paid() -> None:
    """The last day is Sunday 1 March: no paid day in the month of the exit."""
    books = hired()
    books.run("2026-02", known_at=100)
    books.know(stopped(date(2026, 3, 1), at=150, severance=True, since=JANUARY))
    slip = only(books.run("2026-03", known_at=200).slips)
    assert amounts(slip) == {("SEVERANCE", "2026-03"): 178_500}


def test_a_floor_published_in_july_from_january_is_settled_when_the_run_looks_back() -> None:
    books = hired()
    for n in range(1, 7):
        books.run(f"2026-{n:02}")
    books.policies = policies(insurance_floor_fen=480_000)
    slip = only(books.run("2026-07", again_from="2026-01").slips)
    pension = amounts(slip, "PENSION")
    assert pension["PENSION", "2026-07"] == -38_400
    assert [pension["PENSION", f"2026-{n:02}"] for n in range(1, 7)] == [-808] * 6
    assert not any(line.arrears for line in slip.lines if line.component in WAGE)
