"""What a row of the roster says of a day by what has days of its own: grade, the post it is for, education, certificate.

A decision for a later day is known before it holds, so none of it is kept in the row: it is found for the day when it is asked.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import RowMapping, Select, Subquery, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain.grade_book import GradeFactKind
from services.personnel.domain.scheme_terms import Certificate, highest_certificate, highest_education
from services.personnel.projections.grades import fact, proposal
from services.personnel.projections.papers import paper
from services.personnel.projections.roster import roster

Whom = Sequence[UUID] | Select[tuple[UUID]]
"""People by their ids, or by a question for them."""
_HIRED: Final = ("hired_post", "hired_education")


def in_force(day: date, of: Whom) -> Subquery:
    """The decision each person's grade rests on that day; of two from the same day on the later counts."""
    return (
        select(proposal)
        .where(proposal.c.stage == "DECIDED", proposal.c.effective <= day, proposal.c.worker_id.in_(of))
        .ext(distinct_on(proposal.c.worker_id))
        .order_by(proposal.c.worker_id, proposal.c.effective.desc(), proposal.c.decided.desc())
        .subquery()
    )


def learned(day: date, of: Whom) -> Subquery:
    """`words`: every education of a person recorded as so by the day."""
    return (
        select(fact.c.worker_id, func.array_agg(fact.c.word.distinct()).label("words"))
        .where(fact.c.kind == GradeFactKind.EDUCATION.value, fact.c.effective <= day, fact.c.annulled.is_(False))
        .where(fact.c.worker_id.in_(of))
        .group_by(fact.c.worker_id)
        .subquery()
    )


def papers(day: date, of: Whom) -> Subquery:
    """`levels`: the certificates of a person that count on the day."""
    return (
        select(paper.c.worker_id, func.array_agg(paper.c.level).label("levels"))
        .where(
            paper.c.since <= day, or_(paper.c.last_day.is_(None), paper.c.last_day >= day), paper.c.worker_id.in_(of)
        )
        .group_by(paper.c.worker_id)
        .subquery()
    )


def education(as_hired: str, words: Iterable[str] | None) -> str:
    """The highest of what the hire said and what was learned."""
    return highest_education((as_hired, *(words or ())))


def certificate(levels: Iterable[str] | None) -> str | None:
    """The highest of what counts."""
    return highest_certificate(Certificate(level) for level in levels or ())


async def as_of(read: AsyncConnection, rows: Sequence[RowMapping], day: date) -> list[dict[str, Any]]:
    """Rows of the roster, each with `grade`, `grade_since`, `post_category`, `education` and `certificate` of the day."""
    workers = [row["worker_id"] for row in rows]
    now, known, held = in_force(day, workers), learned(day, workers), papers(day, workers)
    graded = now.c["grade", "effective", "post_category"]
    asked = (
        select(roster.c.worker_id, *graded, known.c.words, held.c.levels)
        .outerjoin(now, now.c.worker_id == roster.c.worker_id)
        .outerjoin(known, known.c.worker_id == roster.c.worker_id)
        .outerjoin(held, held.c.worker_id == roster.c.worker_id)
        .where(roster.c.worker_id.in_(workers))
    )
    said = {row["worker_id"]: row for row in (await read.execute(asked)).mappings()}
    return [_as_of(row, said[row["worker_id"]]) for row in rows]


async def find(read: AsyncConnection, row: RowMapping, day: date) -> dict[str, Any]:
    """One row of the roster as `as_of` gives it."""
    (found,) = await as_of(read, [row], day)
    return found


def _as_of(row: RowMapping, said: RowMapping) -> dict[str, Any]:
    decided = said["effective"] is not None and said["effective"] >= row["starts"]
    return {
        **{name: value for name, value in row.items() if name not in _HIRED},
        "grade": said["grade"],
        "grade_since": said["effective"],
        "post_category": said["post_category"] if decided else row["hired_post"],
        "education": education(row["hired_education"], said["words"]),
        "certificate": certificate(said["levels"]),
    }
