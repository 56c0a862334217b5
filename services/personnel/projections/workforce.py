"""The state of the workforce, counted live: today's over the roster, by what, where, and who came and went (policy article 16)."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.projections.dated import certificate, education, in_force, learned, papers
from services.personnel.projections.roster import roster
from services.personnel.projections.spells import spell
from shared.kernel import Month, Region, Scope
from shared.readmodel.scope import inside

BY: Final = ("sex", "category", "birth_month", "education", "certificate", "post_category", "grade")
Counts = Counter[tuple[Region, str, str]]
"""(unit, by what, which value) → how many people; a value nobody knows is an empty text."""
PartOf = Callable[[Region], Region]


async def counts(read: AsyncConnection, scope: Scope, day: date, part_of: PartOf, *, bands: Sequence[int]) -> Counts:
    """Everybody employed today, `day`; `bands` are the ages at which a new band begins, youngest first."""
    found: Counts = Counter()
    for by in BY:
        said, of = _said(by, scope, day)
        for place, *values, people in await read.execute(_grouped(said, scope, day)):
            found[part_of(Region(place)), *_counted(by, of(*values), day, bands)] += people
    return found


def _said(by: str, scope: Scope, day: date) -> tuple[Select[*tuple[Any, ...]], Callable[..., Any]]:
    """What is read of everybody, and the value it comes to."""
    at, who = roster.c.region, roster.c.worker_id
    whose = select(who).where(*_employed(scope, day))
    now, known, held = in_force(day, whose), learned(day, whose), papers(day, whose)
    match by:
        case "education":
            return select(at, roster.c.hired_education, known.c.words).outerjoin(
                known, known.c.worker_id == who
            ), education
        case "certificate":
            return select(at, held.c.levels).outerjoin(held, held.c.worker_id == who), certificate
        case "post_category":
            post = case((now.c.effective >= roster.c.starts, now.c.post_category), else_=roster.c.hired_post)
            return select(at, post).outerjoin(now, now.c.worker_id == who), _itself
        case "grade":
            return select(at, now.c.grade).outerjoin(now, now.c.worker_id == who), _itself
        case _:
            return select(at, roster.c[by]), _itself


def _itself(value: Any) -> Any:
    return value


def measures(person: Mapping[str, Any], day: date, *, bands: Sequence[int]) -> Iterator[tuple[str, str]]:
    """(by what, which value) of somebody as he stood on the day; `BY` names what is asked of him."""
    return (_counted(by, person[by], day, bands) for by in BY)


def _counted(by: str, value: Any, day: date, bands: Sequence[int]) -> tuple[str, str]:
    if by == "birth_month":
        return "age", _band(value, day, bands)
    return by, "" if value is None else str(value)


def _grouped(rows: Select[*tuple[Any, ...]], scope: Scope, day: date) -> Select[*tuple[Any, ...]]:
    """How many of the employed have the same in all that is selected."""
    same = rows.selected_columns
    return rows.where(*_employed(scope, day)).group_by(*same).add_columns(func.count())


def _employed(scope: Scope, day: date) -> tuple[ColumnElement[bool], ...]:
    stays = or_(roster.c.last_day.is_(None), roster.c.last_day >= day)
    return inside(roster.c.region, scope), roster.c.starts <= day, stays


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
