"""How people stand on a day: one answer a row of the roster, with what leave and borrowing say beside it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain.exit_events import Ground
from services.personnel.domain.standing import Circumstances, WorkerStanding, standing_on
from services.personnel.projections import leaves
from services.personnel.projections.borrowings import borrowing
from shared.kernel import Span

_AWAY = ("IN_FORCE", "OVERDUE")


async def of_rows(
    read: AsyncConnection, rows: Sequence[RowMapping | Mapping[str, Any]], day: date
) -> Mapping[UUID, WorkerStanding]:
    """By worker, for rows of the roster."""
    workers = [row["worker_id"] for row in rows]
    away: dict[UUID, list[Span]] = {}
    found = select(borrowing.c.worker_id, borrowing.c.starts, borrowing.c.last_day).where(
        borrowing.c.worker_id.in_(workers), borrowing.c.stage.in_((*_AWAY, "ENDED")), borrowing.c.starts <= day
    )
    for worker, starts, last_day in (await read.execute(found)).all():
        if last_day is None or last_day >= starts:
            away.setdefault(worker, []).append(Span(first=starts, last=last_day))
    on_leave: dict[UUID, list[Span]] = {}
    for row in await leaves.granted(read, workers, day, day):
        on_leave.setdefault(row["worker_id"], []).append(Span(first=row["starts"], last=row["ends"]))
    return {
        row["worker_id"]: standing_on(
            _known(row, away.get(row["worker_id"], []), on_leave.get(row["worker_id"], [])), day
        )
        for row in rows
    }


def _known(row: RowMapping | Mapping[str, Any], away: Sequence[Span], on_leave: Sequence[Span]) -> Circumstances:
    starts: date | None = row["starts"]
    probation_ends: date | None = row["probation_ends"]
    suspended = row["suspended_since"]
    tried = Span(first=starts, last=probation_ends) if starts is not None and row["probation"] == "RUNNING" else None
    return Circumstances(
        employed=None if starts is None else Span(first=starts, last=row["last_day"]),
        ground=None if row["ground"] is None else Ground(row["ground"]),
        probation=tried, leaving_since=row["leaving_since"],
        suspended=() if suspended is None else (Span(first=suspended, last=row["suspended_until"]),),
        borrowed=tuple(away), on_leave=tuple(on_leave),
    )  # fmt: skip
