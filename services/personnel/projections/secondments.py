"""Who is sent to which community: one row a secondment."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Column, Date, RowMapping, Table, Text, Uuid, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain import secondments as events
from services.personnel.domain.secondments import SecondmentEvent
from shared.kernel import Recorded, Scope
from shared.readmodel import Patch, Projection, Put, RowChange, metadata
from shared.readmodel.scope import inside

secondment = Table(
    "secondment",
    metadata,
    Column("secondment_id", Uuid, primary_key=True),
    Column("worker_id", Uuid, nullable=False, index=True),
    Column("region", Text(collation="C"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("home_unit", Text, nullable=False),
    Column("starts", Date, nullable=False, index=True),
    Column("ends", Date, nullable=False),
    Column("last_day", Date),
    Column("annulled", Boolean, nullable=False),
)


def project(recorded: Recorded[SecondmentEvent]) -> tuple[RowChange, ...]:
    event = recorded.event
    match event:
        case events.SecondmentStarted(secondment_id=id):
            row = Put(
                secondment, secondment_id=id, worker_id=event.worker_id, region=event.community, kind=event.kind.value,
                home_unit=event.home_unit, starts=event.effective, ends=event.ends, last_day=None, annulled=False,
            )  # fmt: skip
            return (row,)
        case events.SecondmentCorrected(secondment_id=id, effective=starts, ends=ends):
            return (Patch(secondment, secondment_id=id, starts=starts, ends=ends),)
        case events.SecondmentEnded(secondment_id=id, effective=last_day):
            return (Patch(secondment, secondment_id=id, last_day=last_day),)
        case events.SecondmentAnnulled(secondment_id=id):
            return (Patch(secondment, secondment_id=id, annulled=True),)


SECONDMENTS = Projection(name="secondments", tables=(secondment,), streams=("secondment",), project=project)


async def there(
    read: AsyncConnection, scope: Scope, day: date, *, after: tuple[date, UUID] | None, limit: int
) -> Sequence[RowMapping]:
    """Who is there on the day, those who came first in front; `after` is (starts, secondment_id)."""
    order = (secondment.c.starts, secondment.c.secondment_id)
    present = or_(secondment.c.last_day.is_(None), secondment.c.last_day >= day)
    rows = select(secondment).where(
        inside(secondment.c.region, scope), ~secondment.c.annulled, secondment.c.starts <= day, secondment.c.ends >= day,
        present,
    )  # fmt: skip
    if after is not None:
        rows = rows.where(tuple_(*order) > after)
    return (await read.execute(rows.order_by(*order).limit(limit))).mappings().all()


def on_day(rows: Iterable[Mapping[str, Any]], day: date) -> list[Mapping[str, Any]]:
    """Of rows as of the table those that `there` finds."""
    return [
        row
        for row in rows
        if not row["annulled"] and row["starts"] <= day <= min(row["ends"], row["last_day"] or row["ends"])
    ]
