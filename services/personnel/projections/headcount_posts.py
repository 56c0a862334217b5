"""Who holds posts of which category on a day: of the newest post, or that of the hire."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Table, func, literal, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.projections.headcount_tables import place, post_term
from services.personnel.projections.stays import stay, stood
from shared.kernel import Region, level
from shared.readmodel.scope import below


def held_on(table: Table, day: date) -> Any:
    return (table.c.held_from <= day) & or_(table.c.free_from.is_(None), table.c.free_from > day)


def category_of(day: date | None = None) -> Any:
    """The category of whoever holds a place: of the newest post, or that of the hire."""
    open_on = post_term.c.free_from.is_(None) if day is None else held_on(post_term, day)
    newest = (
        select(post_term.c.post_category)
        .where(post_term.c.worker_id == place.c.worker_id, open_on)
        .order_by(post_term.c.held_from.desc(), post_term.c.appointment_id)
        .limit(1)
        .scalar_subquery()
    )
    return func.coalesce(newest, place.c.post_category)


async def by_post(read: AsyncConnection, units: Sequence[Region], day: date) -> dict[Region, dict[str, int]]:
    """How many people of each unit have posts of each category on the day: one statement for all of them."""
    found: dict[Region, dict[str, int]] = {unit: {} for unit in units}
    if not units:
        return found
    places = [
        select(literal(unit).label("of"), category_of(day).label("category")).where(_here(unit, day), held_on(place, day))
        for unit in units
    ]  # fmt: skip
    each = union_all(*places).subquery()
    for unit, category, people in await read.execute(
        select(each.c.of, each.c.category, func.count()).group_by(each.c.of, each.c.category)
    ):
        found[Region(unit)][category] = people
    return found


def _here(unit: Region, day: date) -> Any:
    """Whose place it is; in a community who worked there on the day."""
    if level(unit) == "county":
        return below(place.c.workplace, unit)
    if level(unit) == "street":
        return place.c.unit == unit
    return place.c.employment_id.in_(select(stay.c.employment_id).where(stay.c.region == unit, stood(day)))
