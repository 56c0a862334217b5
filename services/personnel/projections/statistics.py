"""Frozen statistics: which forms of which regions and periods there are, in which versions."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Column, Date, Integer, RowMapping, Table, Text, Uuid, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain.statistics import StatisticEvent, StatisticsCorrected, StatisticsFrozen
from shared.kernel import Recorded, Scope
from shared.readmodel import Projection, Put, RowChange, metadata
from shared.readmodel.scope import inside

statistic = Table(
    "statistic",
    metadata,
    Column("statistic_id", Uuid, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("region", Text(collation="C"), nullable=False, index=True),
    Column("form", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("as_of", Date, nullable=False),
    Column("cutoff", BigInteger, nullable=False),
    Column("digest", Text, nullable=False),
    Column("reason", Text),
    Column("content", Text, nullable=False),
)


def project(recorded: Recorded[StatisticEvent]) -> tuple[RowChange, ...]:
    event = recorded.event
    match event:
        case StatisticsFrozen():
            reason = None
        case StatisticsCorrected(reason=why):
            reason = why
    row = Put(
        statistic, statistic_id=recorded.stream_id, version=event.version, region=event.region, form=event.form,
        period=event.period, as_of=event.effective, cutoff=event.cutoff, digest=event.digest, reason=reason,
        content=event.content,
    )  # fmt: skip
    return (row,)


STATISTICS = Projection(name="statistics", tables=(statistic,), streams=("statistic",), project=project)
_LISTED = [column for column in statistic.c if column.name != "content"]


async def listed(
    read: AsyncConnection, scope: Scope, *, period: str | None, after: tuple[Any, ...] | None, limit: int
) -> Sequence[RowMapping]:
    """Every version by region; without the figures themselves."""
    key = tuple_(statistic.c.region, statistic.c.statistic_id, statistic.c.version)
    rows = select(*_LISTED).where(inside(statistic.c.region, scope))
    if period is not None:
        rows = rows.where(statistic.c.period == period)
    if after is not None:
        rows = rows.where(key > after)
    return (await read.execute(rows.order_by(key).limit(limit))).mappings().all()


async def find(read: AsyncConnection, statistic_id: UUID, version: int | None) -> RowMapping | None:
    """A version, or the newest."""
    rows = select(statistic).where(statistic.c.statistic_id == statistic_id)
    if version is not None:
        rows = rows.where(statistic.c.version == version)
    return (await read.execute(rows.order_by(statistic.c.version.desc()).limit(1))).mappings().one_or_none()
