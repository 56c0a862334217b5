"""The files of each run that were handed out, by hash."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Column, Date, Integer, RowMapping, Table, Text, Uuid, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.payroll.domain.run_file_events import RunFileWritten
from shared.kernel import Recorded
from shared.readmodel import Projection, Put, RowChange, metadata

run_file = Table(
    "run_file",
    metadata,
    Column("run_id", Uuid, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("people", Integer, nullable=False),
    Column("total_fen", BigInteger, nullable=False),
    Column("operation_id", Uuid, nullable=False),
    Column("written_on", Date, nullable=False),
    Column("written_by", Text, nullable=False),
)


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    event = recorded.event
    if not isinstance(event, RunFileWritten):
        return ()
    return (
        Put(
            run_file, run_id=recorded.stream_id, kind=event.kind.value, name=event.name, digest=event.digest,
            people=event.people, total_fen=event.total_fen, operation_id=event.work, written_on=event.effective,
            written_by=event.written_by,
        ),
    )  # fmt: skip


RUN_FILES = Projection(name="run_files", tables=(run_file,), streams=("pay_run",), project=project)


async def of_run(read: AsyncConnection, run_id: UUID) -> Sequence[RowMapping]:
    rows = select(run_file).where(run_file.c.run_id == run_id).order_by(run_file.c.kind)
    return (await read.execute(rows)).mappings().all()
