"""What a row of the roster says of a day by decisions and facts with days of their own: the grade, the post it is for, the education.

A decision for a later day is known before it holds, so none of it is kept in the row: it is found for the day when it is asked.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import RowMapping, Subquery, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain.grade_book import GradeFactKind
from services.personnel.domain.scheme_terms import Education
from services.personnel.projections.grades import fact, proposal

_RANK: Final = ["", *Education].index
_HIRED: Final = ("hired_post", "hired_education")


def in_force(day: date) -> Subquery:
    """The decision each person's grade rests on that day; of two from the same day on the later counts."""
    return (
        select(proposal)
        .where(proposal.c.stage == "DECIDED", proposal.c.effective <= day)
        .ext(distinct_on(proposal.c.worker_id))
        .order_by(proposal.c.worker_id, proposal.c.effective.desc(), proposal.c.decided.desc())
        .subquery()
    )


def learned(day: date) -> Subquery:
    """`words`: every education of a person recorded as so by the day."""
    return (
        select(fact.c.worker_id, func.array_agg(fact.c.word.distinct()).label("words"))
        .where(fact.c.kind == GradeFactKind.EDUCATION.value, fact.c.effective <= day, fact.c.annulled.is_(False))
        .group_by(fact.c.worker_id)
        .subquery()
    )


def education(as_hired: str, words: Iterable[str]) -> str:
    """The highest of what the hire said and what was learned."""
    return max((as_hired, *words), key=_RANK)


async def as_of(
    read: AsyncConnection, rows: Sequence[RowMapping | Mapping[str, Any]], day: date
) -> list[dict[str, Any]]:
    """Rows of the roster, each with `grade`, `grade_since`, `post_category` and `education` of the day."""
    workers = [row["worker_id"] for row in rows]
    now, known = in_force(day), learned(day)
    held = select(now.c.worker_id, now.c.grade, now.c.effective, now.c.post_category)
    held_by = {row.worker_id: row for row in await read.execute(held.where(now.c.worker_id.in_(workers)))}
    words = {
        row.worker_id: row.words for row in await read.execute(select(known).where(known.c.worker_id.in_(workers)))
    }
    return [_as_of(row, held_by.get(row["worker_id"]), words.get(row["worker_id"], ())) for row in rows]


async def find(read: AsyncConnection, row: RowMapping, day: date) -> dict[str, Any]:
    """One row of the roster as `as_of` gives it."""
    (found,) = await as_of(read, [row], day)
    return found


def _as_of(row: RowMapping | Mapping[str, Any], held: Any, words: Iterable[str]) -> dict[str, Any]:
    found: dict[str, Any] = {name: value for name, value in row.items() if name not in _HIRED}
    found |= {"grade": None, "grade_since": None, "post_category": row["hired_post"]}
    if held is not None:
        found |= {"grade": held.grade, "grade_since": held.effective}
        if held.effective >= row["starts"]:
            found["post_category"] = held.post_category
    return {**found, "education": education(row["hired_education"], words)}
