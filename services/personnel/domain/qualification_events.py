"""What can have happened to a social-worker qualification (社会工作者职业水平证书): from the exam to the end of its registration.

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.personnel.domain.scheme_terms import Certificate
from shared.kernel import NATION, CertificateNumber, Region, record
from shared.kernel.derived import derived_id


class QualificationStage(StrEnum):
    """报名、未通过、通过、已发证、已登记、已过期、已撤销、已作废."""

    NONE = "NONE"
    EXAM_REGISTERED = "EXAM_REGISTERED"
    NOT_PASSED = "NOT_PASSED"
    PASSED = "PASSED"
    CERTIFICATE_ISSUED = "CERTIFICATE_ISSUED"
    REGISTERED = "REGISTERED"
    EXPIRED = "EXPIRED"
    REVOKED = "REVOKED"
    ANNULLED = "ANNULLED"


# Events


@record
class ExamRegistered:
    """Effective = day of registration for the exam of `year`; `grounds` say why where the entry conditions are not met on record."""

    effective: date
    worker_id: UUID
    qualification_id: UUID
    region: Region
    level: Certificate
    year: int
    grounds: str


@record
class ExamResultRecorded:
    """Effective = day of the result."""

    effective: date
    worker_id: UUID
    qualification_id: UUID
    passed: bool


@record
class CertificateIssued:
    """Effective = day on the paper; `file_hash` is the SHA-256 of its copy, empty without one."""

    effective: date
    worker_id: UUID
    qualification_id: UUID
    file_hash: str


@record
class CertificateEntered:
    """Registered (登记) from the effective day; to be registered again by `registered_until`, noticed on
    `notice_on`. The number is sealed.
    """

    effective: date
    worker_id: UUID
    qualification_id: UUID
    region: Region
    level: Certificate
    number: CertificateNumber
    registered_until: date
    notice_on: date


@record
class RegistrationRenewed:
    """Registered again on the effective day."""

    effective: date
    worker_id: UUID
    qualification_id: UUID
    registered_until: date
    notice_on: date


@record
class RegistrationDue:
    """The registration runs out soon. Effective = the day it was noticed."""

    effective: date
    worker_id: UUID
    qualification_id: UUID
    registered_until: date


@record
class CertificateExpired:
    """Nobody registered it again. Effective = the last day on which it counted, `fact` under which id the grade counted it."""

    effective: date
    worker_id: UUID
    qualification_id: UUID
    fact: UUID
    level: Certificate


@record
class CertificateRevoked:
    """Effective = the last day on which it counted; `document` of the authority that revoked it."""

    effective: date
    worker_id: UUID
    qualification_id: UUID
    level: Certificate
    document: str
    reason: str


@record
class QualificationCorrected:
    """The day of registration was entered wrongly: effective = the right one."""

    effective: date
    worker_id: UUID
    qualification_id: UUID
    registered_until: date
    notice_on: date
    reason: str


@record
class QualificationAnnulled:
    """It never was. Effective = the day it was said to begin."""

    effective: date
    worker_id: UUID
    qualification_id: UUID
    reason: str


QualificationEvent = (
    ExamRegistered | ExamResultRecorded | CertificateIssued | CertificateEntered | RegistrationRenewed | RegistrationDue
    | CertificateExpired | CertificateRevoked | QualificationCorrected | QualificationAnnulled
)  # fmt: skip

# State


@record
class Qualification:
    worker_id: UUID | None = None
    qualification_id: UUID | None = None
    region: Region = NATION
    level: Certificate = Certificate.ASSISTANT
    stage: QualificationStage = QualificationStage.NONE
    since: date = date.min
    number: CertificateNumber | None = None
    registered_until: date = date.max
    noticed: bool = False
    counts_from: date = date.min

    @property
    def fact(self) -> UUID:
        """Under which id the grade counts it: every time it was registered anew after it had run out, another one."""
        assert self.qualification_id is not None
        return counted_as(self.qualification_id, self.since, self.counts_from)


def counted_as(qualification_id: UUID, since: date, counts_from: date) -> UUID:
    if counts_from in (since, date.min):
        return qualification_id
    return derived_id("personnel.qualification", str(qualification_id), counts_from.isoformat())


def evolve(qualification: Qualification, event: QualificationEvent) -> Qualification:
    match event:
        case ExamRegistered():
            return Qualification(
                worker_id=event.worker_id, qualification_id=event.qualification_id, region=event.region,
                level=event.level, stage=QualificationStage.EXAM_REGISTERED, since=event.effective,
            )  # fmt: skip
        case CertificateEntered():
            return Qualification(
                worker_id=event.worker_id, qualification_id=event.qualification_id, region=event.region,
                level=event.level, stage=QualificationStage.REGISTERED, since=event.effective, number=event.number,
                registered_until=event.registered_until,
            )  # fmt: skip
        case ExamResultRecorded(passed=passed):
            stage = QualificationStage.PASSED if passed else QualificationStage.NOT_PASSED
            return replace(qualification, stage=stage, since=event.effective)
        case CertificateIssued(effective=day):
            return replace(qualification, stage=QualificationStage.CERTIFICATE_ISSUED, since=day)
        case _:
            return _registered(qualification, event)


def _registered(
    qualification: Qualification,
    event: RegistrationRenewed | RegistrationDue | CertificateExpired | CertificateRevoked | QualificationCorrected
    | QualificationAnnulled,
) -> Qualification:  # fmt: skip
    match event:
        case RegistrationRenewed(effective=day, registered_until=until):
            lapsed = qualification.stage is QualificationStage.EXPIRED
            counts = day if lapsed else qualification.counts_from
            return replace(
                qualification,
                stage=QualificationStage.REGISTERED,
                registered_until=until,
                noticed=False,
                counts_from=counts,
            )
        case RegistrationDue():
            return replace(qualification, noticed=True)
        case CertificateExpired():
            return replace(qualification, stage=QualificationStage.EXPIRED)
        case CertificateRevoked():
            return replace(qualification, stage=QualificationStage.REVOKED)
        case QualificationCorrected(effective=day, registered_until=until):
            return replace(qualification, since=day, registered_until=until, noticed=False)
        case QualificationAnnulled():
            return replace(qualification, stage=QualificationStage.ANNULLED)
