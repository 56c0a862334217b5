"""A vetting waits for its material, then for the word of the organisation department."""

from typing import Any

from services.personnel.domain.vetting import VettingConcluded, VettingMaterialComplete, VettingOpened
from shared.kernel import Recorded
from shared.readmodel import RowChange
from shared.readmodel.tasks import settled, waits

KINDS = ("vetting-material", "vetting-conclusion")


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    match recorded.event:
        case VettingOpened():
            return (waits(recorded, "vetting-material"),)
        case VettingMaterialComplete():
            return (*settled(recorded, "vetting-material"), waits(recorded, "vetting-conclusion"))
        case VettingConcluded():
            return settled(recorded, *KINDS)
        case _:
            return ()
