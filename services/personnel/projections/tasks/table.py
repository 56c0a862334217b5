"""What waits for somebody: one row a thing to do, from the day it came up until it is settled."""

from datetime import date, timedelta, timezone
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Column, Date, Index, Table, Text, Uuid

from shared.kernel import Recorded, Region
from shared.kernel.derived import derived_id
from shared.readmodel import Drop, Put, metadata

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
    recorded: Recorded[Any], kind: str, *, region: Region | None = None, item: UUID | None = None, due: date | None = None,
    made_by: str | None = None,
) -> Put:  # fmt: skip
    """Something of a kind came up about the stream, from the day it was recorded on.

    `item` tells several of a kind in one stream apart; `due` is when it should be settled; `made_by` signs what another
    hand has to check: it is no task of his.
    """
    return Put(
        task, task_id=_id(recorded, kind, item), kind=kind, region=region or recorded.region, stream_id=recorded.stream_id,
        item=item, worker_id=recorded.subject, since=recorded.recorded.astimezone(CHINA).date(), due=due, made_by=made_by,
    )  # fmt: skip


def settled(recorded: Recorded[Any], *kinds: str, item: UUID | None = None) -> tuple[Drop, ...]:
    """What came up about the stream waits no longer; harmless where nothing waits."""
    return tuple(Drop(task, task_id=_id(recorded, kind, item)) for kind in kinds)


def settled_about(stream_id: UUID, *kinds: str) -> tuple[Drop, ...]:
    """What came up about another stream waits no longer."""
    return tuple(Drop(task, task_id=derived_id("personnel.task", kind, str(stream_id), "None")) for kind in kinds)


def _id(recorded: Recorded[Any], kind: str, item: UUID | None) -> UUID:
    return derived_id("personnel.task", kind, str(recorded.stream_id), str(item))
