"""Emergencies at their stage, and each person's days of duty in them."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Column, Date, Index, Integer, RowMapping, Table, Text, Uuid, case, select, tuple_
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain import emergency_events as events
from services.personnel.domain.emergency_events import EmergencyPhase
from shared.kernel import Recorded, Scope
from shared.readmodel import Patch, Projection, Put, RowChange, metadata
from shared.readmodel.scope import above, inside

emergency = Table(
    "emergency",
    metadata,
    Column("emergency_id", Uuid, primary_key=True),
    Column("region", Text(collation="C"), nullable=False),
    Column("stage", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("degree", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("starts", Date, nullable=False),
    Column("last_day", Date),
    Column("proposed_by", Text, nullable=False),
    Column("declared_by", Text),
    Column("reason", Text),
    Index("emergency_by_start", "starts", "emergency_id"),
)
duty = Table(
    "emergency_duty",
    metadata,
    Column("duty_id", Uuid, primary_key=True),
    Column("emergency_id", Uuid, nullable=False),
    Column("worker_id", Uuid, nullable=False, index=True),
    Column("region", Text(collation="C"), nullable=False),
    Column("street", Text(collation="C"), nullable=False),
    Column("days", JSONB, nullable=False),
    Column("listed", JSONB),
    Column("listed_by", Text, nullable=False),
    Column("confirmed_by", Text),
    Column("reason", Text),
    Column("version", Integer, nullable=False),
    Index("emergency_duty_list", "emergency_id", "worker_id"),
)


DECLARED: Final = tuple(
    phase.value for phase in (EmergencyPhase.DECLARED, EmergencyPhase.END_PROPOSED, EmergencyPhase.ENDED)
)
"""Stages of what holds, or held."""
_HEAD: Final = (
    emergency.c.emergency_id, emergency.c.region, emergency.c.stage, emergency.c.category, emergency.c.degree,
    emergency.c.title, emergency.c.document, emergency.c.starts, emergency.c.last_day,
)  # fmt: skip


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    match recorded.event:
        case events.EmergencyProposed() as event:
            return (
                Put(
                    emergency, emergency_id=event.emergency_id, region=event.region, stage=EmergencyPhase.PROPOSED.value,
                    category=event.category.value, degree=event.degree.value, title=event.title,
                    document=event.document, starts=event.effective, last_day=None, proposed_by=event.proposed_by,
                    declared_by=None, reason=None,
                ),
            )  # fmt: skip
        case events.EmergencyDeclared(emergency_id=id, declared_by=by):
            return (Patch(emergency, emergency_id=id, stage=EmergencyPhase.DECLARED.value, declared_by=by),)
        case events.EmergencyRejected(emergency_id=id, reason=reason):
            return (Patch(emergency, emergency_id=id, stage=EmergencyPhase.REJECTED.value, reason=reason),)
        case events.EmergencyEndProposed(emergency_id=id, effective=last):
            return (Patch(emergency, emergency_id=id, stage=EmergencyPhase.END_PROPOSED.value, last_day=last),)
        case events.EmergencyEnded(emergency_id=id):
            return (Patch(emergency, emergency_id=id, stage=EmergencyPhase.ENDED.value),)
        case _:
            return ()


def project_duty(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    id = recorded.stream_id
    match recorded.event:
        case events.DutyListed() as event if recorded.version == 1:
            return (
                Put(
                    duty, duty_id=id, emergency_id=event.emergency_id, worker_id=event.worker_id, region=event.community,
                    street=event.street, days=[], listed=_texts(event.days), listed_by=event.listed_by,
                    confirmed_by=None, reason=None, version=0,
                ),
            )  # fmt: skip
        case events.DutyListed() as event:
            said = {"region": event.community, "street": event.street, "listed": _texts(event.days), "reason": None}
            return (Patch(duty, duty_id=id, listed_by=event.listed_by, **said),)
        case events.DutyConfirmed() as event:
            patch = Patch(
                duty, duty_id=id, days=_texts(event.days), listed=None, confirmed_by=event.confirmed_by,
                version=event.version,
            )  # fmt: skip
            return (patch,)
        case events.DutyReturned(reason=reason):
            return (Patch(duty, duty_id=id, listed=None, reason=reason),)
        case _:
            return ()


def _texts(days: tuple[date, ...]) -> list[str]:
    return [str(day) for day in days]


EMERGENCIES = Projection(name="emergencies", tables=(emergency,), streams=("emergency",), project=project)
DUTIES = Projection(name="emergency_duties", tables=(duty,), streams=("emergency_duty",), project=project_duty)


async def find(read: AsyncConnection, emergency_id: UUID) -> RowMapping | None:
    rows = select(emergency).where(emergency.c.emergency_id == emergency_id)
    return (await read.execute(rows)).mappings().one_or_none()


async def page(
    read: AsyncConnection, scope: Scope, *, stage: str | None, after: tuple[date, UUID] | None, limit: int
) -> Sequence[RowMapping]:
    """Those of these regions, and those that hold in them because a region above declared them, by their first day; `after` is
    (starts, emergency_id). Who proposed and declared is shown inside only."""
    order = (emergency.c.starts, emergency.c.emergency_id)
    mine, held = inside(emergency.c.region, scope), emergency.c.stage.in_(DECLARED)
    hands = (case((mine, each)).label(each.name) for each in (emergency.c.proposed_by, emergency.c.declared_by))
    rows = select(*_HEAD, *hands, emergency.c.reason).where(mine | (above(emergency.c.region, scope) & held))
    if stage is not None:
        rows = rows.where(emergency.c.stage == stage)
    if after is not None:
        rows = rows.where(tuple_(*order) > after)
    return (await read.execute(rows.order_by(*order).limit(limit))).mappings().all()


async def duties(
    read: AsyncConnection, emergency_id: UUID, scope: Scope, *, after: UUID | None, limit: int
) -> Sequence[RowMapping]:
    """Who was on duty, by worker; each as confirmed, and what waits to be confirmed."""
    rows = select(duty).where(duty.c.emergency_id == emergency_id, inside(duty.c.region, scope))
    if after is not None:
        rows = rows.where(duty.c.worker_id > after)
    return (await read.execute(rows.order_by(duty.c.worker_id).limit(limit))).mappings().all()
