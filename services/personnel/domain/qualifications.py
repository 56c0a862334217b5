"""Social-worker certificates (社会工作者职业水平证书): registered once per number, counted from the day of registration."""

from datetime import date
from uuid import UUID

from services.personnel.domain.policies import Policies
from services.personnel.domain.scheme_terms import Certificate
from services.personnel.domain.worker import QualificationRegistered, Worker
from shared.kernel import CertificateNumber, Facts, Rejected, record


@record
class RegisterQualification:
    """`number_hash` is the blind index of the certificate number: nobody registers the same paper twice."""

    worker_id: UUID
    level: Certificate
    number: CertificateNumber
    number_hash: str
    registered_on: date


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
            effective=command.registered_on, worker_id=command.worker_id, level=command.level, number=command.number
        ),
    )
