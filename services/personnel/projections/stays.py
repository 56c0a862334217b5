"""Where people worked from when on: one row a workplace of an employment, so that the roster of any day finds who worked there."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Date,
    Index,
    RowMapping,
    Select,
    Table,
    Text,
    Uuid,
    and_,
    func,
    or_,
    select,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain import employment as events
from services.personnel.domain import transfer_events as transfers
from services.personnel.projections.roster import roster
from services.personnel.projections.spells import spell
from shared.kernel import Recorded, Scope
from shared.readmodel import Drop, Patch, Projection, Put, RowChange, metadata
from shared.readmodel.scope import inside

stay = Table(
    "stay",
    metadata,
    Column("stay_id", Uuid, primary_key=True),
    Column("worker_id", Uuid, nullable=False),
    Column("employment_id", Uuid, nullable=False),
    Column("region", Text(collation="C"), nullable=False),
    Column("since", Date, nullable=False),
    Column("position", BigInteger, nullable=False),
    Index("stay_by_region", "region", "worker_id"),
    Index("stay_by_worker", "worker_id", "since"),
)


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    """The first workplace bears the id of the employment, each later one that of its transfer."""
    event = recorded.event
    match event:
        case events.Hired(employment_id=id):
            return (_stay(id, recorded),)
        case transfers.WorkplaceChanged(transfer_id=id):
            return (_stay(id, recorded),)
        case transfers.TransferCorrected(transfer_id=id, effective=day):
            return (Patch(stay, stay_id=id, since=day),)
        case transfers.TransferAnnulled(transfer_id=id):
            return (Drop(stay, stay_id=id),)
        case _:
            return ()


def _stay(id: UUID, recorded: Recorded[Any]) -> Put:
    event: events.Hired | transfers.WorkplaceChanged = recorded.event
    return Put(
        stay, stay_id=id, worker_id=event.worker_id, employment_id=event.employment_id, region=event.workplace,
        since=event.effective, position=recorded.position,
    )  # fmt: skip


STAYS = Projection(name="stays", tables=(stay,), streams=("employment",), project=project)


def stood(day: date) -> ColumnElement[bool]:
    """The newest workplace of somebody that had begun by the day, the employment over or not."""
    later = stay.alias("later")
    overtaken = select(later.c.stay_id).where(
        later.c.worker_id == stay.c.worker_id, later.c.since <= day,
        tuple_(later.c.since, later.c.position) > tuple_(stay.c.since, stay.c.position),
    )  # fmt: skip
    return and_(stay.c.since <= day, ~overtaken.exists())


async def page(
    read: AsyncConnection, scope: Scope, day: date, *, under: Scope | None, after: tuple[str, UUID] | None, limit: int,
    employed: bool,
) -> Sequence[RowMapping]:  # fmt: skip
    """Who worked there on the day, by workplace: `region` and `employment_id` of the day, `name`, `id_number` and `here` (where the
    person is known today). Without `employed` also those whose employment was over by then. `after` is (region, worker_id).
    """
    order = (stay.c.region, stay.c.worker_id)
    rows = (
        select(stay, roster.c.name, roster.c.id_number, roster.c.region.label("here"))
        .join_from(stay, roster, roster.c.worker_id == stay.c.worker_id)
        .where(inside(stay.c.region, scope), stood(day))
    )
    if under is not None:
        rows = rows.where(inside(stay.c.region, under))
    if employed:
        rows = _employed(rows, day)
    if after is not None:
        rows = rows.where(tuple_(*order) > after)
    return (await read.execute(rows.order_by(*order).limit(limit))).mappings().all()


async def how_many(read: AsyncConnection, scope: Scope, day: date) -> int:
    """So many were employed there on the day."""
    rows = select(func.count()).select_from(stay).where(inside(stay.c.region, scope), stood(day))
    return int((await read.execute(_employed(rows, day))).scalar_one())


def _employed(rows: Select[Any], day: date) -> Select[Any]:
    joined = rows.join(spell, spell.c.employment_id == stay.c.employment_id)
    return joined.where(or_(spell.c.last_day.is_(None), spell.c.last_day >= day))
