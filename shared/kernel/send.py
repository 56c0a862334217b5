"""What a reaction answers: a command on its way to a stream."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar
from uuid import UUID

from shared.kernel.decider import Stream

C = TypeVar("C")


@dataclass(frozen=True, slots=True, kw_only=True)
class Send(Generic[C]):
    """`stream` says which decider answers; deciding is still done by it. `then`: what follows from the state that it leaves behind,
    or, where there is no command, from the state as it is.
    """

    stream: Stream[Any, Any, Any, Any]
    to: UUID
    command: C
    then: Callable[[Any], Iterator["Send[Any]"]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A day has come that a stream waited for: `kind` names what, `day` is the day it was due."""

    kind: str
    stream_id: UUID
    day: date
