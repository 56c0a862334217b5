"""Who applied to an institution waits for the examination, who passed it for another hand to decide."""

from typing import Any

from services.personnel.domain import institution_events as events
from shared.kernel import Recorded
from shared.readmodel import RowChange
from shared.readmodel.tasks import settled, waits

KINDS = ("institution-examination", "institution-hire")


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    match recorded.event:
        case events.InstitutionApplied():
            return (waits(recorded, "institution-examination"),)
        case events.InstitutionExamined(recorded_by=by):
            done = settled(recorded, "institution-examination")
            return (*done, waits(recorded, "institution-hire", made_by=by))
        case events.InstitutionCaseReopened(stage=events.InstitutionStage.APPLIED):
            return (waits(recorded, "institution-examination"),)
        case events.InstitutionCaseReopened(stage=events.InstitutionStage.EXAMINED, recorded_by=by):
            return (waits(recorded, "institution-hire", made_by=by),)
        case events.InstitutionHired() | events.InstitutionNotHired():
            return settled(recorded, *KINDS)
        case _:
            return ()
