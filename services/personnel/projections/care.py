"""Check-ups, counselling, visits and light records: one row each. None of it is in the timeline, which more people see."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    RowMapping,
    Table,
    Text,
    Uuid,
    func,
    select,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain import care_visits, checkups, counselling, light_records
from services.personnel.domain.care_visits import VisitPhase
from services.personnel.domain.checkups import CheckupPhase
from shared.kernel import Recorded, Scope
from shared.readmodel import Patch, Projection, Put, RowChange, metadata, sealed_column
from shared.readmodel.scope import inside

checkup = Table(
    "checkup",
    metadata,
    Column("checkup_id", Uuid, primary_key=True),
    Column("worker_id", Uuid, nullable=False, index=True),
    Column("region", Text(collation="C"), nullable=False),
    Column("year", Integer, nullable=False),
    Column("stage", Text, nullable=False),
    Column("provider", Text, nullable=False),
    Column("starts", Date, nullable=False),
    Column("ends", Date, nullable=False),
    Column("attended_on", Date),
    Index("checkup_by_stage", "stage", "ends", "checkup_id"),
)
booking = Table(
    "counselling",
    metadata,
    Column("booking_id", Uuid, primary_key=True),
    Column("worker_id", Uuid, nullable=False, index=True),
    Column("region", Text(collation="C"), nullable=False),
    Column("provider", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("cancelled", Boolean, nullable=False),
)
visit = Table(
    "care_visit",
    metadata,
    Column("visit_id", Uuid, primary_key=True),
    Column("worker_id", Uuid, nullable=False, index=True),
    Column("region", Text(collation="C"), nullable=False),
    Column("stage", Text, nullable=False),
    Column("occasion", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("gift_fen", BigInteger, nullable=False),
    Column("funding", Text, nullable=False),
    Column("planned_by", Text, nullable=False),
    Column("visited_by", Text),
    Index("care_visit_by_stage", "stage", "day", "visit_id"),
)
light = Table(
    "light_record",
    metadata,
    Column("record_id", Uuid, primary_key=True),
    Column("worker_id", Uuid, nullable=False, index=True),
    Column("region", Text(collation="C"), nullable=False),
    Column("category", Text, nullable=False),
    sealed_column("name", "personnel.worker.name"),
    Column("since", Date, nullable=False),
    Column("until", Date),
    Column("allowance_fen", BigInteger, nullable=False),
    Column("forgotten_at", BigInteger, index=True),
)


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:  # noqa: C901  one match
    match recorded.event:
        case checkups.CheckupInvited() as event:
            return (_invited(event),)
        case checkups.CheckupAttended(checkup_id=id, effective=day):
            return (Patch(checkup, checkup_id=id, stage=CheckupPhase.ATTENDED.value, attended_on=day),)
        case checkups.CheckupMissed(checkup_id=id):
            return (Patch(checkup, checkup_id=id, stage=CheckupPhase.MISSED.value, attended_on=None),)
        case counselling.CounsellingBooked(booking_id=id, worker_id=who, community=place, provider=provider):
            on = recorded.event.effective
            return (
                Put(booking, booking_id=id, worker_id=who, region=place, provider=provider, day=on, cancelled=False),
            )
        case counselling.CounsellingCancelled(booking_id=id):
            return (Patch(booking, booking_id=id, cancelled=True),)
        case care_visits.VisitPlanned() as event:
            return (_planned(event),)
        case care_visits.VisitDone(visit_id=id, effective=day, gift_fen=given, visited_by=by):
            return (Patch(visit, visit_id=id, stage=VisitPhase.DONE.value, day=day, gift_fen=given, visited_by=by),)
        case care_visits.VisitCancelled(visit_id=id):
            return (Patch(visit, visit_id=id, stage=VisitPhase.CANCELLED.value),)
        case light_records.LightRecordOpened() as event:
            return (_opened(event),)
        case light_records.LightRecordForgotten(record_id=id):
            return (Patch(light, record_id=id, name=None, forgotten_at=recorded.position),)
        case light_records.LightRecordClosed(record_id=id, effective=day):
            return (Patch(light, record_id=id, until=day),)
        case _:
            return ()


def _invited(event: checkups.CheckupInvited) -> Put:
    return Put(
        checkup, checkup_id=event.checkup_id, worker_id=event.worker_id, region=event.community, year=event.year,
        stage=CheckupPhase.INVITED.value, provider=event.provider, starts=event.effective, ends=event.ends,
        attended_on=None,
    )  # fmt: skip


def _planned(event: care_visits.VisitPlanned) -> Put:
    return Put(
        visit, visit_id=event.visit_id, worker_id=event.worker_id, region=event.community, stage=VisitPhase.PLANNED.value,
        occasion=event.occasion.value, day=event.effective, gift_fen=event.gift_fen, funding=event.funding,
        planned_by=event.planned_by, visited_by=None,
    )  # fmt: skip


def _opened(event: light_records.LightRecordOpened) -> Put:
    return Put(
        light, record_id=event.record_id, worker_id=event.worker_id, region=event.community,
        category=event.category.value, name=None if event.name is None else event.name.token, since=event.effective,
        until=None, allowance_fen=event.allowance_fen, forgotten_at=None,
    )  # fmt: skip


CARE = Projection(
    name="care",
    tables=(checkup, booking, visit, light),
    streams=("checkup", "counselling", "care_visit", "light_record"),
    project=project,
)


async def checkups_at(
    read: AsyncConnection, scope: Scope, stage: str, *, after: tuple[date, UUID] | None, limit: int
) -> Sequence[RowMapping]:
    """Those that end first in front; `after` is (ends, checkup_id)."""
    return await _paged(
        read, checkup, scope, (checkup.c.stage == stage), (checkup.c.ends, checkup.c.checkup_id), after, limit
    )


async def visits_at(
    read: AsyncConnection, scope: Scope, stage: str, *, after: tuple[date, UUID] | None, limit: int
) -> Sequence[RowMapping]:
    """The earliest first; `after` is (day, visit_id)."""
    return await _paged(read, visit, scope, (visit.c.stage == stage), (visit.c.day, visit.c.visit_id), after, limit)


async def records_of(
    read: AsyncConnection, scope: Scope, category: str, *, after: tuple[date, UUID] | None, limit: int
) -> Sequence[RowMapping]:
    """Those known longest first; `after` is (since, record_id)."""
    return await _paged(
        read, light, scope, (light.c.category == category), (light.c.since, light.c.record_id), after, limit
    )


async def _paged(
    read: AsyncConnection, table: Table, scope: Scope, which: Any, order: tuple[Any, Any], after: Any, limit: int
) -> Sequence[RowMapping]:
    rows = select(table).where(inside(table.c.region, scope), which)
    if after is not None:
        rows = rows.where(tuple_(*order) > after)
    return (await read.execute(rows.order_by(*order).limit(limit))).mappings().all()


async def own_checkups(read: AsyncConnection, worker_id: UUID) -> Sequence[RowMapping]:
    rows = select(checkup).where(checkup.c.worker_id == worker_id).order_by(checkup.c.year)
    return (await read.execute(rows)).mappings().all()


async def own_counselling(read: AsyncConnection, worker_id: UUID) -> Sequence[RowMapping]:
    rows = select(booking).where(booking.c.worker_id == worker_id).order_by(booking.c.day, booking.c.booking_id)
    return (await read.execute(rows)).mappings().all()


async def counselling_counts(read: AsyncConnection, scope: Scope, since: date, until: date) -> Sequence[RowMapping]:
    """How many hours are booked by day and provider; never whose."""
    rows = (
        select(booking.c.day, booking.c.provider, func.count().label("booked"))
        .where(inside(booking.c.region, scope), ~booking.c.cancelled, booking.c.day >= since, booking.c.day <= until)
        .group_by(booking.c.day, booking.c.provider)
        .order_by(booking.c.day, booking.c.provider)
    )
    return (await read.execute(rows)).mappings().all()


async def light_record(read: AsyncConnection, worker_id: UUID) -> RowMapping | None:
    """The newest light record of a person."""
    rows = select(light).where(light.c.worker_id == worker_id).order_by(light.c.since.desc()).limit(1)
    return (await read.execute(rows)).mappings().one_or_none()


async def forgotten_after(read: AsyncConnection, position: int) -> Sequence[tuple[int, UUID, str]]:
    """Whose names in light records were erased after a position of the log, with their regions, in order."""
    rows = select(light.c.forgotten_at, light.c.worker_id, light.c.region)
    found = await read.execute(rows.where(light.c.forgotten_at > position).order_by(light.c.forgotten_at))
    return [(at, id, region) for at, id, region in found]
