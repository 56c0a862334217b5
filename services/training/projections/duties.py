"""The ledger of duties: how each stands on any day, and how many stand so in a region."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    Date,
    Integer,
    RowMapping,
    Table,
    Text,
    Uuid,
    case,
    func,
    or_,
    select,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from services.training.domain import duty_events as book
from services.training.domain.duty_book import Standing
from services.training.domain.duty_events import DutyBookEvent, DutyKind
from shared.kernel import Recorded, Region, Scope
from shared.readmodel import Patch, Projection, Put, RowChange, metadata
from shared.readmodel.scope import inside

duty = Table(
    "duty",
    metadata,
    Column("duty_id", Uuid, primary_key=True),
    Column("worker_id", Uuid, nullable=False, index=True),
    Column("region", Text(collation="C"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("opens", Date, nullable=False),
    Column("due", Date, nullable=False),
    Column("hours", Integer, nullable=False),
    Column("met_on", Date),
    Column("withdrawn_on", Date),
    Column("withdrawn_as", Text),
)


def project(recorded: Recorded[DutyBookEvent]) -> tuple[RowChange, ...]:  # noqa: C901  one match
    event = recorded.event
    match event:
        case book.DutyOpened():
            return (_opened(recorded.region, event),)
        case book.DutyMet(duty_id=id, effective=day):
            return (Patch(duty, duty_id=id, met_on=day),)
        case book.DutyReopened(duty_id=id):
            return (Patch(duty, duty_id=id, met_on=None),)
        case book.DutyWithdrawn(duty_id=id, effective=day, reason=reason):
            return (Patch(duty, duty_id=id, withdrawn_on=day, withdrawn_as=reason.value),)
        case book.DutyRestored(duty_id=id):
            return (Patch(duty, duty_id=id, withdrawn_on=None, withdrawn_as=None),)
        case book.LearnerMoved(workplace=region, duty_ids=ids):
            return tuple(Patch(duty, duty_id=id, region=region) for id in ids)
        case book.EmploymentResumed():
            return ()
        case book.DutyOverdue():
            return ()  # overdue is a matter of the day asked about
        case (
            book.EmploymentBegan()
            | book.EmploymentEnded()
            | book.PostTaken()
            | book.PostLeft()
            | book.PostYearBegan()
            | book.PostDaysCorrected()
        ):
            return ()
        case (
            book.CompletionRecorded()
            | book.CompletionCorrected()
            | book.CompletionAnnulled()
            | book.PersonForgotten()
            | book.LearnerRenamed()
        ):
            return ()


def _opened(region: Region, event: book.DutyOpened) -> Put:
    return Put(
        duty, duty_id=event.duty_id, worker_id=event.worker_id, region=region, kind=event.kind.value,
        opens=event.opens, due=event.due, hours=event.hours, met_on=None, withdrawn_on=None, withdrawn_as=None,
    )  # fmt: skip


DUTIES = Projection(name="duties", tables=(duty,), streams=("duty_book",), project=project)


def standing(day: date) -> ColumnElement[str]:
    """`duty_book.standing_on` as an expression over the rows; a test holds the two together."""
    return case(
        (duty.c.withdrawn_as == book.WithdrawalReason.MOVED.value, Standing.WITHDRAWN.value),
        (duty.c.opens > day, Standing.NOT_YET.value),
        (duty.c.met_on <= day, Standing.MET.value),
        (duty.c.withdrawn_on <= day, Standing.WITHDRAWN.value),
        (duty.c.due < day, Standing.OVERDUE.value),
        else_=Standing.OPEN.value,
    )


async def of_worker(read: AsyncConnection, worker_id: UUID, day: date) -> Sequence[RowMapping]:
    """A person's duties in the order they open, each with its `standing` on the day."""
    rows = select(duty, standing(day).label("standing")).where(duty.c.worker_id == worker_id)
    return (await read.execute(rows.order_by(duty.c.opens, duty.c.duty_id))).mappings().all()


async def page(
    read: AsyncConnection, scope: Scope, day: date, *, standing_is: Standing, kind: DutyKind | None = None,
    after: tuple[date, UUID] | None = None, limit: int = 100,
) -> Sequence[RowMapping]:  # fmt: skip
    """Duties in these regions that stand so on the day, by due day; `after` is (due, duty_id) of the row before."""
    rows = select(duty, standing(day).label("standing")).where(
        inside(duty.c.region, scope), standing(day) == standing_is.value
    )
    if kind is not None:
        rows = rows.where(duty.c.kind == kind.value)
    if after is not None:
        due, duty_id = after
        rows = rows.where(or_(duty.c.due > due, (duty.c.due == due) & (duty.c.duty_id > duty_id)))
    return (await read.execute(rows.order_by(duty.c.due, duty.c.duty_id).limit(limit))).mappings().all()


async def counts(read: AsyncConnection, scope: Scope, day: date) -> Sequence[RowMapping]:
    """How many duties of each kind stand how on the day: rows of kind, standing, duties, workers."""
    stands = standing(day).label("standing")
    workers = func.count(duty.c.worker_id.distinct()).label("workers")
    rows = select(duty.c.kind, stands, func.count().label("duties"), workers).where(
        inside(duty.c.region, scope), duty.c.opens <= day
    )
    return (await read.execute(rows.group_by(duty.c.kind, stands).order_by(duty.c.kind, stands))).mappings().all()
