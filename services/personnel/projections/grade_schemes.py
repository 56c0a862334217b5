"""Published grade schemes, and the overlay that lets every decision see those of its region."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Column, Date, Integer, RowMapping, Table, Text, Uuid, select, tuple_
from sqlalchemy.dialects.postgresql import JSONB, distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain.grade_schemes import SchemeEvent, SchemePublished
from services.personnel.domain.policies import Policies
from services.personnel.domain.scheme_terms import PublishedScheme, SchemeTerms
from shared.kernel import LEVELS, Dated, Recorded, Region, Said, Scope, ancestor, segments
from shared.kernel import in_force as nearest
from shared.readmodel import Projection, Put, RowChange, metadata
from shared.readmodel.scope import inside

scheme = Table(
    "grade_scheme",
    metadata,
    Column("scheme_id", Uuid, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("region", Text(collation="C"), nullable=False, index=True),
    Column("code", Text, nullable=False),
    Column("effective", Date, nullable=False),
    Column("document", Text, nullable=False),
    Column("terms", JSONB, nullable=False),
    Column("means", Text, nullable=False),
    Column("article", Text, nullable=False),
    Column("open_by", Text),
)


def project(recorded: Recorded[SchemeEvent]) -> tuple[RowChange, ...]:
    event = recorded.event
    if not isinstance(event, SchemePublished):
        return ()
    row = Put(
        scheme, scheme_id=recorded.stream_id, version=event.version, region=event.region, code=event.code,
        effective=event.effective, document=event.document, terms=msgspec.to_builtins(event.terms),
        means=event.means, article=event.article, open_by=event.open_by,
    )  # fmt: skip
    return (row,)


GRADE_SCHEMES = Projection(name="grade_schemes", tables=(scheme,), streams=("grade_scheme",), project=project)


async def in_force(policies: Policies, region: Region, read: AsyncConnection) -> Policies:
    """The policies with the schemes of the region, its city and its province laid over: the nearest wins where none above binds."""
    published = [_Version(row) for row in await at_and_above(read, region)]
    ruling = ((day, nearest(published, day)) for day in sorted({each.effective for each in published}))
    return replace(
        policies, schemes=Dated(tuple((day, _published(found.row)) for day, found in ruling if found is not None))
    )


async def said_above(read: AsyncConnection, region: Region) -> tuple[Said, ...]:
    """What the province and the city of a region published, in the order of versions."""
    return tuple(
        Said(
            region=Region(row["region"]), effective=row["effective"], value=msgspec.convert(row["terms"], SchemeTerms),
            document=row["document"], open_by=row["open_by"],
        )
        for row in await at_and_above(read, region)
        if row["region"] != region
    )  # fmt: skip


async def at_and_above(read: AsyncConnection, region: Region) -> Sequence[RowMapping]:
    places = [ancestor(region, of_level) for of_level in LEVELS[: min(3, len(segments(region)))]]
    rows = select(scheme).where(scheme.c.region.in_(places)).order_by(scheme.c.version)
    return (await read.execute(rows)).mappings().all()


class _Version(NamedTuple):
    row: RowMapping

    @property
    def region(self) -> Region:
        return Region(self.row["region"])

    @property
    def effective(self) -> date:
        day: date = self.row["effective"]
        return day

    @property
    def binds(self) -> bool:
        return bool(self.row["open_by"] == "")


def _published(row: RowMapping) -> PublishedScheme:
    return PublishedScheme(
        code=row["code"], version=row["version"], terms=msgspec.convert(row["terms"], SchemeTerms),
        region=Region(row["region"]), document=row["document"],
    )  # fmt: skip


async def page(
    read: AsyncConnection, scope: Scope, day: date | None, *, after: tuple[str, int] | None, limit: int
) -> Sequence[RowMapping]:
    """Every version by region; with a day the one in force in each region that has any. `after` is (region, version)."""
    chosen = select(scheme).where(inside(scheme.c.region, scope))
    if day is not None:
        newest = (scheme.c.effective.desc(), scheme.c.version.desc())
        chosen = chosen.where(scheme.c.effective <= day).ext(distinct_on(scheme.c.region))
        chosen = chosen.order_by(scheme.c.region, *newest)
    found = chosen.subquery()
    rows, order = select(found), (found.c.region, found.c.version)
    if after is not None:
        rows = rows.where(tuple_(*order) > after)
    return (await read.execute(rows.order_by(*order).limit(limit))).mappings().all()


def in_force_of(rows: Iterable[Mapping[str, Any]], day: date) -> list[Mapping[str, Any]]:
    """Of rows as of the table those in force on the day, one a region, as `page` has them."""
    begun = sorted((r for r in rows if r["effective"] <= day), key=lambda r: (r["effective"], r["version"]))
    return list({row["region"]: row for row in begun}.values())
