"""Who is on which county's pay list, and everything known of a person as dated facts, append-only: as of any position."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Index,
    Integer,
    RowMapping,
    Select,
    Table,
    Text,
    Uuid,
    select,
)
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from services.payroll.domain.bank_account_events import BankAccountEvent
from services.payroll.domain.coverage_events import CoverageOwed, CoverageRegistered
from services.payroll.domain.entitlement_events import (
    EntitlementEvent,
    PayeeRenamed,
    PayEnrolled,
    PayResumed,
    PayStopped,
    PersonForgotten,
    fact_of,
)
from services.payroll.domain.facts import Fact, FactKind
from services.payroll.domain.final_pay_events import FinalPayEvent
from services.payroll.domain.identity_events import PayeeIdentified
from services.payroll.domain.order_events import (
    OrderPayeesForgotten,
    WithheldReturned,
    WithholdingOrderEntered,
    WithholdingOrderRefused,
)
from services.payroll.domain.pay_run import county_of
from shared.kernel import Recorded, Region, Sealed
from shared.readmodel import Patch, Projection, Put, RowChange, metadata, sealed_column
from shared.readmodel.scope import below

employment = Table(
    "pay_person",
    metadata,
    Column("employment_id", Uuid, primary_key=True),
    Column("worker_id", Uuid, nullable=False, index=True),
    Column("county", Text(collation="C"), nullable=False, index=True),
    Column("employer", Text(collation="C"), nullable=False, index=True),
    sealed_column("name", "personnel.worker.name"),
    Column("workplace", Text(collation="C"), nullable=False),
    Column("category", Text, nullable=False),
    Column("pay_from", Date, nullable=False),
    Column("last_day", Date),
)
fact = Table(
    "pay_fact",
    metadata,
    Column("position", BigInteger, primary_key=True),
    Column("worker_id", Uuid, nullable=False),
    Column("recorded", DateTime(timezone=True), nullable=False),
    Column("kind", Text, nullable=False),
    Column("fact", Uuid, nullable=False),
    Column("effective", Date, nullable=False),
    Column("cause", Uuid, nullable=False),
    Column("word", Text, nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("second", BigInteger, nullable=False),
    Column("since", Date),
    Column("until", Date),
    Column("region", Text, nullable=False),
    Column("flag", Boolean, nullable=False),
    Column("annulled", Boolean, nullable=False),
    Column("third", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Index("pay_fact_worker", "worker_id", "position"),
)
_FACT = (
    fact.c.position, fact.c.kind, fact.c.fact, fact.c.effective, fact.c.cause, fact.c.word, fact.c.number,
    fact.c.second, fact.c.since, fact.c.until, fact.c.region, fact.c.flag, fact.c.annulled,
    fact.c.third,
)  # fmt: skip
_KIND = {kind.value: kind for kind in FactKind}


WithoutFact = (
    CoverageOwed
    | CoverageRegistered
    | WithholdingOrderEntered
    | WithholdingOrderRefused
    | OrderPayeesForgotten
    | WithheldReturned
    | BankAccountEvent
    | PayeeIdentified
    | FinalPayEvent
)


def project(recorded: Recorded[EntitlementEvent]) -> tuple[RowChange, ...]:
    event = recorded.event
    if isinstance(event, WithoutFact):
        return ()
    if isinstance(event, PersonForgotten):
        return tuple(Patch(employment, employment_id=id, name=None) for id in event.employment_ids)
    if isinstance(event, PayeeRenamed):
        return tuple(Patch(employment, employment_id=id, name=event.name.token) for id in event.employment_ids)
    known = fact_of(event, recorded.position)
    row = Put(
        fact, worker_id=recorded.stream_id, recorded=recorded.recorded, version=recorded.version,
        **{**known._asdict(), "kind": known.kind.value},
    )  # fmt: skip
    match event:
        case PayEnrolled():
            listed = Put(
                employment, employment_id=event.employment_id, worker_id=event.worker_id,
                county=county_of(event.employer), employer=event.employer, workplace=event.workplace, name=event.name.token,
                category=event.category, pay_from=event.pay_from, last_day=None,
            )  # fmt: skip
            return (row, listed)
        case PayStopped():
            return (row, Patch(employment, employment_id=event.employment_id, last_day=event.effective))
        case PayResumed(employment_id=id):
            return (row, Patch(employment, employment_id=id, last_day=None))
        case _:
            return (row,)


ENTITLEMENTS = Projection(name="entitlements", tables=(employment, fact), streams=("entitlement",), project=project)


def _paid_by(unit: Region, county: Region, until: date) -> Select[Any]:
    """Workers whose latest employment in the county, begun by then, is with the unit: one unit pays a person."""
    latest = (
        select(employment.c.worker_id, employment.c.employer)
        .where(employment.c.county == county, employment.c.pay_from <= until)
        .ext(distinct_on(employment.c.worker_id))
        .order_by(employment.c.worker_id, employment.c.pay_from.desc(), employment.c.employment_id)
        .subquery()
    )
    return select(latest.c.worker_id).where(below(cast(Column[str], latest.c.employer), unit))


async def facts_of_unit(
    read: AsyncConnection, unit: Region, county: Region, *, until: date, known_at: int, worker: UUID | None = None
) -> dict[UUID, list[Fact]]:  # fmt: skip
    """Everything known at a position of everybody the unit pays, or of one of them, in the order of recording; employments
    elsewhere left out.
    """
    wanted = _paid_by(unit, county, until) if worker is None else [worker]
    rows = await read.execute(
        select(fact.c.worker_id, *_FACT)
        .where(fact.c.worker_id.in_(wanted), fact.c.position <= known_at)
        .order_by(fact.c.worker_id, fact.c.position)
    )
    found: dict[UUID, list[Fact]] = {}
    for who, position, kind, *rest in rows.all():
        found.setdefault(who, []).append(Fact(position, _KIND[kind], *rest))
    return found


async def facts_of(
    read: AsyncConnection, workers: Select[Any], kinds: Collection[FactKind], *, known_at: int
) -> dict[UUID, list[Fact]]:  # fmt: skip
    """Facts of these kinds as known at a position, in the order of recording."""
    rows = await read.execute(
        select(fact.c.worker_id, *_FACT)
        .where(fact.c.worker_id.in_(workers), fact.c.kind.in_([kind.value for kind in kinds]))
        .where(fact.c.position <= known_at)
        .order_by(fact.c.worker_id, fact.c.position)
    )
    found: dict[UUID, list[Fact]] = {}
    for who, position, kind, *rest in rows.all():
        found.setdefault(who, []).append(Fact(position, _KIND[kind], *rest))
    return found


async def workplaces(read: AsyncConnection, workers: Select[Any]) -> Mapping[UUID, Region]:
    """The community of each employment's first day."""
    rows = select(employment.c.employment_id, employment.c.workplace).where(employment.c.worker_id.in_(workers))
    return {id: Region(place) for id, place in (await read.execute(rows)).all()}


