"""Archives: one row a person, at its phase, with the day by which it has to be handed over."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Date, Index, RowMapping, Table, Text, Uuid, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain import archive_events as events
from services.personnel.domain.archive_events import ArchiveEvent
from services.personnel.domain.archive_state import ArchivePhase
from shared.kernel import Recorded, Scope
from shared.readmodel import Patch, Projection, Put, RowChange, metadata
from shared.readmodel.scope import inside

archive = Table(
    "archive",
    metadata,
    Column("worker_id", Uuid, primary_key=True),
    Column("region", Text(collation="C"), nullable=False),
    Column("phase", Text, nullable=False),
    Column("opened", Date, nullable=False),
    Column("last_day", Date),
    Column("due", Date),
    Column("transferred", Date),
    Column("receiver", Text),
    Column("manifest_hash", Text),
    Column("list_number", Text),
    Index("archive_by_phase", "phase", "opened", "worker_id"),
)


def project(recorded: Recorded[ArchiveEvent]) -> tuple[RowChange, ...]:  # noqa: C901  one match
    event = recorded.event
    match event:
        case events.ArchiveOpened():
            row = Put(
                archive, worker_id=event.worker_id, region=event.region, phase=ArchivePhase.CREATED.value,
                opened=event.effective, last_day=None, due=None, transferred=None, receiver=None, manifest_hash=None,
                list_number=None,
            )  # fmt: skip
            return (row,)
        case events.ArchiveTransferAsked(worker_id=id, effective=left, due=due):
            return (Patch(archive, worker_id=id, last_day=left, due=due),)
        case events.ArchiveTransferWithdrawn(worker_id=id):
            return (Patch(archive, worker_id=id, last_day=None, due=None),)
        case events.ArchiveTransferred():
            return (_transferred(event),)
        case events.ArchiveSealed(worker_id=id):
            return (Patch(archive, worker_id=id, phase=ArchivePhase.SEALED.value),)
        case events.DestructionProposed(worker_id=id, list_number=number):
            return (Patch(archive, worker_id=id, list_number=number),)
        case events.DestructionDeclined(worker_id=id):
            return (Patch(archive, worker_id=id, list_number=None),)
        case events.ArchiveDestroyed(worker_id=id):
            return (Patch(archive, worker_id=id, phase=ArchivePhase.DESTROYED.value),)
        case _:
            return ()


def _transferred(event: events.ArchiveTransferred) -> Patch:
    changes: dict[str, Any] = {
        "phase": ArchivePhase.TRANSFERRED.value, "transferred": event.effective, "receiver": event.receiver,
        "manifest_hash": event.manifest_hash,
    }  # fmt: skip
    return Patch(archive, worker_id=event.worker_id, **changes)


ARCHIVES = Projection(name="archives", tables=(archive,), streams=("archive",), project=project)


async def at_phase(
    read: AsyncConnection, scope: Scope, phase: str, *, after: tuple[date, UUID] | None, limit: int
) -> Sequence[RowMapping]:
    """The oldest first; `after` is (opened, worker_id)."""
    order = (archive.c.opened, archive.c.worker_id)
    rows = select(archive).where(inside(archive.c.region, scope), archive.c.phase == phase)
    if after is not None:
        rows = rows.where(tuple_(*order) > after)
    return (await read.execute(rows.order_by(*order).limit(limit))).mappings().all()
