"""What one service tells the others: a frozen, versioned contract, and the envelope it travels in.

A published class carries `told`, its public name and version; its fields are a promise. Subscribers ignore fields they do
not know. A change of meaning is a new version that replaces the old one on a known day.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Generic, Protocol, TypeVar
from uuid import UUID

from shared.kernel import Region


@dataclass(frozen=True, slots=True)
class Name:
    """`personnel.worker.hired`, version 1."""

    type: str
    version: int = 1

    @property
    def service(self) -> str:
        return self.type.split(".")[0]


class Published(Protocol):
    """Any published event."""

    told: ClassVar[Name]


N_co = TypeVar("N_co", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class News(Generic[N_co]):
    """A published event with its envelope, as a reaction receives it.

    `position` is the place in the publisher's log and in its stream; `effective` the business day from which it is so;
    `subject` the person it is about; `region` the path at recording.
    """

    event: N_co
    event_id: UUID
    source: str
    position: int
    subject: UUID | None
    region: Region
    effective: date
    recorded: datetime
    actor: str
    correlation: UUID
    traceparent: str | None = None


def subject_of(name: Name, about: UUID, region: Region) -> str:
    """The broker subject, always 11 tokens: events.<service>.p<0-f>.<aggregate>.<fact>.v<n>.<five region segments>.

    `about` is the person, else the stream: its last hex digit is the partition, so a person's news stays in one.
    """
    service, aggregate, fact = name.type.split(".")
    return f"events.{service}.p{about.hex[-1]}.{aggregate}.{fact}.v{name.version}.{region.replace('/', '.')}"


def void_subject(service: str) -> str:
    """Where positions go that nobody outside hears of."""
    return f"void.{service}"
