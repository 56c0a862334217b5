"""A difficulty waits to be resolved; once overdue it waits twice."""

from typing import Any

from services.personnel.domain import problem_events as events
from shared.kernel import Recorded
from shared.readmodel import RowChange
from shared.readmodel.tasks import settled, waits

KINDS = ("problem", "problem-overdue")
ERASURE = "problem-erasure"


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    match recorded.event:
        case events.ProblemReported(due=due) | events.ProblemReopened(due=due):
            return (waits(recorded, "problem", due=due),)
        case events.ProblemOverdue(due=due):
            return (waits(recorded, "problem-overdue", due=due),)
        case events.ProblemResolved():
            return settled(recorded, *KINDS)
        case events.ProblemRetentionEnded():
            return (waits(recorded, ERASURE),)
        case events.ProblemForgotten():
            return settled(recorded, ERASURE)
        case _:
            return ()
