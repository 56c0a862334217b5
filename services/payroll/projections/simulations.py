"""What drafts of standards were seen to cost."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import BigInteger, Column, Date, Integer, RowMapping, Table, Text, Uuid, select, tuple_
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from services.payroll.domain.pay_standard import StandardEvent, StandardSimulated
from services.payroll.projections.standards import plain
from shared.kernel import Recorded, Scope
from shared.readmodel import Projection, Put, RowChange, metadata
from shared.readmodel.scope import inside

_ASIS = (
    "draft_effective", "known_after", "first_month", "months", "people", "winners", "losers", "left_out", "before_fen",
    "after_fen", "digest", "simulated_by",
)  # fmt: skip
simulation = Table(
    "pay_simulation",
    metadata,
    Column("simulation_id", Uuid, primary_key=True),
    Column("standard_id", Uuid, nullable=False),
    Column("county", Text(collation="C"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("simulated", Date, nullable=False),
    Column("draft_effective", Date, nullable=False),
    Column("terms", JSONB, nullable=False),
    Column("known_after", Integer, nullable=False),
    Column("first_month", Text, nullable=False),
    Column("months", Integer, nullable=False),
    Column("people", Integer, nullable=False),
    Column("winners", Integer, nullable=False),
    Column("losers", Integer, nullable=False),
    Column("left_out", Integer, nullable=False),
    Column("before_fen", BigInteger, nullable=False),
    Column("after_fen", BigInteger, nullable=False),
    Column("digest", Text, nullable=False),
    Column("simulated_by", Text, nullable=False),
)


def project(recorded: Recorded[StandardEvent]) -> tuple[RowChange, ...]:
    event = recorded.event
    if not isinstance(event, StandardSimulated):
        return ()
    row = Put(
        simulation, simulation_id=recorded.event_id, standard_id=recorded.stream_id, county=event.county,
        kind=event.kind.value, simulated=event.effective, terms=plain(event.terms),
        **{name: getattr(event, name) for name in _ASIS},
    )  # fmt: skip
    return (row,)


SIMULATIONS = Projection(name="simulations", tables=(simulation,), streams=("pay_standard",), project=project)


async def page(
    read: AsyncConnection, scope: Scope, *, after: tuple[date, UUID] | None, limit: int
) -> Sequence[RowMapping]:  # fmt: skip
    """The simulations of these regions, the newest first."""
    order = (simulation.c.simulated, simulation.c.simulation_id)
    rows = select(simulation).where(inside(simulation.c.county, scope))
    if after is not None:
        rows = rows.where(tuple_(*order) < after)
    return (await read.execute(rows.order_by(*(c.desc() for c in order)).limit(limit))).mappings().all()
