"""Party membership: one row a stage of a person, the stage sealed."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Column, Date, RowMapping, Table, Text, Uuid, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain import party_status as events
from services.personnel.domain.party_status import PartyStatusEvent
from shared.kernel import Recorded
from shared.readmodel import Drop, Patch, Projection, Put, RowChange, metadata, sealed_column

party_stage = Table(
    "party_stage",
    metadata,
    Column("fact", Uuid, primary_key=True),
    Column("worker_id", Uuid, nullable=False, index=True),
    Column("region", Text(collation="C"), nullable=False),
    Column("since", Date, nullable=False),
    sealed_column("stage", "personnel.worker.party_stage"),
)


def project(recorded: Recorded[PartyStatusEvent]) -> tuple[RowChange, ...]:
    event = recorded.event
    match event:
        case events.PartyStatusRecorded(fact=fact, region=region, effective=since, stage=stage):
            known = {"worker_id": event.worker_id, "region": region, "since": since, "stage": stage.token}
            return (Put(party_stage, fact=fact, **known),)
        case events.PartyStatusCorrected(fact=fact, effective=since, stage=stage):
            return (Patch(party_stage, fact=fact, since=since, stage=stage.token),)
        case events.PartyStatusAnnulled(fact=fact):
            return (Drop(party_stage, fact=fact),)


PARTY_STATUSES = Projection(name="party_status", tables=(party_stage,), streams=("party_status",), project=project)


async def of_worker(read: AsyncConnection, worker_id: UUID) -> Sequence[RowMapping]:
    rows = select(party_stage).where(party_stage.c.worker_id == worker_id)
    return (await read.execute(rows.order_by(party_stage.c.since, party_stage.c.fact))).mappings().all()
