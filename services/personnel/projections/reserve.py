"""The reserve: one row a person and type, at its stage; and recommendations as delegates."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Date, Index, RowMapping, Table, Text, Uuid, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain import delegates
from services.personnel.domain import reserve_events as events
from services.personnel.domain.delegates import DelegacyStage
from services.personnel.domain.reserve_events import ReserveEvent, ReserveStage
from shared.kernel import Recorded, Scope
from shared.readmodel import Patch, Projection, Put, RowChange, metadata
from shared.readmodel.scope import inside

reserve = Table(
    "reserve",
    metadata,
    Column("reserve_id", Uuid, primary_key=True),
    Column("worker_id", Uuid, nullable=False, index=True),
    Column("region", Text(collation="C"), nullable=False),
    Column("type", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("since", Date, nullable=False),
    Column("entered_on", Date),
    Column("trained_on", Date),
    Column("document", Text),
    Column("reason", Text),
    Column("nominated_by", Text, nullable=False),
    Index("reserve_by_stage", "stage", "since", "reserve_id"),
)
delegacy = Table(
    "delegacy",
    metadata,
    Column("delegacy_id", Uuid, primary_key=True),
    Column("worker_id", Uuid, nullable=False, index=True),
    Column("region", Text(collation="C"), nullable=False),
    Column("assembly", Text, nullable=False),
    Column("assembly_level", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("recommended_on", Date, nullable=False),
    Column("starts", Date),
    Column("term_ends", Date),
    Column("last_day", Date),
    Column("document", Text, nullable=False),
    Index("delegacy_by_stage", "stage", "recommended_on", "delegacy_id"),
)


def project(recorded: Recorded[ReserveEvent]) -> tuple[RowChange, ...]:
    event = recorded.event
    match event:
        case events.ReserveNominated(reserve_id=id):
            row = Put(
                reserve, reserve_id=id, worker_id=event.worker_id, region=event.community, type=event.type.value,
                stage=ReserveStage.NOMINATED.value, since=event.effective, entered_on=None, trained_on=None,
                document=event.document, reason=None, nominated_by=event.nominated_by,
            )  # fmt: skip
            return (row,)
        case events.ReserveReviewed(reserve_id=id, effective=day, passed=passed, document=document):
            stage = ReserveStage.REVIEWED if passed else ReserveStage.NOT_ADMITTED
            return (_at(id, stage, day, document=document),)
        case events.ReserveEntered(reserve_id=id, effective=day, document=document):
            return (_at(id, ReserveStage.IN_POOL, day, entered_on=day, document=document),)
        case events.ReserveTrained(reserve_id=id, effective=day):
            return (_at(id, ReserveStage.TRAINED, day, trained_on=day),)
        case events.ReserveAppointed(reserve_id=id, effective=day):
            return (_at(id, ReserveStage.APPOINTED, day),)
        case events.ReserveRemoved(reserve_id=id, effective=day, reason=reason, document=document):
            return (_at(id, ReserveStage.REMOVED, day, reason=reason.value, document=document),)


def _at(id: UUID, stage: ReserveStage, since: date, **known: Any) -> Patch:
    return Patch(reserve, reserve_id=id, stage=stage.value, since=since, **known)


def project_delegacy(recorded: Recorded[delegates.DelegacyEvent]) -> tuple[RowChange, ...]:
    event = recorded.event
    match event:
        case delegates.DelegateRecommended(delegacy_id=id):
            row = Put(
                delegacy, delegacy_id=id, worker_id=event.worker_id, region=event.region,
                assembly=event.assembly.value, assembly_level=event.assembly_level.value,
                stage=DelegacyStage.RECOMMENDED.value, recommended_on=event.effective, starts=None, term_ends=None,
                last_day=None, document=event.document,
            )  # fmt: skip
            return (row,)
        case delegates.DelegateChosen(delegacy_id=id, effective=starts, term_ends=ends):
            chosen = {"stage": DelegacyStage.DELEGATE.value, "starts": starts, "term_ends": ends, "last_day": None}
            return (Patch(delegacy, delegacy_id=id, **chosen),)
        case delegates.DelegateNotChosen(delegacy_id=id):
            return (Patch(delegacy, delegacy_id=id, stage=DelegacyStage.NOT_CHOSEN.value),)
        case delegates.DelegacyEnded(delegacy_id=id, effective=last_day):
            over = {"stage": DelegacyStage.ENDED.value, "last_day": last_day}
            return (Patch(delegacy, delegacy_id=id, **over),)


RESERVES = Projection(name="reserve", tables=(reserve,), streams=("reserve",), project=project)
DELEGACIES = Projection(name="delegates", tables=(delegacy,), streams=("delegacy",), project=project_delegacy)


async def at_stage(
    read: AsyncConnection, scope: Scope, type: str, stage: str, *, after: tuple[date, UUID] | None, limit: int
) -> Sequence[RowMapping]:
    """Those who came to it first in front; `after` is (since, reserve_id)."""
    order = (reserve.c.since, reserve.c.reserve_id)
    rows = select(reserve).where(inside(reserve.c.region, scope), reserve.c.type == type, reserve.c.stage == stage)
    if after is not None:
        rows = rows.where(tuple_(*order) > after)
    return (await read.execute(rows.order_by(*order).limit(limit))).mappings().all()


async def recommended(
    read: AsyncConnection, scope: Scope, stage: str, *, after: tuple[date, UUID] | None, limit: int
) -> Sequence[RowMapping]:
    """Those recommended first in front; `after` is (recommended_on, delegacy_id)."""
    order = (delegacy.c.recommended_on, delegacy.c.delegacy_id)
    rows = select(delegacy).where(inside(delegacy.c.region, scope), delegacy.c.stage == stage)
    if after is not None:
        rows = rows.where(tuple_(*order) > after)
    return (await read.execute(rows.order_by(*order).limit(limit))).mappings().all()


async def delegacies_of(read: AsyncConnection, worker_id: UUID) -> Sequence[RowMapping]:
    return (await read.execute(select(delegacy).where(delegacy.c.worker_id == worker_id))).mappings().all()


async def open_of(read: AsyncConnection, worker_id: UUID) -> Sequence[RowMapping]:
    """What of a person is not over."""
    going_on = reserve.c.stage.in_(("NOMINATED", "REVIEWED", "IN_POOL", "TRAINED"))
    rows = select(reserve).where(reserve.c.worker_id == worker_id, going_on)
    return (await read.execute(rows.order_by(reserve.c.reserve_id))).mappings().all()
