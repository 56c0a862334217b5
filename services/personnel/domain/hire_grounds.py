"""On which ground somebody begins (policy articles 1, 3, 4): by open recruitment unless another document says otherwise."""

from enum import StrEnum
from typing import Any, Final

from services.personnel.domain.category_events import Category, Source
from shared.kernel import record


class HireGround(StrEnum):
    """CAMPAIGN and CONVERSION rest on their own case; OPENING_STOCK was taken over with the roster; NOT_STATED: before it was asked."""

    CAMPAIGN = "CAMPAIGN"
    CONVERSION = "CONVERSION"
    OPENING_STOCK = "OPENING_STOCK"
    ELECTED = "ELECTED"
    PUBLIC_RECRUITMENT = "PUBLIC_RECRUITMENT"
    TRANSFERRED = "TRANSFERRED"
    REINSTATED = "REINSTATED"
    NOT_STATED = "NOT_STATED"


OF_A_CASE: Final = frozenset({HireGround.CAMPAIGN, HireGround.CONVERSION})


@record
class HireGroundRule:
    """Outside a campaign these categories may begin on this ground, by a document."""

    ground: HireGround
    categories: tuple[Category, ...]


def hired_before_grounds(stored: dict[str, Any]) -> dict[str, Any]:
    """Hired of version 1 as one of version 2: who was taken over was, of the others nobody was asked."""
    ground = HireGround.OPENING_STOCK if stored["source"] == Source.IMPORTED.value else HireGround.NOT_STATED
    return {**stored, "ground": ground.value, "ground_document": ""}
