"""How an archive goes: handed over with a manifest, sealed, destroyed on a list that another hand approved."""

from datetime import date
from hashlib import sha256
from uuid import UUID

from services.personnel.domain.archive_events import (
    ArchiveDestroyed,
    ArchiveEvent,
    ArchiveSealed,
    ArchiveTransferred,
    DestructionDeclined,
    DestructionProposed,
    ManifestLine,
)
from services.personnel.domain.archive_state import Archive, ArchivePhase
from services.personnel.domain.archives import kept
from services.personnel.domain.policies import Policies
from shared.kernel import Facts, Rejected, add_years, record, same_hand

# Commands


@record
class TransferArchive:
    """`receiver` is the body that takes it over, `document` the number of the transfer letter."""

    receiver: str
    document: str
    on: date


@record
class SealArchive:
    """Nothing more is added to what stays of a transferred archive."""


@record
class ProposeDestruction:
    list_number: str


@record
class DecideDestruction:
    """The list is approved, or declined with a reason."""

    list_number: str
    agreed: bool
    reason: str = ""


ClosingCommand = TransferArchive | SealArchive | ProposeDestruction | DecideDestruction

# Decisions


def decide(archive: Archive, command: ClosingCommand, facts: Facts[Policies]) -> tuple[ArchiveEvent, ...]:
    match command:
        case TransferArchive():
            return _transferred(archive, command, facts)
        case SealArchive():
            worker = _at(archive, ArchivePhase.TRANSFERRED)
            return (ArchiveSealed(effective=facts.today, worker_id=worker, sealed_by=facts.by),)
        case ProposeDestruction(list_number=number):
            return _proposed(archive, number, facts)
        case DecideDestruction():
            return _decided(archive, command, facts)


def _transferred(archive: Archive, command: TransferArchive, facts: Facts[Policies]) -> tuple[ArchiveEvent, ...]:
    """Only after the exit, and only what is not lent out."""
    worker = kept(archive)
    if archive.left is None or not archive.left <= command.on <= facts.today:
        raise Rejected("archives.transfer-day", field="/on")
    if archive.out:
        raise Rejected("archives.lent")
    if not command.receiver.strip() or not command.document.strip():
        raise Rejected("archives.receiver", field="/receiver")
    lines = tuple(
        ManifestLine(material_id=m.material_id, material_class=m.material_class, reference=m.reference, sha256=m.sha256)
        for m in archive.materials
    )
    return (
        ArchiveTransferred(
            effective=command.on, worker_id=worker, receiver=command.receiver, document=command.document, manifest=lines,
            manifest_hash=hash_of(lines), due=archive.due, transferred_by=facts.by,
        ),
    )  # fmt: skip


def hash_of(lines: tuple[ManifestLine, ...]) -> str:
    """SHA-256 over the manifest as text: one line a material, class, number and hash with tabs between."""
    text = "".join(f"{line.material_class}\t{line.reference}\t{line.sha256}\n" for line in lines)
    return sha256(text.encode()).hexdigest()


def kept_until(archive: Archive) -> date | None:
    """The last day that the longest-lived material is kept; none before the person has left."""
    if archive.left is None:
        return None
    return add_years(archive.left, max((m.retention_years for m in archive.materials), default=0))


def _proposed(archive: Archive, number: str, facts: Facts[Policies]) -> tuple[ArchiveEvent, ...]:
    worker, until = _at(archive, ArchivePhase.SEALED), kept_until(archive)
    if not number.strip():
        raise Rejected("archives.list", field="/list_number")
    if until is None or until >= facts.today:
        raise Rejected("archives.retained", until="" if until is None else until.isoformat())
    if archive.listed is not None:
        return ()
    return (
        DestructionProposed(effective=facts.today, worker_id=worker, list_number=number, proposed_by=facts.by),
    )  # fmt: skip


def _decided(archive: Archive, command: DecideDestruction, facts: Facts[Policies]) -> tuple[ArchiveEvent, ...]:
    listed = archive.listed
    if archive.worker_id is None or listed is None or listed.list_number != command.list_number:
        raise Rejected("archives.not-listed", field="/list_number")
    if same_hand(listed.proposed_by, facts.by):
        raise Rejected("archives.own-list")
    if command.agreed:
        destroyed = ArchiveDestroyed(
            effective=facts.today, worker_id=archive.worker_id, list_number=command.list_number,
            proposed_by=listed.proposed_by, approved_by=facts.by,
        )  # fmt: skip
        return (destroyed,)
    if not command.reason.strip():
        raise Rejected("archives.reason", field="/reason")
    return (
        DestructionDeclined(
            effective=facts.today, worker_id=archive.worker_id, list_number=command.list_number, reason=command.reason,
            declined_by=facts.by,
        ),
    )  # fmt: skip


def _at(archive: Archive, phase: ArchivePhase) -> UUID:
    if archive.worker_id is None or archive.phase is not phase:
        raise Rejected("archives.phase", phase=archive.phase.value)
    return archive.worker_id
