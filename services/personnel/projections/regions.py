"""The tree of regions as it is called today."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Column, ColumnElement, Date, RowMapping, Table, Text, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain.regions import RegionEvent, RegionFounded, RegionMerged, RegionMoved, RegionRenamed
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
    Column("successor", Text(collation="C")),
    Column("gone", Date),
)


def project(recorded: Recorded[RegionEvent]) -> tuple[RowChange, ...]:
    match recorded.event:
        case RegionFounded(path=path, level=level, code=code, name=name, effective=day):
            return (Put(region, path=path, level=level, code=code, name=name, founded=day, successor=None, gone=None),)
        case RegionRenamed(path=path, code=code, name=name):
            return (Patch(region, path=path, code=code, name=name),)
        case RegionMoved(path=path, to=to, effective=day) | RegionMerged(path=path, into=to, effective=day):
            return (Patch(region, path=path, successor=to, gone=day),)


REGIONS = Projection(name="regions", tables=(region,), streams=("region",), project=project)


async def listed(read: AsyncConnection, scope: Scope, under: Scope) -> Sequence[RowMapping]:
    """The regions at and below `under` that lie in the scope, by path; what moved away or was merged names its successor."""
    rows = select(region).where(inside(region.c.path, scope), inside(region.c.path, under)).order_by(region.c.path)
    return (await read.execute(rows)).mappings().all()


async def below_on(read: AsyncConnection, place: Region, day: date) -> Sequence[RowMapping]:
    """What lies recorded below the place and still stands there on the day, upper ones first."""
    rows = select(region).where(below(region.c.path, place), region.c.path != place, _stands(day))
    return (await read.execute(rows.order_by(region.c.path))).mappings().all()


async def names_below(read: AsyncConnection, county: Region, day: date) -> dict[tuple[str, str], Region]:
    """(street's name, community's name) → the community's path on the day, for a roster that knows names only."""
    standing = select(region.c.path, region.c.name).where(below(region.c.path, county), _stands(day))
    rows = (await read.execute(standing)).all()
    named = {path: name for path, name in rows}
    return {
        (named[street], name): Region(path)
        for path, name in rows
        if not path.endswith("/_") and (street := f"{path.rsplit('/', 1)[0]}/_") in named
    }


def _stands(day: date) -> ColumnElement[bool]:
    return or_(region.c.gone.is_(None), region.c.gone > day)
