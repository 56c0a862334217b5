"""Names and national ids as they were told, sealed, each wording a row: what a run's files name is pinned to what the run knew."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Column, ColumnElement, Table, Uuid, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from services.payroll.domain.entitlement_events import PayEnrolled
from services.payroll.domain.identity_events import PayeeIdentified, PayeeRenamed, PersonForgotten
from services.payroll.projections.asked_of import asked_of
from shared.kernel import Recorded, Sealed
from shared.readmodel import Patch, Projection, Put, RowChange, metadata, sealed_column

identity = Table(
    "payee_identity",
    metadata,
    Column("identity", Uuid, primary_key=True),
    Column("worker_id", Uuid, nullable=False, index=True),
    Column("position", BigInteger, nullable=False),
    sealed_column("name", "personnel.worker.name"),
    sealed_column("id_number", "personnel.worker.id_number"),
)


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    match event := recorded.event:
        case PayEnrolled(employment_id=id, name=name):
            return (_told(recorded, id, name=name.token),)
        case PayeeRenamed(identity=id, name=name):
            return (_told(recorded, id, name=name.token),)
        case PayeeIdentified(identity=id, id_number=number):
            return (_told(recorded, id, id_number=number.token),)
        case PersonForgotten():
            gone = (*event.employment_ids, *event.identities)
            return tuple(Patch(identity, identity=id, name=None, id_number=None) for id in gone)
        case _:
            return ()


def _told(recorded: Recorded[Any], id: UUID, *, name: str | None = None, id_number: str | None = None) -> Put:
    return Put(
        identity, identity=id, worker_id=recorded.stream_id, position=recorded.position, name=name, id_number=id_number
    )


IDENTITIES = Projection(name="identities", tables=(identity,), streams=("entitlement",), project=project)


async def names(read: AsyncConnection, workers: Collection[UUID], *, known_at: int) -> Mapping[UUID, Sealed]:
    """The sealed name of each of these people as it stood at a position; none for whoever is forgotten."""
    return await _held(read, identity.c.name, workers, known_at)


async def id_numbers(read: AsyncConnection, workers: Collection[UUID], *, known_at: int) -> Mapping[UUID, Sealed]:
    """The sealed national id of each, as it stood at a position."""
    return await _held(read, identity.c.id_number, workers, known_at)


async def identified(read: AsyncConnection, workers: Collection[UUID], *, known_at: int) -> set[UUID]:
    """Of these people those whose national id was told by a position, and is not forgotten."""
    asked = asked_of(workers)
    rows = (
        select(identity.c.worker_id)
        .join(asked, asked.c.worker_id == identity.c.worker_id)
        .where(identity.c.position <= known_at, identity.c.id_number.is_not(None))
        .distinct()
    )
    return set((await read.execute(rows)).scalars())


async def _held(
    read: AsyncConnection, told: ColumnElement[Any], workers: Collection[UUID], known_at: int
) -> Mapping[UUID, Sealed]:
    asked = asked_of(workers)
    rows = (
        select(identity.c.worker_id, told)
        .join(asked, asked.c.worker_id == identity.c.worker_id)
        .where(identity.c.position <= known_at, told.is_not(None))
        .ext(distinct_on(identity.c.worker_id))
        .order_by(identity.c.worker_id, identity.c.position.desc())
    )
    return {worker: Sealed(token) for worker, token in (await read.execute(rows)).all()}
