"""A proposal to recommend somebody waits for another hand."""

from typing import Any

from services.personnel.domain import recommendations as events
from services.personnel.projections.tasks.table import settled, waits
from shared.kernel import Recorded
from shared.readmodel import RowChange

KINDS = ("recommendation-decision",)


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    match recorded.event:
        case events.RecommendationProposed(proposed_by=by):
            return (waits(recorded, "recommendation-decision", made_by=by),)
        case _:
            return settled(recorded, *KINDS)
