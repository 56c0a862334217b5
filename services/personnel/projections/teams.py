"""The team of a community (“两委”班子) on any day: who holds which post of the committees or of the party organisation."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from sqlalchemy import Column, RowMapping, Select, and_, literal, or_, select, union_all
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.projections.appointments import appointment
from services.personnel.projections.dated import learned
from services.personnel.projections.party_posts import party_post
from services.personnel.projections.party_status import party_stage
from services.personnel.projections.roster import roster
from shared.kernel import Region, Scope
from shared.readmodel.scope import inside

_HELD = ("IN_TERM", "ENDED")


def _seats(day: date) -> Select[tuple[str]]:
    """(region, worker_id, post, party) of every post held on the day."""
    found: list[Select[Any, Any, Any, bool]] = []
    for table, post, party in ((appointment, appointment.c.post, False), (party_post, party_post.c.office, True)):
        held = and_(
            table.c.stage.in_(_HELD), table.c.starts <= day, or_(table.c.last_day.is_(None), table.c.last_day >= day)
        )
        columns = (table.c.region, table.c.worker_id, post.label("post"), literal(party).label("party"))
        found.append(select(*columns).where(held))
    seats = union_all(*found).subquery("seat")
    return select(seats)


async def communities(
    read: AsyncConnection, scope: Scope, under: Scope, day: date, *, after: str | None, limit: int
) -> Sequence[Region]:
    """Those with a team on the day, by path."""
    seats = _seats(day).subquery("held")
    region: Column[str] = cast("Column[str]", seats.c.region)
    rows = select(region).where(inside(region, scope), inside(region, under)).distinct()
    if after is not None:
        rows = rows.where(region > after)
    return [Region(each) for each in (await read.execute(rows.order_by(region).limit(limit))).scalars()]


async def seats(read: AsyncConnection, regions: Sequence[Region], day: date) -> Sequence[RowMapping]:
    """Every post held there on the day, with what the roster knows of the holder; `words`: what he learned by then."""
    held = _seats(day).subquery("held")
    known = learned(day, select(held.c.worker_id).where(held.c.region.in_(regions)))
    rows = (
        select(held, roster.c.birth_month, roster.c.hired_education, roster.c.sex, known.c.words)
        .join(roster, roster.c.worker_id == held.c.worker_id)
        .outerjoin(known, known.c.worker_id == held.c.worker_id)
        .where(held.c.region.in_(regions))
        .order_by(held.c.region, held.c.worker_id, held.c.post)
    )
    return (await read.execute(rows)).mappings().all()


async def stages(read: AsyncConnection, workers: Sequence[object], day: date) -> Sequence[RowMapping]:
    """The sealed stage of party membership of each on the day, where one is known."""
    rows = (
        select(party_stage)
        .where(party_stage.c.worker_id.in_(workers), party_stage.c.since <= day)
        .ext(distinct_on(party_stage.c.worker_id))
        .order_by(party_stage.c.worker_id, party_stage.c.since.desc(), party_stage.c.fact)
    )
    return (await read.execute(rows)).mappings().all()
