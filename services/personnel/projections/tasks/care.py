"""Who was invited to a check-up waits to have gone; a planned visit waits to be made by another hand."""

from typing import Any

from services.personnel.domain import care_visits, checkups, light_records
from shared.kernel import Recorded
from shared.readmodel import RowChange
from shared.readmodel.tasks import settled, waits

KINDS = ("checkup-due", "care-visit", "light-erasure")


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    match recorded.event:
        case checkups.CheckupInvited(ends=ends):
            return (waits(recorded, "checkup-due", due=ends),)
        case checkups.CheckupAttended() | checkups.CheckupMissed():
            return settled(recorded, "checkup-due")
        case care_visits.VisitPlanned(effective=on, planned_by=by):
            return (waits(recorded, "care-visit", due=on, made_by=by),)
        case care_visits.VisitDone() | care_visits.VisitCancelled():
            return settled(recorded, "care-visit")
        case light_records.LightRetentionEnded():
            return (waits(recorded, "light-erasure"),)
        case light_records.LightRecordForgotten():
            return settled(recorded, "light-erasure")
        case _:
            return ()
