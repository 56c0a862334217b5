"""The roster (花名册): one row a person, as the newest employment says; personal values sealed. What has days of its own: `dated`."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Date, RowMapping, Table, Text, Uuid, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain import category_events as categories
from services.personnel.domain import employment as spell
from services.personnel.domain import exit_events as exits
from services.personnel.domain import grade_events
from services.personnel.domain import transfer_events as transfers
from services.personnel.domain.erasure_events import PersonalDataErased, Purpose
from services.personnel.domain.grade_book import GradeFactKind
from services.personnel.domain.grading import opening_fact
from services.personnel.domain.profile_events import IdentityCorrected
from services.personnel.domain.worker import WorkerRegistered
from shared.kernel import Recorded, Scope
from shared.readmodel import Patch, Projection, Put, RowChange, metadata, sealed_column
from shared.readmodel.scope import inside

roster = Table(
    "roster",
    metadata,
    Column("worker_id", Uuid, primary_key=True),
    Column("employment_id", Uuid, index=True),
    Column("region", Text(collation="C"), nullable=False, index=True),
    sealed_column("name", "personnel.worker.name"),
    sealed_column("id_number", "personnel.worker.id_number"),
    Column("sex", Text, nullable=False),
    Column("birth_month", Text, nullable=False),
    Column("hired_education", Text, nullable=False),
    Column("category", Text),
    Column("hired_post", Text),
    Column("employer", Text),
    Column("starts", Date),
    Column("community_work_since", Date),
    Column("probation", Text),
    Column("probation_ends", Date),
    Column("contract_ends", Date),
    Column("last_day", Date),
    Column("ground", Text),
    Column("leaving_since", Date),
    Column("suspended_since", Date),
    Column("suspended_until", Date),
)


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:  # noqa: C901  one match
    event = recorded.event
    match event:
        case WorkerRegistered():
            return (_registered(event),)
        case PersonalDataErased(worker_id=id, purposes=purposes) if Purpose.IDENTITY in purposes:
            return (Patch(roster, worker_id=id, name=None, id_number=None),)
        case IdentityCorrected(worker_id=id, name=name, id_number=number, sex=sex, birth_month=month):
            right = {"name": name.token, "id_number": number.token, "sex": sex, "birth_month": month}
            return (Patch(roster, worker_id=id, **right),)
        case spell.Hired():
            return (_hired(event),)
        case spell.ContractSigned(worker_id=id, ends=ends) | spell.ContractRenewed(worker_id=id, ends=ends):
            return (Patch(roster, worker_id=id, contract_ends=ends),)
        case spell.ProbationPassed(worker_id=id):
            return (Patch(roster, worker_id=id, probation="PASSED"),)
        case spell.ProbationFailed(worker_id=id):
            return (Patch(roster, worker_id=id, probation="FAILED"),)
        case exits.ExitAnnulled(worker_id=id):
            return (Patch(roster, worker_id=id, last_day=None, ground=None, leaving_since=None),)
        case exits.ExitNoticeGiven(worker_id=id, effective=day):
            return (Patch(roster, worker_id=id, leaving_since=day),)
        case exits.ExitNoticeWithdrawn(worker_id=id):
            return (Patch(roster, worker_id=id, leaving_since=None),)
        case transfers.WorkplaceChanged(worker_id=id, workplace=region):
            return (Patch(roster, worker_id=id, region=region),)
        case transfers.TransferAnnulled(worker_id=id, workplace=region, took_effect=True):
            return (Patch(roster, worker_id=id, region=region),)
        case (
            categories.CategoryRecorded(worker_id=id, now=now)
            | categories.CategoryCorrected(worker_id=id, now=now)
            | categories.CategoryAnnulled(worker_id=id, now=now)
        ):
            return (Patch(roster, worker_id=id, category=now.value),)
        case categories.SuspensionBegan(worker_id=id, effective=day):
            return (Patch(roster, worker_id=id, suspended_since=day, suspended_until=None),)
        case categories.SuspensionEnded(worker_id=id, effective=day):
            return (Patch(roster, worker_id=id, suspended_until=day),)
        case (
            spell.Exited(worker_id=id, effective=last_day, ground=ground)
            | exits.ExitCorrected(worker_id=id, effective=last_day, ground=ground)
        ):
            return (Patch(roster, worker_id=id, last_day=last_day, ground=ground.value),)
        case grade_events.GradeFactCorrected(worker_id=id, fact=fact, word=education) if fact == opening_fact(
            id, GradeFactKind.EDUCATION
        ):
            return (Patch(roster, worker_id=id, hired_education=education),)
        case _:
            return ()


def _registered(event: WorkerRegistered) -> Put:
    return Put(
        roster, worker_id=event.worker_id, employment_id=None, region=event.region, name=event.name.token,
        id_number=event.id_number.token, sex=event.sex, birth_month=event.birth_month,
        hired_education=event.education.value, category=None, hired_post=None, employer=None,
        starts=None, community_work_since=None, probation=None, probation_ends=None, contract_ends=None,
         last_day=None, ground=None, leaving_since=None, suspended_since=None, suspended_until=None,
    )  # fmt: skip


def _hired(event: spell.Hired) -> Patch:
    return Patch(
        roster, worker_id=event.worker_id, employment_id=event.employment_id, region=event.workplace,
        category=event.category.value, hired_post=event.post_category.value, employer=event.employer,
        starts=event.effective, community_work_since=event.community_work_since,
        probation=None if event.probation_ends is None else "RUNNING", probation_ends=event.probation_ends,
        contract_ends=None, last_day=None, ground=None, leaving_since=None, suspended_since=None, suspended_until=None,
    )  # fmt: skip


ROSTER = Projection(name="roster", tables=(roster,), streams=("worker", "employment", "grade"), project=project)


async def find(read: AsyncConnection, worker_id: UUID) -> RowMapping | None:
    return (await read.execute(select(roster).where(roster.c.worker_id == worker_id))).mappings().one_or_none()


async def of_workers(read: AsyncConnection, workers: Sequence[UUID]) -> Sequence[RowMapping]:
    return (await read.execute(select(roster).where(roster.c.worker_id.in_(workers)))).mappings().all()


async def of_employment(read: AsyncConnection, employment_id: UUID) -> RowMapping | None:
    rows = select(roster).where(roster.c.employment_id == employment_id)
    return (await read.execute(rows)).mappings().one_or_none()


async def page(
    read: AsyncConnection, scope: Scope, day: date, *, under: Scope | None = None, after: Any = None,
    limit: int = 100, employed: bool = True,
) -> Sequence[RowMapping]:  # fmt: skip
    """People of these regions by workplace; `employed` leaves out those not employed on the day."""
    rows = select(roster).where(inside(roster.c.region, scope))
    if under is not None:
        rows = rows.where(inside(roster.c.region, under))
    if employed:
        rows = rows.where(roster.c.starts <= day, or_(roster.c.last_day.is_(None), roster.c.last_day >= day))
    if after is not None:
        region, worker_id = after
        beyond = and_(roster.c.region == region, roster.c.worker_id > worker_id)
        rows = rows.where(or_(roster.c.region > region, beyond))
    return (await read.execute(rows.order_by(roster.c.region, roster.c.worker_id).limit(limit))).mappings().all()


async def born_until(
    read: AsyncConnection, scope: Scope, month: str, *, after: UUID | None, limit: int
) -> Sequence[RowMapping]:
    """Everybody employed who was born in the month (YYYY-MM) or before, by id."""
    rows = select(roster).where(
        inside(roster.c.region, scope), roster.c.birth_month <= month, roster.c.employment_id.is_not(None),
        roster.c.last_day.is_(None),
    )  # fmt: skip
    if after is not None:
        rows = rows.where(roster.c.worker_id > after)
    return (await read.execute(rows.order_by(roster.c.worker_id).limit(limit))).mappings().all()


async def in_probation(read: AsyncConnection, scope: Scope, until: date) -> Sequence[RowMapping]:
    """Probations that nobody concluded and that end by the day, the earliest first."""
    rows = select(roster).where(
        inside(roster.c.region, scope), roster.c.probation == "RUNNING", roster.c.probation_ends <= until,
        roster.c.last_day.is_(None),
    )  # fmt: skip
    return (await read.execute(rows.order_by(roster.c.probation_ends, roster.c.worker_id))).mappings().all()


async def expiring(read: AsyncConnection, scope: Scope, until: date) -> Sequence[RowMapping]:
    """Contracts whose term ends by the day and that nobody settled, the earliest first."""
    rows = select(roster).where(
        inside(roster.c.region, scope), roster.c.contract_ends <= until, roster.c.last_day.is_(None)
    )
    return (await read.execute(rows.order_by(roster.c.contract_ends, roster.c.worker_id))).mappings().all()


async def employed_in(read: AsyncConnection, community: str, first: date, last: date) -> Sequence[RowMapping]:
    """Who works in a community and was employed on any of the days, by id."""
    rows = select(roster).where(
        roster.c.region == community, roster.c.starts <= last,
        or_(roster.c.last_day.is_(None), roster.c.last_day >= first),
    )  # fmt: skip
    return (await read.execute(rows.order_by(roster.c.worker_id))).mappings().all()
