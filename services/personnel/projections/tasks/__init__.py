"""What needs somebody today: everything that waits, by kind and age, put there and taken away by what happened.

A kind belongs to one file; routes/work_list.py says whose right it waits for.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, Text, and_, cast, false, func, or_, select, tuple_
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.projections.tasks import (
    archives,
    attendance,
    borrowing,
    care,
    careers,
    employment,
    establishment,
    filing,
    grades,
    leave,
    posts,
    problem,
    qualifications,
    recognition,
    recommendations,
    recruiting,
    reserve,
    sponsorship,
    vetting,
    worker,
)
from services.personnel.projections.tasks.table import task
from shared.kernel import Recorded, Scope
from shared.readmodel import Projection, RowChange
from shared.readmodel.scope import inside

PARTS: Final[Mapping[str, Callable[[Recorded[Any]], tuple[RowChange, ...]]]] = {
    "grade": grades.project,
    "employment": employment.project,
    "quota": establishment.project,
    "worker": worker.project,
    "borrow": borrowing.project,
    "recognition": recognition.project,
    "institution_case": careers.project,
    "archive": archives.project,
    "qualification": qualifications.project,
    "leave": leave.project,
    "problem": problem.project,
    "checkup": care.project,
    "care_visit": care.project,
    "appointment": posts.project,
    "reporting": attendance.project,
    "filing": filing.project,
    "reserve": reserve.project,
    "party_post": filing.of_party_posts,
    "campaign": recruiting.project,
    "applicant": recruiting.project,
    "vetting": vetting.project,
    "recommendation": recommendations.project,
    "foreign_post": sponsorship.project,
    "conversion": sponsorship.project,
}


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    return PARTS[recorded.stream_type](recorded)


TASKS: Final = Projection(name="tasks", tables=(task,), streams=tuple(PARTS), project=project)
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
    return (
        (await read.execute(rows.where(_for(waiting, hands)).group_by(task.c.kind).order_by(task.c.kind)))
        .mappings()
        .all()
    )


def _for(waiting: Waiting, hands: Iterable[str]) -> ColumnElement[bool]:
    kinds = (and_(task.c.kind == kind, inside(task.c.region, scope)) for kind, scope in waiting)
    made = func.string_to_array(task.c.made_by, " for ").op("&&")(cast(list(hands), ARRAY(Text)))
    return and_(or_(false(), *kinds), or_(task.c.made_by.is_(None), ~made))
