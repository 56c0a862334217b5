"""The newest events of this process, so that who follows the log here need not ask the database for what it was just given, nor
two of them for the same.
"""

from collections import OrderedDict
from collections.abc import Iterable
from typing import Final

from shared.eventlog.codec import StoredEvent

MOST_BYTES: Final = 32 << 20


class Tail:
    """Committed events by position, the oldest forgotten first. Other processes append too: a position may be missing, and
    whoever asks for it is sent to the database.
    """

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most = most_bytes
        self._held = 0
        self._events: OrderedDict[int, StoredEvent] = OrderedDict()
        self._followed = False  # where nobody follows, nothing need be kept

    def add(self, first: int, events: Iterable[StoredEvent]) -> None:
        """Committed from position `first` on, without holes."""
        if not self._followed:
            return
        for position, event in enumerate(events, first):
            if position not in self._events:
                self._events[position] = event if event.position == position else event._replace(position=position)
                self._held += len(event.meta) + len(event.data)
        while self._held > self._most:
            _, oldest = self._events.popitem(last=False)
            self._held -= len(oldest.meta) + len(oldest.data)

    def after(self, position: int, limit: int) -> list[StoredEvent]:
        """The events that follow the position, as far as they are here without a hole; none says nothing."""
        self._followed = True
        found: list[StoredEvent] = []
        while len(found) < limit and (event := self._events.get(position + len(found) + 1)) is not None:
            found.append(event)
        return found

    def forget(self) -> None:
        """The connection broke: the database behind it may be another one when it comes back."""
        self._events.clear()
        self._held = 0
