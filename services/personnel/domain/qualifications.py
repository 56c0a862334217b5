"""Social-worker certificates (社会工作者职业水平证书): registered once per number, counted from the day of registration."""

from datetime import date
from uuid import UUID

from services.personnel.domain.policies import Policies
from services.personnel.domain.scheme_terms import Certificate, highest_certificate
from services.personnel.domain.worker import QualificationEnded, QualificationRegistered, Worker
from shared.kernel import DAY, CertificateNumber, Facts, Rejected, record


@record
class RegisterQualification:
    """`number_hash` is the blind index of the certificate number: nobody registers the same paper twice. Empty where the paper
    is registered again after its registration ran out.
    """

    worker_id: UUID
    level: Certificate
    number: CertificateNumber
    number_hash: str
    registered_on: date


@record
class EndQualification:
    """It ran out or was revoked; it never was where `last_day` lies before its first. `number_hash` is given back, if it may be
    registered for somebody else.
    """

    worker_id: UUID
    fact: UUID
    level: Certificate
    last_day: date
    number_hash: str = ""


@record
class MoveQualification:
    """The day of registration was entered wrongly."""

    worker_id: UUID
    fact: UUID
    level: Certificate
    number: CertificateNumber
    registered_on: date


PaperCommand = RegisterQualification | EndQualification | MoveQualification


def register(
    worker: Worker, command: RegisterQualification, facts: Facts[Policies]
) -> tuple[QualificationRegistered, ...]:
    if not worker.known:
        raise Rejected("qualifications.unknown-worker")
    if command.registered_on > facts.today:
        raise Rejected("qualifications.future", field="/registered_on")
    if any(level == command.level for _, level in worker.certificates):
        raise Rejected("qualifications.held", field="/level")
    return (
        QualificationRegistered(
            effective=command.registered_on,
            worker_id=command.worker_id,
            level=command.level,
            number=command.number,
            certificate=_highest(worker, command.level),
        ),
    )


def end(worker: Worker, command: EndQualification) -> tuple[QualificationEnded, ...]:
    """Harmless where nothing of the level is known any more."""
    if all(level != command.level for _, level in worker.certificates):
        return ()
    return (_ended(worker, command, command.last_day),)


def move(worker: Worker, command: MoveQualification) -> tuple[QualificationEnded | QualificationRegistered, ...]:
    """Ended as if it never was, and registered on the right day."""
    since = next((day for day, level in worker.certificates if level == command.level), None)
    if since is None:
        raise Rejected("qualifications.unknown")
    moved = QualificationRegistered(
        effective=command.registered_on, worker_id=command.worker_id, level=command.level, number=command.number,
        certificate=_highest(worker, command.level),
    )  # fmt: skip
    return (_ended(worker, command, since - DAY), moved)


def _ended(worker: Worker, command: EndQualification | MoveQualification, last_day: date) -> QualificationEnded:
    left = [other for _, other in worker.certificates if other != command.level]
    return QualificationEnded(
        effective=last_day, worker_id=command.worker_id, fact=command.fact, level=command.level,
        certificate=highest_certificate(left),
    )  # fmt: skip


def _highest(worker: Worker, level: Certificate) -> Certificate:
    return highest_certificate((level, *(each for _, each in worker.certificates))) or level
