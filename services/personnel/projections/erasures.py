"""Which values of whom are proposed for erasure, kept longer or erased: one row a person and purpose."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import BigInteger, Column, Date, RowMapping, Table, Text, Uuid, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain.erasure_events import (
    ErasureDeclined,
    ErasureProposed,
    PersonalDataErased,
    RetentionStopped,
)
from services.personnel.domain.worker import WorkerEvent
from shared.erasing import Erased
from shared.kernel import Recorded, Region, Scope
from shared.readmodel import Drop, Patch, Projection, Put, RowChange, metadata
from shared.readmodel.scope import inside

erasure = Table(
    "erasure",
    metadata,
    Column("worker_id", Uuid, primary_key=True),
    Column("purpose", Text, primary_key=True),
    Column("region", Text(collation="C"), nullable=False, index=True),
    Column("stage", Text, nullable=False, index=True),
    Column("due", Date, nullable=False),
    Column("basis", Text, nullable=False),
    Column("proposed_by", Text, nullable=False),
    Column("kept_until", Date),
    Column("decided_by", Text),
    Column("document", Text),
    Column("erased_at", BigInteger, index=True),
)


def project(recorded: Recorded[WorkerEvent]) -> tuple[RowChange, ...]:
    event = recorded.event
    match event:
        case ErasureProposed():
            return tuple(_proposed(recorded.region, event, purpose.value) for purpose in event.purposes)
        case RetentionStopped(worker_id=id, purposes=purposes):
            return tuple(Drop(erasure, worker_id=id, purpose=p.value) for p in purposes)
        case ErasureDeclined(worker_id=id, kept_until=until, declined_by=by):
            declined = {"stage": "DECLINED", "kept_until": until, "decided_by": by}
            return tuple(Patch(erasure, worker_id=id, purpose=p.value, **declined) for p in event.purposes)
        case PersonalDataErased(worker_id=id, document=document, erased_by=by):
            done = {"stage": "ERASED", "document": document, "decided_by": by, "erased_at": recorded.position}
            return tuple(Patch(erasure, worker_id=id, purpose=p.value, **done) for p in event.purposes)
        case _:
            return ()


def _proposed(region: Region, event: ErasureProposed, purpose: str) -> Put:
    return Put(
        erasure, worker_id=event.worker_id, purpose=purpose, region=region, stage="PROPOSED", due=event.due,
        basis=event.basis.value, proposed_by=event.proposed_by, kept_until=None, decided_by=None, document=None,
        erased_at=None,
    )  # fmt: skip


ERASURES = Projection(name="erasures", tables=(erasure,), streams=("worker",), project=project)


async def at_stage(
    read: AsyncConnection, scope: Scope, stage: str, *, after: tuple[date, UUID, str] | None, limit: int
) -> Sequence[RowMapping]:
    """Those due first in front; `after` is (due, worker_id, purpose)."""
    order = (erasure.c.due, erasure.c.worker_id, erasure.c.purpose)
    rows = select(erasure).where(inside(erasure.c.region, scope), erasure.c.stage == stage)
    if after is not None:
        rows = rows.where(tuple_(*order) > after)
    return (await read.execute(rows.order_by(*order).limit(limit))).mappings().all()


async def erased_after(read: AsyncConnection, position: int) -> Sequence[Erased]:
    """Every erasure decided after a position of the log, in order."""
    rows = select(erasure.c.erased_at, erasure.c.worker_id, erasure.c.purpose, erasure.c.region)
    found = await read.execute(rows.where(erasure.c.erased_at > position).order_by(erasure.c.erased_at))
    return [Erased(at, person, purpose, Region(region)) for at, person, purpose, region in found]
