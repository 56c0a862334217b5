"""What ends together with an employment, and what could not be begun again when the exit was undone.

Class and field names of events are the storage format: add, never rename.
"""

from datetime import date
from enum import StrEnum
from uuid import UUID

from shared.kernel import record


class ExitThing(StrEnum):
    """请假、借调、任职、后备、备案、推荐、街道内调配、参选、事业编制招聘、党内职务、代表委员."""

    LEAVE = "LEAVE"
    BORROWING = "BORROWING"
    POST = "POST"
    RESERVE = "RESERVE"
    FILING = "FILING"
    RECOMMENDATION = "RECOMMENDATION"
    TRANSFER = "TRANSFER"
    CANDIDACY = "CANDIDACY"
    INSTITUTION_CASE = "INSTITUTION_CASE"
    PARTY_POST = "PARTY_POST"
    DELEGACY = "DELEGACY"


class ReopeningObstacle(StrEnum):
    """Somebody else has it by now; other days were taken meanwhile; another body decides about it."""

    TAKEN = "TAKEN"
    OVERLAPS = "OVERLAPS"
    DECIDED_BY_OTHERS = "DECIDED_BY_OTHERS"


@record
class EndedThing:
    thing: ExitThing
    id: UUID


@record
class ExitTookAlong:
    """Effective = last day of work."""

    effective: date
    worker_id: UUID
    things: tuple[EndedThing, ...]


@record
class ReopeningLeft:
    """The exit was undone and this is still ended: somebody has to see to it. Effective = the day it was undone."""

    effective: date
    worker_id: UUID
    thing: ExitThing
    thing_id: UUID
    why: ReopeningObstacle


@record
class ReopeningSettled:
    """It was begun anew by hand, or it is right that it stays ended: the document says which."""

    effective: date
    worker_id: UUID
    thing_id: UUID
    document: str
    settled_by: str
