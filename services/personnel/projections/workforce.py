"""The state of the workforce, counted live: today's over the roster, by what, where, and who came and went (policy article 16)."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.projections.roster import roster
from services.personnel.projections.spells import spell
from shared.kernel import Month, Region, Scope
from shared.readmodel.scope import inside

BY: Final = {
    "sex": roster.c.sex, "education": roster.c.education, "certificate": roster.c.certificate, "category": roster.c.category,
    "post_category": roster.c.post_category, "grade": roster.c.grade, "birth_month": roster.c.birth_month,
}  # fmt: skip
Counts = Counter[tuple[Region, str, str]]
"""(unit, by what, which value) → how many people; a value nobody knows is an empty text."""
PartOf = Callable[[Region], Region]


async def counts(read: AsyncConnection, scope: Scope, day: date, part_of: PartOf, *, bands: Sequence[int]) -> Counts:
    """Everybody employed today, `day`; `bands` are the ages at which a new band begins, youngest first."""
    found: Counts = Counter()
    for by, column in BY.items():
        for place, value, people in (await read.execute(_grouped(column, scope, day))).all():
            found[part_of(Region(place)), *_counted(by, value, day, bands)] += people
    return found


def measures(person: Mapping[str, Any], day: date, *, bands: Sequence[int]) -> Iterator[tuple[str, str]]:
    """(by what, which value) of somebody as he stood on the day; `BY` names what is asked of him."""
    return (_counted(by, person[by], day, bands) for by in BY)


def _counted(by: str, value: Any, day: date, bands: Sequence[int]) -> tuple[str, str]:
    if by == "birth_month":
        return "age", _band(value, day, bands)
    return by, "" if value is None else str(value)


def _grouped(column: ColumnElement[Any], scope: Scope, day: date) -> Select[Any, Any, int]:
    employed = and_(roster.c.starts <= day, or_(roster.c.last_day.is_(None), roster.c.last_day >= day))
    rows = select(roster.c.region, column, func.count()).where(inside(roster.c.region, scope), employed)
    return rows.group_by(roster.c.region, column)


def _band(birth_month: str, day: date, bands: Sequence[int]) -> str:
    """`36-45`, `46+`; below the first band `-30`."""
    age = (Month.of(day).index - Month.parse(birth_month).index) // 12
    begun = [least for least in bands if least <= age]
    above = [least for least in bands if least > age]
    return f"{begun[-1] if begun else ''}-{above[0] - 1}" if above else f"{begun[-1]}+"


async def turnover(read: AsyncConnection, scope: Scope, first: date, last: date, part_of: PartOf) -> Counts:
    """Who came and who left between two days, both included; who left by ground."""
    came = select(spell.c.region, func.count()).where(
        inside(spell.c.region, scope), spell.c.starts.between(first, last)
    )
    left = select(spell.c.region, spell.c.ground, func.count()).where(
        inside(spell.c.region, scope), spell.c.last_day.between(first, last)
    )
    found: Counts = Counter()
    for place, people in await read.execute(came.group_by(spell.c.region)):
        found[part_of(Region(place)), "came", ""] += people
    for place, ground, people in await read.execute(left.group_by(spell.c.region, spell.c.ground)):
        found[part_of(Region(place)), "left", str(ground)] += people
    return found


def listed(counts: Counts) -> Iterable[dict[str, Any]]:
    """As rows, by unit."""
    for (unit, by, value), people in sorted(counts.items()):
        yield {"unit": unit, "by": by, "value": value, "people": people}
