"""Personnel archives (人事档案, P-09.6): a catalogue with hashes, a log of loans, the transfer within 15 days of leaving."""

import re
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from services.personnel.domain.archive_events import (
    ArchiveEvent,
    ArchiveLent,
    ArchiveLoanOverdue,
    ArchiveOpened,
    ArchiveReturned,
    ArchiveTransferAsked,
    ArchiveTransferOverdue,
    ArchiveTransferWithdrawn,
    MaterialAdded,
    MaterialAnnulled,
)
from services.personnel.domain.archive_state import Archive, ArchivePhase
from services.personnel.domain.policies import Policies
from shared.kernel import DAY, Facts, Region, Rejected, record

_SHA256: Final = re.compile(r"[0-9a-f]{64}")

# Commands


@record
class OpenArchive:
    worker_id: UUID
    region: Region
    since: date


@record
class AddMaterial:
    """`material_class` is one of policy's codes, `dated` the day of the paper, `source` who made it."""

    material_id: UUID
    material_class: str
    reference: str
    sha256: str
    source: str
    dated: date


@record
class AnnulMaterial:
    material_id: UUID
    reason: str


@record
class LendArchive:
    """No `materials`: all of it."""

    loan_id: UUID
    borrower: str
    purpose: str
    due: date
    materials: tuple[UUID, ...] = ()


@record
class TakeArchiveBack:
    loan_id: UUID


@record
class AskArchiveTransfer:
    """An exit; `region` tells where it lies, if no archive was opened."""

    worker_id: UUID
    region: Region
    since: date
    last_day: date


@record
class KeepArchive:
    """The exit is undone."""


@record
class FollowArchive:
    """The calendar: a loan's last day has passed, or the day of the transfer."""


KeepingCommand = (
    OpenArchive | AddMaterial | AnnulMaterial | LendArchive | TakeArchiveBack | AskArchiveTransfer | KeepArchive | FollowArchive
)  # fmt: skip

# Decisions


def decide(  # noqa: C901  one match
    archive: Archive, command: KeepingCommand, facts: Facts[Policies]
) -> tuple[ArchiveEvent, ...]:
    match command:
        case OpenArchive():
            return _opened(archive, command.worker_id, command.region, command.since)
        case AddMaterial():
            return _added(archive, command, facts)
        case AnnulMaterial():
            return _annulled(archive, command, facts)
        case LendArchive():
            return _lent(archive, command, facts)
        case TakeArchiveBack(loan_id=id):
            return _returned(archive, id, facts)
        case AskArchiveTransfer():
            return _asked(archive, command, facts)
        case KeepArchive():
            return _stays(archive, facts)
        case FollowArchive():
            return _followed(archive, facts)


def _opened(archive: Archive, worker: UUID, region: Region, since: date) -> tuple[ArchiveEvent, ...]:
    if archive.phase is not ArchivePhase.NONE:
        return ()
    return (ArchiveOpened(effective=since, worker_id=worker, region=region),)


def _added(archive: Archive, command: AddMaterial, facts: Facts[Policies]) -> tuple[ArchiveEvent, ...]:
    worker = kept(archive)
    classes = {each.code: each for each in facts.policies.archive_classes.on(facts.today)}
    if command.material_class not in classes:
        raise Rejected("archives.class", field="/material_class", known=", ".join(classes))
    if not command.reference.strip() or not command.source.strip():
        raise Rejected("archives.reference", field="/reference")
    if not _SHA256.fullmatch(command.sha256):
        raise Rejected("archives.hash", field="/sha256")
    if any(command.sha256 == m.sha256 for m in archive.materials):
        raise Rejected("archives.known", field="/sha256")
    if command.dated > facts.today:
        raise Rejected("archives.future", field="/dated")
    return (
        MaterialAdded(
            effective=command.dated, worker_id=worker, material_id=command.material_id,
            material_class=command.material_class, reference=command.reference, sha256=command.sha256,
            source=command.source, retention_years=classes[command.material_class].retention_years, added_by=facts.by,
        ),
    )  # fmt: skip


