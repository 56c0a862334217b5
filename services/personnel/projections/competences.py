"""Standards and tables of equivalence as published, and the levels that people have by them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Boolean, Column, Date, Integer, RowMapping, Table, Text, Uuid, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain import competence_events as events
from services.personnel.domain.competence_standards import EquivalenceIssued, StandardIssued
from shared.kernel import Recorded, Scope
from shared.readmodel import Patch, Projection, Put, RowChange, metadata
from shared.readmodel.scope import inside

standard = Table(
    "competence_standard",
    metadata,
    Column("standard_id", Uuid, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("region", Text(collation="C"), nullable=False, index=True),
    Column("code", Text, nullable=False),
    Column("effective", Date, nullable=False),
    Column("until", Date),
    Column("document", Text, nullable=False),
    Column("terms", JSONB, nullable=False),
)
level = Table(
    "competence_level",
    metadata,
    Column("fact", Uuid, primary_key=True),
    Column("worker_id", Uuid, nullable=False, index=True),
    Column("effective", Date, nullable=False),
    Column("by_table", Boolean, nullable=False),
    Column("code", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("of_kind", Text),
    Column("of_level", Text),
    Column("until", Date),
    Column("document", Text),
    Column("annulled", Boolean, nullable=False),
    Column("reason", Text),
)


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    event = recorded.event
    match event:
        case StandardIssued(levels=levels):
            return (_issued(recorded, event, "STANDARD", None, levels),)
        case EquivalenceIssued(rows=rows, until=until):
            return (_issued(recorded, event, "EQUIVALENCE", until, rows),)
        case events.CompetenceLevelRecorded():
            return (
                Put(
                    level, fact=event.fact, worker_id=event.worker_id, effective=event.effective, by_table=False,
                    code=event.standard, version=event.standard_version, kind="COMPETENCE", level=event.level, of_kind=None,
                    of_level=None, until=None, document=event.document, annulled=False, reason=None,
                ),
            )  # fmt: skip
        case events.EquivalenceApplied():
            return (
                Put(
                    level, fact=event.fact, worker_id=event.worker_id, effective=event.effective, by_table=True,
                    code=event.table, version=event.table_version, kind=event.equals.value, level=event.equal_level,
                    of_kind=event.of.value, of_level=event.level, until=event.until, document=event.evidence,
                    annulled=False, reason=None,
                ),
            )  # fmt: skip
        case events.CompetenceLevelCorrected(fact=id, reason=reason):
            right = {"code": event.standard, "version": event.standard_version, "level": event.level, "reason": reason}
            return (Patch(level, fact=id, effective=event.effective, **right),)
        case events.CompetenceAnnulled(fact=id, reason=reason):
            return (Patch(level, fact=id, annulled=True, reason=reason),)
        case _:
            return ()


def _issued(recorded: Recorded[Any], event: Any, kind: str, until: Any, terms: Any) -> Put:
    return Put(
        standard, standard_id=recorded.stream_id, version=event.version, kind=kind, region=event.region, code=event.code,
        effective=event.effective, until=until, document=event.document, terms=msgspec.to_builtins(terms),
    )  # fmt: skip


COMPETENCES = Projection(
    name="competences", tables=(standard, level), streams=("competence_standard", "equivalence", "competence"),
    project=project,
)  # fmt: skip


async def listed(read: AsyncConnection, scope: Scope, kind: str) -> Sequence[RowMapping]:
    rows = select(standard).where(inside(standard.c.region, scope), standard.c.kind == kind)
    return (await read.execute(rows.order_by(standard.c.region, standard.c.code, standard.c.version))).mappings().all()


async def of_worker(read: AsyncConnection, worker_id: UUID) -> Sequence[RowMapping]:
    rows = select(level).where(level.c.worker_id == worker_id).order_by(level.c.effective, level.c.fact)
    return (await read.execute(rows)).mappings().all()