async def workplaces_of(read: AsyncConnection, workers: Collection[UUID]) -> Mapping[UUID, Region]:
    """The same of these people."""
    return await workplaces(read, select(employment.c.worker_id).where(employment.c.worker_id.in_(workers)))


async def of_worker(
    read: AsyncConnection, worker_id: UUID, *, as_of: date | None = None, known_at: datetime | None = None
) -> Sequence[RowMapping]:  # fmt: skip
    """A person's facts in force on a business day, as they were known at an instant."""
    rows = select(fact).where(fact.c.worker_id == worker_id)
    if known_at is not None:
        rows = rows.where(fact.c.recorded <= known_at)
    latest = (
        rows.ext(distinct_on(fact.c.kind, fact.c.fact))
        .order_by(fact.c.kind, fact.c.fact, fact.c.position.desc())
        .subquery()
    )
    shown = select(latest).where(~latest.c.annulled)
    if as_of is not None:
        shown = shown.where(latest.c.effective <= as_of)
    return (await read.execute(shown.order_by(latest.c.effective, latest.c.position))).mappings().all()


async def employers_of(read: AsyncConnection, worker_id: UUID) -> Sequence[Region]:
    rows = select(employment.c.employer).where(employment.c.worker_id == worker_id).order_by(employment.c.pay_from)
    return [Region(path) for path in (await read.execute(rows)).scalars()]


async def names(read: AsyncConnection, workers: Collection[UUID]) -> Mapping[UUID, Sealed]:
    """The sealed name of each who is not forgotten, as told with the latest employment."""
    if not workers:
        return {}
    known = employment.c.worker_id.in_(workers) & employment.c.name.is_not(None)
    told = select(employment.c.worker_id, employment.c.name).where(known)
    rows = await read.execute(told.order_by(employment.c.pay_from))
    return {worker: Sealed(name) for worker, name in rows.all()}
