"""What personnel's news means for pay: a fact remembered with the id of the event it was heard with."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from services.payroll.domain.bank_accounts import ForgetAccounts
from services.payroll.domain.entitlements import (
    HIRED_TO_INSTITUTION,
    AgreeContract,
    Enrol,
    GiveGrade,
    HeardCommand,
    HoldCertificate,
    LeavePost,
    ResumePay,
    SetCostCentre,
    StopPay,
    TakePost,
    WithdrawGrade,
)
from services.payroll.domain.forgetting import ForgetPerson
from services.payroll.domain.funding import ReassignFunding
from services.payroll.domain.identities import IdentifyPayee
from services.payroll.domain.lost_certificates import LoseCertificate
from services.payroll.domain.renaming import RenamePerson
from services.payroll.domain.severances import (
    DropExitFinding,
    HearContractMissing,
    HearExitUnlawful,
    SeveranceCommand,
    WeighSeverance,
)
from services.payroll.domain.streams import ENTITLEMENT
from services.payroll.reactions import absences, educations, emergencies, establishment
from shared.authority.heard import hear
from shared.kernel import DAY, Send
from shared.published import News
from shared.published.personnel.appointments import (
    AppointmentAnnulledV1,
    AppointmentCorrectedV1,
    AppointmentEndedV1,
    AppointmentStartedV1,
)
from shared.published.personnel.attendance import AttendanceClosedV1
from shared.published.personnel.authorities import AuthorityChangedV1
from shared.published.personnel.contracts import ContractMissingV1, ContractRenewedV1, ContractSignedV1
from shared.published.personnel.dismissal import ExitedV1
from shared.published.personnel.education import EducationAnnulledV1, EducationRegisteredV1
from shared.published.personnel.emergencies import EmergencyDeclaredV1, ParticipationConfirmedV1
from shared.published.personnel.erasures import WorkerErasedV1
from shared.published.personnel.exits import ExitAnnulledV1, ExitCorrectedV1, ExitFoundUnlawfulV1, ExitWeighedV1
from shared.published.personnel.grades import GradeDecidedV1, GradeRevokedV1, SchemeTriedV1
from shared.published.personnel.headcount import QuotaApprovedV1
from shared.published.personnel.hiring import HiredV1
from shared.published.personnel.identity import WorkerIdentifiedV1
from shared.published.personnel.institution_route import InstitutionHiredV1
from shared.published.personnel.leave import LeaveApprovedV1, LeaveCancelledV1, LeaveClosedV1, UnusedLeaveSettledV1
from shared.published.personnel.placing import AssignmentChangedV1
from shared.published.personnel.profile import ProfileChangedV1
from shared.published.personnel.qualifications import QualificationEndedV1, QualificationRegisteredV1
from shared.published.personnel.regions import RegionMovedV1
from shared.published.personnel.sponsorship import WorkerConvertedV1

Heard = (
    HiredV1
    | QuotaApprovedV1
    | SchemeTriedV1
    | ExitedV1
    | ExitCorrectedV1
    | ExitAnnulledV1
    | ExitWeighedV1
    | ExitFoundUnlawfulV1
    | ContractMissingV1
    | AttendanceClosedV1
    | WorkerConvertedV1
    | LeaveApprovedV1
    | LeaveClosedV1
    | LeaveCancelledV1
    | UnusedLeaveSettledV1
    | AssignmentChangedV1
    | GradeDecidedV1
    | GradeRevokedV1
    | QualificationRegisteredV1
    | QualificationEndedV1
    | educations.EducationTold
    | AppointmentStartedV1
    | AppointmentEndedV1
    | AppointmentCorrectedV1
    | AppointmentAnnulledV1
    | ContractSignedV1
    | ContractRenewedV1
    | AuthorityChangedV1
    | RegionMovedV1
    | ProfileChangedV1
    | WorkerIdentifiedV1
    | WorkerErasedV1
    | InstitutionHiredV1
    | emergencies.EmergencyNews
)


_Told = (
    HeardCommand
    | ForgetAccounts
    | LoseCertificate
    | ForgetPerson
    | RenamePerson
    | IdentifyPayee
    | SeveranceCommand
    | ReassignFunding
)


def react(news: News[Heard]) -> Iterator[Send[Any]]:  # noqa: C901  one match
    cause = news.event_id
    match news.event:
        case HiredV1() as hired:
            enrol = Enrol(
                worker_id=hired.worker_id, employment_id=hired.employment_id, name=hired.name, employer=hired.employer,
                workplace=hired.workplace, category=hired.category, post_category=hired.post_category,
                starts=hired.starts, cause=cause,
            )  # fmt: skip
            yield _to(hired.worker_id, enrol)
        case AssignmentChangedV1() as moved:
            centre = SetCostCentre(
                worker_id=moved.worker_id, employment_id=moved.employment_id, transfer_id=moved.transfer_id,
                workplace=moved.workplace, starts=moved.starts, annulled=moved.annulled, cause=cause,
            )  # fmt: skip
            yield _to(moved.worker_id, centre)
        case ExitAnnulledV1(worker_id=worker, employment_id=employment, was=was):
            yield _to(worker, ResumePay(worker_id=worker, employment_id=employment, was=was, cause=cause))
            yield _to(worker, DropExitFinding(worker_id=worker, employment_id=employment, cause=cause))
        case ExitWeighedV1() as weighed:
            weigh = WeighSeverance(
                worker_id=weighed.worker_id, employment_id=weighed.employment_id, last_day=weighed.last_day,
                severance=weighed.severance, half_months=weighed.half_months, service_since=weighed.service_since,
                in_lieu=weighed.in_lieu, cause=cause,
            )  # fmt: skip
            yield _to(weighed.worker_id, weigh)
        case ExitFoundUnlawfulV1(worker_id=worker, employment_id=employment, half_months=halves):
            unlawful = HearExitUnlawful(
                worker_id=worker, employment_id=employment, found_on=news.effective, half_months=halves, cause=cause
            )
            yield _to(worker, unlawful)
        case ContractMissingV1() as missing:
            lack = HearContractMissing(
                worker_id=missing.worker_id, employment_id=missing.employment_id, since=missing.since,
                months=missing.months, written_on=news.effective if missing.written else None, cause=cause,
            )  # fmt: skip
            yield _to(missing.worker_id, lack)
        case ExitedV1() | ExitCorrectedV1() as exited:
            stop = StopPay(
                worker_id=exited.worker_id, employment_id=exited.employment_id, ground=exited.ground,
                last_day=exited.last_day, severance=exited.severance, employed_since=exited.employed_since, cause=cause,
            )  # fmt: skip
            yield _to(exited.worker_id, stop)
        case (
            AttendanceClosedV1() | LeaveApprovedV1() | LeaveClosedV1() | LeaveCancelledV1() | UnusedLeaveSettledV1()
        ) as absence:  # fmt: skip
            yield from absences.hear(absence, cause)
        case WorkerConvertedV1() as converted:
            reassign = ReassignFunding(
                worker_id=converted.worker_id, employment_id=converted.employment_id, starts=converted.starts,
                sponsor=converted.sponsor, funding_source=converted.funding_source, cause=cause,
            )  # fmt: skip
            yield _to(converted.worker_id, reassign)
        case GradeDecidedV1() as decided:
            grade = GiveGrade(
                worker_id=decided.worker_id, decision_id=decided.decision_id, effective=news.effective,
                post_category=decided.post_category, grade=decided.grade, scheme=decided.scheme,
                scheme_version=decided.scheme_version, cause=cause,
            )  # fmt: skip
            yield _to(decided.worker_id, grade)
        case GradeRevokedV1(worker_id=worker, decision_id=id):
            withdraw = WithdrawGrade(worker_id=worker, decision_id=id, effective=news.effective, cause=cause)
            yield _to(worker, withdraw)
        case QualificationRegisteredV1(worker_id=worker, level=level):
            yield _to(worker, HoldCertificate(worker_id=worker, level=level, registered_on=news.effective, cause=cause))
        case QualificationEndedV1(worker_id=worker, level=level):
            yield _to(worker, LoseCertificate(worker_id=worker, level=level, last_day=news.effective, cause=cause))
        case AppointmentStartedV1() | AppointmentCorrectedV1() as started:
            take = TakePost(
                worker_id=started.worker_id, appointment_id=started.appointment_id, post=started.post,
                post_category=started.post_category, starts=started.starts, term_ends=started.term_ends, cause=cause,
            )  # fmt: skip
            yield _to(started.worker_id, take)
        case AppointmentEndedV1(worker_id=worker, appointment_id=appointment, post=post):
            leave = LeavePost(
                worker_id=worker, appointment_id=appointment, post=post, last_day=news.effective, cause=cause
            )
            yield _to(worker, leave)
        case AppointmentAnnulledV1(worker_id=worker, appointment_id=appointment, post=post):
            never = LeavePost(
                worker_id=worker, appointment_id=appointment, post=post, last_day=news.effective - DAY, cause=cause
            )
            yield _to(worker, never)
        case ContractSignedV1() | ContractRenewedV1() as contract:
            agree = AgreeContract(
                worker_id=contract.worker_id, employment_id=contract.employment_id, starts=contract.starts,
                ends=contract.ends, cause=cause,
            )  # fmt: skip
            yield _to(contract.worker_id, agree)
        case InstitutionHiredV1(worker_id=worker, employment_id=employment):
            last_day = news.effective - DAY
            leave_grade_pay = StopPay(
                worker_id=worker, employment_id=employment, ground=HIRED_TO_INSTITUTION, last_day=last_day,
                severance=False, employed_since=last_day, cause=cause,
            )  # fmt: skip
            yield _to(worker, leave_grade_pay)
        case QuotaApprovedV1() | SchemeTriedV1() as frame:
            yield establishment.hear(frame, news)
        case AuthorityChangedV1() | RegionMovedV1() as changed:
            yield from hear(changed, news)
        case EducationRegisteredV1() | EducationAnnulledV1() as education:
            yield from educations.hear(education, news)
        case EmergencyDeclaredV1() | ParticipationConfirmedV1() as emergency:
            yield from emergencies.hear(emergency, news)
        case ProfileChangedV1(worker_id=worker, name=name):
            if name is not None:
                rename = RenamePerson(worker_id=worker, name=name, renamed_on=news.effective, identity=cause)
                yield _to(worker, rename)
        case WorkerIdentifiedV1(worker_id=worker, id_number=number):
            told = IdentifyPayee(worker_id=worker, identity=cause, id_number=number, day=news.effective)
            yield _to(worker, told)
        case WorkerErasedV1(worker_id=worker, purposes=purposes):
            if "identity" in purposes:
                yield _to(worker, ForgetPerson(worker_id=worker, erased_on=news.effective))
            if "pay" in purposes:
                yield _to(worker, ForgetAccounts())


def _to(worker_id: UUID, command: _Told) -> Send[_Told]:
    return Send(stream=ENTITLEMENT, to=worker_id, command=command)
