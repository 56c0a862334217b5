"""The roster of any day: who was employed on it, each with the employment of that day, also where a newer one began since."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import RowMapping, case, null, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.projections.roster import roster
from services.personnel.projections.spells import spell
from shared.kernel import Scope
from shared.readmodel.scope import inside

_OF_THE_SPELL: Final = ("employment_id", "region", "employer", "starts", "last_day", "ground")
_OF_THE_PERSON: Final = ("worker_id", "name", "id_number", "sex", "birth_month", "hired_education")
_AS_HIRED: Final = {
    "category": "category",
    "hired_post": "post_category",
    "community_work_since": "community_work_since",
}


def _column(name: str) -> Any:
    """A column of the roster as of an employment: what the roster keeps of the newest is not told of an earlier one."""
    own, newest = roster.c[name], roster.c.employment_id == spell.c.employment_id
    if name in _OF_THE_PERSON:
        return own
    if name in _AS_HIRED:
        return case((newest, own), else_=spell.c[_AS_HIRED[name]]).label(name)
    return spell.c[name] if name in _OF_THE_SPELL else case((newest, own), else_=null()).label(name)


async def employed_on(
    read: AsyncConnection, scope: Scope, day: date, *, under: Scope | None, after: tuple[str, Any] | None, limit: int
) -> Sequence[RowMapping]:  # fmt: skip
    """Rows as of the roster, by workplace; `after` is (region, worker_id)."""
    order = (spell.c.region, spell.c.worker_id)
    rows = (
        select(*(_column(each.name) for each in roster.c))
        .join_from(spell, roster, roster.c.worker_id == spell.c.worker_id)
        .where(inside(spell.c.region, scope), spell.c.starts <= day)
        .where(or_(spell.c.last_day.is_(None), spell.c.last_day >= day))
    )
    if under is not None:
        rows = rows.where(inside(spell.c.region, under))
    if after is not None:
        rows = rows.where(tuple_(*order) > after)
    return (await read.execute(rows.order_by(*order).limit(limit))).mappings().all()
