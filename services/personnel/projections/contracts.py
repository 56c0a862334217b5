"""Contracts term by term, drafts on their way, and employments without a written contract."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Date, Integer, RowMapping, Table, Text, Uuid, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain import contract_events as papers
from services.personnel.domain import employment as spell
from services.personnel.domain import transfer_events as transfers
from shared.kernel import Recorded, Scope
from shared.readmodel import Drop, Patch, Projection, Put, RowChange, metadata
from shared.readmodel.scope import inside

contract = Table(
    "contract",
    metadata,
    Column("employment_id", Uuid, primary_key=True),
    Column("term", Integer, primary_key=True),
    Column("worker_id", Uuid, nullable=False, index=True),
    Column("starts", Date, nullable=False),
    Column("ends", Date),
    Column("document", Text),
    Column("digest", Text),
    Column("keep_until", Date),
)
draft = Table(
    "contract_draft",
    metadata,
    Column("employment_id", Uuid, primary_key=True),
    Column("draft_id", Uuid, nullable=False),
    Column("worker_id", Uuid, nullable=False, index=True),
    Column("starts", Date, nullable=False),
    Column("ends", Date),
    Column("document", Text, nullable=False),
    Column("employer_signed", Date),
    Column("worker_signed", Date),
)
unwritten = Table(
    "contract_unwritten",
    metadata,
    Column("employment_id", Uuid, primary_key=True),
    Column("worker_id", Uuid, nullable=False),
    Column("region", Text(collation="C"), nullable=False, index=True),
    Column("starts", Date, nullable=False),
)


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:  # noqa: C901  one match
    id, event = recorded.stream_id, recorded.event
    match event:
        case spell.ContractSigned():
            return (_term(id, 1, event), Drop(draft, employment_id=id), Drop(unwritten, employment_id=id))
        case spell.ContractRenewed(term=term):
            return (_term(id, term, event), Drop(draft, employment_id=id))
        case spell.Exited():
            return (Drop(draft, employment_id=id), Drop(unwritten, employment_id=id))
        case papers.ContractTextKept(term=term, document=document, digest=digest, keep_until=until):
            return (Patch(contract, employment_id=id, term=term, document=document, digest=digest, keep_until=until),)
        case papers.ContractDrafted():
            return (_draft(id, event),)
        case papers.ContractPartySigned(party=party, effective=day):
            column = "employer_signed" if party is papers.ContractParty.EMPLOYER else "worker_signed"
            return (Patch(draft, employment_id=id, **{column: day}),)
        case papers.ContractDraftWithdrawn():
            return (Drop(draft, employment_id=id),)
        case spell.Hired(worker_id=worker, workplace=region, effective=starts):
            return (Put(unwritten, employment_id=id, worker_id=worker, region=region, starts=starts),)
        case transfers.WorkplaceChanged(workplace=region):
            return (Patch(unwritten, employment_id=id, region=region),)
        case papers.StatusRecorded(status=papers.EmploymentStatus.ESTABLISHED_STATUS):
            return (Drop(unwritten, employment_id=id),)
        case _:
            return ()


def _term(id: UUID, term: int, event: spell.ContractSigned | spell.ContractRenewed) -> Put:
    return Put(
        contract, employment_id=id, term=term, worker_id=event.worker_id, starts=event.effective, ends=event.ends,
        document=None, digest=None, keep_until=None,
    )  # fmt: skip


def _draft(id: UUID, event: papers.ContractDrafted) -> Put:
    return Put(
        draft, employment_id=id, draft_id=event.draft_id, worker_id=event.worker_id, starts=event.effective,
        ends=event.ends, document=event.document, employer_signed=None, worker_signed=None,
    )  # fmt: skip


CONTRACTS = Projection(name="contracts", tables=(contract, draft, unwritten), streams=("employment",), project=project)


async def of_worker(read: AsyncConnection, worker_id: UUID) -> Sequence[RowMapping]:
    """Every term of a person, employment by employment."""
    rows = select(contract).where(contract.c.worker_id == worker_id)
    order = (contract.c.starts, contract.c.employment_id, contract.c.term)
    return (await read.execute(rows.order_by(*order))).mappings().all()


async def drafts_of(read: AsyncConnection, worker_id: UUID) -> Sequence[RowMapping]:
    return (await read.execute(select(draft).where(draft.c.worker_id == worker_id))).mappings().all()


async def without(
    read: AsyncConnection, scope: Scope, until: date, *, after: tuple[date, UUID] | None, limit: int
) -> Sequence[RowMapping]:
    """Employments begun by the day that have no written contract, the longest first; `after` is (starts, employment)."""
    order = (unwritten.c.starts, unwritten.c.employment_id)
    rows = select(unwritten).where(inside(unwritten.c.region, scope), unwritten.c.starts <= until)
    if after is not None:
        rows = rows.where(tuple_(*order) > after)
    return (await read.execute(rows.order_by(*order).limit(limit))).mappings().all()
