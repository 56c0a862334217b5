"""A proposal to recommend somebody waits for another hand."""

from typing import Any

from services.personnel.domain import recommendations as events
from shared.kernel import Recorded
from shared.readmodel import RowChange
from shared.readmodel.tasks import settled, waits

KINDS = ("recommendation-decision",)


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    match recorded.event:
        case events.RecommendationProposed(proposed_by=by):
            return (waits(recorded, "recommendation-decision", made_by=by),)
        case _:
            return settled(recorded, *KINDS)
