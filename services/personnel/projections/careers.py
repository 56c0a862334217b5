"""Careers: terms as secretary, the year's lists of those who may be hired by institutions, their cases, steps beyond the community."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Column, Date, Index, Integer, RowMapping, Table, Text, Uuid, select, tuple_
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain import appointment_events as posts
from services.personnel.domain import careers
from services.personnel.domain import institution_events as route
from services.personnel.domain.career_path import ConditionFound
from services.personnel.domain.institution_events import InstitutionStage
from services.personnel.projections.roster import roster
from shared.kernel import Recorded, Scope
from shared.readmodel import Drop, Patch, Projection, Put, RowChange, metadata
from shared.readmodel.scope import inside

secretary_term = Table(
    "secretary_term",
    metadata,
    Column("appointment_id", Uuid, primary_key=True),
    Column("worker_id", Uuid, nullable=False, index=True),
    Column("region", Text(collation="C"), nullable=False, index=True),
    Column("starts", Date, nullable=False),
    Column("term_ends", Date, nullable=False),
    Column("last_day", Date),
    Column("started_by", Uuid, nullable=False),
    Column("ended_by", Uuid),
)
institution_list = Table(
    "institution_list",
    metadata,
    Column("list_id", Uuid, primary_key=True),
    Column("region", Text(collation="C"), nullable=False, index=True),
    Column("year", Integer, nullable=False),
    Column("as_of", Date, nullable=False),
    Column("people", JSONB, nullable=False),
    Column("frozen_by", Text, nullable=False),
    Column("event_id", Uuid, nullable=False),
)
institution_case = Table(
    "institution_case",
    metadata,
    Column("case_id", Uuid, primary_key=True),
    Column("worker_id", Uuid, nullable=False),
    Column("region", Text(collation="C"), nullable=False),
    Column("year", Integer, nullable=False),
    Column("stage", Text, nullable=False),
    Column("unit", Text),
    Column("post", Text),
    Column("since", Date),
    Column("document", Text),
    Column("why", Text),
    Index("institution_case_by_stage", "stage", "year", "case_id"),
)
career_step = Table(
    "career_step",
    metadata,
    Column("step_id", Uuid, primary_key=True),
    Column("worker_id", Uuid, nullable=False, index=True),
    Column("region", Text(collation="C"), nullable=False),
    Column("step", Text, nullable=False),
    Column("street", Text, nullable=False),
    Column("post", Text, nullable=False),
    Column("since", Date, nullable=False),
    Column("document", Text, nullable=False),
    Column("annulled", Boolean, nullable=False),
)


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    match recorded.stream_type:
        case "appointment":
            return _office(recorded)
        case "institution_list":
            return (_listed(recorded),)
        case "institution_case":
            return (_case(recorded.event),)
        case _:
            return (_step(recorded.event),)


def _office(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    match recorded.event:
        case posts.AppointmentStarted(post=posts.Post.SECRETARY) as event:
            row = Put(
                secretary_term, appointment_id=event.appointment_id, worker_id=event.worker_id, region=event.community,
                starts=event.effective, term_ends=event.term_ends, last_day=None, started_by=recorded.event_id,
                ended_by=None,
            )  # fmt: skip
            return (row,)
        case posts.AppointmentCorrected(post=posts.Post.SECRETARY) as event:
            return (
                Patch(
                    secretary_term, appointment_id=event.appointment_id, starts=event.effective, term_ends=event.term_ends,
                    started_by=recorded.event_id,
                ),
            )  # fmt: skip
        case posts.AppointmentAnnulled(appointment_id=id):
            return (Drop(secretary_term, appointment_id=id),)
        case posts.AppointmentEnded(post=posts.Post.SECRETARY) as event:
            return (
                Patch(
                    secretary_term, appointment_id=event.appointment_id, last_day=event.effective,
                    ended_by=recorded.event_id,
                ),
            )  # fmt: skip
        case _:
            return ()


def _listed(recorded: Recorded[Any]) -> RowChange:
    event: route.EligibilityListFrozen = recorded.event
    people = [
        {
            "worker_id": str(p.worker_id), "region": p.region, "case_id": str(p.case_id),
            "conditions": [plain(c) for c in p.conditions],
        }
        for p in event.people
    ]  # fmt: skip
    return Put(
        institution_list, list_id=event.list_id, region=event.region, year=event.year, as_of=event.effective,
        people=people, frozen_by=event.frozen_by, event_id=recorded.event_id,
    )  # fmt: skip


def plain(found: ConditionFound) -> dict[str, Any]:
    """A condition as JSON."""
    return {
        "condition": found.condition.value, "met": found.met, "amount": found.amount, "needed": found.needed,
        "since": None if found.since is None else str(found.since), "evidence": [str(id) for id in found.evidence],
    }  # fmt: skip


def _case(event: route.InstitutionCaseEvent) -> RowChange:
    match event:
        case route.InstitutionCaseOpened():
            return Put(
                institution_case, case_id=event.case_id, worker_id=event.worker_id, region=event.region, year=event.year,
                stage=InstitutionStage.ELIGIBLE.value, unit=None, post=None, since=None, document=None, why=None,
            )  # fmt: skip
        case route.InstitutionApplied(case_id=id, unit=unit, post=post):
            stage = InstitutionStage.APPLIED.value
            return Patch(institution_case, case_id=id, stage=stage, unit=unit, post=post)
        case route.InstitutionExamined(case_id=id):
            return Patch(institution_case, case_id=id, stage=InstitutionStage.EXAMINED.value)
        case route.InstitutionHired(case_id=id, effective=since, document=document):
            stage = InstitutionStage.HIRED.value
            return Patch(institution_case, case_id=id, stage=stage, since=since, document=document)
        case route.InstitutionNotHired(case_id=id, why=why, document=document):
            over = {"stage": InstitutionStage.NOT_HIRED.value, "why": why.value, "document": document}
            return Patch(institution_case, case_id=id, **over)
        case route.InstitutionCaseReopened(case_id=id, stage=again):
            return Patch(institution_case, case_id=id, stage=again.value, why=None, document=None)


def _step(event: careers.CareerEvent) -> RowChange:
    match event:
        case careers.CareerStepRecorded():
            return Put(
                career_step, step_id=event.step_id, worker_id=event.worker_id, region=event.region, step=event.step.value,
                street=event.street, post=event.post, since=event.effective, document=event.document, annulled=False,
            )  # fmt: skip
        case careers.CareerStepCorrected(step_id=id, effective=since, post=post, document=document):
            return Patch(career_step, step_id=id, since=since, post=post, document=document)
        case careers.CareerStepAnnulled(step_id=id):
            return Patch(career_step, step_id=id, annulled=True)


CAREERS = Projection(
    name="careers", tables=(secretary_term, institution_list, institution_case, career_step),
    streams=("appointment", "institution_list", "institution_case", "career"), project=project,
)  # fmt: skip


async def candidates(
    read: AsyncConnection, scope: Scope, day: date, *, after: UUID | None, limit: int
) -> Sequence[tuple[UUID, str]]:
    """Everybody who works here and had served as secretary by the day: (worker, workplace), by id."""
    served = select(secretary_term.c.worker_id).where(secretary_term.c.starts <= day)
    rows = select(roster.c.worker_id, roster.c.region)
    rows = rows.where(inside(roster.c.region, scope), roster.c.worker_id.in_(served))
    if after is not None:
        rows = rows.where(roster.c.worker_id > after)
    found = await read.execute(rows.order_by(roster.c.worker_id).limit(limit))
    return [(row.worker_id, row.region) for row in found]


async def terms_of(read: AsyncConnection, workers: Sequence[UUID]) -> Sequence[RowMapping]:
    rows = select(secretary_term).where(secretary_term.c.worker_id.in_(workers))
    return (await read.execute(rows)).mappings().all()


async def lists(read: AsyncConnection, scope: Scope) -> Sequence[RowMapping]:
    """Frozen lists, the newest year first."""
    rows = select(institution_list).where(inside(institution_list.c.region, scope))
    ordered = rows.order_by(institution_list.c.year.desc(), institution_list.c.list_id)
    return (await read.execute(ordered)).mappings().all()


async def cases(
    read: AsyncConnection, scope: Scope, stage: str, *, after: tuple[int, UUID] | None, limit: int
) -> Sequence[RowMapping]:
    """Cases at a stage; `after` is (year, case_id)."""
    order = (institution_case.c.year, institution_case.c.case_id)
    rows = select(institution_case).where(inside(institution_case.c.region, scope), institution_case.c.stage == stage)
    if after is not None:
        rows = rows.where(tuple_(*order) > after)
    return (await read.execute(rows.order_by(*order).limit(limit))).mappings().all()


async def case(read: AsyncConnection, case_id: UUID) -> RowMapping | None:
    rows = select(institution_case).where(institution_case.c.case_id == case_id)
    return (await read.execute(rows)).mappings().one_or_none()


async def open_cases(read: AsyncConnection, worker_id: UUID) -> Sequence[RowMapping]:
    """The cases of a person that are not decided."""
    over = (InstitutionStage.HIRED.value, InstitutionStage.NOT_HIRED.value)
    rows = select(institution_case).where(
        institution_case.c.worker_id == worker_id, institution_case.c.stage.not_in(over)
    )
    return (await read.execute(rows.order_by(institution_case.c.case_id))).mappings().all()


async def steps_of(read: AsyncConnection, worker_id: UUID) -> Sequence[RowMapping]:
    rows = select(career_step).where(career_step.c.worker_id == worker_id)
    return (await read.execute(rows.order_by(career_step.c.since, career_step.c.step_id))).mappings().all()