def _annulled(archive: Archive, command: AnnulMaterial, facts: Facts[Policies]) -> tuple[ArchiveEvent, ...]:
    worker = kept(archive)
    if archive.material(command.material_id) is None:
        raise Rejected("archives.no-material", field="/material_id")
    if not command.reason.strip():
        raise Rejected("archives.reason", field="/reason")
    return (
        MaterialAnnulled(
            effective=facts.today, worker_id=worker, material_id=command.material_id, reason=command.reason,
            annulled_by=facts.by,
        ),
    )  # fmt: skip


def _lent(archive: Archive, command: LendArchive, facts: Facts[Policies]) -> tuple[ArchiveEvent, ...]:
    """What is out already is not lent a second time."""
    worker, longest = kept(archive), facts.policies.archive_loan_days.on(facts.today)
    if not command.borrower.strip() or not command.purpose.strip():
        raise Rejected("archives.borrower", field="/borrower")
    if not facts.today <= command.due <= facts.today + timedelta(days=longest):
        raise Rejected("archives.due", field="/due", longest=longest)
    if any(archive.material(id) is None for id in command.materials):
        raise Rejected("archives.no-material", field="/materials")
    if any(not command.materials or not x.materials or set(command.materials) & set(x.materials) for x in archive.out):
        raise Rejected("archives.lent")
    return (
        ArchiveLent(
            effective=facts.today, worker_id=worker, loan_id=command.loan_id, borrower=command.borrower,
            purpose=command.purpose, due=command.due, materials=command.materials, lent_by=facts.by,
        ),
    )  # fmt: skip


def _returned(archive: Archive, id: UUID, facts: Facts[Policies]) -> tuple[ArchiveEvent, ...]:
    if archive.worker_id is None or all(loan.loan_id != id for loan in archive.out):
        raise Rejected("archives.not-lent")
    return (
        ArchiveReturned(effective=facts.today, worker_id=archive.worker_id, loan_id=id, received_by=facts.by),
    )  # fmt: skip


def _asked(archive: Archive, command: AskArchiveTransfer, facts: Facts[Policies]) -> tuple[ArchiveEvent, ...]:
    """Labour Contract Law art. 50: within fifteen days."""
    if archive.left == command.last_day or archive.phase not in (ArchivePhase.NONE, ArchivePhase.CREATED):
        return ()
    days = facts.policies.archive_transfer_days.on(command.last_day)
    asked = ArchiveTransferAsked(
        effective=command.last_day, worker_id=command.worker_id, due=command.last_day + timedelta(days=days)
    )
    return (*_opened(archive, command.worker_id, command.region, command.since), asked)


def _stays(archive: Archive, facts: Facts[Policies]) -> tuple[ArchiveEvent, ...]:
    if archive.worker_id is None or archive.due is None or archive.phase is not ArchivePhase.CREATED:
        return ()
    return (ArchiveTransferWithdrawn(effective=facts.today, worker_id=archive.worker_id),)


def _followed(archive: Archive, facts: Facts[Policies]) -> tuple[ArchiveEvent, ...]:
    if archive.worker_id is None:
        return ()
    late: list[ArchiveEvent] = [
        ArchiveLoanOverdue(effective=x.due + DAY, worker_id=archive.worker_id, loan_id=x.loan_id, due=x.due)
        for x in archive.out
        if x.due < facts.today and not x.told
    ]
    waiting = archive.phase is ArchivePhase.CREATED and not archive.overdue_told
    if waiting and archive.due is not None and archive.due < facts.today:
        late.append(ArchiveTransferOverdue(effective=archive.due + DAY, worker_id=archive.worker_id, due=archive.due))
    return tuple(late)


def kept(archive: Archive) -> UUID:
    """Whose archive is kept here, neither transferred nor destroyed."""
    if archive.worker_id is None or archive.phase is not ArchivePhase.CREATED:
        raise Rejected("archives.phase", phase=archive.phase.value)
    return archive.worker_id
