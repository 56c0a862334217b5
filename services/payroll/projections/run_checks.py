"""What was found before a run is paid, who answers for it; what came back, and what of it waits to be settled."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Column, Date, Integer, RowMapping, Table, Text, Uuid, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from services.payroll.domain.finding_events import FindingOverridden, RunFindingsNoted
from services.payroll.domain.pay_run import RunEvent
from services.payroll.domain.receipt_events import ReceiptDifferenceSettled, RunReceiptRecorded
from shared.kernel import Recorded
from shared.readmodel import Patch, Projection, Put, RowChange, metadata

finding = Table(
    "run_finding",
    metadata,
    Column("run_id", Uuid, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("count", Integer, nullable=False),
    Column("workers", JSONB, nullable=False),
    Column("about", Text, nullable=False),
    Column("reason", Text),
    Column("signed_by", Text),
)
receipt = Table(
    "run_receipt",
    metadata,
    Column("run_id", Uuid, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("reference", Text, nullable=False),
    Column("received_on", Date, nullable=False),
    Column("people", Integer, nullable=False),
    Column("total_fen", BigInteger, nullable=False),
    Column("recorded_by", Text, nullable=False),
)
difference = Table(
    "receipt_difference",
    metadata,
    Column("run_id", Uuid, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("worker_id", Uuid),
    Column("expected_fen", BigInteger, nullable=False),
    Column("told_fen", BigInteger, nullable=False),
    Column("reason", Text, nullable=False),
    Column("note", Text),
    Column("settled_by", Text),
)


def project(recorded: Recorded[RunEvent]) -> tuple[RowChange, ...]:
    id, event = recorded.stream_id, recorded.event
    match event:
        case RunFindingsNoted(findings=findings):
            return tuple(
                Put(
                    finding, run_id=id, kind=f.kind.value, count=f.count, workers=[str(w) for w in f.workers],
                    about=f.about, reason=None, signed_by=None,
                )
                for f in findings
            )  # fmt: skip
        case FindingOverridden(kind=kind):
            return (Patch(finding, run_id=id, kind=kind.value, reason=event.reason, signed_by=event.signed_by),)
        case RunReceiptRecorded():
            return _received(id, event)
        case ReceiptDifferenceSettled():
            return (
                Patch(
                    difference, run_id=id, kind=event.kind.value, number=event.number, note=event.note,
                    settled_by=event.settled_by,
                ),
            )  # fmt: skip
        case _:
            return ()


def _received(id: UUID, event: RunReceiptRecorded) -> tuple[RowChange, ...]:
    kind = event.kind.value
    return (
        Put(
            receipt, run_id=id, kind=kind, reference=event.reference, received_on=event.effective, people=event.people,
            total_fen=event.total_fen, recorded_by=event.recorded_by,
        ),
        *(
            Put(
                difference, run_id=id, kind=kind, number=n, worker_id=d.worker_id, expected_fen=d.expected_fen,
                told_fen=d.told_fen, reason=d.reason, note=None, settled_by=None,
            )
            for n, d in enumerate(event.differences)
        ),
    )  # fmt: skip


RUN_CHECKS = Projection(name="run_checks", tables=(finding, receipt, difference), streams=("pay_run",), project=project)


async def _all(read: AsyncConnection, table: Table, run_id: UUID, *order: Any) -> Sequence[RowMapping]:
    rows = select(table).where(table.c.run_id == run_id).order_by(*order)
    return (await read.execute(rows)).mappings().all()


async def findings(read: AsyncConnection, run_id: UUID) -> Sequence[RowMapping]:
    return await _all(read, finding, run_id, finding.c.kind)


async def receipts(read: AsyncConnection, run_id: UUID) -> Sequence[RowMapping]:
    return await _all(read, receipt, run_id, receipt.c.kind)


async def differences(read: AsyncConnection, run_id: UUID) -> Sequence[RowMapping]:
    return await _all(read, difference, run_id, difference.c.kind, difference.c.number)
