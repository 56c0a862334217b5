"""A foreign post waits to be cleared out; a conversion for its check, its exam, its hire; an erasure for a decision."""

from typing import Any

from services.personnel.domain import conversion_events as conversions
from services.personnel.domain import foreign_posts as posts
from shared.kernel import Recorded
from shared.readmodel import RowChange
from shared.readmodel.tasks import settled, waits

STEPS = ("conversion-check", "conversion-exam", "conversion-hire")
KINDS = ("clear-out", *STEPS, "conversion-erasure")


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:  # noqa: C901  one match
    match recorded.event:
        case posts.ForeignPostRegistered(clear_out=day) | posts.ClearOutMoved(clear_out=day):
            return (waits(recorded, "clear-out", due=day),)
        case posts.ForeignPostCleared():
            return settled(recorded, "clear-out")
        case conversions.ConversionListed(listed_by=by):
            return (waits(recorded, "conversion-check", made_by=by),)
        case conversions.ConversionEligibilityChecked():
            return (*settled(recorded, "conversion-check"), waits(recorded, "conversion-exam"))
        case conversions.ConversionExamined():
            return (*settled(recorded, "conversion-exam"), waits(recorded, "conversion-hire"))
        case conversions.WorkerConverted() | conversions.WorkerNotConverted():
            return settled(recorded, *STEPS)
        case conversions.ConversionRetentionEnded():
            return (waits(recorded, "conversion-erasure"),)
        case conversions.ConversionForgotten():
            return settled(recorded, "conversion-erasure")
        case _:
            return ()
