"""Every employment there ever was, one row each: who was with whom from when until when, and on which ground it ended."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Date, Index, RowMapping, Table, Text, Uuid, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain import employment as events
from services.personnel.domain import exit_events as exits
from services.personnel.domain import transfer_events as transfers
from shared.kernel import Recorded
from shared.readmodel import Patch, Projection, Put, RowChange, metadata

spell = Table(
    "spell",
    metadata,
    Column("employment_id", Uuid, primary_key=True),
    Column("worker_id", Uuid, nullable=False, index=True),
    Column("region", Text(collation="C"), nullable=False, index=True),
    Column("employer", Text(collation="C"), nullable=False),
    Column("starts", Date, nullable=False),
    Column("last_day", Date, index=True),
    Column("ground", Text),
    Column("category", Text),
    Column("post_category", Text),
    Column("community_work_since", Date),
    Index("spell_by_region", "region", "worker_id"),
)


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    id, event = recorded.stream_id, recorded.event
    match event:
        case events.Hired():
            return (_begun(id, event),)
        case events.Exited(effective=last_day, ground=ground) | exits.ExitCorrected(effective=last_day, ground=ground):
            return (Patch(spell, employment_id=id, last_day=last_day, ground=ground.value),)
        case transfers.WorkplaceChanged(workplace=region):
            return (Patch(spell, employment_id=id, region=region),)
        case transfers.TransferAnnulled(workplace=region, took_effect=True):
            return (Patch(spell, employment_id=id, region=region),)
        case exits.ExitAnnulled():
            return (Patch(spell, employment_id=id, last_day=None, ground=None),)
        case _:
            return ()


def _begun(id: UUID, event: events.Hired) -> Put:
    return Put(
        spell, employment_id=id, worker_id=event.worker_id, region=event.workplace, employer=event.employer,
        starts=event.effective, last_day=None, ground=None, category=event.category.value,
        post_category=event.post_category.value, community_work_since=event.community_work_since,
    )  # fmt: skip


SPELLS = Projection(name="spells", tables=(spell,), streams=("employment",), project=project)


async def of_worker(read: AsyncConnection, worker_id: UUID) -> Sequence[RowMapping]:
    """A person's employments, the newest last."""
    return await of_workers(read, [worker_id])


async def of_workers(read: AsyncConnection, workers: Sequence[UUID]) -> Sequence[RowMapping]:
    """The employments of these people, of each the newest last."""
    rows = select(spell).where(spell.c.worker_id.in_(workers)).order_by(spell.c.starts, spell.c.employment_id)
    return (await read.execute(rows)).mappings().all()
