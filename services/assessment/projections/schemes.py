"""The schemes of the counties by year."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Integer, RowMapping, Table, Text, Uuid, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from services.assessment.domain.schemes import SchemeDrafted, SchemeEvent, SchemeFrozen, SchemeIssued, SchemeStage
from services.assessment.domain.terms import Terms
from shared.kernel import Recorded, Scope
from shared.readmodel import Patch, Projection, Put, RowChange, metadata
from shared.readmodel.scope import inside

scheme = Table(
    "scheme",
    metadata,
    Column("scheme_id", Uuid, primary_key=True),
    Column("county", Text(collation="C"), nullable=False, index=True),
    Column("year", Integer, nullable=False),
    Column("stage", Text, nullable=False),
    Column("document", Text),
    Column("terms", JSONB, nullable=False),
)


def project(recorded: Recorded[SchemeEvent]) -> tuple[RowChange, ...]:
    id = recorded.stream_id
    match recorded.event:
        case SchemeDrafted(county=county, year=year, terms=terms):
            stage = SchemeStage.DRAFT.value
            row = Put(scheme, scheme_id=id, county=county, year=year, stage=stage, document=None, terms=_plain(terms))
            return (row,)
        case SchemeIssued(document=document):
            return (Patch(scheme, scheme_id=id, stage=SchemeStage.ISSUED.value, document=document),)
        case SchemeFrozen():
            return (Patch(scheme, scheme_id=id, stage=SchemeStage.FROZEN.value),)


def _plain(terms: Terms) -> dict[str, Any]:
    return {
        "weights": [{"head": w.head.value, "points": w.points} for w in terms.weights],
        "bands": [{"outcome": b.outcome.value, "at_least": b.at_least} for b in terms.bands],
        "excellent_quota_ppm": terms.excellent_quota_ppm,
        "counting": [outcome.value for outcome in terms.counting],
    }


SCHEMES = Projection(name="schemes", tables=(scheme,), streams=("scheme",), project=project)


async def find(read: AsyncConnection, scheme_id: UUID) -> RowMapping | None:
    return (await read.execute(select(scheme).where(scheme.c.scheme_id == scheme_id))).mappings().one_or_none()


async def of_year(read: AsyncConnection, scope: Scope, year: int) -> Sequence[RowMapping]:
    """The schemes of the counties in these regions, by county."""
    rows = select(scheme).where(inside(scheme.c.county, scope), scheme.c.year == year).order_by(scheme.c.county)
    return (await read.execute(rows)).mappings().all()
