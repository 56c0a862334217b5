"""What is declared or entered here about a person: contribution bases, deductions, bonuses, what another paid before us.

Class and field names are the storage format: add, never rename.
"""

from datetime import date
from enum import StrEnum
from uuid import UUID

from services.payroll.domain.facts import Fact, FactKind
from shared.kernel import Region, record


class DeductionKind(StrEnum):
    """Special additional deductions (专项附加扣除) and what else is deducted month by month."""

    CHILD_EDUCATION = "CHILD_EDUCATION"
    INFANT_CARE = "INFANT_CARE"
    ELDERLY_SUPPORT = "ELDERLY_SUPPORT"
    HOUSING_LOAN = "HOUSING_LOAN"
    HOUSING_RENT = "HOUSING_RENT"
    CONTINUING_EDUCATION = "CONTINUING_EDUCATION"
    PERSONAL_PENSION = "PERSONAL_PENSION"
    COMMERCIAL_HEALTH = "COMMERCIAL_HEALTH"


class DeclarationReason(StrEnum):
    ENTRY_ERROR = "ENTRY_ERROR"
    DOCUMENT_CHANGED = "DOCUMENT_CHANGED"
    WITHDRAWN = "WITHDRAWN"


class BonusTaxing(StrEnum):
    """How a bonus is taxed, as its receiver chose: alone by the monthly table, once a year; or with the year's wages."""

    SEPARATE = "SEPARATE"
    MERGED = "MERGED"


@record
class InsuranceBaseDeclared:
    """The average monthly wage of last year that contributions count by, from the first day of a contribution year."""

    effective: date
    worker_id: UUID
    fact: UUID
    base_fen: int
    fund_base_fen: int


@record
class InsuranceBaseCorrected:
    effective: date
    worker_id: UUID
    fact: UUID
    base_fen: int
    fund_base_fen: int
    reason: DeclarationReason


@record
class DeductionDeclared:
    """As the worker declared it: a monthly amount from the month of the effective day until the month of `ends`."""

    effective: date
    worker_id: UUID
    fact: UUID
    kind: DeductionKind
    monthly_fen: int
    ends: date | None


@record
class DeductionCorrected:
    effective: date
    worker_id: UUID
    fact: UUID
    kind: DeductionKind
    monthly_fen: int
    ends: date | None
    reason: DeclarationReason


@record
class DeclarationAnnulled:
    """A declared base or deduction never was. Effective = the day it was declared for."""

    effective: date
    worker_id: UUID
    fact: UUID
    about: FactKind
    reason: DeclarationReason


@record
class BonusGranted:
    """Paid once with the run of the month of the effective day (全年一次性奖金)."""

    effective: date
    worker_id: UUID
    fact: UUID
    amount_fen: int
    taxed: BonusTaxing
    document: str


@record
class BonusCorrected:
    effective: date
    worker_id: UUID
    fact: UUID
    amount_fen: int
    taxed: BonusTaxing
    document: str
    reason: DeclarationReason


@record
class TaxOpeningRecorded:
    """What the same withholding agent paid on paper from the effective day to the last day of a month of the same year."""

    effective: date
    worker_id: UUID
    fact: UUID
    employer: Region
    until: date
    income_fen: int
    insured_fen: int
    tax_fen: int
    document: str


@record
class TaxOpeningCorrected:
    effective: date
    worker_id: UUID
    fact: UUID
    employer: Region
    until: date
    income_fen: int
    insured_fen: int
    tax_fen: int
    document: str
    reason: DeclarationReason


@record
class FirstWageDeclared:
    """Nobody paid the person a wage earlier in the tax year. Effective = its first day."""

    effective: date
    worker_id: UUID
    fact: UUID


@record
class SubsidyGranted:
    """What the days of duty of one month come to (effective = its first day); nothing left takes it back. `exempt`: free of
    income tax by a document. `cause` is the event that the days were heard with.
    """

    effective: date
    worker_id: UUID
    fact: UUID
    emergency_id: UUID
    days: int
    amount_fen: int
    exempt: bool
    document: str
    cause: UUID


DeclaredEvent = (
    InsuranceBaseDeclared
    | InsuranceBaseCorrected
    | DeductionDeclared
    | DeductionCorrected
    | BonusGranted
    | BonusCorrected
    | SubsidyGranted
    | TaxOpeningRecorded
    | TaxOpeningCorrected
    | FirstWageDeclared
    | DeclarationAnnulled
)


def declared_fact(event: DeclaredEvent, position: int) -> Fact:
    """The event as a dated fact."""
    id, day = event.fact, event.effective
    match event:
        case InsuranceBaseDeclared() | InsuranceBaseCorrected():
            return Fact(
                position, FactKind.INSURANCE_BASE, id, day, id, number=event.base_fen, second=event.fund_base_fen
            )
        case DeductionDeclared() | DeductionCorrected():
            return Fact(
                position, FactKind.DEDUCTION, id, day, id, word=event.kind.value, number=event.monthly_fen,
                until=event.ends,
            )  # fmt: skip
        case BonusGranted() | BonusCorrected():
            return Fact(position, FactKind.BONUS, id, day, id, word=event.taxed.value, number=event.amount_fen)
        case SubsidyGranted(amount_fen=fen):
            return Fact(
                position, FactKind.SUBSIDY, id, day, event.cause, number=fen, second=event.days, flag=event.exempt,
                annulled=fen == 0,
            )  # fmt: skip
        case TaxOpeningRecorded() | TaxOpeningCorrected():
            return Fact(
                position, FactKind.TAX_OPENING, id, day, id, number=event.income_fen, second=event.insured_fen,
                third=event.tax_fen, until=event.until, region=event.employer,
            )  # fmt: skip
        case FirstWageDeclared():
            return Fact(position, FactKind.FIRST_WAGE, id, day, id)
        case DeclarationAnnulled():
            return Fact(position, event.about, id, day, id, annulled=True)
