"""Recognitions of earlier service: one row a case, at its stage."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Column, Date, Index, Integer, RowMapping, Table, Text, Uuid, select, tuple_
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain import recognition_events as events
from services.personnel.domain.recognition_events import RecognitionEvent, RecognitionStage
from shared.kernel import Recorded, Scope
from shared.readmodel import Patch, Projection, Put, RowChange, metadata
from shared.readmodel.scope import inside

recognition = Table(
    "recognition",
    metadata,
    Column("case_id", Uuid, primary_key=True),
    Column("worker_id", Uuid, nullable=False, index=True),
    Column("region", Text(collation="C"), nullable=False),
    Column("stage", Text, nullable=False),
    Column("requested", Date, nullable=False),
    Column("change", Text, nullable=False),
    Column("period_id", Uuid),
    Column("periods", JSONB, nullable=False),
    Column("deemed_months", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("evidence", JSONB, nullable=False),
    Column("requested_by", Text, nullable=False),
    Column("checked_by", Text),
    Column("decided_by", Text),
    Column("document", Text),
    Column("refusal", Text),
    Index("recognition_by_stage", "stage", "requested", "case_id"),
)


def project(recorded: Recorded[RecognitionEvent]) -> tuple[RowChange, ...]:
    event = recorded.event
    match event:
        case events.RecognitionRequested():
            return (_asked(event),)
        case events.EvidenceChecked(case_id=id, checked_by=by):
            return (Patch(recognition, case_id=id, stage=RecognitionStage.EVIDENCE_CHECKED.value, checked_by=by),)
        case events.RecordVerified(case_id=id, issuer=issuer):
            return (Patch(recognition, case_id=id, stage=RecognitionStage.EVIDENCE_CHECKED.value, checked_by=issuer),)
        case events.YearsRecognised(case_id=id, document=document, recognised_by=by):
            decided = {"stage": RecognitionStage.RECOGNISED.value, "decided_by": by, "document": document}
            return (Patch(recognition, case_id=id, **decided),)
        case events.RecognitionRefused(case_id=id, reason=reason, refused_by=by):
            refused = {"stage": RecognitionStage.REFUSED.value, "decided_by": by, "refusal": reason}
            return (Patch(recognition, case_id=id, **refused),)


def _asked(event: events.RecognitionRequested) -> Put:
    periods = [
        {
            "starts": str(p.starts), "ends": str(p.ends), "employer": p.employer, "employer_kind": p.employer_kind.value,
            "province": p.province, "insured": p.insured,
        }
        for p in event.periods
    ]  # fmt: skip
    evidence = [{"kind": p.kind.value, "reference": p.reference, "sha256": p.sha256} for p in event.evidence]
    return Put(
        recognition, case_id=event.case_id, worker_id=event.worker_id, region=event.region,
        stage=RecognitionStage.REQUESTED.value, requested=event.effective, change=event.change.value,
        period_id=event.period_id, periods=periods, deemed_months=event.deemed_months, reason=event.reason,
        evidence=evidence, requested_by=event.requested_by, checked_by=None, decided_by=None, document=None, refusal=None,
    )  # fmt: skip


RECOGNITIONS = Projection(name="recognitions", tables=(recognition,), streams=("recognition",), project=project)


async def at_stage(
    read: AsyncConnection, scope: Scope, stage: str, *, after: tuple[date, UUID] | None, limit: int
) -> Sequence[RowMapping]:
    """Those asked for first in front; `after` is (requested, case_id)."""
    order = (recognition.c.requested, recognition.c.case_id)
    rows = select(recognition).where(inside(recognition.c.region, scope), recognition.c.stage == stage)
    if after is not None:
        rows = rows.where(tuple_(*order) > after)
    return (await read.execute(rows.order_by(*order).limit(limit))).mappings().all()
