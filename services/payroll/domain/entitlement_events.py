"""The entitlement stream: what can have become known of a worker that decides his or her pay. Its id is the worker's id.

Every event has both dates: `effective` in itself, the day of recording in the log. `cause` is the published event it was
heard with. Class and field names are the storage format: add, never rename.
"""

from datetime import date
from uuid import UUID

from services.payroll.domain.attendance_events import AttendanceHeard, attendance_fact
from services.payroll.domain.bank_account_events import BankAccountEvent
from services.payroll.domain.cost_centre_events import CostCentreSet as CostCentreSet
from services.payroll.domain.coverage_events import CoverageEvent
from services.payroll.domain.declaration_events import DeclaredEvent, declared_fact
from services.payroll.domain.education_events import EducationDropped, EducationHeard, EducationNews, education_fact
from services.payroll.domain.ending_events import (
    ContractHeardMissing,
    EndingEvent,
    ExitFindingDropped,
    ExitHeardUnlawful,
    SeveranceWeighed,
    ending_fact,
)
from services.payroll.domain.facts import Fact, FactKind
from services.payroll.domain.final_pay_events import FinalPayEvent
from services.payroll.domain.funding_events import FundingReassigned, funding_fact
from services.payroll.domain.honour_events import HonourHeard, HonourNews, HonourWithdrawalHeard, honour_fact
from services.payroll.domain.identity_events import IdentityEvent
from services.payroll.domain.identity_events import PayeeRenamed as PayeeRenamed
from services.payroll.domain.identity_events import PersonForgotten as PersonForgotten
from services.payroll.domain.order_events import (
    OrderPayeesForgotten,
    WithheldReturned,
    WithholdingOrderConfirmed,
    WithholdingOrderEntered,
    WithholdingOrderRefused,
    order_fact,
)
from services.payroll.domain.sickness_events import SicknessHeard, sickness_fact
from services.payroll.domain.stopping_events import PayResumed as PayResumed
from services.payroll.domain.stopping_events import PayStopped as PayStopped
from services.payroll.domain.stopping_events import PostResumed as PostResumed
from services.payroll.domain.unused_leave_events import UnusedLeaveHeard, unused_leave_fact
from services.payroll.domain.year_declaration_events import DeductionsConfirmed, confirmed_fact
from shared.kernel import Region, WorkerName, record


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
class GradeWithdrawn:
    """The decision never counted: the one before holds. Effective = the day it was decided for."""

    effective: date
    worker_id: UUID
    decision_id: UUID
    cause: UUID


@record
class CertificateHeld:
    """Effective = day of registration."""

    effective: date
    worker_id: UUID
    level: str
    cause: UUID


@record
class CertificateLost:
    """Effective = the last day on which it counted; before `held_since` where it never was. `fact` is the one it was held with."""

    effective: date
    worker_id: UUID
    fact: UUID
    level: str
    held_since: date
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


FactEvent = (
    PayEnrolled
    | PayStopped
    | PayResumed
    | CostCentreSet
    | GradeGiven
    | GradeWithdrawn
    | CertificateHeld
    | CertificateLost
    | ResultGiven
    | PostTaken
    | PostLeft
    | PostResumed
    | ContractAgreed
    | EndingEvent
    | AttendanceHeard
    | FundingReassigned
    | UnusedLeaveHeard
    | HonourNews
    | EducationNews
    | SicknessHeard
    | DeclaredEvent
    | DeductionsConfirmed
    | WithholdingOrderConfirmed
)
EntitlementEvent = (
    FactEvent
    | BankAccountEvent
    | CoverageEvent
    | IdentityEvent
    | FinalPayEvent
    | WithholdingOrderEntered
    | WithholdingOrderRefused
    | OrderPayeesForgotten
    | WithheldReturned
)


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
        case CostCentreSet(effective=day, transfer_id=id, cause=cause):
            return Fact(position, FactKind.COST_CENTRE, id, day, cause, region=event.workplace, annulled=event.annulled)
        case PayResumed(effective=day, employment_id=id, cause=cause):
            return Fact(position, FactKind.STOPPED, id, day, cause, annulled=True)
        case GradeGiven(effective=day, decision_id=id, cause=cause):
            return Fact(position, FactKind.GRADE, id, day, cause, word=event.post_category, number=event.grade)
        case GradeWithdrawn(effective=day, decision_id=id, cause=cause):
            return Fact(position, FactKind.GRADE, id, day, cause, annulled=True)
        case CertificateHeld(effective=day, cause=cause):
            return Fact(position, FactKind.CERTIFICATE, cause, day, cause, word=event.level)
        case CertificateLost(effective=last_day, fact=id, held_since=day, cause=cause):
            return Fact(
                position, FactKind.CERTIFICATE, id, day, cause, word=event.level, until=last_day, annulled=last_day < day
            )  # fmt: skip
        case ResultGiven(effective=day, result_id=id, cause=cause):
            return Fact(position, FactKind.RESULT, id, day, cause, word=event.result, number=event.year)
        case PostTaken(effective=day, appointment_id=id, cause=cause):
            return Fact(position, FactKind.POST_TAKEN, id, day, cause, word=event.post, until=event.term_ends)
        case PostLeft(effective=day, appointment_id=id, cause=cause):
            return Fact(position, FactKind.POST_LEFT, id, day, cause, word=event.post, until=day)
        case PostResumed(effective=day, appointment_id=id, cause=cause):
            return Fact(position, FactKind.POST_LEFT, id, day, cause, word=event.post, annulled=True)
        case ContractAgreed(effective=day, employment_id=id, cause=cause):
            return Fact(position, FactKind.CONTRACT, id, day, cause, until=event.ends)
        case AttendanceHeard():
            return attendance_fact(event, position)
        case FundingReassigned():
            return funding_fact(event, position)
        case EducationHeard() | EducationDropped():
            return education_fact(event, position)
        case HonourHeard() | HonourWithdrawalHeard():
            return honour_fact(event, position)
        case SicknessHeard():
            return sickness_fact(event, position)
        case UnusedLeaveHeard():
            return unused_leave_fact(event, position)
        case SeveranceWeighed() | ExitHeardUnlawful() | ExitFindingDropped() | ContractHeardMissing():
            return ending_fact(event, position)
        case DeductionsConfirmed():
            return confirmed_fact(event, position)
        case WithholdingOrderConfirmed():
            return order_fact(event, position)
        case _:
            return declared_fact(event, position)
