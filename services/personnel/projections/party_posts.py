"""Offices in party organisations: one row each, at its stage."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Column, Date, Index, RowMapping, Table, Text, Uuid, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain import party_post_events as events
from services.personnel.domain.party_post_events import PartyPostEvent, PartyPostPhase
from shared.kernel import Recorded, Scope
from shared.readmodel import Patch, Projection, Put, RowChange, metadata
from shared.readmodel.scope import inside

party_post = Table(
    "party_post",
    metadata,
    Column("party_post_id", Uuid, primary_key=True),
    Column("worker_id", Uuid, nullable=False, index=True),
    Column("region", Text(collation="C"), nullable=False, index=True),
    Column("office", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("choice", Text, nullable=False),
    Column("starts", Date, nullable=False),
    Column("term_ends", Date, nullable=False),
    Column("last_day", Date),
    Column("end_reason", Text),
    Column("document", Text, nullable=False),
    Column("reason", Text),
    Index("party_post_by_stage", "stage", "starts", "party_post_id"),
)


def project(recorded: Recorded[PartyPostEvent]) -> tuple[RowChange, ...]:
    event = recorded.event
    match event:
        case events.PartyPostDecided(party_post_id=id):
            row = Put(
                party_post, party_post_id=id, worker_id=event.worker_id, region=event.community,
                office=event.office.value, stage=PartyPostPhase.DECIDED.value, choice=event.choice.value,
                starts=event.effective, term_ends=event.term_ends, last_day=None, end_reason=None,
                document=event.document, reason=None,
            )  # fmt: skip
            return (row,)
        case events.PartyPostStarted(party_post_id=id, effective=starts):
            holds = {"stage": PartyPostPhase.IN_TERM.value, "starts": starts, "last_day": None, "end_reason": None}
            return (Patch(party_post, party_post_id=id, **holds),)
        case events.PartyPostEnded(party_post_id=id, effective=last_day, reason=why):
            over = {"stage": PartyPostPhase.ENDED.value, "last_day": last_day, "end_reason": why.value}
            return (Patch(party_post, party_post_id=id, **over),)
        case events.PartyPostCorrected(party_post_id=id, effective=starts, term_ends=ends, reason=reason):
            return (Patch(party_post, party_post_id=id, starts=starts, term_ends=ends, reason=reason),)
        case events.PartyPostAnnulled(party_post_id=id, reason=reason):
            return (Patch(party_post, party_post_id=id, stage=PartyPostPhase.ANNULLED.value, reason=reason),)
        case events.PartyCommitteeChanged():
            return ()


PARTY_POSTS = Projection(name="party_posts", tables=(party_post,), streams=("party_post",), project=project)


async def at_stage(
    read: AsyncConnection, scope: Scope, stage: str, *, after: tuple[date, UUID] | None, limit: int
) -> Sequence[RowMapping]:
    """Those that begin first in front; `after` is (starts, party_post_id)."""
    order = (party_post.c.starts, party_post.c.party_post_id)
    rows = select(party_post).where(inside(party_post.c.region, scope), party_post.c.stage == stage)
    if after is not None:
        rows = rows.where(tuple_(*order) > after)
    return (await read.execute(rows.order_by(*order).limit(limit))).mappings().all()


async def of_worker(read: AsyncConnection, worker_id: UUID) -> Sequence[RowMapping]:
    rows = select(party_post).where(party_post.c.worker_id == worker_id)
    return (await read.execute(rows.order_by(party_post.c.starts, party_post.c.party_post_id))).mappings().all()
