"""Grants and moves of regions as rows, the same in every service."""

from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Date, Table, Text, Uuid

from shared.authority.heard import STREAMS, AuthorityHeard, RegionMoveHeard
from shared.kernel import Recorded
from shared.readmodel import Projection, Put, RowChange, metadata

authority_grant = Table(
    "authority_grant",
    metadata,
    Column("grant_id", Uuid, primary_key=True),
    Column("holder", Text, nullable=False, index=True),
    Column("role", Text, nullable=False),
    Column("region", Text(collation="C"), nullable=False),
    Column("starts", Date, nullable=False),
    Column("ends", Date),
    Column("in_force", Boolean, nullable=False),
    Column("principal", Text),
    Column("underlying", Uuid, index=True),
    Column("changed", BigInteger, nullable=False, index=True),
)
region_move = Table(
    "region_move",
    metadata,
    Column("path", Text(collation="C"), primary_key=True),
    Column("moved_to", Text(collation="C"), nullable=False),
    Column("since", Date, nullable=False),
    Column("merged", Boolean, nullable=False),
    Column("changed", BigInteger, nullable=False, index=True),
)


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    event, at = recorded.event, recorded.position
    match event:
        case AuthorityHeard():
            row = Put(
                authority_grant, grant_id=event.grant_id, holder=event.holder, role=event.role, region=event.region,
                starts=event.starts, ends=event.ends, in_force=event.in_force, principal=event.principal,
                underlying=event.underlying, changed=at,
            )  # fmt: skip
            return (row,)
        case RegionMoveHeard(path=path, to=to, effective=day, merged=merged):
            return (Put(region_move, path=path, moved_to=to, since=day, merged=merged, changed=at),)
        case _:
            return ()


AUTHORITY = Projection(
    name="authority", tables=(authority_grant, region_move), streams=tuple(s.type for s in STREAMS), project=project
)
