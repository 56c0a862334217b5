"""Grants and delegated duties with their whole life, and the rows that decide who may what: `authority_grant`, `region_move`."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Date, RowMapping, Table, Text, Uuid, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain import authority as grants
from services.personnel.domain import delegations as duties
from services.personnel.domain.authority import Stage
from services.personnel.domain.delegations import Phase
from services.personnel.domain.regions import RegionMerged, RegionMoved
from shared.authority.rows import authority_grant, region_move
from shared.kernel import Recorded, Region, Role, Scope, within
from shared.readmodel import Patch, Projection, Put, RowChange, metadata
from shared.readmodel.scope import inside
from shared.readmodel.tasks import CHINA

authority = Table(
    "authority",
    metadata,
    Column("grant_id", Uuid, primary_key=True),
    Column("holder", Text, nullable=False, index=True),
    Column("role", Text, nullable=False),
    Column("region", Text(collation="C"), nullable=False, index=True),
    Column("starts", Date, nullable=False),
    Column("ends", Date),
    Column("stage", Text, nullable=False, index=True),
    Column("basis", Text, nullable=False),
    Column("principal", Text, index=True),
    Column("underlying", Uuid),
    Column("proposed_by", Text, nullable=False),
    Column("confirmed_by", Text),
    Column("ended_by", Text),
    Column("reason", Text),
    Column("body", Text),
    Column("confirmed_on", Date),
    Column("ended_on", Date),
)
_OPEN = (Stage.PROPOSED.value, Stage.IN_FORCE.value, Phase.OFFERED.value, Phase.IN_FORCE.value)


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:  # noqa: C901  one match
    event, at, told = recorded.event, recorded.position, recorded.recorded.astimezone(CHINA).date()
    match event:
        case grants.GrantProposed():
            return (_granted(event, Stage.PROPOSED, None),)
        case grants.GrantConfirmed():
            return (_granted(event, Stage.IN_FORCE, event.confirmed_by, told), _grant_row(event, at))
        case grants.GrantRefused(grant_id=id, refused_by=by, reason=reason):
            return (_over(id, Stage.REFUSED.value, by, reason, told),)
        case grants.GrantRevoked(grant_id=id, revoked_by=by, reason=reason):
            return (_over(id, Stage.REVOKED.value, by, reason, told), _gone(id, at))
        case duties.DutyDelegated():
            return (_delegated(event, Phase.OFFERED, None),)
        case duties.DutyAccepted():
            return (_delegated(event, Phase.IN_FORCE, event.accepted_by, told), _duty_row(event, at))
        case duties.DelegationEnded(delegation_id=id, ended_by=by, reason=reason):
            return (_over(id, Phase.ENDED.value, by, reason, told), _gone(id, at))
        case RegionMoved(path=path, to=to, effective=day):
            return (Put(region_move, path=path, moved_to=to, since=day, merged=False, changed=at),)
        case RegionMerged(path=path, into=into, effective=day):
            return (Put(region_move, path=path, moved_to=into, since=day, merged=True, changed=at),)
        case _:
            return ()


def _granted(
    event: grants.GrantProposed | grants.GrantConfirmed, stage: Stage, confirmed_by: str | None, on: date | None = None
) -> Put:
    return Put(
        authority, grant_id=event.grant_id, holder=event.holder, role=event.role.value, region=event.region,
        starts=event.effective, ends=event.ends, stage=stage.value, basis=event.basis, principal=None, underlying=None,
        proposed_by=event.proposed_by, confirmed_by=confirmed_by, ended_by=None, reason=None,
        body=None if event.body is None else event.body.value, confirmed_on=on, ended_on=None,
    )  # fmt: skip


def _delegated(
    event: duties.DutyDelegated | duties.DutyAccepted, phase: Phase, accepted_by: str | None, on: date | None = None
) -> Put:
    return Put(
        authority, grant_id=event.delegation_id, holder=event.deputy, role=event.role.value, region=event.region,
        starts=event.effective, ends=event.ends, stage=phase.value, basis=event.basis, principal=event.principal,
        underlying=event.grant_id, proposed_by=event.delegated_by, confirmed_by=accepted_by, ended_by=None, reason=None,
        body=None, confirmed_on=on, ended_on=None,
    )  # fmt: skip


def _over(id: UUID, stage: str, by: str, reason: str, on: date) -> Patch:
    return Patch(authority, grant_id=id, stage=stage, ended_by=by, reason=reason, ended_on=on)


def _grant_row(event: grants.GrantConfirmed, at: int) -> Put:
    return Put(
        authority_grant, grant_id=event.grant_id, holder=event.holder, role=event.role.value, region=event.region,
        starts=event.effective, ends=event.ends, in_force=True, principal=None, underlying=None, changed=at,
    )  # fmt: skip


def _duty_row(event: duties.DutyAccepted, at: int) -> Put:
    return Put(
        authority_grant, grant_id=event.delegation_id, holder=event.deputy, role=event.role.value, region=event.region,
        starts=event.effective, ends=event.ends, in_force=True, principal=event.principal, underlying=event.grant_id,
        changed=at,
    )  # fmt: skip


def _gone(id: UUID, at: int) -> Patch:
    return Patch(authority_grant, grant_id=id, in_force=False, changed=at)


AUTHORITIES = Projection(
    name="authorities", tables=(authority, authority_grant, region_move), streams=("authority", "delegation", "region"),
    project=project,
)  # fmt: skip


async def held(read: AsyncConnection, holder: str, day: date, *, but: UUID) -> tuple[Role, ...]:
    """The roles somebody has or is to have, by grant or as a deputy, on the day or later; the one asked about left out."""
    not_over = or_(authority.c.ends.is_(None), authority.c.ends >= day)
    rows = select(authority.c.role).where(
        authority.c.holder == holder, authority.c.stage.in_(_OPEN), not_over, authority.c.grant_id != but
    )
    return tuple(sorted({Role(role) for role in (await read.execute(rows)).scalars()}))


async def administrators(read: AsyncConnection, region: Region, day: date, *, but: UUID) -> frozenset[str]:
    """Security administrators in charge of a region without an end, but for the holder of the grant asked about."""
    holder = select(authority.c.holder).where(authority.c.grant_id == but).scalar_subquery()
    rows = select(authority.c.holder, authority.c.region).where(
        authority.c.role == Role.SECURITY_ADMIN.value, authority.c.stage == Stage.IN_FORCE.value,
        authority.c.starts <= day, authority.c.ends.is_(None), authority.c.holder != holder,
    )  # fmt: skip
    return frozenset(who for who, place in (await read.execute(rows)).all() if within(Region(place), region))


async def page(
    read: AsyncConnection, scope: Scope, *, stage: str | None, holder: str | None, day: date | None = None,
    after: UUID | None, limit: int,
) -> Sequence[RowMapping]:  # fmt: skip
    """Grants and delegated duties in these regions by id; with a day those that gave something on it."""
    rows = select(authority).where(inside(authority.c.region, scope))
    if stage is not None:
        rows = rows.where(authority.c.stage == stage)
    if holder is not None:
        rows = rows.where(authority.c.holder == holder)
    if day is not None:
        not_over = or_(authority.c.ends.is_(None), authority.c.ends >= day)
        not_ended = or_(authority.c.ended_on.is_(None), authority.c.ended_on > day)
        rows = rows.where(authority.c.starts <= day, authority.c.confirmed_on <= day, not_over, not_ended)
    if after is not None:
        rows = rows.where(authority.c.grant_id > after)
    return (await read.execute(rows.order_by(authority.c.grant_id).limit(limit))).mappings().all()


def giving(rows: Iterable[Mapping[str, Any]], day: date) -> list[Mapping[str, Any]]:
    """Of rows as of the table those that gave something on the day, as `page` finds them."""

    def gave(row: Mapping[str, Any]) -> bool:
        confirmed, over = row["confirmed_on"], row["ended_on"]
        begun = confirmed is not None and max(row["starts"], confirmed) <= day
        return begun and (row["ends"] is None or day <= row["ends"]) and (over is None or day < over)

    return [row for row in rows if gave(row)]


async def of_person(read: AsyncConnection, subject: str) -> Sequence[RowMapping]:
    """What somebody holds or held, and what he delegated, the newest first."""
    mine = or_(authority.c.holder == subject, authority.c.principal == subject)
    rows = select(authority).where(mine).order_by(authority.c.starts.desc(), authority.c.grant_id)
    return (await read.execute(rows)).mappings().all()
