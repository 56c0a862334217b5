"""What a listener takes in, and where it asks when the broker lost something."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shared.published import News


@dataclass(frozen=True, slots=True)
class Heard:
    """One position of the publisher: its news, or None where nothing concerns us."""

    position: int
    stream: str
    news: News[Any] | None


Feed = Callable[[int, int], Awaitable[Sequence[tuple[Mapping[str, str], bytes]]]]


class HoleInStream(Exception):
    """The broker skipped a position that the publisher's log has."""
