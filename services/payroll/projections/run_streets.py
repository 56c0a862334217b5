"""The streets of each run: how many slips, who checked them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Date, Integer, RowMapping, Table, Text, Uuid, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.payroll.domain.street_check_events import RunStreetChecked, RunStreetsNamed
from shared.kernel import Recorded, Scope
from shared.readmodel import Patch, Projection, Put, RowChange, metadata
from shared.readmodel.scope import inside

run_street = Table(
    "run_street",
    metadata,
    Column("run_id", Uuid, primary_key=True),
    Column("street", Text(collation="C"), primary_key=True),
    Column("slips", Integer, nullable=False),
    Column("checked_on", Date),
    Column("checked_by", Text),
)


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    id, event = recorded.stream_id, recorded.event
    match event:
        case RunStreetsNamed(streets=streets):
            return tuple(
                Put(run_street, run_id=id, street=each.street, slips=each.slips, checked_on=None, checked_by=None)
                for each in streets
            )
        case RunStreetChecked(street=street, checked_by=by, effective=day):
            return (Patch(run_street, run_id=id, street=street, checked_on=day, checked_by=by),)
        case _:
            return ()


RUN_STREETS = Projection(name="run_streets", tables=(run_street,), streams=("pay_run",), project=project)


async def of_run(read: AsyncConnection, run_id: UUID, scope: Scope) -> Sequence[RowMapping]:
    rows = select(run_street).where(run_street.c.run_id == run_id, inside(run_street.c.street, scope))
    return (await read.execute(rows.order_by(run_street.c.street))).mappings().all()
