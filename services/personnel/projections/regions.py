"""The tree of regions as it is called today."""

from collections.abc import Sequence

from sqlalchemy import Column, Date, RowMapping, Table, Text, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain.regions import RegionEvent, RegionFounded, RegionRenamed
from shared.kernel import Recorded, Region, Scope
from shared.readmodel import Patch, Projection, Put, RowChange, metadata
from shared.readmodel.scope import below, inside

region = Table(
    "region",
    metadata,
    Column("path", Text(collation="C"), primary_key=True),
    Column("level", Text, nullable=False),
    Column("code", Text, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("founded", Date, nullable=False),
)


def project(recorded: Recorded[RegionEvent]) -> tuple[RowChange, ...]:
    match recorded.event:
        case RegionFounded(path=path, level=level, code=code, name=name, effective=day):
            return (Put(region, path=path, level=level, code=code, name=name, founded=day),)
        case RegionRenamed(path=path, code=code, name=name):
            return (Patch(region, path=path, code=code, name=name),)


REGIONS = Projection(name="regions", tables=(region,), streams=("region",), project=project)


async def listed(read: AsyncConnection, scope: Scope, under: Scope) -> Sequence[RowMapping]:
    """The regions below `under` that lie in the scope, by path."""
    rows = select(region).where(inside(region.c.path, scope), inside(region.c.path, under)).order_by(region.c.path)
    return (await read.execute(rows)).mappings().all()


async def names_below(read: AsyncConnection, county: Region) -> dict[tuple[str, str], Region]:
    """(street's name, community's name) → the community's path, for a roster that knows names only."""
    rows = (await read.execute(select(region.c.path, region.c.name).where(below(region.c.path, county)))).all()
    named = {path: name for path, name in rows}
    return {
        (named[street], name): Region(path)
        for path, name in rows
        if not path.endswith("/_") and (street := f"{path.rsplit('/', 1)[0]}/_") in named
    }
