"""An emergency waits for another hand, and so does its last day; days of duty wait to be confirmed."""

from typing import Any

from services.personnel.domain import emergency_events as emergency
from shared.kernel import Recorded
from shared.readmodel import RowChange
from shared.readmodel.tasks import settled, waits


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    match recorded.event:
        case emergency.EmergencyProposed(proposed_by=by):
            return (waits(recorded, "emergency-declaration", made_by=by),)
        case emergency.EmergencyDeclared() | emergency.EmergencyRejected():
            return settled(recorded, "emergency-declaration")
        case emergency.EmergencyEndProposed(proposed_by=by):
            return (waits(recorded, "emergency-end", made_by=by),)
        case emergency.EmergencyEnded():
            return settled(recorded, "emergency-end")
        case emergency.DutyListed(listed_by=by):
            return (waits(recorded, "duty-confirmation", made_by=by),)
        case emergency.DutyConfirmed() | emergency.DutyReturned():
            return settled(recorded, "duty-confirmation")
        case _:
            return ()
