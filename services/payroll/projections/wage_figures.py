"""Published wage figures, every version."""

from collections.abc import Sequence

from sqlalchemy import BigInteger, Column, Date, Integer, RowMapping, Table, Text, Uuid, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.payroll.domain.policies import Policies
from services.payroll.domain.wage_figures import (
    FigureVersion,
    WageFigureEvent,
    WageFigureKind,
    figure_rule,
    laid_over,
)
from shared.kernel import LEVELS, Recorded, Region, Said, Scope, ancestor, segments
from shared.readmodel import Projection, Put, RowChange, metadata
from shared.readmodel.scope import inside

wage_figure = Table(
    "wage_figure",
    metadata,
    Column("figure_id", Uuid, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("region", Text(collation="C"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("effective", Date, nullable=False),
    Column("monthly_fen", BigInteger, nullable=False),
    Column("hourly_fen", BigInteger, nullable=False),
    Column("tier", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("article", Text, nullable=False),
    Column("published_by", Text, nullable=False),
    Column("means", Text, nullable=False),
    Column("open_by", Text),
)


def project(recorded: Recorded[WageFigureEvent]) -> tuple[RowChange, ...]:
    event = recorded.event
    return (
        Put(
            wage_figure, figure_id=recorded.stream_id, version=event.version, position=recorded.position,
            region=event.region, kind=event.kind.value, effective=event.effective, monthly_fen=event.monthly_fen,
            hourly_fen=event.hourly_fen, tier=event.tier, document=event.document, article=event.article,
            published_by=event.published_by, means=event.means,
            open_by=event.open_by,
        ),
    )  # fmt: skip


WAGE_FIGURES = Projection(name="wage_figures", tables=(wage_figure,), streams=("wage_figure",), project=project)


async def in_force(policies: Policies, region: Region, read: AsyncConnection) -> Policies:
    """The policies with what is published for a region laid over: for decisions that rest on a wage and belong to no run."""
    return laid_over(policies, await versions(read, region))


async def versions(read: AsyncConnection, county: Region, *, known_at: int | None = None) -> tuple[FigureVersion, ...]:
    """What was published, by a position where one is named, for the county, its city and its province."""
    found = [row for row in await above(read, county) if known_at is None or row["position"] <= known_at]
    return tuple(
        FigureVersion(
            r["position"], Region(r["region"]), WageFigureKind(r["kind"]), r["effective"],
            figure_rule(Region(r["region"]), WageFigureKind(r["kind"]), r["version"]), r["monthly_fen"],
            r["open_by"] == "",
        )
        for r in sorted(found, key=lambda r: r["position"])
    )  # fmt: skip


async def said_above(read: AsyncConnection, region: Region, kind: WageFigureKind) -> tuple[Said, ...]:
    """What the levels above a region published, as (monthly, hourly), in the order of versions."""
    return tuple(
        Said(
            region=Region(r["region"]), effective=r["effective"], value=(r["monthly_fen"], r["hourly_fen"]),
            document=r["document"], open_by=r["open_by"],
        )
        for r in sorted(await above(read, region), key=lambda r: r["version"])
        if r["region"] != region and r["kind"] == kind.value
    )  # fmt: skip


async def above(read: AsyncConnection, path: Region) -> Sequence[RowMapping]:
    """The versions of the province, city and county that a region lies in."""
    regions = [ancestor(path, of_level) for of_level in LEVELS[: min(3, len(segments(path)))]]
    rows = select(wage_figure).where(wage_figure.c.region.in_(regions))
    order = (wage_figure.c.effective.desc(), wage_figure.c.position.desc())
    return (await read.execute(rows.order_by(*order))).mappings().all()


async def listed(read: AsyncConnection, scope: Scope) -> Sequence[RowMapping]:
    """Every version in these regions, the latest day first."""
    rows = select(wage_figure).where(inside(wage_figure.c.region, scope))
    order = (wage_figure.c.region, wage_figure.c.effective.desc(), wage_figure.c.position.desc())
    return (await read.execute(rows.order_by(*order))).mappings().all()
