from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.payroll.domain.bonuses import BothWays, CorrectBonus, GrantBonus, both_ways
from services.payroll.domain.declaration_events import (
    BonusCorrected,
    BonusGranted,
    BonusTaxing,
    DeclarationAnnulled,
    DeclarationReason,
)
from services.payroll.domain.declarations import AnnulDeclaration
from services.payroll.domain.facts import FactKind
from services.payroll.domain.streams import ENTITLEMENT
from tests.payroll.county import POLICIES, WORKER, Books, amounts, flat_terms, on, only, policies, version
from tests.payroll.domain.test_entitlements import ENROLLED
from tests.payroll.happened import enrolled, graded, granted

DECEMBER, PAPER, ERROR = date(2026, 12, 15), "武社工〔2026〕30号", DeclarationReason.ENTRY_ERROR
FACT, OTHER = UUID(int=50), UUID(int=51)
GRANT = GrantBonus(fact=FACT, day=DECEMBER, amount_fen=2_400_000, taxed=BonusTaxing.SEPARATE, document=PAPER)
GRANTED = BonusGranted(
    effective=DECEMBER, worker_id=WORKER, fact=FACT, amount_fen=2_400_000, taxed=BonusTaxing.SEPARATE, document=PAPER
)
given = on(ENTITLEMENT, DECEMBER)
JANUARY = date(2026, 1, 1)


def test_a_bonus_is_granted_by_a_document_and_taxed_as_its_receiver_chose() -> None:
    given(ENROLLED).when(GRANT).then(GRANTED)
    given(ENROLLED, GRANTED).when(GRANT).then()
    given(ENROLLED).when(replace(GRANT, document=" ")).then_rejected("bonuses.document")
    given().when(GRANT).then_rejected("declarations.worker-unknown")


@pytest.mark.parametrize("fen", [0, -1, 100_000_001])
def test_bonus_amounts_are_believable(fen: int) -> None:
    given(ENROLLED).when(replace(GRANT, amount_fen=fen)).then_rejected("bonuses.amount")


def test_one_a_month_and_one_a_year_taxed_alone() -> None:
    second = replace(GRANT, fact=OTHER)
    given(ENROLLED, GRANTED).when(second).then_rejected("bonuses.one-a-month")
    given(ENROLLED, GRANTED).when(replace(second, day=date(2026, 6, 1))).then_rejected("bonuses.separate-once")
    merged = replace(second, day=date(2026, 6, 1), taxed=BonusTaxing.MERGED)
    given(ENROLLED, GRANTED).when(merged).then(
        replace(GRANTED, fact=OTHER, effective=date(2026, 6, 1), taxed=BonusTaxing.MERGED)
    )
    given(ENROLLED).when(replace(GRANT, day=date(2024, 6, 1))).then_rejected("bonuses.day")


def test_a_correction_stays_in_its_year_and_leaves_the_choice() -> None:
    correct = CorrectBonus(fact=FACT, day=DECEMBER, amount_fen=2_600_000, document=PAPER, reason=ERROR)
    corrected = BonusCorrected(
        effective=DECEMBER, worker_id=WORKER, fact=FACT, amount_fen=2_600_000, taxed=BonusTaxing.SEPARATE,
        document=PAPER, reason=ERROR,
    )  # fmt: skip
    given(ENROLLED, GRANTED).when(correct).then(corrected)
    given(ENROLLED, GRANTED, corrected).when(correct).then()
    given(ENROLLED, GRANTED, corrected).when(GRANT).then_rejected("declarations.recorded-differently")
    next_year = replace(correct, day=date(2027, 1, 5))
    given(ENROLLED, GRANTED).when(next_year).then_rejected("bonuses.another-year")
    given(ENROLLED).when(correct).then_rejected("declarations.unknown")


def test_an_annulled_bonus_never_was() -> None:
    annulled = DeclarationAnnulled(effective=DECEMBER, worker_id=WORKER, fact=FACT, about=FactKind.BONUS, reason=ERROR)
    given(ENROLLED, GRANTED).when(AnnulDeclaration(fact=FACT, reason=ERROR)).then(annulled)
    given(ENROLLED, GRANTED, annulled).when(GRANT).then_rejected("declarations.annulled")
    given(ENROLLED, GRANTED, annulled).when(replace(GRANT, fact=OTHER)).then(replace(GRANTED, fact=OTHER))


def test_both_ways_on_top_of_the_year() -> None:
    """E5: the person of E3 in December; a fen above a row's end leaves less."""
    assert both_ways(2_400_000, 3_975_000, POLICIES, DECEMBER) == BothWays(
        separate_fen=72_000, merged_fen=240_000, cliff_fen=None
    )
    assert both_ways(3_600_100, 0, POLICIES, DECEMBER).cliff_fen == 3_600_000


def hired() -> Books:
    own = policies(pension_employee_ppm=0, medical_employee_ppm=0, unemployment_employee_ppm=0, fund_ppm=0)
    books = Books(policies=own, versions=(version(flat_terms(1_000_000)),))
    return books.know(enrolled(JANUARY), graded(1, JANUARY))


def test_a_bonus_granted_late_is_paid_with_the_next_run_and_once() -> None:
    books = hired()
    books.run("2026-01", known_at=100)
    books.know(granted(2_400_000, date(2026, 1, 20), at=150))
    slip = only(books.run("2026-02", known_at=200).slips)
    assert amounts(slip, "BONUS", "BONUS_TAX") == {("BONUS", "2026-01"): 2_400_000, ("BONUS_TAX", "2026-02"): -72_000}
    assert amounts(only(books.run("2026-03").slips), "BONUS", "BONUS_TAX") == {}


def test_a_bonus_raised_later_is_taxed_as_one_and_nothing_is_refunded_when_it_is_lowered() -> None:
    books, id = hired(), UUID(int=99)
    books.know(granted(2_400_000, date(2026, 1, 20), fact=id)).run("2026-01", known_at=100)
    books.know(granted(3_700_000, date(2026, 1, 20), at=150, fact=id))
    slip = only(books.run("2026-02", known_at=200).slips)
    assert amounts(slip, "BONUS", "BONUS_TAX") == {
        ("BONUS", "2026-01"): 1_300_000, ("BONUS_TAX", "2026-02"): -(349_000 - 72_000),
    }  # fmt: skip
    books.know(granted(3_600_000, date(2026, 1, 20), at=250, fact=id))
    slip = only(books.run("2026-03", known_at=300).slips)
    assert amounts(slip, "BONUS", "BONUS_TAX") == {("BONUS", "2026-01"): -100_000}


def test_from_2028_on_every_bonus_joins_the_wages() -> None:
    books = hired()
    books.know(granted(2_400_000, date(2028, 1, 20)))
    for month in ("2026-01", "2027-01"):
        books.run(month)
    slip = only(books.run("2028-01").slips)
    assert slip.tax.bonus is None
    assert amounts(slip, "BONUS_TAX") == {}


def test_of_two_agents_in_a_year_only_one_taxes_a_bonus_alone() -> None:
    """Granted for two years, paid in one: the second joins the wages."""
    books = hired()
    books.know(granted(100_000, date(2026, 12, 20), at=16), granted(200_000, date(2027, 1, 20), at=17))
    books.run("2026-12", pay_day=date(2027, 1, 5), known_at=100)
    slip = only(books.run("2027-01", known_at=100).slips)
    assert slip.tax.bonus is None
    assert only([s for s in books.slips if s.month == "2026-12"]).tax.bonus is not None
