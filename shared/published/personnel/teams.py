"""The team of a community and its reserve: who joined, who left, who waits to be called."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.kernel import Region, record
from shared.published.envelope import Name


@record
class TeamCompositionChangedV1:
    """Somebody `joined` the team of a community or left it; `since` is the first day on which it is so. `party` for an office of
    the party organisation.
    """

    told: ClassVar[Name] = Name("personnel.team.composition_changed")
    community: Region
    worker_id: UUID
    post: str
    party: bool
    joined: bool
    since: date


@record
class ReserveEnteredV1:
    """`type`: SECRETARY (future secretaries) or COMMITTEE (future committee members)."""

    told: ClassVar[Name] = Name("personnel.reserve.entered")
    worker_id: UUID
    reserve_id: UUID
    community: Region
    type: str


@record
class ReserveAppointedV1:
    """Out of the reserve into a post: `post_id` is the appointment or the party post."""

    told: ClassVar[Name] = Name("personnel.reserve.appointed")
    worker_id: UUID
    reserve_id: UUID
    type: str
    post_id: UUID


@record
class ReserveRemovedV1:
    """`reason`: FAILED_YEAR, DISCIPLINED, LEFT, DECLINED, NO_LONGER_QUALIFIED."""

    told: ClassVar[Name] = Name("personnel.reserve.removed")
    worker_id: UUID
    reserve_id: UUID
    type: str
    reason: str
