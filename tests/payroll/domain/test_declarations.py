from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.payroll.domain.declaration_events import (
    DeclarationAnnulled,
    DeclarationReason,
    DeductionCorrected,
    DeductionDeclared,
    DeductionKind,
    InsuranceBaseCorrected,
    InsuranceBaseDeclared,
)
from services.payroll.domain.declarations import (
    AnnulDeclaration,
    CorrectBase,
    CorrectDeduction,
    DeclareBase,
    DeclareDeduction,
)
from services.payroll.domain.facts import FactKind
from services.payroll.domain.streams import ENTITLEMENT
from tests.payroll.county import WORKER, on
from tests.payroll.domain.test_entitlements import ENROLLED

TODAY, JULY = date(2026, 7, 5), date(2026, 7, 1)
FACT, OTHER = UUID(int=40), UUID(int=41)
ERROR = DeclarationReason.ENTRY_ERROR

BASE = DeclareBase(fact=FACT, starts=JULY, base_fen=500_000)
BASED = InsuranceBaseDeclared(effective=JULY, worker_id=WORKER, fact=FACT, base_fen=500_000, fund_base_fen=500_000)
RENT = DeclareDeduction(fact=OTHER, kind=DeductionKind.HOUSING_RENT, starts=JULY, monthly_fen=150_000)
RENTED = DeductionDeclared(
    effective=JULY, worker_id=WORKER, fact=OTHER, kind=DeductionKind.HOUSING_RENT, monthly_fen=150_000, ends=None
)
given = on(ENTITLEMENT, TODAY)


def test_a_base_counts_for_the_fund_too_unless_it_has_its_own() -> None:
    given(ENROLLED).when(BASE).then(BASED)
    given(ENROLLED).when(replace(BASE, fund_base_fen=600_000)).then(replace(BASED, fund_base_fen=600_000))


def test_a_deduction_is_entered_as_declared() -> None:
    given(ENROLLED).when(RENT).then(RENTED)


def test_corrections_keep_the_id_and_give_a_reason() -> None:
    correct = CorrectBase(fact=FACT, starts=JULY, base_fen=510_000, reason=ERROR)
    given(ENROLLED, BASED).when(correct).then(
        InsuranceBaseCorrected(
            effective=JULY, worker_id=WORKER, fact=FACT, base_fen=510_000, fund_base_fen=510_000, reason=ERROR
        )
    )
    ended = CorrectDeduction(
        fact=OTHER, kind=DeductionKind.HOUSING_RENT, starts=JULY, monthly_fen=150_000, ends=date(2026, 9, 30),
        reason=DeclarationReason.DOCUMENT_CHANGED,
    )  # fmt: skip
    given(ENROLLED, RENTED).when(ended).then(
        DeductionCorrected(
            effective=JULY, worker_id=WORKER, fact=OTHER, kind=DeductionKind.HOUSING_RENT, monthly_fen=150_000,
            ends=date(2026, 9, 30), reason=DeclarationReason.DOCUMENT_CHANGED,
        )
    )  # fmt: skip


def test_an_annulled_declaration_never_was_and_stays_so() -> None:
    annul = AnnulDeclaration(fact=FACT, reason=ERROR)
    annulled = DeclarationAnnulled(
        effective=JULY, worker_id=WORKER, fact=FACT, about=FactKind.INSURANCE_BASE, reason=ERROR
    )
    given(ENROLLED, BASED).when(annul).then(annulled)
    given(ENROLLED, BASED, annulled).when(annul).then()
    given(ENROLLED, BASED, annulled).when(BASE).then_rejected("declarations.annulled")


def test_twice_changes_nothing_and_the_same_id_cannot_say_something_else() -> None:
    given(ENROLLED, BASED).when(BASE).then()
    given(ENROLLED, RENTED).when(RENT).then()
    given(ENROLLED, BASED).when(replace(BASE, base_fen=1)).then_rejected("declarations.recorded-differently")


@pytest.mark.parametrize("fen", [0, -1, 10_000_001])
def test_amounts_are_believable(fen: int) -> None:
    given(ENROLLED).when(replace(BASE, base_fen=fen)).then_rejected("declarations.amount")
    given(ENROLLED).when(replace(BASE, fund_base_fen=fen)).then_rejected("declarations.amount")
    given(ENROLLED).when(replace(RENT, monthly_fen=fen)).then_rejected("declarations.amount")


def test_days_make_sense() -> None:
    given(ENROLLED).when(replace(BASE, starts=TODAY)).then_rejected("declarations.not-a-month")
    earlier = replace(RENT, ends=date(2026, 6, 30))
    given(ENROLLED).when(earlier).then_rejected("declarations.ends-before-it-starts")


def test_nothing_is_declared_for_somebody_unknown_nor_corrected_before_it_is_declared() -> None:
    given().when(BASE).then_rejected("declarations.worker-unknown")
    unknown = CorrectBase(fact=FACT, starts=JULY, base_fen=1, reason=ERROR)
    given(ENROLLED).when(unknown).then_rejected("declarations.unknown")
    given(ENROLLED).when(AnnulDeclaration(fact=FACT, reason=ERROR)).then_rejected("declarations.unknown")
