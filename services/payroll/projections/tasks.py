"""What waits for somebody in payroll: one row a thing to do, from the day it came up until it is settled."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta, timezone
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    Date,
    Index,
    RowMapping,
    Table,
    Text,
    Uuid,
    and_,
    cast,
    false,
    func,
    or_,
    select,
    tuple_,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from services.payroll.domain.coverage_events import CoverageAct, CoverageOwed, CoverageRegistered, CoverageScheme
from services.payroll.domain.pay_run import RunApproved, RunCalculated, RunChecked, RunDiscarded
from services.payroll.domain.receipt_events import ReceiptDifferenceSettled, ReceiptKind, RunReceiptRecorded
from services.payroll.domain.stopping_events import PayResumed
from shared.kernel import Recorded, Region, Scope
from shared.kernel.derived import derived_id
from shared.readmodel import Drop, Projection, Put, RowChange, metadata
from shared.readmodel.scope import inside

DIFFERENCE: Final = "receipt-difference"
CHINA: Final = timezone(timedelta(hours=8))
COVERAGE: Final = {
    (CoverageScheme.INSURANCE, CoverageAct.ENROL): "insurance-enrolment",
    (CoverageScheme.FUND, CoverageAct.ENROL): "fund-opening",
    (CoverageScheme.INSURANCE, CoverageAct.SUSPEND): "insurance-suspension",
    (CoverageScheme.FUND, CoverageAct.SUSPEND): "fund-sealing",
}

task = Table(
    "pay_task",
    metadata,
    Column("task_id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("region", Text(collation="C"), nullable=False),
    Column("stream_id", Uuid, nullable=False),
    Column("item", Uuid),
    Column("worker_id", Uuid, index=True),
    Column("since", Date, nullable=False),
    Column("due", Date),
    Column("made_by", Text),
    Index("pay_task_by_age", "kind", "since", "task_id"),
)


def waits(
    recorded: Recorded[Any], kind: str, *, region: Region | None = None, item: UUID | None = None,
    worker: UUID | None = None, due: date | None = None, made_by: str | None = None,
) -> Put:  # fmt: skip
    """Something of a kind came up about the stream; `item` tells several of a kind apart, `made_by` must not settle it."""
    return Put(
        task, task_id=_id(recorded, kind, item), kind=kind, region=region or recorded.region,
        stream_id=recorded.stream_id, item=item, worker_id=worker or recorded.subject,
        since=recorded.recorded.astimezone(CHINA).date(), due=due, made_by=made_by,
    )  # fmt: skip


def settled(recorded: Recorded[Any], *kinds: str, item: UUID | None = None) -> Iterator[Drop]:
    """It waits no longer; harmless where nothing waits."""
    for kind in kinds:
        yield Drop(task, task_id=_id(recorded, kind, item))


def _id(recorded: Recorded[Any], kind: str, item: UUID | None) -> UUID:
    return derived_id("payroll.task", kind, str(recorded.stream_id), str(item))


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:  # noqa: C901  one match
    match recorded.event:
        case CoverageOwed(act=act, employment_id=item) as owed:
            return tuple(
                waits(recorded, COVERAGE[scheme, act], item=item, due=day)
                for scheme, day in (
                    (CoverageScheme.INSURANCE, owed.insurance_due),
                    (CoverageScheme.FUND, owed.fund_due),
                )
            )
        case CoverageRegistered(act=act, scheme=scheme, employment_id=item):
            acts = (act,) if act is CoverageAct.ENROL else (CoverageAct.ENROL, CoverageAct.SUSPEND)
            return tuple(settled(recorded, *(COVERAGE[scheme, each] for each in acts), item=item))
        case RunCalculated():
            return (waits(recorded, "run-check"),)
        case RunChecked():
            return tuple(settled(recorded, "run-check"))
        case RunApproved():
            return (waits(recorded, "run-payment"),)
        case RunReceiptRecorded():
            return tuple(_received(recorded, recorded.event))
        case ReceiptDifferenceSettled(kind=kind, number=number):
            return tuple(settled(recorded, DIFFERENCE, item=_difference(recorded, kind, number)))
        case RunDiscarded():
            return tuple(settled(recorded, "run-check", "run-payment"))
        case PayResumed(employment_id=item):
            return tuple(settled(recorded, "insurance-suspension", "fund-sealing", item=item))
        case _:
            return ()


def _received(recorded: Recorded[Any], event: RunReceiptRecorded) -> Iterator[RowChange]:
    """Paid: the tax is to be declared. Whatever came back waits, each for itself."""
    match event.kind:
        case ReceiptKind.BANK:
            yield from settled(recorded, "run-payment")
            yield waits(recorded, "tax-declaration", due=event.next_due)
        case ReceiptKind.TAX:
            yield from settled(recorded, "tax-declaration")
        case _:
            pass
    for number, each in enumerate(event.differences):
        item = _difference(recorded, event.kind, number)
        yield waits(recorded, DIFFERENCE, item=item, worker=each.worker_id)


def _difference(recorded: Recorded[Any], kind: ReceiptKind, number: int) -> UUID:
    return derived_id("payroll.receipt-difference", str(recorded.stream_id), kind.value, str(number))


TASKS: Final = Projection(name="tasks", tables=(task,), streams=("entitlement", "pay_run"), project=project)
Waiting = Iterable[tuple[str, Scope]]
"""Kinds, each with where the caller may settle it."""


async def page(
    read: AsyncConnection, waiting: Waiting, hands: Iterable[str], *, after: tuple[date, UUID] | None, limit: int
) -> Sequence[RowMapping]:
    """The oldest first; without what one of the hands made and another has to check."""
    order = (task.c.since, task.c.task_id)
    rows = select(task).where(_for(waiting, hands))
    if after is not None:
        rows = rows.where(tuple_(*order) > after)
    return (await read.execute(rows.order_by(*order).limit(limit))).mappings().all()


async def counts(read: AsyncConnection, waiting: Waiting, hands: Iterable[str], today: date) -> Sequence[RowMapping]:
    """By kind: how many wait, since when the oldest, how many are late."""
    late = func.count().filter(task.c.due < today)
    rows = select(
        task.c.kind, func.count().label("waiting"), func.min(task.c.since).label("oldest"), late.label("late")
    )
    grouped = rows.where(_for(waiting, hands)).group_by(task.c.kind).order_by(task.c.kind)
    return (await read.execute(grouped)).mappings().all()


def _for(waiting: Waiting, hands: Iterable[str]) -> ColumnElement[bool]:
    kinds = (and_(task.c.kind == kind, inside(task.c.region, scope)) for kind, scope in waiting)
    made = func.string_to_array(task.c.made_by, " for ").op("&&")(cast(list(hands), ARRAY(Text)))
    return and_(or_(false(), *kinds), or_(task.c.made_by.is_(None), ~made))
