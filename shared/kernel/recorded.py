"""An event as the log holds it: what happened, and everything known about its recording."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar
from uuid import UUID

from shared.kernel.region import Region

E = TypeVar("E")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded(Generic[E]):
    """`effective` is the business day from which it is so, `recorded` when we learnt it (UTC).

    `subject` is the person it is about; `region` the path at recording, for routing.
    """

    position: int
    stream_type: str
    stream_id: UUID
    version: int
    event: E
    event_id: UUID
    subject: UUID | None
    region: Region
    recorded: datetime
    effective: date
    actor: str
    correlation: UUID
    causation: UUID | None
