"""Grade proposals with everything they follow from, open and decided."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import BigInteger, Boolean, Column, Date, Integer, RowMapping, Table, Text, Uuid, select, tuple_
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain import grade_events
from services.personnel.domain.grade_book import GradeFactKind
from services.personnel.domain.grade_events import GradeEvent
from services.personnel.domain.grading import opening_fact
from shared.kernel import Recorded, Region, Scope
from shared.readmodel import Patch, Projection, Put, RowChange, metadata
from shared.readmodel.scope import inside

proposal = Table(
    "grade_proposal",
    metadata,
    Column("proposal_id", Uuid, primary_key=True),
    Column("worker_id", Uuid, nullable=False, index=True),
    Column("region", Text(collation="C"), nullable=False, index=True),
    Column("stage", Text, nullable=False, index=True),
    Column("trigger", Text, nullable=False),
    Column("post_category", Text, nullable=False),
    Column("grade", Integer, nullable=False),
    Column("from_grade", Integer),
    Column("effective", Date, nullable=False),
    Column("counted_years", Integer),
    Column("education", Text),
    Column("certificate", Text),
    Column("scheme", Text, nullable=False),
    Column("scheme_version", Integer, nullable=False),
    Column("reviewed_by", Text),
    Column("document", Text),
    Column("fate", Text),
    Column("reason", Text),
    Column("decided", BigInteger),
    Column("proposed", JSONB),
)
"""`decided` is the position of the decision: of two for the same day the later counts. `proposed` is the whole proposal."""

fact = Table(
    "grade_fact",
    metadata,
    Column("fact", Uuid, primary_key=True),
    Column("worker_id", Uuid, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("word", Text, nullable=False),
    Column("effective", Date, nullable=False),
    Column("papers", Text),
    Column("rank", Text),
    Column("year", Integer),
    Column("months", Integer),
    Column("until", Date),
    Column("annulled", Boolean, nullable=False),
    Column("reason", Text),
)


def project(recorded: Recorded[GradeEvent]) -> tuple[RowChange, ...]:
    event = recorded.event
    match event:
        case grade_events.GradeProposed():
            return (_proposed(recorded.region, event),)
        case grade_events.GradeReviewed(proposal_id=id, reviewed_by=by):
            return (Patch(proposal, proposal_id=id, stage="REVIEWED", reviewed_by=by),)
        case grade_events.GradeDecided():
            return (_decided(recorded.region, event, recorded.position),)
        case grade_events.GradeRevoked(decision_id=id, reason=reason):
            return (Patch(proposal, proposal_id=id, stage="REVOKED", reason=reason),)
        case grade_events.GradeDropped(proposal_id=id, fate=fate, remark=remark):
            return (Patch(proposal, proposal_id=id, stage="DROPPED", fate=fate.value, reason=remark),)
        case _:
            return _fact(event)


def _fact(event: GradeEvent) -> tuple[RowChange, ...]:
    match event:
        case grade_events.GradingOpened():
            return tuple(_opening(event))
        case grade_events.GradeFactCounted():
            return (_told(event, None),)
        case grade_events.GradeFactCorrected(reason=reason):
            return (_told(event, reason),)
        case grade_events.GradeFactEnded(fact=id, effective=last_day):
            return (Patch(fact, fact=id, until=last_day),)
        case grade_events.GradeFactAnnulled(fact=id, reason=reason):
            return (Patch(fact, fact=id, annulled=True, reason=reason),)
        case _:
            return ()


def _told(event: grade_events.GradeFactCounted | grade_events.GradeFactCorrected, reason: str | None) -> Put:
    return Put(
        fact, fact=event.fact, worker_id=event.worker_id, kind=event.kind.value, word=event.word,
        effective=event.effective, papers=None if event.papers is None else event.papers.value,
        rank=None if event.rank is None else event.rank.value, year=event.year, months=event.months, until=event.until,
        annulled=False, reason=reason,
    )  # fmt: skip


def _opening(event: grade_events.GradingOpened) -> Iterator[Put]:
    """What the hire said, under the ids by which it is corrected."""
    said = [(opening_fact(event.worker_id, GradeFactKind.EDUCATION), GradeFactKind.EDUCATION, event.education.value)]
    if event.certificate is not None:
        id = opening_fact(event.worker_id, GradeFactKind.CERTIFICATE)
        said.append((id, GradeFactKind.CERTIFICATE, event.certificate.value))
    if event.post_id is not None:
        said.append((event.post_id, GradeFactKind.POST, event.post_category))
    for id, kind, word in said:
        yield Put(
            fact, fact=id, worker_id=event.worker_id, kind=kind.value, word=word, effective=event.effective,
            papers=event.papers.value if kind is GradeFactKind.EDUCATION else None, rank=None, year=None, months=None,
            until=None, annulled=False, reason=None,
        )  # fmt: skip


def _proposed(region: Region, event: grade_events.GradeProposed) -> Put:
    return Put(
        proposal, proposal_id=event.proposal_id, worker_id=event.worker_id, region=region, stage="PROPOSED",
        trigger=event.trigger.value, post_category=event.post_category, grade=event.grade, from_grade=event.from_grade,
        effective=event.effective, counted_years=event.counted_years, education=event.education.value,
        certificate=None if event.certificate is None else event.certificate.value, scheme=event.scheme,
        scheme_version=event.scheme_version, reviewed_by=None, document=None, fate=None, reason=None, decided=None,
        proposed=msgspec.to_builtins(event),
    )  # fmt: skip


def _decided(region: Region, event: grade_events.GradeDecided, position: int) -> RowChange:
    if event.trigger is not grade_events.Trigger.IMPORT:
        return Patch(
            proposal, proposal_id=event.decision_id, stage="DECIDED", document=event.document, decided=position
        )
    return Put(
        proposal, proposal_id=event.decision_id, worker_id=event.worker_id, region=region, stage="DECIDED",
        trigger=event.trigger.value, post_category=event.post_category, grade=event.grade, from_grade=None,
        effective=event.effective, counted_years=None, education=None, certificate=None, scheme=event.scheme,
        scheme_version=event.scheme_version, reviewed_by=None, document=event.document, fate=None, reason=None,
        decided=position, proposed=None,
    )  # fmt: skip


GRADES = Projection(name="grades", tables=(proposal, fact), streams=("grade",), project=project)


_SHOWN = tuple(column for column in proposal.c if column.name not in ("decided", "proposed"))


async def at_stage(
    read: AsyncConnection, scope: Scope, stage: str, *, after: tuple[object, UUID] | None, limit: int
) -> Sequence[RowMapping]:
    """Proposals at a stage, those that take effect first in front; `after` is (effective, proposal_id)."""
    rows = select(*_SHOWN).where(inside(proposal.c.region, scope), proposal.c.stage == stage)
    if after is not None:
        rows = rows.where(tuple_(proposal.c.effective, proposal.c.proposal_id) > after)
    order = (proposal.c.effective, proposal.c.proposal_id)
    return (await read.execute(rows.order_by(*order).limit(limit))).mappings().all()


async def of_worker(read: AsyncConnection, worker_id: UUID, today: date) -> list[dict[str, Any]]:
    """Proposals and decisions by the day they take effect. `standing` is what a decision is today: APPROVED for a later day,
    EFFECTIVE, or SUPERSEDED by a later one; the stage of everything else.
    """
    rows = select(*_SHOWN, proposal.c.decided).where(proposal.c.worker_id == worker_id)
    found = (await read.execute(rows.order_by(proposal.c.effective, proposal.c.proposal_id))).mappings().all()
    decided = [row for row in found if row["stage"] == "DECIDED" and row["effective"] <= today]
    now = max(decided, key=lambda row: (row["effective"], row["decided"]), default=None)
    return [_standing(row, now, today) for row in found]


def _standing(row: RowMapping, now: RowMapping | None, today: date) -> dict[str, Any]:
    standing = row["stage"]
    if standing == "DECIDED":
        standing = "EFFECTIVE" if row is now else "APPROVED" if row["effective"] > today else "SUPERSEDED"
    return {**{name: value for name, value in row.items() if name != "decided"}, "standing": standing}


async def find(read: AsyncConnection, worker_id: UUID, id: UUID) -> RowMapping | None:
    rows = select(proposal).where(proposal.c.proposal_id == id, proposal.c.worker_id == worker_id)
    return (await read.execute(rows)).mappings().one_or_none()


async def facts_of(read: AsyncConnection, worker_id: UUID) -> Sequence[RowMapping]:
    rows = select(fact).where(fact.c.worker_id == worker_id).order_by(fact.c.effective, fact.c.fact)
    return (await read.execute(rows)).mappings().all()
