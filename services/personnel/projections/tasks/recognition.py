"""A recognition waits for its papers to be checked, then for another hand to decide."""

from typing import Any

from services.personnel.domain import recognition_events as events
from shared.kernel import Recorded
from shared.kernel.signature import FOR
from shared.readmodel import RowChange
from shared.readmodel.tasks import settled, waits

KINDS = ("evidence-check", "recognition")


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    match recorded.event:
        case events.RecognitionRequested():
            return (waits(recorded, "evidence-check"),)
        case events.EvidenceChecked(checked_by=by, requested_by=asked_by):
            checked = settled(recorded, "evidence-check")
            return (*checked, waits(recorded, "recognition", made_by=f"{asked_by}{FOR}{by}"))
        case events.RecordVerified(requested_by=asked_by):
            checked = settled(recorded, "evidence-check")
            return (*checked, waits(recorded, "recognition", made_by=asked_by))
        case events.YearsRecognised() | events.RecognitionRefused():
            return settled(recorded, *KINDS)
        case _:
            return ()
