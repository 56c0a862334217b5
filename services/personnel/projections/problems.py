"""Difficulties that were reported: one row each, at its stage; the text stays sealed. Not in the timeline, which more people see."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, RowMapping, Table, Text, Uuid, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain import problem_events as events
from services.personnel.domain.problem_events import ProblemEvent, ProblemPhase
from shared.kernel import Recorded, Scope
from shared.readmodel import Patch, Projection, Put, RowChange, metadata, sealed_column
from shared.readmodel.scope import inside

problem = Table(
    "problem",
    metadata,
    Column("problem_id", Uuid, primary_key=True),
    Column("worker_id", Uuid, index=True),
    Column("region", Text(collation="C"), nullable=False),
    Column("stage", Text, nullable=False),
    Column("category", Text, nullable=False),
    sealed_column("text", "personnel.problem.text"),
    Column("reported_on", Date, nullable=False),
    Column("due", Date, nullable=False),
    Column("overdue", Boolean, nullable=False),
    Column("assignee", Text),
    Column("resolution", Text),
    Column("resolved_on", Date),
    Column("forgotten_at", BigInteger, index=True),
    Index("problem_by_stage", "stage", "due", "problem_id"),
)


def project(recorded: Recorded[ProblemEvent]) -> tuple[RowChange, ...]:  # noqa: C901  one match
    match recorded.event:
        case events.ProblemReported() as event:
            return (_reported(event),)
        case events.ProblemAccepted(problem_id=id):
            return (Patch(problem, problem_id=id, stage=ProblemPhase.ACCEPTED.value),)
        case events.ProblemAssigned(problem_id=id, assignee=assignee):
            return (Patch(problem, problem_id=id, stage=ProblemPhase.ASSIGNED.value, assignee=assignee),)
        case events.ProblemResolved(problem_id=id, effective=day, resolution=resolution):
            done = {"stage": ProblemPhase.RESOLVED.value, "resolution": resolution, "resolved_on": day}
            return (Patch(problem, problem_id=id, **done),)
        case events.ProblemConfirmed(problem_id=id):
            return (Patch(problem, problem_id=id, stage=ProblemPhase.CONFIRMED.value),)
        case events.ProblemReopened(problem_id=id, due=due):
            again = {"stage": ProblemPhase.ASSIGNED.value, "due": due, "overdue": False, "resolved_on": None}
            return (Patch(problem, problem_id=id, **again),)
        case events.ProblemOverdue(problem_id=id):
            return (Patch(problem, problem_id=id, overdue=True),)
        case events.ProblemForgotten(problem_id=id):
            return (Patch(problem, problem_id=id, text=None, forgotten_at=recorded.position),)
        case events.ProblemRetentionSet() | events.ProblemRetentionEnded():
            return ()


def _reported(event: events.ProblemReported) -> Put:
    return Put(
        problem, problem_id=event.problem_id, worker_id=event.worker_id, region=event.region,
        stage=ProblemPhase.REPORTED.value, category=event.category.value, text=event.text.token,
        reported_on=event.effective, due=event.due, overdue=False, assignee=None, resolution=None, resolved_on=None,
        forgotten_at=None,
    )  # fmt: skip


PROBLEMS = Projection(name="problems", tables=(problem,), streams=("problem",), project=project)


async def at_stage(
    read: AsyncConnection, scope: Scope, stage: str, *, after: tuple[date, UUID] | None, limit: int
) -> Sequence[RowMapping]:
    """Those due first in front; `after` is (due, problem_id)."""
    order = (problem.c.due, problem.c.problem_id)
    rows = select(problem).where(inside(problem.c.region, scope), problem.c.stage == stage)
    if after is not None:
        rows = rows.where(tuple_(*order) > after)
    return (await read.execute(rows.order_by(*order).limit(limit))).mappings().all()


async def of_worker(read: AsyncConnection, worker_id: UUID) -> Sequence[RowMapping]:
    """What a person reported under his name, the newest first."""
    rows = select(problem).where(problem.c.worker_id == worker_id)
    return (await read.execute(rows.order_by(problem.c.reported_on.desc(), problem.c.problem_id))).mappings().all()


async def find(read: AsyncConnection, problem_id: UUID) -> RowMapping | None:
    return (await read.execute(select(problem).where(problem.c.problem_id == problem_id))).mappings().one_or_none()


async def forgotten_after(read: AsyncConnection, position: int) -> Sequence[tuple[int, UUID, str]]:
    """Anonymous tickets whose texts were erased after a position of the log, with their regions, in order."""
    rows = select(problem.c.forgotten_at, problem.c.problem_id, problem.c.region)
    found = await read.execute(rows.where(problem.c.forgotten_at > position).order_by(problem.c.forgotten_at))
    return [(at, id, region) for at, id, region in found]
