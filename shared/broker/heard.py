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


async def ask_feed(feed: Feed | None, first: int, count: int) -> Sequence[tuple[Mapping[str, str], bytes]]:
    """Exactly these positions, or HoleInStream: whatever way the feed fails, it is asked again later."""
    if feed is None:
        raise HoleInStream
    try:
        found = await feed(first - 1, count)
    except Exception as problem:
        raise HoleInStream from problem
    if [headers.get("position") for headers, _ in found] != [str(first + n) for n in range(count)]:
        raise HoleInStream
    return found
