"""Asking the ledger: who saw something of a person, what a reader saw, which readers saw unusually many."""

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Date,
    DateTime,
    Integer,
    MetaData,
    RowMapping,
    Table,
    Text,
    Uuid,
    and_,
    or_,
    select,
    tuple_,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.kernel import Scope
from shared.kernel.signature import FOR
from shared.readmodel.scope import inside

_LEDGER: Final = MetaData(schema="log")
access = Table(
    "access",
    _LEDGER,
    Column("access_id", Uuid, primary_key=True),
    Column("at", DateTime(timezone=True)),
    Column("reader", Text),
    Column("roles", ARRAY(Text)),
    Column("purpose", Text),
    Column("shown", Text),
    Column("fields", ARRAY(Text)),
    Column("persons", ARRAY(Uuid)),
    Column("operation", Text),
)
person_seen = Table(
    "access_person",
    _LEDGER,
    Column("person", Uuid, primary_key=True),
    Column("access_id", Uuid, primary_key=True),
    Column("region", Text),
)
day_of_reader = Table(
    "access_day",
    _LEDGER,
    Column("tally", Uuid, primary_key=True),
    Column("reader", Text),
    Column("day", Date),
    Column("shown", Text),
    Column("region", Text),
    Column("persons", Integer),
    Column("most", Integer),
    Column("unusual", Boolean),
)


_SHOWN: Final = (
    *(column for column in access.c if column.name != "persons"),
    person_seen.c.person,
    person_seen.c.region,
)
_SAME: Final = person_seen.c.access_id == access.c.access_id


async def of_person(
    read: AsyncConnection, person: UUID, scope: Scope, *, after: UUID | None, limit: int
) -> Sequence[RowMapping]:  # fmt: skip
    """Who saw something of the person when they lay in these regions, the latest first. `after`: the last access seen."""
    of_access = select(*_SHOWN).join(person_seen, _SAME)
    rows = of_access.where(person_seen.c.person == person, inside(person_seen.c.region, scope))
    if after is not None:
        rows = rows.where(person_seen.c.access_id < after)
    latest = rows.order_by(person_seen.c.access_id.desc())
    found: Sequence[RowMapping] = (await read.execute(latest.limit(limit))).mappings().all()
    return found


async def of_reader(
    read: AsyncConnection, reader: str, scope: Scope, *, after: tuple[UUID, UUID] | None, limit: int
) -> Sequence[RowMapping]:  # fmt: skip
    """What the reader saw of people of these regions, the latest first. `after`: the last (access, person) seen."""
    place = (access.c.access_id, person_seen.c.person)
    each = select(*_SHOWN).join(person_seen, and_(person_seen.c.person == access.c.persons.any_(), _SAME))
    rows = each.where(_his(reader), inside(person_seen.c.region, scope))
    if after is not None:
        rows = rows.where(access.c.access_id <= after[0], tuple_(*place) < after)
    latest = rows.order_by(*(column.desc() for column in place))
    found: Sequence[RowMapping] = (await read.execute(latest.limit(limit))).mappings().all()
    return found


def _his(reader: str) -> ColumnElement[bool]:
    """What he read for himself, and as a deputy of anybody."""
    return or_(access.c.reader == reader, access.c.reader.startswith(f"{reader}{FOR}", autoescape=True))


async def unusual(
    read: AsyncConnection, scope: Scope, *, after: tuple[date, UUID] | None, limit: int
) -> Sequence[RowMapping]:  # fmt: skip
    """Readers and days above what is usual, with all the reader saw that day so far; the latest day first."""
    place = (day_of_reader.c.day, day_of_reader.c.tally)
    rows = select(day_of_reader).where(day_of_reader.c.unusual, inside(day_of_reader.c.region, scope))
    if after is not None:
        rows = rows.where(tuple_(*place) < after)
    latest = rows.order_by(*(column.desc() for column in place))
    found: Sequence[RowMapping] = (await read.execute(latest.limit(limit))).mappings().all()
    return found
