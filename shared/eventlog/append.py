"""What may be appended together, and why it may be refused."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from shared.eventlog.codec import StoredEvent


class StreamVersion(NamedTuple):
    """The stream is expected to hold exactly `expected` events."""

    type: str
    id: UUID
    expected: int


class Held(NamedTuple):
    """A unique fact and who holds it."""

    kind: str
    key: str
    holder: UUID


class CursorStep(NamedTuple):
    """A reader's place moves with the append: from must be where it stands."""

    source: str
    before: int
    after: int


class Parked(NamedTuple):
    """A message that could not be handled, set aside; its stream is blocked for this source until it is released."""

    source: str
    position: int
    stream: str
    error: str
    parked: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandRow:
    """A command that was carried out: who asked, under which key, the hash of what was asked, the receipt given."""

    caller: str
    key: str
    hash: bytes
    receipt: bytes
    recorded: datetime
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Append:
    """All or nothing. Events are in stream order; each stream they touch is among `streams`."""

    streams: tuple[StreamVersion, ...] = ()
    events: tuple[StoredEvent, ...] = ()
    takes: tuple[Held, ...] = ()
    releases: tuple[tuple[str, str], ...] = ()
    command: CommandRow | None = None
    cursor: CursorStep | None = None
    parked: tuple[Parked, ...] = ()
    unparked: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Appended:
    """Positions of the first and last event; without events both are the head at that moment."""

    first: int
    last: int


class Refused(Exception):
    """The append was refused and left no trace."""


class Conflict(Refused):
    """A stream was not at its expected version: load again, decide again."""


class AlreadyHeld(Refused):
    """Somebody else holds a unique fact; `kind` says which."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class CommandKnown(Refused):
    """The caller has already used this key: answer with the stored receipt, or refuse if the hash differs."""


class CursorMoved(Refused):
    """Another reader of the same source was faster."""


class Overloaded(Exception):
    """The queue is full; nothing was appended. Try again shortly."""


class LogUnavailable(Exception):
    """The connection broke. Whether the append happened is not known: ask again under the same key."""


def refusal(reason: str) -> Refused:
    """The exception for a reason given by log.append."""
    word, _, what = reason.partition(" ")
    match word:
        case "reserved":
            return AlreadyHeld(what)
        case "command":
            return CommandKnown()
        case "cursor":
            return CursorMoved()
        case _:
            return Conflict(what)
