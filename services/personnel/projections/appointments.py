"""Posts and candidacies for them: one row each, at its stage."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Column, Date, Index, RowMapping, Table, Text, Uuid, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain import appointment_events as events
from services.personnel.domain.appointment_events import AppointmentEvent, PostPhase
from shared.kernel import Recorded, Scope
from shared.readmodel import Patch, Projection, Put, RowChange, metadata
from shared.readmodel.scope import inside

appointment = Table(
    "appointment",
    metadata,
    Column("appointment_id", Uuid, primary_key=True),
    Column("worker_id", Uuid, nullable=False, index=True),
    Column("region", Text(collation="C"), nullable=False, index=True),
    Column("post", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("since", Date, nullable=False),
    Column("choice", Text),
    Column("starts", Date),
    Column("term_ends", Date),
    Column("last_day", Date),
    Column("end_reason", Text),
    Column("document", Text),
    Column("reason", Text),
    Column("made_by", Text),
    Index("appointment_by_stage", "stage", "since", "appointment_id"),
    Index("appointment_by_since", "since", "appointment_id"),
)


def project(recorded: Recorded[AppointmentEvent]) -> tuple[RowChange, ...]:  # noqa: C901  one match
    event = recorded.event
    match event:
        case events.PostNominated(nominated_by=by):
            return (_row(event, PostPhase.NOMINATED, made_by=by),)
        case events.BodyReviewed() | events.PostPlaceTaken() | events.PostPlaceFreed() | events.CommitteeChanged():
            return ()
        case events.QualificationReviewed(appointment_id=id, qualified=qualified):
            phase = PostPhase.QUALIFICATION_REVIEWED if qualified else PostPhase.NOT_QUALIFIED
            return (Patch(appointment, appointment_id=id, stage=phase.value),)
        case events.CandidacyLapsed(appointment_id=id):
            return (Patch(appointment, appointment_id=id, stage=PostPhase.LAPSED.value),)
        case events.CandidacyReopened(appointment_id=id, phase=phase):
            return (Patch(appointment, appointment_id=id, stage=phase.value),)
        case events.PostDecided(choice=choice, document=document, decided_by=by):
            return (_row(event, PostPhase.DECIDED, choice=choice.value, document=document, made_by=by),)
        case events.AppointmentStarted():
            return _started(event, recorded.version)
        case events.AppointmentRecalled(appointment_id=id, document=document, reason=reason):
            return (Patch(appointment, appointment_id=id, document=document, reason=reason),)
        case events.AppointmentEnded(appointment_id=id, effective=last_day, reason=why):
            over = {"stage": PostPhase.ENDED.value, "last_day": last_day, "end_reason": why.value}
            return (Patch(appointment, appointment_id=id, **over),)
        case events.AppointmentCorrected(appointment_id=id, effective=starts, term_ends=ends, reason=reason):
            right = {"since": starts, "starts": starts, "term_ends": ends, "reason": reason}
            return (Patch(appointment, appointment_id=id, **right),)
        case events.AppointmentAnnulled(appointment_id=id, reason=reason):
            return (Patch(appointment, appointment_id=id, stage=PostPhase.ANNULLED.value, reason=reason),)


def _row(
    event: events.PostNominated | events.PostDecided | events.AppointmentStarted, phase: PostPhase, **known: object
) -> Put:
    unknown: dict[str, object] = {
        "choice": None, "starts": None, "term_ends": None, "last_day": None, "end_reason": None, "document": None,
        "reason": None, "made_by": None,
    }  # fmt: skip
    return Put(
        appointment, appointment_id=event.appointment_id, worker_id=event.worker_id, region=event.community,
        post=event.post.value, stage=phase.value, since=event.effective, **{**unknown, **known},
    )  # fmt: skip


def _started(event: events.AppointmentStarted, version: int) -> tuple[RowChange, ...]:
    """The first that is heard of a post, or what its decision comes to."""
    days = {"starts": event.effective, "term_ends": event.term_ends}
    if version == 1:
        return (_row(event, PostPhase.IN_TERM, **days),)
    begun = {"stage": PostPhase.IN_TERM.value, "since": event.effective, "last_day": None, "end_reason": None}
    return (Patch(appointment, appointment_id=event.appointment_id, **begun, **days),)


APPOINTMENTS = Projection(name="appointments", tables=(appointment,), streams=("appointment",), project=project)


async def at_stage(
    read: AsyncConnection, scope: Scope, stage: str, *, after: tuple[date, UUID] | None, limit: int
) -> Sequence[RowMapping]:
    """Those that came to it first in front; `after` is (since, appointment_id)."""
    order = (appointment.c.since, appointment.c.appointment_id)
    rows = select(appointment).where(inside(appointment.c.region, scope), appointment.c.stage == stage)
    if after is not None:
        rows = rows.where(tuple_(*order) > after)
    return (await read.execute(rows.order_by(*order).limit(limit))).mappings().all()


async def held_on(
    read: AsyncConnection, scope: Scope, day: date, *, after: tuple[date, UUID] | None, limit: int
) -> Sequence[RowMapping]:
    """The posts held on a day, those that began first in front; `after` is (since, appointment_id)."""
    order = (appointment.c.since, appointment.c.appointment_id)
    held = appointment.c.stage.in_((PostPhase.IN_TERM.value, PostPhase.ENDED.value))
    not_over = or_(appointment.c.last_day.is_(None), appointment.c.last_day >= day)
    rows = select(appointment).where(inside(appointment.c.region, scope), held, appointment.c.since <= day, not_over)
    if after is not None:
        rows = rows.where(tuple_(*order) > after)
    return (await read.execute(rows.order_by(*order).limit(limit))).mappings().all()


async def of_worker(read: AsyncConnection, worker_id: UUID) -> Sequence[RowMapping]:
    rows = select(appointment).where(appointment.c.worker_id == worker_id)
    return (await read.execute(rows.order_by(appointment.c.since, appointment.c.appointment_id))).mappings().all()


async def candidacies_of(read: AsyncConnection, worker_id: UUID) -> Sequence[RowMapping]:
    """What of a person waits for a review or a decision."""
    undecided = appointment.c.stage.in_((PostPhase.NOMINATED.value, PostPhase.QUALIFICATION_REVIEWED.value))
    rows = select(appointment).where(appointment.c.worker_id == worker_id, undecided)
    return (await read.execute(rows.order_by(appointment.c.appointment_id))).mappings().all()


async def of_workers(read: AsyncConnection, workers: Sequence[UUID]) -> Sequence[RowMapping]:
    rows = select(appointment).where(appointment.c.worker_id.in_(workers))
    return (await read.execute(rows)).mappings().all()
