"""What each person completed."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Boolean, Column, Date, Integer, RowMapping, Table, Text, Uuid, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.training.domain import duty_events as book
from services.training.domain.duty_events import DutyBookEvent
from shared.kernel import Recorded
from shared.readmodel import Patch, Projection, Put, RowChange, metadata

completion = Table(
    "completion",
    metadata,
    Column("completion_id", Uuid, primary_key=True),
    Column("worker_id", Uuid, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("hours", Integer, nullable=False),
    Column("course", Text, nullable=False),
    Column("completed_on", Date, nullable=False),
    Column("annulled", Boolean, nullable=False),
)


def project(recorded: Recorded[DutyBookEvent]) -> tuple[RowChange, ...]:
    event = recorded.event
    match event:
        case book.CompletionRecorded() | book.CompletionCorrected():
            return (
                Put(
                    completion, completion_id=event.completion_id, worker_id=event.worker_id, kind=event.kind.value,
                    category=event.category.value, hours=event.hours, course=event.course,
                    completed_on=event.effective, annulled=False,
                ),
            )  # fmt: skip
        case book.CompletionAnnulled(completion_id=id):
            return (Patch(completion, completion_id=id, annulled=True),)
        case (
            book.EmploymentBegan()
            | book.EmploymentEnded()
            | book.EmploymentResumed()
            | book.LearnerMoved()
            | book.DutyRestored()
        ):
            return ()
        case book.PostTaken() | book.PostLeft() | book.PostYearBegan() | book.PostDaysCorrected():
            return ()
        case (
            book.DutyOpened()
            | book.DutyMet()
            | book.DutyReopened()
            | book.DutyOverdue()
            | book.DutyWithdrawn()
            | book.PersonForgotten()
            | book.LearnerRenamed()
        ):
            return ()


COMPLETIONS = Projection(name="completions", tables=(completion,), streams=("duty_book",), project=project)


async def of_worker(read: AsyncConnection, worker_id: UUID) -> Sequence[RowMapping]:
    """Newest first, annulled ones marked."""
    rows = select(completion).where(completion.c.worker_id == worker_id)
    order = (completion.c.completed_on.desc(), completion.c.completion_id)
    return (await read.execute(rows.order_by(*order))).mappings().all()
