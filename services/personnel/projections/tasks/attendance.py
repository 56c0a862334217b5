"""A report waits for an answer of the one above."""

from typing import Any

from services.personnel.domain.reporting import MatterAnswered, MatterReported
from shared.kernel import Recorded
from shared.readmodel import RowChange
from shared.readmodel.tasks import settled, waits

KINDS = ("report-answer",)


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    match recorded.event:
        case MatterReported(due=due, reported_by=by):
            return (waits(recorded, "report-answer", due=due, made_by=by),)
        case MatterAnswered():
            return settled(recorded, *KINDS)
        case _:
            return ()
