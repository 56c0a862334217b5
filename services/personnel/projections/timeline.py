"""Everything that happened to a person, with both dates: when it was so, when it was known."""

from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, Final, cast
from uuid import UUID

from sqlalchemy import BigInteger, Column, Date, DateTime, RowMapping, Table, Text, Uuid, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.kernel import Recorded, Sealed
from shared.readmodel import Projection, Put, RowChange, metadata

entry = Table(
    "timeline_entry",
    metadata,
    Column("event_id", Uuid, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("worker_id", Uuid, nullable=False, index=True),
    Column("stream", Text, nullable=False),
    Column("stream_id", Uuid, nullable=False),
    Column("effective", Date, nullable=False),
    Column("recorded", DateTime(timezone=True), nullable=False),
    Column("what", Text, nullable=False),
    Column("facts", JSONB, nullable=False),
    Column("actor", Text, nullable=False),
)

_SHOWN_ELSEWHERE: Final = frozenset({"effective", "worker_id"})


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    event, worker = recorded.event, recorded.subject
    if worker is None:
        return ()
    row = Put(
        entry, event_id=recorded.event_id, position=recorded.position, worker_id=worker, stream=recorded.stream_type,
        stream_id=recorded.stream_id, effective=event.effective, recorded=recorded.recorded, what=type(event).__name__,
        facts=_facts(event), actor=recorded.actor,
    )  # fmt: skip
    return (row,)


def _facts(event: Any) -> dict[str, Any]:
    """The fields as plain JSON, personal values left out: who may see those asks the roster."""
    values = {f.name: getattr(event, f.name) for f in fields(event) if f.name not in _SHOWN_ELSEWHERE}
    return {name: _plain(value) for name, value in values.items() if not isinstance(value, Sealed)}


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | frozenset):
        return [_plain(each) for each in cast(Iterable[Any], value)]
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    return str(value) if isinstance(value, date | UUID) else value


TIMELINE = Projection(
    name="timeline",
    tables=(entry,),
    streams=(
        "worker",
        "employment",
        "appointment",
        "party_post",
        "filing",
        "reserve",
        "delegacy",
        "grade",
        "qualification",
        "competence",
        "borrow",
        "emergency_duty",
        "secondment",
        "seniority",
        "recognition",
        "institution_case",
        "career",
        "recommendation",
        "archive",
    ),
    project=project,
)


async def of_worker(
    read: AsyncConnection, worker_id: UUID, *, as_of: date | None = None, known: int | None = None
) -> Sequence[RowMapping]:
    """What was so by a day, as it was known at a position of the log; everything known now without them."""
    rows = select(entry).where(entry.c.worker_id == worker_id)
    if as_of is not None:
        rows = rows.where(entry.c.effective <= as_of)
    if known is not None:
        rows = rows.where(entry.c.position <= known)
    return (await read.execute(rows.order_by(entry.c.effective, entry.c.position))).mappings().all()


async def streams_of(read: AsyncConnection, worker_id: UUID) -> list[tuple[str, UUID]]:
    """Every stream in which something happened to a person."""
    rows = select(entry.c.stream, entry.c.stream_id).where(entry.c.worker_id == worker_id).distinct()
    return [(row.stream, row.stream_id) for row in await read.execute(rows.order_by(entry.c.stream, entry.c.stream_id))]
