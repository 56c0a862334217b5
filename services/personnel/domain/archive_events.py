"""What can have happened to a person's archive (人事档案): catalogue, loans, transfer, seal, destruction. The stream's id is the worker's.

Class and field names of events are the storage format: add, never rename.
"""

from datetime import date
from uuid import UUID

from shared.kernel import Region, record


@record
class ManifestLine:
    """One material as the transfer manifest (转递单) names it."""

    material_id: UUID
    material_class: str
    reference: str
    sha256: str


# Events


@record
class ArchiveOpened:
    """Effective = first day of work."""

    effective: date
    worker_id: UUID
    region: Region


@record
class MaterialAdded:
    """Effective = date of the material; `material_class` is a code of policy, `reference` its number, `sha256` of its file.

    It is kept for `retention_years` after the person has left.
    """

    effective: date
    worker_id: UUID
    material_id: UUID
    material_class: str
    reference: str
    sha256: str
    source: str
    retention_years: int
    added_by: str


@record
class MaterialAnnulled:
    effective: date
    worker_id: UUID
    material_id: UUID
    reason: str
    annulled_by: str


@record
class ArchiveLent:
    """Effective = the day it went out; `materials` empty = all of it; `due` = last day of the loan."""

    effective: date
    worker_id: UUID
    loan_id: UUID
    borrower: str
    purpose: str
    due: date
    materials: tuple[UUID, ...]
    lent_by: str


@record
class ArchiveReturned:
    effective: date
    worker_id: UUID
    loan_id: UUID
    received_by: str


@record
class ArchiveLoanOverdue:
    """Effective = the day after the last one of the loan."""

    effective: date
    worker_id: UUID
    loan_id: UUID
    due: date


@record
class ArchiveTransferAsked:
    """The person has left: effective = last day of work, `due` = by when the archive has to be handed over."""

    effective: date
    worker_id: UUID
    due: date


@record
class ArchiveTransferWithdrawn:
    """The exit is undone: the archive stays."""

    effective: date
    worker_id: UUID


@record
class ArchiveTransferOverdue:
    effective: date
    worker_id: UUID
    due: date


@record
class ArchiveTransferred:
    """Effective = the day of the handing over; `manifest_hash` is over the lines of the manifest."""

    effective: date
    worker_id: UUID
    receiver: str
    document: str
    manifest: tuple[ManifestLine, ...]
    manifest_hash: str
    due: date | None
    transferred_by: str


@record
class ArchiveSealed:
    """What stays here of a transferred archive, the catalogue and the log of loans, is closed."""

    effective: date
    worker_id: UUID
    sealed_by: str


@record
class DestructionProposed:
    """The archive stands on a list of archives to be destroyed."""

    effective: date
    worker_id: UUID
    list_number: str
    proposed_by: str


@record
class DestructionDeclined:
    effective: date
    worker_id: UUID
    list_number: str
    reason: str
    declined_by: str


@record
class ArchiveDestroyed:
    effective: date
    worker_id: UUID
    list_number: str
    proposed_by: str
    approved_by: str


ArchiveEvent = (
    ArchiveOpened | MaterialAdded | MaterialAnnulled | ArchiveLent | ArchiveReturned | ArchiveLoanOverdue
    | ArchiveTransferAsked | ArchiveTransferWithdrawn | ArchiveTransferOverdue | ArchiveTransferred | ArchiveSealed | DestructionProposed
    | DestructionDeclined | ArchiveDestroyed
)  # fmt: skip
