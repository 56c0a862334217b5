"""The person: a certificate, the sealed national id and the end of what is known are told."""

from services.personnel.domain.erasure_events import (
    ErasureDeclined,
    ErasureProposed,
    PersonalDataErased,
    RetentionBegan,
    RetentionStopped,
)
from services.personnel.domain.profile_events import (
    IdentityCorrected,
    IdentityCorrectionProposed,
    IdentityCorrectionRefused,
    IdNumberCorrected,
    ProfileAnnulled,
    ProfileCorrected,
    ProfileRecorded,
)
from services.personnel.domain.worker import (
    QualificationEnded,
    QualificationRegistered,
    WorkerEvent,
    WorkerMoved,
    WorkerRegistered,
    WorkerReturned,
)
from shared.published import Published
from shared.published.personnel.erasures import WorkerErasedV1
from shared.published.personnel.identity import WorkerIdentifiedV1
from shared.published.personnel.profile import ProfileChangedV1
from shared.published.personnel.qualifications import QualificationEndedV1, QualificationRegisteredV1


def publish(event: WorkerEvent) -> Published | None:  # noqa: C901  one match
    match event:
        case (
            WorkerRegistered(worker_id=worker, id_number=number) | IdNumberCorrected(worker_id=worker, id_number=number)
        ):
            return WorkerIdentifiedV1(worker_id=worker, id_number=number)
        case WorkerReturned() | WorkerMoved():
            return None
        case QualificationRegistered(worker_id=worker, level=level):
            return QualificationRegisteredV1(worker_id=worker, level=level.value)
        case QualificationEnded(worker_id=worker, level=level):
            return QualificationEndedV1(worker_id=worker, level=level.value)
        case PersonalDataErased(worker_id=worker, purposes=purposes):
            return WorkerErasedV1(worker_id=worker, purposes=tuple(p.value for p in purposes))
        case ProfileRecorded() | ProfileCorrected() | ProfileAnnulled():
            return ProfileChangedV1(
                worker_id=event.worker_id, fields=(event.field.value.lower(),), name=None, sex=None, birth_month=None
            )
        case IdentityCorrected():
            return ProfileChangedV1(
                worker_id=event.worker_id, fields=event.changed, name=event.name, sex=event.sex,
                birth_month=event.birth_month,
            )  # fmt: skip
        case IdentityCorrectionProposed() | IdentityCorrectionRefused():
            return None
        case RetentionBegan() | RetentionStopped() | ErasureProposed() | ErasureDeclined():
            return None
