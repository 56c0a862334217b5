"""An append in the making: streams loaded once, decisions folded over them, everything submitted together.

Routes, listeners, timers and operations all decide through a draft, so a rule sees the same facts whoever asks.
"""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from shared.eventlog import (
    AlreadyHeld,
    Append,
    CommandRow,
    CursorStep,
    Held,
    Log,
    Origin,
    Parked,
    StoredEvent,
    StreamKey,
    StreamVersion,
    stored,
)
from shared.ids import new_id
from shared.kernel import NATION, Facts, Region, Rejected, Release, Stream, Take, ruled


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A command for a stream. `region` names whose policies rule while the stream itself has no region yet.

    Instead of a command a function may be given that answers it from the draft as it is when its turn comes: what others of the
    same append decided is in it.
    """

    stream: Stream[Any, Any, Any, Any]
    to: UUID
    command: Any
    region: Region = NATION


PoliciesFor = Callable[[str, Region], Awaitable[Any]]


@dataclass(slots=True)
class _Loaded:
    stream: Stream[Any, Any, Any, Any]
    expected: int
    version: int
    state: Any


@dataclass(slots=True)
class Draft:
    """`policies_for(stream type, region)` answers the service's typed policies with run-time schemes laid over.

    `today` and `now` are the business day and instant that every event of the draft is stamped with.
    """

    log: Log
    policies_for: PoliciesFor
    today: date
    now: datetime
    _policies: dict[tuple[str, Region], Any] = field(default_factory=dict)
    _streams: dict[StreamKey, _Loaded] = field(default_factory=dict)
    _events: list[StoredEvent] = field(default_factory=list)
    _takes: dict[tuple[str, str], Held] = field(default_factory=dict)
    _releases: dict[tuple[str, str], None] = field(default_factory=dict)

    async def load(self, wanted: Iterable[tuple[Stream[Any, Any, Any, Any], UUID]]) -> None:
        """Load what is not loaded yet, in one query."""
        missing = {(s.type, id): s for s, id in wanted if (s.type, id) not in self._streams}
        if not missing:
            return
        for key, past in (await self.log.load(list(missing))).items():
            stream = missing[key]
            state = stream.decider.fold(recorded.event for recorded in past)
            self._streams[key] = _Loaded(stream, len(past), len(past), state)

    def state(self, stream: Stream[Any, Any, Any, Any], id: UUID) -> Any:
        """The state of a loaded stream with the draft's own events laid over."""
        return self._streams[stream.type, id].state

    def version(self, stream: Stream[Any, Any, Any, Any], id: UUID) -> int:
        return self._streams[stream.type, id].version

    async def decide(self, ask: Ask, origin: Origin) -> int:
        """Decide and lay the new events over; answers how many. A refusal (Rejected) leaves the draft as it was."""
        await self.load(((ask.stream, ask.to),))
        loaded = self._streams[ask.stream.type, ask.to]
        if callable(ask.command):
            ask = replace(ask, command=ask.command(self))
        region = ask.stream.region_of(loaded.state)
        policies = await self._policies_in(ask.stream.type, ask.region if region == NATION else region)
        facts = Facts(today=self.today, now=self.now, by=origin.actor, policies=policies)
        events = ask.stream.decider.decide(loaded.state, ask.command, facts)
        self._lay(loaded, ask, events, origin)
        return len(events)

    async def decide_all(self, asks: Sequence[Ask], origin: Origin) -> None:
        """All of them or none: a refusal of one leaves the draft as it was before the first."""
        await self.load((ask.stream, ask.to) for ask in asks)
        asked = {(ask.stream.type, ask.to) for ask in asks}
        before = {key: (self._streams[key].version, self._streams[key].state) for key in asked}
        events, takes, releases = len(self._events), dict(self._takes), dict(self._releases)
        try:
            for ask in asks:
                await self.decide(ask, origin)
        except (Rejected, AlreadyHeld):
            del self._events[events:]
            self._takes, self._releases = takes, releases
            for key, (version, state) in before.items():
                self._streams[key].version, self._streams[key].state = version, state
            raise

    async def _policies_in(self, stream_type: str, region: Region) -> Any:
        """Asked once a draft, so that everything in one append is decided by the same rules; they end at the county."""
        region = ruled(region)
        key = (stream_type, region)
        if key not in self._policies:
            self._policies[key] = await self.policies_for(stream_type, region)
        return self._policies[key]

    def _check(self, reservations: Sequence[Take | Release], holder: UUID) -> None:
        """What another stream of this very draft takes is as taken as what the log holds."""
        for r in reservations:
            held = self._takes.get((r.kind, r.key))
            if isinstance(r, Take) and held is not None and held.holder != holder:
                raise AlreadyHeld(r.kind)

    def _lay(self, loaded: _Loaded, ask: Ask, events: Sequence[Any], origin: Origin) -> None:
        reservations = [r for event in events for r in ask.stream.reserves(ask.to, ask.command, event)]
        self._check(reservations, ask.to)
        for event in events:
            loaded.state = ask.stream.decider.evolve(loaded.state, event)
        region = ask.stream.region_of(loaded.state)
        subject = ask.stream.subject_of(ask.to, loaded.state)
        for event in events:
            loaded.version += 1
            self._events.append(
                stored(
                    stream_type=ask.stream.type, stream_id=ask.to, version=loaded.version, event=event, event_id=new_id(),
                    subject=subject, region=region, recorded=self.now, origin=origin, algorithm=self.log.codec.algorithm,
                )
            )  # fmt: skip
        for reservation in reservations:
            self._reserve(reservation, ask.to)

    def _reserve(self, reservation: Take | Release, holder: UUID) -> None:
        key = (reservation.kind, reservation.key)
        match reservation:
            case Take():
                self._takes[key] = Held(*key, holder)
            case Release():
                if self._takes.pop(key, None) is None:
                    self._releases[key] = None

    @property
    def empty(self) -> bool:
        return not self._events

    @property
    def events(self) -> tuple[StoredEvent, ...]:
        """Everything decided so far, none of it with a position."""
        return tuple(self._events)

    def append(
        self, *, command: CommandRow | None = None, cursor: CursorStep | None = None,
        parked: tuple[Parked, ...] = (), unparked: tuple[tuple[str, int], ...] = (),
    ) -> Append:  # fmt: skip
        """Everything decided so far as one append; streams that were only looked at are not guarded."""
        touched = {(e.stream_type, e.stream_id) for e in self._events}
        return Append(
            streams=tuple(StreamVersion(*key, s.expected) for key, s in self._streams.items() if key in touched),
            events=tuple(self._events),
            takes=tuple(self._takes.values()),
            releases=tuple(self._releases),
            command=command,
            cursor=cursor,
            parked=parked,
            unparked=unparked,
        )
