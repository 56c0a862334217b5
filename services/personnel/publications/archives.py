"""Archives: materials by class and hash, the transfer, the destruction; loans stay inside."""

from services.personnel.domain import archive_events as events
from services.personnel.domain.archive_events import ArchiveEvent
from shared.published import Published
from shared.published.personnel.archives import ArchiveDestroyedV1, ArchiveMaterialAddedV1, ArchiveTransferredV1


def publish(event: ArchiveEvent) -> Published | None:
    match event:
        case events.MaterialAdded():
            return ArchiveMaterialAddedV1(
                worker_id=event.worker_id, material_id=event.material_id, material_class=event.material_class,
                sha256=event.sha256,
            )  # fmt: skip
        case events.ArchiveTransferred():
            return ArchiveTransferredV1(
                worker_id=event.worker_id,
                materials=len(event.manifest),
                manifest_hash=event.manifest_hash,
                due=event.due,
            )
        case events.ArchiveDestroyed(worker_id=worker, list_number=number):
            return ArchiveDestroyedV1(worker_id=worker, list_number=number)
        case _:
            return None
