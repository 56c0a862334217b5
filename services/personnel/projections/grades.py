"""Grade proposals with everything they follow from, open and decided."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Column, Date, Integer, RowMapping, Table, Text, Uuid, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain import grade_events
from services.personnel.domain.grade_events import GradeEvent
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
    Column("effective", Date, nullable=False),
    Column("counted_years", Integer),
    Column("education", Text),
    Column("certificate", Text),
    Column("scheme", Text, nullable=False),
    Column("scheme_version", Integer, nullable=False),
    Column("reviewed_by", Text),
    Column("document", Text),
    Column("fate", Text),
)


def project(recorded: Recorded[GradeEvent]) -> tuple[RowChange, ...]:
    event = recorded.event
    match event:
        case grade_events.GradeProposed():
            return (_proposed(recorded.region, event),)
        case grade_events.GradeReviewed(proposal_id=id, reviewed_by=by):
            return (Patch(proposal, proposal_id=id, stage="REVIEWED", reviewed_by=by),)
        case grade_events.GradeDecided():
            return (_decided(recorded.region, event),)
        case grade_events.GradeDropped(proposal_id=id, fate=fate):
            return (Patch(proposal, proposal_id=id, stage="DROPPED", fate=fate.value),)
        case grade_events.GradingOpened() | grade_events.CertificateCounted() | grade_events.PostCounted():
            return ()
        case grade_events.PostHeld() | grade_events.PostReleased():
            return ()
        case grade_events.YearNotCounted() | grade_events.StepPassed() | grade_events.GradingClosed():
            return ()


def _proposed(region: Region, event: grade_events.GradeProposed) -> Put:
    return Put(
        proposal, proposal_id=event.proposal_id, worker_id=event.worker_id, region=region, stage="PROPOSED",
        trigger=event.trigger.value, post_category=event.post_category.value, grade=event.grade,
        effective=event.effective, counted_years=event.counted_years, education=event.education.value,
        certificate=None if event.certificate is None else event.certificate.value, scheme=event.scheme,
        scheme_version=event.scheme_version, reviewed_by=None, document=None, fate=None,
    )  # fmt: skip


def _decided(region: Region, event: grade_events.GradeDecided) -> RowChange:
    if event.trigger is not grade_events.Trigger.IMPORT:
        return Patch(proposal, proposal_id=event.decision_id, stage="DECIDED", document=event.document)
    return Put(
        proposal, proposal_id=event.decision_id, worker_id=event.worker_id, region=region, stage="DECIDED",
        trigger=event.trigger.value, post_category=event.post_category.value, grade=event.grade,
        effective=event.effective, counted_years=None, education=None, certificate=None, scheme=event.scheme,
        scheme_version=event.scheme_version, reviewed_by=None, document=event.document, fate=None,
    )  # fmt: skip


GRADES = Projection(name="grades", tables=(proposal,), streams=("grade",), project=project)


async def at_stage(
    read: AsyncConnection, scope: Scope, stage: str, *, after: tuple[object, UUID] | None, limit: int
) -> Sequence[RowMapping]:
    """Proposals at a stage, those that take effect first in front; `after` is (effective, proposal_id)."""
    rows = select(proposal).where(inside(proposal.c.region, scope), proposal.c.stage == stage)
    if after is not None:
        rows = rows.where(tuple_(proposal.c.effective, proposal.c.proposal_id) > after)
    order = (proposal.c.effective, proposal.c.proposal_id)
    return (await read.execute(rows.order_by(*order).limit(limit))).mappings().all()


async def of_worker(read: AsyncConnection, worker_id: UUID) -> Sequence[RowMapping]:
    rows = select(proposal).where(proposal.c.worker_id == worker_id)
    return (await read.execute(rows.order_by(proposal.c.effective, proposal.c.proposal_id))).mappings().all()
