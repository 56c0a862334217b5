"""Personnel archives: what was added, handed over, destroyed; hashes, never what a material says."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.kernel import record
from shared.published.envelope import Name


@record
class ArchiveMaterialAddedV1:
    """Effective = date of the material."""

    told: ClassVar[Name] = Name("personnel.archive.material_added")
    worker_id: UUID
    material_id: UUID
    material_class: str
    sha256: str


@record
class ArchiveTransferredV1:
    """Effective = the day of the handing over; `due` = by when the law wanted it."""

    told: ClassVar[Name] = Name("personnel.archive.transferred")
    worker_id: UUID
    materials: int
    manifest_hash: str
    due: date | None


@record
class ArchiveDestroyedV1:
    """By an approved list."""

    told: ClassVar[Name] = Name("personnel.archive.destroyed")
    worker_id: UUID
    list_number: str
