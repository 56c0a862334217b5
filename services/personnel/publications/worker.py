"""The person: a certificate is told, the sealed identity is not."""

from services.personnel.domain.worker import QualificationRegistered, WorkerEvent, WorkerRegistered
from shared.published import Published
from shared.published.personnel.qualifications import QualificationRegisteredV1


def publish(event: WorkerEvent) -> Published | None:
    match event:
        case WorkerRegistered():
            return None
        case QualificationRegistered(worker_id=worker, level=level):
            return QualificationRegisteredV1(worker_id=worker, level=level.value)
