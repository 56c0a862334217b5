"""Who holds a grade today that certain versions of a scheme gave, as their decisions name it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Select, and_, false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain.clauses import RestingScheme
from services.personnel.projections.dated import in_force
from services.personnel.projections.roster import roster
from shared.kernel import Layout, Scope
from shared.readmodel.scope import inside

Versions = Iterable[RestingScheme]


async def count(read: AsyncConnection, versions: Versions, layout: Layout, today: date, scope: Scope) -> int:
    rows = _graded(versions, layout, today, scope).subquery()
    return int((await read.execute(select(func.count()).select_from(rows))).scalar_one())


async def page(
    read: AsyncConnection, versions: Versions, layout: Layout, today: date, scope: Scope, *, after: UUID | None, limit: int
) -> Sequence[RowMapping]:  # fmt: skip
    """By id."""
    rows = _graded(versions, layout, today, scope)
    if after is not None:
        rows = rows.where(roster.c.worker_id > after)
    found: Sequence[RowMapping] = (await read.execute(rows.order_by(roster.c.worker_id).limit(limit))).mappings().all()
    return found


def _graded(versions: Versions, layout: Layout, today: date, scope: Scope) -> Select[tuple[Any, ...]]:
    """The employed of these regions whose grade was decided by one of the versions, where each rules."""
    employed = and_(roster.c.starts <= today, or_(roster.c.last_day.is_(None), roster.c.last_day >= today))
    now = in_force(today, select(roster.c.worker_id).where(inside(roster.c.region, scope), employed))
    by = (
        and_(
            now.c.scheme == v.code,
            now.c.scheme_version == v.version,
            inside(roster.c.region, Scope.of([v.region], layout)),
        )
        for v in versions
    )
    shown = [now.c[name] for name in ("grade", "post_category", "effective", "scheme", "scheme_version")]
    rows: Select[tuple[Any, ...]] = (
        select(roster.c.worker_id, roster.c.region, *shown)
        .join(now, now.c.worker_id == roster.c.worker_id)
        .where(inside(roster.c.region, scope), employed, or_(false(), *by))
    )
    return rows
