"""The entitlement stream: what can have become known of a worker that decides his or her pay. Its id is the worker's id.

Every event has both dates: `effective` in itself, the day of recording in the log. `cause` is the published event it was
heard with. Class and field names are the storage format: add, never rename.
"""

from datetime import date
from enum import StrEnum
from uuid import UUID

from services.payroll.domain.facts import Fact, FactKind
from shared.kernel import Region, WorkerName, record


class DeductionKind(StrEnum):
    """Special additional deductions (专项附加扣除) that are withheld monthly."""

    CHILD_EDUCATION = "CHILD_EDUCATION"
    INFANT_CARE = "INFANT_CARE"
    ELDERLY_SUPPORT = "ELDERLY_SUPPORT"
    HOUSING_LOAN = "HOUSING_LOAN"
    HOUSING_RENT = "HOUSING_RENT"
    CONTINUING_EDUCATION = "CONTINUING_EDUCATION"
    PERSONAL_PENSION = "PERSONAL_PENSION"


class DeclarationReason(StrEnum):
    ENTRY_ERROR = "ENTRY_ERROR"
    DOCUMENT_CHANGED = "DOCUMENT_CHANGED"
    WITHDRAWN = "WITHDRAWN"


@record
class PayEnrolled:
    """On the pay list and in the insurances. Effective = first day of work; `pay_from` is later when taken over from paper."""

    effective: date
    worker_id: UUID
    employment_id: UUID
    name: WorkerName
    employer: Region
    workplace: Region
    category: str
    post_category: str
    pay_from: date
    cause: UUID


@record
class PayStopped:
    """Effective = last day that is paid."""

    effective: date
    worker_id: UUID
    employment_id: UUID
    ground: str
    severance: bool
    employed_since: date
    cause: UUID


@record
class GradeGiven:
    effective: date
    worker_id: UUID
    decision_id: UUID
    post_category: str
    grade: int
    scheme: str
    scheme_version: int
    cause: UUID


@record
class CertificateHeld:
    """Effective = day of registration."""

    effective: date
    worker_id: UUID
    level: str
    cause: UUID


@record
class ResultGiven:
    """Effective = the day from which the result decides the performance part."""

    effective: date
    worker_id: UUID
    result_id: UUID
    year: int
    result: str
    cause: UUID


@record
class PostTaken:
    effective: date
    worker_id: UUID
    appointment_id: UUID
    post: str
    post_category: str
    term_ends: date
    cause: UUID


@record
class PostLeft:
    """Effective = last day in the post."""

    effective: date
    worker_id: UUID
    appointment_id: UUID
    post: str
    cause: UUID


@record
class ContractAgreed:
    """Signed or renewed: pay goes on; no end means open-ended."""

    effective: date
    worker_id: UUID
    employment_id: UUID
    ends: date | None
    cause: UUID


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
class PersonForgotten:
    """The name told with these employments is erased; facts and amounts stand. Effective = day of the decision."""

    effective: date
    worker_id: UUID
    employment_ids: tuple[UUID, ...]


FactEvent = (
    PayEnrolled
    | PayStopped
    | GradeGiven
    | CertificateHeld
    | ResultGiven
    | PostTaken
    | PostLeft
    | ContractAgreed
    | InsuranceBaseDeclared
    | InsuranceBaseCorrected
    | DeductionDeclared
    | DeductionCorrected
    | DeclarationAnnulled
)
EntitlementEvent = FactEvent | PersonForgotten


def fact_of(event: FactEvent, position: int = 0) -> Fact:  # noqa: C901  one match
    """The event as a dated fact."""
    match event:
        case PayEnrolled(effective=day, employment_id=id, cause=cause):
            return Fact(
                position, FactKind.ENROLLED, id, day, cause, word=event.category, since=event.pay_from,
                region=event.employer,
            )  # fmt: skip
        case PayStopped(effective=day, employment_id=id, cause=cause):
            return Fact(
                position, FactKind.STOPPED, id, day, cause, word=event.ground, since=event.employed_since, until=day,
                flag=event.severance,
            )  # fmt: skip
        case GradeGiven(effective=day, decision_id=id, cause=cause):
            return Fact(position, FactKind.GRADE, id, day, cause, word=event.post_category, number=event.grade)
        case CertificateHeld(effective=day, cause=cause):
            return Fact(position, FactKind.CERTIFICATE, cause, day, cause, word=event.level)
        case ResultGiven(effective=day, result_id=id, cause=cause):
            return Fact(position, FactKind.RESULT, id, day, cause, word=event.result, number=event.year)
        case PostTaken(effective=day, appointment_id=id, cause=cause):
            return Fact(position, FactKind.POST_TAKEN, id, day, cause, word=event.post, until=event.term_ends)
        case PostLeft(effective=day, appointment_id=id, cause=cause):
            return Fact(position, FactKind.POST_LEFT, id, day, cause, word=event.post, until=day)
        case ContractAgreed(effective=day, employment_id=id, cause=cause):
            return Fact(position, FactKind.CONTRACT, id, day, cause, until=event.ends)
        case InsuranceBaseDeclared(fact=id, effective=day) | InsuranceBaseCorrected(fact=id, effective=day):
            return Fact(
                position, FactKind.INSURANCE_BASE, id, day, id, number=event.base_fen, second=event.fund_base_fen
            )
        case DeductionDeclared(fact=id, effective=day) | DeductionCorrected(fact=id, effective=day):
            return Fact(
                position, FactKind.DEDUCTION, id, day, id, word=event.kind.value, number=event.monthly_fen,
                until=event.ends,
            )  # fmt: skip
        case DeclarationAnnulled(fact=id, effective=day):
            return Fact(position, event.about, id, day, id, annulled=True)
