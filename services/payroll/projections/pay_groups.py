"""Which unit withholds the tax of whose people, from which month on: every naming."""

from collections.abc import Sequence

from sqlalchemy import BigInteger, Column, Date, RowMapping, Table, Text, Uuid, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.payroll.domain.agents import Named
from services.payroll.domain.pay_groups import PayGroupEvent
from services.payroll.domain.people import month_index
from shared.kernel import Recorded, Region, Scope
from shared.readmodel import Projection, Put, RowChange, metadata
from shared.readmodel.scope import below, inside

pay_group = Table(
    "pay_group",
    metadata,
    Column("position", BigInteger, primary_key=True),
    Column("pay_group_id", Uuid, nullable=False),
    Column("unit", Text(collation="C"), nullable=False, index=True),
    Column("agent", Text(collation="C"), nullable=False),
    Column("effective", Date, nullable=False),
    Column("document", Text, nullable=False),
    Column("named_by", Text, nullable=False),
)


def project(recorded: Recorded[PayGroupEvent]) -> tuple[RowChange, ...]:
    event = recorded.event
    return (
        Put(
            pay_group, position=recorded.position, pay_group_id=recorded.stream_id, unit=event.unit, agent=event.agent,
            effective=event.effective, document=event.document, named_by=event.named_by,
        ),
    )  # fmt: skip


PAY_GROUPS = Projection(name="pay_groups", tables=(pay_group,), streams=("pay_group",), project=project)


async def named(read: AsyncConnection, county: Region, *, known_at: int) -> tuple[Named, ...]:
    """What was named in the county by a position."""
    rows = select(pay_group).where(below(pay_group.c.unit, county), pay_group.c.position <= known_at)
    found = (await read.execute(rows.order_by(pay_group.c.position))).mappings().all()
    return tuple(
        Named(r["position"], Region(r["unit"]), month_index(r["effective"]), Region(r["agent"])) for r in found
    )


async def listed(read: AsyncConnection, scope: Scope) -> Sequence[RowMapping]:
    """Every naming in these regions, by unit, the latest day first."""
    rows = select(pay_group).where(inside(pay_group.c.unit, scope))
    order = (pay_group.c.unit, pay_group.c.effective.desc(), pay_group.c.position.desc())
    return (await read.execute(rows.order_by(*order))).mappings().all()
