"""The tree of regions, and what each is called on any day."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Column, ColumnElement, Date, RowMapping, Select, Table, Text, func, literal, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain.region_events import (
    RegionEvent,
    RegionFounded,
    RegionMerged,
    RegionMoved,
    RegionNameAnnulled,
    RegionNameCorrected,
    RegionRenamed,
)
from shared.kernel import Recorded, Region, Scope
from shared.readmodel import Drop, Patch, Projection, Put, RowChange, metadata
from shared.readmodel.scope import below, inside

region = Table(
    "region",
    metadata,
    Column("path", Text(collation="C"), primary_key=True),
    Column("level", Text, nullable=False),
    Column("founded", Date, nullable=False),
    Column("successor", Text(collation="C")),
    Column("gone", Date),
)
region_name = Table(
    "region_name",
    metadata,
    Column("path", Text(collation="C"), primary_key=True),
    Column("since", Date, primary_key=True),
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
)


def project(recorded: Recorded[RegionEvent]) -> tuple[RowChange, ...]:
    match recorded.event:
        case RegionFounded(path=path, level=level, code=code, name=name, effective=day):
            place = Put(region, path=path, level=level, founded=day, successor=None, gone=None)
            return (place, Put(region_name, path=path, since=day, code=code, name=name))
        case RegionRenamed(path=path, code=code, name=name, effective=day):
            return (Put(region_name, path=path, since=day, code=code, name=name),)
        case RegionNameCorrected(path=path, code=code, name=name, since=since, effective=day):
            called = Put(region_name, path=path, since=day, code=code, name=name)
            return (called,) if since == day else (Drop(region_name, path=path, since=since), called)
        case RegionNameAnnulled(path=path, effective=day):
            return (Drop(region_name, path=path, since=day),)
        case RegionMoved(path=path, to=to, effective=day) | RegionMerged(path=path, into=to, effective=day):
            return (Patch(region, path=path, successor=to, gone=day),)


REGIONS = Projection(name="regions", tables=(region, region_name), streams=("region",), project=project)


def _called(day: date) -> Select[tuple[str, str, date, str | None, date | None, str, str]]:
    """Every region with its code and name of the day; one that is founded later with its first ones."""
    named = region.join(region_name, region.c.path == region_name.c.path)
    columns = (*region.c, region_name.c.code, region_name.c.name)
    return (
        select(*columns).select_from(named).where(region_name.c.since <= func.greatest(literal(day), region.c.founded))
        .ext(distinct_on(region.c.path)).order_by(region.c.path, region_name.c.since.desc())
    )  # fmt: skip


async def listed(
    read: AsyncConnection, scope: Scope, under: Scope, day: date, *, standing: bool
) -> Sequence[RowMapping]:
    """The regions at and below `under` that lie in the scope, by path, as they are called on the day; `standing` leaves out
    what is not there on it. What moved away or was merged names its successor.
    """
    rows = _called(day).where(inside(region.c.path, scope), inside(region.c.path, under))
    if standing:
        rows = rows.where(region.c.founded <= day, _stands(day))
    return (await read.execute(rows)).mappings().all()


async def below_on(read: AsyncConnection, place: Region, day: date) -> Sequence[RowMapping]:
    """What lies recorded below the place and still stands there on the day, upper ones first."""
    rows = select(region).where(below(region.c.path, place), region.c.path != place, _stands(day))
    return (await read.execute(rows.order_by(region.c.path))).mappings().all()


async def names_below(read: AsyncConnection, county: Region, day: date) -> dict[tuple[str, str], Region]:
    """(street's name, community's name) → the community's path on the day, for a roster that knows names only."""
    rows = (await read.execute(_called(day).where(below(region.c.path, county), _stands(day)))).mappings().all()
    named = {row["path"]: row["name"] for row in rows}
    return {
        (named[street], name): Region(path)
        for path, name in named.items()
        if not path.endswith("/_") and (street := f"{path.rsplit('/', 1)[0]}/_") in named
    }


def _stands(day: date) -> ColumnElement[bool]:
    return or_(region.c.gone.is_(None), region.c.gone > day)
