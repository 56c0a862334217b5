"""The same log in memory, for route and story tests without a server. Trusted only because it passes the log's suite."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from shared.eventlog.append import (
    AlreadyHeld,
    Append,
    Appended,
    CommandKnown,
    CommandRow,
    Conflict,
    CursorMoved,
    Parked,
)
from shared.eventlog.codec import Codec, StoredEvent
from shared.eventlog.log import StreamKey
from shared.eventlog.signal import Signal
from shared.kernel import Recorded


class MemoryLog:
    """Appends are judged one by one at the moment they are asked for."""

    def __init__(self, codec: Codec) -> None:
        self.codec = codec
        self.appended = Signal()
        self._events: list[StoredEvent] = []
        self._versions: dict[StreamKey, int] = {}
        self._commands: dict[tuple[str, str], CommandRow] = {}
        self._cursors: dict[str, int] = {}
        self._held: dict[tuple[str, str], UUID] = {}
        self._parked: dict[tuple[str, int], Parked] = {}

    async def load(self, keys: Sequence[StreamKey]) -> dict[StreamKey, tuple[Recorded[Any], ...]]:
        return {
            key: tuple(self.codec.recorded(e) for e in self._events if (e.stream_type, e.stream_id) == key)
            for key in keys
        }

    async def read(self, after: int, limit: int) -> list[StoredEvent]:
        return self._events[after : after + limit]

    async def follow(self, after: int, limit: int) -> list[StoredEvent]:
        return await self.read(after, limit)

    async def head(self) -> int:
        return len(self._events)

    async def head_at(self, known_at: datetime) -> int:
        return max((e.position for e in self._events if e.recorded <= known_at), default=0)

    def append(self, append: Append) -> "asyncio.Future[Appended]":
        answer: asyncio.Future[Appended] = asyncio.get_running_loop().create_future()
        try:
            self._judge(append)
        except (AlreadyHeld, CommandKnown, Conflict, CursorMoved) as refused:
            answer.set_exception(refused)
            return answer
        answer.set_result(self._write(append))
        if append.events:
            self.appended.tell(len(self._events))
        return answer

    async def find_command(self, caller: str, key: str) -> CommandRow | None:
        return self._commands.get((caller, key))

    async def cursor(self, source: str) -> int:
        return self._cursors.get(source, 0)

    async def parked(self, source: str) -> list[Parked]:
        return [p for (of, _), p in sorted(self._parked.items()) if of == source]

    async def holder(self, kind: str, key: str) -> UUID | None:
        return self._held.get((kind, key))

    async def held(self, kind: str, prefix: str) -> list[str]:
        return [key for of, key in self._held if of == kind and key.startswith(prefix)]

    def _judge(self, append: Append) -> None:
        for stream in append.streams:
            if self._versions.get((stream.type, stream.id), 0) != stream.expected:
                raise Conflict(stream.type)
        if append.command is not None and (append.command.caller, append.command.key) in self._commands:
            raise CommandKnown
        if append.cursor is not None and self._cursors.get(append.cursor.source, 0) != append.cursor.before:
            raise CursorMoved
        for held in append.takes:
            if (held.kind, held.key) in self._held and (held.kind, held.key) not in append.releases:
                raise AlreadyHeld(held.kind)

    def _write(self, append: Append) -> Appended:
        first = len(self._events) + 1
        for event in append.events:
            self._events.append(event._replace(position=len(self._events) + 1))
            self._versions[event.stream_type, event.stream_id] = event.version
        last = len(self._events)
        if append.command is not None:
            row = append.command
            self._commands[row.caller, row.key] = CommandRow(
                caller=row.caller, key=row.key, hash=row.hash, receipt=row.receipt, recorded=row.recorded, position=last
            )
        if append.cursor is not None:
            self._cursors[append.cursor.source] = append.cursor.after
        for released in append.releases:
            self._held.pop(released, None)
        self._held.update({(held.kind, held.key): held.holder for held in append.takes})
        self._parked.update({(p.source, p.position): p for p in append.parked})
        for unparked in append.unparked:
            self._parked.pop(unparked, None)
        return Appended(min(first, last) if append.events else last, last)
