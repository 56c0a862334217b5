"""The person (人员): one stream for life. Personal values are sealed; identity comes from the national id.

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from typing import Any, ClassVar, Final
from uuid import UUID

from services.personnel.domain import erasure_events, profile_events
from services.personnel.domain.erasure_events import ErasureEvent, Keeping, Purpose
from services.personnel.domain.policies import Policies
from services.personnel.domain.profile_events import IdentityCorrected, Profile, ProfileEvent
from services.personnel.domain.scheme_terms import Certificate, Education, highest_certificate
from shared.kernel import (
    NATION,
    CertificateNumber,
    Facts,
    Region,
    Rejected,
    WorkerIdNumber,
    WorkerName,
    WorkerPhone,
    record,
)

NATIONAL_ID: Final = "national-id"
CERTIFICATE: Final = "certificate"
PROPOSED_ID: Final = "proposed-national-id"

# Events


@record
class WorkerRegistered:
    """Effective = first day of work. `sex` and `birth_month` (1990-05) are derived from the national id (P-17.5)."""

    effective: date
    worker_id: UUID
    region: Region
    name: WorkerName
    id_number: WorkerIdNumber
    phone: WorkerPhone | None
    sex: str
    birth_month: str
    education: Education


@record
class QualificationRegistered:
    """A social-worker certificate is registered (登记) from the effective day; its number is sealed.

    `certificate` is the highest level that is held with it.
    """

    schema_version: ClassVar[int] = 2
    effective: date
    worker_id: UUID
    level: Certificate
    number: CertificateNumber
    certificate: Certificate


def registered_before_the_highest(stored: dict[str, Any]) -> dict[str, Any]:
    """QualificationRegistered of version 1: the one that was registered last was shown."""
    return {**stored, "certificate": stored["level"]}


@record
class WorkerReturned:
    """The same person is employed again. Effective = first day of work."""

    effective: date
    worker_id: UUID
    region: Region


@record
class QualificationEnded:
    """It counts no longer. Effective = the last day on which it did, the day before its first where it never was.

    `fact` is the id under which the grade counted it, `certificate` the highest level that is left.
    """

    effective: date
    worker_id: UUID
    fact: UUID
    level: Certificate
    certificate: Certificate | None


@record
class WorkerMoved:
    """The person works in another community of the street from the effective day."""

    effective: date
    worker_id: UUID
    region: Region


WorkerEvent = (
    WorkerMoved | WorkerRegistered | WorkerReturned | QualificationRegistered | QualificationEnded | ErasureEvent | ProfileEvent
)  # fmt: skip

# State


@record
class Worker:
    """`known`: there is a person behind the id; after the identity was erased there is none any more."""

    region: Region = NATION
    known: bool = False
    certificates: tuple[tuple[date, Certificate], ...] = ()
    keeping: Keeping = Keeping()
    name: WorkerName | None = None
    id_number: WorkerIdNumber | None = None
    sex: str = ""
    birth_month: str = ""
    profile: Profile = Profile()

    def certificate_on(self, day: date) -> Certificate | None:
        """The highest level registered by the day."""
        held = [level for since, level in self.certificates if since <= day]
        return highest_certificate(held)


def evolve(worker: Worker, event: WorkerEvent) -> Worker:
    if isinstance(event, ErasureEvent):
        keeping = erasure_events.evolve(worker.keeping, event)
        gone = Purpose.IDENTITY in keeping.erased
        profile = replace(worker.profile, proposed=None) if gone else worker.profile
        return replace(worker, keeping=keeping, known=worker.known and not gone, profile=profile)
    match event:
        case WorkerRegistered(region=region):
            profile = profile_events.hired_with(event.worker_id, event.effective, event.phone)
            return _identified(replace(worker, region=region, known=True, profile=profile), event)
        case IdentityCorrected():
            return _identified(replace(worker, profile=profile_events.evolve(worker.profile, event)), event)
        case QualificationRegistered(effective=day, level=level):
            return replace(worker, certificates=(*worker.certificates, (day, level)))
        case WorkerReturned(region=region) | WorkerMoved(region=region):
            return replace(worker, region=region)
        case QualificationEnded(level=level):
            return replace(worker, certificates=tuple(c for c in worker.certificates if c[1] != level))
        case _:
            return replace(worker, profile=profile_events.evolve(worker.profile, event))


def _identified(worker: Worker, event: WorkerRegistered | IdentityCorrected) -> Worker:
    return replace(worker, name=event.name, id_number=event.id_number, sex=event.sex, birth_month=event.birth_month)


# Commands


@record
class RegisterWorker:
    """`id_hash` is the blind index of the national id: the reservation that makes a person unique."""

    worker_id: UUID
    region: Region
    name: WorkerName
    id_number: WorkerIdNumber
    id_hash: str
    phone: WorkerPhone | None
    sex: str
    birth_month: str
    education: Education
    starts: date


@record
class ReturnWorker:
    """Known by the national id; the identity stays as it was sealed."""

    worker_id: UUID
    region: Region
    starts: date


@record
class PlaceWorker:
    worker_id: UUID
    community: Region


# Decisions


def register(worker: Worker, command: RegisterWorker, facts: Facts[Policies]) -> tuple[WorkerRegistered, ...]:
    if worker.known or worker.keeping.erased:
        raise Rejected("hiring.known-person")
    return (
        WorkerRegistered(
            effective=command.starts, worker_id=command.worker_id, region=command.region, name=command.name,
            id_number=command.id_number, phone=command.phone, sex=command.sex, birth_month=command.birth_month,
            education=command.education,
        ),
    )  # fmt: skip


def come_back(worker: Worker, command: ReturnWorker) -> tuple[WorkerReturned, ...]:
    if not worker.known:
        raise Rejected("hiring.unknown-person")
    return (WorkerReturned(effective=command.starts, worker_id=command.worker_id, region=command.region),)


def place(worker: Worker, command: PlaceWorker, facts: Facts[Policies]) -> tuple[WorkerMoved, ...]:
    if not worker.known or worker.region == command.community:
        return ()
    return (WorkerMoved(effective=facts.today, worker_id=command.worker_id, region=command.community),)
