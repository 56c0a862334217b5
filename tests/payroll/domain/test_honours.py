"""Honours and pay: an award once, an allowance later, by the region's rule; taken back when the honour is."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.payroll.domain.comparison import Calculated as Slip
from services.payroll.domain.comparison import Cause, compare
from services.payroll.domain.explanation import explain
from services.payroll.domain.formulas.honours import HonourAward, award_for, free_of_tax, monthly_allowance
from services.payroll.domain.honour_events import HonourHeard, HonourWithdrawalHeard
from services.payroll.domain.honours import HearHonour, HearHonourWithdrawn
from services.payroll.domain.payslips import PayslipIssued
from services.payroll.domain.streams import ENTITLEMENT
from services.payroll.reactions.assessment import react
from shared.published.assessment.honours import HonourGrantedV1, HonourWithdrawnV1
from shared.testing.spec import sent
from tests.payroll.county import WORKER, Books, amounts, flat_terms, on, only, policies, version
from tests.payroll.domain.test_entitlements import ENROLLED
from tests.payroll.happened import cause, enrolled, graded, honoured, stopped
from tests.payroll.reactions.test_personnel import EVENT, MARCH, news

JANUARY, APRIL = date(2027, 1, 1), date(2027, 4, 28)
HONOUR = UUID(int=14_021)
NAMES = ("HONOUR_AWARD", "EXEMPT_HONOUR_AWARD", "HONOUR_ALLOWANCE")
NO_SHARES = policies(pension_employee_ppm=0, medical_employee_ppm=0, unemployment_employee_ppm=0, fund_ppm=0)
CITY = honoured("MODEL_WORKER", "CITY", APRIL)
HEAR = HearHonour(
    worker_id=WORKER, honour_id=HONOUR, granted_on=APRIL, kind="MODEL_WORKER", level="CITY", revision=0, cause=EVENT
)
HEARD = HonourHeard(
    effective=APRIL, worker_id=WORKER, honour_id=HONOUR, kind="MODEL_WORKER", level="CITY", revision=0, cause=EVENT
)
WITHDRAW = HearHonourWithdrawn(
    worker_id=WORKER, honour_id=HONOUR, granted_on=APRIL, since=date(2027, 6, 15), kind="MODEL_WORKER", level="CITY",
    never_was=False, cause=EVENT,
)  # fmt: skip
WITHDRAWN = HonourWithdrawalHeard(
    effective=date(2027, 6, 15), worker_id=WORKER, honour_id=HONOUR, kind="MODEL_WORKER", level="CITY", granted_on=APRIL,
    never_was=False, cause=EVENT,
)  # fmt: skip
given = on(ENTITLEMENT, date(2027, 7, 1))


def hired() -> Books:
    books = Books(policies=NO_SHARES, versions=(version(flat_terms(1_000_000)),))
    return books.know(enrolled(JANUARY), graded(1, JANUARY))


def honours(slip: PayslipIssued) -> dict[tuple[str, str], int]:
    return amounts(slip, *NAMES)


def test_an_honour_is_known_once_corrected_by_its_name_and_ended_once() -> None:
    given(ENROLLED).when(HEAR).then(HEARD)
    given(ENROLLED, HEARD).when(HEAR).then()
    given(ENROLLED, HEARD).when(replace(HEAR, level="NATION", revision=1)).then(
        replace(HEARD, level="NATION", revision=1)
    )
    given(ENROLLED, HEARD).when(WITHDRAW).then(WITHDRAWN)
    given(ENROLLED, HEARD, WITHDRAWN).when(WITHDRAW).then()
    given(ENROLLED, HEARD, WITHDRAWN).when(HEAR).then()
    given(ENROLLED).when(WITHDRAW).then()


def test_the_award_is_a_line_of_the_month_of_granting_and_the_allowance_begins_with_the_next() -> None:
    books = hired().know(CITY)
    april, may = (only(books.run(month, known_at=100).slips) for month in ("2027-04", "2027-05"))
    assert honours(april) == {("HONOUR_AWARD", "2027-04"): 300_000}
    assert honours(may) == {("HONOUR_ALLOWANCE", "2027-05"): 10_000}
    (line,) = [line for line in april.lines if line.component == "HONOUR_AWARD"]
    assert (line.rule, line.causes, line.arrears) == ("policy:honour_awards", (CITY.cause,), False)
    assert april.tax.income_fen == 4 * 1_000_000 + 300_000  # what the employer pays for an honour is a wage
    assert books.run("2027-05", known_at=100).slips == ()


def test_nothing_is_paid_where_the_region_has_no_rule() -> None:
    books = hired().know(CITY)
    books.policies = policies(honour_awards=())
    assert honours(only(books.run("2027-05", known_at=100).slips)) == {}
    other = hired().know(honoured("COMMENDATION", "CITY", APRIL))
    assert honours(only(other.run("2027-05", known_at=100).slips)) == {}


def test_the_award_of_the_province_itself_is_free_of_tax() -> None:
    books = hired().know(honoured("MODEL_WORKER", "PROVINCE", APRIL))
    slip = only(books.run("2027-04", known_at=100).slips)
    assert honours(slip) == {("EXEMPT_HONOUR_AWARD", "2027-04"): 1_000_000}
    assert slip.tax.income_fen == 4 * 1_000_000
    assert slip.sums.gross_fen == 5_000_000
    own = (HonourAward(kind="MODEL_WORKER", level="PROVINCE", once_fen=1_000_000),)
    books = hired().know(honoured("MODEL_WORKER", "PROVINCE", APRIL))
    books.policies = replace(NO_SHARES, honour_awards=policies(honour_awards=own).honour_awards)
    slip = only(books.run("2027-04", known_at=100).slips)
    assert honours(slip) == {("HONOUR_AWARD", "2027-04"): 1_000_000}
    assert slip.tax.income_fen == 5 * 1_000_000


@pytest.mark.parametrize(
    ("level", "handed_on", "free"),
    [("CITY", True, False), ("PROVINCE", True, True), ("NATION", True, True), ("NATION", False, False)],
)
def test_only_awards_of_the_province_and_above_handed_on_are_free(level: str, handed_on: bool, free: bool) -> None:
    assert free_of_tax(HonourAward(kind="X", level=level, once_fen=1, handed_on=handed_on), "PROVINCE") is free


def test_of_one_kind_the_highest_allowance_counts_and_kinds_add_up() -> None:
    told = (("A", "CITY", 1), ("A", "NATION", 3), ("B", "CITY", 5))
    rules = [HonourAward(kind=kind, level=level, monthly_fen=fen) for kind, level, fen in told]
    assert monthly_allowance(rules) == 8
    assert monthly_allowance([]) == 0
    assert award_for(rules, "A", "NATION") == rules[1]
    assert award_for(rules, "B", "NATION") is None


def test_heard_late_it_is_arrears_of_its_own_months() -> None:
    books = hired()
    books.run("2027-06", known_at=100)
    books.know(CITY._replace(position=150))
    slip = only(books.run("2027-07", known_at=200).slips)
    assert honours(slip) == {
        ("HONOUR_AWARD", "2027-04"): 300_000,
        **{("HONOUR_ALLOWANCE", f"2027-0{month}"): 10_000 for month in (5, 6, 7)},
    }
    assert {line.arrears for line in slip.lines if line.component == "HONOUR_AWARD"} == {True}


def test_withdrawn_the_award_is_taken_back_and_the_allowance_ends_with_the_month() -> None:
    books = hired().know(CITY)
    books.run("2027-08", known_at=100)
    gone = honoured("MODEL_WORKER", "CITY", APRIL, at=150, since=date(2027, 6, 15), honour=HONOUR)
    slip = only(books.know(gone).run("2027-09", known_at=200).slips)
    assert honours(slip) == {
        ("HONOUR_AWARD", "2027-04"): -300_000,
        **{("HONOUR_ALLOWANCE", f"2027-0{month}"): -10_000 for month in (7, 8)},
    }
    (line,) = [line for line in slip.lines if line.component == "HONOUR_AWARD"]
    assert line.causes == (cause(150),)


def test_what_never_was_is_taken_back_altogether() -> None:
    books = hired().know(CITY)
    books.run("2027-06", known_at=100)
    never = honoured("MODEL_WORKER", "CITY", APRIL, at=150, never_was=True, honour=HONOUR)
    slip = only(books.know(never).run("2027-07", known_at=200).slips)
    assert honours(slip) == {
        ("HONOUR_AWARD", "2027-04"): -300_000,
        **{("HONOUR_ALLOWANCE", f"2027-0{month}"): -10_000 for month in (5, 6)},
    }


def test_a_corrected_day_moves_the_award() -> None:
    books = hired().know(CITY)
    books.run("2027-05", known_at=100)
    right = honoured("MODEL_WORKER", "CITY", date(2027, 3, 20), at=150, honour=HONOUR)
    slip = only(books.know(right).run("2027-06", known_at=200).slips)
    assert honours(slip) == {
        ("HONOUR_AWARD", "2027-03"): 300_000, ("HONOUR_AWARD", "2027-04"): -300_000,
        ("HONOUR_ALLOWANCE", "2027-04"): 10_000, ("HONOUR_ALLOWANCE", "2027-06"): 10_000,
    }  # fmt: skip


def test_nobody_is_awarded_on_a_day_on_which_he_is_not_employed() -> None:
    early = hired().know(honoured("MODEL_WORKER", "CITY", date(2026, 12, 30)))
    assert honours(only(early.run("2027-01", known_at=100).slips)) == {("HONOUR_ALLOWANCE", "2027-01"): 10_000}
    left = hired().know(stopped(date(2027, 4, 27)), CITY)
    assert honours(only(left.run("2027-05", known_at=100).slips)) == {}


def test_the_allowance_of_a_part_of_a_month_is_by_its_days() -> None:
    books = hired().know(honoured("MODEL_WORKER", "CITY", date(2027, 1, 20)), stopped(date(2027, 4, 9)))
    slip = only(books.run("2027-04", known_at=100).slips)
    assert honours(slip)["HONOUR_ALLOWANCE", "2027-04"] == 3218  # 100.00 / 21.75 x 7


def test_the_slip_explains_the_honour_and_says_why_it_differs() -> None:
    books = hired()
    march = only(books.run("2027-03", known_at=100).slips)
    before = Slip(march, replace(books.cohort("2027-03"), known_at=100))
    books.know(CITY, honoured("YOUTH_MEDAL", "CITY", APRIL, at=22))
    cohort = books.cohort("2027-04", known_at=100)
    april = only(books.run("2027-04", known_at=100).slips)
    after = Slip(april, cohort)
    trees = {step.what: step for step in explain(after)}
    assert trees["HONOUR_AWARD"].value == 500_000
    assert [part.value for part in trees["HONOUR_AWARD"].parts[0].parts] == [300_000, 200_000]
    changes = {change.cause: change.amount_fen for change in compare(before, after)}
    assert changes[Cause.HONOUR] == 500_000
    assert sum(changes.values()) == april.sums.net_fen - march.sums.net_fen
    cohort = books.cohort("2027-05", known_at=100)
    may = only(books.run("2027-05", known_at=100).slips)
    assert [step.value for step in explain(Slip(may, cohort))] == [line.amount_fen for line in may.lines]


def test_assessments_news_of_honours_is_heard_by_the_entitlement() -> None:
    granted = HonourGrantedV1(
        worker_id=WORKER, honour_id=HONOUR, year=2027, kind="MODEL_WORKER", level="CITY", issuer="市", document="1号",
        revision=0,
    )  # fmt: skip
    withdrawn = HonourWithdrawnV1(
        worker_id=WORKER, honour_id=HONOUR, kind="MODEL_WORKER", level="CITY", granted_on=APRIL, never_was=True
    )
    hear, gone = replace(HEAR, granted_on=MARCH), replace(WITHDRAW, since=MARCH, never_was=True)
    assert sent(list(react(news(granted)))) == [("entitlement", WORKER, hear)]
    assert sent(list(react(news(withdrawn)))) == [("entitlement", WORKER, gone)]
