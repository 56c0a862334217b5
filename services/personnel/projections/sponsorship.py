"""Posts of other departments and who of them is converted: one row each."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, Integer, RowMapping, Table, Text, Uuid, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain import conversion_events as conversions
from services.personnel.domain import foreign_posts as posts
from services.personnel.domain.conversion_events import ConversionPhase
from services.personnel.domain.foreign_posts import ForeignPostPhase
from shared.kernel import Recorded, Scope
from shared.readmodel import Patch, Projection, Put, RowChange, metadata, sealed_column
from shared.readmodel.scope import inside

foreign_post = Table(
    "foreign_post",
    metadata,
    Column("post_id", Uuid, primary_key=True),
    Column("region", Text(collation="C"), nullable=False, index=True),
    Column("stage", Text, nullable=False),
    Column("sponsor", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("people", Integer, nullable=False),
    Column("funding_source", Text),
    Column("since", Date, nullable=False),
    Column("clear_out", Date),
    Column("way", Text),
    Column("document", Text),
    Column("asked_by", Text),
    Index("foreign_post_by_stage", "stage", "since", "post_id"),
)
conversion = Table(
    "conversion",
    metadata,
    Column("conversion_id", Uuid, primary_key=True),
    Column("foreign_post_id", Uuid, nullable=False),
    Column("region", Text(collation="C"), nullable=False, index=True),
    Column("stage", Text, nullable=False),
    Column("sponsor", Text, nullable=False),
    Column("funding_source", Text, nullable=False),
    sealed_column("name", "personnel.applicant.name"),
    sealed_column("id_number", "personnel.applicant.id_number"),
    Column("education", Text, nullable=False),
    Column("since", Date, nullable=False),
    Column("outstanding", Boolean, nullable=False),
    Column("listed_on", Date, nullable=False),
    Column("score", Integer),
    Column("ground", Text),
    Column("worker_id", Uuid),
    Column("kept_until", Date, nullable=False),
    Column("forgotten_at", BigInteger, index=True),
    Index("conversion_by_stage", "stage", "listed_on", "conversion_id"),
)


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    return _of_post(recorded.event) if recorded.stream_type == "foreign_post" else _of_conversion(recorded)


def _of_post(event: Any) -> tuple[RowChange, ...]:
    match event:
        case posts.ForeignPostRegistered():
            return (_post(event, ForeignPostPhase.REGISTERED, event.funding_source, event.clear_out, None),)
        case posts.SponsorshipRejected(asked_by=by):
            return (_post(event, ForeignPostPhase.REJECTED, None, None, by),)
        case posts.ClearOutMoved(post_id=id, clear_out=day):
            return (Patch(foreign_post, post_id=id, clear_out=day, stage="REGISTERED"),)
        case posts.ClearOutOverdue(post_id=id):
            return (Patch(foreign_post, post_id=id, stage="OVERDUE"),)
        case posts.ForeignPostCleared(post_id=id, way=way, document=document):
            return (Patch(foreign_post, post_id=id, stage="CLEARED", way=way.value, document=document),)
        case _:
            return ()


def _post(event: Any, stage: ForeignPostPhase, funding: str | None, clear_out: date | None, by: str | None) -> Put:
    return Put(
        foreign_post, post_id=event.post_id, region=event.region, stage=stage.value, sponsor=event.sponsor,
        title=event.title, people=event.people, funding_source=funding, since=event.effective, clear_out=clear_out, way=None,
        document=None, asked_by=by,
    )  # fmt: skip


def _of_conversion(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    event = recorded.event
    match event:
        case conversions.ConversionListed():
            return (_listed(event),)
        case conversions.ConversionEligibilityChecked(conversion_id=id):
            return (Patch(conversion, conversion_id=id, stage=ConversionPhase.ELIGIBILITY_CHECKED.value),)
        case conversions.ConversionExamined(conversion_id=id, score=score):
            return (Patch(conversion, conversion_id=id, stage=ConversionPhase.EXAMINED.value, score=score),)
        case conversions.WorkerConverted(conversion_id=id, worker_id=worker):
            return (Patch(conversion, conversion_id=id, stage=ConversionPhase.CONVERTED.value, worker_id=worker),)
        case conversions.WorkerNotConverted(conversion_id=id, ground=ground):
            stage = ConversionPhase.NOT_CONVERTED.value
            return (Patch(conversion, conversion_id=id, stage=stage, ground=ground.value),)
        case conversions.ConversionForgotten(conversion_id=id):
            gone = {"name": None, "id_number": None, "forgotten_at": recorded.position}
            return (Patch(conversion, conversion_id=id, **gone),)
        case _:
            return ()


def _listed(event: conversions.ConversionListed) -> Put:
    return Put(
        conversion, conversion_id=event.conversion_id, foreign_post_id=event.foreign_post_id, region=event.region,
        stage=ConversionPhase.LISTED.value, sponsor=event.sponsor, funding_source=event.funding_source,
        name=event.name.token, id_number=event.id_number.token, education=event.education.value, since=event.since,
        outstanding=event.outstanding, listed_on=event.effective, score=None, ground=None, worker_id=None,
        kept_until=event.kept_until, forgotten_at=None,
    )  # fmt: skip


SPONSORSHIP = Projection(
    name="sponsorship", tables=(foreign_post, conversion), streams=("foreign_post", "conversion"), project=project
)


async def posts_at(
    read: AsyncConnection, scope: Scope, stage: str, *, after: tuple[date, UUID] | None, limit: int
) -> Sequence[RowMapping]:
    """Those registered, or asked for, first in front."""
    order = (foreign_post.c.since, foreign_post.c.post_id)
    rows = select(foreign_post).where(inside(foreign_post.c.region, scope), foreign_post.c.stage == stage)
    if after is not None:
        rows = rows.where(tuple_(*order) > after)
    return (await read.execute(rows.order_by(*order).limit(limit))).mappings().all()


async def conversions_at(
    read: AsyncConnection, scope: Scope, stage: str, *, after: tuple[date, UUID] | None, limit: int
) -> Sequence[RowMapping]:
    """Those listed first in front."""
    order = (conversion.c.listed_on, conversion.c.conversion_id)
    rows = select(conversion).where(inside(conversion.c.region, scope), conversion.c.stage == stage)
    if after is not None:
        rows = rows.where(tuple_(*order) > after)
    return (await read.execute(rows.order_by(*order).limit(limit))).mappings().all()


async def forgotten_after(read: AsyncConnection, position: int) -> Sequence[tuple[int, UUID, str]]:
    rows = select(conversion.c.forgotten_at, conversion.c.conversion_id, conversion.c.region)
    found = await read.execute(rows.where(conversion.c.forgotten_at > position).order_by(conversion.c.forgotten_at))
    return [(at, id, region) for at, id, region in found]
