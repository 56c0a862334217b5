"""Quotas as they were heard: every one, by position."""

from typing import Any

from sqlalchemy import BigInteger, Column, Date, Integer, Table, Text, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.payroll.domain.unit_quotas import Places, UnitQuotaEvent
from shared.kernel import Recorded, Region
from shared.readmodel import Projection, Put, RowChange, metadata
from shared.readmodel.scope import below

unit_quota = Table(
    "unit_quota",
    metadata,
    Column("position", BigInteger, primary_key=True),
    Column("unit", Text(collation="C"), nullable=False, index=True),
    Column("effective", Date, nullable=False),
    Column("places", Integer, nullable=False),
)


def project(recorded: Recorded[UnitQuotaEvent]) -> tuple[RowChange, ...]:
    event = recorded.event
    values: dict[str, Any] = {"unit": event.unit, "effective": event.effective, "places": event.places}
    return (Put(unit_quota, position=recorded.position, **values),)


UNIT_QUOTAS = Projection(name="unit_quotas", tables=(unit_quota,), streams=("unit_quota",), project=project)


async def heard(read: AsyncConnection, county: Region, *, known_at: int) -> tuple[Places, ...]:
    """Every quota of the county and below that was heard by a position."""
    rows = select(unit_quota).where(below(unit_quota.c.unit, county), unit_quota.c.position <= known_at)
    found = (await read.execute(rows.order_by(unit_quota.c.position))).mappings().all()
    return tuple(Places(r["position"], Region(r["unit"]), r["effective"], r["places"]) for r in found)
