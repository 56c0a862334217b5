"""Who was employed where and when: the list from which the results of a year are opened."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Column, Date, Table, Text, Uuid, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.assessment.domain.assessees import (
    AssesseeEmployed,
    AssesseeEvent,
    AssesseeForgotten,
    AssesseeLeft,
    AssesseeMoved,
    AssesseeRenamed,
    AssesseeReturned,
)
from shared.kernel import Recorded, Region, Sealed
from shared.readmodel import Patch, Projection, Put, RowChange, metadata, sealed_column
from shared.readmodel.scope import below

employment = Table(
    "assessee_employment",
    metadata,
    Column("employment_id", Uuid, primary_key=True),
    Column("worker_id", Uuid, nullable=False, index=True),
    Column("region", Text(collation="C"), nullable=False, index=True),
    sealed_column("name", "personnel.worker.name"),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date),
)


def project(recorded: Recorded[AssesseeEvent]) -> tuple[RowChange, ...]:
    match recorded.event:
        case AssesseeEmployed(employment_id=id, worker_id=worker, workplace=region, name=name, effective=first):
            row = {"worker_id": worker, "region": region, "name": name.token, "first_day": first, "last_day": None}
            return (Put(employment, employment_id=id, **row),)
        case AssesseeLeft(employment_id=id, effective=last):
            return (Patch(employment, employment_id=id, last_day=last),)
        case AssesseeMoved(employment_id=id, workplace=region):
            return (Patch(employment, employment_id=id, region=region),)
        case AssesseeReturned(employment_id=id):
            return (Patch(employment, employment_id=id, last_day=None),)
        case AssesseeRenamed(employment_ids=told, name=name):
            return tuple(Patch(employment, employment_id=id, name=name.token) for id in told)
        case AssesseeForgotten(employment_ids=told):
            return tuple(Patch(employment, employment_id=id, name=None) for id in told)


ASSESSEES = Projection(name="assessees", tables=(employment,), streams=("assessee",), project=project)


async def employed_in(read: AsyncConnection, county: Region, year: int) -> Sequence[UUID]:
    """Worker ids, ascending, of everybody employed there on a day of the year; days are counted from the stream."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    overlaps = (employment.c.first_day <= last) & (func.coalesce(employment.c.last_day, last) >= first)
    rows = (
        select(employment.c.worker_id)
        .where(below(employment.c.region, county), overlaps)
        .distinct()
        .order_by(employment.c.worker_id)
    )
    return (await read.execute(rows)).scalars().all()


async def names(read: AsyncConnection, workers: Collection[UUID]) -> Mapping[UUID, Sealed]:
    """The sealed name of each who is not forgotten, as told with the latest employment."""
    known = employment.c.worker_id.in_(workers) & employment.c.name.is_not(None)
    told = select(employment.c.worker_id, employment.c.name).where(known)
    rows = await read.execute(told.order_by(employment.c.first_day))
    return {worker_id: Sealed(name) for worker_id, name in rows}
