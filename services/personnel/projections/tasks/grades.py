"""Grades wait for the street, then for the county."""

from typing import Any

from services.personnel.domain import grade_events
from shared.kernel import Recorded
from shared.readmodel import RowChange
from shared.readmodel.tasks import settled, waits

KINDS = ("grade-review", "grade-approval")


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    match recorded.event:
        case grade_events.GradeProposed(proposal_id=id):
            return (waits(recorded, "grade-review", item=id),)
        case grade_events.GradeReviewed(proposal_id=id, reviewed_by=by):
            approval = waits(recorded, "grade-approval", item=id, made_by=by)
            return (*settled(recorded, "grade-review", item=id), approval)
        case grade_events.GradeDecided(decision_id=id) | grade_events.GradeDropped(proposal_id=id):
            return settled(recorded, *KINDS, item=id)
        case _:
            return ()
