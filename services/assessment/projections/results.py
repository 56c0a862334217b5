"""Results by region and year: where each stands, what it came to, and whose scores are missing."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Date,
    Index,
    Integer,
    RowMapping,
    Table,
    Text,
    Uuid,
    func,
    or_,
    select,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from services.assessment.domain import annual_result as result
from services.assessment.domain.annual_result import ResultEvent, Stage
from services.assessment.domain.terms import Head, Outcome
from shared.kernel import Recorded, Region, Scope
from shared.readmodel import Patch, Projection, Put, RowChange, metadata
from shared.readmodel.scope import below, inside

annual = Table(
    "annual_result",
    metadata,
    Column("result_id", Uuid, primary_key=True),
    Column("worker_id", Uuid, nullable=False, index=True),
    Column("year", Integer, nullable=False),
    Column("region", Text(collation="C"), nullable=False),
    Column("scheme_id", Uuid, nullable=False),
    Column("stage", Text, nullable=False),
    Column("political_quality", Integer),
    Column("work_results", Integer),
    Column("resident_satisfaction", Integer),
    Column("total", Integer),
    Column("outcome", Text),
    Column("year_counts", Boolean),
    Column("publicised_from", Date),
    Column("publicised_until", Date),
    Column("takes_effect", Date),
    Index("annual_result_year_region", "year", "region"),
)
SCORES = {
    Head.POLITICAL_QUALITY: annual.c.political_quality,
    Head.WORK_RESULTS: annual.c.work_results,
    Head.RESIDENT_SATISFACTION: annual.c.resident_satisfaction,
}


def project(recorded: Recorded[ResultEvent]) -> tuple[RowChange, ...]:  # noqa: C901  one match
    id, event = recorded.stream_id, recorded.event
    match event:
        case result.ResultOpened():
            return (_opened(id, event),)
        case result.ScoreRecorded(head=head, score=score) | result.ScoreCorrected(head=head, score=score):
            return (_patch(id, **{SCORES[head].name: score}),)
        case result.ScoreAnnulled(head=head):
            return (_patch(id, **{SCORES[head].name: None}),)
        case result.ResultProposed(total=total, outcome=outcome, year_counts=counts):
            return (_patch(id, stage=Stage.PROPOSED.value, total=total, outcome=outcome.value, year_counts=counts),)
        case result.ProposalTakenBack():
            return (_patch(id, stage=Stage.OPEN.value, total=None, outcome=None, year_counts=None),)
        case result.ResultPublicised(effective=first, last=last):
            return (_patch(id, stage=Stage.PUBLICISED.value, publicised_from=first, publicised_until=last),)
        case result.ResultConfirmed(effective=day):
            return (_patch(id, stage=Stage.CONFIRMED.value, takes_effect=day),)
        case result.ResultClosed():
            return (_patch(id, stage=Stage.CLOSED.value),)
        case result.ResultReopened():
            undecided = {"total": None, "outcome": None, "year_counts": None}
            unseen = {"publicised_from": None, "publicised_until": None}
            return (_patch(id, stage=Stage.OPEN.value, **undecided, **unseen),)


def _opened(id: UUID, event: result.ResultOpened) -> Put:
    """A result opened again begins with an empty row."""
    return Put(
        annual, result_id=id, worker_id=event.worker_id, year=event.year, region=event.region,
        scheme_id=event.scheme_id, stage=Stage.OPEN.value,
    )  # fmt: skip


def _patch(id: UUID, **values: Any) -> Patch:
    return Patch(annual, result_id=id, **values)


RESULTS = Projection(name="results", tables=(annual,), streams=("result",), project=project)


async def find(read: AsyncConnection, result_id: UUID) -> RowMapping | None:
    return (await read.execute(select(annual).where(annual.c.result_id == result_id))).mappings().one_or_none()


async def of_worker(read: AsyncConnection, worker_id: UUID) -> Sequence[RowMapping]:
    """A person's results, the latest year first."""
    rows = select(annual).where(annual.c.worker_id == worker_id).order_by(annual.c.year.desc())
    return (await read.execute(rows)).mappings().all()


async def page(
    read: AsyncConnection, scope: Scope, year: int, *, stage: Stage | None = None,
    lacking_scores: bool = False, after: UUID | None = None, limit: int = 100,
) -> Sequence[RowMapping]:  # fmt: skip
    """Results of the year in these regions by id; `lacking_scores`: only open ones with a head not scored yet."""
    rows = select(annual).where(inside(annual.c.region, scope), annual.c.year == year)
    if stage is not None:
        rows = rows.where(annual.c.stage == stage.value)
    if lacking_scores:
        rows = rows.where(annual.c.stage == Stage.OPEN.value, _lacking())
    if after is not None:
        rows = rows.where(annual.c.result_id > after)
    return (await read.execute(rows.order_by(annual.c.result_id).limit(limit))).mappings().all()


async def to_rank(read: AsyncConnection, county: Region, year: int) -> Sequence[RowMapping]:
    """Everybody with all scores and nothing public yet: what ranking.propose_all is asked about."""
    ready = annual.c.stage.in_((Stage.OPEN.value, Stage.PROPOSED.value)) & ~_lacking()
    rows = (
        select(annual).where(below(annual.c.region, county), annual.c.year == year, ready).order_by(annual.c.result_id)
    )
    return (await read.execute(rows)).mappings().all()


async def quota_basis(read: AsyncConnection, county: Region, year: int) -> tuple[int, int]:
    """How many are on the list of the year, and how many of them are publicly EXCELLENT already."""
    public = annual.c.stage.in_((Stage.PUBLICISED.value, Stage.CONFIRMED.value))
    excellent = func.count().filter(public & (annual.c.outcome == Outcome.EXCELLENT.value))
    listed = (below(annual.c.region, county), annual.c.year == year, annual.c.stage != Stage.CLOSED.value)
    assessed, given = (await read.execute(select(func.count(), excellent).where(*listed))).one()
    return assessed, given


async def ids_at(read: AsyncConnection, county: Region, year: int, stage: Stage) -> Sequence[UUID]:
    rows = select(annual.c.result_id).where(
        below(annual.c.region, county), annual.c.year == year, annual.c.stage == stage.value
    )
    return (await read.execute(rows.order_by(annual.c.result_id))).scalars().all()


async def counts(read: AsyncConnection, scope: Scope, year: int) -> Sequence[RowMapping]:
    """How many results of the year stand where, by stage and outcome (none before a proposal)."""
    by = (annual.c.stage, annual.c.outcome)
    rows = select(*by, func.count().label("results")).where(inside(annual.c.region, scope), annual.c.year == year)
    return (await read.execute(rows.group_by(*by).order_by(*by))).mappings().all()


def _lacking() -> ColumnElement[bool]:
    return or_(*(column.is_(None) for column in SCORES.values()))
