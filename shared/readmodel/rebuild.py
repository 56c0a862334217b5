"""New tables beside the old ones, and the switch."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import MetaData
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from shared.readmodel.projection import Projection

_DIALECT: Final = postgresql.dialect()  # type: ignore[no-untyped-call]


async def create_beside(db: Any, projections: Sequence[Projection]) -> None:
    """Empty tables of the same names in schema `rebuild`."""
    for table in (table for projection in projections for table in projection.tables):
        beside = table.to_metadata(MetaData(), schema="rebuild")
        await db.execute(f"drop table if exists rebuild.{table.name}")
        await db.execute(str(CreateTable(beside).compile(dialect=_DIALECT)))
        for index in beside.indexes:
            await db.execute(str(CreateIndex(index).compile(dialect=_DIALECT)))


async def switch(db: Any, projections: Sequence[Projection], at: int) -> None:
    """In one transaction the new tables take the place of the old and show position `at`."""
    async with db.transaction():
        for projection in projections:
            for table in projection.tables:
                await db.execute(f"drop table if exists read.{table.name}")
                await db.execute(f"alter table rebuild.{table.name} set schema read")
            await db.execute(
                "insert into read.position values ($1, $2, $3) on conflict (projection) do update "
                "set position = excluded.position, fingerprint = excluded.fingerprint",
                projection.name, at, projection.fingerprint,
            )  # fmt: skip
    for table in (table for projection in projections for table in projection.tables):
        await db.execute(f"analyze read.{table.name}")  # else the planner takes a full table for an empty one
