from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.payroll.domain.declaration_events import (
    DeclarationAnnulled,
    DeclarationReason,
    FirstWageDeclared,
    TaxOpeningCorrected,
    TaxOpeningRecorded,
)
from services.payroll.domain.declarations import OWN_DECLARED, AnnulDeclaration
from services.payroll.domain.facts import FactKind
from services.payroll.domain.openings import CorrectOpening, DeclareFirstWage, RecordOpening
from services.payroll.domain.payslips import TaxVariant
from services.payroll.domain.streams import ENTITLEMENT
from tests.payroll.county import STREET, WORKER, Books, flat_terms, on, only, policies, version
from tests.payroll.domain.test_declarations import BASED
from tests.payroll.domain.test_entitlements import ENROLLED
from tests.payroll.happened import enrolled, first_wage, graded, opened

TODAY, JANUARY, MARCH = date(2026, 7, 5), date(2026, 1, 1), date(2026, 3, 31)
FACT, OTHER, SHEET, ERROR = UUID(int=60), UUID(int=61), "2026年1-3月工资表", DeclarationReason.ENTRY_ERROR
LATER = replace(ENROLLED, effective=date(2026, 4, 1), pay_from=date(2026, 4, 1))
RECORD = RecordOpening(
    fact=FACT, starts=JANUARY, ends=MARCH, income_fen=1_350_000, insured_fen=240_000, tax_fen=1_000, document=SHEET
)
RECORDED = TaxOpeningRecorded(
    effective=JANUARY, worker_id=WORKER, fact=FACT, employer=LATER.employer, until=MARCH, income_fen=1_350_000,
    insured_fen=240_000, tax_fen=1_000, document=SHEET,
)  # fmt: skip
FIRST = FirstWageDeclared(effective=JANUARY, worker_id=WORKER, fact=OTHER)
given = on(ENTITLEMENT, TODAY)


def test_sums_of_whole_months_before_the_first_paid_here() -> None:
    given(LATER).when(RECORD).then(RECORDED)
    given(LATER, RECORDED).when(RECORD).then()
    given(LATER, RECORDED).when(replace(RECORD, tax_fen=2)).then_rejected("declarations.recorded-differently")
    april = replace(RECORD, ends=date(2026, 4, 30))
    given(LATER).when(april).then_rejected("openings.paid-here")
    given().when(RECORD).then_rejected("declarations.worker-unknown")


@pytest.mark.parametrize(
    ("starts", "ends"),
    [(date(2026, 1, 2), MARCH), (JANUARY, date(2026, 3, 30)), (date(2025, 12, 1), MARCH), (MARCH, JANUARY)],
)
def test_openings_are_whole_months_of_one_year(starts: date, ends: date) -> None:
    given(LATER).when(replace(RECORD, starts=starts, ends=ends)).then_rejected("openings.months")


def test_opening_amounts_fit_and_rest_on_a_paper() -> None:
    given(LATER).when(replace(RECORD, tax_fen=-1)).then_rejected("openings.amount")
    given(LATER).when(replace(RECORD, insured_fen=1_350_000)).then_rejected("openings.amount")
    given(LATER).when(replace(RECORD, document="")).then_rejected("openings.document")


def test_no_month_is_opened_twice_and_a_correction_replaces() -> None:
    february = replace(RECORD, fact=OTHER, starts=date(2026, 2, 1))
    given(LATER, RECORDED).when(february).then_rejected("openings.months-twice")
    correct = CorrectOpening(
        fact=FACT, starts=JANUARY, ends=MARCH, income_fen=1_350_000, insured_fen=240_000, tax_fen=2_000,
        document=SHEET, reason=ERROR,
    )  # fmt: skip
    given(LATER, RECORDED).when(correct).then(
        TaxOpeningCorrected(
            effective=JANUARY, worker_id=WORKER, fact=FACT, employer=LATER.employer, until=MARCH,
            income_fen=1_350_000, insured_fen=240_000, tax_fen=2_000, document=SHEET, reason=ERROR,
        )
    )  # fmt: skip
    given(LATER).when(correct).then_rejected("declarations.unknown")


