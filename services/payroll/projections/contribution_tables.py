"""Published contribution tables, every version."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, Column, Date, Integer, RowMapping, Table, Text, Uuid, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from services.payroll.domain.cohort import TableVersion
from services.payroll.domain.contribution_tables import (
    ContributionTableEvent,
    ContributionTerms,
    SchemeRate,
    ShareRounding,
    TableKind,
    table_rule,
)
from shared.kernel import Recorded, Region, Said, Scope
from shared.readmodel import Projection, Put, RowChange, metadata
from shared.readmodel.scope import inside

contribution_table = Table(
    "contribution_table",
    metadata,
    Column("table_id", Uuid, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("region", Text(collation="C"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("effective", Date, nullable=False),
    Column("terms", JSONB, nullable=False),
    Column("document", Text, nullable=False),
    Column("article", Text, nullable=False),
    Column("published_by", Text, nullable=False),
    Column("means", Text, nullable=False),
    Column("open_by", Text),
)


def project(recorded: Recorded[ContributionTableEvent]) -> tuple[RowChange, ...]:
    event = recorded.event
    return (
        Put(
            contribution_table, table_id=recorded.stream_id, version=event.version, position=recorded.position,
            region=event.region, kind=event.kind.value, effective=event.effective, terms=_plain(event.terms),
            document=event.document, article=event.article, published_by=event.published_by, means=event.means,
            open_by=event.open_by,
        ),
    )  # fmt: skip


CONTRIBUTION_TABLES = Projection(
    name="contribution_tables", tables=(contribution_table,), streams=("contribution_table",), project=project
)


def _plain(terms: ContributionTerms) -> dict[str, Any]:
    return {
        "base_year": terms.base_year,
        "floor_fen": terms.floor_fen,
        "cap_fen": terms.cap_fen,
        "rates": [
            [r.scheme, r.employee_ppm, r.employer_ppm, r.employee_rounding.value, r.employer_rounding.value]
            for r in terms.rates
        ],
    }


def terms_of(plain: dict[str, Any]) -> ContributionTerms:
    rates = tuple(
        SchemeRate(
            scheme=scheme, employee_ppm=employee, employer_ppm=employer, employee_rounding=ShareRounding(own),
            employer_rounding=ShareRounding(theirs),
        )
        for scheme, employee, employer, own, theirs in plain["rates"]
    )  # fmt: skip
    return ContributionTerms(
        base_year=plain["base_year"], floor_fen=plain["floor_fen"], cap_fen=plain["cap_fen"], rates=rates
    )


async def versions(read: AsyncConnection, county: Region, *, known_at: int | None = None) -> tuple[TableVersion, ...]:
    """What was published, by a position where one is named, for the county and the city it lies in."""
    found = [row for row in await above(read, county) if known_at is None or row["position"] <= known_at]
    return tuple(
        TableVersion(
            r["position"], Region(r["region"]), TableKind(r["kind"]), r["effective"],
            table_rule(Region(r["region"]), TableKind(r["kind"]), r["version"]), terms_of(r["terms"]),
            r["open_by"] == "",
        )
        for r in sorted(found, key=lambda r: r["position"])
    )  # fmt: skip


async def said_above(read: AsyncConnection, region: Region, kind: TableKind) -> tuple[Said, ...]:
    """What the city published that a county lies in, in the order of versions."""
    return tuple(
        Said(
            region=Region(r["region"]), effective=r["effective"], value=terms_of(r["terms"]), document=r["document"],
            open_by=r["open_by"],
        )
        for r in sorted(await above(read, region), key=lambda r: r["version"])
        if r["region"] != region and r["kind"] == kind.value
    )  # fmt: skip


async def above(read: AsyncConnection, path: Region) -> Sequence[RowMapping]:
    """Every version of the city and the county a region lies in, the latest day first."""
    parts = path.split("/")
    regions = ["/".join([*parts[:n], *["_"] * (5 - n)]) for n in (2, 3)]
    rows = select(contribution_table).where(contribution_table.c.region.in_(regions))
    order = (contribution_table.c.effective.desc(), contribution_table.c.position.desc())
    return (await read.execute(rows.order_by(*order))).mappings().all()


async def listed(read: AsyncConnection, scope: Scope) -> Sequence[RowMapping]:
    """Every version in these regions, the latest day first."""
    rows = select(contribution_table).where(inside(contribution_table.c.region, scope))
    order = (contribution_table.c.region, contribution_table.c.effective.desc(), contribution_table.c.position.desc())
    return (await read.execute(rows.order_by(*order))).mappings().all()
