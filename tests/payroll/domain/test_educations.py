"""Pay by education: heard of personnel, by the highest held, from the month after it was obtained; corrected back to its day."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.payroll.domain.comparison import Calculated as Slip
from services.payroll.domain.comparison import Cause, compare
from services.payroll.domain.education_events import EducationDropped, EducationHeard
from services.payroll.domain.educations import DropEducation, HearEducation
from services.payroll.domain.explanation import explain
from services.payroll.domain.golden_cases import judged
from services.payroll.domain.pay_standard import CaseAmount, EducationPay, GoldenCase, PayTerms, Standard
from services.payroll.domain.payslips import PayslipIssued
from services.payroll.domain.streams import ENTITLEMENT, STANDARD
from services.payroll.reactions.personnel import react
from shared.kernel.derived import derived_id
from shared.published.personnel.education import EducationAnnulledV1, EducationRegisteredV1
from shared.testing.spec import sent
from tests.payroll.county import COUNTY, WORKER, Books, amounts, flat_terms, on, only, policies, version
from tests.payroll.domain.test_entitlements import ENROLLED
from tests.payroll.domain.test_standards import PUBLISH
from tests.payroll.happened import attended, cause, enrolled, graded, schooled, stopped
from tests.payroll.reactions.test_personnel import EVENT, MARCH, news

JANUARY = date(2027, 1, 1)
HELD = UUID(int=15_023)
NO_SHARES = policies(pension_employee_ppm=0, medical_employee_ppm=0, unemployment_employee_ppm=0, fund_ppm=0)
EDUCATIONS = tuple(
    EducationPay(education=held, monthly_fen=fen) for held, fen in (("COLLEGE", 100_000), ("BACHELOR", 130_000), ("MASTER", 180_000))
)  # fmt: skip
TERMS: PayTerms = replace(flat_terms(1_000_000), educations=EDUCATIONS)
HEAR = HearEducation(
    worker_id=WORKER,
    education_id=HELD,
    since=JANUARY,
    education="BACHELOR",
    papers="BOTH",
    held_before=True,
    corrected=False,
    cause=EVENT,
)
HEARD = EducationHeard(
    effective=JANUARY, worker_id=WORKER, education_id=HELD, education="BACHELOR", papers="BOTH", held_before=True,
    cause=EVENT,
)  # fmt: skip
DROP = DropEducation(worker_id=WORKER, education_id=HELD, cause=EVENT)
DROPPED = EducationDropped(effective=JANUARY, worker_id=WORKER, education_id=HELD, cause=EVENT)
given = on(ENTITLEMENT, date(2027, 7, 1))


def hired() -> Books:
    books = Books(policies=NO_SHARES, versions=(version(TERMS),))
    return books.know(enrolled(JANUARY), graded(1, JANUARY), schooled("BACHELOR", JANUARY, before=True))


def education(slip: PayslipIssued) -> dict[str, int]:
    return {month: fen for (_, month), fen in amounts(slip, "EDUCATION").items()}


def test_an_education_is_known_once_corrected_by_its_id_and_dropped_once() -> None:
    given(ENROLLED).when(HEAR).then(HEARD)
    given(ENROLLED, HEARD).when(HEAR).then()
    given(ENROLLED, HEARD).when(DROP).then(DROPPED)
    given(ENROLLED, HEARD, DROPPED).when(DROP).then()
    given(ENROLLED).when(DROP).then()
    right = replace(HEAR, education="COLLEGE", since=date(2027, 2, 1), corrected=True)
    told = replace(HEARD, education="COLLEGE", effective=date(2027, 2, 1))
    given(ENROLLED, HEARD).when(right).then(told)


def test_whoever_is_hired_again_keeps_what_he_had_and_a_higher_education_is_another() -> None:
    again = date(2028, 3, 1)
    given(ENROLLED, HEARD).when(replace(HEAR, since=again)).then()
    master = replace(HEAR, since=again, education="MASTER")
    other = derived_id("payroll.education", str(HELD), again.isoformat())
    told = replace(HEARD, effective=again, education="MASTER", education_id=other)
    given(ENROLLED, HEARD).when(master).then(told)
    given(ENROLLED, HEARD, told).when(master).then()


def test_what_was_held_when_hired_is_paid_from_the_first_day_as_a_line_of_its_own() -> None:
    slip = only(hired().run("2027-01", known_at=100).slips)
    assert education(slip) == {"2027-01": 130_000}
    (line,) = [line for line in slip.lines if line.component == "EDUCATION"]
    assert (line.causes, line.rule) == ((cause(23),), version(TERMS).rule)
    assert slip.tax.income_fen == 1_130_000


def test_a_higher_one_is_paid_from_the_month_after_and_late_news_is_arrears() -> None:
    books = hired()
    books.run("2027-05", known_at=100)
    books.know(schooled("MASTER", date(2027, 3, 15), at=150))
    slip = only(books.run("2027-06", known_at=200).slips)
    assert education(slip) == {"2027-04": 50_000, "2027-05": 50_000, "2027-06": 180_000}


def test_a_lower_one_beside_it_adds_nothing_and_what_never_was_is_taken_back() -> None:
    books = hired().know(schooled("COLLEGE", date(2027, 1, 20), at=24))
    books.run("2027-03", known_at=100)
    books.know(schooled("BACHELOR", JANUARY, at=150, before=True, id=HELD)._replace(annulled=True))
    slip = only(books.run("2027-04", known_at=200).slips)
    assert education(slip) == {"2027-01": -130_000, "2027-02": -30_000, "2027-03": -30_000, "2027-04": 100_000}


def test_nothing_is_paid_where_the_standard_pays_nothing_for_it() -> None:
    books = hired()
    books.versions = (version(flat_terms(1_000_000)),)
    assert education(only(books.run("2027-01", known_at=100).slips)) == {}
    doctor = hired().know(schooled("DOCTOR", JANUARY, at=24, before=True))
    assert education(only(doctor.run("2027-01", known_at=100).slips)) == {}


def test_a_part_of_a_month_and_days_missed_count_it_as_wage() -> None:
    books = hired().know(stopped(date(2027, 3, 9)))
    slip = only(books.run("2027-03", known_at=100).slips)
    assert education(slip)["2027-03"] == 41_839  # 1,300.00 / 21.75 x 7
    whole = hired().know(attended("2027-01", unpaid_days=21))
    slip = only(whole.run("2027-01", known_at=100).slips)
    assert amounts(slip, "UNPAID_LEAVE") == {("UNPAID_LEAVE", "2027-01"): -1_130_000}


def test_the_slip_explains_it_and_says_why_it_differs() -> None:
    books = hired().know(schooled("MASTER", date(2027, 3, 15), at=24))
    cohorts = [books.cohort("2027-03", known_at=100)]
    march = only(books.run("2027-03", known_at=100).slips)
    cohorts.append(books.cohort("2027-04", known_at=100))
    april = only(books.run("2027-04", known_at=100).slips)
    before, after = Slip(march, cohorts[0]), Slip(april, cohorts[1])
    assert [step.value for step in explain(after)] == [line.amount_fen for line in april.lines]
    (change,) = [change for change in compare(before, after) if change.cause is Cause.EDUCATION]
    assert (change.amount_fen, change.before, change.after) == (50_000, "BACHELOR", "MASTER")
    assert sum(c.amount_fen for c in compare(before, after)) == april.sums.net_fen - march.sums.net_fen


@pytest.mark.parametrize(
    ("educations", "code"),
    [
        ((EducationPay(education="PRIMARY", monthly_fen=1),), "standards.educations"),
        ((EducationPay(education="", monthly_fen=1),), "standards.educations"),
        ((EDUCATIONS[0], EDUCATIONS[0]), "standards.educations"),
        ((EducationPay(education="MASTER", monthly_fen=-1),), "standards.amount"),
    ],
)  # fmt: skip
def test_a_standard_says_each_education_once(educations: tuple[EducationPay, ...], code: str) -> None:
    asked = replace(PUBLISH, terms=replace(PUBLISH.terms, educations=educations))
    on(STANDARD, date(2026, 1, 1))().when(asked).then_rejected(code)


def test_a_golden_case_names_the_education() -> None:
    worked = GoldenCase(
        name="学历", month="2027-01", first_day=None, grade=1, result="", certificate="", base_fen=None, fund_base_fen=None,
        expected=(CaseAmount(component="EDUCATION", amount_fen=180_000),), education="MASTER",
    )  # fmt: skip
    standard = Standard(county=COUNTY, cases=(worked,))
    (found,) = judged(standard, NO_SHARES, draft=(date(2026, 1, 1), TERMS))
    assert not found.red


def test_personnels_news_of_educations_is_heard_by_the_entitlement() -> None:
    held = EducationRegisteredV1(
        worker_id=WORKER, education_id=HELD, education="BACHELOR", papers="BOTH", held_before=True, corrected=False
    )
    assert sent(list(react(news(held)))) == [("entitlement", WORKER, replace(HEAR, since=MARCH))]
    gone = EducationAnnulledV1(worker_id=WORKER, education_id=HELD)
    assert sent(list(react(news(gone)))) == [("entitlement", WORKER, DROP)]
