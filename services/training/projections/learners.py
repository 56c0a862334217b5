"""Who is in the training books: the sealed name and the region, to show beside a duty."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import Column, Table, Text, Uuid, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.training.domain import duty_events as book
from services.training.domain.duty_events import DutyBookEvent
from shared.kernel import Recorded, Region, Sealed
from shared.readmodel import Patch, Projection, Put, RowChange, metadata, sealed_column

learner = Table(
    "learner",
    metadata,
    Column("worker_id", Uuid, primary_key=True),
    sealed_column("name", "personnel.worker.name"),
    Column("region", Text(collation="C"), nullable=False),
)


def project(recorded: Recorded[DutyBookEvent]) -> tuple[RowChange, ...]:
    match recorded.event:
        case book.EmploymentBegan(worker_id=worker, name=name, workplace=workplace):
            return (Put(learner, worker_id=worker, name=name.token, region=workplace),)
        case book.LearnerMoved(worker_id=worker, workplace=region):
            return (Patch(learner, worker_id=worker, region=region),)
        case book.LearnerRenamed(worker_id=worker, name=name):
            return (Patch(learner, worker_id=worker, name=name.token),)
        case book.PersonForgotten(worker_id=worker):
            return (Patch(learner, worker_id=worker, name=None),)
        case _:
            return ()


LEARNERS = Projection(name="learners", tables=(learner,), streams=("duty_book",), project=project)


async def region_of(read: AsyncConnection, worker_id: UUID) -> Region | None:
    """Where the person works; nothing for somebody unknown."""
    found = (await read.execute(select(learner.c.region).where(learner.c.worker_id == worker_id))).scalar_one_or_none()
    return None if found is None else Region(found)


async def names(read: AsyncConnection, workers: Collection[UUID]) -> Mapping[UUID, Sealed]:
    """The sealed name of each who is not forgotten."""
    known = learner.c.worker_id.in_(workers) & learner.c.name.is_not(None)
    rows = await read.execute(select(learner.c.worker_id, learner.c.name).where(known))
    return {worker_id: Sealed(name) for worker_id, name in rows}