def test_a_first_wage_is_declared_once_for_its_year() -> None:
    declare = DeclareFirstWage(fact=OTHER, tax_year=2026)
    given(LATER).when(declare).then(FIRST)
    given(LATER, FIRST).when(declare).then()
    given(LATER).when(DeclareFirstWage(fact=OTHER, tax_year=2024)).then_rejected("openings.tax-year")
    given(LATER, RECORDED).when(declare).then_rejected("openings.not-the-first")
    annulled = DeclarationAnnulled(
        effective=JANUARY, worker_id=WORKER, fact=OTHER, about=FactKind.FIRST_WAGE, reason=ERROR
    )
    given(LATER, FIRST).when(AnnulDeclaration(fact=OTHER, reason=ERROR, kinds=OWN_DECLARED)).then(annulled)
    given(LATER, FIRST, annulled).when(declare).then_rejected("declarations.annulled")


def test_a_worker_annuls_only_what_he_declares_himself() -> None:
    own = AnnulDeclaration(fact=BASED.fact, reason=ERROR, kinds=OWN_DECLARED)
    given(ENROLLED, BASED).when(own).then_rejected("declarations.unknown")


def books(*more: object, first: date = JANUARY, wage: int = 900_000) -> Books:
    """Own shares of 17.5 % of the wage, all of it pension."""
    rules = policies(
        pension_employee_ppm=175_000, medical_employee_ppm=0, unemployment_employee_ppm=0, fund_ppm=0,
        insurance_floor_fen=1, insurance_cap_fen=100_000_000,
    )  # fmt: skip
    kept = Books(policies=rules, versions=(version(flat_terms(wage)),))
    return kept.know(enrolled(first, employer=STREET), graded(1, first), *more)  # type: ignore[arg-type]


def test_somebody_taken_over_in_april_goes_on_where_the_paper_ended() -> None:
    """Three months of 9,000 on paper, 218.25 withheld: April is taxed as the fourth month and not as the first."""
    april = date(2026, 4, 1)
    kept = books(opened(JANUARY, MARCH, 2_700_000, 472_500, 21_825), first=april)
    step = only(kept.run("2026-04").slips).tax
    assert (step.months, step.income_fen, step.withheld_before_fen, step.tax_fen) == (4, 3_600_000, 21_825, 7_275)


def test_an_opening_of_another_agent_does_not_count() -> None:
    other = opened(JANUARY, MARCH, 2_700_000, 472_500, 21_825, employer=STREET.__class__("51/01/08/001/_"))
    assert only(books(other, first=date(2026, 4, 1)).run("2026-04").slips).tax.months == 1


def test_a_whole_year_of_little_gives_the_basic_deduction_at_once() -> None:
    """4,400 a month, 52,800 in 2025: nothing is withheld in 2026 until the year's income passes 60,000."""
    kept = books(opened(date(2025, 1, 1), date(2025, 12, 31), 5_280_000, 924_000, 0), wage=900_000)
    steps = [only(kept.run(f"2026-{n:02}").slips).tax for n in range(1, 13)]
    assert {step.variant for step in steps} == {TaxVariant.WHOLE_YEAR}
    assert [step.tax_fen for step in steps[:8]] == [0] * 8
    assert sum(step.tax_fen for step in steps) == 87_300  # 108,000 - 60,000 - 18,900 = 29,100 × 3 %


@pytest.mark.parametrize(("income", "last"), [(6_000_100, date(2025, 12, 31)), (5_000_000, date(2025, 11, 30))])
def test_not_where_more_was_earned_or_a_month_is_missing(income: int, last: date) -> None:
    kept = books(opened(date(2025, 1, 1), last, income, 0, 0))
    assert only(kept.run("2026-01").slips).tax.variant is TaxVariant.ORDINARY


def test_our_own_ledger_shows_the_whole_year_too() -> None:
    kept = books(wage=450_000)
    for n in range(1, 13):
        kept.run(f"2026-{n:02}")
    step = only(kept.run("2027-01").slips).tax
    assert (step.variant, step.months) == (TaxVariant.WHOLE_YEAR, 12)


def test_a_first_wage_counts_from_january_only_in_its_year() -> None:
    kept = books(first_wage(2026), first=date(2026, 4, 1))
    assert only(kept.run("2026-04").slips).tax.months == 4
    kept.run("2026-12")
    assert only(kept.run("2027-01").slips).tax.months == 1
