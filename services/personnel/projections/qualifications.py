"""Qualifications: one row each, at its stage, from the exam to the end of the registration."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Column, Date, Index, Integer, RowMapping, Table, Text, Uuid, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain import qualification_events as events
from services.personnel.domain.qualification_events import QualificationEvent, QualificationStage
from shared.kernel import Recorded, Scope
from shared.readmodel import Patch, Projection, Put, RowChange, metadata
from shared.readmodel.scope import inside

qualification = Table(
    "qualification",
    metadata,
    Column("qualification_id", Uuid, primary_key=True),
    Column("worker_id", Uuid, nullable=False, index=True),
    Column("region", Text(collation="C"), nullable=False),
    Column("level", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("since", Date, nullable=False),
    Column("exam_year", Integer),
    Column("grounds", Text),
    Column("file_hash", Text),
    Column("registered_on", Date),
    Column("registered_until", Date),
    Column("last_day", Date),
    Column("document", Text),
    Column("reason", Text),
    Index("qualification_by_stage", "stage", "since", "qualification_id"),
)


def project(recorded: Recorded[QualificationEvent]) -> tuple[RowChange, ...]:
    event = recorded.event
    match event:
        case events.ExamRegistered():
            return (_new(event, QualificationStage.EXAM_REGISTERED, exam_year=event.year, grounds=event.grounds),)
        case events.CertificateEntered() if recorded.version == 1:
            return (
                _new(event, QualificationStage.REGISTERED, registered_on=event.effective, until=event.registered_until),
            )
        case _:
            changed = {**_changed(event), **_moved(event)}
            return (Patch(qualification, qualification_id=event.qualification_id, **changed),)


def _new(event: events.ExamRegistered | events.CertificateEntered, stage: QualificationStage, **said: object) -> Put:
    return Put(
        qualification, qualification_id=event.qualification_id, worker_id=event.worker_id, region=event.region,
        level=event.level.value, stage=stage.value, since=event.effective, exam_year=said.get("exam_year"),
        grounds=said.get("grounds"), file_hash=None, registered_on=said.get("registered_on"),
        registered_until=said.get("until"), last_day=None, document=None, reason=None,
    )  # fmt: skip


def _moved(event: QualificationEvent) -> dict[str, object]:
    """The stage that was come to, and since when."""
    match event:
        case events.ExamResultRecorded(passed=passed):
            stage = QualificationStage.PASSED if passed else QualificationStage.NOT_PASSED
        case events.CertificateIssued():
            stage = QualificationStage.CERTIFICATE_ISSUED
        case events.CertificateEntered() | events.RegistrationRenewed():
            stage = QualificationStage.REGISTERED
        case events.CertificateExpired():
            stage = QualificationStage.EXPIRED
        case events.CertificateRevoked():
            stage = QualificationStage.REVOKED
        case events.QualificationAnnulled():
            stage = QualificationStage.ANNULLED
        case _:
            return {}
    return {"stage": stage.value, "since": event.effective}


def _changed(event: QualificationEvent) -> dict[str, object]:
    match event:
        case events.CertificateIssued(file_hash=digest):
            return {"file_hash": digest}
        case events.CertificateEntered(effective=day, registered_until=until):
            return {"registered_on": day, "registered_until": until}
        case events.RegistrationRenewed(registered_until=until):
            return {"registered_until": until, "last_day": None}
        case events.CertificateExpired(effective=day):
            return {"last_day": day}
        case events.CertificateRevoked(effective=day, document=document, reason=reason):
            return {"last_day": day, "document": document, "reason": reason}
        case events.QualificationCorrected(effective=day, registered_until=until, reason=reason):
            return {"registered_on": day, "registered_until": until, "reason": reason, "since": day}
        case events.QualificationAnnulled(reason=reason):
            return {"reason": reason}
        case _:
            return {}


QUALIFICATIONS = Projection(name="qualifications", tables=(qualification,), streams=("qualification",), project=project)


async def at_stage(
    read: AsyncConnection, scope: Scope, stage: str, *, after: tuple[object, UUID] | None, limit: int
) -> Sequence[RowMapping]:
    """Qualifications at a stage, those that came to it first in front; `after` is (since, qualification_id)."""
    rows = select(qualification).where(inside(qualification.c.region, scope), qualification.c.stage == stage)
    order = (qualification.c.since, qualification.c.qualification_id)
    if after is not None:
        rows = rows.where(tuple_(*order) > after)
    return (await read.execute(rows.order_by(*order).limit(limit))).mappings().all()


async def of_worker(read: AsyncConnection, worker_id: UUID) -> Sequence[RowMapping]:
    rows = select(qualification).where(qualification.c.worker_id == worker_id)
    order = (qualification.c.since, qualification.c.qualification_id)
    return (await read.execute(rows.order_by(*order))).mappings().all()
