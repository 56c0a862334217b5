"""The quota ledger: places approved, places filled, on any day."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Column, Date, Integer, RowMapping, Table, Text, Uuid, and_, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain.employment import EmploymentEvent, Hired, PlaceFreed
from services.personnel.domain.headcount import HeadcountEvent, PopulationRecorded, QuotaApproved, QuotaRequested
from shared.kernel import Recorded, Region, Scope
from shared.readmodel import Patch, Projection, Put, RowChange, metadata
from shared.readmodel.scope import inside

quota = Table(
    "quota",
    metadata,
    Column("unit", Text(collation="C"), primary_key=True),
    Column("effective", Date, primary_key=True),
    Column("places", Integer, nullable=False),
    Column("stage", Text, nullable=False),
    Column("residents", Integer),
    Column("requested_by", Text, nullable=False),
    Column("document", Text),
)
place = Table(
    "place",
    metadata,
    Column("employment_id", Uuid, primary_key=True),
    Column("unit", Text(collation="C"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("post_category", Text, nullable=False),
    Column("held_from", Date, nullable=False),
    Column("free_from", Date),
)


def project(recorded: Recorded[HeadcountEvent | EmploymentEvent]) -> tuple[RowChange, ...]:
    event = recorded.event
    match event:
        case QuotaRequested(unit=unit, effective=day, places=places, residents=residents, requested_by=by):
            row = Put(
                quota, unit=unit, effective=day, places=places, stage="REQUESTED", residents=residents,
                requested_by=by, document=None,
            )  # fmt: skip
            return (row,)
        case QuotaApproved(unit=unit, effective=day, document=document):
            return (Patch(quota, unit=unit, effective=day, stage="APPROVED", document=document),)
        case Hired():
            return (_held(recorded.stream_id, event),)
        case PlaceFreed(effective=day):
            return (Patch(place, employment_id=recorded.stream_id, free_from=day),)
        case PopulationRecorded():
            return ()
        case _:
            return ()


def _held(employment_id: UUID, event: Hired) -> Put:
    unit, _, number = event.place.rpartition("#")
    return Put(
        place, employment_id=employment_id, unit=unit, number=int(number), post_category=event.post_category.value,
        held_from=event.effective, free_from=None,
    )  # fmt: skip


HEADCOUNT = Projection(name="headcount", tables=(quota, place), streams=("quota", "employment"), project=project)


async def taken(read: AsyncConnection, unit: Region) -> frozenset[int]:
    """Numbers of a street that somebody holds, or will hold from a later day."""
    rows = select(place.c.number).where(place.c.unit == unit, place.c.free_from.is_(None))
    return frozenset((await read.execute(rows)).scalars())


async def ledger(read: AsyncConnection, scope: Scope, day: date) -> Sequence[RowMapping]:
    """For each street: places in force on the day, how many are filled, how many are vacant."""
    newest = (
        select(quota.c.unit, quota.c.places, quota.c.effective)
        .where(inside(quota.c.unit, scope), quota.c.effective <= day, quota.c.stage == "APPROVED")
        .ext(distinct_on(quota.c.unit))
        .order_by(quota.c.unit, quota.c.effective.desc())
        .subquery()
    )
    held = and_(
        place.c.unit == newest.c.unit,
        place.c.held_from <= day,
        or_(place.c.free_from.is_(None), place.c.free_from > day),
    )
    filled = func.count(place.c.employment_id)
    rows = (
        select(
            newest.c.unit, newest.c.places, newest.c.effective.label("since"), filled.label("filled"),
            (newest.c.places - filled).label("vacant"),
        )
        .select_from(newest.outerjoin(place, held))
        .group_by(newest.c.unit, newest.c.places, newest.c.effective)
        .order_by(newest.c.unit)
    )  # fmt: skip
    return (await read.execute(rows)).mappings().all()
