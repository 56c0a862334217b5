"""The certificates people hold: one row a person and level, from the first day it counts to the last."""

from typing import Any

from sqlalchemy import Column, Date, Table, Text, Uuid

from services.personnel.domain.grade_events import GradingOpened
from services.personnel.domain.worker import QualificationEnded, QualificationRegistered
from shared.kernel import Recorded
from shared.readmodel import Patch, Projection, Put, RowChange, metadata

paper = Table(
    "certificate_held",
    metadata,
    Column("worker_id", Uuid, primary_key=True),
    Column("level", Text, primary_key=True),
    Column("since", Date, nullable=False),
    Column("last_day", Date),
)


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    match recorded.event:
        case (
            QualificationRegistered(worker_id=id, level=level, effective=since)
            | GradingOpened(worker_id=id, certificate=level, effective=since)
        ) if level is not None:
            return (Put(paper, worker_id=id, level=level.value, since=since, last_day=None),)
        case QualificationEnded(worker_id=id, level=level, effective=last_day):
            return (Patch(paper, worker_id=id, level=level.value, last_day=last_day),)
        case _:
            return ()


PAPERS = Projection(name="papers", tables=(paper,), streams=("worker", "grade"), project=project)
