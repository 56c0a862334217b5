"""A person's archive: what is so after everything that happened to it."""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.personnel.domain.archive_events import (
    ArchiveDestroyed,
    ArchiveEvent,
    ArchiveLent,
    ArchiveLoanOverdue,
    ArchiveOpened,
    ArchiveReturned,
    ArchiveSealed,
    ArchiveTransferAsked,
    ArchiveTransferOverdue,
    ArchiveTransferred,
    ArchiveTransferWithdrawn,
    DestructionDeclined,
    DestructionProposed,
    MaterialAdded,
    MaterialAnnulled,
)
from shared.kernel import NATION, Region, record


class ArchivePhase(StrEnum):
    NONE = "NONE"
    CREATED = "CREATED"
    TRANSFERRED = "TRANSFERRED"
    SEALED = "SEALED"
    DESTROYED = "DESTROYED"


@record
class Material:
    material_id: UUID
    material_class: str
    reference: str
    sha256: str
    source: str
    dated: date
    retention_years: int
    added_by: str


@record
class Loan:
    """No `returned`: still out. `told`: its being overdue was told."""

    loan_id: UUID
    borrower: str
    purpose: str
    lent: date
    due: date
    materials: tuple[UUID, ...]
    returned: date | None = None
    told: bool = False


@record
class Archive:
    """`left` is the last day of work, `due` by when the archive has to be handed over."""

    worker_id: UUID | None = None
    region: Region = NATION
    phase: ArchivePhase = ArchivePhase.NONE
    materials: tuple[Material, ...] = ()
    loans: tuple[Loan, ...] = ()
    left: date | None = None
    due: date | None = None
    overdue_told: bool = False
    transferred: ArchiveTransferred | None = None
    listed: DestructionProposed | None = None

    @property
    def out(self) -> tuple[Loan, ...]:
        return tuple(loan for loan in self.loans if loan.returned is None)

    def material(self, id: UUID) -> Material | None:
        return next((m for m in self.materials if m.material_id == id), None)


def evolve(archive: Archive, event: ArchiveEvent) -> Archive:  # noqa: C901  one match
    match event:
        case ArchiveOpened():
            return Archive(worker_id=event.worker_id, region=event.region, phase=ArchivePhase.CREATED)
        case MaterialAdded():
            return replace(archive, materials=(*archive.materials, _material(event)))
        case MaterialAnnulled(material_id=id):
            return replace(archive, materials=tuple(m for m in archive.materials if m.material_id != id))
        case ArchiveLent():
            loan = Loan(
                loan_id=event.loan_id, borrower=event.borrower, purpose=event.purpose, lent=event.effective, due=event.due,
                materials=event.materials,
            )  # fmt: skip
            return replace(archive, loans=(*archive.loans, loan))
        case ArchiveReturned(loan_id=id, effective=day):
            back = tuple(replace(x, returned=day) if x.loan_id == id else x for x in archive.loans)
            return replace(archive, loans=back)
        case ArchiveLoanOverdue(loan_id=id):
            told = tuple(replace(x, told=True) if x.loan_id == id else x for x in archive.loans)
            return replace(archive, loans=told)
        case ArchiveTransferAsked(effective=left, due=due):
            return replace(archive, left=left, due=due, overdue_told=False)
        case ArchiveTransferWithdrawn():
            return replace(archive, left=None, due=None, overdue_told=False)
        case ArchiveTransferOverdue():
            return replace(archive, overdue_told=True)
        case ArchiveTransferred():
            return replace(archive, phase=ArchivePhase.TRANSFERRED, transferred=event)
        case ArchiveSealed():
            return replace(archive, phase=ArchivePhase.SEALED)
        case DestructionProposed():
            return replace(archive, listed=event)
        case DestructionDeclined():
            return replace(archive, listed=None)
        case ArchiveDestroyed():
            return replace(archive, phase=ArchivePhase.DESTROYED, listed=None)


def _material(event: MaterialAdded) -> Material:
    return Material(
        material_id=event.material_id, material_class=event.material_class, reference=event.reference, sha256=event.sha256,
        source=event.source, dated=event.effective, retention_years=event.retention_years, added_by=event.added_by,
    )  # fmt: skip
