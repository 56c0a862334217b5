"""Transfers inside the street, one row each at its stage; and the categories that were recorded."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Column, Date, RowMapping, Table, Text, Uuid, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain import category_events as categories
from services.personnel.domain import transfer_events as events
from services.personnel.domain.transfer_events import TransferStage
from services.personnel.projections.spells import spell
from shared.kernel import DAY, Recorded, Scope
from shared.readmodel import Patch, Projection, Put, RowChange, metadata
from shared.readmodel.scope import inside

transfer = Table(
    "transfer",
    metadata,
    Column("transfer_id", Uuid, primary_key=True),
    Column("worker_id", Uuid, nullable=False, index=True),
    Column("employment_id", Uuid, nullable=False),
    Column("region", Text(collation="C"), nullable=False, index=True),
    Column("stage", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("was", Text, nullable=False),
    Column("workplace", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("document", Text),
    Column("proposed_by", Text, nullable=False),
    Column("decided_by", Text),
)
category = Table(
    "worker_category",
    metadata,
    Column("fact_id", Uuid, primary_key=True),
    Column("worker_id", Uuid, nullable=False, index=True),
    Column("employment_id", Uuid, nullable=False),
    Column("category", Text, nullable=False),
    Column("since", Date, nullable=False),
    Column("annulled", Boolean, nullable=False),
)


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:  # noqa: C901  one match
    event = recorded.event
    match event:
        case events.TransferProposed():
            return (_proposed(recorded, event),)
        case events.TransferRejected(transfer_id=id, rejected_by=by):
            return (_at(id, TransferStage.REJECTED, decided_by=by),)
        case events.TransferApproved(transfer_id=id, document=document, approved_by=by):
            return (_at(id, TransferStage.APPROVED, decided_by=by, document=document),)
        case events.WorkplaceChanged(transfer_id=id, effective=day):
            return (_at(id, TransferStage.EFFECTIVE, day=day),)
        case events.TransferCorrected(transfer_id=id, effective=day):
            return (_at(id, TransferStage.EFFECTIVE, day=day),)
        case events.TransferAnnulled(transfer_id=id):
            return (_at(id, TransferStage.ANNULLED),)
        case events.TransferLapsed(transfer_id=id):
            return (_at(id, TransferStage.LAPSED),)
        case events.TransferReopened(transfer_id=id, stage=stage):
            return (_at(id, stage),)
        case categories.CategoryRecorded(fact_id=id, worker_id=worker, employment_id=employment, effective=day):
            row = {"category": event.category.value, "since": day, "annulled": False}
            return (Put(category, fact_id=id, worker_id=worker, employment_id=employment, **row),)
        case categories.CategoryCorrected(fact_id=id, effective=day):
            return (Patch(category, fact_id=id, category=event.category.value, since=day),)
        case categories.CategoryAnnulled(fact_id=id):
            return (Patch(category, fact_id=id, annulled=True),)
        case _:
            return ()


def _proposed(recorded: Recorded[Any], event: events.TransferProposed) -> Put:
    return Put(
        transfer, transfer_id=event.transfer_id, worker_id=event.worker_id, employment_id=recorded.stream_id,
        region=event.was, stage=TransferStage.PROPOSED.value, day=event.effective, was=event.was,
        workplace=event.workplace, reason=event.reason, document=None, proposed_by=event.proposed_by, decided_by=None,
    )  # fmt: skip


def _at(id: UUID, stage: TransferStage, **changes: Any) -> Patch:
    return Patch(transfer, transfer_id=id, stage=stage.value, **changes)


TRANSFERS = Projection(name="transfers", tables=(transfer, category), streams=("employment",), project=project)


async def at_stage(
    read: AsyncConnection, scope: Scope, stage: str, *, after: tuple[date, UUID] | None, limit: int
) -> Sequence[RowMapping]:
    """Those of the earliest day in front; `after` is (day, transfer_id)."""
    order = (transfer.c.day, transfer.c.transfer_id)
    rows = select(transfer).where(inside(transfer.c.region, scope), transfer.c.stage == stage)
    if after is not None:
        rows = rows.where(tuple_(*order) > after)
    return (await read.execute(rows.order_by(*order).limit(limit))).mappings().all()


async def categories_of(read: AsyncConnection, worker_id: UUID) -> Sequence[RowMapping]:
    rows = select(category).where(category.c.worker_id == worker_id).order_by(category.c.since, category.c.fact_id)
    return (await read.execute(rows)).mappings().all()


async def stays(
    read: AsyncConnection, community: str, first: date, last: date
) -> Sequence[tuple[UUID, date, date | None]]:
    """Who worked in a community on any of the days, by id, once for each stay: the first and the last day there as far as the
    employment tells. Who left and was hired again has a stay of each employment.
    """
    effective = transfer.c.stage == TransferStage.EFFECTIVE.value
    through = select(transfer.c.employment_id).where(
        effective, or_(transfer.c.was == community, transfer.c.workplace == community)
    )
    people = select(spell.c.worker_id, spell.c.employment_id, spell.c.region, spell.c.starts, spell.c.last_day).where(
        or_(spell.c.region == community, spell.c.employment_id.in_(through)),
        spell.c.starts <= last, or_(spell.c.last_day.is_(None), spell.c.last_day >= first),
    )  # fmt: skip
    rows = (await read.execute(people.order_by(spell.c.worker_id, spell.c.starts))).mappings().all()
    ids = [row["employment_id"] for row in rows]
    steps = select(transfer).where(effective, transfer.c.employment_id.in_(ids)).order_by(transfer.c.day)
    moves = (await read.execute(steps)).mappings().all()
    return [
        (row["worker_id"], starts, ends)
        for row in rows
        for place, starts, ends in _places(row, [m for m in moves if m["employment_id"] == row["employment_id"]])
        if place == community and starts <= last and (ends is None or ends >= first)
    ]


def _places(row: RowMapping, moves: Sequence[RowMapping]) -> Iterator[tuple[str, date, date | None]]:
    """Every place of an employment with its days, in order."""
    place, starts = moves[0]["was"] if moves else row["region"], row["starts"]
    for move in moves:
        yield place, starts, move["day"] - DAY
        place, starts = move["workplace"], move["day"]
    yield place, starts, row["last_day"]
