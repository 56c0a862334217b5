"""What waits for somebody: one row a thing to do, from the day it came up until it is settled.

Filled by a service's `tasks` projection; shared/web/work_list.py shows it to those whose right each kind waits for.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta, timezone
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    Date,
    Index,
    RowMapping,
    Table,
    Text,
    Uuid,
    and_,
    cast,
    false,
    func,
    or_,
    select,
    tuple_,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.kernel import Recorded, Region, Scope
from shared.kernel.derived import derived_id
from shared.readmodel.rows import Drop, Put, metadata
from shared.readmodel.scope import inside

CHINA: Final = timezone(timedelta(hours=8))

task = Table(
    "task",
    metadata,
    Column("task_id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("region", Text(collation="C"), nullable=False),
    Column("stream_id", Uuid, nullable=False),
    Column("item", Uuid),
    Column("worker_id", Uuid, index=True),
    Column("since", Date, nullable=False),
    Column("due", Date),
    Column("made_by", Text),
    Index("task_by_age", "kind", "since", "task_id"),
)


def waits(
    recorded: Recorded[Any], kind: str, *, region: Region | None = None, item: UUID | None = None,
    worker: UUID | None = None, due: date | None = None, made_by: str | None = None,
) -> Put:  # fmt: skip
    """Something of a kind came up about the stream, from the day it was recorded on.

    `item` tells several of a kind in one stream apart; `worker` is whom it is about, else the event's own subject; `due` is
    when it should be settled; `made_by` signs what another hand has to check: it is no task of his.
    """
    return Put(
        task, task_id=_id(recorded, kind, item), kind=kind, region=region or recorded.region, stream_id=recorded.stream_id,
        item=item, worker_id=worker or recorded.subject, since=recorded.recorded.astimezone(CHINA).date(), due=due, made_by=made_by,
    )  # fmt: skip


def waits_about(recorded: Recorded[Any], stream_id: UUID, kind: str, *, worker: UUID | None = None) -> Put:
    """Something of a kind came up about another stream; `settled_about` takes it away again."""
    waiting = waits(recorded, kind, worker=worker)
    id = derived_id("task", kind, str(stream_id), "None")
    return Put(task, **{**waiting.values, "task_id": id, "stream_id": stream_id})


def settled(recorded: Recorded[Any], *kinds: str, item: UUID | None = None) -> tuple[Drop, ...]:
    """What came up about the stream waits no longer; harmless where nothing waits."""
    return tuple(Drop(task, task_id=_id(recorded, kind, item)) for kind in kinds)


def settled_about(stream_id: UUID, *kinds: str) -> tuple[Drop, ...]:
    """What came up about another stream waits no longer."""
    return tuple(Drop(task, task_id=derived_id("task", kind, str(stream_id), "None")) for kind in kinds)


def _id(recorded: Recorded[Any], kind: str, item: UUID | None) -> UUID:
    return derived_id("task", kind, str(recorded.stream_id), str(item))


Waiting = Iterable[tuple[str, Scope]]
"""Kinds, each with where the caller may settle it."""


async def page(
    read: AsyncConnection, waiting: Waiting, hands: Iterable[str], *, after: tuple[date, UUID] | None, limit: int
) -> Sequence[RowMapping]:
    """The oldest first; without what one of the hands made and another has to check."""
    order = (task.c.since, task.c.task_id)
    rows = select(task).where(_for(waiting, hands))
    if after is not None:
        rows = rows.where(tuple_(*order) > after)
    return (await read.execute(rows.order_by(*order).limit(limit))).mappings().all()


async def counts(read: AsyncConnection, waiting: Waiting, hands: Iterable[str], today: date) -> Sequence[RowMapping]:
    """By kind: how many wait, since when the oldest, how many are late."""
    late = func.count().filter(task.c.due < today)
    rows = select(
        task.c.kind, func.count().label("waiting"), func.min(task.c.since).label("oldest"), late.label("late")
    )
    return (
        (await read.execute(rows.where(_for(waiting, hands)).group_by(task.c.kind).order_by(task.c.kind)))
        .mappings()
        .all()
    )


def _for(waiting: Waiting, hands: Iterable[str]) -> ColumnElement[bool]:
    kinds = (and_(task.c.kind == kind, inside(task.c.region, scope)) for kind, scope in waiting)
    made = func.string_to_array(task.c.made_by, " for ").op("&&")(cast(list(hands), ARRAY(Text)))
    return and_(or_(false(), *kinds), or_(task.c.made_by.is_(None), ~made))
